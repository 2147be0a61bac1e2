//! The life of a compute cluster: provisioning, then nodes that come and go. It is an agenda of
//! steps with their moments; whoever looks at a cluster first lets the steps that are due happen.
//! Nothing runs in between, so a thousand idle clusters cost nothing.

use super::clock::Moment;
use serde_json::Value;
use std::time::Duration;

/// How long things take. The defaults are short, so that a person who watches is not bored.
#[derive(Clone, Copy, Debug)]
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
    /// From the request until a deleted cluster is gone.
    pub delete: Duration,
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
        }
    }
}

/// What the resource says under `provisioningState`.
#[derive(Clone, Debug, PartialEq)]
pub enum Provisioning {
    /// A create or update is running.
    Creating,
    /// The last one went well.
    Succeeded,
    /// The last one failed, with the error that the resource then shows.
    Failed(Value),
    /// On its way out.
    Deleting,
}

/// How many nodes a cluster should have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    /// Never fewer.
    pub min: u32,
    /// Never more.
    pub max: u32,
    /// How long a node beyond the minimum idles before it goes.
    pub idle: Duration,
}

/// Numbers of nodes by state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Nodes {
    /// Ready for work.
    pub idle: u32,
    /// Starting.
    pub preparing: u32,
    /// Going away.
    pub leaving: u32,
}

impl Nodes {
    /// All that exist.
    #[must_use]
    pub const fn total(self) -> u32 {
        self.staying().saturating_add(self.leaving)
    }

    const fn staying(self) -> u32 {
        self.idle.saturating_add(self.preparing)
    }
}

/// The whole state of one life.
#[derive(Clone, Debug)]
pub struct Life {
    timing: Timing,
    scale: Scale,
    agenda: Vec<(Moment, Step)>,
    /// State of the resource.
    pub provisioning: Provisioning,
    /// Nodes that exist.
    pub nodes: Nodes,
    /// Nodes that are wanted.
    pub target: u32,
    /// Whether nodes are being added or taken away; `None` before the pool exists.
    pub resizing: Option<bool>,
    /// When `resizing` last changed.
    pub transition: Moment,
    /// Whether the cluster is gone.
    pub gone: bool,
}

#[derive(Clone, Debug, PartialEq)]
enum Step {
    Provisioned(Result<(), Value>),
    Allocated(u32),
    Prepared(u32),
    Released(u32),
    Settled,
    Shrink,
    Gone,
}

impl Step {
    /// Steps of a resize: a newer resize takes their place.
    const fn is_resize(&self) -> bool {
        matches!(self, Self::Allocated(_) | Self::Settled | Self::Shrink)
    }
}

impl Life {
    /// A cluster whose creation was just accepted. `outcome` is how it will end.
    #[must_use]
    pub fn begin(timing: Timing, scale: Scale, outcome: Result<(), Value>, now: Moment) -> Self {
        Self {
            timing,
            scale,
            agenda: vec![(now.plus(timing.provision), Step::Provisioned(outcome))],
            provisioning: Provisioning::Creating,
            nodes: Nodes::default(),
            target: 0,
            resizing: None,
            transition: now,
            gone: false,
        }
    }

    /// A new request with other scale settings was accepted.
    pub fn update(&mut self, scale: Scale, outcome: Result<(), Value>, now: Moment) {
        self.settle(now);
        self.scale = scale;
        self.provisioning = Provisioning::Creating;
        self.agenda.retain(|(_, step)| !matches!(step, Step::Provisioned(_) | Step::Shrink));
        self.plan(now, self.timing.provision, Step::Provisioned(outcome));
    }

    /// Deletion was accepted; gives the moment when the cluster will be gone. Asking twice does not
    /// begin anew.
    pub fn delete(&mut self, now: Moment) -> Moment {
        self.settle(now);
        if let Some((at, _)) = self.agenda.iter().find(|(_, step)| *step == Step::Gone) {
            return *at;
        }
        self.provisioning = Provisioning::Deleting;
        self.target = 0;
        self.agenda.clear();
        self.nodes = Nodes { idle: 0, preparing: 0, leaving: self.nodes.total() };
        self.set_resizing(self.nodes.leaving > 0, now);
        self.plan(now, self.timing.delete, Step::Gone);
        now.plus(self.timing.delete)
    }

