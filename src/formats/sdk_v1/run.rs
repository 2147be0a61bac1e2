//! Run configurations: where a script runs and how. They make no compute; what the SDK refuses, and what it
//! lets pass although it cannot work, is told.

use super::service::Arguments;
use crate::arm::image;
use crate::arm::vm_size::SizeName;
use crate::diagnostics::{Fix, Reporter, codes, nearest, same_word, trim};
use crate::kinds::context::OnDemand;
use crate::kinds::purposes::Purpose;
use crate::kinds::rules::secrets::{MISPLACED, looks_like};
use crate::kinds::{ComputeKind, Options};
use crate::schema::is_filled_in;
use crate::text::{Kind, Node};

codes! {
    TARGET_MISSING = "run/target-missing" Error {
        message: [
            "target" => "the script has no target to run on",
            "size" => "the cluster that is created for one run has no `vm_size`",
        ],
        help: [
            "target" => "set `target` to the name of a compute, or to local",
            "size" => "better use a cluster that already exists",
        ],
        summary: "A run without a target.",
        why: "The SDK rejects it when the run is submitted.",
        evidence: [Service "azureml-core 1.61, run" "2026-10"],
        example: "{\"call\":\"ScriptRunConfig\",\"args\":{\"source_directory\":\".\",\"script\":\"a.py\",\"compute_target\":\"\"}}" with "{\"format\":\"sdk-v1\"}",
    }
    RUN_BASED = "run/run-based" Warning {
        message: "the cluster is created for this run and deleted afterwards",
        help: "create a cluster once and use its name; with a minimum of 0 nodes it costs nothing between runs",
        summary: "A cluster that exists for one run only.",
        why: "It cannot be reused, and this feature has long been deprecated.",
        evidence: [Docs "article on compute targets, note on run-based creation" "2020-10"],
        example: "{\"call\":\"RunConfiguration\",\"args\":{\"target\":\"amlcompute\",\"amlcompute\":{\"vmSize\":\"Standard_D2_v2\"}}}" with "{\"format\":\"sdk-v1\"}",
    }
    LOCAL = "run/local" Info {
        message: "the script runs on this machine; no compute is needed",
        summary: "A run on the machine of the caller.",
        why: "People look for a compute to create, but none is needed.",
        evidence: [Docs "article on compute targets, local" "2020-10"],
        example: "{\"call\":\"RunConfiguration\",\"args\":{\"target\":\"local\"}}" with "{\"format\":\"sdk-v1\"}",
    }
    WORDS = "run/words" Warning {
        message: [
            "word" => "`{actual}` is not a known value for `{argument}`: {words}",
            "framework" => "the framework {actual} does not work on the target, which is {kind}",
        ],
        summary: "A value that is neither checked nor understood.",
        why: "The SDK accepts it; the run fails later or behaves differently.",
        evidence: [Service "azureml-core 1.61, run" "2026-10"],
        example: "{\"call\":\"RunConfiguration\",\"args\":{\"target\":\"cpu\",\"framework\":\"Pyhton\"}}" with "{\"format\":\"sdk-v1\"}",
        fix: "writes the nearest value",
    }
    VALUES = "run/values" Error {
        message: [
            "count" => "`{argument}` must be at least 1",
            "duration" => "a run cannot last {actual} seconds",
            "backend" => "`{actual}` is not a valid backend: use nccl or gloo",
            "mode" => "`{actual}` is not a valid data mode: use mount, download or upload",
            "nodes" => "the run asks for {actual} nodes, but the cluster has at most {most}",
        ],
        summary: "A value of a run is out of range.",
        why: "The run is rejected, or waits forever.",
        evidence: [Service "azureml-core 1.61, run" "2026-10"],
        example: "{\"call\":\"RunConfiguration\",\"args\":{\"target\":\"cpu\",\"node_count\":0}}" with "{\"format\":\"sdk-v1\"}",
    }
    ENTRY = "run/entry" Warning {
        message: [
            "both" => "both `script` and `command` are given; remove one",
            "neither" => "neither `script` nor `command` is given",
        ],
        summary: "The entry point of the run is given twice or not at all.",
        why: "The SDK accepts it without a message.",
        evidence: [Service "azureml-core 1.61, run" "2026-10"],
        example: "{\"call\":\"ScriptRunConfig\",\"args\":{\"source_directory\":\".\",\"compute_target\":\"cpu\"}}" with "{\"format\":\"sdk-v1\"}",
    }
    IGNORED = "run/ignored" Warning {
        message: "`{argument}` is ignored when `run_config` is given",
        summary: "An argument that is ignored.",
        why: "A complete run configuration takes precedence.",
        evidence: [Service "azureml-core 1.61, run" "2026-10"],
        example: "{\"call\":\"ScriptRunConfig\",\"args\":{\"source_directory\":\".\",\"script\":\"a.py\",\"run_config\":{},\"compute_target\":\"cpu\"}}" with "{\"format\":\"sdk-v1\"}",
        fix: "removes it",
    }
    TARGET_KIND = "run/target-kind" Error {
        message: [
            "steps" => "`{name}` is {kind}: it runs pipeline steps, not scripts",
            "services" => "`{name}` is {kind}: it hosts services and cannot run scripts",
        ],
        help: "use a cluster, an instance, an attached machine or an HDInsight cluster",
        summary: "A run is sent to a compute that cannot run scripts.",
        why: "Such a compute only runs pipeline steps or its own services; the run fails.",
        evidence: [Docs "article on compute targets: Batch, Databricks, Data Lake Analytics, AKS" "2020-10"],
        example: "{\"call\":\"RunConfiguration\",\"args\":{\"target\":\"place\"}}" with "{\"format\":\"sdk-v1\",\"facts\":{\"computes\":{\"value\":[{\"name\":\"place\",\"properties\":{\"computeType\":\"AKS\"}}]}}}",
    }
    GPU_IMAGE = "run/gpu-image" Info {
        message: "the target has GPUs, but the run does not use a GPU image in Docker",
        help: "enable Docker and set a GPU base image",
        summary: "The run will not see the GPUs of its machine.",
        why: "On an attached machine GPUs are reached through an image that supports them.",
        evidence: [Docs "article on compute targets, configuring a virtual machine" "2020-10"],
        example: "{\"call\":\"RunConfiguration\",\"args\":{\"target\":\"dsvm\"}}" with "{\"format\":\"sdk-v1\",\"facts\":{\"computes\":{\"value\":[{\"name\":\"dsvm\",\"properties\":{\"computeType\":\"VirtualMachine\",\"properties\":{\"virtualMachineSize\":\"Standard_NC6s_v3\"}}}]}}}",
    }
}

