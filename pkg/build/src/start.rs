//! `cargo xtask start`: everything built, the emulator running, the page served on loopback.

use std::io::{IsTerminal, Write, stdout};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, Result, bail};

use crate::build::{self, package, page};
use crate::command::{program, root};
use crate::emulator::{self, Emulator};
use crate::steps::Steps;

/// The port that is tried first, so that the address stays the same from day to day.
const FAVOURITE_PORT: u16 = 8430;

struct Options {
    port: Option<u16>,
    open: bool,
}

/// The command.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let options = parse(arguments)?;
    let mut steps = Steps::new(build::STEPS.saturating_add(2));
    package(&mut steps)?;
    steps.maybe("building the page", page)?;
    let mut program = PathBuf::new();
    steps.run("building the emulator", || {
        program = emulator::build()?;
        Ok(())
    })?;
    serve(&program, &options)
}

fn parse(arguments: &[String]) -> Result<Options> {
    let mut options = Options { port: None, open: true };
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--no-open" => options.open = false,
            "--port" => {
                let port = words.next().context("--port wants a number")?;
                options.port = Some(port.parse().context("--port wants a number below 65536")?);
            }
            other => bail!("start does not know `{other}`; it takes --port N and --no-open"),
        }
    }
    Ok(options)
}

fn serve(program: &Path, options: &Options) -> Result<()> {
    let port = options.port.unwrap_or_else(|| {
        // A second start beside the first gets a port of its own.
        TcpListener::bind(("127.0.0.1", FAVOURITE_PORT)).map_or(0, |_| FAVOURITE_PORT)
    });
    let mut arguments = vec!["--port".to_owned(), port.to_string()];
    let www = root().join("www/dist");
    if www.is_dir() {
        arguments.extend(["--www".to_owned(), www.to_string_lossy().into_owned()]);
    }
    let emulator = Emulator::start(program, &arguments)?;
    let url = emulator.word("url")?.to_owned();
    let url = url.as_str();
    let child = Arc::new(Mutex::new(emulator.child));
    let doomed = Arc::clone(&child);
    ctrlc::set_handler(move || end(&doomed))?;

    println!("\n  azureml-compute is running at\n\n      {url}/\n\n  Ctrl-C ends it.\n");
    stdout().flush()?;
    if options.open && stdout().is_terminal() {
        open(url);
    }
    // Until the emulator closes its output, that is, until it ends.
    for line in emulator.lines {
        println!("{}", line?);
    }
    let status = child.lock().unwrap_or_else(PoisonError::into_inner).wait()?;
    println!("the emulator has ended");
    // Ended by a signal is how it is meant to end.
    if status.success() || status.code().is_none() {
        return Ok(());
    }
    bail!("the emulator failed ({status})")
}

fn end(child: &Mutex<Child>) {
    let mut child = child.lock().unwrap_or_else(PoisonError::into_inner);
    // It may have had the signal as well and be gone already.
    drop(child.kill());
}

/// Shows the page in the browser of the desktop; without one the printed address is enough.
fn open(url: &str) {
    let (name, arguments): (&str, &[&str]) = match std::env::consts::OS {
        "macos" => ("open", &[]),
        "windows" => ("cmd", &["/c", "start"]),
        _ if std::env::var_os("DISPLAY").is_some()
            || std::env::var_os("WAYLAND_DISPLAY").is_some() =>
        {
            ("xdg-open", &[])
        }
        _ => return,
    };
    let opener =
        program(name).args(arguments).arg(url).stdout(Stdio::null()).stderr(Stdio::null()).status();
    if !opener.is_ok_and(|status| status.success()) {
        println!("  (no browser could be opened; the address above is what counts)");
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    fn words(line: &str) -> Vec<String> {
        line.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn arguments_are_read_and_wrong_ones_named() {
        let options = parse(&words("--port 8080 --no-open")).unwrap();
        assert_eq!((options.port, options.open), (Some(8080), false));
        assert!(parse(&[]).unwrap().open);
        for wrong in ["--port", "--port 70000", "--port x", "--ports 1", "8080"] {
            assert!(parse(&words(wrong)).is_err(), "{wrong}");
        }
    }
}
