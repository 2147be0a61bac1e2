//! The walk over the resources: loops, conditions, templates inside of templates. What comes out is every
//! compute that a deployment would send, each with its values.

use std::rc::Rc;

use super::functions::{formatted, pieces_of};
use super::machine::{Frame, MOST_COPIES, Machine, Passed, Scope, unknown_at};
use super::parse::{Expression, Parsed, is_expression, parse};
use super::problems::Problem;
use super::value::{Data, Piece, Value, said};
use crate::diagnostics::{find_byte, pieces};
use crate::text::{Kind, Node};

const WORKSPACE: &str = "Microsoft.MachineLearningServices/workspaces";
const COMPUTE: &str = "Microsoft.MachineLearningServices/workspaces/computes";
const DEPLOYMENT: &str = "Microsoft.Resources/deployments";

/// Members of a resource in a template that are not part of its body.
const AROUND: [&str; 15] = [
    "type",
    "apiVersion",
    "name",
    "dependsOn",
    "condition",
    "copy",
    "comments",
    "scope",
    "resources",
    "metadata",
    "existing",
    "asserts",
    "import",
    "extension",
    "@options",
];

/// Deepest that resources and deployments are followed.
const DEEPEST: u32 = 16;

/// Most computes of one template.
const MOST: usize = 2_000;

/// A compute that a deployment sends.
#[derive(Debug)]
pub(crate) struct Compute<'d> {
    /// The resource in the template.
    pub(crate) node: Node<'d>,
    /// How many times this resource came up before.
    pub(crate) ordinal: usize,
    /// Its own name, the workspace's left out.
    pub(crate) name: Value<'d>,
    pub(crate) version: Option<Rc<str>>,
    pub(crate) members: Vec<(&'d str, Value<'d>)>,
    /// Conditions that are not known, and loops of which it is not known how many copies they make: its own, and
    /// those of what it stands in.
    pub(crate) around: Vec<Node<'d>>,
    pub(crate) fault: Option<NameFault>,
}

/// What is wrong with the name of a resource in its template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NameFault {
    /// It has another number of parts than its type.
    Segments { wanted: usize, found: usize },
    /// Another resource of the template has the same name; where it stands.
    Twice(String),
}

/// A name that was met.
pub(super) struct Met {
    group: u32,
    key: String,
    pointer: String,
}

/// What is carried along on the walk.
#[derive(Default)]
pub(super) struct Walk<'d> {
    pub(super) computes: Vec<Compute<'d>>,
    met: Vec<Met>,
    /// How many deployments were entered.
    groups: u32,
    /// A compute is there, deployed or not.
    pub(super) any: bool,
}

/// Where on the walk.
#[derive(Clone)]
struct Place<'d> {
    group: u32,
    /// Type and name of the resource around.
    parent: Option<(Rc<str>, Vec<Piece>)>,
    /// Conditions and loops above of which not all is known.
    around: Vec<Node<'d>>,
    deeper: u32,
}

/// Whether something below a node may be a compute.
fn may_hold(candidates: &[u32], node: Node<'_>) -> bool {
    let (first, end) = node.span();
    let at = candidates.partition_point(|place| *place < first);
    candidates.get(at).is_some_and(|place| *place < end)
}

/// Every compute of the template.
pub(super) fn walk<'d>(machine: &mut Machine<'d>, candidates: &[u32]) -> Walk<'d> {
    let mut walker = Walker { machine, candidates, walk: Walk::default() };
    let start = Place { group: 0, parent: None, around: Vec::new(), deeper: DEEPEST };
    if let Some(resources) = walker.machine.root.get("resources") {
        walker.resources(resources, &start);
    }
    walker.walk
}

struct Walker<'w, 'd> {
    machine: &'w mut Machine<'d>,
    candidates: &'w [u32],
    walk: Walk<'d>,
}

