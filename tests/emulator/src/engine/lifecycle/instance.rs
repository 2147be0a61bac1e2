//! The life of a compute instance: a machine that is made, runs, rests and goes. Which action is
//! allowed in which state is decided here; how a refusal is worded is not.

use super::agenda::Agenda;
use super::work::{self, Work};
use super::{Provisioning, Timing};
use crate::engine::clock::Moment;
use crate::engine::schedule;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::time::Duration;

/// What the resource says under `state`.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the words are the service's own")]
pub enum State {
    Creating,
    CreateFailed,
    Deleting,
    JobRunning,
    Resizing,
    Restarting,
    Running,
    SettingUp,
    Starting,
    Stopped,
    Stopping,
    Unusable,
}

/// What can be done with an instance.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the words are the service's own")]
pub enum Action {
    Create,
    Delete,
    Resize,
    Restart,
    Start,
    Stop,
}

/// Who wanted it.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the words are the service's own")]
pub enum Trigger {
    IdleShutdown,
    Schedule,
    User,
}

/// What was last done with an instance.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub struct LastOperation {
    /// What.
    pub action: Action,
    /// When it began.
    pub at: Moment,
    /// How it ended; `None` while it runs.
    pub went_well: Option<bool>,
    /// Who wanted it.
    pub trigger: Trigger,
}

/// Why an action is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Something else is being done with the instance.
    Busy,
    /// The state does not allow it; this one would.
    OnlyAllowedIn(State),
}

/// Steps of one look; schedules that come due more often skip the rest.
const STEPS_MOST: u32 = 2_000;

/// The whole state of one life.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Life {
    timing: Timing,
    agenda: Agenda<Step>,
    idle: Option<Duration>,
    idle_since: Moment,
    scripts: bool,
    schedules: Vec<Value>,
    /// State of the resource.
    pub provisioning: Provisioning,
    /// State of the machine.
    pub state: State,
    /// What was last done.
    pub last: LastOperation,
    /// What is wrong with it.
    pub errors: Vec<Value>,
    /// Work, oldest first.
    pub work: Vec<Work>,
    /// Whether it is gone.
    pub gone: bool,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
enum Step {
    MachineReady,
    Provisioned(Result<(), Value>),
    Updated,
    Done(Action),
    IdleCheck,
    Scheduled(usize),
    Finished(String),
    Gone,
}

impl Life {
    /// An instance whose creation was just accepted. `scripts` says whether it is set up by scripts
    /// once the machine is there, `idle` how long it may idle.
    #[must_use]
    pub fn begin(
        timing: Timing,
        scripts: bool,
        idle: Option<Duration>,
        outcome: Result<(), Value>,
        now: Moment,
    ) -> Self {
        let mut life = Self {
            timing,
            agenda: Agenda::default(),
            idle,
            idle_since: now,
            scripts,
            schedules: Vec::new(),
            provisioning: Provisioning::Creating,
            state: State::Creating,
            last: LastOperation {
                action: Action::Create,
                at: now,
                went_well: None,
                trigger: Trigger::User,
            },
            errors: Vec::new(),
            work: Vec::new(),
            gone: false,
        };
        if scripts && outcome.is_ok() {
            life.agenda.plan(now, timing.provision, Step::MachineReady);
        }
        life.agenda.plan(now, life.creation(), Step::Provisioned(outcome));
        life
    }

    /// How long the creation takes.
    #[must_use]
    pub const fn creation(&self) -> Duration {
        let setup = if self.scripts { self.timing.setup } else { Duration::ZERO };
        self.timing.provision.saturating_add(setup)
    }

    /// Another PUT was accepted. It does not touch the machine.
    pub fn update(&mut self, now: Moment) -> Moment {
        self.settle(now);
        self.provisioning = Provisioning::Updating;
        self.agenda.retain(|step| *step != Step::Updated);
        self.agenda.plan(now, self.timing.settle, Step::Updated);
        now.plus(self.timing.settle)
    }

    /// Changes how long it may idle; `None` for ever.
    pub fn set_idle(&mut self, idle: Option<Duration>, now: Moment) {
        self.settle(now);
        self.idle = idle;
        self.watch(now);
    }

    /// Follows other schedules from now on.
    pub fn set_schedules(&mut self, schedules: Vec<Value>, now: Moment) {
        self.settle(now);
        self.agenda.retain(|step| !matches!(step, Step::Scheduled(_)));
        self.schedules = schedules;
        (0..self.schedules.len()).for_each(|index| self.plan_schedule(index, now));
    }