/// The names of the calls.
pub(super) const NAMES: [&str; 2] = ["ScriptRunConfig", "RunConfiguration"];

/// The cluster that is made for one run.
const FOR_ONE_RUN: &str = "amlcompute";

/// Arguments that a whole run configuration replaces.
const REPLACED: [&str; 5] = [
    "compute_target",
    "environment",
    "distributed_job_config",
    "docker_runtime_config",
    "max_run_duration_seconds",
];

const FRAMEWORKS: &[&str] = &["Python", "PySpark", "TensorFlow", "PyTorch", "CNTK", "R", "Horovod"];
const COMMUNICATORS: &[&str] = &[
    "None",
    "ParameterServer",
    "OpenMpi",
    "IntelMpi",
    "Nccl",
    "Gloo",
    "Mpi",
    "Horovod",
    "ParallelTask",
];
const DEPLOY_MODES: &[&str] = &["cluster", "client"];
const DATA_MODES: &[&str] = &["mount", "download", "upload", "direct", "hdfs"];

/// Checks a run; `false` if the call is none.
pub(super) fn read(
    root: Node<'_>,
    word: &str,
    call: Node<'_>,
    options: &Options,
    reporter: &mut Reporter,
) -> bool {
    if !NAMES.contains(&word) {
        return false;
    }
    let args = root.get_exact("args").filter(|args| args.kind() == Kind::Object);
    let arguments = Arguments { root, args };
    if word == "ScriptRunConfig" {
        script(&arguments, options, reporter);
    } else {
        configuration(&arguments, call, options, reporter);
    }
    true
}

/// A member in the spelling of Python or of the document.
fn either<'d>(node: Node<'d>, name: &str) -> Option<Node<'d>> {
    let found = node.get_exact(name).or_else(|| node.get(&name.replace('_', "")));
    found.filter(|found| !found.is_null())
}

