//! `cargo xtask test`: every check and every test, in an order in which the quick ones come first.

use anyhow::{Context, Result, bail};

use crate::build::{self, package, page, weigh};
use crate::clients;
use crate::command::{cargo, node, npm, output, root, run as run_command};
use crate::dependencies;
use crate::instructions;
use crate::runtimes;
use crate::steps::{Step, Steps};
use crate::tools::{
    Browser, WASM, require_browser, require_node, require_packages, require_wasm_target,
    want_browsers_and_editor,
};

/// The steps beside those of the build.
const STEPS: usize = 21;

/// The command.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    if let Some(argument) = arguments.first() {
        bail!("test takes no arguments, and `{argument}` is one");
    }
    let mut steps = Steps::new(build::STEPS.saturating_add(STEPS));
    let result = all(&mut steps);
    steps.summary();
    result
}

fn all(steps: &mut Steps) -> Result<()> {
    let mut browser = None;
    steps.run("looking for the tools of the tests", || {
        require_node()?;
        require_wasm_target()?;
        browser = Some(require_browser()?);
        want_browsers_and_editor();
        Ok(())
    })?;
    let browser = browser.context("the browser was not found")?;

    steps.run("rustfmt", || run_command(cargo().args(["fmt", "--all", "--check"])))?;
    steps.run("licences and weight of the dependencies", dependencies::check)?;
    steps.run("clippy", || {
        run_command(cargo().args(["clippy", "--workspace", "--all-targets", "--locked"]).args(DENY))
    })?;
    steps.run("clippy for wasm", || {
        run_command(
            cargo()
                .args(["clippy", "--lib", "--test=wasm", "--locked", "--target", WASM])
                .args(DENY),
        )
    })?;
    steps.run("documentation", || {
        run_command(
            cargo()
                .args(["doc", "--package=azureml-compute", "--no-deps", "--locked"])
                .env("RUSTDOCFLAGS", "--deny warnings"),
        )
    })?;
    steps.run("Rust tests, native", || {
        run_command(cargo().args(["test", "--workspace", "--locked"]))
    })?;
    steps.maybe("instructions of five checks", instructions::guard)?;
    steps.run("the catalogue and the page of rules are fresh", || {
        let bins = [
            "--package=xtask",
            "--features=catalog,export",
            "--bin=catalog",
            "--bin=rules",
            "--bin=export",
        ];
        run_command(cargo().args(["test", "--locked"]).args(bins))
    })?;
    package(steps)?;
    weigh(steps)?;
    let mut runner = None;
    steps.run("Rust tests in wasm, Node", || {
        let found = test_runner()?;
        run_command(&mut wasm_tests(&found))?;
        runner = Some(found);
        Ok(())
    })?;
    let runner = runner.context("the runner was not built")?;
    steps.run("Rust tests in wasm, Chromium", || {
        run_command(in_browser(&mut wasm_tests(&runner), &browser))
    })?;
    steps.run("Biome", || run_command(npm("pkg").args(["run", "--silent", "check"])))?;
    steps.run("package tests, Node", || run_command(node().arg("pkg/scripts/test.mjs")))?;
    steps.run("the tarball on every runtime, through every bundler", runtimes::cells)?;
    steps.run("Microsoft's JavaScript client against the emulator", clients::javascript)?;
    steps.run("programs of Pulumi against the types of azure-native", clients::pulumi)?;
    steps.maybe("Microsoft's Python clients against the emulator", clients::python)?;
    steps.maybe("page: build", page)?;
    steps.maybe("page: checks and tests", || page_tests(&browser))?;
    steps.maybe("browser tests, end to end", || end_to_end(&browser))
}

const DENY: [&str; 3] = ["--", "--deny", "warnings"];

/// Builds wasm-bindgen's test runner out of the lock file and gives its path.
fn test_runner() -> Result<String> {
    let messages = output(cargo().args([
        "build",
        "--package=xtask",
        "--features=test-runner",
        "--bin=wasm-test-runner",
        "--locked",
        "--message-format=json-render-diagnostics",
    ]))?;
    messages
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter_map(|message| message.get("executable")?.as_str().map(str::to_owned))
        .next_back()
        .context("cargo built no test runner")
}

fn wasm_tests(runner: &str) -> std::process::Command {
    let mut command = cargo();
    command
        .args(["test", "--package=azureml-compute", "--test=wasm", "--locked", "--target", WASM])
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner);
    command
}

/// The same tests in a page: nothing of the browser leaves this machine.
fn in_browser<'c>(
    command: &'c mut std::process::Command,
    browser: &Browser,
) -> &'c mut std::process::Command {
    command
        .env("WASM_BINDGEN_USE_BROWSER", "1")
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120")
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", root().join("pkg/build/webdriver.json"))
        .env("CHROMEDRIVER", &browser.driver)
}

fn page_tests(browser: &Browser) -> Result<Step> {
    if !root().join("www/package.json").is_file() {
        return Ok(Step::Skipped("there is no www/package.json".to_owned()));
    }
    for script in ["check", "test"] {
        run_command(
            npm("www").args(["run", "--silent", script]).env("CHROMIUM", &browser.chromium),
        )?;
    }
    Ok(Step::Done)
}

fn end_to_end(browser: &Browser) -> Result<Step> {
    if !root().join("tests/browser/package.json").is_file() {
        return Ok(Step::Skipped("there is no tests/browser/package.json".to_owned()));
    }
    require_packages("tests/browser")?;
    run_command(
        npm("tests/browser")
            .args(["test", "--silent"])
            .env("CHROMIUM", &browser.chromium)
            .env("PUPPETEER_EXECUTABLE_PATH", &browser.chromium),
    )?;
    Ok(Step::Done)
}
