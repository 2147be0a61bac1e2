//! The register of every code. Append-only: a slug is never reused and never renamed.

use crate::arm::{duration, names, region, resource_id};
use crate::diagnostics::{Code, Explanation};
use crate::kinds::{envelope, rules};
use crate::{schema, text};

/// The codes of every area, in the order of the passes.
static AREAS: &[(&[&Code], &[Explanation])] = &[
    (text::CODES, text::EXPLANATIONS),
    (envelope::CODES, envelope::EXPLANATIONS),
    (schema::CODES, schema::EXPLANATIONS),
    (names::CODES, names::EXPLANATIONS),
    (resource_id::CODES, resource_id::EXPLANATIONS),
    (region::CODES, region::EXPLANATIONS),
    (duration::CODES, duration::EXPLANATIONS),
    (rules::tags::CODES, rules::tags::EXPLANATIONS),
    (rules::identity::CODES, rules::identity::EXPLANATIONS),
    (rules::vm_size::CODES, rules::vm_size::EXPLANATIONS),
    (rules::priority::CODES, rules::priority::EXPLANATIONS),
    (rules::scale::CODES, rules::scale::EXPLANATIONS),
    (rules::network::CODES, rules::network::EXPLANATIONS),
    (rules::access::CODES, rules::access::EXPLANATIONS),
    (rules::secrets::CODES, rules::secrets::EXPLANATIONS),
];

/// Every code.
pub fn codes() -> impl Iterator<Item = &'static Code> {
    AREAS.iter().flat_map(|(codes, _)| codes.iter().copied())
}

/// What a code means and how we know; `None` for a slug that is not in the register.
#[must_use]
pub fn explain(slug: &str) -> Option<&'static Explanation> {
    AREAS.iter().flat_map(|(_, explanations)| explanations.iter()).find(|found| found.slug == slug)
}
