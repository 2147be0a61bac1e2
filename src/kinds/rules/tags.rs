//! Tags.

use crate::diagnostics::{Fix, Reporter, codes, head, sorted, utf16_units};
use crate::kinds::{Context, Rule};
use crate::text::Node;

const MOST: usize = 50;
const LONGEST_KEY: usize = 512;
const LONGEST_VALUE: usize = 256;

codes! {
    LIMIT = "tags/limit" Error {
        message: [
            "count" => "{count} tags are more than {limit}",
            "key" => "a tag's name has 1 to {limit} characters; this one has {count}",
            "value" => "a tag's value has at most {limit} characters; this one has {count}",
            "characters" => "`{found}` cannot stand in a tag's name",
        ],
        summary: "Too many tags, or one that is too long or holds a forbidden character.",
        why: "ARM refuses the body.",
        evidence: [
            Docs "tag limits of the resource manager" "2026-11",
            Sdk "terraform-provider-azurerm checks the same limits" "2026-08",
        ],
        example: "{\"tags\":{\"a/b\":\"c\"},\"properties\":{\"computeType\":\"AmlCompute\"}}",
    }
    SAME_KEY = "tags/same-key" Warning {
        message: "`{key}` and `{other}` are one tag for ARM",
        help: "ARM keeps one of them",
        summary: "Two tag names differ in case only.",
        why: "ARM compares tag names without case.",
        evidence: [Docs "tag limits of the resource manager" "2026-11"],
        example: "{\"tags\":{\"team\":\"a\",\"Team\":\"b\"},\"properties\":{\"computeType\":\"AmlCompute\"}}",
        fix: "removes the second",
    }
}

/// The rules.
pub const RULES: &[Rule] = &[Rule { codes: &[&LIMIT, &SAME_KEY], check: tags }];

fn tags(cx: &Context<'_>, reporter: &mut Reporter) {
    let Some(map) = cx.body.node(&["tags"]) else { return };
    let members: Vec<_> = map.members().collect();
    let mut limit = |node: Node<'_>, reason, count, limit| {
        let finding = node.report(&LIMIT, reporter).reason(reason);
        finding.count("count", count).count("limit", limit);
    };
    if members.len() > MOST {
        limit(map, "count", members.len(), MOST);
    }
    for member in &members {
        // No text has more units than bytes.
        if member.key.is_empty() || member.key.len() > LONGEST_KEY {
            let length = utf16_units(member.key);
            if length == 0 || length > LONGEST_KEY {
                limit(member.value, "key", length, LONGEST_KEY);
            }
        }
        if let Some(text) = member.value.text().filter(|text| text.len() > LONGEST_VALUE) {
            let length = utf16_units(text);
            if length > LONGEST_VALUE {
                limit(member.value, "value", length, LONGEST_VALUE);
            }
        }
    }
    for member in &members {
        let forbidden = |byte| matches!(byte, b'<' | b'>' | b'%' | b'&' | b'\\' | b'?' | b'/');
        let place = member.key.bytes().position(forbidden);
        if let Some(found) = place.and_then(|at| member.key.get(at..)) {
            let finding = member.value.report_key(&LIMIT, reporter).reason("characters");
            finding.param("found", head(found, 1));
        }
    }
    if !map.may_repeat_names() {
        return;
    }
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
