//! Steps with their moments, in the order in which they come due. It knows nothing about the steps.

use crate::engine::clock::Moment;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// What is going to happen.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Agenda<Step>(Vec<(Moment, Step)>);

impl<Step> Default for Agenda<Step> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<Step> Agenda<Step> {
    /// Plans a step.
    pub fn plan(&mut self, from: Moment, after: Duration, step: Step) {
        self.0.push((from.plus(after), step));
    }

    /// Takes out the next step that is due, with its moment. Steps of one moment keep their order.
    pub fn take(&mut self, now: Moment) -> Option<(Moment, Step)> {
        let due = self.0.iter().enumerate().filter(|(_, (at, _))| *at <= now);
        let (index, _) = due.min_by_key(|(index, (at, _))| (*at, *index))?;
        Some(self.0.remove(index))
    }

    /// Keeps only some steps.
    pub fn retain(&mut self, keep: impl Fn(&Step) -> bool) {
        self.0.retain(|(_, step)| keep(step));
    }

    /// When the first step of a sort comes due.
    pub fn when(&self, sort: impl Fn(&Step) -> bool) -> Option<Moment> {
        self.0.iter().find(|(_, step)| sort(step)).map(|(at, _)| *at)
    }

    /// The first step of a sort.
    pub fn first(&self, sort: impl Fn(&Step) -> bool) -> Option<&Step> {
        self.0.iter().find(|(_, step)| sort(step)).map(|(_, step)| step)
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.0.clear();
    }
}
