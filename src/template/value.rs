//! What an expression comes to: a value, or what is known of one. Lists and objects without expressions stay
//! in the document until somebody looks into them.

use std::rc::Rc;

use crate::diagnostics::{Json, write_text};
use crate::text::{Kind, Node};

/// A value, and where it stands in the template.
#[derive(Clone, Debug)]
pub(crate) struct Value<'d> {
    pub(crate) data: Data<'d>,
    /// The text that an author would change to change the value.
    pub(crate) from: Option<Node<'d>>,
}

/// What is known of a value.
#[derive(Clone, Debug)]
pub(crate) enum Data<'d> {
    /// Nothing; with the expression that it is.
    Unknown(Option<Rc<str>>),
    /// A text of which pieces are known; with the expression that it is.
    Part(Rc<[Piece]>, Option<Rc<str>>),
    Null,
    Boolean(bool),
    Integer(i64),
    /// A number that is no whole one, as it is spelled.
    Number(Rc<str>),
    Text(Rc<str>),
    List(Rc<[Value<'d>]>),
    Object(Rc<Object<'d>>),
    /// A list or an object of the document that holds no expression.
    Literal(Node<'d>),
}

/// A piece of a text: what it is, or the expression of which nothing is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    Known(Rc<str>),
    Hole(Rc<str>),
}

/// An object that was put together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Object<'d> {
    pub(crate) members: Vec<Member<'d>>,
    /// There may be further members.
    pub(crate) open: bool,
}

/// A member. A key that is not known is the expression for it.
#[derive(Clone, Debug)]
pub(crate) struct Member<'d> {
    pub(crate) key: Rc<str>,
    pub(crate) known: bool,
    pub(crate) value: Value<'d>,
}

/// What stands at a key.
pub(crate) enum Found<'d> {
    Value(Value<'d>),
    Absent,
    Unknown,
}

impl<'d> From<Data<'d>> for Value<'d> {
    fn from(data: Data<'d>) -> Self {
        Self { data, from: None }
    }
}

impl<'d> Value<'d> {
    pub(crate) const UNKNOWN: Self = Self { data: Data::Unknown(None), from: None };
    pub(crate) const NULL: Self = Self { data: Data::Null, from: None };

    pub(crate) fn boolean(value: bool) -> Self {
        Data::Boolean(value).into()
    }

    pub(crate) fn integer(value: i64) -> Self {
        Data::Integer(value).into()
    }

    pub(crate) fn text(value: impl Into<Rc<str>>) -> Self {
        Data::Text(value.into()).into()
    }

    pub(crate) fn list(items: Vec<Self>) -> Self {
        Data::List(items.into()).into()
    }

    pub(crate) fn object(members: Vec<Member<'d>>, open: bool) -> Self {
        Data::Object(Rc::new(Object { members, open })).into()
    }

    /// A text out of pieces.
    pub(crate) fn pieces(pieces: Vec<Piece>) -> Self {
        let mut joined: Vec<Piece> = Vec::with_capacity(pieces.len());
        for piece in pieces {
            match (joined.last_mut(), piece) {
                (_, Piece::Known(text)) if text.is_empty() => {}
                (Some(Piece::Known(before)), Piece::Known(text)) => {
                    *before = [&**before, &*text].concat().into();
                }
                (_, piece) => joined.push(piece),
            }
        }
        match joined.as_slice() {
            [] => Self::text(""),
            [Piece::Known(text)] => Self::text(Rc::clone(text)),
            _ => Data::Part(joined.into(), None).into(),
        }
    }

    /// A literal of the document without expressions; one of another document is copied.
    pub(crate) fn literal(node: Node<'d>, own: bool) -> Self {
        let data = match node.kind() {
            Kind::Object | Kind::List if own => Data::Literal(node),
            _ => return Self { from: own.then_some(node), ..Self::copied(node) },
        };
        Self { data, from: Some(node) }
    }

