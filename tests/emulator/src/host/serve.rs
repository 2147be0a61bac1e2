//! Connections: accepts them, gives each request to the engine or the page, carries out what a
//! fault asks for, and ends gracefully.

use super::convert::{self, Answer};
use super::refusals::Refusals;
use super::{Shared, machine_time, pages};
use crate::control;
use crate::engine::directory;
use crate::engine::errors::ArmError;
use crate::engine::faults::{Delivery, Exchange};
use azureml_compute::client::request::{Method, Request};
use http::HeaderValue;
use http::header::{HOST, ORIGIN};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use std::io;
use std::pin::pin;
use std::rc::Rc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{sleep, timeout};
use tokio_rustls::TlsAcceptor;

/// A caller that takes longer to send its header or its body is let go.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long running exchanges may take to finish once the host is to stop.
const GRACE: Duration = Duration::from_secs(2);

pub(super) async fn run(
    listener: TcpListener,
    acceptor: Option<TlsAcceptor>,
    shared: Rc<Shared>,
    stop: impl Future<Output = ()>,
) {
    let graceful = GracefulShutdown::new();
    let mut stop = pin!(stop);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        match accepted {
            Ok((stream, _)) => {
                // A failure only means that small answers are held back for some milliseconds.
                stream.set_nodelay(true).unwrap_or_default();
                serve(stream, acceptor.clone(), &shared, graceful.watcher());
            }
            // Out of file handles, most likely: others may be given back soon.
            Err(_) => sleep(Duration::from_millis(50)).await,
        }
    }
    drop(listener);
    // Whoever has not finished within the grace is cut off when the program ends.
    timeout(GRACE, graceful.shutdown()).await.unwrap_or_default();
}

fn serve(stream: TcpStream, acceptor: Option<TlsAcceptor>, shared: &Rc<Shared>, watcher: Watcher) {
    let shared = Rc::clone(shared);
    tokio::task::spawn_local(async move {
        // Broken TLS or HTTP, a caller that hung up, or a cut that was asked for: the next caller is
        // served.
        match acceptor {
            None => speak(stream, shared, watcher).await,
            Some(acceptor) => {
                if let Ok(Ok(stream)) = timeout(PATIENCE, acceptor.accept(stream)).await {
                    speak(stream, shared, watcher).await;
                }
            }
        }
    });
}

async fn speak<S>(stream: S, shared: Rc<Shared>, watcher: Watcher)
where
    S: AsyncRead + AsyncWrite + Unpin + 'static,
{
    let service = service_fn(move |request| answer(Rc::clone(&shared), request));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(PATIENCE)
        .serve_connection(TokioIo::new(Refusals::new(stream)), service);
    watcher.watch(connection).await.unwrap_or_default();
}

/// An error cuts the connection without an answer.
async fn answer(shared: Rc<Shared>, request: hyper::Request<Incoming>) -> io::Result<Answer> {
    if !shared.is_called_by_name(&request) {
        let message = "the emulator is called under a name that is not this machine's; \
                       --allow-host lets it through";
        return Ok(convert::whole(&ArmError::new(403, "HostRefused", message).into_response()));
    }
    let first = request.uri().path().trim_start_matches('/').split('/').next().unwrap_or_default();
    let is_control = first == control::PREFIX;
    let is_api = directory::ROOTS.iter().any(|word| first.eq_ignore_ascii_case(word));
    if let Some(www) = shared.www.as_deref().filter(|_| !is_control && !is_api) {
        return pages::serve(www, request).await;
    }
    let origin = request.headers().get(ORIGIN).and_then(|origin| origin.to_str().ok());
    let origin = origin.filter(|_| !is_control).map(str::to_owned);
    let request = match timeout(PATIENCE, convert::read(request, &shared.origin)).await {
        Ok(request) => request,
        Err(_) => Err(ArmError::new(408, "RequestTimeout", "the body did not arrive in time")),
    };
    let request = match request {
        Ok(request) => request,
        Err(refusal) => {
            let mut response = refusal.into_response();
            shared.cors.decorate(origin.as_deref(), &mut response);
            return Ok(convert::whole(&response));
        }
    };
    if is_control {
        let response = control::handle(&mut shared.at_this_time(), &request, &shared.extras);
        let response = shared.keep(&request).map_or(response, ArmError::into_response);
        return Ok(convert::whole(&response));
    }
    if let Some(response) = shared.cors.preflight(&request) {
        return Ok(convert::whole(&response));
    }
    deliver(&shared, &request).await
}

async fn deliver(shared: &Shared, request: &Request) -> io::Result<Answer> {
    let Exchange { delay_ms, mut delivery } = shared.at_this_time().exchange(request);
    if let Some(failure) = shared.keep(request) {
        delivery = Delivery::Whole(failure.into_response());
    }
    if delay_ms > 0 {
        sleep(Duration::from_millis(delay_ms)).await;
    }
    let origin = request.headers.get("origin");
    match delivery {
        Delivery::Whole(mut response) => {
            shared.cors.decorate(origin, &mut response);
            Ok(convert::whole(&response))
        }
        Delivery::Truncated(mut response, bytes) => {
            shared.cors.decorate(origin, &mut response);
            Ok(convert::truncated(&response, bytes))
        }
        Delivery::Dropped => Err(io::ErrorKind::ConnectionAborted.into()),
    }
}

impl Shared {
    /// A page from elsewhere can let its own name point to this machine, and is no page from elsewhere
    /// then: only the name in the request tells. Who sends none is no browser.
    fn is_called_by_name(&self, request: &hyper::Request<Incoming>) -> bool {
        let fields = request.headers().get_all(HOST).iter().map(HeaderValue::to_str);
        let address = request.uri().authority().map(|authority| Ok(authority.as_str()));
        fields.chain(address).all(|authority| {
            let host = authority.map(control::host_of).unwrap_or_default();
            control::is_own_name(host)
                || self.hosts.iter().any(|name| name.eq_ignore_ascii_case(host))
        })
    }

    fn at_this_time(&self) -> std::cell::RefMut<'_, crate::engine::Engine> {
        let mut engine = self.engine.borrow_mut();
        engine.set_now(machine_time());
        engine
    }

    /// Brings the state to its file, unless the request was one that only looks. Gives the answer in
    /// the place of the real one if that fails: nobody may take for done what would be forgotten.
    fn keep(&self, request: &Request) -> Option<ArmError> {
        let file = self.state.as_ref()?;
        if matches!(request.method, Method::Get | Method::Head | Method::Options) {
            return None;
        }
        let text = self.engine.borrow().snapshot();
        let written = text.map_err(io::Error::other).and_then(|text| file.write(&text));
        let error = written.err()?;
        let message = format!("the state file could not be written: {error}");
        Some(ArmError::new(500, "StateNotKept", message))
    }
}
