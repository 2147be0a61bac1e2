//! What names stand for: parameters, variables and functions of a template.

use std::rc::Rc;

use super::choices::Axis;
use super::machine::{Frame, Given, Machine, Name, Passed, Scope, State, unknown_at};
use super::problems::Problem;
use super::value::{Data, Member, Value};
use crate::diagnostics::{cut, sorted};
use crate::text::{Kind, Node};

/// Which names are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Section {
    Parameters,
    Variables,
}

impl<'d> Scope<'d> {
    /// The names of a section, sorted, made when one is first asked for.
    fn names(&mut self, section: Section) -> &mut Vec<Name<'d>> {
        let Self { template, passed, names: [parameters, variables], .. } = self;
        match section {
            Section::Parameters => parameters.get_or_insert_with(|| {
                let mut names = index(template.get("parameters"), false);
                for Passed { name, given } in passed {
                    if let Some(at) = find(&names, name)
                        && let Some(found) = names.get_mut(at)
                    {
                        found.given = Some(given.clone());
                    }
                }
                names
            }),
            Section::Variables => {
                variables.get_or_insert_with(|| index(template.get("variables"), true))
            }
        }
    }
}

fn index(section: Option<Node<'_>>, variables: bool) -> Vec<Name<'_>> {
    let mut all: Vec<(&str, Node<'_>)> = Vec::new();
    for member in section.into_iter().flat_map(Node::members) {
        let loops = variables && member.key.eq_ignore_ascii_case("copy");
        if loops && member.value.kind() == Kind::List {
            all.extend(member.value.items().filter_map(|it| Some((it.get("name")?.text()?, it))));
        } else {
            all.push((member.key, member.value));
        }
    }
    let mut names: Vec<Option<Name<'_>>> = all
        .into_iter()
        .map(|(key, node)| {
            let lower = key.to_ascii_lowercase();
            Some(Name { lower, node, given: None, state: State::New })
        })
        .collect();
    let key = |at: u32| names.get(at as usize).and_then(Option::as_ref).map(|name| &name.lower);
    let order = sorted(names.len(), &|a, b| key(a).cmp(&key(b)));
    order.into_iter().filter_map(|at| names.get_mut(at as usize).and_then(Option::take)).collect()
}

fn find(names: &[Name<'_>], name: &str) -> Option<usize> {
    let lower = name.to_ascii_lowercase();
    names.binary_search_by(|found| found.lower.as_str().cmp(&lower)).ok()
}

/// Whether an item of `copy` among the variables makes this one.
fn is_loop(node: Node<'_>) -> bool {
    node.parent().is_some_and(|list| {
        list.kind() == Kind::List && list.key().is_some_and(|key| key.eq_ignore_ascii_case("copy"))
    })
}

impl<'d> Machine<'d> {
    /// The value of `parameters('name')`.
    pub(super) fn parameter(&mut self, name: &str) -> Value<'d> {
        let frame = self.frame();
        if let Some(arguments) = &frame.arguments {
            let found = arguments.iter().find(|member| member.key.eq_ignore_ascii_case(name));
            return match found {
                Some(member) => member.value.clone(),
                None => {
                    self.problem(Problem::UnknownParameter, name);
                    Value::UNKNOWN
                }
            };
        }
        self.named(frame.scope, Section::Parameters, name)
    }

    /// The value of `variables('name')`.
    pub(super) fn variable(&mut self, name: &str) -> Value<'d> {
        let scope = self.frame().scope;
        self.named(scope, Section::Variables, name)
    }

    fn named(&mut self, scope: usize, section: Section, name: &str) -> Value<'d> {
        let Some(place) = self.scopes.get_mut(scope) else { return Value::UNKNOWN };
        let names = place.names(section);
        let found = find(names, name).and_then(|at| Some((at, names.get_mut(at)?)));
        let Some((at, found)) = found else {
            let problem = match section {
                Section::Parameters => Problem::UnknownParameter,
                Section::Variables => Problem::UnknownVariable,
            };
            self.problem(problem, name);
            return Value::UNKNOWN;
        };
        match &found.state {
            State::Done(value) => return value.clone(),
            State::Busy => {
                self.problem(Problem::Cycle, name);
                return Value::UNKNOWN;
            }
            State::New => found.state = State::Busy,
        }
        let (node, given) = (found.node, found.given.clone());
        let value = match section {
            Section::Parameters => self.parameter_of(scope, name, node, given),
            Section::Variables => self.within(plain(scope), |machine| {
                if is_loop(node) { machine.copies(node) } else { machine.node(node) }
            }),
        };
        let place = self.scopes.get_mut(scope).and_then(|place| place.names(section).get_mut(at));
        if let Some(found) = place {
            found.state = State::Done(value.clone());
        }
        value
    }

    fn parameter_of(
        &mut self,
        scope: usize,
        name: &str,
        node: Node<'d>,
        given: Option<Given<'d>>,
    ) -> Value<'d> {
        let open = self.scopes.get(scope).is_none_or(|scope| scope.open);
        let default = node.get("defaultValue");
        let nullable = node.get("nullable").and_then(Node::boolean) == Some(true);
        let was_given = given.is_some();
        let value = match given {
            Some(Given::Value(value)) => value,
            Some(Given::Node(given, frame)) => match given.get("value") {
                Some(value) => self.within(frame, |machine| machine.node(value)),
                // A reference to a secret of a vault.
                None => unknown_at(given),
            },
            None => Value::NULL,
        };
        let absent = matches!(value.data, Data::Null);
        let mut value = match default {
            // null is read as not given.
            Some(default) if absent => self.within(plain(scope), |machine| machine.node(default)),
            None if !was_given && !nullable => {
                if !open {
                    self.problems.tell(Problem::Missing, self.caller(scope), name);
                }
                Value::UNKNOWN
            }
            _ => value,
        };
        let allowed = node.get("allowedValues").filter(|list| list.kind() == Kind::List);
        if let Some(allowed) = allowed {
            value = self.among(scope, name, value, allowed, node);
        }
        value
    }

    /// Where the caller of a template gives it its values.
    fn caller(&self, scope: usize) -> Node<'d> {
        let template = self.scopes.get(scope).map_or(self.root, |scope| scope.template);
        let properties = template.parent().unwrap_or(template);
        properties.get("parameters").unwrap_or(properties)
    }

    /// A value beside the list of those that are allowed.
    fn among(
        &mut self,
        scope: usize,
        name: &str,
        value: Value<'d>,
        allowed: Node<'d>,
        node: Node<'d>,
    ) -> Value<'d> {
        let is = |item: &Node<'d>| {
            let item = Value::literal(*item, true);
            match (item.as_text(), value.as_text()) {
                (Some(item), Some(text)) => item.eq_ignore_ascii_case(&text),
                _ => item.equals(&value),
            }
        };
        // Lists are compared item by item, in ways that differ between versions.
        if value.is_known() && value.items().is_none() && !matches!(value.data, Data::Null) {
            if !allowed.items().any(|item| is(&item)) {
                let at = value.from.unwrap_or(node);
                self.problems.tell(Problem::Allowed, at, name);
            }
            return value;
        }
        let count = u32::try_from(allowed.items().count()).unwrap_or(u32::MAX);
        if !value.is_unknown() || count == 0 {
            return value;
        }
        if count == 1 {
            return allowed.items().next().map_or(value, |item| Value::literal(item, true));
        }
        let template = self.scopes.get(scope).map_or(0, |scope| scope.template.index());
        let way = self.choices.way(template, name, count, Axis::Parameter, Some(node));
        match way.and_then(|way| allowed.items().nth(way as usize)) {
            Some(item) => Value::literal(item, true),
            None => value,
        }
    }

    /// The value of a call of a function that the template defines.
    pub(super) fn own_function(&mut self, name: &str, values: &[Value<'d>]) -> Option<Value<'d>> {
        let scope = self.frame().scope;
        let (space, own) = cut(name, b'.')?;
        let functions = self.scopes.get(scope)?.template.get("functions");
        let is = |node: &Node<'d>| {
            node.get("namespace")
                .and_then(Node::text)
                .is_some_and(|it| it.eq_ignore_ascii_case(space))
        };
        let found = functions.into_iter().flat_map(Node::items).filter(is);
        let found = found.filter_map(|node| node.get("members")?.get(own)).next();
        let Some(function) = found else {
            self.problem(Problem::UnknownFunction, name);
            return None;
        };
        let mut arguments = Vec::new();
        for (at, parameter) in
            function.get("parameters").into_iter().flat_map(Node::items).enumerate()
        {
            let key: Rc<str> =
                parameter.get("name").and_then(Node::text).unwrap_or_default().into();
            let value = match (values.get(at), parameter.get("defaultValue")) {
                (Some(value), _) => value.clone(),
                (None, Some(default)) => Value::literal(default, true),
                (None, None) => {
                    self.problem(Problem::Arguments, name);
                    return None;
                }
            };
            arguments.push(Member { key, known: true, value });
        }
        if values.len() > arguments.len() {
            self.problem(Problem::Arguments, name);
            return None;
        }
        let output = function.get("output")?.get("value")?;
        let frame = Frame { arguments: Some(arguments.into()), ..plain(scope) };
        Some(self.within(frame, |machine| machine.node(output)))
    }
}

/// The names of a template, without loops.
const fn plain<'d>(scope: usize) -> Frame<'d> {
    Frame { scope, turn: None, arguments: None }
}
