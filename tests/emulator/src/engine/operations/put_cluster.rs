//! PUT of a cluster: its size and quota, how it scales, what stays as it was made.

use super::Context;
use super::body::{count_of, duration};
use super::put_compute::{Accepted, Draft, keep_created};
use crate::engine::errors::{ArmError, invalid_value};
use crate::engine::lifecycle::cluster::{self, Scale};
use crate::engine::lifecycle::{Life, Provisioning};
use crate::engine::place::region;
use crate::engine::quota::{self, Wish};
use crate::engine::resource;
use crate::engine::sizes::{self, Size, Verdict};
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

pub(super) fn run(context: &mut Context<'_>, mut draft: Draft<'_>) -> Result<Accepted, ArmError> {
    normalize(&mut draft.body);
    let now = context.now;
    let timing = context.config.timing;
    let ends = now.plus(timing.provision);
    let old = context.store.compute_at(&draft.key, now).map(|compute| compute.body.clone());
    if let Some(old) = &old {
        keep_created(&mut draft.body, old, &CREATE_ONLY)?;
    }
    let text = |pointer: &str| draft.body.pointer(pointer).and_then(Value::as_str);
    let location = text("/properties/computeLocation").or_else(|| text("/location"));
    let location = region(location.unwrap_or(&draft.place.location));
    let low_priority = text("/properties/properties/vmPriority")
        .is_some_and(|priority| priority.eq_ignore_ascii_case("LowPriority"));
    choose_size(&mut draft.body);
    let size = require_size(&draft.body, &location)?;
    let scale = scale(&draft.body, context.config.counts_required)?;
    let mut outcome = match &size {
        Ok(size) if low_priority && !size.is_low_priority_capable() => {
            let message = format!("the size `{}` cannot be had at low priority", size.name);
            Err(invalid_value("properties.properties.vmPriority", message).into_body())
        }
        Ok(_) => Ok(()),
        Err(refusal) => Err(refusal.clone()),
    };
    let mut allowance = None;
    if let Ok(size) = size {
        let key = draft.key.clone();
        let wish = Wish { place: draft.place, key: &key, location: &location, size, low_priority };
        let limits = &context.config.limits;
        let used = quota::others(context.store, &wish, now);
        if old.is_none() {
            quota::require(context.store, limits, &wish, &used)?;
        }
        allowance = Some(quota::allowance(context.store, limits, &wish, &used));
    }
    let identity = context.identity(&draft);
    let answer = match context.store.compute_at(&draft.key, now) {
        Some(compute) => {
            if let Life::Cluster(life) = &mut compute.life {
                life.allow(allowance);
                life.update(scale, outcome.clone(), Provisioning::Creating, now);
            }
            compute.body = draft.body;
            compute.forget_tally();
            compute.identity = identity;
            compute.modified = now;
            resource::compute(compute)
        }
        None => {
            // A virtual network that does not exist is found out late, like everything about it.
            if let Some(id) = draft.body.pointer(&format!("{SETTINGS}/subnet/id"))
                && id.as_str().is_some_and(|id| !id.to_ascii_lowercase().contains("/subnets/"))
            {
                let message = "the id of the subnet is not that of a subnet";
                outcome = Err(ArmError::new(400, "InvalidSubnetId", message).into_body());
            }
            let mut life = cluster::Life::begin(timing, scale, outcome.clone(), now);
            life.allow(allowance);
            context.create(draft, Life::Cluster(life))
        }
    };
    Ok(Accepted { answer, ends, outcome })
}

/// Numbers and truth values that came as text.
pub(super) fn normalize(body: &mut Value) {
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
}

/// The size that the service takes if nobody asks for one. Which one it is has changed over the years.
const CHOSEN_SIZE: &str = "STANDARD_DS3_V2";

/// A size is not demanded: the service takes one itself.
pub(super) fn choose_size(body: &mut Value) {
    let given = body.pointer(&format!("{SETTINGS}/vmSize")).and_then(Value::as_str);
    if given.is_none_or(str::is_empty) {
        resource::set(body, SETTINGS, "vmSize", CHOSEN_SIZE.into());
    }
}

/// A size that is none is refused; one that has the form of a size makes provisioning fail.
pub(super) fn require_size(
    body: &Value,
    location: &str,
) -> Result<Result<&'static Size, Value>, ArmError> {
    let target = "properties.properties.vmSize";
    let size = body.pointer(&format!("{SETTINGS}/vmSize")).and_then(Value::as_str);
    let size = size.unwrap_or_default();
    let refusal = || {
        let message = format!(
            "the value `{size}` of `Cluster.Properties.VMSize` is not a VM size that is supported"
        );
        // One text with commas, as the service has it.
        let names: Vec<String> =
            sizes::offered(location).map(|size| size.name.to_ascii_uppercase()).collect();
        let list = ArmError::new(400, "SupportedVMSizes", names.join(","));
        invalid_value(target, message).details([list])
    };
    match sizes::judge(size, location) {
        Verdict::Supported(size) => Ok(Ok(size)),
        Verdict::Unavailable => Ok(Err(refusal().into_body())),
        Verdict::Unknown => Err(refusal()),
    }
}

/// Reads the scale settings; with `both` either count has to be there.
pub(super) fn scale(body: &Value, both: bool) -> Result<Scale, ArmError> {
    let target = "properties.properties.scaleSettings";
    let settings = body.pointer(&format!("{SETTINGS}/scaleSettings")).unwrap_or(&Value::Null);
    let count = |name: &str| settings.get(name).and_then(count_of);
    let Some(max) = count("maxNodeCount") else {
        let message = "a cluster needs scale settings with the least and the most number of nodes";
        return Err(invalid_value(target, message));
    };
    if both && count("minNodeCount").is_none() {
        let message =
            "a cluster needs both the least and the most number of nodes: give `minNodeCount`";
        return Err(
            ArmError::new(400, "UserError", message).target(&format!("{target}.minNodeCount"))
        );
    }
    let min = count("minNodeCount").unwrap_or(0);
    if min > max {
        let message = format!("`minNodeCount` is {min}, more than `maxNodeCount`, which is {max}");
        return Err(invalid_value(&format!("{target}.minNodeCount"), message));
    }
    let idle = settings.get("nodeIdleTimeBeforeScaleDown").and_then(Value::as_str);
    Ok(Scale { min, max, idle: idle.and_then(duration).unwrap_or(DEFAULT_IDLE) })
}
