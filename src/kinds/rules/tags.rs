//! Tags.

use crate::diagnostics::{Fix, Reporter, codes, sorted};
use crate::kinds::{Context, Rule};
use crate::schema::{Constraint, Entries};

/// What is asked of tags.
pub const ASKED: &[Constraint] = &[Constraint::entries(&LIMITS, &LIMIT)];

static LIMITS: Entries =
    Entries { most: 50, longest_key: 512, longest_value: 256, never_in_key: "<>%&\\?/" };

codes! {
    LIMIT = "tags/limit" Error {
        message: [
            "count" => "{count} tags are given; the limit is {limit}",
            "key" => "a tag name must have 1 to {limit} characters; this one has {count}",
            "value" => "a tag value can have at most {limit} characters; this one has {count}",
            "characters" => "a tag name cannot contain `{found}`",
        ],
        summary: "There are too many tags, or one is too long or contains a forbidden character.",
        why: "ARM rejects the body.",
        evidence: [
            Docs "tag limits of the resource manager" "2026-11",
            Sdk "terraform-provider-azurerm checks the same limits" "2026-08",
        ],
        example: "{\"tags\":{\"a/b\":\"c\"},\"properties\":{\"computeType\":\"AmlCompute\"}}",
    }
    SAME_KEY = "tags/same-key" Warning {
        message: "`{key}` and `{other}` are the same tag for ARM",
        help: "ARM keeps only one of them",
        summary: "Two tag names differ in case only.",
        why: "ARM ignores case in tag names.",
        evidence: [Docs "tag limits of the resource manager" "2026-11"],
        example: "{\"tags\":{\"team\":\"a\",\"Team\":\"b\"},\"properties\":{\"computeType\":\"AmlCompute\"}}",
        fix: "removes the second",
    }
}

/// The rules.
pub const RULES: &[Rule] = &[Rule { codes: &[&SAME_KEY], check: tags }];

fn tags(cx: &Context<'_>, reporter: &mut Reporter) {
    let Some(map) = cx.body.node(&["tags"]) else { return };
    if !map.may_repeat_names() {
        return;
    }
    let members: Vec<_> = map.members().collect();
    let names: Vec<String> = members.iter().map(|member| member.key.to_ascii_lowercase()).collect();
    let name = |index: u32| names.get(index as usize).map(|name| (name, index));
    let order = sorted(names.len(), &|a, b| name(a).cmp(&name(b)));
    for pair in order.windows(2) {
        let [left, right] = pair else { continue };
        let same = name(*left).map(|(name, _)| name) == name(*right).map(|(name, _)| name);
        let at = |index: &u32| members.get(*index as usize);
        let (Some(first), Some(second)) = (at(left), at(right)) else { continue };
        if same && first.key != second.key {
            let finding = second.value.report_key(&SAME_KEY, reporter);
            finding.param("key", first.key).param("other", second.key);
            finding.related(first.value.pointer());
            finding.fix(Some(Fix::remove("remove it", second.value.pointer())));
        }
    }
}
