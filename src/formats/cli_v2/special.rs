//! What no row can say: identity, network, scripts, applications, key files, defaults that surprise.

use super::tables::{KEY_FILE, TIMEOUT as MINUTES};
use super::{APPLICATION, DEFAULTS, NETWORK, Reading, SILENT_CHANGE, TIMEOUT, VALUE};
use crate::arm::duration;
use crate::diagnostics::{Fix, Json, Operation as Edit, Pointer, nearest, repeated};
use crate::formats::body::below;
use crate::formats::rows::{boolean, integer};
use crate::formats::workspace::{Workspace, subnet_id};
use crate::kinds::{ComputeKind, Operation, Options};
use crate::schema::is_open;
use crate::text::{Kind, Node};

/// Smallest and largest port of an application.
const PORTS: std::ops::RangeInclusive<i64> = 1026..=65_534;

/// Stands for a key in a file: its content is not here, and nobody is told of it.
const SOME_KEY: &str = "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n";

/// Members of the resource that no row names.
pub(super) static PLACES: &[(&str, &str)] = &[
    ("/properties/computeType", "/type"),
    ("/identity", "/identity"),
    ("/identity/type", "/identity/type"),
    ("/identity/userAssignedIdentities", "/identity/user_assigned_identities"),
    ("/properties/properties/scaleSettings", "/max_instances"),
    ("/properties/properties/subnet", "/network_settings"),
    ("/properties/properties/subnet/id", "/network_settings/subnet"),
];

pub(super) fn read(root: Node<'_>, options: &Options, reading: &mut Reading<'_>) {
    let kind = reading.document.kind;
    identity(root, reading);
    network(root, kind, options, reading);
    if let Some(scripts) = object(root, "setup_scripts") {
        for name in ["creation_script", "startup_script"] {
            if let Some(node) = object(scripts, name) {
                script(node, name, reading);
            }
        }
    }
    applications(root, reading);
    if let Some(file) = object(root, "ssh_settings").and_then(|ssh| ssh.get_exact(KEY_FILE))
        && kind == ComputeKind::VirtualMachine
    {
        let path = "/properties/properties/administratorAccount/privateKeyData";
        if file.text().is_some_and(|file| !file.is_empty()) {
            reading.body.make(path, Json::from(SOME_KEY), None);
        }
    }
    local_auth(root, kind, reading);
    changes(root, kind, reading);
    defaults(root, kind, options, reading);
}

fn object<'d>(node: Node<'d>, name: &str) -> Option<Node<'d>> {
    node.get_exact(name).filter(|found| found.kind() == Kind::Object)
}

/// The words of identities in any of the spellings that are taken.
fn identity_word(text: &str) -> Option<&'static str> {
    let mut bare: String = text.chars().filter(|c| !matches!(c, '_' | ' ')).collect();
    bare.make_ascii_lowercase();
    Some(match bare.as_str() {
        "systemassigned" => "SystemAssigned",
        "userassigned" => "UserAssigned",
        "systemassigned,userassigned" | "userassigned,systemassigned" => {
            "SystemAssigned,UserAssigned"
        }
        "none" => "None",
        _ => return None,
    })
}

fn identity(root: Node<'_>, reading: &mut Reading<'_>) {
    let Some(identity) = object(root, "identity") else { return };
    if let Some(node) = identity.get_exact("type")
        && let Some(text) = node.text()
    {
        match identity_word(text) {
            _ if is_open(text) => reading.refused.push("/identity/type".to_owned()),
            Some(word) => reading.body.make("/identity/type", Json::from(word), Some(node)),
            None => identity_unknown(node, text, reading),
        }
    }
    let Some(list) = identity.get_exact("user_assigned_identities") else { return };
    for item in list.items() {
        let Some(node) = item.get_exact("resource_id") else { continue };
        let Some(id) = node.text() else { continue };
        let path = below("/identity/userAssignedIdentities", id);
        reading.body.make(&path, Json::empty_object(), Some(node));
    }
}

fn identity_unknown(node: Node<'_>, text: &str, reading: &mut Reading<'_>) {
    const WORDS: [&str; 3] = ["system_assigned", "user_assigned", "none"];
    let finding = node.report(&VALUE, reading.reporter).reason("word").own("field", "type");
    finding.param("actual", text).own("words", &WORDS.join(", ")).actual(text);
    finding.fix(nearest(text, &WORDS).map(|word| Fix::write(node.pointer(), word)));
    reading.refused.push("/identity/type".to_owned());
}

