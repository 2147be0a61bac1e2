//! POST of another size for an instance that is stopped.

use super::{Context, Course};
use crate::engine::errors::{ArmError, invalid_value};
use crate::engine::lifecycle::Life;
use crate::engine::lifecycle::instance::{Action, Refusal, State, Trigger};
use crate::engine::place::Place;
use crate::engine::quota::{self, Wish};
use crate::engine::resource::set;
use crate::engine::sizes::{Verdict, judge};
use crate::engine::store::Store;
use azureml_compute::client::request::Response;
use serde_json::Value;

pub(super) fn run(
    mut context: Context<'_>,
    place: &Place,
    name: &str,
) -> Result<Response, ArmError> {
    context.require_preview("2023-08-01-preview")?;
    let now = context.now;
    let compute = context.require_compute(place, name)?;
    let (name, region) = (compute.name.clone(), compute.region());
    let Life::Instance(life) = &compute.life else {
        return Err(super::power::not_for(compute.kind, "resize"));
    };
    let state = life.state;
    let body = super::body::read_json(context.body)?;
    let wanted = super::body::member(&body, "targetVMSize").and_then(Value::as_str);
    let Some(wanted) = wanted else {
        return Err(invalid_value("targetVMSize", "`targetVMSize` is required"));
    };
    let Verdict::Supported(size) = judge(wanted, &region) else {
        let message = format!("`{wanted}` is not a VM size that is supported");
        return Err(invalid_value("targetVMSize", message));
    };
    if state != State::Stopped {
        let message = format!("the instance `{name}` is in state `{state:?}`: stop it first");
        let code = "ResizeComputeInstanceOnlyAllowedInStoppedState";
        return Err(ArmError::new(400, code, message));
    }
    let key = Store::key(place, &name);
    let wish = Wish { place, key: &key, location: &region, size, low_priority: false };
    let used = quota::others(context.store, &wish, now);
    quota::require(context.store, &context.config.limits, &wish, &used)?;
    let compute = context.require_compute(place, &name)?;
    let Life::Instance(life) = &mut compute.life else {
        return Err(super::power::not_for(compute.kind, "resize"));
    };
    let ends = match life.perform(Action::Resize, Trigger::User, now) {
        Ok(ends) => ends,
        Err(Refusal::Busy | Refusal::OnlyAllowedIn(_)) => return Err(super::power::busy(&name)),
    };
    set(&mut compute.body, "/properties/properties", "vmSize", size.name.into());
    compute.forget_tally();
    compute.modified = now;
    let mut response = Response::new(202, "");
    let course = Course { place, name: &name, deletes: false, ends, outcome: Ok(()) };
    context.begin(course, &mut response);
    Ok(response)
}
