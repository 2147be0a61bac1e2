//! PUT of everything whose machines are somebody else's. Attaching the same thing a second time to
//! one workspace breaks the attachment that was there before.

use super::Context;
use super::put_compute::{Accepted, Draft};
use crate::engine::errors::{ArmError, invalid_value};
use crate::engine::kind::Kind;
use crate::engine::lifecycle::{Life, attached};
use crate::engine::resource;
use crate::engine::store::Compute;
use serde_json::{Value, json};

pub(super) fn run(context: &mut Context<'_>, mut draft: Draft<'_>) -> Result<Accepted, ArmError> {
    let now = context.now;
    let ends = now.plus(context.config.timing.attach);
    normalize(&mut draft.body);
    let target = require_target(&draft)?;
    let outcome = Ok(());
    let identity = context.identity(&draft);
    if let Some(target) = target {
        for (key, other) in context.store.all(now) {
            let same_workspace = other.place == *draft.place && *key != draft.key;
            if same_workspace
                && other.kind == draft.kind
                && target_of(other) == Some(target.clone())
            {
                let message = format!(
                    "the compute `{}` was attached to the same target and broke this attachment",
                    draft.name
                );
                other.life.fail(json!({ "code": "ComputeReattached", "message": message }), now);
            }
        }
    }
    let answer = match context.store.compute_at(&draft.key, now) {
        Some(compute) => {
            if let Life::Attached(life) = &mut compute.life {
                life.update(outcome.clone(), now);
            }
            compute.body = draft.body;
            compute.secrets = draft.secrets;
            compute.identity = identity;
            compute.modified = now;
            resource::compute(compute)
        }
        None => {
            let life = attached::Life::begin(context.config.timing, outcome.clone(), now);
            context.create(draft, Life::Attached(life))
        }
    };
    Ok(Accepted { answer, ends, outcome })
}

/// Ports and counts that came as text.
fn normalize(body: &mut Value) {
    for name in ["sshPort", "agentCount", "nodeCount", "notebookServerPort"] {
        if let Some(count) = body.pointer_mut(&format!("/properties/properties/{name}"))
            && let Some(number) = count.as_str().and_then(|text| text.parse::<u32>().ok())
        {
            *count = number.into();
        }
    }
}

/// What is attached; `None` if the service makes it itself.
fn require_target(draft: &Draft<'_>) -> Result<Option<String>, ArmError> {
    let text = |pointer: &str| {
        let text = draft.body.pointer(pointer).and_then(Value::as_str);
        text.filter(|text| !text.trim().is_empty())
    };
    let target = "properties.resourceId";
    if let Some(id) = text("/properties/resourceId") {
        if !id.to_ascii_lowercase().contains("/providers/") {
            let message = format!("`{target}` is not the id of a resource");
            return Err(invalid_value(target, message));
        }
        return Ok(Some(normal(id, draft.body.pointer("/properties/properties"))));
    }
    let by_address = matches!(draft.kind, Kind::VirtualMachine | Kind::HdInsight);
    if by_address && let Some(address) = text("/properties/properties/address") {
        return Ok(Some(address.to_ascii_lowercase()));
    }
    if draft.kind.can_be_made() || draft.kind == Kind::Kubernetes {
        return Ok(None);
    }
    let message = format!("a compute of type `{}` needs `{target}`", draft.kind.word());
    Err(invalid_value(target, message))
}

fn target_of(compute: &Compute) -> Option<String> {
    if compute.is_deleting() {
        return None;
    }
    match compute.resource_id() {
        Some(id) => Some(normal(id, compute.body.pointer("/properties/properties"))),
        None => compute.text("/properties/properties/address").map(str::to_ascii_lowercase),
    }
}

/// Ids are compared without case; two namespaces of one cluster are two targets.
fn normal(id: &str, settings: Option<&Value>) -> String {
    let namespace = settings.and_then(|settings| settings.get("namespace"));
    let namespace = namespace.and_then(Value::as_str).unwrap_or_default();
    format!("{}#{namespace}", id.trim_matches('/').to_ascii_lowercase())
}
