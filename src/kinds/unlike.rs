//! Where a body that was written in another format and read again says something else. Goes down to single values
//! along the tables of members, so that every one of them is told at its own place.

use super::ComputeKind;
use super::envelope::{RESOURCE, is_settable};
use crate::arm::region;
use crate::diagnostics::trim;
use crate::schema::{Field, Format, Type, equal, field_of};
use crate::text::{Kind, Node};

/// How a value differs.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Unlike {
    /// The body has it, and what was read again has not, or has another one.
    Lost,
    /// Only what was read again has it, and it is no default.
    Added,
    /// An id whose subscription alone is open.
    Subscription,
}

impl Unlike {
    /// The word for the losses of a conversion.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Lost => "lost",
            Self::Added => "added",
            Self::Subscription => "subscription",
        }
    }
}

/// Names every value in which two bodies differ in meaning. `home` is the region of the workspace, where a compute
/// stands that names none.
pub fn unlike<'d>(
    body: Node<'d>,
    again: Node<'d>,
    home: Option<&str>,
    each: &mut dyn FnMut(Node<'d>, Unlike),
) {
    let word = body.get("properties").and_then(|compute| compute.get("computeType"));
    let kind = word.and_then(Node::text).and_then(ComputeKind::from_name);
    let mut walk = Walk { kind_fields: kind.map_or(&[], |kind| kind.spec().fields), each };
    walk.object(RESOURCE, Some(body), Some(again));
    if let Some(wanted) = region_of(body) {
        let found = region_of(again).and_then(Node::text).or(home).unwrap_or_default();
        let is_same = |wanted: &str| region::normal_form(wanted) == region::normal_form(found);
        if wanted.text().is_none_or(|wanted| !is_same(wanted)) {
            (walk.each)(wanted, Unlike::Lost);
        }
    }
}

/// Two members name the region.
fn region_of(body: Node<'_>) -> Option<Node<'_>> {
    let inner = body.get("properties").and_then(|compute| compute.get("computeLocation"));
    let named = |place: &Node<'_>| place.text().is_some_and(|text| !text.is_empty());
    inner.filter(named).or_else(|| body.get("location").filter(named))
}

struct Walk<'w, 'd> {
    kind_fields: &'static [Field],
    each: &'w mut dyn FnMut(Node<'d>, Unlike),
}

type Pair<'d> = (Option<Node<'d>>, Option<Node<'d>>);

