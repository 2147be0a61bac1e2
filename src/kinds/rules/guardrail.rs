//! The caller's own limits (`guardrails`). Presets that mirror published policies are in `policy`.

use super::{policy, price};
use crate::arm::{duration, region};
use crate::catalog;
use crate::diagnostics::{Diagnostic, Reporter, codes};
use crate::kinds::{Context, Rule};
use crate::schema::Reader;
use crate::text::{Kind, Node};

codes! {
    KIND = "guardrail/kind" Error {
        message: "computes of kind {actual} are not allowed here",
        summary: "The kind is not in the allowed list.",
        why: "The organisation's settings say so.",
        evidence: [Reasoning "the caller's guardrails" "2026-11"],
        example: "allowedKinds without the kind",
    }
    VM_SIZE = "guardrail/vm-size" Error {
        message: [
            "" => "`{actual}` is not an allowed size here",
            "cores" => "`{actual}` has {count} cores; at most {limit} are allowed here",
            "gpu" => "`{actual}` has a GPU, which is not allowed here",
        ],
        summary: "The size is outside the organisation's limits.",
        why: "The organisation's settings say so.",
        evidence: [Reasoning "the caller's guardrails" "2026-11"],
        example: "allowedVmSizes without the size",
    }
    REGION = "guardrail/region" Error {
        message: "computes in `{actual}` are not allowed here",
        summary: "The region is not in the allowed list.",
        why: "The organisation's settings say so.",
        evidence: [Reasoning "the caller's guardrails" "2026-11"],
        example: "allowedRegions without the region",
    }
    NODES = "guardrail/nodes" Error {
        message: "{actual} nodes are more than the {limit} that are allowed here",
        summary: "More nodes than the organisation allows.",
        why: "The organisation's settings say so.",
        evidence: [Reasoning "the caller's guardrails" "2026-11"],
        example: "maxNodes 10 and maxNodeCount 20",
    }
    IDLE = "guardrail/idle" Error {
        message: [
            "" => "an idle time of {actual} seconds is longer than the {limit} that are allowed here",
            "absent" => "an idle time is required here",
        ],
        summary: "The idle time is longer than allowed, or absent.",
        why: "The organisation's settings say so.",
        evidence: [Reasoning "the caller's guardrails" "2026-11"],
        example: "maxIdleSeconds 600 and PT1H",
    }
    MEMBER = "guardrail/member" Error {
        message: "`{member}` is required to be {wanted} here",
        summary: "A member is not as the organisation asks.",
        why: "The organisation's settings say so.",
        evidence: [Reasoning "the caller's guardrails" "2026-11"],
        example: "requireSubnet and no subnet",
    }
    LABELS = "guardrail/labels" Error {
        message: [
            "tag" => "the tag `{member}` is required here",
            "name" => "names follow the pattern `{member}` here",
        ],
        summary: "A required tag is missing, or the name does not follow the pattern.",
        why: "The organisation's settings say so.",
        evidence: [Reasoning "the caller's guardrails" "2026-11"],
        example: "requiredTags with a tag that is missing",
    }
}

/// The rules.
pub const RULES: &[Rule] = &[Rule { codes: CODES, check: guardrails }];

/// The settings and what each takes.
const SETTINGS: &[(&str, &str)] = &[
    ("version", "number"),
    ("allowedKinds", "texts"),
    ("allowedVmSizes", "texts"),
    ("deniedVmSizes", "texts"),
    ("maxVCpus", "number"),
    ("maxHourlyPrice", "amount"),
    ("currency", "text"),
    ("allowGpu", "boolean"),
    ("allowedRegions", "texts"),
    ("maxNodes", "number"),
    ("maxMinNodes", "number"),
    ("maxIdleSeconds", "number"),
    ("requireIdleShutdown", "boolean"),
    ("requireIdentity", "boolean"),
    ("requireSubnet", "boolean"),
    ("denyPublicIp", "boolean"),
    ("requireLocalAuthOff", "boolean"),
    ("denySsh", "boolean"),
    ("denyLowPriority", "boolean"),
    ("requiredPriority", "text"),
    ("requiredTags", "texts"),
    ("namePattern", "text"),
    ("policies", "texts"),
];

