//! PUT of one compute: creates it, or changes it. First the checks that all kinds share, in the
//! order in which the service makes them; then each kind goes its own way.

use super::{Context, Course, put_attached, put_cluster, put_instance};
use crate::engine::clock::Moment;
use crate::engine::errors::{ArmError, invalid_value, json_response};
use crate::engine::kind::Kind;
use crate::engine::lifecycle::Life;
use crate::engine::place::Place;
use crate::engine::route::Scope;
use crate::engine::store::{Compute, Store};
use crate::engine::{resource, shape};
use azureml_compute::client::request::Response;
use serde_json::Value;
use std::cell::OnceCell;
use std::collections::BTreeMap;

/// A body that has passed the common checks.
pub(super) struct Draft<'a> {
    pub(super) place: &'a Place,
    pub(super) name: &'a str,
    pub(super) key: String,
    pub(super) kind: Kind,
    pub(super) body: Value,
    pub(super) secrets: BTreeMap<String, Value>,
}

/// What became of it.
pub(super) struct Accepted {
    /// The compute as it is to be shown.
    pub(super) answer: Value,
    pub(super) ends: Moment,
    pub(super) outcome: Result<(), Value>,
}

pub(super) fn run(
    mut context: Context<'_>,
    scope: &Scope,
    name: &str,
) -> Result<Response, ArmError> {
    context.require_group(&scope.subscription, &scope.group)?;
    let Ok(place) = context.require_workspace(scope) else {
        let message = format!(
            "the compute `{name}` cannot be created: its parent, workspace `{}`, could not be found",
            scope.workspace
        );
        return Err(ArmError::new(404, "ParentResourceNotFound", message));
    };
    require_name(name)?;
    let mut body = super::body::read_json(context.body)?;
    context.oracle.canonicalize(&mut body);
    shape::forgive(&mut body, context.version);
    let kind = require_kind(&mut context, &place, name, &body)?;
    context.oracle.check(&body)?;
    shape::request(&mut body, kind, context.version);
    let secrets = take_secrets(&mut body, kind);
    let key = Store::key(&place, name);
    let draft = Draft { place: &place, name, key, kind, body, secrets };
    let Accepted { answer, ends, outcome } = match kind {
        Kind::AmlCompute => put_cluster::run(&mut context, draft)?,
        Kind::ComputeInstance => put_instance::run(&mut context, draft)?,
        _ => put_attached::run(&mut context, draft)?,
    };
    let is_update = context
        .store
        .compute(&place, name, context.now)
        .is_some_and(|compute| compute.created != compute.modified);
    // 201 with one header only, for updates as well: neither Location nor Retry-After was ever seen.
    // The documentation has 200 for an update.
    let documented = context.config.wire == crate::engine::Wire::Documented;
    let status = if documented && is_update { 200 } else { 201 };
    let mut response = json_response(status, &shape::answer(answer, kind, context.version));
    let course = Course { place: &place, name, deletes: false, ends, outcome };
    context.begin(course, &mut response);
    Ok(response)
}

impl Context<'_> {
    /// The identity block of a body, with ids of the directory.
    pub(super) fn identity(&mut self, draft: &Draft<'_>) -> Option<Value> {
        let sent = draft.body.get("identity").cloned().unwrap_or_default();
        resource::identity(&sent, &draft.place.tenant_id, || self.ids.guid())
    }

    /// Puts a new compute into the store; gives what the first answer shows.
    pub(super) fn create(&mut self, draft: Draft<'_>, life: Life) -> Value {
        let identity = self.identity(&draft);
        let compute = Compute {
            place: draft.place.clone(),
            name: draft.name.to_owned(),
            kind: draft.kind,
            body: draft.body,
            secrets: draft.secrets,
            identity,
            creator: self.caller.user(),
            created: self.now,
            modified: self.now,
            life,
            tally: OnceCell::new(),
        };
        let answer = resource::new_compute(&compute);
        self.store.insert(compute);
        answer
    }
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

/// A name keeps the kind it has, and nothing is put where something is being deleted.
fn require_kind(
    context: &mut Context<'_>,
    place: &Place,
    name: &str,
    body: &Value,
) -> Result<Kind, ArmError> {
    let word = body.pointer("/properties/computeType").and_then(Value::as_str).unwrap_or_default();
    let kind = Kind::parse(word, context.version.as_str());
    if let Some(compute) = context.store.compute(place, name, context.now) {
        if kind.is_some_and(|kind| kind != compute.kind) {
            let taken = compute.kind.word();
            let message = format!("the name `{name}` is taken by a compute of type `{taken}`");
            return Err(ArmError::new(409, "Conflict", message).target("properties.computeType"));
        }
        if compute.is_deleting() {
            let message = format!("the compute `{name}` is being deleted");
            return Err(ArmError::new(409, "Conflict", message));
        }
    }
    kind.ok_or_else(|| {
        // A body that is no resource at all, or an unknown word, is the oracle's to refuse.
        context.oracle.check(body).err().unwrap_or_else(|| {
            let message = format!(
                "the api-version `{}` has no compute of type `{word}`",
                context.version.as_str()
            );
            ArmError::new(400, "BadRequest", message).target("properties.computeType")
        })
    })
}

/// What nobody may see again: it is kept apart, by the name of the member.
fn take_secrets(body: &mut Value, kind: Kind) -> BTreeMap<String, Value> {
    let (parent, names): (&str, &[&str]) = match kind {
        Kind::AmlCompute => ("/userAccountCredentials", &["adminUserPassword"]),
        Kind::VirtualMachine | Kind::HdInsight => {
            ("/administratorAccount", &["password", "privateKeyData", "passphrase"])
        }
        Kind::Databricks => ("", &["databricksAccessToken"]),
        Kind::Aks => ("/sslConfiguration", &["cert", "key"]),
        Kind::Kubernetes => ("", &["relayConnectionString", "serviceBusConnectionString"]),
        Kind::Kusto => ("", &["kustoConnectionString", "servicePrincipalCredentials"]),
        _ => return BTreeMap::new(),
    };
    let settings = body.pointer_mut(&format!("/properties/properties{parent}"));
    let Some(members) = settings.and_then(Value::as_object_mut) else {
        return BTreeMap::new();
    };
    let mut secrets = BTreeMap::new();
    for name in names {
        if let Some(value) = members.get_mut(*name) {
            secrets.insert((*name).to_owned(), value.take());
        }
    }
    // The password of a cluster is of no use to anybody.
    secrets.retain(|name, _| name != "adminUserPassword");
    secrets
}

/// Members fixed at creation: absent ones keep their value, others must not differ.
pub(super) fn keep_created(
    body: &mut Value,
    created: &Value,
    members: &[&str],
) -> Result<(), ArmError> {
    for pointer in members {
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
