//! `cargo xtask runtimes`: the packed package in empty projects, on every runtime and through every
//! bundler; the cold start beside the official client; the example gate under load.

use anyhow::{Result, bail};

use crate::build::{STEPS, package};
use crate::command::{npm, run as run_command};
use crate::steps::Steps;
use crate::tools::{require_browser, require_packages};

const FOLDER: &str = "tests/runtimes";

/// The command.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let wanted: Vec<&str> = match arguments {
        [] => vec!["test"],
        some => some.iter().map(String::as_str).collect(),
    };
    let mut steps = Steps::new(STEPS.saturating_add(wanted.len()));
    package(&mut steps)?;
    let result = wanted.iter().try_for_each(|word| match *word {
        "test" => steps.run("every runtime and bundler", cells),
        "cold" => steps.run("cold start", || script("cold")),
        "load" => steps.run("the gate under load", || script("load")),
        "many" => steps.run("many documents over workers", || script("many")),
        other => bail!("there is nothing `{other}`; there are test, cold, load and many"),
    });
    steps.summary();
    result
}

/// The same program in every cell; needs the package to be built.
pub(crate) fn cells() -> Result<()> {
    // The pages are opened by what opens those of the browser tests.
    require_packages("tests/browser")?;
    let browser = require_browser()?;
    require_packages(FOLDER)?;
    let mut command = npm(FOLDER);
    run_command(command.args(["run", "--silent", "test"]).env("CHROMIUM", browser.chromium))
}

fn script(name: &str) -> Result<()> {
    require_packages(FOLDER)?;
    run_command(npm(FOLDER).args(["run", "--silent", name]))
}
