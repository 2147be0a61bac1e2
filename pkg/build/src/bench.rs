//! `cargo xtask bench`: our times beside those of the peers, from one run; words choose some of the rows.

use anyhow::{Result, bail};

use crate::build::{self, package};
use crate::command::{node, run as run_command};
use crate::steps::Steps;

/// What is measured, all of it unless words choose.
const ROWS: &[&str] = &["texts", "growth", "streams", "calls", "starts", "memory"];

/// The command.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let known = |word: &String| word == "--json" || ROWS.contains(&word.as_str());
    if let Some(other) = arguments.iter().find(|argument| !known(argument)) {
        bail!("bench does not know `{other}`; it takes --json and {}", ROWS.join(", "));
    }
    let mut steps = Steps::new(build::STEPS.saturating_add(1));
    package(&mut steps)?;
    steps.run("measuring", || run_command(node().arg("pkg/bench/run.mjs").args(arguments)))
}
