//! POST of start, stop and restart of an instance. What the state does not allow is found out while
//! the operation runs, as the service does; an instance that is busy refuses at once.

use super::{Context, Course};
use crate::engine::errors::ArmError;
use crate::engine::kind::Kind;
use crate::engine::lifecycle::Life;
use crate::engine::lifecycle::instance::{Refusal, Trigger};
use crate::engine::place::Place;
use azureml_compute::client::request::Response;

pub(super) use crate::engine::lifecycle::instance::Action;

pub(super) fn run(
    mut context: Context<'_>,
    place: &Place,
    name: &str,
    action: Action,
) -> Result<Response, ArmError> {
    let now = context.now;
    let settle = context.config.timing.settle;
    let compute = context.require_compute(place, name)?;
    let name = compute.name.clone();
    let Life::Instance(life) = &mut compute.life else {
        return Err(not_for(compute.kind, &format!("{action:?}")));
    };
    let (ends, outcome) = match life.perform(action, Trigger::User, now) {
        Ok(ends) => (ends, Ok(())),
        Err(Refusal::Busy) => return Err(busy(&name)),
        Err(Refusal::OnlyAllowedIn(state)) => {
            let code = format!("{action:?}ComputeInstanceOnlyAllowedIn{state:?}State");
            let message = format!(
                "the instance `{name}` is in state `{:?}`: this is only allowed in state \
                 `{state:?}`",
                life.state
            );
            (now.plus(settle), Err(ArmError::new(400, &code, message)))
        }
    };
    // Older versions answer at once, without an operation.
    if !context.version.has("2021-01-01") {
        return outcome.map(|()| Response::new(200, ""));
    }
    let mut response = Response::new(202, "");
    let outcome = outcome.map_err(ArmError::into_body);
    let course = Course { place, name: &name, deletes: false, ends, outcome };
    context.begin(course, &mut response);
    Ok(response)
}

/// Something else is being done with it.
pub(super) fn busy(name: &str) -> ArmError {
    let message =
        format!("There is already an active operation submitted for the instance `{name}`");
    ArmError::new(409, "Conflict", message)
}

/// An action that a kind does not have.
pub(super) fn not_for(kind: Kind, action: &str) -> ArmError {
    let message =
        format!("a compute of type `{}` does not have the action `{action}`", kind.word());
    ArmError::new(400, "BadRequest", message)
}
