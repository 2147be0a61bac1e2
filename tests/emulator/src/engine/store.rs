//! What the emulated subscriptions hold, in memory. Names are found without case.

use super::clock::Moment;
use super::kind::Kind;
use super::lifecycle::{Life, Provisioning};
use super::place::Place;
use super::sizes::Size;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::cell::OnceCell;
use std::collections::{BTreeMap, VecDeque};
use std::ops::Bound;

/// A compute: what was asked for, and its life.
#[derive(Clone, Deserialize, Serialize)]
pub struct Compute {
    /// The workspace.
    pub place: Place,
    /// The name as it was first written.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// The body as it was accepted, members in their canonical spelling, without secrets.
    pub body: Value,
    /// The secrets of the body, by member. No `Debug` for their sake.
    pub secrets: BTreeMap<String, Value>,
    /// Identity with the ids that the directory gave out.
    pub identity: Option<Value>,
    /// Who made it, if the token said so.
    pub creator: Value,
    /// When it was created.
    pub created: Moment,
    /// When it was last changed.
    pub modified: Moment,
    /// What becomes of it.
    pub life: Life,
    /// What it counts for, worked out once; see [`Compute::forget_tally`].
    #[serde(skip)]
    pub tally: OnceCell<Tally>,
}

/// What the machines of a compute count for.
#[derive(Clone, Debug)]
pub struct Tally {
    /// Region, by its short name.
    pub region: String,
    /// Size, if it is one.
    pub size: Option<&'static Size>,
    /// Whether they are low-priority ones.
    pub low_priority: bool,
}

/// A job: what was asked for. How far it is stands with the compute that it runs on.
#[derive(Clone, Deserialize, Serialize)]
pub struct Job {
    /// The workspace.
    pub place: Place,
    /// Its name.
    pub name: String,
    /// The body as it was accepted.
    pub body: Value,
    /// Key of the compute that it was given to; none for a job that brings its own.
    pub compute: Option<String>,
    /// When it was submitted.
    pub created: Moment,
    /// Who submitted it.
    pub creator: Value,
    /// How it ended, once nobody else knows any more.
    pub last: Option<String>,
    /// When a job that brings its own compute ends.
    pub ends: Moment,
}

/// A long-running operation.
#[derive(Clone, Deserialize, Serialize)]
pub struct AsyncOperation {
    /// Its id in the status URL.
    pub id: String,
    /// Fingerprint of the query of the status URL, which must come back byte for byte. The query
    /// itself is three thousand characters long.
    pub query: u64,
    /// Subscription and region of the status URL.
    pub home: (String, String),
    /// Key of the compute it works on.
    pub subject: String,
    /// Whether it takes the compute away.
    pub deletes: bool,
    /// When it ends.
    pub ends: Moment,
    /// How it ends: an error body, if not well.
    pub outcome: Result<(), Value>,
    /// Whether something else overtook it.
    pub cancelled: bool,
}

/// Finished operations are remembered until so many newer ones came.
const OPERATIONS_KEPT: usize = 10_000;

/// Everything.
#[derive(Clone, Default, Deserialize, Serialize)]
pub struct Store {
    computes: BTreeMap<String, Compute>,
    jobs: BTreeMap<String, Job>,
    operations: BTreeMap<String, AsyncOperation>,
    /// Ids of the operations, oldest first.
    order: VecDeque<String>,
    /// Ids of operations that may still run, by the compute that they work on.
    running: BTreeMap<String, Vec<String>>,
    /// Limits that a workspace set itself, by workspace, region and family.
    pub limits: BTreeMap<String, u64>,
    /// What became of the things behind computes: kept or deleted.
    pub underlying: BTreeMap<String, String>,
}

impl Store {
    /// The key of a compute or job.
    #[must_use]
    pub fn key(place: &Place, name: &str) -> String {
        format!("{}{}", place.key(), name.to_ascii_lowercase())
    }

    /// A compute as it is now; gone ones are swept out.
    pub fn compute(&mut self, place: &Place, name: &str, now: Moment) -> Option<&mut Compute> {
        self.compute_at(&Self::key(place, name), now)
    }

    /// A compute as it is now, by its key.
    pub fn compute_at(&mut self, key: &str, now: Moment) -> Option<&mut Compute> {
        let compute = self.computes.get_mut(key)?;
        compute.life.settle(now);
        if compute.life.is_gone() {
            self.remove(key);
            return None;
        }
        self.computes.get_mut(key)
    }

    /// The computes of a workspace as they are now, by name, behind a key if one is given.
    pub fn computes(
        &mut self,
        place: &Place,
        after: Option<&str>,
        now: Moment,
    ) -> impl Iterator<Item = (&String, &Compute)> {
        let prefix = place.key();
        let first = match after {
            Some(after) => Bound::Excluded(after.to_owned()),
            None => Bound::Included(prefix.clone()),
        };
        self.computes
            .range_mut((first, Bound::Unbounded))
            .take_while(move |(key, _)| key.starts_with(&prefix))
            .filter_map(move |(key, compute)| {
                compute.life.settle(now);
                (!compute.life.is_gone()).then_some((key, &*compute))
            })
    }