/// Checks the settings themselves: an unknown one would be a limit that nobody keeps.
///
/// # Errors
/// What is wrong with them, in words.
pub fn check_settings(settings: Option<Node<'_>>) -> Result<(), String> {
    let settings = settings.filter(|node| node.kind() == Kind::Object);
    let settings = settings.ok_or("guardrails are no JSON object")?;
    if settings.get_exact("version").and_then(Node::integer) != Some(1) {
        return Err("guardrails have `version: 1`".to_owned());
    }
    for member in settings.members() {
        let Some((_, takes)) = SETTINGS.iter().find(|(name, _)| *name == member.key) else {
            return Err(format!("guardrails have no setting `{}`", member.key));
        };
        let right = match *takes {
            "amount" => catalog::Amount::parse(member.value.spelling()).is_some(),
            "number" => member.value.integer().is_some_and(|number| number >= 0),
            "boolean" => member.value.boolean().is_some(),
            "text" => member.value.text().is_some(),
            _ => {
                member.value.kind() == Kind::List
                    && member.value.items().all(|item| item.text().is_some())
            }
        };
        if !right {
            return Err(format!("guardrails: `{}` takes {takes}", member.key));
        }
        if member.key == "policies" {
            member.value.items().filter_map(Node::text).try_for_each(policy::check_word)?;
        }
    }
    Ok(())
}

/// Whether a text fits a pattern with `*` and `?`, without case. Goes back to the last `*` only, so no
/// pattern takes long.
fn matches(pattern: &str, text: &str) -> bool {
    let (pattern, text) = (pattern.as_bytes(), text.as_bytes());
    let (mut in_pattern, mut in_text) = (0_usize, 0_usize);
    let mut last_star: Option<(usize, usize)> = None;
    while let Some(found) = text.get(in_text) {
        match pattern.get(in_pattern) {
            Some(b'*') => {
                last_star = Some((in_pattern, in_text));
                in_pattern = in_pattern.saturating_add(1);
            }
            Some(wanted) if *wanted == b'?' || wanted.eq_ignore_ascii_case(found) => {
                in_pattern = in_pattern.saturating_add(1);
                in_text = in_text.saturating_add(1);
            }
            _ => {
                // The last star takes one character more.
                let Some((star, taken)) = last_star else { return false };
                in_text = taken.saturating_add(1);
                in_pattern = star.saturating_add(1);
                last_star = Some((star, in_text));
            }
        }
    }
    pattern.get(in_pattern..).unwrap_or_default().iter().all(|byte| *byte == b'*')
}

fn guardrails(cx: &Context<'_>, reporter: &mut Reporter) {
    let Some(settings) = cx.guardrails.root() else { return };
    let texts =
        |name: &str| settings.get_exact(name).map(|list| list.items().filter_map(Node::text));
    let number = |name: &str| settings.get_exact(name).and_then(Node::integer);
    let is_set =
        |name: &str, value| settings.get_exact(name).and_then(Node::boolean) == Some(value);
    let kind = cx.kind.name;
    if texts("allowedKinds")
        .is_some_and(|mut kinds| !kinds.any(|word| word.eq_ignore_ascii_case(kind)))
    {
        cx.properties.report(&KIND, &["computeType"], reporter).param("actual", kind);
    }
    if let Some(size) = cx.data.text(&["vmSize"]) {
        let mut refuse = |reason: &'static str| {
            let finding = cx.data.report(&VM_SIZE, &["vmSize"], reporter);
            if !reason.is_empty() {
                finding.reason(reason);
            }
            finding.param("actual", size);
        };
        let allowed = texts("allowedVmSizes")
            .is_none_or(|mut patterns| patterns.any(|pattern| matches(pattern, size)));
        let denied = texts("deniedVmSizes")
            .is_some_and(|mut patterns| patterns.any(|pattern| matches(pattern, size)));
        let known = catalog::VmSize::parse(size);
        if !allowed || denied {
            refuse("");
        } else if is_set("allowGpu", false)
            && known.as_ref().is_some_and(|known| known.gpu_model().is_some())
        {
            refuse("gpu");
        } else if let (Some(limit), Some(known)) = (number("maxVCpus"), known) {
            let cores = i64::from(known.v_cpus());
            if cores > limit {
                let finding = cx.data.report(&VM_SIZE, &["vmSize"], reporter).reason("cores");
                finding.param("actual", size).number("count", cores).number("limit", limit);
            }
        }
    }
    if let (Some(mut regions), Some(found)) = (texts("allowedRegions"), cx.region())
        && !regions.any(|region| region::normal_form(region) == found)
    {
        cx.body.report(&REGION, &["location"], reporter).param("actual", &found);
    }
    for (setting, member) in [("maxNodes", "maxNodeCount"), ("maxMinNodes", "minNodeCount")] {
        let path = &["scaleSettings", member];
        if let (Some(limit), Some(count)) = (number(setting), cx.data.integer(path))
            && count > limit
        {
            let finding = cx.data.report(&NODES, path, reporter).number("actual", count);
            finding.number("limit", limit);
        }
    }
    price::check(cx, settings, reporter);
    idle(cx, number("maxIdleSeconds"), is_set("requireIdleShutdown", true), reporter);
    members(cx, &|name| is_set(name, true), settings, reporter);
    for tag in texts("requiredTags").into_iter().flatten() {
        if cx.body.is_empty(&["tags", tag]) {
            labels(&cx.body, &["tags"], "tag", tag, reporter);
        }
    }
    if let Some(pattern) = settings.get_exact("namePattern").and_then(Node::text) {
        let name = cx.options.name.as_deref().or_else(|| cx.body.text(&["name"]));
        if name.is_some_and(|name| !matches(pattern, name)) {
            labels(&cx.body, &["name"], "name", pattern, reporter);
        }
    }
}

