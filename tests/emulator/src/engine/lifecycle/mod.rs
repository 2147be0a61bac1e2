//! The lives of computes. Each is an agenda of steps with their moments; whoever looks at a compute
//! first lets the steps that are due happen. Nothing runs in between, so a thousand idle clusters
//! cost nothing.

pub mod agenda;
pub mod attached;
pub mod cluster;
pub mod instance;
pub mod work;

use super::clock::Moment;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::time::Duration;
use work::Work;

/// How long things take. The defaults are short, so that a person who watches is not bored.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
pub struct Timing {
    /// From the request until the operation ends.
    pub provision: Duration,
    /// From the request for nodes until they exist.
    pub allocate: Duration,
    /// From a resize that changes nothing until the cluster is steady.
    pub settle: Duration,
    /// From existing to idle.
    pub prepare: Duration,
    /// From leaving to gone.
    pub release: Duration,
    /// From the request until a deleted compute is gone.
    pub delete: Duration,
    /// From the request until something is attached.
    pub attach: Duration,
    /// How long scripts of an instance run before it can be used.
    pub setup: Duration,
    /// From a stopped instance to a running one, and between running and running anew.
    pub start: Duration,
    /// From a running instance to a stopped one.
    pub stop: Duration,
    /// How long a job runs that does not say so itself.
    pub job: Duration,
}

impl Default for Timing {
    fn default() -> Self {
        Self {
            provision: Duration::from_secs(4),
            allocate: Duration::from_secs(3),
            settle: Duration::from_secs(2),
            prepare: Duration::from_secs(4),
            release: Duration::from_secs(3),
            delete: Duration::from_secs(4),
            attach: Duration::from_secs(3),
            setup: Duration::from_secs(3),
            start: Duration::from_secs(4),
            stop: Duration::from_secs(3),
            job: Duration::from_secs(10),
        }
    }
}

/// What the resource says under `provisioningState`.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub enum Provisioning {
    /// A create, or an update by PUT, is running.
    Creating,
    /// An update by PATCH is running.
    Updating,
    /// The last one went well.
    Succeeded,
    /// The last one failed, with the error that the resource then shows.
    Failed(Value),
    /// On its way out.
    Deleting,
}

/// The life of a compute of any kind.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub enum Life {
    /// Nodes that come and go.
    Cluster(cluster::Life),
    /// One machine that runs or not.
    Instance(instance::Life),
    /// Something else's machines.
    Attached(attached::Life),
}

impl Life {
    /// Lets every step happen whose moment has come.
    pub fn settle(&mut self, now: Moment) {
        match self {
            Self::Cluster(life) => life.settle(now),
            Self::Instance(life) => life.settle(now),
            Self::Attached(life) => life.settle(now),
        }
    }

    /// Deletion was accepted; gives the moment when the compute will be gone. Asking twice does not
    /// begin anew.
    pub fn delete(&mut self, now: Moment) -> Moment {
        match self {
            Self::Cluster(life) => life.delete(now),
            Self::Instance(life) => life.delete(now),
            Self::Attached(life) => life.delete(now),
        }
    }

    /// Something went wrong that the resource shows from now on.
    pub fn fail(&mut self, error: Value, now: Moment) {
        match self {
            Self::Cluster(life) => life.fail(error, now),
            Self::Instance(life) => life.fail(error, now),
            Self::Attached(life) => life.fail(error),
        }
    }

    /// State of the resource.
    #[must_use]
    pub const fn provisioning(&self) -> &Provisioning {
        match self {
            Self::Cluster(life) => &life.provisioning,
            Self::Instance(life) => &life.provisioning,
            Self::Attached(life) => &life.provisioning,
        }
    }

    /// Whether the compute is gone.
    #[must_use]
    pub const fn is_gone(&self) -> bool {
        match self {
            Self::Cluster(life) => life.gone,
            Self::Instance(life) => life.gone,
            Self::Attached(life) => life.gone,
        }
    }

    /// The work that was given to it, oldest first.
    #[must_use]
    pub fn work(&self) -> &[Work] {
        match self {
            Self::Cluster(life) => &life.work,
            Self::Instance(life) => &life.work,
            Self::Attached(life) => &life.work,
        }
    }

    /// Gives it work.
    pub fn submit(&mut self, work: Work, now: Moment) {
        match self {
            Self::Cluster(life) => life.submit(work, now),
            Self::Instance(life) => life.submit(work, now),
            Self::Attached(life) => life.submit(work, now),
        }
    }

    /// Calls work off; says whether there was anything left to call off.
    pub fn cancel(&mut self, id: &str, now: Moment) -> bool {
        match self {
            Self::Cluster(life) => life.cancel(id, now),
            Self::Instance(life) => life.cancel(id, now),
            Self::Attached(life) => life.cancel(id, now),
        }
    }
}
