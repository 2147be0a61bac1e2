//! What names stand for: parameters, variables and functions of a template.

use std::rc::Rc;

use super::choices::Axis;
use super::constraints::broken;
use super::machine::{Frame, Machine, Passed, Scope, unknown_at};
use super::names::{Names, State};
use super::problems::Problem;
use super::value::{Data, Member, Value};
use crate::diagnostics::cut;
use crate::text::{Kind, Node};

/// Which names are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Section {
    Parameters,
    Variables,
}

impl<'d> Scope<'d> {
    /// The names of a section.
    fn names(&mut self, section: Section) -> &mut Names<'d> {
        let Self { template, names: [parameters, variables], .. } = self;
        match section {
            Section::Parameters => {
                parameters.get_or_insert_with(|| Names::new(template.get("parameters"), false))
            }
            Section::Variables => {
                variables.get_or_insert_with(|| Names::new(template.get("variables"), true))
            }
        }
    }
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
        let found = names.find(name);
        let state = found.and_then(|(node, looped)| Some((node, looped, names.state(node)?)));
        let Some((node, looped, state)) = state else {
            let problem = match section {
                Section::Parameters => Problem::UnknownParameter,
                Section::Variables => Problem::UnknownVariable,
            };
            self.problem(problem, name);
            return Value::UNKNOWN;
        };
        match state {
            State::Done(value) => return value.clone(),
            State::Busy => {
                self.problem(Problem::Cycle, name);
                return Value::UNKNOWN;
            }
            State::New => *state = State::Busy,
        }
        let value = match section {
            Section::Parameters => self.parameter_of(scope, name, node),
            Section::Variables => self.within(plain(scope), |machine| {
                if looped { machine.copies(node) } else { machine.node(node) }
            }),
        };
        let place = self.scopes.get_mut(scope).and_then(|place| place.names(section).state(node));
        if let Some(state) = place {
            *state = State::Done(value.clone());
        }
        value
    }

    /// What the caller gives to a parameter.
    fn given(&mut self, scope: usize, name: &str) -> Option<Value<'d>> {
        let passed = self.scopes.get(scope).map(|scope| scope.passed.clone())?;
        Some(match passed {
            Passed::Nothing => return None,
            Passed::Deployment(all, frame) => {
                let given = all.get(name)?;
                match given.get("value") {
                    Some(value) => self.within(frame, |machine| machine.node(value)),
                    // A reference to a secret of a vault.
                    None => unknown_at(given),
                }
            }
            Passed::File(all) => all.get(name)?.get("value").map_or(Value::UNKNOWN, Value::copied),
            Passed::Values(all) => Value::copied(all.get(name)?),
        })
    }

    fn parameter_of(&mut self, scope: usize, name: &str, node: Node<'d>) -> Value<'d> {
        let open = self.scopes.get(scope).is_none_or(|scope| scope.open);
        let default = node.get("defaultValue");
        let nullable = node.get("nullable").and_then(Node::boolean) == Some(true);
        let given = self.given(scope, name);
        let was_given = given.is_some();
        let value = given.unwrap_or(Value::NULL);
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
        if let Some(problem) = broken(node, &value) {
            self.problems.tell(problem, value.from.unwrap_or(node), name);
        }
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
