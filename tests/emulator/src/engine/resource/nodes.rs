//! The nodes of a cluster, one by one. The cluster knows them as numbers only; names and addresses
//! belong to the number of a node, so that every page of every answer agrees.

use crate::engine::lifecycle::cluster::{Life, Nodes};
use crate::engine::lifecycle::work::State;
use crate::engine::store::{Compute, fingerprint};
use serde_json::{Value, json};

/// The nodes from one number on, no more than so many.
#[must_use]
pub fn nodes(compute: &Compute, life: &Life, from: u32, count: u32) -> Vec<Value> {
    let until = from.saturating_add(count).min(life.nodes.total());
    let number = fingerprint(&compute.name);
    let has_address = compute
        .body
        .pointer("/properties/properties/enableNodePublicIp")
        .and_then(Value::as_bool)
        .unwrap_or(true);
    (from..until)
        .map(|index| {
            let (state, run) = state_of(life, index);
            let [.., high, low] = index.to_be_bytes();
            json!({
                "nodeId": format!("tvmps_{number:016x}{index:016x}_d"),
                "port": 50_000_u32.saturating_add(index % 10_000),
                "publicIpAddress": has_address.then(|| format!("20.71.{high}.{low}")),
                "privateIpAddress": format!("10.0.{high}.{low}"),
                "nodeState": state,
                "runId": run,
            })
        })
        .collect()
}

/// Nodes at work come first, in the order of the work.
fn state_of(life: &Life, index: u32) -> (&'static str, Option<&str>) {
    let mut left = index;
    for work in life.work.iter().filter(|work| work.state == State::Running) {
        if left < work.nodes {
            return ("running", Some(&work.id));
        }
        left = left.saturating_sub(work.nodes);
    }
    let Nodes { idle, preparing, leaving, unusable, preempted, .. } = life.nodes;
    for (count, state) in [
        (idle, "idle"),
        (preparing, "preparing"),
        (leaving, "leaving"),
        (unusable, "unusable"),
        (preempted, "preempted"),
    ] {
        if left < count {
            return (state, None);
        }
        left = left.saturating_sub(count);
    }
    ("unusable", None)
}