impl<'d> Walk<'_, 'd> {
    fn object(
        &mut self,
        fields: &'static [Field],
        wanted: Option<Node<'d>>,
        found: Option<Node<'d>>,
    ) {
        let is_region = |field: &Field| matches!(field.value, Type::Text(Format::Region));
        for field in fields.iter().filter(|field| is_settable(field) && !is_region(field)) {
            let member = |node: Option<Node<'d>>| node.and_then(|node| node.get(field.name));
            self.value(field, (member(wanted), member(found)));
        }
        let is_other = |key: &str| field_of(fields, key).is_none();
        self.members(wanted, found, &is_other, &Field::new("", Type::Any));
    }

    /// The members of two objects that have the names of the caller: pairs of one name, compared without case.
    fn members(
        &mut self,
        wanted: Option<Node<'d>>,
        found: Option<Node<'d>>,
        counts: &dyn Fn(&str) -> bool,
        field: &Field,
    ) {
        let of = |node: Option<Node<'d>>| node.into_iter().flat_map(Node::members);
        for member in of(wanted).filter(|member| counts(member.key)) {
            let other = found.and_then(|found| found.get(member.key));
            self.value(field, (Some(member.value), other));
        }
        let is_new = |key: &str| wanted.and_then(|wanted| wanted.get(key)).is_none();
        for member in of(found).filter(|member| counts(member.key) && is_new(member.key)) {
            self.value(field, (None, Some(member.value)));
        }
    }

    /// A value of another type than the member's is compared as it stands.
    fn value(&mut self, field: &Field, (wanted, found): Pair<'d>) {
        let given = |node: &Node<'_>| !node.is_null();
        let pair = (wanted.filter(given), found.filter(given));
        match (kind_of(pair), field.value) {
            (Some(Kind::Object), Type::Kind) => self.object(self.kind_fields, pair.0, pair.1),
            // What the service alone fills in: that it is there says something.
            (Some(Kind::Object), Type::Object(inner))
                if !inner.iter().any(is_settable) && pair.0.is_some() != pair.1.is_some() =>
            {
                self.tell(pair);
            }
            (Some(Kind::Object), Type::Object(inner) | Type::Open(inner)) => {
                self.object(inner, pair.0, pair.1);
            }
            (Some(Kind::Object), other) => {
                let inner = if let Type::Map { value, .. } = other { *value } else { Type::Any };
                self.members(pair.0, pair.1, &|_| true, &Field::new("", inner));
            }
            (Some(Kind::List), other) => {
                self.items(if let Type::List(inner) = other { *inner } else { Type::Any }, pair);
            }
            _ if is_blank(pair) || !equal(field, pair.0, pair.1) => self.tell(pair),
            _ => {}
        }
    }

    /// Items with names go by their names, others by their places.
    fn items(&mut self, inner: Type, (wanted, found): Pair<'d>) {
        let of = |node: Option<Node<'d>>| node.into_iter().flat_map(Node::items);
        let name = |item: Node<'d>| item.get("name").and_then(Node::text);
        let field = Field::new("", inner);
        let is_named = of(wanted).chain(of(found)).all(|item| name(item).is_some());
        let same = |item: Node<'d>, place: usize, list: Option<Node<'d>>| {
            if is_named {
                let own = name(item).unwrap_or_default();
                of(list).find(|item| name(*item).is_some_and(|name| name.eq_ignore_ascii_case(own)))
            } else {
                of(list).nth(place)
            }
        };
        for (place, item) in of(wanted).enumerate() {
            self.value(&field, (Some(item), same(item, place, found)));
        }
        for (place, item) in of(found).enumerate() {
            if same(item, place, wanted).is_none() {
                self.value(&field, (None, Some(item)));
            }
        }
    }

    fn tell(&mut self, pair: Pair<'d>) {
        match pair {
            (Some(wanted), Some(found)) if is_elsewhere(wanted, found) => {
                (self.each)(wanted, Unlike::Subscription);
            }
            (Some(wanted), _) => (self.each)(wanted, Unlike::Lost),
            (None, Some(found)) => (self.each)(found, Unlike::Added),
            (None, None) => {}
        }
    }
}

/// The kind of both values, or of the only one.
fn kind_of((wanted, found): Pair<'_>) -> Option<Kind> {
    let kinds = (wanted.map(Node::kind), found.map(Node::kind));
    match kinds {
        (Some(wanted), Some(found)) => Some(wanted).filter(|wanted| *wanted == found),
        (one, other) => one.or(other),
    }
}

/// Whether a text without anything in it is lost: it means its absence, but the check has something against it.
fn is_blank((wanted, found): Pair<'_>) -> bool {
    found.is_none() && wanted.and_then(Node::text).is_some_and(|text| trim(text).is_empty())
}

/// Whether an id is the same but for its subscription, which the reader of the format did not know.
fn is_elsewhere(wanted: Node<'_>, found: Node<'_>) -> bool {
    const OPEN: &str = "/subscriptions/<subscription>/";
    let (Some(wanted), Some(found)) = (wanted.text(), found.text()) else { return false };
    let is_open = found.get(..OPEN.len()).is_some_and(|start| start.eq_ignore_ascii_case(OPEN));
    is_open
        && matches!((behind_subscription(wanted), behind_subscription(found)),
            (Some(wanted), Some(found)) if wanted.eq_ignore_ascii_case(found))
}

/// What stands behind the subscription of an id.
fn behind_subscription(id: &str) -> Option<&str> {
    let (_, rest) = id.get("/subscriptions/".len()..)?.split_once('/')?;
    Some(rest)
}