    /// Does something with the machine; gives the moment when it will be done.
    ///
    /// # Errors
    ///
    /// If the state does not allow it.
    pub fn perform(
        &mut self,
        action: Action,
        trigger: Trigger,
        now: Moment,
    ) -> Result<Moment, Refusal> {
        self.settle(now);
        let resting = self.state == State::Stopped;
        let running = matches!(self.state, State::Running | State::JobRunning | State::Unusable);
        if !resting && !running {
            return Err(Refusal::Busy);
        }
        let (state, length) = match action {
            Action::Start if resting => (State::Starting, self.timing.start),
            Action::Resize if resting => (State::Resizing, self.timing.start),
            Action::Start | Action::Resize => return Err(Refusal::OnlyAllowedIn(State::Stopped)),
            Action::Stop if running => (State::Stopping, self.timing.stop),
            Action::Restart if running => (State::Restarting, self.timing.start),
            _ => return Err(Refusal::OnlyAllowedIn(State::Running)),
        };
        work::cancel_all(&mut self.work, now);
        self.agenda.retain(|step| !matches!(step, Step::Finished(_) | Step::IdleCheck));
        self.state = state;
        self.last = LastOperation { action, at: now, went_well: None, trigger };
        self.agenda.plan(now, length, Step::Done(action));
        Ok(now.plus(length))
    }

    /// Deletion was accepted; gives the moment when the instance will be gone.
    pub fn delete(&mut self, now: Moment) -> Moment {
        self.settle(now);
        if let Some(at) = self.agenda.when(|step| *step == Step::Gone) {
            return at;
        }
        self.provisioning = Provisioning::Deleting;
        self.state = State::Deleting;
        self.last = LastOperation {
            action: Action::Delete,
            at: now,
            went_well: None,
            trigger: Trigger::User,
        };
        self.agenda.clear();
        work::cancel_all(&mut self.work, now);
        self.agenda.plan(now, self.timing.delete, Step::Gone);
        now.plus(self.timing.delete)
    }

    /// The machine broke.
    pub fn fail(&mut self, error: Value, now: Moment) {
        self.settle(now);
        if self.provisioning == Provisioning::Deleting {
            return;
        }
        self.agenda.retain(|step| matches!(step, Step::Scheduled(_)));
        work::cancel_all(&mut self.work, now);
        self.errors = vec![error.clone()];
        self.last.went_well = self.last.went_well.or(Some(false));
        if self.provisioning == Provisioning::Creating {
            self.provisioning = Provisioning::Failed(error);
            self.state = State::CreateFailed;
            return;
        }
        if self.provisioning == Provisioning::Updating {
            self.provisioning = Provisioning::Succeeded;
        }
        self.state = State::Unusable;
    }

    /// Gives it work, which runs piece by piece.
    pub fn submit(&mut self, work: Work, now: Moment) {
        self.settle(now);
        work::add(&mut self.work, work);
        self.watch(now);
    }

    /// Calls work off.
    pub fn cancel(&mut self, id: &str, now: Moment) -> bool {
        self.settle(now);
        let Some(work) = self.work.iter_mut().find(|work| work.id == id && !work.is_over()) else {
            return false;
        };
        let was_running = work.state == work::State::Running;
        work.cancel(now);
        self.agenda.retain(|step| !matches!(step, Step::Finished(done) if done == id));
        if was_running {
            self.state = State::Running;
            self.watch(now);
        }
        true
    }

    /// Lets every step happen whose moment has come.
    pub fn settle(&mut self, now: Moment) {
        let mut happened = 0_u32;
        while let Some((at, step)) = self.agenda.take(now) {
            // Whoever lets years go by does not want to see every minute of them.
            happened = happened.saturating_add(1);
            match step {
                Step::Scheduled(index) if happened > STEPS_MOST => self.plan_schedule(index, now),
                step => self.happen(step, at),
            }
        }
    }

    fn happen(&mut self, step: Step, at: Moment) {
        match step {
            Step::MachineReady => self.state = State::SettingUp,
            Step::Provisioned(Ok(())) => {
                self.provisioning = Provisioning::Succeeded;
                self.last.went_well = Some(true);
                self.run(at);
            }
            Step::Provisioned(Err(error)) => {
                self.errors = vec![error.clone()];
                self.provisioning = Provisioning::Failed(error);
                self.state = State::CreateFailed;
                self.last.went_well = Some(false);
            }
            Step::Updated => self.provisioning = Provisioning::Succeeded,
            Step::Done(action) => {
                self.last.went_well = Some(true);
                match action {
                    Action::Stop | Action::Resize => self.state = State::Stopped,
                    _ => self.run(at),
                }
            }
            Step::IdleCheck => {
                let idle_for = at.since(self.idle_since);
                let is_long = self.idle.is_some_and(|allowed| idle_for >= allowed);
                if self.state == State::Running && is_long {
                    // It can only be refused in another state than this.
                    self.perform(Action::Stop, Trigger::IdleShutdown, at).map(drop).unwrap_or(());
                }
            }
            Step::Scheduled(index) => {
                if let Some(action) = self.schedules.get(index).and_then(schedule::action) {
                    // One that does not fit the state has no effect.
                    self.perform(action, Trigger::Schedule, at).map(drop).unwrap_or(());
                }
                self.plan_schedule(index, at);
            }
            Step::Finished(id) => {
                if let Some(work) = self.work.iter_mut().find(|work| work.id == id) {
                    work.finish(at);
                }
                self.run(at);
            }
            Step::Gone => self.gone = true,
        }
    }

