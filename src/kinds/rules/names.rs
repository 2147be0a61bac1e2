//! The name of a compute, and its region beside the workspace's.

use crate::arm::names::{KEPT_NAMES, RESERVED, TWO_NAMES};
use crate::arm::region::{self, CLUSTER_ELSEWHERE, INSTANCE_ELSEWHERE};
use crate::diagnostics::{Fix, Reporter, cut};
use crate::kinds::envelope::is_of_template;
use crate::kinds::{Context, Region, Rule};

/// The rules of every kind.
pub const RULES: &[Rule] = &[Rule { codes: &[&TWO_NAMES, &RESERVED], check: name }];

/// The rule of what the service makes in a region.
pub const REGION_RULES: &[Rule] =
    &[Rule { codes: &[&CLUSTER_ELSEWHERE, &INSTANCE_ELSEWHERE], check: elsewhere }];

fn name(cx: &Context<'_>, reporter: &mut Reporter) {
    let body = &cx.body;
    // Not trimmed: a name with a line break at its end is another name.
    let written = body.node(&["name"]);
    let in_template = body.object().is_some_and(is_of_template);
    let text = written.and_then(crate::text::Node::text);
    // In a template the name of the workspace stands before it.
    let text =
        text.map(|text| cut(text, b'/').filter(|_| in_template).map_or(text, |(_, own)| own));
    let option = cx.options.name.as_deref();
    if let (Some(node), Some(text), Some(option)) = (written, text, option)
        && !text.eq_ignore_ascii_case(option)
    {
        node.report(&TWO_NAMES, reporter).param("body", text).own("option", option);
    }
    let (name, path, order) = match (option, written, text) {
        (Some(option), ..) => (option, String::new(), 0),
        (None, Some(node), Some(text)) => (text, node.pointer(), node.index()),
        _ => return,
    };
    if option.is_some() || in_template {
        // Not in the document, or only a part of a value: there is nothing that a fix could change.
        cx.kind.name_rule.judge(name, &path, order, reporter);
    } else {
        cx.kind.name_rule.check(name, &path, order, reporter);
    }
    if cx.creates() && KEPT_NAMES.iter().any(|reserved| reserved.eq_ignore_ascii_case(name)) {
        reporter.add(&RESERVED, path, order).param("actual", name);
    }
}

fn elsewhere(cx: &Context<'_>, reporter: &mut Reporter) {
    let Some(workspace) = cx.workspace_region() else { return };
    for (reader, name) in [(&cx.properties, "computeLocation"), (&cx.body, "location")] {
        let Some(region) = reader.filled(&[name]).map(region::normal_form) else { continue };
        let differs = region != workspace;
        if cx.kind.region == Region::Workspace {
            if differs {
                let finding = reader.report(&INSTANCE_ELSEWHERE, &[name], reporter);
                finding.param("region", &region).param("workspace", &workspace);
                finding.fix(Some(Fix::write(reader.pointer(&[name]), &workspace)));
            }
            continue;
        }
        if differs {
            let finding = reader.report(&CLUSTER_ELSEWHERE, &[name], reporter);
            finding.param("region", &region).param("workspace", &workspace);
        }
        // The first place that is filled is the cluster's.
        return;
    }
}
