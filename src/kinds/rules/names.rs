//! The name of a compute, and its region beside the workspace's.

use super::at;
use crate::arm::names::{RESERVED, TWO_NAMES};
use crate::arm::region::{self, CLUSTER_ELSEWHERE};
use crate::diagnostics::{Diagnostic, Reporter};
use crate::kinds::{Context, Rule};

/// Names that SDK v1 reads as something else.
const RESERVED_NAMES: [&str; 3] = ["amlcompute", "local", "containerinstance"];

/// The rules.
pub const RULES: &[Rule] = &[
    Rule { codes: &[&TWO_NAMES, &RESERVED], check: name },
    Rule { codes: &[&CLUSTER_ELSEWHERE], check: elsewhere },
];

fn name(cx: &Context<'_>, reporter: &mut Reporter) {
    let body = &cx.body;
    // Not trimmed: a name with a line break at its end is another name.
    let written = body.node(&["name"]).and_then(crate::text::Node::text);
    if let (Some(written), Some(option)) = (written.as_deref(), cx.options.name.as_deref())
        && !written.eq_ignore_ascii_case(option)
    {
        let (order, finding) = at(body, &TWO_NAMES, &["name"]);
        let short = |text: &str| text.chars().take(60).collect::<String>();
        let finding = finding.param("body", short(written)).param("option", short(option));
        reporter.add(order, finding);
    }
    let (name, path, order) = match (cx.options.name.as_deref(), written.as_deref()) {
        (Some(option), _) => (option, String::new(), 0),
        (None, Some(written)) => {
            let (pointer, order) = body.place(&["name"]);
            (written, pointer, order)
        }
        (None, None) => return,
    };
    cx.kind.name_rule.check(name, &path, order, reporter);
    if cx.creates() && RESERVED_NAMES.iter().any(|reserved| reserved.eq_ignore_ascii_case(name)) {
        let finding = Diagnostic::new(&RESERVED, path).param("actual", name);
        reporter.add(order, finding);
    }
}

fn elsewhere(cx: &Context<'_>, reporter: &mut Reporter) {
    let Some(workspace) = cx.options.workspace_location.as_deref().map(region::normal_form) else {
        return;
    };
    let in_properties = cx.properties.text(&["computeLocation"]);
    let in_body = cx.body.text(&["location"]);
    let (reader, path, found) = match (&in_properties, &in_body) {
        (Some(found), _) => (&cx.properties, "computeLocation", found),
        (None, Some(found)) => (&cx.body, "location", found),
        (None, None) => return,
    };
    let found = region::normal_form(found);
    if found != workspace {
        let (order, finding) = at(reader, &CLUSTER_ELSEWHERE, &[path]);
        reporter.add(order, finding.param("region", found).param("workspace", workspace));
    }
}
