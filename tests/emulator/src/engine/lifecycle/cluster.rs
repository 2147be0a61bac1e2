//! The life of a compute cluster: provisioning, then nodes that come and go with the work. Nodes are
//! numbers, not things, so that a cluster of a million costs no memory.

use super::agenda::Agenda;
use super::work::{self, State, Work};
use super::{Provisioning, Timing};
use crate::engine::clock::Moment;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::time::Duration;

/// How many nodes a cluster should have.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub struct Scale {
    /// Never fewer.
    pub min: u32,
    /// Never more.
    pub max: u32,
    /// How long a node beyond the minimum idles before it goes.
    pub idle: Duration,
}

/// Numbers of nodes by state.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
pub struct Nodes {
    /// Ready for work.
    pub idle: u32,
    /// At work.
    pub running: u32,
    /// Starting.
    pub preparing: u32,
    /// Going away.
    pub leaving: u32,
    /// Broken.
    pub unusable: u32,
    /// Taken away by somebody who pays more.
    pub preempted: u32,
}

impl Nodes {
    /// All that exist.
    #[must_use]
    pub const fn total(self) -> u32 {
        self.staying()
            .saturating_add(self.leaving)
            .saturating_add(self.unusable)
            .saturating_add(self.preempted)
    }

    /// Those that are there for work, now or soon.
    #[must_use]
    pub const fn staying(self) -> u32 {
        self.idle.saturating_add(self.preparing).saturating_add(self.running)
    }
}

/// What the quota leaves to a cluster, and what is to be said when that is not enough.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Allowance {
    /// Nodes that it may have.
    pub nodes: u32,
    /// The error of the cluster if it needs more.
    pub error: Value,
}

/// The whole state of one life.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Life {
    timing: Timing,
    scale: Scale,
    allowance: Option<Allowance>,
    agenda: Agenda<Step>,
    /// Idle nodes by the moment from which on they idle, oldest first.
    idle_since: Vec<(Moment, u32)>,
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
    /// What keeps the cluster from what it wants.
    pub errors: Vec<Value>,
    /// Work, oldest first.
    pub work: Vec<Work>,
    /// Whether the cluster is gone.
    pub gone: bool,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
enum Step {
    Provisioned(Result<(), Value>),
    Allocated(u32),
    Prepared(u32),
    Released(u32),
    Replaced(u32),
    Settled,
    Shrink,
    Finished(String),
    Gone,
}

impl Life {
    /// A cluster whose creation was just accepted. `outcome` is how it will end.
    #[must_use]
    pub fn begin(timing: Timing, scale: Scale, outcome: Result<(), Value>, now: Moment) -> Self {
        let mut agenda = Agenda::default();
        agenda.plan(now, timing.provision, Step::Provisioned(outcome));
        Self {
            timing,
            scale,
            allowance: None,
            agenda,
            idle_since: Vec::new(),
            provisioning: Provisioning::Creating,
            nodes: Nodes::default(),
            target: 0,
            resizing: None,
            transition: now,
            errors: Vec::new(),
            work: Vec::new(),
            gone: false,
        }
    }

    /// A new request with other scale settings was accepted; `provisioning` is shown meanwhile.
    pub fn update(
        &mut self,
        scale: Scale,
        outcome: Result<(), Value>,
        provisioning: Provisioning,
        now: Moment,
    ) {
        self.settle(now);
        self.scale = scale;
        self.provisioning = provisioning;
        self.agenda.retain(|step| !matches!(step, Step::Provisioned(_) | Step::Shrink));
        self.agenda.plan(now, self.timing.provision, Step::Provisioned(outcome));
    }

    /// How it scales.
    #[must_use]
    pub const fn scale(&self) -> Scale {
        self.scale
    }

    /// Tells what the quota leaves from now on.
    pub fn allow(&mut self, allowance: Option<Allowance>) {
        self.allowance = allowance;
    }