fn network(root: Node<'_>, kind: ComputeKind, options: &Options, reading: &mut Reading<'_>) {
    let Some(settings) = object(root, "network_settings") else { return };
    let text = |name: &str| {
        let node = settings.get_exact(name)?;
        node.text().filter(|text| !text.is_empty()).map(|text| (node, text))
    };
    let (vnet, subnet) = (text("vnet_name"), text("subnet"));
    let id = "/properties/properties/subnet/id";
    if [vnet, subnet].iter().flatten().any(|(_, text)| is_open(text)) {
        // Told where it stands; no id can be made of it.
        reading.refused.push("/properties/properties/subnet".to_owned());
        return;
    }
    match (vnet, subnet) {
        (Some(_), None) => {
            settings.report(&NETWORK, reading.reporter).reason("no-subnet");
        }
        (vnet, Some((node, text))) if text.starts_with('/') => {
            if let Some((vnet, _)) = vnet {
                let fix = Fix::remove("remove it", vnet.pointer());
                let finding = vnet.report(&SILENT_CHANGE, reading.reporter);
                finding.reason("network-ignored").own("field", "vnet_name").fix(Some(fix));
            }
            reading.body.make(id, Json::from(text), Some(node));
        }
        (None, Some(_)) => {
            settings.report(&NETWORK, reading.reporter).reason("no-network");
        }
        (Some((_, vnet)), Some((node, subnet))) => {
            // In the group of the workspace.
            let workspace = Workspace::of(options);
            let made = subnet_id(&workspace, None, vnet, subnet);
            reading.body.make(id, Json::from(made), Some(node));
            if !workspace.known {
                reading.body.stands_in();
            }
        }
        (None, None) => {
            // Instances are read with an empty map.
            if kind == ComputeKind::AmlCompute && settings.members().next().is_none() {
                settings.report(&NETWORK, reading.reporter).reason("empty");
            }
        }
    }
}

fn script(node: Node<'_>, name: &str, reading: &mut Reading<'_>) {
    let base = match name {
        "creation_script" => "/properties/properties/setupScripts/scripts/creationScript",
        _ => "/properties/properties/setupScripts/scripts/startupScript",
    };
    reading.body.make(&[base, "/scriptSource"].concat(), Json::from("workspaceStorage"), None);
    if node.get_exact(MINUTES).is_none() {
        let path = node.pointer_of(MINUTES);
        let add = vec![Edit::Add { path: path.clone(), value: Json::from(15) }];
        let finding = reading.reporter.add(&TIMEOUT, path, node.index());
        finding.fix(Some(Fix::suggested("add 15 minutes", add)));
        // Told: nothing more is said about the time.
        reading.body.make(&[base, "/timeout"].concat(), Json::from("15m"), None);
    }
}

