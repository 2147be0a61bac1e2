//! The register of every code. Append-only: a slug is never reused and never renamed.

use crate::arm::{duration, image, names, region, resource_id};
use crate::diagnostics::{self, Code, Explanation};
use crate::kinds::{envelope, rules};
use crate::{formats, schema, template, text};

/// Lists the areas once and makes two tables of them. They are kept apart so that a build that never
/// explains does not carry the explanations.
macro_rules! areas {
    ($($area:path),+ $(,)?) => {
        /// The codes of every area, in the order of the passes.
        static CODES: &[&[&Code]] = &[$({ use $area as area; area::CODES }),+];
        const COUNT: usize = 0 $(+ { use $area as area; area::CODES.len() })+;
        /// The slugs alone: to know a slug nobody needs its words.
        static SLUGS: [&str; COUNT] = slugs_of(&[$({ use $area as area; area::CODES }),+]);
        /// What they mean.
        static EXPLANATIONS: &[&[Explanation]] = &[$({ use $area as area; area::EXPLANATIONS }),+];
    };
}

areas![
    diagnostics,
    text,
    formats::foreign,
    envelope,
    schema,
    names,
    resource_id,
    region,
    duration,
    image,
    rules::tags,
    rules::identity,
    rules::vm_size,
    rules::priority,
    rules::scale,
    rules::network,
    rules::subnet,
    rules::access,
    rules::secrets,
    rules::instance,
    rules::schedule,
    rules::script,
    rules::service,
    rules::lifecycle,
    rules::update,
    rules::conflict,
    rules::quota,
    rules::facts,
    rules::guardrail,
    rules::policy,
    rules::price,
    rules::attach,
    rules::hdinsight,
    rules::aks,
    rules::kubernetes,
    rules::instance_types,
    rules::databricks,
    rules::data_lake,
    rules::batch,
    rules::data_factory,
    rules::synapse,
    formats::aso,
    formats::cli_v2,
    formats::sdk_v1,
    formats::sdk_v1::service,
    formats::sdk_v1::run,
    formats::loss,
    formats::template,
    formats::terraform,
    template,
];

/// Written by the compiler.
const fn slugs_of(areas: &[&[&Code]]) -> [&'static str; COUNT] {
    let mut slugs = [""; COUNT];
    let (mut areas, mut free) = (areas, slugs.as_mut_slice());
    while let [codes, others @ ..] = areas {
        let mut codes = *codes;
        while let [code, next @ ..] = codes {
            let rest = free;
            let Some((slug, rest)) = rest.split_first_mut() else { return slugs };
            *slug = code.slug;
            (codes, free) = (next, rest);
        }
        areas = others;
    }
    slugs
}

/// The slug of every code.
#[must_use]
pub fn slugs() -> &'static [&'static str] {
    &SLUGS
}

/// Every code.
pub fn codes() -> impl Iterator<Item = &'static Code> {
    CODES.iter().flat_map(|codes| codes.iter().copied())
}

/// What every code means and how we know.
pub fn explanations() -> impl Iterator<Item = &'static Explanation> {
    EXPLANATIONS.iter().flat_map(|explanations| explanations.iter())
}

/// What a code means and how we know; `None` for a slug that is not in the register.
#[must_use]
pub fn explain(slug: &str) -> Option<&'static Explanation> {
    explanations().find(|found| found.slug == slug)
}
