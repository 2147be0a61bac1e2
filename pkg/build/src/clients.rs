//! `cargo xtask clients`: Microsoft's own clients, as they come from their registries, against the
//! emulator. What is told to them are their own switches and nothing else.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::command::{node, npm, program, root, run as run_command};
use crate::emulator::{self, Emulator};
use crate::steps::{Step, Steps};
use crate::tools::{require_node, require_packages, which};

const JAVASCRIPT: &str = "tests/clients/js";
const PYTHON: &str = "tests/clients/python";
const TERRAFORM: &str = "tests/clients/terraform";
const PULUMI: &str = "tests/clients/pulumi";
const SCRIPTS: [&str; 8] = [
    "classic_seed.py",
    "classic.py",
    "management.py",
    "newer.py",
    "runs.py",
    "written_texts.py",
    "written_v1.py",
    "written_v2.py",
];
/// Writes the case files in every format, for the last three of them.
const WRITER: &str = "conversions.mjs";
/// The locked packages want 3.11 or newer; these are tried in order.
const PYTHONS: [&str; 4] = ["python3.11", "python3.12", "python3.13", "python3"];
/// Fails if a Python is too old, or cannot make an environment.
const FIT: &str = "import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))";
/// Emulated seconds per second: the clients ask every two to thirty seconds, so that what takes
/// minutes is over at the second question.
const SPEED: &str = "500";

/// The command.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let wanted: Vec<&str> = match arguments {
        [] => vec!["js", "python", "terraform", "pulumi"],
        some => some.iter().map(String::as_str).collect(),
    };
    let mut steps = Steps::new(wanted.len());
    let result = wanted.iter().try_for_each(|word| match *word {
        "js" => steps.run("real clients: JavaScript", javascript),
        "python" => steps.maybe("real clients: Python", python),
        "terraform" => steps.run("the schema of azurerm", terraform),
        "pulumi" => steps.run("the types of azure-native", pulumi),
        other => {
            bail!("there are no clients `{other}`; there are js, python, terraform and pulumi")
        }
    });
    steps.summary();
    result
}

/// The npm package.
pub(crate) fn javascript() -> Result<()> {
    require_node()?;
    require_packages(JAVASCRIPT)?;
    let emulator = emulator::build()?;
    // Its poller goes by header fields, of which recorded traffic and the documentation have
    // different ones.
    for wire in [None, Some("--documented-headers")] {
        let stage = Stage::set(&emulator, "js", wire)?;
        // Node reads the certificate when it starts, hence a process for it.
        let mut tests = npm(JAVASCRIPT);
        tests.args(["test", "--silent"]).env("NODE_EXTRA_CA_CERTS", stage.word("caFile")?);
        run_command(stage.dress(&mut tests))?;
    }
    Ok(())
}

/// The types that `HashiCorp` made of the schema of azurerm: the table that conversions are held against.
pub(crate) fn terraform() -> Result<()> {
    require_node()?;
    require_packages(TERRAFORM)?;
    run_command(npm(TERRAFORM).args(["test", "--silent"]))
}

/// The types of Pulumi's provider: the table of the writer, and every program that it writes.
pub(crate) fn pulumi() -> Result<()> {
    require_node()?;
    require_packages(PULUMI)?;
    run_command(npm(PULUMI).args(["test", "--silent"]))
}

/// The `PyPI` packages; without a Python there is nothing to run them with.
pub(crate) fn python() -> Result<Step> {
    let python = match interpreter() {
        Ok(interpreter) => environment(&interpreter, PYTHON)?,
        Err(reason) => return Ok(Step::Skipped(reason.to_owned())),
    };
    // Most of their time they wait: they do so side by side, each with an emulator of its own.
    let emulator = emulator::build()?;
    let written = Written::new()?;
    let mut running = Vec::new();
    for script in SCRIPTS {
        let stage = Stage::set(&emulator, script, None)?;
        let mut command = script_of(&python, script, &stage)?;
        let child = stage.dress(command.env("WRITTEN", &written.0)).spawn()?;
        running.push((script, stage, child));
    }
    let mut failed = Vec::new();
    for (script, _stage, child) in running {
        let output = child.wait_with_output()?;
        let text = [output.stdout, output.stderr].concat();
        println!("      {script}\n{}", indented(&String::from_utf8_lossy(&text)));
        if !output.status.success() {
            failed.push(script);
        }
    }
    if failed.is_empty() {
        return Ok(Step::Done);
    }
    bail!("failed: {}", failed.join(", "))
}