    /// Lets every step happen whose moment has come.
    pub fn settle(&mut self, now: Moment) {
        loop {
            let due = self.agenda.iter().enumerate().filter(|(_, (at, _))| *at <= now);
            let Some((index, _)) = due.min_by_key(|(index, (at, _))| (*at, *index)) else {
                return;
            };
            let (at, step) = self.agenda.remove(index);
            self.happen(step, at);
        }
    }

    fn happen(&mut self, step: Step, at: Moment) {
        match step {
            Step::Provisioned(Ok(())) => {
                self.provisioning = Provisioning::Succeeded;
                let kept = self.nodes.staying().clamp(self.scale.min, self.scale.max);
                self.resize(kept, at);
                if kept > self.scale.min {
                    self.plan(at, self.scale.idle, Step::Shrink);
                }
            }
            Step::Provisioned(Err(error)) => {
                self.provisioning = Provisioning::Failed(error);
                self.set_resizing(false, at);
            }
            Step::Allocated(count) => {
                self.nodes.preparing = self.nodes.preparing.saturating_add(count);
                self.plan(at, self.timing.prepare, Step::Prepared(count));
                self.set_resizing(false, at);
            }
            Step::Prepared(count) => {
                let ready = count.min(self.nodes.preparing);
                self.nodes.preparing = self.nodes.preparing.saturating_sub(ready);
                self.nodes.idle = self.nodes.idle.saturating_add(ready);
            }
            Step::Released(count) => {
                self.nodes.leaving = self.nodes.leaving.saturating_sub(count);
                let coming = self.agenda.iter().any(|(_, step)| matches!(step, Step::Allocated(_)));
                self.set_resizing(coming, at);
            }
            Step::Settled => self.set_resizing(false, at),
            Step::Shrink => self.resize(self.scale.min, at),
            Step::Gone => self.gone = true,
        }
    }

    fn resize(&mut self, target: u32, at: Moment) {
        self.agenda.retain(|(_, step)| !step.is_resize());
        self.target = target;
        self.set_resizing(true, at);
        let staying = self.nodes.staying();
        let (missing, surplus) = (target.saturating_sub(staying), staying.saturating_sub(target));
        if missing > 0 {
            self.plan(at, self.timing.allocate, Step::Allocated(missing));
        } else if surplus > 0 {
            let idle = surplus.min(self.nodes.idle);
            self.nodes.idle = self.nodes.idle.saturating_sub(idle);
            let preparing = surplus.saturating_sub(idle);
            self.nodes.preparing = self.nodes.preparing.saturating_sub(preparing);
            self.nodes.leaving = self.nodes.leaving.saturating_add(surplus);
            self.plan(at, self.timing.release, Step::Released(surplus));
        } else {
            self.plan(at, self.timing.settle, Step::Settled);
        }
    }

    fn set_resizing(&mut self, resizing: bool, at: Moment) {
        if self.resizing != Some(resizing) {
            self.resizing = Some(resizing);
            self.transition = at;
        }
    }

    fn plan(&mut self, from: Moment, after: Duration, step: Step) {
        self.agenda.push((from.plus(after), step));
    }
}

#[cfg(test)]
mod tests {
    use super::{Life, Moment, Nodes, Provisioning, Scale, Timing};
    use serde_json::json;
    use std::time::Duration;

    fn at(seconds: u64) -> Moment {
        Moment::START.plus(Duration::from_secs(seconds))
    }

    fn scale(min: u32, max: u32) -> Scale {
        Scale { min, max, idle: Duration::from_secs(120) }
    }

    fn begin(min: u32, max: u32) -> Life {
        Life::begin(Timing::default(), scale(min, max), Ok(()), at(0))
    }

