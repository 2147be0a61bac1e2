//! What the emulated subscription holds, in memory. Names are found without case.

use super::clock::Moment;
use super::lifecycle::{Life, Provisioning};
use serde_json::Value;
use std::collections::{BTreeMap, VecDeque};

/// A compute cluster: what was asked for, and its life.
#[derive(Clone)]
pub struct Cluster {
    /// The name as it was first written.
    pub name: String,
    /// The body as it was accepted, members in their canonical spelling, without password.
    pub body: Value,
    /// Identity with the ids that the directory gave out.
    pub identity: Option<Value>,
    /// When it was created.
    pub created: Moment,
    /// When it was last changed.
    pub modified: Moment,
    /// What becomes of it.
    pub life: Life,
}

/// A long-running operation. No `Debug`: the query is a signature.
#[derive(Clone)]
pub struct AsyncOperation {
    /// Its id in the status URL.
    pub id: String,
    /// The query of the status URL, which must come back byte for byte.
    pub query: String,
    /// Key of the cluster it works on.
    pub subject: String,
    /// Whether it takes the cluster away.
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
#[derive(Clone, Default)]
pub struct Store {
    clusters: BTreeMap<String, Cluster>,
    operations: VecDeque<AsyncOperation>,
}

impl Store {
    /// The key of a name.
    #[must_use]
    pub fn key(name: &str) -> String {
        name.to_ascii_lowercase()
    }

    /// A cluster as it is now; gone ones are swept out.
    pub fn cluster(&mut self, name: &str, now: Moment) -> Option<&mut Cluster> {
        let key = Self::key(name);
        let cluster = self.clusters.get_mut(&key)?;
        cluster.life.settle(now);
        if cluster.life.gone {
            self.clusters.remove(&key);
            return None;
        }
        self.clusters.get_mut(&key)
    }

    /// All clusters as they are now, by name.
    pub fn clusters(&mut self, now: Moment) -> impl Iterator<Item = (&String, &Cluster)> {
        self.clusters.retain(|_, cluster| {
            cluster.life.settle(now);
            !cluster.life.gone
        });
        self.clusters.iter()
    }

    /// Adds a cluster.
    pub fn insert(&mut self, cluster: Cluster) {
        self.clusters.insert(Self::key(&cluster.name), cluster);
    }

    /// Adds an operation. Unfinished ones on the same cluster are overtaken.
    pub fn begin(&mut self, operation: AsyncOperation, now: Moment) {
        for other in &mut self.operations {
            // Two deletions of one cluster are the same deletion.
            let same = other.deletes && operation.deletes;
            if other.subject == operation.subject && other.ends > now && !same {
                other.cancelled = true;
            }
        }
        if self.operations.len() >= OPERATIONS_KEPT {
            self.operations.pop_front();
        }
        self.operations.push_back(operation);
    }

    /// An operation by its id.
    #[must_use]
    pub fn operation(&self, id: &str) -> Option<&AsyncOperation> {
        self.operations.iter().rev().find(|found| found.id.eq_ignore_ascii_case(id))
    }
}

impl Cluster {
    /// Whether it is on its way out.
    #[must_use]
    pub fn is_deleting(&self) -> bool {
        self.life.provisioning == Provisioning::Deleting
    }
}
