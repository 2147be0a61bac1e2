//! What a body says otherwise than the resource as it is: one walk along the tables of members, for the
//! rules about updates and for plans. Decides nothing; whoever walks does.

use super::envelope::{RESOURCE, RESOURCE_ID, is_settable};
use super::{KindSpec, Options};
use crate::arm::api_version::SDK_V1;
use crate::schema::{Effect, Field, Format, Type, equal, field_of};
use crate::text::{Kind, Node};

/// A member that means something else in the body than in the resource.
#[derive(Clone, Copy, Debug)]
pub struct Difference<'b, 'c> {
    /// The member.
    pub field: &'static Field,
    /// How the resource gets another value of it.
    pub effect: Effect,
    /// The object of the body in which it stands, or should.
    pub body: Node<'b>,
    /// What the body says.
    pub wanted: Option<Node<'b>>,
    /// What the resource has.
    pub found: Option<Node<'c>>,
    /// No answer tells its value, so that it may as well be the same.
    pub hidden: bool,
}

/// A member that no table has.
static UNKNOWN: Field = Field::new("", Type::Any);

/// Names the differences between a body and the resource as it is. What the api-version does not know is
/// left out: no answer of it could agree.
pub fn differences<'b, 'c>(
    kind: Option<&'static KindSpec>,
    options: &Options,
    body: Node<'b>,
    current: Node<'c>,
    each: &mut dyn FnMut(&Difference<'b, 'c>),
) {
    let properties = current.get("properties");
    let regions = [
        current.get("location"),
        properties.and_then(|properties| properties.get("computeLocation")),
    ];
    let mut walk = Walk { kind, version: options.version(), regions, each };
    walk.object(RESOURCE, Effect::Put, body, Some(current));
}

struct Walk<'w, 'b, 'c> {
    /// `None` for a kind that has no table: its data are compared as they stand.
    kind: Option<&'static KindSpec>,
    version: &'w str,
    /// Where the resource is: its members name one region or two.
    regions: [Option<Node<'c>>; 2],
    each: &'w mut dyn FnMut(&Difference<'b, 'c>),
}

impl<'b, 'c> Walk<'_, 'b, 'c> {
    fn object(
        &mut self,
        fields: &'static [Field],
        outer: Effect,
        body: Node<'b>,
        current: Option<Node<'c>>,
    ) {
        let given = |node: &Node<'_>| !node.is_null();
        for field in fields.iter().filter(|field| is_settable(field)) {
            let wanted = body.get(field.name).filter(given);
            let found = current.and_then(|current| current.get(field.name)).filter(given);
            if (wanted.is_none() && found.is_none()) || !self.is_comparable(field) {
                continue;
            }
            let effect = self.effect(field, outer);
            let inner = match field.value {
                Type::Kind => Some(self.kind.map_or(&[][..], |kind| kind.fields)),
                Type::Object(inner) if found.is_some() => Some(inner),
                _ => None,
            };
            match (inner, wanted.filter(|wanted| wanted.kind() == Kind::Object)) {
                (Some(inner), Some(wanted)) => self.object(inner, effect, wanted, found),
                _ => self.member(Difference { field, effect, body, wanted, found, hidden: false }),
            }
        }
        for member in body.members().filter(|member| field_of(fields, member.key).is_none()) {
            let wanted = Some(member.value).filter(given);
            let found = current.and_then(|current| current.get_exact(member.key)).filter(given);
            if let (Some(_), Some(_)) = (wanted, found) {
                let (field, effect, hidden) = (&UNKNOWN, outer, false);
                self.member(Difference { field, effect, body, wanted, found, hidden });
            }
        }
    }

    /// How a member is changed: as what it is part of, unless it says more.
    fn effect(&self, field: &Field, outer: Effect) -> Effect {
        match field.effect {
            // Only the api-version of SDK v1 is known to take an identity in a PATCH.
            Effect::Patch if field.name == "identity" => {
                match self.kind.map_or(Effect::Put, |kind| kind.identity) {
                    Effect::Patch if self.version != SDK_V1 => Effect::Put,
                    own => own,
                }
            }
            Effect::Put => outer,
            own if outer == Effect::Put => own,
            _ => outer,
        }
    }

    fn is_comparable(&self, field: &Field) -> bool {
        let date = self.version.get(..10).unwrap_or(self.version);
        let known = date >= field.since || self.version.ends_with("-preview");
        // The service shows an id of its own for what it made itself.
        known && !(field.name == RESOURCE_ID && self.kind.is_some_and(|kind| kind.managed))
    }

    fn member(&mut self, mut difference: Difference<'b, 'c>) {
        let Difference { field, wanted, found, .. } = difference;
        if field.secret {
            // Answers hide or echo secrets; only public keys come back as they are.
            let shown = matches!(field.value, Type::Text(Format::PublicKey)) && found.is_some();
            difference.hidden = !shown;
            if wanted.is_none() {
                return;
            }
        }
        let elsewhere = matches!(field.value, Type::Text(Format::Region)) && wanted.is_some();
        let mut places = self.regions.into_iter().filter(|place| elsewhere && place.is_some());
        let is_there = places.any(|place| equal(field, wanted, place));
        if !is_there && (difference.hidden || !equal(field, wanted, found)) {
            (self.each)(&difference);
        }
    }
}