    /// Deletion was accepted; gives the moment when the cluster will be gone. Asking twice does not
    /// begin anew.
    pub fn delete(&mut self, now: Moment) -> Moment {
        self.settle(now);
        if let Some(at) = self.agenda.when(|step| *step == Step::Gone) {
            return at;
        }
        self.provisioning = Provisioning::Deleting;
        self.target = 0;
        self.agenda.clear();
        work::cancel_all(&mut self.work, now);
        self.idle_since.clear();
        self.nodes = Nodes { leaving: self.nodes.total(), ..Nodes::default() };
        self.set_resizing(self.nodes.leaving > 0, now);
        self.agenda.plan(now, self.timing.delete, Step::Gone);
        now.plus(self.timing.delete)
    }

    /// The cluster broke: its nodes go, its work ends badly.
    pub fn fail(&mut self, error: Value, now: Moment) {
        self.settle(now);
        if self.provisioning == Provisioning::Deleting {
            return;
        }
        self.agenda.clear();
        for work in self.work.iter_mut().filter(|work| !work.is_over()) {
            work.fails = true;
            work.finish(now);
        }
        let leaving = self.nodes.total();
        self.idle_since.clear();
        self.nodes = Nodes { leaving, ..Nodes::default() };
        self.target = 0;
        self.provisioning = Provisioning::Failed(error);
        self.set_resizing(leaving > 0, now);
        self.agenda.plan(now, self.timing.release, Step::Released(leaving));
    }

    /// Gives it work; nodes for it come as far as the scale settings let them.
    pub fn submit(&mut self, work: Work, now: Moment) {
        self.settle(now);
        work::add(&mut self.work, work);
        self.rebalance(now);
    }

    /// Calls work off; its nodes idle.
    pub fn cancel(&mut self, id: &str, now: Moment) -> bool {
        self.settle(now);
        let Some(work) = self.work.iter_mut().find(|work| work.id == id && !work.is_over()) else {
            return false;
        };
        let freed = if work.state == State::Running { work.nodes } else { 0 };
        work.cancel(now);
        self.agenda.retain(|step| !matches!(step, Step::Finished(done) if done == id));
        self.free(freed, now);
        true
    }

    /// Nodes are taken away by somebody who pays more: work on them waits again.
    pub fn preempt(&mut self, count: u32, now: Moment) -> u32 {
        self.settle(now);
        let taken = self.take_nodes(count, now);
        self.nodes.preempted = self.nodes.preempted.saturating_add(taken);
        self.agenda.plan(now, self.timing.allocate, Step::Replaced(taken));
        taken
    }

    /// Nodes break: work on them waits again, and others take their place.
    pub fn spoil(&mut self, count: u32, now: Moment) -> u32 {
        self.settle(now);
        let taken = self.take_nodes(count, now);
        self.nodes.unusable = self.nodes.unusable.saturating_add(taken);
        self.agenda.plan(now, self.timing.allocate, Step::Replaced(taken));
        taken
    }

    /// Lets every step happen whose moment has come.
    pub fn settle(&mut self, now: Moment) {
        while let Some((at, step)) = self.agenda.take(now) {
            self.happen(step, at);
        }
    }

