//! Tags.

use super::at;
use crate::diagnostics::{Diagnostic, Expected, Fix, Operation, Reporter, codes, sorted};
use crate::kinds::{Context, Rule};

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
        example: "{\"tags\":{\"a/b\":\"c\"}}",
    }
    SAME_KEY = "tags/same-key" Warning {
        message: "`{key}` and `{other}` are one tag for ARM",
        help: "ARM keeps one of them",
        summary: "Two tag names differ in case only.",
        why: "ARM compares tag names without case.",
        evidence: [Docs "tag limits of the resource manager" "2026-11"],
        example: "{\"tags\":{\"team\":\"a\",\"Team\":\"b\"}}",
        fix: "removes the second",
    }
}

/// The rules.
pub const RULES: &[Rule] = &[Rule { codes: &[&LIMIT, &SAME_KEY], check: tags }];

fn tags(cx: &Context<'_>, reporter: &mut Reporter) {
    let Some(map) = cx.body.node(&["tags"]) else {
        return;
    };
    let members: Vec<_> = map.members().collect();
    if members.len() > MOST {
        let (order, finding) = at(&cx.body, &LIMIT, &["tags"]);
        let finding = finding.param("reason", "count").param("count", members.len());
        let expected = Expected::Length { min: 0, max: MOST, unit: "tags" };
        reporter.add(order, finding.param("limit", MOST).expected(expected));
    }
    for member in &members {
        let order = member.value.index();
        let new = |code| Diagnostic::new(code, member.value.pointer());
        let length = member.key.encode_utf16().count();
        if length == 0 || length > LONGEST_KEY {
            let finding = new(&LIMIT).param("reason", "key").param("count", length);
            reporter.add(order, finding.param("limit", LONGEST_KEY));
        }
        if let Some(found) = member.key.chars().find(|c| "<>%&\\?/".contains(*c)) {
            let finding = new(&LIMIT).param("reason", "characters");
            reporter.add(order, finding.param("found", found.to_string()));
        }
        let length = member.value.text().map_or(0, |text| text.encode_utf16().count());
        if length > LONGEST_VALUE {
            let finding = new(&LIMIT).param("reason", "value").param("count", length);
            reporter.add(order, finding.param("limit", LONGEST_VALUE));
        }
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
            let path = second.value.pointer();
            let fix = Fix::suggested("remove it", vec![Operation::Remove { path: path.clone() }]);
            let short = |text: &str| text.chars().take(60).collect::<String>();
            let finding = Diagnostic::new(&SAME_KEY, path)
                .param("key", short(&first.key))
                .param("other", short(&second.key))
                .related(first.value.pointer())
                .fix(fix);
            reporter.add(second.value.index(), finding);
        }
    }
}