    #[test]
    fn a_cluster_with_a_minimum_allocates_prepares_and_rests() {
        let mut life = begin(2, 4);
        let mut seen = Vec::new();
        for second in 0..=15 {
            life.settle(at(second));
            let Nodes { idle, preparing, .. } = life.nodes;
            let now =
                (life.provisioning == Provisioning::Succeeded, life.resizing, preparing, idle);
            if seen.last().map(|(_, last)| last) != Some(&now) {
                seen.push((second, now));
            }
        }
        assert_eq!(
            seen,
            [
                (0, (false, None, 0, 0)),
                (4, (true, Some(true), 0, 0)),
                (7, (true, Some(false), 2, 0)),
                (11, (true, Some(false), 0, 2)),
            ]
        );
        assert_eq!((life.target, life.transition), (2, at(7)));
    }

    #[test]
    fn one_long_look_equals_many_short_ones() {
        let (mut often, mut once) = (begin(3, 5), begin(3, 5));
        for millis in (0..20_000).step_by(100) {
            often.settle(Moment::START.plus(Duration::from_millis(millis)));
        }
        once.settle(at(20));
        often.settle(at(20));
        assert_eq!(format!("{often:?}"), format!("{once:?}"));
    }

    #[test]
    fn an_empty_cluster_resizes_for_a_moment_after_success() {
        let mut life = begin(0, 4);
        life.settle(at(4));
        assert_eq!((&life.provisioning, life.resizing), (&Provisioning::Succeeded, Some(true)));
        life.settle(at(6));
        assert_eq!((life.resizing, life.nodes.total()), (Some(false), 0));
    }

    #[test]
    fn a_lower_minimum_lets_nodes_go_after_their_idle_time() {
        let mut life = begin(4, 4);
        life.settle(at(20));
        life.update(scale(1, 4), Ok(()), at(20));
        assert_eq!(life.provisioning, Provisioning::Creating);
        life.settle(at(140));
        assert_eq!((life.nodes.idle, life.target), (4, 4), "still within the idle time");
        life.settle(at(144));
        assert_eq!(life.nodes, Nodes { idle: 1, preparing: 0, leaving: 3 });
        assert_eq!((life.target, life.resizing), (1, Some(true)));
        life.settle(at(147));
        assert_eq!((life.nodes.total(), life.resizing), (1, Some(false)));
    }

    #[test]
    fn a_lower_maximum_takes_nodes_at_once() {
        let mut life = begin(4, 4);
        life.settle(at(20));
        life.update(scale(0, 2), Ok(()), at(20));
        life.settle(at(24));
        assert_eq!(life.nodes, Nodes { idle: 2, preparing: 0, leaving: 2 });
        life.settle(at(1_000));
        assert_eq!((life.nodes.total(), life.target), (0, 0));
    }

    #[test]
    fn an_update_while_nodes_prepare_replaces_the_rest_of_the_plan() {
        let mut life = begin(1, 9);
        life.update(scale(3, 9), Ok(()), at(2));
        life.settle(at(4));
        assert_eq!(life.provisioning, Provisioning::Creating, "the first ending was replaced");
        life.settle(at(30));
        assert_eq!(life.nodes, Nodes { idle: 3, preparing: 0, leaving: 0 });
    }

    #[test]
    fn failure_shows_its_error_and_allocates_nothing() {
        let error = json!({ "code": "X" });
        let mut life = Life::begin(Timing::default(), scale(2, 2), Err(error.clone()), at(0));
        life.settle(at(100));
        assert_eq!(life.provisioning, Provisioning::Failed(error));
        assert_eq!(life.nodes.total(), 0);
    }

    #[test]
    fn deletion_takes_the_nodes_first_and_the_rest_later() {
        let mut life = begin(2, 2);
        assert_eq!(life.delete(at(30)), at(34));
        assert_eq!(life.delete(at(32)), at(34));
        assert_eq!(life.nodes, Nodes { idle: 0, preparing: 0, leaving: 2 });
        life.settle(at(33));
        assert!(!life.gone);
        life.settle(at(34));
        assert!(life.gone);
    }

    #[test]
    fn huge_numbers_of_nodes_cost_no_memory() {
        let mut life = begin(u32::MAX, u32::MAX);
        life.settle(at(60));
        life.update(scale(0, u32::MAX), Ok(()), at(60));
        life.settle(at(600));
        assert_eq!(life.nodes.total(), 0);
    }
}
