//! The project's commands: `cargo xtask build | start | test | clients | dialects | runtimes | docs | bench | instructions |
//! rule`. Each task is a file; `tools`
//! finds or installs what they need, `steps` shows how far they are. Knows nothing about computes.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command talks to the person who runs it"
)]

mod bench;
mod build;
mod clients;
mod command;
mod dependencies;
mod dialects;
mod docs;
mod emulator;
mod instructions;
mod licences;
mod rule;
mod runtimes;
mod split;
mod start;
mod steps;
mod test;
mod tools;

use std::process::ExitCode;

const HELP: &str = "\
usage: cargo xtask <command>

  start [--port N] [--no-open]  builds everything, starts the emulator, serves the page
  test                          runs every check and every test, browsers included
  clients [js] [python] [terraform] [pulumi]  runs Microsoft's own clients against the emulator, and reads azurerm's schema and azure-native's types
  dialects [--write]            the tables of other readers in tests/oracle, made anew from those readers
  runtimes [test] [cold] [load] [many]
                                the packed package on every runtime; cold start; a gate under load;
                                many documents over workers
  build                         makes pkg/ a complete npm package
  docs                          makes the manual as a site with search: target/site
  bench [--json]                measures, beside the peers
  instructions [--write]        counts the instructions of five checks, beside what they were
  rule CODE                     where a rule is written, its translations and its cases; takes a case too

needs Rust (rustup) and Node 20 or newer; everything else is installed or named";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (command, rest) = match arguments.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("help", &[] as &[String]),
    };
    let outcome = match command {
        "start" => start::run(rest),
        "test" => test::run(rest),
        "clients" => clients::run(rest),
        "dialects" => dialects::run(rest),
        "runtimes" => runtimes::run(rest),
        "build" => build::run(rest),
        "docs" => docs::run(rest),
        "bench" => bench::run(rest),
        "instructions" => instructions::run(rest),
        "rule" => rule::run(rest),
        "help" | "--help" | "-h" => {
            println!("{HELP}");
            return ExitCode::SUCCESS;
        }
        other => Err(anyhow::anyhow!("there is no command `{other}`\n\n{HELP}")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}