    /// All computes as they are now.
    pub fn all(&mut self, now: Moment) -> impl Iterator<Item = (&String, &mut Compute)> {
        self.sweep(now);
        self.computes.iter_mut()
    }

    /// Adds a compute.
    pub fn insert(&mut self, compute: Compute) {
        self.computes.insert(Self::key(&compute.place, &compute.name), compute);
    }

    /// Adds an operation. Unfinished ones on the same compute are overtaken.
    pub fn begin(&mut self, operation: AsyncOperation, now: Moment) {
        let running = self.running.entry(operation.subject.clone()).or_default();
        running.retain(|id| {
            let Some(other) = self.operations.get_mut(id) else { return false };
            // Two deletions of one compute are the same deletion.
            let same = other.deletes && operation.deletes;
            if other.ends > now && !same {
                other.cancelled = true;
            }
            other.ends > now
        });
        running.push(operation.id.clone());
        if self.order.len() >= OPERATIONS_KEPT
            && let Some(oldest) = self.order.pop_front()
            && let Some(oldest) = self.operations.remove(&oldest)
        {
            let ids = self.running.get_mut(&oldest.subject);
            let is_last = ids.is_some_and(|ids| {
                ids.retain(|id| *id != oldest.id);
                ids.is_empty()
            });
            if is_last {
                self.running.remove(&oldest.subject);
            }
        }
        self.order.push_back(operation.id.clone());
        self.operations.insert(operation.id.clone(), operation);
    }

    /// An operation by its id.
    #[must_use]
    pub fn operation(&self, id: &str) -> Option<&AsyncOperation> {
        self.operations.get(&id.to_ascii_lowercase())
    }

    /// A job.
    #[must_use]
    pub fn job(&self, place: &Place, name: &str) -> Option<&Job> {
        self.jobs.get(&Self::key(place, name))
    }

    /// Adds a job, or puts it in the place of one with its name.
    pub fn put_job(&mut self, job: Job) {
        self.jobs.insert(Self::key(&job.place, &job.name), job);
    }

    /// Takes a job away.
    pub fn remove_job(&mut self, place: &Place, name: &str) -> Option<Job> {
        self.jobs.remove(&Self::key(place, name))
    }

    /// The jobs of a workspace, by name, with their keys.
    pub fn jobs(&self, place: &Place) -> impl Iterator<Item = (&String, &Job)> {
        let prefix = place.key();
        self.jobs.range(prefix.clone()..).take_while(move |(key, _)| key.starts_with(&prefix))
    }

    fn sweep(&mut self, now: Moment) {
        let mut gone = Vec::new();
        for (key, compute) in &mut self.computes {
            compute.life.settle(now);
            if compute.life.is_gone() {
                gone.push(key.clone());
            }
        }
        gone.iter().for_each(|key| self.remove(key));
    }

    /// Jobs outlive the compute that they ran on: what it knew of them is written down.
    fn remove(&mut self, key: &str) {
        let Some(compute) = self.computes.remove(key) else { return };
        for job in self.jobs.values_mut().filter(|job| job.compute.as_deref() == Some(key)) {
            let state = compute.life.work().iter().find(|work| work.id == job.name);
            job.last = Some(
                state.map_or_else(|| "Canceled".to_owned(), |work| format!("{:?}", work.state)),
            );
            job.compute = None;
        }
    }
}

/// A fingerprint that stays the same from one release to the next (FNV-1a).
#[must_use]
pub fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

impl Compute {
    /// Whether it is on its way out.
    #[must_use]
    pub fn is_deleting(&self) -> bool {
        *self.life.provisioning() == Provisioning::Deleting
    }

    /// Whether something else's machines are behind it.
    #[must_use]
    pub fn is_attached(&self) -> bool {
        let by_address = self.text("/properties/properties/address").is_some();
        !self.kind.is_managed() && (self.resource_id().is_some() || by_address)
    }

    /// What its machines count for. Asked for every compute whenever cores are counted.
    pub fn tally(&self) -> &Tally {
        self.tally.get_or_init(|| Tally {
            region: self.region(),
            size: super::quota::size_of(self),
            low_priority: super::quota::is_low_priority(self),
        })
    }

    /// The body has changed: what it counts for is to be worked out anew.
    pub fn forget_tally(&mut self) {
        self.tally = OnceCell::new();
    }

    /// The thing behind it.
    #[must_use]
    pub fn resource_id(&self) -> Option<&str> {
        self.text("/properties/resourceId")
    }

    /// A text of the body. Looked for very often: `Value::pointer` would copy every name.
    #[must_use]
    pub fn text(&self, pointer: &str) -> Option<&str> {
        let mut names = pointer.split('/').skip(1);
        names.try_fold(&self.body, |value, name| value.get(name))?.as_str()
    }

    /// The region of its machines, by its short name.
    #[must_use]
    pub fn region(&self) -> String {
        super::place::region(self.location())
    }

    /// The region of its machines, as it was written.
    #[must_use]
    pub fn location(&self) -> &str {
        let own = self.text("/properties/computeLocation").or_else(|| self.text("/location"));
        // An instance lies where its workspace lies, whatever is said.
        let own = own.filter(|_| self.kind != Kind::ComputeInstance);
        own.unwrap_or(&self.place.location)
    }
}