    /// The value of a node that may vanish. The parser limits the depth.
    pub(crate) fn copied(node: Node<'_>) -> Self {
        match node.kind() {
            Kind::Null => Self::NULL,
            Kind::Boolean => Self::boolean(node.boolean().unwrap_or_default()),
            Kind::Number => match node.spelling().parse() {
                Ok(number) => Self::integer(number),
                Err(_) => Data::Number(node.spelling().into()).into(),
            },
            Kind::Text => Self::text(node.text().unwrap_or_default()),
            Kind::List => Self::list(node.items().map(Self::copied).collect()),
            Kind::Object => {
                let member = |member: crate::text::Member<'_>| Member {
                    key: member.key.into(),
                    known: true,
                    value: Self::copied(member.value),
                };
                Self::object(node.members().map(member).collect(), false)
            }
        }
    }

    pub(crate) const fn is_unknown(&self) -> bool {
        matches!(self.data, Data::Unknown(_))
    }

    /// Whether nothing in it is left to find out.
    pub(crate) fn is_known(&self) -> bool {
        match &self.data {
            Data::Unknown(_) | Data::Part(..) => false,
            Data::List(items) => items.iter().all(Self::is_known),
            Data::Object(object) => {
                !object.open
                    && object.members.iter().all(|member| member.known && member.value.is_known())
            }
            _ => true,
        }
    }

    /// Takes the number of values in it off what is left; `None` if that is not enough.
    pub(super) fn count(&self, left: &mut u32) -> Option<()> {
        let own = match &self.data {
            Data::Literal(node) => {
                let (first, end) = node.span();
                end.saturating_sub(first)
            }
            _ => 1,
        };
        *left = left.checked_sub(own)?;
        match &self.data {
            Data::List(items) => items.iter().try_for_each(|item| item.count(left)),
            Data::Object(object) => {
                object.members.iter().try_for_each(|member| member.value.count(left))
            }
            _ => Some(()),
        }
    }

    pub(crate) fn as_text(&self) -> Option<Rc<str>> {
        match &self.data {
            Data::Text(text) => Some(Rc::clone(text)),
            _ => None,
        }
    }

    pub(crate) const fn as_integer(&self) -> Option<i64> {
        match self.data {
            Data::Integer(number) => Some(number),
            _ => None,
        }
    }

    pub(crate) const fn as_boolean(&self) -> Option<bool> {
        match self.data {
            Data::Boolean(value) => Some(value),
            _ => None,
        }
    }

    /// The items of a list.
    pub(crate) fn items(&self) -> Option<Rc<[Self]>> {
        match &self.data {
            Data::List(items) => Some(Rc::clone(items)),
            Data::Literal(node) if node.kind() == Kind::List => {
                Some(node.items().map(|item| Self::literal(item, true)).collect())
            }
            _ => None,
        }
    }

    /// The members of an object, and whether there may be more.
    pub(crate) fn members(&self) -> Option<Rc<Object<'d>>> {
        match &self.data {
            Data::Object(object) => Some(Rc::clone(object)),
            Data::Literal(node) if node.kind() == Kind::Object => {
                let members = node.members().map(|member| Member {
                    key: member.key.into(),
                    known: true,
                    value: Self::literal(member.value, true),
                });
                Some(Rc::new(Object { members: members.collect(), open: false }))
            }
            _ => None,
        }
    }

    /// A member; names are compared without case, as the resource manager does.
    pub(crate) fn get(&self, key: &str) -> Found<'d> {
        match &self.data {
            Data::Literal(node) if node.kind() == Kind::Object => match node.get(key) {
                Some(found) => Found::Value(Self::literal(found, true)),
                None => Found::Absent,
            },
            Data::Object(object) => {
                let found = object
                    .members
                    .iter()
                    .rev()
                    .find(|member| member.known && member.key.eq_ignore_ascii_case(key));
                match found {
                    Some(member) => Found::Value(member.value.clone()),
                    None if object.open || object.members.iter().any(|member| !member.known) => {
                        Found::Unknown
                    }
                    None => Found::Absent,
                }
            }
            Data::Unknown(_) => Found::Unknown,
            _ => Found::Absent,
        }
    }

    /// A value as it is put into a text; `None` if it is not known, or no scalar.
    pub(crate) fn spelled(&self) -> Option<Rc<str>> {
        Some(match &self.data {
            Data::Text(text) | Data::Number(text) => Rc::clone(text),
            Data::Integer(number) => number.to_string().into(),
            // As .NET spells them.
            Data::Boolean(true) => "True".into(),
            Data::Boolean(false) => "False".into(),
            Data::Null => "".into(),
            _ => return None,
        })
    }

    /// The value as JSON, without blanks; an expression stands for what is not known.
    pub(crate) fn json(&self) -> Json {
        let mut out = String::new();
        self.write(&mut out);
        Json::raw(out)
    }

    fn write(&self, out: &mut String) {
        match &self.data {
            Data::Unknown(said) | Data::Part(_, said) => write_text(out, spelled(said)),
            Data::Null => out.push_str("null"),
            Data::Boolean(value) => out.push_str(if *value { "true" } else { "false" }),
            Data::Integer(number) => out.push_str(&number.to_string()),
            Data::Number(number) => out.push_str(number),
            Data::Text(text) => write_text(out, text),
            Data::Literal(node) => Self::copied(*node).write(out),
            Data::List(items) => {
                out.push('[');
                for (at, item) in items.iter().enumerate() {
                    out.push_str(if at == 0 { "" } else { "," });
                    item.write(out);
                }
                out.push(']');
            }
            Data::Object(object) => {
                out.push('{');
                for (at, member) in object.members.iter().enumerate() {
                    out.push_str(if at == 0 { "" } else { "," });
                    write_text(out, &member.key);
                    out.push(':');
                    member.value.write(out);
                }
                out.push('}');
            }
        }
    }

    /// Whether two known values are equal; texts and keys compare with case, numbers by value.
    pub(crate) fn equals(&self, other: &Self) -> bool {
        if let (Some(left), Some(right)) = (self.items(), other.items()) {
            return left.len() == right.len()
                && left.iter().zip(right.iter()).all(|(left, right)| left.equals(right));
        }
        if let (Some(left), Some(right)) = (self.members(), other.members()) {
            return left.members.len() == right.members.len()
                && left.members.iter().all(|member| match other.get(&member.key) {
                    Found::Value(found) => found.equals(&member.value),
                    _ => false,
                });
        }
        match (&self.data, &other.data) {
            (Data::Null, Data::Null) => true,
            (Data::Boolean(left), Data::Boolean(right)) => left == right,
            (Data::Integer(left), Data::Integer(right)) => left == right,
            (Data::Text(left), Data::Text(right)) | (Data::Number(left), Data::Number(right)) => {
                left == right
            }
            _ => false,
        }
    }
}

/// The expression for what is not known.
pub(crate) fn spelled(said: &Option<Rc<str>>) -> &str {
    said.as_deref().unwrap_or("[…]")
}

/// What stands at a key of an object, or at a number of a list.
pub(super) fn pick<'d>(value: &Value<'d>, key: &Value<'d>) -> Found<'d> {
    if value.is_unknown() {
        return Found::Unknown;
    }
    match &key.data {
        Data::Text(name) => value.get(name),
        Data::Integer(number) => match (value.items(), usize::try_from(*number)) {
            (Some(items), Ok(at)) => items.get(at).cloned().map_or(Found::Absent, Found::Value),
            _ => Found::Absent,
        },
        Data::Unknown(_) | Data::Part(..) => Found::Unknown,
        _ => Found::Absent,
    }
}

/// The expression for a value that is not known.
pub(super) fn said(value: &Value<'_>) -> Rc<str> {
    match &value.data {
        Data::Unknown(said) | Data::Part(_, said) => spelled(said).into(),
        _ => "[…]".into(),
    }
}
