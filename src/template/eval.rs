//! The evaluator: a node of the template in, a value out. Whatever only a deployment can know is unknown;
//! nothing here fails.

use std::rc::Rc;

use super::machine::{MOST_COPIES, Machine, Run, unknown_at};
use super::parse::{Expression, Key, Parsed, Refusal, is_expression, parse};
use super::problems::Problem;
use super::value::{Data, Found, Member, Value, pick};
use crate::diagnostics::find_word;
use crate::text::{Kind, Node};

/// The places of a document that hold something to evaluate, and those of types that may be computes'.
pub(super) fn places(root: Node<'_>) -> (Rc<[u32]>, Vec<u32>) {
    let document = root.document();
    let (first, end) = root.span();
    let (mut special, mut computes) = (Vec::new(), Vec::new());
    for at in first..end {
        let Some(node) = document.node(at) else { continue };
        let (key, text) = (node.name(), node.text().unwrap_or_default());
        let begins = |text: &str| text.as_bytes().first() == Some(&b'[');
        if begins(text) || begins(key) || (node.kind() == Kind::List && is_copy(key)) {
            special.push(at);
        }
        if key.eq_ignore_ascii_case("type") && ends_with_computes(text) {
            computes.push(at);
        }
    }
    (special.into(), computes)
}

/// Whether a type, or the last step of one, is that of a compute.
fn ends_with_computes(text: &str) -> bool {
    let at = text.len().checked_sub("computes".len());
    at.and_then(|at| text.get(at..)).is_some_and(|end| end.eq_ignore_ascii_case("computes"))
}

