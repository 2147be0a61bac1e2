//! PUT of one compute: creates it, or changes how it scales. First the checks, in the order in
//! which the service makes them, then the change.

use super::Context;
use crate::engine::errors::{ArmError, invalid_value, json_response, unreadable};
use crate::engine::lifecycle::{Life, Scale};
use crate::engine::resource;
use crate::engine::route::Scope;
use crate::engine::sizes::{self, Verdict};
use crate::engine::store::Cluster;
use azureml_compute::client::request::Response;
use serde_json::Value;
use std::time::Duration;

const SETTINGS: &str = "/properties/properties";
/// What the service takes if nobody says how long a node may idle.
const DEFAULT_IDLE: Duration = Duration::from_secs(120);
/// Members that keep the value of the creation.
const CREATE_ONLY: [&str; 9] = [
    "/properties/disableLocalAuth",
    "/properties/properties/enableNodePublicIp",
    "/properties/properties/isolatedNetwork",
    "/properties/properties/osType",
    "/properties/properties/remoteLoginPortPublicAccess",
    "/properties/properties/subnet",
    "/properties/properties/virtualMachineImage",
    "/properties/properties/vmPriority",
    "/properties/properties/vmSize",
];

pub(super) fn run(
    mut context: Context<'_>,
    scope: &Scope,
    name: &str,
) -> Result<Response, ArmError> {
    context.require_group(scope)?;
    if context.require_workspace(scope).is_err() {
        let message = format!(
            "the compute `{name}` cannot be created: its parent, workspace `{}`, could not be found",
            scope.workspace
        );
        return Err(ArmError::new(404, "ParentResourceNotFound", message));
    }
    require_name(name)?;
    let mut body = read(&context)?;
    require_kind(&mut context, name, &body)?;
    context.oracle.check(&body)?;
    normalize(&mut body);

    let now = context.now;
    let timing = context.config.timing;
    let ends = now.plus(timing.provision);
    let identity = body.get("identity").cloned().unwrap_or_default();
    let identity = resource::identity(&identity, || context.ids.guid());
    let (answer, outcome) = match context.store.cluster(name, now) {
        Some(cluster) if cluster.is_deleting() => {
            let message = format!("the compute `{name}` is being deleted");
            return Err(ArmError::new(409, "Conflict", message));
        }
        Some(cluster) => {
            keep_created(&mut body, &cluster.body)?;
            let outcome = require_size(&body)?;
            cluster.life.update(scale(&body)?, outcome.clone(), now);
            cluster.body = body;
            cluster.identity = identity;
            cluster.modified = now;
            (resource::cluster(context.config, cluster), outcome)
        }
        None => {
            let outcome = require_size(&body)?;
            let life = Life::begin(timing, scale(&body)?, outcome.clone(), now);
            let name = name.to_owned();
            let cluster = Cluster { name, body, identity, created: now, modified: now, life };
            let answer = resource::new_cluster(context.config, &cluster);
            context.store.insert(cluster);
            (answer, outcome)
        }
    };
    let url = context.begin(name, false, ends, outcome);
    // 201 with one header only, for updates as well: neither Location nor Retry-After was ever seen.
    let mut response = json_response(201, &answer);
    response.headers.set("azure-asyncoperation", url);
    Ok(response)
}

/// The service's own rule for clusters, which is wider than the published pattern.
fn require_name(name: &str) -> Result<(), ArmError> {
    let characters = name.chars().all(|one| one.is_ascii_alphanumeric() || one == '-');
    let ends = name.starts_with(|first: char| first.is_ascii_alphabetic()) && !name.ends_with('-');
    if characters && ends && (3..=32).contains(&name.len()) {
        return Ok(());
    }
    let message = format!(
        "`{name}` is not a valid compute name: it has 3 to 32 letters, digits and hyphens, begins \
         with a letter and ends with a letter or digit"
    );
    Err(invalid_value("computeName", message))
}

fn read(context: &Context<'_>) -> Result<Value, ArmError> {
    let text = context.body.unwrap_or_default();
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(unreadable("it is empty"));
    }
    let mut body: Value =
        serde_json::from_str(text).map_err(|error| unreadable(&error.to_string()))?;
    context.oracle.canonicalize(&mut body);
    Ok(body)
}

fn require_kind(context: &mut Context<'_>, name: &str, body: &Value) -> Result<(), ArmError> {
    let kind = body.pointer("/properties/computeType").and_then(Value::as_str);
    let Some(kind) = kind.filter(|kind| !kind.eq_ignore_ascii_case("AmlCompute")) else {
        return Ok(());
    };
    if context.store.cluster(name, context.now).is_some() {
        let message = format!("the name `{name}` is taken by a compute of type `AmlCompute`");
        return Err(ArmError::new(409, "Conflict", message).target("properties.computeType"));
    }
    // An unknown word is the oracle's to refuse.
    context.oracle.check(body)?;
    let message = format!("the service has computes of type `{kind}`, the emulator has not yet");
    Err(ArmError::new(501, "OperationNotEmulated", message))
}