fn script(arguments: &Arguments<'_>, options: &Options, reporter: &mut Reporter) {
    let given = |name: &str| {
        arguments.given(name).filter(|node| node.text() != Some("") && !is_empty_list(*node))
    };
    if arguments.given("run_config").is_some() {
        for name in REPLACED {
            if let Some(node) = arguments.given(name) {
                let fix = Fix::remove("remove it", node.pointer());
                let finding = node.report(&IGNORED, reporter).own("argument", name);
                finding.fix(Some(fix));
            }
        }
    } else if let Some(node) = arguments.given("compute_target") {
        target(node, arguments, reporter);
        if let Some(args) = arguments.args {
            against_computes(args, node, options, reporter);
        }
    }
    let (path, order) = arguments.missing("script");
    match (given("script"), given("command")) {
        (Some(node), Some(other)) => {
            node.report(&ENTRY, reporter).reason("both").related(other.pointer());
        }
        (None, None) => {
            reporter.add(&ENTRY, path, order).reason("neither");
        }
        _ => {}
    }
    if let Some(node) = arguments.given("max_run_duration_seconds") {
        duration(node, reporter);
    }
    if let Some(args) = arguments.args {
        base_image(args, reporter);
    }
}

/// The image of the environment that the run brings along.
fn base_image(args: Node<'_>, reporter: &mut Reporter) {
    let docker = either(args, "environment").and_then(|environment| either(environment, "docker"));
    let Some(node) = docker.and_then(|docker| either(docker, "base_image")) else { return };
    let Some(text) = node.text().map(trim).filter(|text| !text.is_empty()) else { return };
    if let Some(found) = looks_like(text) {
        node.report(&MISPLACED, reporter).param("found", found);
    } else if is_filled_in(text) {
        image::check(node, text, reporter);
    }
}

fn is_empty_list(node: Node<'_>) -> bool {
    node.kind() == Kind::List && node.items().next().is_none()
}

/// What is said about the name of a target.
fn target(node: Node<'_>, arguments: &Arguments<'_>, reporter: &mut Reporter) {
    match node.text() {
        Some("") => {
            node.report(&TARGET_MISSING, reporter).reason("target");
        }
        Some("local") => {
            node.report(&LOCAL, reporter);
        }
        Some(FOR_ONE_RUN) => {
            node.report(&RUN_BASED, reporter);
            let data = arguments.args.and_then(|args| either(args, FOR_ONE_RUN));
            let size = data.and_then(|data| either(data, "vm_size"));
            if size.and_then(Node::text).is_none_or(str::is_empty) {
                let (path, order) = arguments.missing("amlcompute/vmSize");
                reporter.add(&TARGET_MISSING, path, order).reason("size");
            }
        }
        _ => {}
    }
}

fn configuration(
    arguments: &Arguments<'_>,
    call: Node<'_>,
    options: &Options,
    reporter: &mut Reporter,
) {
    let Some(args) = arguments.args else {
        call.report(&TARGET_MISSING, reporter).reason("target");
        return;
    };
    let named = either(args, "target");
    match named {
        Some(node) => target(node, arguments, reporter),
        None => {
            let (path, order) = arguments.missing("target");
            reporter.add(&TARGET_MISSING, path, order).reason("target");
        }
    }
    let word = |object: Option<Node<'_>>, name: &str, words: &[&str], reporter: &mut Reporter| {
        let Some(node) = object.and_then(|object| either(object, name)) else { return };
        let Some(text) = node.text().filter(|text| !words.iter().any(|word| same_word(word, text)))
        else {
            return;
        };
        let near = nearest(text, words).map(|near| Fix::write(node.pointer(), near));
        let finding = node.report(&WORDS, reporter).reason("word").own("argument", name);
        finding.param("actual", text).own("words", &words.join(", ")).actual(text).fix(near);
    };
    word(Some(args), "framework", FRAMEWORKS, reporter);
    word(Some(args), "communicator", COMMUNICATORS, reporter);
    word(either(args, "hdi"), "yarn_deploy_mode", DEPLOY_MODES, reporter);
    counts(args, reporter);
    if let Some(node) = either(args, "max_run_duration_seconds") {
        duration(node, reporter);
    }
    if let Some(node) =
        either(args, "pytorch").and_then(|data| either(data, "communication_backend"))
        && let Some(text) = node.text()
        && !["nccl", "gloo"].iter().any(|known| same_word(known, text))
    {
        node.report(&VALUES, reporter).reason("backend").param("actual", text);
    }
    data(args, reporter);
    base_image(args, reporter);
    if let Some(node) = named {
        against_computes(args, node, options, reporter);
    }
}