fn script_of(python: &Path, script: &str, stage: &Stage) -> Result<Command> {
    let clouds = format!("{}/metadata/endpoints?api-version=2019-05-01", stage.word("url")?);
    let ca = stage.word("caFile")?;
    let mut client = program(&python.to_string_lossy());
    client
        .current_dir(root().join(PYTHON))
        .args(["-W", "ignore", script])
        .env("AZUREML_CURRENT_CLOUD", stage.word("cloud")?)
        .env("ARM_CLOUD_METADATA_URL", clouds)
        .env("REQUESTS_CA_BUNDLE", ca)
        // What opens addresses without the requests package reads this one.
        .env("SSL_CERT_FILE", ca)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    Ok(client)
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("        {line}\n")).collect()
}

/// A folder with the case files in every format, gone with the step. It is the built package that writes them.
struct Written(PathBuf);

impl Written {
    fn new() -> Result<Self> {
        if !root().join("pkg/dist/esm/node.js").is_file() {
            bail!("the package is not built: run `cargo xtask build` first");
        }
        let name = format!("azureml-clients-{}-written", std::process::id());
        let folder = Self(std::env::temp_dir().join(name));
        fs::create_dir_all(&folder.0)?;
        run_command(node().arg(root().join(PYTHON).join(WRITER)).arg(&folder.0))?;
        Ok(folder)
    }
}

impl Drop for Written {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

/// An emulator with a folder of its own, both gone with the step.
struct Stage {
    emulator: Emulator,
    folder: PathBuf,
}

impl Stage {
    /// Pages of two, so that every list is read page by page.
    fn set(emulator: &Path, name: &str, wire: Option<&str>) -> Result<Self> {
        let name = format!("azureml-clients-{}-{name}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        fs::create_dir_all(&folder)?;
        let ca = folder.join("ca.pem").to_string_lossy().into_owned();
        let mut arguments = vec!["--tls", "--ca-file", &ca, "--speed", SPEED, "--page-size", "2"];
        arguments.extend(wire);
        let arguments: Vec<String> = arguments.into_iter().map(str::to_owned).collect();
        let emulator = Emulator::start(emulator, &arguments)?;
        Ok(Self { emulator, folder })
    }

    /// A client gets the ready line, and a home for its caches.
    fn dress<'c>(&self, client: &'c mut Command) -> &'c mut Command {
        client.env("HOME", &self.folder).env("EMULATOR", self.emulator.ready.to_string())
    }

    fn word(&self, name: &str) -> Result<&str> {
        self.emulator.word(name)
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        drop(self.emulator.child.kill());
        drop(self.emulator.child.wait());
        drop(fs::remove_dir_all(&self.folder));
    }
}

/// A Python that can be used, or the reason why there is none.
pub(crate) fn interpreter() -> Result<PathBuf, &'static str> {
    PYTHONS.into_iter().filter_map(which).find(|one| is_fit(one)).ok_or(
        "there is no python3 of 3.11 or newer with venv (Debian: apt-get install python3-venv)",
    )
}

/// Whether a Python can be used.
fn is_fit(interpreter: &Path) -> bool {
    let mut question = program(&interpreter.to_string_lossy());
    question.args(["-c", FIT]).stdout(Stdio::null()).stderr(Stdio::null());
    question.status().is_ok_and(|status| status.success())
}

/// A virtual environment in a folder with its locked packages, made anew when the lock changes.
pub(crate) fn environment(interpreter: &Path, name: &str) -> Result<PathBuf> {
    let folder = root().join(name);
    let wanted = fs::read_to_string(folder.join("requirements.txt"))
        .with_context(|| format!("{name}/requirements.txt cannot be read"))?;
    let wanted = format!("# {}\n{wanted}", interpreter.display());
    let inside = folder.join(".venv");
    let python = inside.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let stamp = inside.join("installed.txt");
    if python.is_file() && fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(python);
    }
    let interpreter = interpreter.to_string_lossy();
    println!("      installing the Python packages of {name}");
    run_command(program(&interpreter).args(["-m", "venv", "--clear"]).arg(&inside))?;
    run_command(
        program(&python.to_string_lossy())
            .current_dir(&folder)
            .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
            // All there is is in the list, and most of it is never run.
            .args(["--no-deps", "--no-compile", "--requirement", "requirements.txt"]),
    )?;
    fs::write(&stamp, wanted)?;
    Ok(python)
}
