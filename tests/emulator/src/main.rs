//! The emulator as a program. The first line on standard output is one JSON object that says where
//! it listens; everything else goes to standard error.

use azureml_compute_emulator::cors::{Expose, Policy};
use azureml_compute_emulator::engine::clock::Mode;
use azureml_compute_emulator::engine::place::Place;
use azureml_compute_emulator::engine::quota::Limits;
use azureml_compute_emulator::engine::{Config, Wire};
use azureml_compute_emulator::host::{Host, Options, machine_time};
use clap::{Parser, ValueEnum};
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Emulates the computes of the Azure Machine Learning management API on this machine.
///
/// Any bearer token is accepted. The first line on standard output is a JSON object with the URL.
#[derive(Parser)]
#[command(name = "azureml-compute-emulator", version)]
struct Arguments {
    /// Port to listen on; 0 lets the machine choose
    #[arg(long, default_value_t = 0, value_name = "N")]
    port: u16,
    /// Speak TLS, with a certificate made for this run
    #[arg(long)]
    tls: bool,
    /// Where to put the certificate that clients have to trust; it stays there
    #[arg(long, value_name = "FILE", requires = "tls")]
    ca_file: Option<PathBuf>,
    /// Keep the state in this file, so that it outlives the program
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
    /// Serve the files of this folder as a page beside the API
    #[arg(long, value_name = "DIR")]
    www: Option<PathBuf>,
    /// Emulated seconds per second
    #[arg(long, default_value_t = 1.0, value_name = "N", value_parser = speed)]
    speed: f64,
    /// Let pages of this origin call, beside those of this machine; may be repeated
    #[arg(long, value_name = "ORIGIN")]
    allow_origin: Vec<String>,
    /// Answer under this name too, beside those of this machine (the loopback ones); may be
    /// repeated
    #[arg(long, value_name = "NAME")]
    allow_host: Vec<String>,
    /// Header fields that pages of another origin may read
    #[arg(long, value_enum, default_value_t = CorsExpose::All, value_name = "WHICH")]
    cors_expose: CorsExpose,
    /// Computes on a page of a list
    #[arg(long, default_value_t = 50, value_name = "N")]
    page_size: usize,
    /// Refuse calls that come too fast, as the management API does
    #[arg(long)]
    throttle: bool,
    /// Refuse clusters without `minNodeCount`, as the service was seen to
    #[arg(long)]
    require_counts: bool,
    /// Give subscriptions the quota of a new one: little, and nothing with GPUs
    #[arg(long)]
    small_quota: bool,
    /// Answer long operations with the header fields of the documentation, not of recorded traffic
    #[arg(long)]
    documented_headers: bool,
    /// A further workspace, as JSON: tenantId, subscriptionId, resourceGroup, workspace, location;
    /// may be repeated
    #[arg(long, value_name = "JSON", value_parser = place)]
    workspace: Vec<Place>,
}

fn place(text: &str) -> Result<Place, String> {
    serde_json::from_str(text).map_err(|error| error.to_string())
}

#[derive(Clone, Copy, ValueEnum)]
enum CorsExpose {
    All,
    None,
}

fn speed(text: &str) -> Result<f64, String> {
    let speed: f64 = text.parse().map_err(|_| "not a number".to_owned())?;
    if speed.is_finite() && speed > 0.0 { Ok(speed) } else { Err("not above zero".to_owned()) }
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nothing is left to be done if even this cannot be written.
            writeln!(io::stderr(), "azureml-compute-emulator: {error}").unwrap_or_default();
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> io::Result<()> {
    let config = Config {
        page_size: arguments.page_size,
        mode: Mode::Scaled { speed: arguments.speed },
        start: machine_time(),
        throttle: arguments.throttle,
        counts_required: arguments.require_counts,
        limits: if arguments.small_quota {
            Limits::of_a_new_subscription()
        } else {
            Limits::default()
        },
        wire: if arguments.documented_headers { Wire::Documented } else { Wire::Seen },
        more: arguments.workspace,
        ..Config::default()
    };
    let expose = match arguments.cors_expose {
        CorsExpose::All => Expose::All,
        CorsExpose::None => Expose::None,
    };
    let cors = Policy { origins: arguments.allow_origin, expose };
    let options = Options {
        port: arguments.port,
        www: arguments.www,
        cors,
        hosts: arguments.allow_host,
        tls: arguments.tls,
        ca_file: arguments.ca_file,
        state: arguments.state,
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let tasks = tokio::task::LocalSet::new();
    tasks.block_on(&runtime, async {
        let host = Host::bind(config, options).await?;
        let stop = stop_signal()?;
        let mut output = io::stdout().lock();
        writeln!(output, "{}", host.ready())?;
        output.flush()?;
        drop(output);
        host.run(stop).await;
        Ok(())
    })
}

/// Ends when the program is asked to. The handlers are set before the ready line is printed.
#[cfg(unix)]
fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

#[cfg(not(unix))]
fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        // Without a handler the machine ends the program itself.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}
