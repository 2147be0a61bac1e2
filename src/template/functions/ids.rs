//! Deployment, resource and scope functions: names of the template, ids of resources, and what the caller
//! says of the resource group and the subscription.

use super::pieces_of;
use crate::diagnostics::{find_byte, find_word, pieces};
use crate::template::machine::Machine;
use crate::template::problems::Problem;
use crate::template::value::{Found, Member, Piece, Value, said};
use crate::text::Node;

type Result<'d> = Option<Value<'d>>;

pub(super) fn parameters<'d>(machine: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    let name = values.first()?.as_text()?;
    Some(machine.parameter(&name))
}

pub(super) fn variables<'d>(machine: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    let name = values.first()?.as_text()?;
    Some(machine.variable(&name))
}

impl<'d> Machine<'d> {
    /// What the services say of something that the document is deployed into.
    fn fact(&self, name: &str) -> Option<Node<'d>> {
        let scope = self.scopes.get(self.frame().scope)?;
        let facts = self.known.facts.filter(|_| !scope.elsewhere)?;
        facts.get(name).filter(|fact| !fact.is_null())
    }

    fn subscription_id(&self) -> Vec<Piece> {
        let fact = self.fact("subscription");
        let id = fact.and_then(|fact| {
            let own = fact.get("subscriptionId").and_then(Node::text);
            own.or_else(|| {
                fact.get("id").and_then(Node::text).and_then(|id| pieces(id, b'/').last())
            })
        });
        let group = || segment(self.fact("resourceGroup")?.get("id")?.text()?, "subscriptions");
        known_or(id.or_else(group), "[subscription().subscriptionId]")
    }

    fn group_name(&self) -> Vec<Piece> {
        let name = self.fact("resourceGroup").and_then(|fact| fact.get("name")?.text());
        known_or(name, "[resourceGroup().name]")
    }
}

/// What stands behind a word of an id.
fn segment<'i>(id: &'i str, word: &str) -> Option<&'i str> {
    let mut parts = pieces(id, b'/');
    parts.find(|part| part.eq_ignore_ascii_case(word))?;
    parts.next()
}

fn known_or(text: Option<&str>, said: &str) -> Vec<Piece> {
    vec![match text {
        Some(text) => Piece::Known(text.into()),
        None => Piece::Hole(said.into()),
    }]
}

fn known(text: &str) -> Vec<Piece> {
    vec![Piece::Known(text.into())]
}

/// What is known of the resource group or the subscription, with its id.
fn place<'d>(fact: Option<Node<'d>>, id: Vec<Piece>) -> Result<'d> {
    let mut members: Vec<Member<'d>> = Vec::new();
    for member in fact.into_iter().flat_map(Node::members) {
        let value = Value::copied(member.value);
        members.push(Member { key: member.key.into(), known: true, value });
    }
    if !members.iter().any(|member| member.key.eq_ignore_ascii_case("id")) {
        members.push(Member { key: "id".into(), known: true, value: Value::pieces(id) });
    }
    Some(Value::object(members, true))
}

pub(super) fn resource_group<'d>(machine: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    if !values.is_empty() {
        return None;
    }
    let id = [
        known("/subscriptions/"),
        machine.subscription_id(),
        known("/resourceGroups/"),
        machine.group_name(),
    ];
    place(machine.fact("resourceGroup"), id.concat())
}

pub(super) fn subscription<'d>(machine: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    if !values.is_empty() {
        return None;
    }
    let id = machine.subscription_id();
    let mut place =
        place(machine.fact("subscription"), [known("/subscriptions/"), id.clone()].concat())?;
    if let Found::Unknown = place.get("subscriptionId")
        && let [Piece::Known(id)] = id.as_slice()
        && let Some(object) = place.members()
    {
        let mut members = object.members.clone();
        let value = Value::text(&**id);
        members.push(Member { key: "subscriptionId".into(), known: true, value });
        place = Value::object(members, true);
    }
    Some(place)
}

/// The pieces of an argument.
fn part(value: &Value<'_>) -> Vec<Piece> {
    pieces_of(value).unwrap_or_else(|| vec![Piece::Hole(said(value))])
}

/// `/providers/Type/name/type/name` of a type and its names; `None` if they do not fit together.
fn provider<'d>(
    machine: &mut Machine<'d>,
    function: &str,
    word: &Value<'d>,
    names: &[Value<'d>],
) -> Option<Vec<Piece>> {
    let word = word.as_text()?;
    let types = pieces(&word, b'/').skip(1).count();
    if types != names.len() {
        // One name may hold several parts.
        let slashes = names
            .iter()
            .any(|name| name.as_text().is_none_or(|text| find_byte(&text, b'/').is_some()));
        if !slashes {
            machine.problem(Problem::Arguments, function);
        }
        return None;
    }
    let mut parts = pieces(&word, b'/');
    let mut out = known("/providers/");
    out.extend(known(parts.next()?));
    for (part_of_type, name) in parts.zip(names) {
        out.extend(known(&["/", part_of_type, "/"].concat()));
        out.extend(part(name));
    }
    Some(out)
}

/// The arguments before the type, the type, and the names behind it.
fn split<'v, 'd>(
    values: &'v [Value<'d>],
    most_before: usize,
) -> Option<(&'v [Value<'d>], &'v Value<'d>, &'v [Value<'d>])> {
    let is_type =
        |value: &Value<'_>| value.as_text().is_some_and(|text| find_byte(&text, b'/').is_some());
    let at = values.iter().position(is_type).filter(|at| *at <= most_before)?;
    let (before, rest) = values.split_at_checked(at)?;
    let (word, names) = rest.split_first()?;
    Some((before, word, names))
}

pub(super) fn resource_id<'d>(machine: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    let (before, word, names) = split(values, 2)?;
    let provider = provider(machine, "resourceId", word, names)?;
    let template = machine.scopes.get(machine.frame().scope).map(|scope| scope.template);
    let schema = template.and_then(|template| template.get("$schema")?.text()).unwrap_or_default();
    // Outside of a resource group ids are of another form.
    if before.is_empty() && find_word(schema, "/deploymenttemplate.json").is_none() {
        return None;
    }
    let (subscription, group) = match before {
        [subscription, group] => (part(subscription), part(group)),
        [group] => (machine.subscription_id(), part(group)),
        _ => (machine.subscription_id(), machine.group_name()),
    };
    let id = [known("/subscriptions/"), subscription, known("/resourceGroups/"), group, provider];
    Some(Value::pieces(id.concat()))
}

pub(super) fn subscription_resource_id<'d>(
    machine: &mut Machine<'d>,
    values: &[Value<'d>],
) -> Result<'d> {
    let (before, word, names) = split(values, 1)?;
    let provider = provider(machine, "subscriptionResourceId", word, names)?;
    let subscription = match before {
        [subscription] => part(subscription),
        _ => machine.subscription_id(),
    };
    Some(Value::pieces([known("/subscriptions/"), subscription, provider].concat()))
}

pub(super) fn tenant_resource_id<'d>(
    machine: &mut Machine<'d>,
    values: &[Value<'d>],
) -> Result<'d> {
    let (_, word, names) = split(values, 0)?;
    Some(Value::pieces(provider(machine, "tenantResourceId", word, names)?))
}

pub(super) fn extension_resource_id<'d>(
    machine: &mut Machine<'d>,
    values: &[Value<'d>],
) -> Result<'d> {
    let [of, word, names @ ..] = values else { return None };
    let provider = provider(machine, "extensionResourceId", word, names)?;
    Some(Value::pieces([part(of), provider].concat()))
}
