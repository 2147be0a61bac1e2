//! `cargo xtask bench`: our times beside those of the peers, from one run.

use anyhow::{Result, bail};

use crate::build::{self, package};
use crate::command::{node, run as run_command};
use crate::steps::Steps;

/// The command.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    if let Some(other) = arguments.iter().find(|argument| *argument != "--json") {
        bail!("bench does not know `{other}`; it takes --json");
    }
    let mut steps = Steps::new(build::STEPS.saturating_add(1));
    package(&mut steps)?;
    steps.run("measuring", || run_command(node().arg("pkg/bench/run.mjs").args(arguments)))
}
