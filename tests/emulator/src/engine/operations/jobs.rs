//! Jobs: submit, look, list, cancel, delete. What a job does is up to its command: `sleep 30` takes
//! thirty seconds, `exit 1` ends badly, anything else takes the time that the emulator is set to.

use super::Context;
use super::body::{count_of, read_json};
use crate::engine::errors::{ArmError, invalid_value, json_response, not_found};
use crate::engine::lifecycle::Life;
use crate::engine::lifecycle::work::{State, Work};
use crate::engine::place::Place;
use crate::engine::quota;
use crate::engine::resource::{job, set};
use crate::engine::store::{Job, Store};
use azureml_compute::client::request::Response;
use serde_json::{Value, json};
use std::time::Duration;

pub(super) fn put(
    mut context: Context<'_>,
    place: &Place,
    name: &str,
) -> Result<Response, ArmError> {
    require_name(name)?;
    let now = context.now;
    let mut body = read_json(context.body)?;
    context.oracle.canonicalize_job(&mut body);
    context.oracle.check_job(&body)?;
    if let Some(old) = context.store.job(place, name) {
        // Only words about a job can be changed.
        let mut changed = old.clone();
        for member in ["displayName", "description", "tags", "properties", "isArchived"] {
            if let Some(value) = body.pointer(&format!("/properties/{member}")) {
                set(&mut changed.body, "/properties", member, value.clone());
            }
        }
        let status = status(&mut context, &changed);
        let answer = json_response(200, &job::job(&changed, &status));
        context.store.put_job(changed);
        return Ok(answer);
    }
    let id = body.pointer("/properties/computeId").and_then(Value::as_str);
    let compute = match id.filter(|id| !id.is_empty()) {
        Some(id) => Some(require_compute(&mut context, place, id)?),
        None => None,
    };
    let (length, fails) = course(&body, context.config.timing.job);
    if let Some(key) = &compute {
        let nodes = body.pointer("/properties/resources/instanceCount").and_then(count_of);
        let work = Work::new(name.to_owned(), nodes.unwrap_or(1).max(1), length, fails);
        submit(&mut context, key, work)?;
    }
    let settle = context.config.timing.provision;
    let job = Job {
        place: place.clone(),
        name: name.to_owned(),
        body,
        compute,
        created: now,
        creator: context.caller.user(),
        last: None,
        ends: now.plus(settle.saturating_add(length)),
    };
    let status = status(&mut context, &job);
    let answer = json_response(201, &job::job(&job, &status));
    context.store.put_job(job);
    Ok(answer)
}

pub(super) fn get(
    mut context: Context<'_>,
    place: &Place,
    name: &str,
) -> Result<Response, ArmError> {
    let job = require_job(&context, place, name)?;
    let status = status(&mut context, &job);
    Ok(json_response(200, &job::job(&job, &status)))
}

pub(super) fn list(mut context: Context<'_>, place: &Place) -> Result<Response, ArmError> {
    const MARK: &str = "after.";
    let parameter = context.version.skip_parameter();
    let after = match context.target.parameter(parameter) {
        None => String::new(),
        Some(token) => match token.strip_prefix(MARK) {
            Some(name) => Store::key(place, name),
            None => {
                let message = format!("`{parameter}` is not a continuation that was handed out");
                return Err(ArmError::new(400, "InvalidContinuationToken", message));
            }
        },
    };
    let size = context.config.page_size.max(1);
    let mut rest = context.store.jobs(place).filter(|(key, _)| **key > after);
    let page: Vec<Job> = rest.by_ref().take(size).map(|(_, job)| job.clone()).collect();
    let more = rest.next().is_some();
    drop(rest);
    let shown: Vec<Value> = page
        .iter()
        .map(|one| {
            let status = status(&mut context, one);
            job::job(one, &status)
        })
        .collect();
    let mut answer = json!({ "value": shown });
    if let Some(last) = page.last().filter(|_| more) {
        let next = format!(
            "{}{}/jobs?api-version={}&{parameter}={MARK}{}",
            context.target.origin,
            place.id(),
            context.version.as_str(),
            last.name.to_ascii_lowercase(),
        );
        set(&mut answer, "", "nextLink", next.into());
    }
    Ok(json_response(200, &answer))
}

pub(super) fn cancel(
    mut context: Context<'_>,
    place: &Place,
    name: &str,
) -> Result<Response, ArmError> {
    let now = context.now;
    let mut job = require_job(&context, place, name)?;
    let before = status(&mut context, &job);
    if let Some(key) = &job.compute
        && let Some(compute) = context.store.compute_at(key, now)
    {
        compute.life.cancel(&job.name, now);
    } else if job.last.is_none() && job.ends > now {
        job.last = Some("Canceled".to_owned());
    }
    let link = format!("{}{}/jobs/{}", context.target.origin, place.id(), job.name);
    context.store.put_job(job);
    // A job that is over stays as it is.
    let is_over = ["Completed", "Failed", "Canceled"].contains(&before.as_str());
    let mut response = Response::new(if is_over { 200 } else { 202 }, "");
    response.headers.set("location", format!("{link}?api-version={}", context.version.as_str()));
    Ok(response)
}