    fn plan_schedule(&mut self, index: usize, after: Moment) {
        let next = self.schedules.get(index).and_then(|one| schedule::next(one, after));
        if let Some(next) = next {
            self.agenda.plan(next, Duration::ZERO, Step::Scheduled(index));
        }
    }

    fn run(&mut self, at: Moment) {
        self.state = State::Running;
        self.watch(at);
    }

    /// A running machine takes up the next work, or begins to idle.
    fn watch(&mut self, at: Moment) {
        if self.state != State::Running {
            return;
        }
        self.agenda.retain(|step| *step != Step::IdleCheck);
        if let Some(work) = self.work.iter_mut().find(|work| work.state == work::State::Queued) {
            work.begin(at);
            self.state = State::JobRunning;
            self.agenda.plan(at, work.length, Step::Finished(work.id.clone()));
            return;
        }
        self.idle_since = at;
        if let Some(idle) = self.idle {
            self.agenda.plan(at, idle, Step::IdleCheck);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Action, Life, Moment, Refusal, State, Timing, Trigger, Work};
    use std::time::Duration;

    fn at(seconds: u64) -> Moment {
        Moment::START.plus(Duration::from_secs(seconds))
    }

    fn running(idle: Option<u64>) -> Life {
        let idle = idle.map(Duration::from_secs);
        let mut life = Life::begin(Timing::default(), false, idle, Ok(()), at(0));
        life.settle(at(4));
        assert_eq!(life.state, State::Running);
        life
    }

    #[test]
    fn each_action_has_its_state() {
        let mut life = running(None);
        let mut act = |action, second| life.perform(action, Trigger::User, at(second));
        assert_eq!(act(Action::Start, 5), Err(Refusal::OnlyAllowedIn(State::Stopped)));
        assert_eq!(act(Action::Resize, 5), Err(Refusal::OnlyAllowedIn(State::Stopped)));
        assert_eq!(act(Action::Stop, 5), Ok(at(8)));
        assert_eq!(act(Action::Stop, 6), Err(Refusal::Busy));
        assert_eq!(act(Action::Restart, 8), Err(Refusal::OnlyAllowedIn(State::Running)));
        assert_eq!(act(Action::Start, 8), Ok(at(12)));
        assert_eq!(act(Action::Restart, 12), Ok(at(16)));
        life.settle(at(16));
        assert_eq!((life.state, life.last.action), (State::Running, Action::Restart));
    }

    #[test]
    fn scripts_run_before_it_can_be_used() {
        let mut life = Life::begin(Timing::default(), true, None, Ok(()), at(0));
        life.settle(at(5));
        assert_eq!(life.state, State::SettingUp);
        life.settle(at(7));
        assert_eq!((life.state, life.creation()), (State::Running, Duration::from_secs(7)));
    }

    #[test]
    fn an_idle_one_stops_itself_and_a_busy_one_does_not() {
        let mut life = running(Some(900));
        life.submit(Work::new("a".to_owned(), 1, Duration::from_secs(3_600), false), at(800));
        life.settle(at(1_000));
        assert_eq!(life.state, State::JobRunning);
        life.settle(at(4_400 + 899));
        assert_eq!(life.state, State::Running);
        life.settle(at(4_400 + 900));
        assert_eq!((life.state, life.last.trigger), (State::Stopping, Trigger::IdleShutdown));
        life.settle(at(4_400 + 903));
        assert_eq!((life.state, life.last.went_well), (State::Stopped, Some(true)));
    }

    #[test]
    fn schedules_start_and_stop_it() {
        let mut life = running(None);
        let daily = |action: &str, expression: &str| {
            serde_json::json!({ "action": action, "triggerType": "cron",
                                "cron": { "expression": expression } })
        };
        life.set_schedules(vec![daily("Stop", "0 18 * * *"), daily("Start", "0 8 * * *")], at(4));
        life.settle(at(18 * 3_600));
        assert_eq!((life.state, life.last.trigger), (State::Stopping, Trigger::Schedule));
        life.settle(at(31 * 3_600));
        assert_eq!(life.state, State::Stopped);
        life.settle(at(33 * 3_600));
        assert_eq!((life.state, life.last.action), (State::Running, Action::Start));
        life.set_schedules(vec![daily("Stop", "* * * * *")], at(33 * 3_600));
        life.settle(at(10 * 365 * 24 * 3_600));
        assert_eq!(life.state, State::Stopped);
    }
}