    fn happen(&mut self, step: Step, at: Moment) {
        match step {
            Step::Provisioned(Ok(())) => {
                self.provisioning = Provisioning::Succeeded;
                self.idle_since = vec![(at, self.nodes.idle)];
                let most = self.scale.max.max(self.nodes.running);
                let kept = self.nodes.staying().clamp(self.scale.min.min(most), most);
                self.resize(self.limited(kept), at);
                self.agenda.plan(at, self.scale.idle, Step::Shrink);
                self.rebalance(at);
            }
            Step::Provisioned(Err(error)) => {
                self.provisioning = Provisioning::Failed(error);
                self.set_resizing(false, at);
            }
            Step::Allocated(count) => {
                self.nodes.preparing = self.nodes.preparing.saturating_add(count);
                self.agenda.plan(at, self.timing.prepare, Step::Prepared(count));
                self.set_resizing(false, at);
            }
            Step::Prepared(count) => {
                let ready = count.min(self.nodes.preparing);
                self.nodes.preparing = self.nodes.preparing.saturating_sub(ready);
                self.rest(ready, at);
            }
            Step::Released(count) => {
                self.nodes.leaving = self.nodes.leaving.saturating_sub(count);
                let coming = self.agenda.when(|step| matches!(step, Step::Allocated(_)));
                self.set_resizing(coming.is_some(), at);
            }
            Step::Replaced(count) => {
                let preempted = count.min(self.nodes.preempted);
                self.nodes.preempted = self.nodes.preempted.saturating_sub(preempted);
                let unusable = count.saturating_sub(preempted);
                self.nodes.unusable = self.nodes.unusable.saturating_sub(unusable);
                self.rebalance(at);
            }
            Step::Settled => self.set_resizing(false, at),
            Step::Shrink => self.shrink(at),
            Step::Finished(id) => {
                let running = |work: &&mut Work| work.id == id && work.state == State::Running;
                if let Some(work) = self.work.iter_mut().find(running) {
                    work.finish(at);
                    let freed = work.nodes;
                    self.free(freed, at);
                }
            }
            Step::Gone => self.gone = true,
        }
    }

    /// Nodes have done their work.
    fn free(&mut self, count: u32, at: Moment) {
        self.nodes.running = self.nodes.running.saturating_sub(count);
        self.rest(count, at);
    }

    /// Nodes have nothing to do any more, or not yet.
    fn rest(&mut self, count: u32, at: Moment) {
        self.nodes.idle = self.nodes.idle.saturating_add(count);
        self.idle_since.push((at, count));
        self.rebalance(at);
        if self.nodes.staying() > self.scale.max {
            self.resize(self.scale.max, at);
        }
        self.agenda.plan(at, self.scale.idle, Step::Shrink);
    }

    /// Work begins where nodes idle, and nodes are fetched for the work that waits.
    fn rebalance(&mut self, at: Moment) {
        let ends = matches!(self.provisioning, Provisioning::Deleting | Provisioning::Failed(_));
        if self.resizing.is_none() || ends {
            return;
        }
        let most = self.scale.max;
        for index in 0..self.work.len() {
            let Some(work) = self.work.get_mut(index) else { break };
            if work.state != State::Queued || work.nodes > most {
                continue;
            }
            // First come, first served: a small one does not overtake one that waits for nodes.
            if work.nodes > self.nodes.idle {
                break;
            }
            work.begin(at);
            let (count, length, id) = (work.nodes, work.length, work.id.clone());
            self.take_idle(count);
            self.nodes.running = self.nodes.running.saturating_add(count);
            self.agenda.plan(at, length, Step::Finished(id));
        }
        let wanted = self.limited(self.demand());
        self.errors = match &self.allowance {
            Some(Allowance { nodes, error }) if *nodes < self.demand() => vec![error.clone()],
            _ => Vec::new(),
        };
        let lost = self.nodes.staying().saturating_add(self.coming()) < wanted;
        if wanted > self.target || lost {
            self.resize(wanted, at);
        }
    }

    /// Nodes that the work and the minimum ask for.
    fn demand(&self) -> u32 {
        let queued = self
            .work
            .iter()
            .filter(|work| work.state == State::Queued && work.nodes <= self.scale.max)
            .fold(0_u32, |sum, work| sum.saturating_add(work.nodes));
        let busy = self.nodes.running.saturating_add(queued);
        busy.max(self.scale.min).min(self.scale.max.max(self.nodes.running))
    }

    fn limited(&self, count: u32) -> u32 {
        self.allowance.as_ref().map_or(count, |allowance| count.min(allowance.nodes))
    }

