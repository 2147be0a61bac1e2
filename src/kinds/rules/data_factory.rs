//! Data factories.

use crate::diagnostics::{Fix, Reporter, codes};
use crate::kinds::envelope::{COMPUTE, RESOURCE};
use crate::kinds::{Context, Rule};
use crate::schema::field_of;

codes! {
    NO_MEMBERS = "data-factory/no-members" Warning {
        message: "a data factory has no properties of its own; what is given here is ignored",
        summary: "properties.properties of a data factory is not empty.",
        why: "The kind has no such object in any api-version.",
        evidence: [Spec "DataFactory@all" "2026-08"],
        example: "{\"properties\":{\"computeType\":\"DataFactory\",\"properties\":{\"pool\":1}}}",
        fix: "removes the properties",
    }
}

/// The rules.
pub const RULES: &[Rule] = &[Rule { codes: &[&NO_MEMBERS], check: members }];

fn members(cx: &Context<'_>, reporter: &mut Reporter) {
    let Some(data) = cx.data.object() else { return };
    // Members of the levels above are misplaced, which is told where they stand.
    let is_misplaced = |name: &str| field_of(COMPUTE, name).or(field_of(RESOURCE, name)).is_some();
    let mut names = data.members().map(|member| member.key);
    if names.clone().any(|name| !is_misplaced(name)) {
        let whole = names.all(|name| !is_misplaced(name));
        let fix = whole.then(|| Fix::remove("remove it", data.pointer()));
        data.report(&NO_MEMBERS, reporter).fix(fix);
    }
}
