//! Applications that run as containers on an instance: image, ports, volumes, settings.

use super::secrets::{MISPLACED, looks_like};
use crate::arm::{address, image as grammar};
use crate::diagnostics::{Diagnostic, Reporter, codes, cut, find_byte, repeated, sorted};
use crate::kinds::{Context, Rule};
use crate::schema::{Breach, Constraint, Form, Reader, Slot, is_filled_in};
use crate::text::Node;

const SERVICES: &[&str] = &["customServices"];
const NAME: &[&str] = &["name"];
const REFERENCE: &[&str] = &["image", "reference"];
const IMAGE_TYPE: &[&str] = &["image", "type"];
const PRIVILEGED: &[&str] = &["docker", "privileged"];
const ENDPOINTS: &[&str] = &["endpoints"];
const VOLUMES: &[&str] = &["volumes"];
const VARIABLES: &[&str] = &["environmentVariables"];
const TYPE: &[&str] = &["type"];
const TARGET: &[&str] = &["target"];
const PUBLISHED: &[&str] = &["published"];
const HOST: &[&str] = &["hostIp"];
const PROTOCOL: &[&str] = &["protocol"];
const SIZE: &[&str] = &["tmpfs", "size"];

/// The first and the last port that SDK v2 takes.
const LOWEST: i64 = 1026;
const HIGHEST: i64 = 65_534;

