//! The life of something that is attached: there is little to it, because the machines are somebody
//! else's. Work on it begins at once.

use super::agenda::Agenda;
use super::work::{self, State, Work};
use super::{Provisioning, Timing};
use crate::engine::clock::Moment;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The whole state of one life.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Life {
    timing: Timing,
    agenda: Agenda<Step>,
    /// State of the resource.
    pub provisioning: Provisioning,
    /// Whether it is gone.
    pub gone: bool,
    /// Work, oldest first.
    pub work: Vec<Work>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
enum Step {
    Provisioned(Result<(), Value>),
    Finished(String),
    Gone,
}

impl Life {
    /// An attachment that was just accepted. `outcome` is how it will end.
    #[must_use]
    pub fn begin(timing: Timing, outcome: Result<(), Value>, now: Moment) -> Self {
        let mut agenda = Agenda::default();
        agenda.plan(now, timing.attach, Step::Provisioned(outcome));
        let provisioning = Provisioning::Creating;
        Self { timing, agenda, provisioning, gone: false, work: Vec::new() }
    }

    /// Another PUT was accepted.
    pub fn update(&mut self, outcome: Result<(), Value>, now: Moment) {
        self.settle(now);
        self.provisioning = Provisioning::Creating;
        self.agenda.retain(|step| !matches!(step, Step::Provisioned(_)));
        self.agenda.plan(now, self.timing.attach, Step::Provisioned(outcome));
    }

    /// Detaching was accepted.
    pub fn delete(&mut self, now: Moment) -> Moment {
        self.settle(now);
        if let Some(at) = self.agenda.when(|step| *step == Step::Gone) {
            return at;
        }
        self.provisioning = Provisioning::Deleting;
        self.agenda.clear();
        work::cancel_all(&mut self.work, now);
        self.agenda.plan(now, self.timing.delete, Step::Gone);
        now.plus(self.timing.delete)
    }

    /// The attachment broke.
    pub fn fail(&mut self, error: Value) {
        self.agenda.retain(|step| !matches!(step, Step::Provisioned(_)));
        self.provisioning = Provisioning::Failed(error);
    }

    /// Work begins at once.
    pub fn submit(&mut self, mut work: Work, now: Moment) {
        self.settle(now);
        work.begin(now);
        self.agenda.plan(now, work.length, Step::Finished(work.id.clone()));
        work::add(&mut self.work, work);
    }

    /// Work is called off.
    pub fn cancel(&mut self, id: &str, now: Moment) -> bool {
        self.settle(now);
        let Some(work) = self.work.iter_mut().find(|work| work.id == id && !work.is_over()) else {
            return false;
        };
        work.cancel(now);
        true
    }

    /// Lets every step happen whose moment has come.
    pub fn settle(&mut self, now: Moment) {
        while let Some((at, step)) = self.agenda.take(now) {
            match step {
                Step::Provisioned(Ok(())) => self.provisioning = Provisioning::Succeeded,
                Step::Provisioned(Err(error)) => self.provisioning = Provisioning::Failed(error),
                Step::Finished(id) => {
                    let running = |work: &&mut Work| work.id == id && work.state == State::Running;
                    if let Some(work) = self.work.iter_mut().find(running) {
                        work.finish(at);
                    }
                }
                Step::Gone => self.gone = true,
            }
        }
    }
}