fn applications(root: Node<'_>, reading: &mut Reading<'_>) {
    let Some(list) = root.get_exact("custom_applications") else { return };
    let mut names: Vec<(&str, Node<'_>)> = Vec::new();
    let mut published: Vec<(i64, Node<'_>, String)> = Vec::new();
    for (index, application) in list.items().enumerate() {
        if let Some(node) = application.get_exact("name")
            && let Some(name) = node.text()
        {
            names.push((name, node));
        }
        let Some(endpoints) = application.get_exact("endpoints") else { continue };
        let base = below("/properties/properties/customServices", &index.to_string());
        for (position, endpoint) in endpoints.items().enumerate() {
            for name in ["target", "published"] {
                let Some(node) = endpoint.get_exact(name) else { continue };
                let Some(port) = integer(node) else { continue };
                if !PORTS.contains(&port) {
                    let finding = node.report(&APPLICATION, reading.reporter);
                    finding.reason("port").number("actual", port);
                } else if name == "published" {
                    let place = below(&below(&base, "endpoints"), &position.to_string());
                    published.push((port, node, below(&place, "published")));
                }
            }
        }
        // The SDK fills these in.
        let mut make = |rest: &str, value: Json| {
            reading.body.make(&[base.as_str(), rest].concat(), value, None);
        };
        make("/image/type", Json::from("docker"));
        make("/docker/privileged", Json::from(true));
        for (position, _) in endpoints.items().enumerate() {
            let endpoint = ["/endpoints/", &position.to_string()].concat();
            make(&[&endpoint, "/name"].concat(), Json::from("connect"));
            make(&[&endpoint, "/protocol"].concat(), Json::from("http"));
        }
        let mounts = application.get_exact("bind_mounts");
        for (position, mount) in mounts.into_iter().flat_map(Node::items).enumerate() {
            // One that lacks a part is refused before anything is sent.
            if ["source", "target"].iter().any(|name| mount.get_exact(name).is_none()) {
                continue;
            }
            let mount = ["/volumes/", &position.to_string()].concat();
            make(&[&mount, "/type"].concat(), Json::from("bind"));
            make(&[&mount, "/readOnly"].concat(), Json::from(false));
        }
    }
    let name = |index: u32| names.get(index as usize).map(|(name, _)| *name);
    for (again, _) in repeated(names.len(), &|a, b| name(a).cmp(&name(b))) {
        let Some((name, node)) = names.get(again as usize) else { continue };
        let finding = node.report(&APPLICATION, reading.reporter).reason("name");
        finding.param("actual", name);
    }
    let port = |index: u32| published.get(index as usize).map(|(port, ..)| *port);
    for (again, _) in repeated(published.len(), &|a, b| port(a).cmp(&port(b))) {
        let Some((port, node, place)) = published.get(again as usize) else { continue };
        let finding = node.report(&APPLICATION, reading.reporter).reason("published");
        finding.number("actual", *port);
        reading.refused.push(place.clone());
    }
}

/// The SDK switches local sign-in off where no SSH is asked for.
fn local_auth(root: Node<'_>, kind: ComputeKind, reading: &mut Reading<'_>) {
    let wanted = match kind {
        ComputeKind::AmlCompute => object(root, "ssh_settings").is_some(),
        ComputeKind::ComputeInstance => {
            let switch = root.get_exact("ssh_public_access_enabled");
            if switch.and_then(Node::text).is_some_and(is_open) {
                return;
            }
            switch.and_then(boolean) == Some(true)
        }
        _ => return,
    };
    reading.body.make("/properties/disableLocalAuth", Json::from(!wanted), None);
}

fn changes(root: Node<'_>, kind: ComputeKind, reading: &mut Reading<'_>) {
    let mut tell = |name: &str, reason: &'static str| {
        let Some(node) = root.get_exact(name).filter(|node| !node.is_null()) else { return };
        let fix = if reason == "deprecated" {
            in_minutes(root, node)
        } else {
            Some(Fix::remove("remove it", node.pointer()))
        };
        let finding = node.report_key(&SILENT_CHANGE, reading.reporter).reason(reason);
        finding.own("field", name).fix(fix);
    };
    // What is no cluster is where its workspace is.
    if kind != ComputeKind::AmlCompute {
        tell("location", "location");
    }
    match kind {
        ComputeKind::ComputeInstance => {
            tell("idle_time_before_shutdown", "deprecated");
            // Of both, the minutes are sent, unless they are 0: then the other is, or nothing.
            let unsent = match root.get_exact(SHUTDOWN_MINUTES).and_then(integer) {
                None => return,
                Some(0) => {
                    tell(SHUTDOWN_MINUTES, "shutdown-zero");
                    SHUTDOWN_MINUTES
                }
                Some(_) => "idle_time_before_shutdown",
            };
            reading.body.members.retain(|member| {
                let row = member.origin.as_ref().and_then(|origin| origin.row);
                row.is_none_or(|row| row.name != unsent)
            });
        }
        ComputeKind::AmlCompute => {
            let idle = root.get_exact("idle_time_before_scale_down");
            if idle.and_then(integer) == Some(0) {
                tell("idle_time_before_scale_down", "idle-zero");
                let path = "/properties/properties/scaleSettings/nodeIdleTimeBeforeScaleDown";
                reading.body.members.retain(|member| !Pointer::is_at_or_below(&member.path, path));
            }
        }
        _ => {}
    }
}

const SHUTDOWN_MINUTES: &str = "idle_time_before_shutdown_minutes";

/// The deprecated idle time as minutes: to take it away would take the shutdown away.
fn in_minutes(root: Node<'_>, node: Node<'_>) -> Option<Fix> {
    if root.get_exact(SHUTDOWN_MINUTES).is_some_and(|minutes| integer(minutes) != Some(0)) {
        // Of both, the minutes are sent.
        return Some(Fix::remove("remove it", node.pointer()));
    }
    let found = duration::parse(node.text()?).filter(|found| !found.negative)?;
    written_as_minutes(root, node, i64::try_from(found.seconds).ok()?)
}

/// The idle time of a cluster, in seconds, on an instance: what stops an instance is said in minutes.
pub(super) fn idle_of_a_cluster(
    object: Node<'_>,
    node: Node<'_>,
    key: &str,
    kind: ComputeKind,
) -> Option<Fix> {
    let there = object.get_exact(SHUTDOWN_MINUTES).is_some();
    if kind != ComputeKind::ComputeInstance || key != "idle_time_before_scale_down" || there {
        return None;
    }
    written_as_minutes(object, node, integer(node).filter(|seconds| *seconds > 0)?)
}

/// Full minutes, at least what is given: a shorter time would stop somebody's work.
fn written_as_minutes(object: Node<'_>, node: Node<'_>, seconds: i64) -> Option<Fix> {
    // The service takes 15 minutes to 3 days.
    let minutes = seconds.checked_add(59)?.checked_div(60)?.clamp(15, 4320);
    let patch = vec![
        Edit::Remove { path: node.pointer() },
        Edit::Add { path: object.pointer_of(SHUTDOWN_MINUTES), value: Json::from(minutes) },
    ];
    let title = ["write `", SHUTDOWN_MINUTES, ": ", &minutes.to_string(), "`"].concat();
    Some(Fix::suggested(&title, patch))
}

fn defaults(root: Node<'_>, kind: ComputeKind, options: &Options, reading: &mut Reading<'_>) {
    let absent = |name: &str| root.get_exact(name).is_none();
    let mut tell = |name: &str, reason: &'static str, to: &str, sent: Json| {
        let path = root.pointer_of(name);
        reading.reporter.add(&DEFAULTS, path, root.index()).reason(reason);
        reading.body.make(to, sent, None);
    };
    let managed = matches!(kind, ComputeKind::AmlCompute | ComputeKind::ComputeInstance);
    if managed && absent("size") {
        tell("size", "size", "/properties/properties/vmSize", Json::from("Standard_DS3_v2"));
    }
    if kind == ComputeKind::AmlCompute {
        let scale = "/properties/properties/scaleSettings";
        if absent("max_instances") {
            let path = [scale, "/maxNodeCount"].concat();
            tell("max_instances", "max-instances", &path, Json::from(4));
        }
        let mut silently = |name: &str, to: &str, sent: Json| {
            if absent(name) {
                reading.body.make(&[scale, to].concat(), sent, None);
            }
        };
        silently("min_instances", "/minNodeCount", Json::from(0));
        silently("idle_time_before_scale_down", "/nodeIdleTimeBeforeScaleDown", Json::from("PT2M"));
    }
    states(reading);
    if options.operation == Operation::Update {
        reading.reporter.whole(&DEFAULTS).reason("update");
    }
}

/// A schedule without a state is sent as one that is switched on.
fn states(reading: &mut Reading<'_>) {
    const LIST: &str = "/properties/properties/schedules/computeStartStop/";
    let mut items: Vec<(&str, bool)> = Vec::new();
    for member in &reading.body.members {
        let rest = member.path.strip_prefix(LIST).and_then(|rest| rest.split_once('/'));
        let Some((item, name)) = rest else { continue };
        // Members stand in the order of their items.
        match items.last_mut().filter(|(last, _)| *last == item) {
            Some((_, told)) => *told |= name == "status",
            None => items.push((item, name == "status")),
        }
    }
    let silent = items.into_iter().filter(|(_, told)| !told);
    let paths: Vec<String> = silent.map(|(item, _)| [LIST, item, "/status"].concat()).collect();
    for path in paths {
        reading.body.make(&path, Json::from("Enabled"), None);
    }
}
