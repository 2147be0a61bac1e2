//! The caller's own limits (`guardrails`). Presets that mirror published policies are in `policy`.

mod settings;

pub use settings::check_settings;

use super::price;
use crate::arm::{duration, region};
use crate::catalog;
use crate::diagnostics::{Diagnostic, Reporter, codes, pieces, trim};
use crate::kinds::context::OnDemand;
use crate::kinds::{
    ComputeAction, ComputeKind, Context, Count, Idle, KindSpec, Machines, Options, Path, Region,
    Rule,
};
use crate::schema::{Marks, Placeholder, Reader, field_of, placeholder_in};
use crate::text::Node;
use settings::{SETTINGS, matches};

codes! {
    KIND = "guardrail/kind" Error {
        message: "computes of kind {actual} are not allowed here",
        summary: "The kind is not in the allowed list.",
        why: "The organisation's settings require it.",
        evidence: [Reasoning "the caller's guardrails" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\"}}" with "{\"guardrails\":{\"version\":1,\"allowedKinds\":[\"ComputeInstance\"]}}",
    }
    VM_SIZE = "guardrail/vm-size" Error {
        message: [
            "" => "the size `{actual}` is not allowed here",
            "cores" => "`{actual}` has {count} cores; at most {limit} are allowed here",
            "gpu" => "`{actual}` has a GPU, which is not allowed here",
        ],
        summary: "The size is outside the organisation's limits.",
        why: "The organisation's settings require it.",
        evidence: [Reasoning "the caller's guardrails" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"vmSize\":\"Standard_DS3_v2\"}}}" with "{\"guardrails\":{\"version\":1,\"maxVCpus\":2}}",
    }
    REGION = "guardrail/region" Error {
        message: "computes in `{actual}` are not allowed here",
        summary: "The region is not in the allowed list.",
        why: "The organisation's settings require it.",
        evidence: [Reasoning "the caller's guardrails" "2026-11"],
        example: "{\"location\":\"westeurope\",\"properties\":{\"computeType\":\"AmlCompute\"}}" with "{\"guardrails\":{\"version\":1,\"allowedRegions\":[\"North Europe\"]}}",
    }
    NODES = "guardrail/nodes" Error {
        message: "{actual} nodes are more than the {limit} allowed here",
        summary: "More nodes than the organisation allows.",
        why: "The organisation's settings require it.",
        evidence: [Reasoning "the caller's guardrails" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"scaleSettings\":{\"maxNodeCount\":20}}}}" with "{\"guardrails\":{\"version\":1,\"maxNodes\":10}}",
    }
    IDLE = "guardrail/idle" Error {
        message: [
            "" => "an idle time of {actual} seconds is longer than the {limit} allowed here",
            "absent" => "an idle time is required here",
        ],
        summary: "The idle time is longer than allowed, or absent.",
        why: "The organisation's settings require it.",
        evidence: [Reasoning "the caller's guardrails" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"scaleSettings\":{\"nodeIdleTimeBeforeScaleDown\":\"PT1H\"}}}}" with "{\"guardrails\":{\"version\":1,\"maxIdleSeconds\":600}}",
    }
    MEMBER = "guardrail/member" Error {
        message: "`{member}` must be {wanted} here",
        summary: "A property differs from what the organisation requires.",
        why: "The organisation's settings require it.",
        evidence: [Reasoning "the caller's guardrails" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\"}}" with "{\"guardrails\":{\"version\":1,\"denyPublicIp\":true}}",
    }
    UNDECIDED = "guardrail/undecided" Error {
        message: [
            "value" => "`{setting}` could not be checked: the value is unknown or cannot be read",
            "absent" => "`{setting}` could not be checked: without `{member}` the service decides",
            "kind" => "`{setting}` could not be checked: this kind of compute is not known",
        ],
        help: [
            "value" => "write a value that can be compared",
            "absent" => "set it, or pass it as an option",
            "kind" => "use a known kind, or add this one to allowedKinds",
        ],
        summary: "It cannot be decided whether a guardrail is met.",
        why: "A limit that passes what it cannot check is not a limit.",
        evidence: [Reasoning "the caller's guardrails" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\"}}" with "{\"guardrails\":{\"version\":1,\"allowedRegions\":[\"westeurope\"]}}",
    }
    LABELS = "guardrail/labels" Error {
        message: [
            "tag" => "the tag `{member}` is required here",
            "name" => "the name must match the pattern `{member}` here",
        ],
        summary: "A required tag is missing, or the name does not follow the pattern.",
        why: "The organisation's settings require it.",
        evidence: [Reasoning "the caller's guardrails" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\"}}" with "{\"guardrails\":{\"version\":1,\"requiredTags\":[\"cost-centre\"]}}",
    }
}

/// The rules, which also look at bodies whose data stand at a wrong level.
pub const RULES: &[Rule] = &[Rule { codes: CODES, check: guardrails }];

fn guardrails(cx: &Context<'_>, reporter: &mut Reporter) {
    let Some(settings) = cx.guardrails.root() else { return };
    let asked = Asked { cx, settings, patch: is_patch(cx), update: !cx.creates() };
    let kind = cx.kind.name;
    if asked
        .texts("allowedKinds")
        .is_some_and(|mut kinds| !kinds.any(|word| word.eq_ignore_ascii_case(kind)))
    {
        cx.properties.report(&KIND, &["computeType"], reporter).param("actual", kind);
    }
    sizes(&asked, reporter);
    regions(&asked, reporter);
    nodes(&asked, reporter);
    price::check(cx, settings, reporter);
    idle(&asked, reporter);
    members(&asked, reporter);
    labelled(&asked, reporter);
}

/// What the organisation asks for, and of what.
struct Asked<'c, 'd> {
    cx: &'c Context<'d>,
    settings: Node<'c>,
    /// The body is a PATCH: what it does not name stays as it is.
    patch: bool,
    /// The body changes a compute by its name. The service scales a cluster by it, whatever kind the body says.
    update: bool,
}

impl<'c, 'd> Asked<'c, 'd> {
    fn texts(&self, name: &str) -> Option<impl Iterator<Item = &'c str> + use<'c>> {
        self.settings.get_exact(name).map(|list| list.items().filter_map(Node::text))
    }

    fn number(&self, name: &str) -> Option<i64> {
        self.settings.get_exact(name).and_then(Node::integer)
    }

    fn is(&self, name: &str, value: bool) -> bool {
        self.settings.get_exact(name).and_then(Node::boolean) == Some(value)
    }

    /// Everything that is written at one of the places, in any spelling of the names: which of two the
    /// service takes is not known.
    fn written(&self, places: &[&[&str]]) -> Vec<Node<'d>> {
        let mut found = Vec::new();
        for place in places {
            if let Some(root) = self.cx.body.object() {
                spelled(root, place, &mut found);
            }
        }
        found.retain(|node| !node.is_null());
        found
    }

    /// Reports what cannot be decided about a value that is there.
    fn unreadable(&self, setting: &'static str, node: Node<'_>, reporter: &mut Reporter) {
        node.report(&UNDECIDED, reporter).reason("value").own("setting", setting);
    }

    /// Reports what cannot be decided because nothing is there.
    fn absent(&self, setting: &'static str, path: &[&str], reporter: &mut Reporter) {
        let finding = self.cx.body.report(&UNDECIDED, path, reporter).reason("absent");
        finding.own("setting", setting).member(path.last().copied().unwrap_or_default());
    }
}

/// The values at a path of names, compared without case, all of them.
fn spelled<'d>(node: Node<'d>, path: &[&str], found: &mut Vec<Node<'d>>) {
    let Some((name, rest)) = path.split_first() else { return found.push(node) };
    for member in node.members().filter(|member| member.key.eq_ignore_ascii_case(name)) {
        spelled(member.value, rest, found);
    }
}

/// Whether the body is a PATCH: an update that does not say its kind.
fn is_patch(cx: &Context<'_>) -> bool {
    !cx.creates() && cx.body.written(&["properties", "computeType"]).is_none()
}

/// Whether the request makes machines, so that a member that is left out is decided by the service.
fn makes_machines(cx: &Context<'_>) -> bool {
    cx.kind.managed || (cx.kind.makes_new() && cx.properties.is_empty(&["resourceId"]))
}

fn sizes(asked: &Asked<'_, '_>, reporter: &mut Reporter) {
    const SETTINGS: [&str; 4] = ["allowedVmSizes", "deniedVmSizes", "maxVCpus", "allowGpu"];
    let free = |name: &&str| *name == "allowGpu" && !asked.is(name, false);
    let mut given = SETTINGS.into_iter().filter(|name| asked.settings.get_exact(name).is_some());
    let Some(setting) = given.find(|name| !free(name)) else { return };
    let Some(machines) = asked.cx.kind.machines else { return };
    let path = in_data(machines.size);
    let written = asked.written(&[&path]);
    let blank = |node: &Node<'_>| node.text().is_some_and(|text| trim(text).is_empty());
    if written.iter().all(blank) && makes_machines(asked.cx) && !asked.patch {
        asked.absent(setting, &path, reporter);
    }
    for node in written.into_iter().filter(|node| !blank(node)) {
        match node.text().filter(|text| !is_open(text)) {
            Some(size) => self::size(asked, node, trim(size), reporter),
            None => asked.unreadable(setting, node, reporter),
        }
    }
}

fn size(asked: &Asked<'_, '_>, node: Node<'_>, size: &str, reporter: &mut Reporter) {
    let fits = |name: &str| {
        asked.texts(name).map(|mut patterns| patterns.any(|pattern| matches(pattern, size)))
    };
    let known = catalog::VmSize::parse(size);
    if fits("allowedVmSizes") == Some(false) || fits("deniedVmSizes") == Some(true) {
        node.report(&VM_SIZE, reporter).param("actual", size);
        return;
    }
    if asked.is("allowGpu", false) {
        match known.as_ref().map(has_gpu) {
            Some(Some(true)) => {
                node.report(&VM_SIZE, reporter).reason("gpu").param("actual", size);
                return;
            }
            Some(Some(false)) => {}
            Some(None) | None => asked.unreadable("allowGpu", node, reporter),
        }
    }
    let Some(limit) = asked.number("maxVCpus") else { return };
    let Some(known) = known else { return asked.unreadable("maxVCpus", node, reporter) };
    let cores = i64::from(known.v_cpus());
    if cores > limit {
        let finding = node.report(&VM_SIZE, reporter).reason("cores");
        finding.param("actual", size).number("count", cores).number("limit", limit);
    }
}

/// Whether a size has GPUs. Of one that the catalogue does not have yet the name tells: the families whose
/// letters begin with N have them, and those that name an accelerator; a name outside of the grammar tells
/// nothing.
fn has_gpu(size: &catalog::VmSize) -> Option<bool> {
    if size.known() {
        return Some(size.gpu_model().is_some());
    }
    let letters = size.name().split_once('_').map_or("", |(_, rest)| rest);
    if letters.starts_with(['N', 'n']) {
        return Some(true);
    }
    size.gpus().map(|_| false)
}

/// Whether a text stands for one that is not known yet.
fn is_open(text: &str) -> bool {
    matches!(placeholder_in(text), Some(Placeholder::Brackets(_) | Placeholder::Expression(_)))
}

fn regions(asked: &Asked<'_, '_>, reporter: &mut Reporter) {
    const SETTING: &str = "allowedRegions";
    if asked.settings.get_exact(SETTING).is_none() {
        return;
    }
    let cx = asked.cx;
    let is_allowed = |found: &str| {
        let mut allowed = asked.texts(SETTING).into_iter().flatten();
        allowed.any(|region| region::normal_form(region) == found)
    };
    let written = asked.written(&[&["location"], &["properties", "computeLocation"]]);
    let blank = |node: &Node<'_>| node.text().is_some_and(|text| trim(text).is_empty());
    let mut said = false;
    for node in written.into_iter().filter(|node| !blank(node)) {
        said = true;
        match node.text().filter(|text| !is_open(text)) {
            Some(text) => {
                let found = region::normal_form(text);
                if !is_allowed(&found) {
                    node.report(&REGION, reporter).param("actual", &found);
                }
            }
            None => asked.unreadable(SETTING, node, reporter),
        }
    }
    // Some are where their workspace is, and what names no region is there as well.
    let elsewhere = [cx.options.region.as_deref().map(region::normal_form)];
    let workspace = cx.workspace_region().filter(|_| !said || cx.kind.region == Region::Workspace);
    let elsewhere = elsewhere.into_iter().chain([workspace]).flatten();
    for found in elsewhere {
        said = true;
        if !is_allowed(&found) {
            cx.body.report(&REGION, &["location"], reporter).param("actual", &found);
        }
    }
    if !said && !asked.patch {
        asked.absent(SETTING, &["location"], reporter);
    }
}

/// A whole number, also one that the walk has found fault with.
fn whole(node: Node<'_>) -> Option<i64> {
    let marks = Marks::default();
    Reader::new(node, &marks).integer(&[])
}

/// The place of a member of the data.
fn in_data(path: Path) -> Vec<&'static str> {
    [&["properties", "properties"], path].concat()
}

/// The kinds whose members a request changes: its own, and the one that the service scales whatever kind the
/// body of an update says.
fn changed(asked: &Asked<'_, '_>) -> impl Iterator<Item = &'static KindSpec> {
    let own = asked.cx.kind;
    let patched = ComputeKind::patched().filter(|kind| asked.update && !is_same(kind, own));
    std::iter::once(own).chain(patched)
}

fn is_same(kind: &'static KindSpec, other: &'static KindSpec) -> bool {
    std::ptr::eq(kind, other)
}

/// Where a member of a kind stands; what can be patched stands one level higher in a PATCH of older
/// api-versions.
fn places(kind: &'static KindSpec, path: Path, older: bool) -> Vec<Vec<&'static str>> {
    let mut places = vec![in_data(path)];
    if older && kind.can(ComputeAction::Scale) {
        places.push([&["properties"], path].concat());
    }
    places
}

/// Everything that is written at one of the places of a member.
fn written_at<'d>(asked: &Asked<'_, 'd>, places: &[Vec<&str>]) -> Vec<Node<'d>> {
    let slices: Vec<&[&str]> = places.iter().map(Vec::as_slice).collect();
    asked.written(&slices)
}

/// Whether a request says how a cluster scales: every whole body does.
fn scales(asked: &Asked<'_, '_>, path: Path) -> bool {
    let holder = path.split_last().map_or(path, |(_, holder)| holder);
    !asked.patch || !written_at(asked, &places(asked.cx.kind, holder, true)).is_empty()
}

fn nodes(asked: &Asked<'_, '_>, reporter: &mut Reporter) {
    for kind in changed(asked) {
        let Some(Machines { count: Count::Counted { most, least }, .. }) = kind.machines else {
            continue;
        };
        let own = is_same(kind, asked.cx.kind);
        for (setting, path) in [("maxNodes", Some(most)), ("maxMinNodes", least)] {
            let (Some(limit), Some(path)) = (asked.number(setting), path) else { continue };
            let places = places(kind, path, asked.update);
            let written = written_at(asked, &places);
            let needed = own && path == most && makes_machines(asked.cx);
            if written.is_empty() && needed && scales(asked, path) {
                asked.absent(setting, &in_data(path), reporter);
            }
            for node in written {
                match whole(node) {
                    Some(count) if count > limit => {
                        let finding = node.report(&NODES, reporter).number("actual", count);
                        finding.number("limit", limit);
                    }
                    Some(_) => {}
                    None => asked.unreadable(setting, node, reporter),
                }
            }
        }
    }
}

fn idle(asked: &Asked<'_, '_>, reporter: &mut Reporter) {
    let limit = asked.number("maxIdleSeconds");
    let required = asked.is("requireIdleShutdown", true);
    let blank = |node: &Node<'_>| node.text().is_some_and(|text| trim(text).is_empty());
    for kind in changed(asked) {
        let Some(idle) = kind.idle else { continue };
        let mut written = written_at(asked, &places(kind, idle.path(), asked.update));
        written.retain(|node| !blank(node));
        let needed = match idle {
            Idle::Shutdown(_) => required || limit.is_some(),
            Idle::ScaleDown(path) => limit.is_some() && scales(asked, path),
        };
        if written.is_empty() && needed && is_same(kind, asked.cx.kind) {
            let path = in_data(idle.path());
            asked.cx.body.report(&IDLE, &path, reporter).reason("absent");
        }
        let Some(limit) = limit else { continue };
        for node in written {
            let found = node.text().map(trim).and_then(duration::parse);
            let found = found.filter(|found| !found.negative && !found.calendar);
            match found.and_then(|found| i64::try_from(found.seconds).ok()) {
                Some(seconds) if seconds > limit => {
                    let finding = node.report(&IDLE, reporter).number("actual", seconds);
                    finding.number("limit", limit);
                }
                Some(_) => {}
                None => asked.unreadable("maxIdleSeconds", node, reporter),
            }
        }
    }
}

fn members(asked: &Asked<'_, '_>, reporter: &mut Reporter) {
    let cx = asked.cx;
    let wants = |name: &str| asked.is(name, true);
    let managed = cx.kind.managed;
    let (body, data) = (&cx.body, &cx.data);
    let mut add = |reader: &Reader<'_>, path: &[&str], wanted: &str| {
        let finding: &mut Diagnostic = reader.report(&MEMBER, path, reporter);
        finding.member(path.last().copied().unwrap_or_default()).own("wanted", wanted);
    };
    // A PATCH changes what it names only; what it does not name is there or not, as before.
    let judged = |place: &[&str]| !asked.patch || body.written(place).is_some();
    let signs_in = body.filled(&["identity", "type"]).is_some_and(|word| {
        let mut words = pieces(word, b',').map(trim);
        words.all(|word| is_one(word, &["SystemAssigned", "UserAssigned"]))
    });
    if wants("requireIdentity") && !signs_in && judged(&["identity"]) {
        add(body, &["identity"], "given");
    }
    let data_at = |name| ["properties", "properties", name];
    if managed
        && wants("requireSubnet")
        && data.filled(&["subnet", "id"]).is_none()
        && judged(&data_at("subnet"))
    {
        add(data, &["subnet"], "given");
    }
    if managed
        && wants("denyPublicIp")
        && data.boolean(&["enableNodePublicIp"]) != Some(false)
        && judged(&data_at("enableNodePublicIp"))
    {
        add(data, &["enableNodePublicIp"], "false");
    }
    if managed
        && wants("requireLocalAuthOff")
        && cx.properties.boolean(&["disableLocalAuth"]) != Some(true)
        && judged(&["properties", "disableLocalAuth"])
    {
        add(&cx.properties, &["disableLocalAuth"], "true");
    }
    let is_there = |path: &[&str]| data.written(path).is_some_and(|node| !node.is_null());
    if wants("denySsh") {
        let switch = ["sshSettings", "sshPublicAccess"];
        if is_there(&switch) && !data.is_word(&switch, "Disabled") {
            add(data, &switch, "Disabled");
        }
        if is_there(&["userAccountCredentials"]) {
            add(data, &["userAccountCredentials"], "absent");
        }
    }
    let priority = ["vmPriority"];
    if wants("denyLowPriority") && is_there(&priority) && !data.is_word(&priority, "Dedicated") {
        add(data, &priority, "Dedicated");
    }
    if let Some(wanted) = asked.settings.get_exact("requiredPriority").and_then(Node::text)
        && field_of(cx.kind.fields, "vmPriority").is_some()
        && !data.is_word(&priority, wanted)
        && judged(&data_at("vmPriority"))
    {
        add(data, &priority, wanted);
    }
}

fn is_one(word: &str, of: &[&str]) -> bool {
    of.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// Tags and the name.
fn labelled(asked: &Asked<'_, '_>, reporter: &mut Reporter) {
    let body = &asked.cx.body;
    // A PATCH takes no tags.
    for tag in asked.texts("requiredTags").into_iter().flatten().filter(|_| !asked.patch) {
        if body.filled(&["tags", tag]).is_none() {
            labels(body, &["tags"], "tag", tag, reporter);
        }
    }
    let Some(pattern) = asked.settings.get_exact("namePattern").and_then(Node::text) else {
        return;
    };
    let said = asked.cx.options.name.as_deref();
    match said.or_else(|| body.text(&["name"])) {
        Some(name) if matches(pattern, name) => {}
        Some(_) => labels(body, &["name"], "name", pattern, reporter),
        None if asked.cx.creates() => asked.absent("namePattern", &["name"], reporter),
        None => {}
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

/// What guardrails say of a body whose kind has no table here: nothing in it can be read, so nothing is
/// allowed but by its name.
pub fn of_unknown_kind(root: Node<'_>, options: &Options, reporter: &mut Reporter) {
    let given = OnDemand::new(options.guardrails.as_ref());
    let Some(settings) = given.root() else { return };
    let marks = Marks::default();
    let (reader, place) = (Reader::new(root, &marks), ["properties", "computeType"]);
    let word = reader.filled(&place).filter(|word| !is_open(word));
    let kinds = settings.get_exact("allowedKinds");
    let named = kinds.zip(word).map(|(kinds, word)| {
        kinds.items().filter_map(Node::text).any(|kind| kind.eq_ignore_ascii_case(word))
    });
    if let (Some(false), Some(word)) = (named, word) {
        reader.report(&KIND, &place, reporter).param("actual", word);
        return;
    }
    let undecided = SETTINGS.iter().map(|(name, _)| *name).find(|name| {
        let free = ["version", "policies", "currency", "maxHourlyPrice"].contains(name)
            || (*name == "allowedKinds" && named == Some(true));
        let asked = settings.get_exact(name);
        !free && asked.is_some_and(|value| value.boolean() != Some(*name == "allowGpu"))
    });
    if let Some(setting) = undecided {
        reader.report(&UNDECIDED, &place, reporter).reason("kind").own("setting", setting);
    }
}