pub(super) fn delete(
    context: Context<'_>,
    place: &Place,
    name: &str,
) -> Result<Response, ArmError> {
    let Some(job) = context.store.remove_job(place, name) else {
        return Ok(Response::new(204, ""));
    };
    if let Some(key) = &job.compute
        && let Some(compute) = context.store.compute_at(key, context.now)
    {
        compute.life.cancel(&job.name, context.now);
    }
    Ok(Response::new(200, ""))
}

fn require_job(context: &Context<'_>, place: &Place, name: &str) -> Result<Job, ArmError> {
    let kind = format!("workspaces/{}/jobs", place.workspace);
    let missing = || not_found(&kind, name, &place.resource_group);
    context.store.job(place, name).cloned().ok_or_else(missing)
}

fn require_name(name: &str) -> Result<(), ArmError> {
    let inner = |one: char| one.is_ascii_alphanumeric() || one == '-' || one == '_';
    let begins = name.starts_with(|first: char| first.is_ascii_alphanumeric());
    if begins && name.chars().all(inner) && name.len() <= 255 {
        return Ok(());
    }
    Err(invalid_value("id", format!("`{name}` is not a valid name of a job")))
}

/// Key of the compute that an id means: a whole id, or a name in the same workspace.
fn require_compute(context: &mut Context<'_>, place: &Place, id: &str) -> Result<String, ArmError> {
    let name = id.rsplit('/').next().unwrap_or_default();
    let expected = format!("{}/computes/{name}", place.id());
    let key = Store::key(place, name);
    let is_here = !id.contains('/') || id.eq_ignore_ascii_case(&expected);
    let compute = context.store.compute_at(&key, context.now).filter(|_| is_here);
    if compute.is_some_and(|compute| !compute.is_deleting()) {
        return Ok(key);
    }
    let message = format!("the compute `{name}` could not be found in the workspace");
    Err(ArmError::new(400, "UserError", message).target("properties.computeId"))
}

/// Gives work to a compute, if the quota could ever hold it.
fn submit(context: &mut Context<'_>, key: &str, work: Work) -> Result<(), ArmError> {
    let now = context.now;
    let limits = &context.config.limits;
    let Some(compute) = context.store.compute_at(key, now) else { return Ok(()) };
    let (size, low) = (quota::size_of(compute), quota::is_low_priority(compute));
    let (place, location) = (compute.place.clone(), compute.region());
    if let (Some(size), Life::Cluster(_)) = (size, &compute.life) {
        let wish = quota::Wish { place: &place, key, location: &location, size, low_priority: low };
        let used = quota::others(context.store, &wish, now);
        let allowance = quota::allowance(context.store, limits, &wish, &used);
        let cores = u64::from(work.nodes).saturating_mul(u64::from(size.cores));
        let limit = if low { limits.low_priority } else { limits.of(size.family) };
        if cores > limit {
            let message = format!(
                "the specified subscription has a {} vCPU quota of {limit}, less than the {} \
                 nodes of the job need, which is {cores} vCPUs",
                quota::localized(size.family),
                work.nodes
            );
            return Err(ArmError::new(400, "JobNodeCountExceedsCoreQuota", message));
        }
        if let Some(compute) = context.store.compute_at(key, now)
            && let Life::Cluster(life) = &mut compute.life
        {
            life.allow(Some(allowance));
        }
    }
    if let Some(compute) = context.store.compute_at(key, now) {
        compute.life.submit(work, now);
    }
    Ok(())
}

/// How long the work takes and whether it ends badly: the first `sleep` and any `exit` of the
/// command say so.
fn course(body: &Value, otherwise: Duration) -> (Duration, bool) {
    let command = body.pointer("/properties/command").and_then(Value::as_str).unwrap_or_default();
    let words: Vec<&str> =
        command.split(|one: char| one.is_whitespace() || one == ';' || one == '&').collect();
    let after = |word: &str| {
        let mut pairs = words.iter().zip(words.iter().skip(1));
        pairs.find(|(found, _)| **found == word).map(|(_, value)| *value)
    };
    let length = after("sleep").and_then(|seconds| seconds.parse::<f64>().ok());
    let length = length.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    let fails = after("exit").is_some_and(|code| code != "0");
    (length.unwrap_or(otherwise), fails)
}

/// How far a job is.
fn status(context: &mut Context<'_>, job: &Job) -> String {
    if let Some(last) = &job.last {
        return last.clone();
    }
    let now = context.now;
    let Some(key) = &job.compute else {
        return job::own_status(job, now).to_owned();
    };
    let Some(compute) = context.store.compute_at(key, now) else {
        return "Canceled".to_owned();
    };
    let work = compute.life.work().iter().find(|work| work.id == job.name);
    let state = work.map(|work| work.state);
    match state {
        Some(State::Running) => "Running",
        Some(State::Completed) => "Completed",
        Some(State::Failed) => "Failed",
        Some(State::Canceled) => "Canceled",
        Some(State::Queued) => "Queued",
        // So old that the compute has forgotten it.
        None => "Completed",
    }
    .to_owned()
}