impl<'d> Walker<'_, 'd> {
    /// Resources are a list, or a map of symbolic names.
    fn resources(&mut self, list: Node<'d>, place: &Place<'d>) {
        let Some(deeper) = place.deeper.checked_sub(1) else { return };
        let place = Place { deeper, ..place.clone() };
        for resource in list.items().chain(list.members().map(|member| member.value)) {
            if may_hold(self.candidates, resource) {
                self.loops(resource, &place);
            }
        }
    }

    fn loops(&mut self, resource: Node<'d>, place: &Place<'d>) {
        let Some(copy) = resource.get("copy").filter(|copy| copy.kind() == Kind::Object) else {
            return self.resource(resource, place);
        };
        let name: Rc<str> = copy.get("name").and_then(Node::text).unwrap_or_default().into();
        let count = copy.get("count").and_then(|count| self.machine.count(count));
        let Some(count) = count else {
            let mut place = place.clone();
            place.around.push(copy);
            let walker = &mut *self;
            walker.turn(&name, None, resource, &place);
            return;
        };
        for index in 0..count.min(MOST_COPIES) {
            if self.walk.computes.len() >= MOST {
                self.machine.problems.tell(Problem::Size, resource, "");
                return;
            }
            self.turn(&name, Some(index), resource, place);
        }
        self.walk.any |= count == 0;
    }

    fn turn(&mut self, name: &Rc<str>, index: Option<i64>, resource: Node<'d>, place: &Place<'d>) {
        let Self { machine, candidates, walk } = self;
        machine.looped(name, index, |machine| {
            let mut walker = Walker { machine, candidates, walk: std::mem::take(walk) };
            walker.resource(resource, place);
            *walk = walker.walk;
        });
    }

    fn resource(&mut self, resource: Node<'d>, place: &Place<'d>) {
        let Some(word) = resource.get("type").and_then(Node::text) else { return };
        let existing = resource.get("existing").and_then(Node::boolean) == Some(true);
        let relative = find_byte(word, b'/').is_none();
        let kind: Rc<str> = match &place.parent {
            Some((parent, _)) if relative => [&**parent, "/", word].concat().into(),
            _ => word.into(),
        };
        let condition = resource.get("condition");
        let holds = condition.map_or(Some(true), |node| self.condition(node));
        let assumed = self.machine.choices.assumed.len();
        let mut inner = place.clone();
        if holds.is_none()
            && let Some(node) = condition
        {
            self.assume(node);
            inner.around.push(node);
        }
        if kind.eq_ignore_ascii_case(COMPUTE) {
            self.walk.any |= !existing;
            if holds != Some(false) && !existing {
                self.compute(resource, relative && place.parent.is_some(), &inner);
            }
        } else if kind.eq_ignore_ascii_case(DEPLOYMENT) {
            if holds == Some(false) {
                self.walk.any = true;
            } else {
                self.deployment(resource, &inner);
            }
        } else if let Some(below) = resource.get("resources") {
            // A condition does not reach the resources inside of this one.
            self.machine.choices.assumed.truncate(assumed);
            let parent = if kind.eq_ignore_ascii_case(WORKSPACE) { WORKSPACE.into() } else { kind };
            let name = resource.get("name").map(|name| self.name(name)).unwrap_or_default();
            let name = name.into_iter().map(|(piece, _)| piece).collect();
            let place = Place { parent: Some((parent, name)), ..place.clone() };
            self.resources(below, &place);
        }
        self.machine.choices.assumed.truncate(assumed);
    }

    /// Whether a condition holds, if it is known.
    fn condition(&mut self, node: Node<'d>) -> Option<bool> {
        let value = self.machine.node(node);
        match &value.data {
            Data::Boolean(holds) => Some(*holds),
            Data::Text(text) if text.eq_ignore_ascii_case("false") => Some(false),
            Data::Text(text) if text.eq_ignore_ascii_case("true") => Some(true),
            _ => None,
        }
    }

    /// What is behind a condition is judged for the case that it holds.
    fn assume(&mut self, node: Node<'d>) {
        let Some(parsed) = node.text().filter(|text| is_expression(text)).map(parse) else {
            return;
        };
        if let Ok(parsed) = parsed {
            let scope = self.machine.template_index();
            assume(&mut self.machine.choices.assumed, &parsed, parsed.root, scope, true);
        }
    }

    /// A template inside a template.
    fn deployment(&mut self, resource: Node<'d>, place: &Place<'d>) {
        let Some(properties) = resource.get("properties") else { return };
        let Some(template) = properties.get("template") else { return };
        let Some(resources) = template.get("resources") else { return };
        let option = properties.get("expressionEvaluationOptions");
        let option = option.and_then(|option| option.get("scope")?.text());
        let frame = self.machine.frame();
        let around = self.machine.scopes.get(frame.scope).map(|scope| scope.template);
        // From language version 2.0 on, a nested template has names of its own unless it says otherwise.
        let version = around.and_then(|around| around.get("languageVersion")?.text());
        let newer = version.is_some_and(|version| version.starts_with('2'));
        let inner = option.map_or(newer, |scope| scope.eq_ignore_ascii_case("inner"));
        self.walk.groups = self.walk.groups.saturating_add(1);
        let place = Place { group: self.walk.groups, parent: None, ..place.clone() };
        if !inner {
            return self.resources(resources, &place);
        }
        let mut scope = Scope::new(template, false);
        let around = self.machine.scopes.get(frame.scope).is_some_and(|scope| scope.elsewhere);
        let moved = ["resourceGroup", "subscriptionId", "scope"];
        scope.elsewhere = around || moved.iter().any(|name| resource.get(name).is_some());
        match properties.get("parameters") {
            Some(given) if given.kind() == Kind::Object => {
                let declared = template.get("parameters");
                for member in given.members() {
                    if declared.is_none_or(|declared| declared.get(member.key).is_none()) {
                        self.machine.problems.tell(Problem::Passed, member.value, member.key);
                    }
                }
                scope.passed = Passed::Deployment(given, frame.clone());
            }
            Some(_) => scope.open = true,
            None => {}
        }
        let at = self.machine.scopes.len();
        self.machine.scopes.push(scope);
        let Self { machine, candidates, walk } = self;
        machine.within(Frame { scope: at, turn: None, arguments: None }, |machine| {
            let mut walker = Walker { machine, candidates, walk: std::mem::take(walk) };
            walker.resources(resources, &place);
            *walk = walker.walk;
        });
    }

    fn compute(&mut self, resource: Node<'d>, relative: bool, place: &Place<'d>) {
        if self.walk.computes.len() >= MOST {
            self.machine.problems.tell(Problem::Size, resource, "");
            return;
        }
        let node = resource.get("name");
        let whole = node.map(|node| self.name(node)).unwrap_or_default();
        let (own, fault) = self.own_name(node, &whole, relative, place);
        let version = resource.get("apiVersion").and_then(|node| self.machine.node(node).as_text());
        let mut members = Vec::new();
        for member in resource.members() {
            if !AROUND.iter().any(|name| name.eq_ignore_ascii_case(member.key)) {
                let value = self.machine.node(member.value);
                let fits = self.machine.weigh(&value).is_some();
                if !fits {
                    self.machine.problems.tell(Problem::Size, member.value, "");
                }
                let value = if fits { value } else { unknown_at(member.value) };
                members.push((member.key, value));
            }
        }
        let before = self.walk.computes.iter().rev();
        let ordinal = before.filter(|other| other.node.index() == resource.index()).count();
        self.walk.computes.push(Compute {
            node: resource,
            ordinal,
            name: own,
            version,
            members,
            around: place.around.clone(),
            fault,
        });
    }

    /// A name in pieces, each with the text that an author would change.
    fn name(&mut self, node: Node<'d>) -> Vec<(Piece, Option<Node<'d>>)> {
        let text = node.text().unwrap_or_default();
        let parsed = if is_expression(text) { parse(text).ok() } else { None };
        let values = match &parsed {
            Some(parsed) => self.machine.parts_of_text(parsed, node),
            None => vec![self.machine.node(node)],
        };
        let mut out = Vec::new();
        for value in values {
            let from = value.from.or(Some(node));
            match pieces_of(&value) {
                Some(pieces) => out.extend(pieces.into_iter().map(|piece| (piece, from))),
                None => out.push((Piece::Hole(said(&value)), from)),
            }
        }
        out
    }

    /// The compute's own name, which is the last part of what stands there.
    fn own_name(
        &mut self,
        node: Option<Node<'d>>,
        whole: &[(Piece, Option<Node<'d>>)],
        relative: bool,
        place: &Place<'d>,
    ) -> (Value<'d>, Option<NameFault>) {
        let Some(node) = node else { return (Value::NULL, None) };
        let mut own: Vec<(Piece, Option<Node<'d>>)> = Vec::new();
        let mut segments = 1_usize;
        for (piece, from) in whole {
            let Piece::Known(text) = piece else {
                own.push((piece.clone(), *from));
                continue;
            };
            for (at, part) in pieces(text, b'/').enumerate() {
                if at > 0 {
                    segments = segments.saturating_add(1);
                    own.clear();
                }
                if !part.is_empty() {
                    own.push((Piece::Known(part.into()), *from));
                }
            }
        }
        let known = whole.iter().all(|(piece, _)| matches!(piece, Piece::Known(_)));
        let wanted = if relative { 1 } else { 2 };
        // What is not known may hold a slash.
        let wrong = if known { segments != wanted } else { segments > wanted };
        let mut fault = wrong.then_some(NameFault::Segments { wanted, found: segments });
        if fault.is_none() {
            fault = self.twice(node, whole, known, relative, place);
        }
        let hole = |(piece, _): &(Piece, _)| matches!(piece, Piece::Hole(_));
        // Nothing is known where the last slash may be inside of what is not known.
        let lost = own.iter().any(hole) && segments < wanted;
        let from = match own.as_slice() {
            [(Piece::Known(_), Some(from))] => *from,
            _ => node,
        };
        let value = match own.len() {
            0 => Value::text(""),
            _ if lost => unknown_at(node),
            _ => Value::pieces(own.into_iter().map(|(piece, _)| piece).collect()),
        };
        let value = match value.data {
            Data::Part(pieces, _) => {
                Data::Part(pieces, Some(node.text().unwrap_or_default().into()))
            }
            data => data,
        };
        (Value { data: value, from: Some(from) }, fault)
    }

    /// Another compute of the same name in the same deployment.
    fn twice(
        &mut self,
        node: Node<'d>,
        whole: &[(Piece, Option<Node<'d>>)],
        known: bool,
        relative: bool,
        place: &Place<'d>,
    ) -> Option<NameFault> {
        let looped = self.machine.frame().turn.is_some();
        // Of two with conditions one may be left out; what is not known may differ from turn to turn.
        if !place.around.is_empty() || (looped && !known) {
            return None;
        }
        let mut key = String::new();
        let parent = place.parent.as_ref().filter(|_| relative);
        if let Some((_, name)) = parent {
            push_key(&mut key, name.iter());
            key.push('/');
        }
        push_key(&mut key, whole.iter().map(|(piece, _)| piece));
        let group = place.group;
        let found = self.walk.met.iter().find(|met| met.group == group && met.key == key);
        let fault = found.map(|met| NameFault::Twice(met.pointer.clone()));
        if fault.is_none() {
            self.walk.met.push(Met { group, key, pointer: node.pointer() });
        }
        fault
    }
}

fn push_key<'p>(key: &mut String, pieces: impl Iterator<Item = &'p Piece>) {
    for piece in pieces {
        match piece {
            Piece::Known(text) => key.push_str(&text.to_ascii_lowercase()),
            Piece::Hole(said) => {
                key.push('\0');
                key.push_str(said);
            }
        }
    }
}

/// Notes what holds if a condition does.
fn assume(
    assumed: &mut Vec<(u32, Rc<str>, bool)>,
    parsed: &Parsed<'_>,
    at: u32,
    scope: u32,
    holds: bool,
) {
    if let Some(Expression::Call { name, arguments }) = parsed.part(at) {
        let is = |word| name.eq_ignore_ascii_case(word);
        if is("not") || (is("and") && holds) || (is("or") && !holds) {
            let holds = if is("not") { !holds } else { holds };
            for argument in arguments {
                assume(assumed, parsed, *argument, scope, holds);
            }
        }
    }
    assumed.push((scope, parsed.spelling(at).into(), holds));
}

impl<'d> Machine<'d> {
    /// Where the template begins whose names are in sight.
    pub(super) fn template_index(&self) -> u32 {
        self.scopes.get(self.frame().scope).map_or(0, |scope| scope.template.index())
    }

    /// The texts that an expression joins, if that is all that it does.
    fn parts_of_text(&mut self, parsed: &Parsed<'d>, node: Node<'d>) -> Vec<Value<'d>> {
        let before = self.here.replace(node);
        let joined = match parsed.part(parsed.root) {
            Some(Expression::Call { name, arguments }) if name.eq_ignore_ascii_case("concat") => {
                Some(arguments.iter().map(|at| self.part(parsed, *at)).collect())
            }
            Some(Expression::Call { name, arguments }) if name.eq_ignore_ascii_case("format") => {
                let values: Vec<_> = arguments.iter().map(|at| self.part(parsed, *at)).collect();
                formatted(&values)
            }
            _ => None,
        };
        self.here = before;
        let all_texts = |values: &Vec<Value<'d>>| {
            values.iter().all(|value| pieces_of(value).is_some() || value.is_unknown())
        };
        match joined.filter(all_texts) {
            Some(values) => values,
            None => vec![self.node(node)],
        }
    }
}
