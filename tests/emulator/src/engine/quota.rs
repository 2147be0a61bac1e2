//! Quota: how many cores and computes a subscription may have in a region, how many it has, and what
//! that leaves. A cluster counts with all nodes it may ever have, an instance also while it is
//! stopped; whether nodes can really be had is a matter of those that exist.

use super::clock::Moment;
use super::errors::ArmError;
use super::kind::Kind;
use super::lifecycle::Life;
use super::lifecycle::cluster::Allowance;
use super::place::{Place, region};
use super::sizes::{self, Size};
use super::store::{Compute, Store};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Limits of every subscription in every region.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Limits {
    /// Clusters and instances.
    pub computes: u64,
    /// Dedicated cores over all families.
    pub dedicated: u64,
    /// Low-priority cores over all families.
    pub low_priority: u64,
    /// Dedicated cores of one family.
    pub family: u64,
    /// The same for families that have another limit, by name in lower case.
    pub families: BTreeMap<String, u64>,
}

impl Default for Limits {
    /// So much that only those who ask for it meet a limit.
    fn default() -> Self {
        Self {
            computes: 2_500,
            dedicated: 1_000_000,
            low_priority: 1_000_000,
            family: 500_000,
            families: BTreeMap::new(),
        }
    }
}

impl Limits {
    /// What a new subscription has: little, and nothing with GPUs.
    #[must_use]
    pub fn of_a_new_subscription() -> Self {
        let with_gpus = sizes::families().filter(|family| {
            sizes::offered("").any(|size| size.family == *family && size.gpus > 0)
        });
        Self {
            computes: 200,
            dedicated: 100,
            low_priority: 100,
            family: 100,
            families: with_gpus.map(|family| (family.to_ascii_lowercase(), 0)).collect(),
        }
    }

    /// Dedicated cores of a family.
    #[must_use]
    pub fn of(&self, family: &str) -> u64 {
        self.families.get(&family.to_ascii_lowercase()).copied().unwrap_or(self.family)
    }
}

/// Cores that are in use, or spoken for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cores {
    /// Clusters and instances.
    pub computes: u64,
    /// Dedicated ones by family.
    pub families: BTreeMap<&'static str, u64>,
    /// Low-priority ones by family.
    pub low_priority: BTreeMap<&'static str, u64>,
}

impl Cores {
    /// Dedicated ones of all families.
    #[must_use]
    pub fn dedicated(&self) -> u64 {
        self.families.values().fold(0, |sum, cores| sum.saturating_add(*cores))
    }

    /// Low-priority ones of all families.
    #[must_use]
    pub fn low(&self) -> u64 {
        self.low_priority.values().fold(0, |sum, cores| sum.saturating_add(*cores))
    }
}

/// Which cores are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// Those that clusters may come to have.
    Reserved,
    /// Those of nodes that exist or are on their way.
    Live,
}

/// Counts the cores of a subscription in a region, but for one compute.
pub fn cores(
    store: &mut Store,
    subscription: &str,
    location: &str,
    count: Count,
    except: Option<&str>,
    now: Moment,
) -> Cores {
    let location = region(location);
    let mut cores = Cores::default();
    for (key, compute) in store.all(now) {
        let here = compute.kind.is_managed()
            && compute.place.subscription_id.eq_ignore_ascii_case(subscription)
            && compute.tally().region == location;
        if !here || except == Some(key.as_str()) {
            continue;
        }
        cores.computes = cores.computes.saturating_add(1);
        let tally = compute.tally();
        let Some(size) = tally.size else { continue };
        let machines = match &compute.life {
            Life::Cluster(life) if count == Count::Live => {
                life.nodes.total().max(life.target).max(life.scale().min)
            }
            Life::Cluster(life) => life.scale().max,
            _ => 1,
        };
        let used = u64::from(machines).saturating_mul(u64::from(size.cores));
        let families =
            if tally.low_priority { &mut cores.low_priority } else { &mut cores.families };
        let sum = families.entry(size.family).or_default();
        *sum = sum.saturating_add(used);
    }
    cores
}

/// What is asked for.
pub struct Wish<'a> {
    /// The workspace it is for.
    pub place: &'a Place,
    /// Key of the compute.
    pub key: &'a str,
    /// Region of the machines.
    pub location: &'a str,
    /// Their size.
    pub size: &'static Size,
    /// Whether they are low-priority ones.
    pub low_priority: bool,
}

