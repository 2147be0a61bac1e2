//! `cargo xtask dialects`: the tables of `tests/oracle` that say how other readers read a text, made anew from
//! those readers. Shows what changed, and fails if anything did; `--write` keeps it.

use anyhow::{Result, bail};

use crate::clients::{environment, interpreter};
use crate::command::{node, root, run as run_command};
use crate::tools::{require_node, require_packages};

const FOLDER: &str = "tests/clients/dialects";

/// The command.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    if let Some(other) = arguments.iter().find(|argument| *argument != "--write") {
        bail!("there is no option `{other}`; there is --write");
    }
    require_node()?;
    require_packages(FOLDER)?;
    let python = match interpreter() {
        Ok(found) => environment(&found, FOLDER)?,
        Err(reason) => bail!("{reason}"),
    };
    let script = root().join(FOLDER).join("make.mjs");
    run_command(node().arg(script).arg(python).args(arguments))
}