codes! {
    SERVICE_NAME = "service/name" Warning {
        message: [
            "absent" => "the application has no name",
            "twice" => "`{actual}` is the name of another application too",
        ],
        help: "give each application its own name",
        summary: "An application has no name, or the name of another.",
        why: "SDK v2 requires unique names; the service may confuse the two.",
        evidence: [Sdk "azure-ai-ml 1.35.2 rejects both" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"customServices\":[{\"image\":{\"reference\":\"ghcr.io/contoso/notes:2.1\"}}]}}}",
    }
    NO_IMAGE = "service/image" Error {
        message: "the application has no image: `{@reference}` is empty",
        help: "set the image, such as ghcr.io/azure/rstudio-workbench:1.0",
        summary: "An application without an image.",
        why: "There is nothing to run.",
        evidence: [
            Spec "CustomService.image@2026-05-01" "2026-08",
            Sdk "azure-ai-ml 1.35.2 breaks down without one" "2026-11",
        ],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"customServices\":[{\"name\":\"notes\"}]}}}",
    }
    ENDPOINT = "service/endpoint" Error {
        message: [
            "target" => "the endpoint has no container port: `{@target}` is missing",
            "twice" => "port {actual} is already published by another endpoint",
        ],
        help: [
            "target" => "set the port on which the application listens",
            "twice" => "choose another port",
        ],
        summary: "An endpoint without target, or a port that is published twice.",
        why: "A port can be bound only once, and a container must listen on one.",
        evidence: [
            Reasoning "one address and port can be bound once" "2026-11",
            Sdk "azure-ai-ml 1.35.2 rejects a port that is published twice" "2026-11",
        ],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"customServices\":[{\"name\":\"notes\",\"image\":{\"reference\":\"ghcr.io/contoso/notes:2.1\"},\"endpoints\":[{\"name\":\"connect\"}]}]}}}",
    }
    PORT_RESERVED = "service/port-reserved" Warning {
        message: "`{member}` {actual} is outside the ports that tools accept, {min} to {max}",
        help: "choose a port in this range",
        summary: "The port of an application is very low or the last one.",
        why: "SDK v2 rejects such ports, and low ones belong to the system; the API has no limit.",
        evidence: [Sdk "azure-ai-ml 1.35.2 takes 1026 to 65534" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"customServices\":[{\"name\":\"notes\",\"image\":{\"reference\":\"ghcr.io/contoso/notes:2.1\"},\"endpoints\":[{\"target\":80,\"published\":80}]}]}}}",
    }
    VOLUME = "service/volume" Error {
        message: [
            "target" => "the volume has no mount path: `{@target}` is missing",
            "source" => "the volume has no source: `{@source}` is missing",
            "size" => "a size of {actual} leaves no space in the volume",
            "twice" => "`{actual}` is also the mount path of another volume of this application",
        ],
        help: [
            "target" => "set a path in the container",
            "source" => "set a path on the instance",
            "size" => "set its size in bytes, or remove the size",
            "twice" => "mount it at another path",
        ],
        summary: "A volume that cannot be mounted.",
        why: "A mount needs a source, its own path, and space.",
        evidence: [Spec "VolumeDefinition@2026-05-01" "2026-08"],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"customServices\":[{\"name\":\"notes\",\"image\":{\"reference\":\"ghcr.io/contoso/notes:2.1\"},\"volumes\":[{\"type\":\"bind\",\"source\":\"/home/azureuser\"}]}]}}}",
    }
    SETTINGS_ODD = "service/settings-odd" Warning {
        message: [
            "host" => "`{actual}` is not a valid IP address",
            "options" => "`{member}` does not apply to a volume of type {found}",
            "npipe" => "named pipes exist only on Windows; instances run Linux",
            "relative" => "`{actual}` is not an absolute path in the container",
            "variable" => "`{actual}` is not a valid environment variable name",
            "azureml" => "`{actual}` looks like a registry image, but its type is azureml",
            "blank" => "the image `{actual}` contains a space",
        ],
        help: [
            "host" => "give an address of the instance, or remove it",
            "options" => "remove it, or choose the other type",
            "npipe" => "use bind",
            "relative" => "start it with a slash",
            "variable" => "names cannot be empty or contain an equals sign",
            "azureml" => "set the type to docker, or use an environment of the workspace",
            "blank" => "remove the space",
        ],
        summary: "A setting of an application has no effect.",
        why: "The container starts without it, or not at all.",
        evidence: [Spec "Endpoint, VolumeDefinition, Image@2026-05-01" "2026-08"],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"customServices\":[{\"name\":\"notes\",\"image\":{\"reference\":\"ghcr.io/contoso/notes:2.1\"},\"volumes\":[{\"type\":\"npipe\",\"source\":\"/data\",\"target\":\"/data\"}]}]}}}",
    }
    IS_PRIVILEGED = "service/privileged" Info {
        message: "the container is privileged: everybody with access to it controls the instance",
        help: "remove `{@privileged}` if the application works without it",
        summary: "An application runs as a privileged container.",
        why: "Such a container can access everything on the machine. SDK v2 always sets it.",
        evidence: [Sdk "azure-ai-ml 1.35.2 always sends it" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"customServices\":[{\"docker\":{\"privileged\":true}}]}}}",
    }
    IMAGE_TAG = "service/image-tag" Info {
        message: [
            "absent" => "`{actual}` has no tag: every new image changes what runs",
            "latest" => "`{actual}` is the newest image: every new image changes what runs",
        ],
        help: "use a fixed tag or a digest",
        summary: "The image of an application has no fixed tag.",
        why: "Instances created on different days run different software.",
        evidence: [Docs "documentation of container images: tags and digests" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"customServices\":[{\"image\":{\"reference\":\"localhost:5000/app\"}}]}}}",
    }
}

/// The rules.
pub const RULES: &[Rule] = &[Rule { codes: CODES, check: services }];

/// What is asked of an image: it has a name.
pub const IMAGE_ASKED: &[Constraint] = &[Constraint::present(&NO_IMAGE).deep()];

const FREE_PORT: Constraint = Constraint::between(LOWEST, HIGHEST, &PORT_RESERVED, reserved);

/// What is asked of the port that an application listens at.
pub const TARGET_ASKED: &[Constraint] =
    &[Constraint::present(&ENDPOINT).about_object().telling(no_target), FREE_PORT];

/// What is asked of the port that people see.
pub const PORT_ASKED: &[Constraint] = &[FREE_PORT];

/// What is asked of the address that an application listens at.
pub const HOST_ASKED: &[Constraint] = &[Constraint::form(&ADDRESS, &SETTINGS_ODD, no_address)];

static ADDRESS: Form = Form::new(is_address, "", "an IP address");

fn is_address(text: &str) -> bool {
    address::ipv4(text).is_some() || address::ipv6(text).is_some()
}

fn no_target(breach: &Breach<'_>, finding: &mut Diagnostic) {
    finding.reason("target").related(breach.pointer.to_owned());
}

fn reserved(breach: &Breach<'_>, finding: &mut Diagnostic) {
    finding.number("actual", breach.number).member(breach.member);
    finding.number("min", LOWEST).number("max", HIGHEST);
}

fn no_address(breach: &Breach<'_>, finding: &mut Diagnostic) {
    finding.reason("host").param("actual", breach.text).actual(breach.text);
}

/// A port that is asked for: number, protocol, address, and by which endpoint.
struct Asked<'d> {
    port: i64,
    udp: bool,
    host: Option<&'d str>,
    endpoint: Reader<'d>,
}

fn services(cx: &Context<'_>, reporter: &mut Reporter) {
    let mut asked = Vec::new();
    let mut names: Vec<(&str, Reader<'_>)> = Vec::new();
    for service in cx.data.entries(SERVICES) {
        if let Some(name) = service.filled(NAME) {
            names.push((name, service));
        } else if service.is_empty(NAME) {
            service.report(&SERVICE_NAME, NAME, reporter).reason("absent");
        }
        image(&service, reporter);
        if service.boolean(PRIVILEGED) == Some(true) {
            service.report(&IS_PRIVILEGED, PRIVILEGED, reporter);
        }
        for endpoint in service.entries(ENDPOINTS) {
            self::endpoint(&endpoint, &mut asked);
        }
        volumes(&service, reporter);
        variables(&service, reporter);
    }
    for ((name, again), (_, first)) in twice(&names) {
        let finding = again.report(&SERVICE_NAME, NAME, reporter).reason("twice");
        finding.param("actual", name).related(first.pointer(NAME));
    }
    ports(&asked, reporter);
}

/// What has the name of something before it, with the first of that name.
fn twice<'n, 'd>(
    names: &'n [(&'d str, Reader<'d>)],
) -> impl Iterator<Item = (&'n (&'d str, Reader<'d>), &'n (&'d str, Reader<'d>))> {
    let name = |index: u32| names.get(index as usize).map(|(name, _)| *name);
    let found = repeated(names.len(), &|a, b| name(a).cmp(&name(b)));
    found
        .into_iter()
        .filter_map(|(again, first)| Some((names.get(again as usize)?, names.get(first as usize)?)))
}

/// Reports endpoints that ask for a port which another one has already.
fn ports(asked: &[Asked<'_>], reporter: &mut Reporter) {
    let at = |index: u32| asked.get(index as usize);
    let port = |index: u32| at(index).map(|asked| (asked.port, asked.udp));
    let host = |index: u32| at(index).and_then(|asked| asked.host);
    let order = sorted(asked.len(), &|a, b| {
        port(a).cmp(&port(b)).then_with(|| host(a).cmp(&host(b))).then_with(|| a.cmp(&b))
    });
    for of_port in order.chunk_by(|a, b| port(*a) == port(*b)) {
        let Some(first) = of_port.iter().min().copied() else { continue };
        for of_host in of_port.chunk_by(|a, b| host(*a) == host(*b)) {
            for again in of_host {
                // An endpoint of every address meets all others, and the first one has the port.
                let every = host(first).is_none() || host(*again).is_none();
                let other = if every { Some(&first) } else { of_host.first() };
                let Some(other) = other.filter(|other| *other != again) else { continue };
                let (Some(again), Some(other)) = (at(*again), at(*other)) else { continue };
                let finding = again.endpoint.report(&ENDPOINT, &[], reporter).reason("twice");
                finding.number("actual", again.port).related(other.endpoint.pointer(&[]));
            }
        }
    }
}

fn image(service: &Reader<'_>, reporter: &mut Reporter) {
    let Some(text) = service.filled(REFERENCE) else { return };
    if let Some(found) = looks_like(text) {
        service.report(&MISPLACED, REFERENCE, reporter).own("found", found);
        return;
    }
    let mut odd = |reason| {
        let finding = service.report(&SETTINGS_ODD, REFERENCE, reporter).reason(reason);
        finding.param("actual", text).actual(text);
    };
    let (first, rest) = cut(text, b'/').unwrap_or((text, ""));
    if service.is_word(IMAGE_TYPE, "azureml") {
        // A host has a dot; an id begins with a slash, an asset with its kind and a colon.
        if find_byte(first, b'.').is_some() && !rest.is_empty() {
            odd("azureml");
        }
        return;
    }
    if !service.is_absent(IMAGE_TYPE) && !service.is_word(IMAGE_TYPE, "docker") {
        return;
    }
    if text.bytes().any(|byte| byte.is_ascii_whitespace()) {
        odd("blank");
        return;
    }
    if let Some(node) = service.node(REFERENCE).filter(|_| is_filled_in(text))
        && grammar::check(node, text, reporter).is_some()
    {
        return;
    }
    let name = text.rsplit_once('/').map_or(text, |(_, name)| name);
    let reason = match cut(name, b':') {
        _ if find_byte(name, b'@').is_some() => return,
        None => "absent",
        Some((_, "latest")) => "latest",
        Some(_) => return,
    };
    service.report(&IMAGE_TAG, REFERENCE, reporter).reason(reason).param("actual", text);
}

fn endpoint<'d>(endpoint: &Reader<'d>, asked: &mut Vec<Asked<'d>>) {
    let host = endpoint.filled(HOST);
    let Some(port) = endpoint.integer(PUBLISHED) else { return };
    if matches!(endpoint.slot(PROTOCOL), Slot::Faulty) {
        return;
    }
    // http is spoken over tcp; 0.0.0.0 is every address, like none.
    let udp = endpoint.is_word(PROTOCOL, "udp");
    let host = host.filter(|host| !matches!(*host, "0.0.0.0" | "::"));
    asked.push(Asked { port, udp, host, endpoint: *endpoint });
}

fn volumes(service: &Reader<'_>, reporter: &mut Reporter) {
    let mut places: Vec<(&str, Reader<'_>)> = Vec::new();
    for volume in service.entries(VOLUMES) {
        if matches!(volume.slot(TYPE), Slot::Faulty) {
            continue; // another type asks for other members
        }
        let kind = volume.filled(TYPE).unwrap_or("bind");
        let is = |word: &str| kind.eq_ignore_ascii_case(word);
        let fail = |reason, reporter: &mut Reporter| {
            volume.report(&VOLUME, &[], reporter).reason(reason);
        };
        if volume.is_empty(TARGET) {
            fail("target", reporter);
        }
        if is("bind") && volume.is_empty(&["source"]) {
            fail("source", reporter);
        }
        if let Some(size) = volume.integer(SIZE).filter(|size| *size <= 0) {
            let finding = volume.report(&VOLUME, &[], reporter).reason("size");
            finding.number("actual", size).related(volume.pointer(SIZE));
        }
        if is("npipe") {
            volume.report(&SETTINGS_ODD, TYPE, reporter).reason("npipe");
        }
        for member in ["bind", "volume", "tmpfs"] {
            let options = volume.node(&[member]).filter(|node| node.members().next().is_some());
            if options.is_some() && !is(member) {
                let finding = volume.report(&SETTINGS_ODD, &[member], reporter);
                finding.reason("options").member(member).own("found", kind);
            }
        }
        let Some(target) = volume.filled(TARGET) else { continue };
        if !target.starts_with(['/', '\\']) && !is("npipe") {
            let finding = volume.report(&SETTINGS_ODD, TARGET, reporter).reason("relative");
            finding.param("actual", target).actual(target);
        }
        places.push((target.trim_end_matches('/'), volume));
    }
    for ((_, again), (_, first)) in twice(&places) {
        let target = again.filled(TARGET).unwrap_or_default();
        let finding = again.report(&VOLUME, &[], reporter).reason("twice");
        finding.param("actual", target).related(first.pointer(&[]));
    }
}

fn variables(service: &Reader<'_>, reporter: &mut Reporter) {
    for variable in service.node(VARIABLES).into_iter().flat_map(Node::members) {
        if variable.key.is_empty() || find_byte(variable.key, b'=').is_some() {
            let finding = variable.value.report_key(&SETTINGS_ODD, reporter).reason("variable");
            finding.param("actual", variable.key);
        }
        let value = service.at(variable.value);
        let text = value.filled(&["value"]);
        if let Some(found) = text.and_then(looks_like) {
            value.report(&MISPLACED, &["value"], reporter).own("found", found);
        }
    }
}