/// The cores of everybody else.
pub fn others(store: &mut Store, wish: &Wish<'_>, now: Moment) -> Cores {
    let subscription = &wish.place.subscription_id;
    cores(store, subscription, wish.location, Count::Live, Some(wish.key), now)
}

/// Cores that one more compute may have; the family's name for a message.
fn limit(store: &Store, limits: &Limits, wish: &Wish<'_>) -> (u64, String) {
    if wish.low_priority {
        return (limits.low_priority, "low-priority".to_owned());
    }
    let family = limits.of(wish.size.family);
    let own = store.limits.get(&workspace_key(wish.place, wish.location, wish.size.family));
    let family = own.map_or(family, |own| family.min(*own));
    if family < limits.dedicated {
        (family, localized(wish.size.family))
    } else {
        (limits.dedicated, "total".to_owned())
    }
}

/// Refuses a compute that could not have even one machine, or that is one too many.
///
/// # Errors
///
/// The refusal, as an error of the operation.
pub fn require(
    store: &Store,
    limits: &Limits,
    wish: &Wish<'_>,
    used: &Cores,
) -> Result<(), ArmError> {
    if used.computes >= limits.computes {
        let message = format!(
            "the operation would exceed the quota of Microsoft.BatchAI/clusters: {} of {} are in \
             use",
            used.computes, limits.computes
        );
        return Err(ArmError::new(400, "BadRequest", message));
    }
    let (limit, name) = limit(store, limits, wish);
    if limit >= u64::from(wish.size.cores) {
        return Ok(());
    }
    let message = format!(
        "the specified subscription has a {name} vCPU quota of {limit} and cannot hold even 1 \
         managed compute node, which takes {} vCPUs",
        wish.size.cores
    );
    Err(ArmError::new(400, "BadRequest", message))
}

/// What the quota leaves to a compute.
#[must_use]
pub fn allowance(store: &Store, limits: &Limits, wish: &Wish<'_>, used: &Cores) -> Allowance {
    let (family_limit, _) = limit(store, limits, wish);
    let (all, all_limit, family) = if wish.low_priority {
        (used.low(), limits.low_priority, used.low())
    } else {
        let family = used.families.get(wish.size.family).copied().unwrap_or_default();
        (used.dedicated(), limits.dedicated, family)
    };
    let left = family_limit.saturating_sub(family).min(all_limit.saturating_sub(all));
    let nodes = left.checked_div(u64::from(wish.size.cores)).unwrap_or(left);
    let message = format!(
        "the operation would exceed the quota limits of Core. Maximum allowed: {family_limit}, \
         current in use: {family}, left: {left}"
    );
    let error = ArmError::new(400, "ClusterCoreQuotaReached", message).into_body();
    Allowance { nodes: u32::try_from(nodes).unwrap_or(u32::MAX), error }
}

/// Key of a limit that a workspace set for itself.
#[must_use]
pub fn workspace_key(place: &Place, location: &str, family: &str) -> String {
    format!("{}{}/{}", place.key(), region(location), slug(family).to_ascii_lowercase())
}

/// How a family's name stands in an id.
#[must_use]
pub fn slug(family: &str) -> String {
    family.replace(' ', "_")
}

/// How a family is called in words: `standardDSv2Family` is `Standard DSv2 family`.
#[must_use]
pub fn localized(family: &str) -> String {
    let spaced = family.replace(' ', "");
    let rest = spaced.get(8..).filter(|_| spaced.to_ascii_lowercase().starts_with("standard"));
    let name = rest.unwrap_or(&spaced);
    let name = name.strip_suffix("Family").unwrap_or(name);
    format!("Standard {name} family")
}

/// Whether a compute has low-priority machines.
#[must_use]
pub fn is_low_priority(compute: &Compute) -> bool {
    compute.kind == Kind::AmlCompute
        && compute
            .text("/properties/properties/vmPriority")
            .is_some_and(|priority| priority.eq_ignore_ascii_case("LowPriority"))
}

/// The size of a compute's machines.
#[must_use]
pub fn size_of(compute: &Compute) -> Option<&'static Size> {
    compute.text("/properties/properties/vmSize").and_then(sizes::find)
}