/// Numbers and truth values that came as text, and the password, which nobody may keep.
fn normalize(body: &mut Value) {
    for name in ["minNodeCount", "maxNodeCount"] {
        if let Some(count) = body.pointer_mut(&format!("{SETTINGS}/scaleSettings/{name}"))
            && let Some(number) = count_of(count)
        {
            *count = number.into();
        }
    }
    for pointer in [
        "/properties/disableLocalAuth",
        "/properties/properties/isolatedNetwork",
        "/properties/properties/enableNodePublicIp",
    ] {
        if let Some(flag) = body.pointer_mut(pointer)
            && let Some(text) = flag.as_str()
        {
            *flag = text.eq_ignore_ascii_case("true").into();
        }
    }
    let credentials = format!("{SETTINGS}/userAccountCredentials");
    resource::set(body, &credentials, "adminUserPassword", Value::Null);
}

fn count_of(value: &Value) -> Option<u32> {
    match value {
        Value::String(text) => text.parse().ok(),
        // `4.0` is an integer too; the oracle has refused everything else that has a fraction.
        Value::Number(number) => format!("{:.0}", number.as_f64()?).parse().ok(),
        _ => None,
    }
}

/// Members fixed at creation: absent ones keep their value, others must not differ.
fn keep_created(body: &mut Value, created: &Value) -> Result<(), ArmError> {
    for pointer in CREATE_ONLY {
        let old = created.pointer(pointer).filter(|old| !old.is_null());
        let new = body.pointer(pointer).filter(|new| !new.is_null());
        match (old, new) {
            (Some(old), Some(new)) if !same(old, new) => {
                let target = pointer.trim_start_matches('/').replace('/', ".");
                let message = format!("`{target}` cannot be changed after creation");
                return Err(invalid_value(&target, message));
            }
            (Some(old), None) => {
                let (parent, name) = pointer.rsplit_once('/').unwrap_or_default();
                resource::set(body, parent, name, old.clone());
            }
            _ => {}
        }
    }
    Ok(())
}

fn same(old: &Value, new: &Value) -> bool {
    old.to_string().eq_ignore_ascii_case(&new.to_string())
}

/// A size that is none is refused; one that has the form of a size makes provisioning fail.
fn require_size(body: &Value) -> Result<Result<(), Value>, ArmError> {
    let target = "properties.properties.vmSize";
    let size = body.pointer(&format!("{SETTINGS}/vmSize")).and_then(Value::as_str);
    let Some(size) = size.filter(|size| !size.trim().is_empty()) else {
        return Err(invalid_value(target, "a cluster needs a machine size: give `vmSize`"));
    };
    let refusal = || {
        let message = format!(
            "the value `{size}` of `Cluster.Properties.VMSize` is not a VM size that is supported"
        );
        let list = ArmError::new(400, "SupportedVMSizes", sizes::SUPPORTED.join(","));
        invalid_value(target, message).details([list])
    };
    match sizes::judge(size) {
        Verdict::Supported => Ok(Ok(())),
        Verdict::Unavailable => Ok(Err(refusal().into_body())),
        Verdict::Unknown => Err(refusal()),
    }
}

fn scale(body: &Value) -> Result<Scale, ArmError> {
    let target = "properties.properties.scaleSettings";
    let settings = body.pointer(&format!("{SETTINGS}/scaleSettings")).unwrap_or(&Value::Null);
    let count = |name: &str| settings.get(name).and_then(count_of);
    let Some(max) = count("maxNodeCount") else {
        let message = "a cluster needs scale settings with the least and the most number of nodes";
        return Err(invalid_value(target, message));
    };
    let min = count("minNodeCount").unwrap_or(0);
    if min > max {
        let message = format!("`minNodeCount` is {min}, more than `maxNodeCount`, which is {max}");
        return Err(invalid_value(&format!("{target}.minNodeCount"), message));
    }
    let idle = settings.get("nodeIdleTimeBeforeScaleDown").and_then(Value::as_str);
    Ok(Scale { min, max, idle: idle.and_then(seconds).unwrap_or(DEFAULT_IDLE) })
}

/// Reads an ISO 8601 duration; years and months, whose length is uncertain, have none.
fn seconds(text: &str) -> Option<Duration> {
    let span: jiff::Span = text.parse().ok()?;
    let days_are_24_hours = jiff::SpanRelativeTo::days_are_24_hours();
    let total = span.total((jiff::Unit::Second, days_are_24_hours)).ok()?;
    Duration::try_from_secs_f64(total).ok()
}
