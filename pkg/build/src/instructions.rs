//! `cargo xtask instructions [--write]`: the instructions of one check of five fixed documents, counted by callgrind.
//! Times differ from machine to machine and from minute to minute, counts hardly do: a check that costs more than
//! a twentieth more than before fails here, in whatever way it came about.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::command::{cargo, output, program, root, run as run_command};
use crate::steps::Step;
use crate::tools::{install, which};

/// What each document may cost, one a line: name and instructions.
const BUDGET: &str = "tests/instructions/budget.txt";

/// The documents.
const INPUTS: &str = "tests/instructions/inputs";

/// How often a document is checked: the difference is the cost of the checks without that of the start.
const TIMES: [u64; 2] = [2, 22];

/// The command.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let writes = arguments == ["--write"];
    if !writes && let Some(argument) = arguments.first() {
        bail!("instructions takes --write alone, and `{argument}` is something else");
    }
    match count(writes)? {
        Step::Done => Ok(()),
        Step::Skipped(reason) => bail!("nothing was counted: {reason}"),
    }
}

/// The step of the tests.
pub(crate) fn guard() -> Result<Step> {
    count(false)
}

fn count(writes: bool) -> Result<Step> {
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        return Ok(Step::Skipped("the budget is of Linux on x86-64".to_owned()));
    }
    let Some(valgrind) = which("valgrind").or_else(|| {
        install(&["valgrind"]).ok()?;
        which("valgrind")
    }) else {
        return Ok(Step::Skipped(
            "valgrind is missing (Debian: apt-get install valgrind)".to_owned(),
        ));
    };
    run_command(cargo().args([
        "build",
        "--quiet",
        "--locked",
        "--profile=counted",
        "--package=azureml-compute-instructions",
    ]))?;
    let checker = target()?.join("counted/azureml-compute-instructions");
    let known = fs::read_to_string(root().join(BUDGET)).unwrap_or_default();
    let mut inputs: Vec<PathBuf> =
        fs::read_dir(root().join(INPUTS))?.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    inputs.sort();
    let (mut written, mut faults) = (String::new(), Vec::new());
    for input in inputs {
        let name = input.file_stem().and_then(|name| name.to_str()).context("an odd file name")?;
        let counted = |times| instructions(&valgrind, &checker, &input, times);
        let [few, many] = TIMES;
        let spent = counted(many)?.saturating_sub(counted(few)?);
        let cost = spent.checked_div(many.saturating_sub(few)).unwrap_or_default();
        written.push_str(&format!("{name} {cost}\n"));
        match budget(&known, name) {
            Some(budget) => {
                println!("      {name}: {cost} instructions, {budget} before");
                if cost.saturating_mul(20) > budget.saturating_mul(21) {
                    faults.push(format!("{name}: {cost} instructions, {budget} before"));
                }
            }
            None => faults.push(format!("{name}: {cost} instructions, and no line in {BUDGET}")),
        }
    }
    if writes {
        fs::write(root().join(BUDGET), written)?;
    } else if !faults.is_empty() {
        bail!(
            "a check costs more than a twentieth more than before; look for the reason, or write down the new \
             figures with `cargo xtask instructions --write`:\n  {}",
            faults.join("\n  ")
        );
    }
    Ok(Step::Done)
}

/// The budget of a document.
fn budget(known: &str, name: &str) -> Option<u64> {
    let mut rows = known.lines().filter_map(|line| line.split_once(' '));
    rows.find(|(row, _)| *row == name)?.1.parse().ok()
}

/// Where cargo puts what it builds.
fn target() -> Result<PathBuf> {
    let told = output(cargo().args(["metadata", "--format-version=1", "--no-deps", "--locked"]))?;
    let told: serde_json::Value = serde_json::from_str(&told)?;
    let folder = told.get("target_directory").and_then(serde_json::Value::as_str);
    Ok(folder.context("cargo does not say where it builds")?.into())
}

/// The instructions of so many checks of a document, start included.
fn instructions(valgrind: &Path, checker: &Path, input: &Path, times: u64) -> Result<u64> {
    let valgrind = valgrind.to_str().context("an odd path of valgrind")?;
    let told = output(
        program(valgrind)
            .args(["--tool=callgrind", "--callgrind-out-file=/dev/null", "--log-fd=1"])
            .arg(checker)
            .arg(input)
            .arg(times.to_string()),
    )?;
    let line = told.lines().find_map(|line| line.split_once("Collected :"));
    let count = line.and_then(|(_, count)| count.trim().parse().ok());
    count.with_context(|| format!("callgrind counted nothing:\n{told}"))
}
