//! The emulator as a program beside a task: built, started, asked to end.

use std::io::{BufRead, BufReader, Lines};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::command::{cargo, output, root};

/// Builds it and gives the path of the program: run directly, it is one process to end.
pub(crate) fn build() -> Result<PathBuf> {
    let messages = output(cargo().args([
        "build",
        "--package=azureml-compute-emulator",
        "--bins",
        "--message-format=json-render-diagnostics",
    ]))?;
    messages
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter_map(|message| message.get("executable")?.as_str().map(PathBuf::from))
        .next_back()
        .context("cargo built no emulator program")
}

/// A running one.
pub(crate) struct Emulator {
    /// The process.
    pub(crate) child: Child,
    /// What it said when it was ready.
    pub(crate) ready: Value,
    /// What it says from then on.
    pub(crate) lines: Lines<BufReader<ChildStdout>>,
}

impl Emulator {
    /// Starts the program and waits until it is ready.
    pub(crate) fn start(program: &Path, arguments: &[String]) -> Result<Self> {
        let mut child = Command::new(program)
            .current_dir(root())
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .context("the emulator could not be started")?;
        let mut lines =
            BufReader::new(child.stdout.take().context("the emulator has no output")?).lines();
        let ready = lines
            .next()
            .context("the emulator ended before it was ready; what it said stands above")??;
        let ready = serde_json::from_str(&ready).context("the ready line is no JSON")?;
        Ok(Self { child, ready, lines })
    }

    /// A word of the ready line.
    pub(crate) fn word(&self, name: &str) -> Result<&str> {
        let word = self.ready.get(name).and_then(Value::as_str);
        word.with_context(|| format!("the ready line has no {name}"))
    }
}
