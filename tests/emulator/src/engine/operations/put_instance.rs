//! PUT of a compute instance: its name, which is unique in the region, its size and quota, scripts,
//! idle time and schedules.

use super::Context;
use super::put_cluster::{choose_size, require_size};
use super::put_compute::{Accepted, Draft, keep_created};
use crate::engine::clock::Moment;
use crate::engine::errors::{ArmError, invalid_value};
use crate::engine::kind::Kind;
use crate::engine::lifecycle::{Life, Provisioning, instance};
use crate::engine::place::{Place, region};
use crate::engine::quota::{self, Wish};
use crate::engine::store::Store;
use crate::engine::{resource, schedule};
use serde_json::Value;

/// The rule, in words.
pub(super) const NAME_RULE: &str = "3 to 24 letters, digits and hyphens, first a letter, and no \
                                    number behind the last hyphen";
/// Members that keep the value of the creation.
const CREATE_ONLY: [&str; 9] = [
    "/properties/disableLocalAuth",
    "/properties/properties/applicationSharingPolicy",
    "/properties/properties/computeInstanceAuthorizationType",
    "/properties/properties/enableNodePublicIp",
    "/properties/properties/personalComputeInstanceSettings",
    "/properties/properties/setupScripts",
    "/properties/properties/sshSettings",
    "/properties/properties/subnet",
    "/properties/properties/vmSize",
];
const SCHEDULES_MOST: usize = 4;

pub(super) fn run(context: &mut Context<'_>, mut draft: Draft<'_>) -> Result<Accepted, ArmError> {
    let now = context.now;
    if !is_name(draft.name) {
        let message = format!("`{}` is not a valid name of an instance: {NAME_RULE}", draft.name);
        return Err(invalid_value("computeName", message));
    }
    if is_taken(context.store, draft.place, draft.name, now) {
        let message = format!(
            "the name `{}` is in use: names of instances are unique in a region",
            draft.name
        );
        return Err(ArmError::new(409, "Conflict", message).target("computeName"));
    }
    let setting = |name: &str| draft.body.pointer(&format!("/properties/properties/{name}"));
    let idle =
        super::idle_shutdown::require(setting("idleTimeBeforeShutdown").unwrap_or(&Value::Null))?;
    let schedules = setting("schedules").and_then(|all| all.get("computeStartStop"));
    if schedules.and_then(Value::as_array).is_some_and(|all| all.len() > SCHEDULES_MOST) {
        let message = format!("an instance has at most {SCHEDULES_MOST} schedules");
        return Err(invalid_value("properties.properties.schedules.computeStartStop", message));
    }
    let schedules = schedules.and_then(Value::as_array).cloned().unwrap_or_default();
    for (index, one) in schedules.iter().enumerate() {
        schedule::check(one).map_err(|(member, message)| {
            let target =
                format!("properties.properties.schedules.computeStartStop[{index}].{member}");
            invalid_value(&target, message)
        })?;
    }
    let scripts = setting("setupScripts").and_then(|scripts| scripts.get("scripts"));
    let scripts = scripts
        .and_then(Value::as_object)
        .is_some_and(|scripts| scripts.values().any(|script| !script.is_null()));
    let identity = context.identity(&draft);
    if let Some(compute) = context.store.compute_at(&draft.key, now) {
        if !schedules.is_empty() && !matches!(compute.life.provisioning(), Provisioning::Failed(_))
        {
            let message = "schedules of an instance that exists are not changed by a PUT: call updateSchedules";
            return Err(
                ArmError::new(400, "UserError", message).target("properties.properties.schedules")
            );
        }
        keep_created(&mut draft.body, &compute.body, &CREATE_ONLY)?;
        let Life::Instance(life) = &mut compute.life else {
            return Err(super::power::not_for(compute.kind, "update"));
        };
        life.set_idle(idle, now);
        life.set_schedules(schedules, now);
        let ends = life.update(now);
        compute.body = draft.body;
        compute.identity = identity;
        compute.modified = now;
        let answer = resource::compute(compute);
        return Ok(Accepted { answer, ends, outcome: Ok(()) });
    }
    refuse_key_of_another(&draft.body, &context.caller.user())?;
    choose_size(&mut draft.body);
    // An instance lies where its workspace lies.
    let location = region(&draft.place.location);
    let size = require_size(&draft.body, &location)?;
    let outcome = match size {
        Ok(size) if !size.is_for_instances() => {
            let message = format!("the size `{}` is for clusters only", size.name);
            Err(invalid_value("properties.properties.vmSize", message).into_body())
        }
        Ok(size) => {
            let key = draft.key.clone();
            let place = draft.place;
            let wish = Wish { place, key: &key, location: &location, size, low_priority: false };
            let used = quota::others(context.store, &wish, now);
            quota::require(context.store, &context.config.limits, &wish, &used)?;
            let left = quota::allowance(context.store, &context.config.limits, &wish, &used);
            if left.nodes == 0 { Err(left.error) } else { Ok(()) }
        }
        Err(refusal) => Err(refusal),
    };
    let mut life =
        instance::Life::begin(context.config.timing, scripts, idle, outcome.clone(), now);
    life.set_schedules(schedules, now);
    let ends = now.plus(life.creation());
    let answer = context.create(draft, Life::Instance(life));
    Ok(Accepted { answer, ends, outcome })
}

/// Nobody brings a key along for somebody else: that user sets it later.
fn refuse_key_of_another(body: &Value, caller: &Value) -> Result<(), ArmError> {
    const KEY: &str = "/properties/properties/sshSettings/adminPublicKey";
    const USER: &str =
        "/properties/properties/personalComputeInstanceSettings/assignedUser/objectId";
    let text = |pointer: &str| {
        body.pointer(pointer).and_then(Value::as_str).filter(|text| !text.trim().is_empty())
    };
    let own = caller.get("userId").and_then(Value::as_str).unwrap_or_default();
    match (text(KEY), text(USER)) {
        (Some(_), Some(user)) if !user.eq_ignore_ascii_case(own) => {
            let message =
                "an SSH key cannot be given for an instance that is made on behalf of another user";
            let target = "properties.properties.sshSettings.adminPublicKey";
            Err(ArmError::new(400, "UserError", message).target(target))
        }
        _ => Ok(()),
    }
}

/// Whether a name is one for an instance.
pub(super) fn is_name(name: &str) -> bool {
    let characters = name.chars().all(|one| one.is_ascii_alphanumeric() || one == '-');
    let tail = name.rsplit_once('-').map(|(_, tail)| tail);
    let is_number = |tail: &str| !tail.is_empty() && tail.chars().all(|one| one.is_ascii_digit());
    characters
        && name.starts_with(|first: char| first.is_ascii_alphabetic())
        && (3..=24).contains(&name.len())
        && !tail.is_some_and(is_number)
}

/// Whether another workspace of the region has an instance of this name.
pub(super) fn is_taken(store: &mut Store, place: &Place, name: &str, now: Moment) -> bool {
    let own = Store::key(place, name);
    let home = region(&place.location);
    store.all(now).any(|(key, compute)| {
        compute.kind == Kind::ComputeInstance
            && *key != own
            && compute.name.eq_ignore_ascii_case(name)
            && region(&compute.place.location) == home
    })
}
