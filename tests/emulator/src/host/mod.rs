//! The HTTP host: one thread, loopback only. It owns everything the engine must not know: sockets,
//! the machine's clock, waiting, cutting connections, files of a page.

mod convert;
mod pages;
mod refusals;
mod serve;
mod state;
mod tls;

pub use pages::CONTENT_SECURITY_POLICY;

use crate::cors::Policy;
use crate::engine::clock::{Mode, Moment};
use crate::engine::{Config, Engine};
use serde_json::{Map, Value};
use state::StateFile;
use std::cell::RefCell;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::{SystemTime, UNIX_EPOCH};
use tls::{CaFile, Tls};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

/// How to serve.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Port; 0 lets the machine choose.
    pub port: u16,
    /// Folder of a page to serve beside the API.
    pub www: Option<PathBuf>,
    /// Who may call from another origin.
    pub cors: Policy,
    /// Under which names it may be called, beside those of this machine.
    pub hosts: Vec<String>,
    /// Whether to speak TLS.
    pub tls: bool,
    /// Where to put the certificate that clients have to trust; without it, into a file that is
    /// gone when the host ends.
    pub ca_file: Option<PathBuf>,
    /// The file that keeps the state; without it, the state ends with the host.
    pub state: Option<PathBuf>,
}

/// A host that has its port and serves when [`Host::run`] is called.
pub struct Host {
    listener: TcpListener,
    shared: Rc<Shared>,
    ready: Value,
    acceptor: Option<TlsAcceptor>,
    _ca_file: Option<CaFile>,
}

/// What all connections share. One thread: nothing is borrowed across an await.
struct Shared {
    engine: RefCell<Engine>,
    state: Option<StateFile>,
    cors: Policy,
    hosts: Vec<String>,
    www: Option<PathBuf>,
    origin: String,
    /// What the ready line says beside what the control surface knows by itself.
    extras: Map<String, Value>,
}

impl Host {
    /// Takes the port.
    ///
    /// # Errors
    ///
    /// If the port is taken, the folder of the page is none, or the built-in schemas are broken.
    pub async fn bind(config: Config, options: Options) -> io::Result<Self> {
        if let Some(www) = options.www.as_ref().filter(|www| !www.is_dir()) {
            let message = format!("`{}` is not a folder", www.display());
            return Err(io::Error::new(io::ErrorKind::NotFound, message));
        }
        let listener =
            TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, options.port))).await?;
        let address = listener.local_addr()?;
        let tls = options.tls.then(Tls::new).transpose()?;
        let origin = format!("http{}://{address}", if tls.is_some() { "s" } else { "" });
        let mut extras = Map::new();
        let mut ca_file = None;
        if let Some(tls) = &tls {
            let file = tls.publish(options.ca_file.as_deref(), address.port())?;
            extras.insert("caFile".to_owned(), file.path.to_string_lossy().into());
            extras.insert("fingerprint".to_owned(), tls.fingerprint.clone().into());
            ca_file = Some(file);
        }
        let ready = crate::control::ready(&config, &origin, &extras);
        let mode = config.mode;
        let mut engine = Engine::new(config).map_err(io::Error::other)?;
        let state = options.state.as_deref().map(|path| restore(&mut engine, path, mode));
        let shared = Rc::new(Shared {
            engine: RefCell::new(engine),
            state: state.transpose()?,
            cors: options.cors,
            hosts: options.hosts,
            www: options.www,
            origin,
            extras,
        });
        let acceptor = tls.map(|tls| tls.acceptor);
        Ok(Self { listener, shared, ready, acceptor, _ca_file: ca_file })
    }

    /// What a caller needs to know: the line that the program prints when it is ready.
    #[must_use]
    pub const fn ready(&self) -> &Value {
        &self.ready
    }

    /// Serves until `stop` ends; then lets the running exchanges finish. To be polled inside a
    /// [`tokio::task::LocalSet`].
    pub async fn run(self, stop: impl Future<Output = ()>) {
        serve::run(self.listener, self.acceptor, self.shared, stop).await;
    }
}

/// Goes on from the state that a file keeps, if it is there. A clock that was stopped stays stopped;
/// one that runs does so in the mode that this run was given.
fn restore(engine: &mut Engine, path: &Path, mode: Mode) -> io::Result<StateFile> {
    let (file, text) = StateFile::open(path)?;
    if let Some(text) = text {
        engine.restore(&text).map_err(|reason| {
            let message = format!("`{}` cannot be read: {reason}", path.display());
            io::Error::new(io::ErrorKind::InvalidData, message)
        })?;
        if engine.mode() != Mode::Virtual {
            engine.set_mode(mode);
        }
        engine.set_now(machine_time());
    }
    Ok(file)
}

/// The machine's time.
#[must_use]
pub fn machine_time() -> Moment {
    let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Moment::from_millis(0).plus(since_1970)
}
