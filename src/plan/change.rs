//! One change of a plan, with words for people. Never tells a secret.

use serde::Serialize;

use super::body;
use crate::diagnostics::{Json, find_word};
use crate::kinds::differences::Difference;
use crate::schema;
use crate::text::{Node, to_json};

/// How a change can be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Effect {
    /// By a PATCH.
    Patch,
    /// By a PUT of the whole body.
    Put,
    /// By deleting (or detaching) the compute and making it anew.
    Replace,
}

/// One member that is to be another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Its pointer in the body that is wanted.
    pub path: String,
    /// What the compute has; absent if it has nothing there, or it is a secret.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Json>,
    /// What is wanted; absent for secrets.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Json>,
    /// How the change can be made.
    pub effect: Effect,
    /// The client's method that makes the change in its place, in preview api-versions: an instance has
    /// actions for some of its members.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<&'static str>,
    /// The change in words.
    pub message: String,
}

/// What changes schedules, which is no method of the client: one old preview had it.
const SCHEDULES: &str = ", the studio, or updateSchedules of api-version 2021-03-01-preview";

/// Longer values are not repeated in words.
const LONGEST: usize = 60;

impl Change {
    /// A difference as a change. `refuses_put`: the service takes no PUT of this compute.
    pub(super) fn of(difference: &Difference<'_, '_>, wanted: Node<'_>, refuses_put: bool) -> Self {
        let Difference { field, found, .. } = *difference;
        let shown = |node| body::shown(field, node);
        let (effect, action) = match difference.effect {
            schema::Effect::Put if refuses_put => (Effect::Replace, None),
            schema::Effect::Put => (Effect::Put, None),
            schema::Effect::Patch => (Effect::Patch, None),
            schema::Effect::Create => (Effect::Replace, None),
            schema::Effect::Action(name) => {
                (Effect::Replace, Some(name).filter(|name| !name.is_empty()))
            }
        };
        let (from, to) = (found.and_then(shown), shown(wanted));
        let name = wanted.key().unwrap_or(field.name);
        let mut message = words(name, from.as_ref(), to.as_ref(), effect, action);
        if find_word(&wanted.pointer(), "/schedules").is_some() {
            message.push_str(SCHEDULES);
        }
        Self { path: wanted.pointer(), from, to, effect, action, message }
    }

    /// The state of a compute whose last operation failed.
    pub(super) fn failed(state: Node<'_>) -> Self {
        let from = to_json(state);
        let message =
            ["the compute is ", state.text().unwrap_or_default(), "; the same body is sent again"];
        Self {
            path: state.pointer(),
            from: Some(from),
            to: Some("Succeeded".into()),
            effect: Effect::Put,
            action: None,
            message: message.concat(),
        }
    }
}

/// "`maxNodeCount` from 4 to 8, by PATCH".
fn words(
    name: &str,
    from: Option<&Json>,
    to: Option<&Json>,
    effect: Effect,
    action: Option<&str>,
) -> String {
    let mut out = ["`", name, "`"].concat();
    let short = |value: &&Json| !value.is_container() && value.as_str().len() <= LONGEST;
    match (from, to) {
        (_, None) => out.push_str(" to another value"),
        (from, Some(to)) if from.as_ref().is_none_or(short) && short(&to) => {
            if let Some(from) = from {
                out.push_str(" from ");
                out.push_str(from.as_str());
            }
            out.push_str(" to ");
            out.push_str(to.as_str());
        }
        _ => out.push_str(" to different content"),
    }
    out.push_str(match (effect, action) {
        (Effect::Patch, _) => ", by PATCH",
        (Effect::Put, _) => ", by PUT",
        (Effect::Replace, None) => ": needs a new compute",
        (Effect::Replace, Some(_)) => ": needs a new compute, or the action ",
    });
    out.push_str(action.unwrap_or_default());
    out
}