/// Whether an expression says what it is of the place that a template is deployed into, and needs no name of the
/// template: `[resourceGroup().location]`. Whoever reads it needs not know the parameter that brought it.
fn is_of_the_place(said: &str) -> bool {
    let rest = said.strip_prefix("[resourceGroup().").or(said.strip_prefix("[subscription()."));
    rest.and_then(|rest| rest.strip_suffix(']'))
        .is_some_and(|member| member.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

fn is_copy(key: &str) -> bool {
    key.eq_ignore_ascii_case("copy")
}

impl<'d> Machine<'d> {
    /// Whether a value holds nothing to evaluate.
    fn is_literal(&self, node: Node<'_>) -> bool {
        let (first, end) = node.span();
        let at = self.special.partition_point(|place| *place < first);
        self.special.get(at).is_none_or(|place| *place >= end)
    }

    /// The value of a node.
    pub(super) fn node(&mut self, node: Node<'d>) -> Value<'d> {
        if node.kind() != Kind::Text && self.is_literal(node) {
            return Value::literal(node, true);
        }
        let before = self.here.replace(node);
        let value = self.node_here(node);
        self.here = before;
        value
    }

    fn node_here(&mut self, node: Node<'d>) -> Value<'d> {
        if self.step().is_none() {
            return unknown_at(node);
        }
        self.depth = self.depth.saturating_add(1);
        let mut value = match node.kind() {
            Kind::Text => self.text(node),
            Kind::Object => self.object(node),
            Kind::List => {
                let items: Vec<_> = node.items().map(|item| self.node(item)).collect();
                Value::list(items)
            }
            _ => Value::literal(node, true),
        };
        self.depth = self.depth.saturating_sub(1);
        if node.kind() != Kind::Text && self.weigh(&value).is_none() {
            return unknown_at(node);
        }
        // What is not known can only be changed where it is used.
        if value.from.is_none() || matches!(value.data, Data::Unknown(_) | Data::Part(..)) {
            value.from = Some(node);
        }
        value
    }

    fn text(&mut self, node: Node<'d>) -> Value<'d> {
        let text = node.text().unwrap_or_default();
        if !is_expression(text) {
            let rest =
                text.strip_prefix('[').filter(|rest| rest.starts_with('[') && rest.ends_with(']'));
            return Value::text(rest.unwrap_or(text));
        }
        let parsed = match parse(text) {
            Ok(parsed) => parsed,
            Err(refusal) => {
                let deep = refusal == Refusal::Depth;
                self.problem(if deep { Problem::Depth } else { Problem::Syntax }, text);
                return unknown_at(node);
            }
        };
        let mut value = self.part(&parsed, parsed.root);
        let here = !self.scopes.get(self.frame().scope).is_some_and(|scope| scope.elsewhere);
        if let Data::Unknown(said) | Data::Part(_, said) = &mut value.data
            && !(here && said.as_deref().is_some_and(is_of_the_place))
        {
            *said = Some(text.into());
        }
        value
    }

    fn object(&mut self, node: Node<'d>) -> Value<'d> {
        let mut members = Vec::new();
        for member in node.members() {
            if is_copy(member.key) && member.value.kind() == Kind::List {
                for item in member.value.items() {
                    let Some(name) = item.get("name").and_then(Node::text) else { continue };
                    let value = self.copies(item);
                    members.push(Member { key: name.into(), known: true, value });
                }
                continue;
            }
            let (key, known) = self.key(member.key);
            let value = self.node(member.value);
            members.push(Member { key, known, value });
        }
        Value::object(members, false)
    }

    /// A key may be an expression as well.
    fn key(&mut self, key: &'d str) -> (Rc<str>, bool) {
        if !is_expression(key) {
            let rest =
                key.strip_prefix('[').filter(|rest| rest.starts_with('[') && rest.ends_with(']'));
            return (rest.unwrap_or(key).into(), true);
        }
        let value = parse(key).ok().map(|parsed| self.part(&parsed, parsed.root));
        match value.and_then(|value| value.as_text()) {
            Some(text) => (text, true),
            None => (key.into(), false),
        }
    }

    /// The items that a loop inside of a value makes: `{ name, count, input }`.
    pub(super) fn copies(&mut self, item: Node<'d>) -> Value<'d> {
        let (Some(count), Some(input)) = (item.get("count"), item.get("input")) else {
            return Value::UNKNOWN;
        };
        let name: Rc<str> = item.get("name").and_then(Node::text).unwrap_or_default().into();
        let Some(count) = self.count(count) else { return unknown_at(item) };
        let mut items = Vec::new();
        for index in 0..count {
            items.push(self.looped(&name, Some(index), |machine| machine.node(input)));
        }
        Value { from: Some(input), ..Value::list(items) }
    }

    /// How many copies are made, if it is known and can be.
    pub(super) fn count(&mut self, node: Node<'d>) -> Option<i64> {
        let count = self.node(node).as_integer()?;
        if (0..=MOST_COPIES).contains(&count) {
            return Some(count);
        }
        self.problems.tell(Problem::Copies, node, &count.to_string());
        None
    }

    /// The value of a part of an expression.
    pub(super) fn part(&mut self, parsed: &Parsed<'d>, at: u32) -> Value<'d> {
        let Some(part) = parsed.part(at).filter(|_| self.step().is_some()) else {
            return Value::UNKNOWN;
        };
        self.depth = self.depth.saturating_add(1);
        let mut value = match part {
            Expression::Text(text) => Value::text(unquoted(text)),
            Expression::Integer(number) => Value::integer(*number),
            Expression::Call { name, arguments } => {
                self.call(parsed, name, arguments).unwrap_or(Value::UNKNOWN)
            }
            Expression::Item { of, key, safe } => self.item(parsed, *of, key, *safe),
        };
        self.depth = self.depth.saturating_sub(1);
        if let Data::Unknown(said @ None) | Data::Part(_, said @ None) = &mut value.data {
            *said = Some(["[", parsed.spelling(at), "]"].concat().into());
        }
        value
    }

    fn item(&mut self, parsed: &Parsed<'d>, of: u32, key: &Key<'d>, safe: bool) -> Value<'d> {
        let value = self.part(parsed, of);
        let key = match key {
            Key::Name(name) => Value::text(*name),
            Key::Part(part) => self.part(parsed, *part),
        };
        match (pick(&value, &key), safe) {
            (Found::Value(found), _) => found,
            (Found::Absent, true) => Value::NULL,
            // A deployment would stop here.
            (Found::Absent, false) | (Found::Unknown, _) => Value::UNKNOWN,
        }
    }

    fn call(&mut self, parsed: &Parsed<'d>, name: &'d str, arguments: &[u32]) -> Option<Value<'d>> {
        let Some(function) = (self.find)(name) else {
            if crate::diagnostics::find_byte(name, b'.').is_some() {
                let values: Vec<_> = arguments.iter().map(|at| self.part(parsed, *at)).collect();
                return self.own_function(name, &values);
            }
            // Every provider may have functions of this kind.
            if find_word(name, "list") != Some(0) {
                self.problem(Problem::Function, name);
            }
            return None;
        };
        let count = u8::try_from(arguments.len()).unwrap_or(u8::MAX);
        if !(function.least..=function.most).contains(&count) {
            self.problem(Problem::Arguments, function.name);
            return None;
        }
        if let Run::Form(run) = function.run {
            return run(self, parsed, arguments);
        }
        let values: Vec<_> = arguments.iter().map(|at| self.part(parsed, *at)).collect();
        values.iter().try_for_each(|value| self.weigh(value))?;
        let found = match function.run {
            Run::Strict(run) if values.iter().all(Value::is_known) => run(self, &values),
            Run::Loose(run) => run(self, &values),
            _ => None,
        }?;
        self.weigh(&found)?;
        Some(found)
    }
}

/// A text of an expression without the quotes that stand for one.
fn unquoted(text: &str) -> Rc<str> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = find_word(rest, "''") {
        out.push_str(rest.get(..at).unwrap_or_default());
        out.push('\'');
        rest = rest.get(at.saturating_add(2)..).unwrap_or_default();
    }
    out.push_str(rest);
    out.into()
}
