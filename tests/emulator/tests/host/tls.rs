//! TLS, as a client sees it that trusts the file which the ready line names.

use crate::program::{Answer, Program};
use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::Arc;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

/// A request of a client that trusts the given authority only, and what came back, with the
/// fingerprint of the certificate that was shown.
fn get(program: &Program, ca: Option<&str>, name: &str) -> io::Result<(Answer, String)> {
    let mut roots = RootCertStore::empty();
    if let Some(ca) = ca {
        roots.add(CertificateDer::from_pem_file(ca).unwrap()).unwrap();
    }
    let config = ClientConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from(name.to_owned()).unwrap();
    let connection = ClientConnection::new(Arc::new(config), name).unwrap();
    let mut stream = StreamOwned::new(connection, TcpStream::connect(program.authority())?);
    let path = format!("{}?api-version=2026-05-01", program.workspace());
    let host = program.authority();
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nhost: {host}\r\nauthorization: Bearer x\r\nconnection: close\r\n\r\n"
    )?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    let shown = stream.conn.peer_certificates().unwrap().first().unwrap().clone();
    let digest = ring::digest::digest(&ring::digest::SHA256, &shown);
    let pairs: Vec<String> = digest.as_ref().iter().map(|byte| format!("{byte:02X}")).collect();
    Ok((Answer::parse(&bytes).unwrap(), pairs.join(":")))
}

#[test]
fn a_client_that_trusts_the_file_is_answered_and_nobody_else() {
    let program = Program::start(&["--tls"]);
    let ca = program.ready("caFile");
    assert!(program.url().starts_with("https://127.0.0.1:"), "{}", program.url());
    for name in ["127.0.0.1", "localhost", "::1"] {
        let (answer, fingerprint) = get(&program, Some(ca), name).unwrap();
        assert_eq!((answer.status, fingerprint.as_str()), (200, program.ready("fingerprint")));
    }
    assert!(get(&program, None, "127.0.0.1").is_err());
    assert!(get(&program, Some(ca), "management.azure.com").is_err());
    let plain = program.raw(b"GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
    assert!(Answer::parse(&plain).is_none(), "not in clear text");
    get(&program, Some(ca), "127.0.0.1").unwrap();
}

#[test]
fn two_runs_do_not_share_a_certificate() {
    let (one, other) = (Program::start(&["--tls"]), Program::start(&["--tls"]));
    assert_ne!(one.ready("fingerprint"), other.ready("fingerprint"));
    assert!(get(&one, Some(other.ready("caFile")), "127.0.0.1").is_err());
}

#[cfg(unix)]
#[test]
fn the_file_goes_with_the_program_unless_its_place_was_chosen() {
    let program = Program::start(&["--tls"]);
    let own = program.ready("caFile").to_owned();
    assert!(Path::new(&own).is_file());
    program.end_by("TERM");
    assert!(!Path::new(&own).exists());
    let chosen = std::env::temp_dir().join(format!("chosen-{}.pem", std::process::id()));
    let program = Program::start(&["--tls", "--ca-file", chosen.to_str().unwrap()]);
    get(&program, chosen.to_str(), "127.0.0.1").unwrap();
    program.end_by("TERM");
    std::fs::remove_file(chosen).unwrap();
}
