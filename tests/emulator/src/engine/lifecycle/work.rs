//! A piece of work on a compute: how many nodes for how long, and how far it is.

use crate::engine::clock::Moment;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// A piece of work.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Work {
    /// The job it belongs to.
    pub id: String,
    /// Nodes that it needs at the same time.
    pub nodes: u32,
    /// How long it runs once it has them.
    pub length: Duration,
    /// Whether it ends badly.
    pub fails: bool,
    /// How far it is.
    pub state: State,
    /// When it last began to run.
    pub began: Option<Moment>,
    /// When it came to its end.
    pub ended: Option<Moment>,
}

/// How far a piece of work is.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub enum State {
    /// Waits for nodes.
    Queued,
    /// Has nodes.
    Running,
    /// Ended well.
    Completed,
    /// Ended badly.
    Failed,
    /// Was called off.
    Canceled,
}

impl Work {
    /// Work that waits.
    #[must_use]
    pub const fn new(id: String, nodes: u32, length: Duration, fails: bool) -> Self {
        Self { id, nodes, length, fails, state: State::Queued, began: None, ended: None }
    }

    /// Whether it will not go on.
    #[must_use]
    pub const fn is_over(&self) -> bool {
        matches!(self.state, State::Completed | State::Failed | State::Canceled)
    }

    /// It has its nodes.
    pub const fn begin(&mut self, at: Moment) {
        self.state = State::Running;
        self.began = Some(at);
    }

    /// It comes to its natural end.
    pub const fn finish(&mut self, at: Moment) {
        self.state = if self.fails { State::Failed } else { State::Completed };
        self.ended = Some(at);
    }

    /// It is called off.
    pub const fn cancel(&mut self, at: Moment) {
        self.state = State::Canceled;
        self.ended = Some(at);
    }
}

/// Finished work is remembered until so much newer work has come.
const KEPT: usize = 200;

/// Adds work and forgets the oldest that is over.
pub(super) fn add(all: &mut Vec<Work>, work: Work) {
    if all.len() >= KEPT
        && let Some(oldest) = all.iter().position(Work::is_over)
    {
        all.remove(oldest);
    }
    all.push(work);
}

/// Calls off everything that is not over.
pub(super) fn cancel_all(all: &mut [Work], at: Moment) {
    all.iter_mut().filter(|work| !work.is_over()).for_each(|work| work.cancel(at));
}