    fn coming(&self) -> u32 {
        match self.agenda.first(|step| matches!(step, Step::Allocated(_))) {
            Some(Step::Allocated(count)) => *count,
            _ => 0,
        }
    }

    /// Lets nodes go that have idled long enough.
    fn shrink(&mut self, at: Moment) {
        let due = self
            .idle_since
            .iter()
            .filter(|(since, _)| since.plus(self.scale.idle) <= at)
            .fold(0_u32, |sum, (_, count)| sum.saturating_add(*count));
        let staying = self.nodes.staying();
        let surplus = due.min(staying.saturating_sub(self.demand()));
        if surplus > 0 {
            self.resize(staying.saturating_sub(surplus), at);
        }
    }

    /// A newer resize takes the place of an older one.
    fn resize(&mut self, target: u32, at: Moment) {
        self.agenda.retain(|step| !matches!(step, Step::Allocated(_) | Step::Settled));
        self.target = target;
        self.set_resizing(true, at);
        let staying = self.nodes.staying();
        let missing = target.saturating_sub(staying);
        let movable = self.nodes.idle.saturating_add(self.nodes.preparing);
        let surplus = staying.saturating_sub(target).min(movable);
        if missing > 0 {
            self.agenda.plan(at, self.timing.allocate, Step::Allocated(missing));
        } else if surplus > 0 {
            let idle = surplus.min(self.nodes.idle);
            self.drop_idle(idle);
            let preparing = surplus.saturating_sub(idle);
            self.nodes.preparing = self.nodes.preparing.saturating_sub(preparing);
            self.nodes.leaving = self.nodes.leaving.saturating_add(surplus);
            self.agenda.plan(at, self.timing.release, Step::Released(surplus));
        } else {
            self.agenda.plan(at, self.timing.settle, Step::Settled);
        }
    }

    /// Takes nodes out of their work, the youngest work first, then idle ones.
    fn take_nodes(&mut self, count: u32, now: Moment) -> u32 {
        let mut taken = 0_u32;
        while taken < count {
            let running = self.work.iter_mut().filter(|work| work.state == State::Running);
            let Some(work) = running.max_by_key(|work| work.began) else { break };
            let part = work.nodes.min(count.saturating_sub(taken));
            let (rest, id) = (work.nodes.saturating_sub(part), work.id.clone());
            work.state = State::Queued;
            work.began = None;
            self.agenda.retain(|step| !matches!(step, Step::Finished(done) if *done == id));
            self.nodes.running = self.nodes.running.saturating_sub(part.saturating_add(rest));
            self.nodes.idle = self.nodes.idle.saturating_add(rest);
            self.idle_since.push((now, rest));
            taken = taken.saturating_add(part);
        }
        let idle = count.saturating_sub(taken).min(self.nodes.idle);
        self.drop_idle(idle);
        taken.saturating_add(idle)
    }

    /// Takes idle nodes for work, those that idle shortest first.
    fn take_idle(&mut self, count: u32) {
        self.nodes.idle = self.nodes.idle.saturating_sub(count);
        let mut left = count;
        while left > 0
            && let Some((_, there)) = self.idle_since.last_mut()
        {
            let part = left.min(*there);
            left = left.saturating_sub(part);
            *there = there.saturating_sub(part);
            if *there == 0 {
                self.idle_since.pop();
            }
        }
    }

    /// Takes idle nodes away, those that idle longest first.
    fn drop_idle(&mut self, count: u32) {
        self.nodes.idle = self.nodes.idle.saturating_sub(count);
        let mut left = count;
        for (_, there) in &mut self.idle_since {
            let part = left.min(*there);
            left = left.saturating_sub(part);
            *there = there.saturating_sub(part);
        }
        self.idle_since.retain(|(_, there)| *there > 0);
    }

    fn set_resizing(&mut self, resizing: bool, at: Moment) {
        if self.resizing != Some(resizing) {
            self.resizing = Some(resizing);
            self.transition = at;
        }
    }
}

#[cfg(test)]
mod tests;