fn duration(node: Node<'_>, reporter: &mut Reporter) {
    if let Some(seconds) = node.integer().filter(|seconds| *seconds <= 0) {
        node.report(&VALUES, reporter).reason("duration").number("actual", seconds);
    }
}

fn counts(args: Node<'_>, reporter: &mut Reporter) {
    let counts: [(Option<&str>, &str); 7] = [
        (None, "node_count"),
        (Some("mpi"), "process_count_per_node"),
        (Some("mpi"), "node_count"),
        (Some("tensorflow"), "worker_count"),
        (Some("tensorflow"), "parameter_server_count"),
        (Some("pytorch"), "process_count"),
        (Some("pytorch"), "node_count"),
    ];
    for (object, name) in counts {
        let holder = object.map_or(Some(args), |object| either(args, object));
        if let Some(node) = holder.and_then(|holder| either(holder, name))
            && node.integer().is_some_and(|count| count < 1)
        {
            node.report(&VALUES, reporter).reason("count").own("argument", name);
        }
    }
}

fn data(args: Node<'_>, reporter: &mut Reporter) {
    for name in ["data_references", "data"] {
        for member in either(args, name).into_iter().flat_map(Node::members) {
            let node = either(member.value, "mode")
                .or_else(|| either(either(member.value, "data_location")?, "mode"))
                .or_else(|| either(member.value, "mechanism"));
            if let Some(node) = node
                && let Some(text) = node.text()
                && !DATA_MODES.iter().any(|known| same_word(known, text))
            {
                node.report(&VALUES, reporter).reason("mode").param("actual", text).actual(text);
            }
        }
    }
}

/// What only the computes of the workspace can tell.
fn against_computes(args: Node<'_>, target: Node<'_>, options: &Options, reporter: &mut Reporter) {
    let Some(name) = target.text() else { return };
    let facts = OnDemand::new(options.facts.as_ref());
    let Some(computes) = facts.root().and_then(|facts| facts.get("computes")) else { return };
    let list = computes.get("value").unwrap_or(computes);
    let found = list.items().find(|compute| {
        compute.get("name").and_then(Node::text).is_some_and(|other| same_word(other, name))
    });
    let Some(properties) = found.and_then(|compute| compute.get("properties")) else { return };
    let kind = properties.get("computeType").and_then(Node::text).unwrap_or_default();
    // Kinds that only steps of pipelines use, and those that only services use.
    let known = ComputeKind::from_name(kind).map(ComputeKind::spec);
    let other = known.and_then(|known| match known.purposes {
        [Purpose::PipelineSteps] => Some("steps"),
        [Purpose::RealTimeInference] => Some("services"),
        _ => None,
    });
    if let Some(reason) = other {
        let finding = target.report(&TARGET_KIND, reporter).reason(reason);
        finding.param("name", name).own("kind", kind);
        return;
    }
    if let Some(node) = either(args, "framework")
        && let Some(framework) = node.text()
        && same_word(framework, "PySpark") != same_word(kind, "HDInsight")
    {
        let finding = node.report(&WORDS, reporter).reason("framework").own("kind", kind);
        finding.param("actual", framework);
    }
    let data = properties.get("properties");
    let most = data.and_then(|data| data.get("scaleSettings")?.get("maxNodeCount")?.integer());
    if let (Some(node), Some(most)) = (either(args, "node_count"), most)
        && let Some(count) = node.integer().filter(|count| *count > most)
    {
        let finding = node.report(&VALUES, reporter).reason("nodes");
        finding.number("actual", count).number("most", most);
    }
    let size = data.and_then(|data| data.get("virtualMachineSize")?.text()).unwrap_or_default();
    // Two members say that a container is wanted, and the SDK looks at either.
    let docker = either(args, "docker").or_else(|| either(args, "docker_runtime_config"));
    let docker = docker
        .and_then(|docker| either(docker, "use_docker"))
        .or_else(|| either(either(either(args, "environment")?, "docker")?, "enabled"));
    let gpu = SizeName::parse(size).is_some_and(|name| name.series().starts_with('N'));
    if same_word(kind, "VirtualMachine") && gpu && docker.and_then(Node::boolean) != Some(true) {
        let place = either(args, "environment").unwrap_or(args);
        place.report(&GPU_IMAGE, reporter);
    }
}
