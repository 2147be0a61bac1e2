//! A task is a list of steps: each is announced, timed, and appears in the table at the end.

use std::time::{Duration, Instant};

use anyhow::Result;

/// How a step ended.
enum Outcome {
    Done,
    Skipped(String),
    Failed,
}

/// What a step has to say when it ends well.
pub(crate) enum Step {
    /// It did its work.
    Done,
    /// It had nothing to do, for this reason.
    Skipped(String),
}

/// The steps of a task.
pub(crate) struct Steps {
    total: usize,
    began: Instant,
    rows: Vec<(String, Duration, Outcome)>,
}

impl Steps {
    /// A task of so many steps.
    pub(crate) fn new(total: usize) -> Self {
        Self { total, began: Instant::now(), rows: Vec::new() }
    }

    /// Runs a step that always has something to do.
    pub(crate) fn run(&mut self, title: &str, work: impl FnOnce() -> Result<()>) -> Result<()> {
        self.maybe(title, || work().map(|()| Step::Done))
    }

    /// Runs a step that may find nothing to do.
    pub(crate) fn maybe(&mut self, title: &str, work: impl FnOnce() -> Result<Step>) -> Result<()> {
        let number = self.rows.len().saturating_add(1);
        let mark = format!("[{number}/{}]", self.total);
        println!("{mark} {title} …");
        let began = Instant::now();
        let result = work();
        let took = began.elapsed();
        let (outcome, result) = match result {
            Ok(Step::Done) => {
                println!("{mark} {title}: {}", seconds(took));
                (Outcome::Done, Ok(()))
            }
            Ok(Step::Skipped(reason)) => {
                println!("{mark} {title}: skipped, {reason}");
                (Outcome::Skipped(reason), Ok(()))
            }
            Err(error) => {
                println!("{mark} {title}: FAILED after {}", seconds(took));
                (Outcome::Failed, Err(error))
            }
        };
        self.rows.push((title.to_owned(), took, outcome));
        result
    }

    /// Prints the table of all steps so far.
    pub(crate) fn summary(&self) {
        let width = self.rows.iter().map(|(title, ..)| title.chars().count());
        let width = width.max().unwrap_or(0);
        println!();
        for (title, took, outcome) in &self.rows {
            let word = match outcome {
                Outcome::Done => "ok".to_owned(),
                Outcome::Skipped(reason) => format!("skipped: {reason}"),
                Outcome::Failed => "FAILED".to_owned(),
            };
            println!("  {title:width$}  {:>9}  {word}", seconds(*took));
        }
        let missing = self.total.saturating_sub(self.rows.len());
        if missing > 0 {
            println!("  ({missing} more steps were not run)");
        }
        println!("  {:width$}  {:>9}", "together", seconds(self.began.elapsed()));
    }
}

/// A time for people.
pub(crate) fn seconds(time: Duration) -> String {
    let seconds = time.as_secs_f64();
    if seconds < 60.0 {
        return format!("{seconds:.1} s");
    }
    let whole = time.as_secs();
    format!("{} min {:02} s", whole.div_euclid(60), whole.rem_euclid(60))
}

#[cfg(test)]
mod tests {
    use super::{Duration, seconds};

    #[test]
    fn times_are_short_to_read() {
        let shown = [300, 59_900, 61_000, 754_000].map(|time| seconds(Duration::from_millis(time)));
        assert_eq!(shown, ["0.3 s", "59.9 s", "1 min 01 s", "12 min 34 s"]);
    }
}
