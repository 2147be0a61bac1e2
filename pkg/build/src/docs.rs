//! `cargo xtask docs`: the manual as a site that works without a server, with a search and the playground.

use anyhow::{Result, bail};

use crate::build::{self, package, page};
use crate::command::{node, run as run_command};
use crate::steps::Steps;

/// The command.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    if let Some(other) = arguments.first() {
        bail!("docs has no option `{other}`");
    }
    let mut steps = Steps::new(build::STEPS.saturating_add(2));
    package(&mut steps)?;
    steps.maybe("building the playground", page)?;
    steps.run("making the site", || run_command(node().arg("pkg/scripts/docs.mjs")))
}