fn labels(
    reader: &Reader<'_>,
    path: &[&str],
    reason: &'static str,
    member: &str,
    reporter: &mut Reporter,
) {
    reader.report(&LABELS, path, reporter).reason(reason).own("member", member);
}

fn idle(cx: &Context<'_>, limit: Option<i64>, required: bool, reporter: &mut Reporter) {
    let path: &[&str] = match cx.kind.name {
        "AmlCompute" => &["scaleSettings", "nodeIdleTimeBeforeScaleDown"],
        "ComputeInstance" => &["idleTimeBeforeShutdown"],
        _ => return,
    };
    if cx.data.is_empty(path) {
        let needed = required && cx.kind.name == "ComputeInstance";
        if needed || limit.is_some() {
            cx.data.report(&IDLE, path, reporter).reason("absent");
        }
        return;
    }
    let seconds = cx.data.text(path).and_then(duration::parse).map(|found| found.seconds);
    let seconds = seconds.and_then(|seconds| i64::try_from(seconds).ok());
    if let (Some(limit), Some(seconds)) = (limit, seconds)
        && seconds > limit
    {
        cx.data.report(&IDLE, path, reporter).number("actual", seconds).number("limit", limit);
    }
}

fn members(
    cx: &Context<'_>,
    asked: &dyn Fn(&str) -> bool,
    settings: Node<'_>,
    reporter: &mut Reporter,
) {
    let managed = cx.kind.managed;
    let mut add = |reader: &Reader<'_>, path: &[&str], wanted: &str| {
        let finding: &mut Diagnostic = reader.report(&MEMBER, path, reporter);
        finding.member(path.last().copied().unwrap_or_default()).own("wanted", wanted);
    };
    let (body, data) = (&cx.body, &cx.data);
    if asked("requireIdentity") && body.is_empty(&["identity", "type"]) {
        add(body, &["identity"], "given");
    }
    if managed && asked("requireSubnet") && data.is_empty(&["subnet", "id"]) {
        add(data, &["subnet"], "given");
    }
    if managed && asked("denyPublicIp") && data.boolean(&["enableNodePublicIp"]) != Some(false) {
        add(data, &["enableNodePublicIp"], "false");
    }
    if managed
        && asked("requireLocalAuthOff")
        && cx.properties.boolean(&["disableLocalAuth"]) != Some(true)
    {
        add(&cx.properties, &["disableLocalAuth"], "true");
    }
    if asked("denySsh") {
        if data.is_word(&["sshSettings", "sshPublicAccess"], "Enabled") {
            add(data, &["sshSettings", "sshPublicAccess"], "Disabled");
        }
        if data.node(&["userAccountCredentials"]).is_some() {
            add(data, &["userAccountCredentials"], "absent");
        }
    }
    let low = data.is_word(&["vmPriority"], "LowPriority");
    if low && asked("denyLowPriority") {
        add(data, &["vmPriority"], "Dedicated");
    }
    if let Some(wanted) = settings.get_exact("requiredPriority").and_then(Node::text)
        && cx.kind.name == "AmlCompute"
        && !data.is_word(&["vmPriority"], wanted)
    {
        add(data, &["vmPriority"], wanted);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns() {
        for (pattern, text, fits) in [
            ("*", "", true),
            ("Standard_D*", "STANDARD_DS3_V2", true),
            ("Standard_D?_v3", "Standard_D2_v3", true),
            ("Standard_D?_v3", "Standard_D16_v3", false),
            ("a*b*c", "aXbYc", true),
            ("a*b*c", "aXbY", false),
            ("", "a", false),
        ] {
            assert_eq!(matches(pattern, text), fits, "{pattern} {text}");
        }
    }
}
