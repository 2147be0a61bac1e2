//! What happens to computes and tokens from outside: machines that break or are taken away, tokens
//! that are revoked, limits that change. Tests and the control surface pull them.

use super::Engine;
use super::errors::{self, ArmError};
use super::lifecycle::{Life, cluster};
use super::quota::Limits;
use super::store::{Compute, Store};
use super::token::Caller;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Tokens that were seen and tokens that were taken back, as fingerprints.
#[derive(Clone, Default)]
pub(super) struct Tokens {
    seen: BTreeSet<u64>,
    revoked: BTreeSet<u64>,
}

/// More tokens than this are not told apart.
const TOKENS_KEPT: usize = 10_000;

impl Tokens {
    /// Notes a token; one that was revoked is challenged.
    pub(super) fn admit(&mut self, caller: &Caller, seconds: i64) -> Result<(), ArmError> {
        if !self.revoked.contains(&caller.token) {
            if self.seen.len() < TOKENS_KEPT {
                self.seen.insert(caller.token);
            }
            return Ok(());
        }
        let claims = json!({
            "access_token": { "nbf": { "essential": true, "value": seconds.to_string() } }
        });
        Err(errors::claims_challenge(&STANDARD.encode(claims.to_string())))
    }
}

impl Engine {
    /// Takes nodes of a cluster away, as happens to low-priority ones; says how many it had.
    ///
    /// # Errors
    ///
    /// If there is no such cluster.
    pub fn preempt(&mut self, compute: &str, nodes: u32) -> Result<u32, String> {
        let now = self.now();
        self.cluster(compute).map(|life| life.preempt(nodes, now))
    }

    /// Breaks nodes of a cluster; says how many it had.
    ///
    /// # Errors
    ///
    /// If there is no such cluster.
    pub fn spoil(&mut self, compute: &str, nodes: u32) -> Result<u32, String> {
        let now = self.now();
        self.cluster(compute).map(|life| life.spoil(nodes, now))
    }

    /// Breaks a compute as a whole.
    ///
    /// # Errors
    ///
    /// If there is no such compute.
    pub fn fail(&mut self, compute: &str, code: &str, message: &str) -> Result<(), String> {
        let now = self.now();
        let error: Value = json!({ "code": code, "message": message });
        self.compute(compute).map(|compute| compute.life.fail(error, now))
    }

    /// Takes back every token that was ever used: their bearers are challenged to fetch another.
    pub fn revoke_tokens(&mut self) {
        let seen = std::mem::take(&mut self.tokens.seen);
        self.tokens.revoked.extend(seen);
    }

    /// Changes what subscriptions may have.
    pub fn set_limits(&mut self, limits: Limits) {
        self.config.limits = limits;
    }

    /// Switches the refusal of calls that come too fast on or off.
    pub const fn set_throttle(&mut self, throttle: bool) {
        self.config.throttle = throttle;
    }

    /// Switches the refusal of clusters without their lower node count on or off.
    pub const fn require_counts(&mut self, required: bool) {
        self.config.counts_required = required;
    }

    fn cluster(&mut self, compute: &str) -> Result<&mut cluster::Life, String> {
        match &mut self.compute(compute)?.life {
            Life::Cluster(life) => Ok(life),
            _ => Err(format!("`{compute}` is not a cluster")),
        }
    }

    /// A compute by its id, or by its name in the first workspace.
    fn compute(&mut self, id: &str) -> Result<&mut Compute, String> {
        let name = id.rsplit('/').next().unwrap_or_default();
        let places = self.config.places();
        let place = places.iter().find(|place| {
            !id.contains('/') || id.eq_ignore_ascii_case(&format!("{}/computes/{name}", place.id()))
        });
        let key = place.map(|place| Store::key(place, name)).unwrap_or_default();
        let now = self.clock.now();
        self.store.compute_at(&key, now).ok_or_else(|| format!("there is no compute `{id}`"))
    }
}
