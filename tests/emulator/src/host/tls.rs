//! TLS with certificates made for one run: a certificate authority that can vouch for this machine
//! only, and one certificate under it. The keys stay in memory; what a client needs, the authority's
//! certificate, is written to a file.

use super::machine_time;
use jiff::tz::Offset;
use jiff::{Span, Timestamp};
use rcgen::{
    BasicConstraints, CertificateParams, CidrSubnet, DnType, ExtendedKeyUsagePurpose,
    GeneralSubtree, IsCa, Issuer, KeyPair, KeyUsagePurpose, NameConstraints, date_time_ymd,
};
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::net::{Ipv4Addr, Ipv6Addr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::PrivatePkcs8KeyDer;

/// The names by which this machine calls itself.
const NAMES: [&str; 3] = ["localhost", "127.0.0.1", "::1"];
/// Browsers take no certificate that is valid for longer than thirteen months.
const VALID_DAYS: i64 = 390;

/// What is needed to answer over TLS, and what a client needs to trust it.
pub(super) struct Tls {
    pub(super) acceptor: TlsAcceptor,
    /// SHA-256 of the certificate that clients are shown, in the way of openssl.
    pub(super) fingerprint: String,
    /// The authority's certificate, in PEM.
    authority: String,
}

impl Tls {
    pub(super) fn new() -> io::Result<Self> {
        make().map_err(io::Error::other)
    }

    /// Writes the authority's certificate to a file that is there afterwards, or to one of our own
    /// that goes when the host ends.
    pub(super) fn publish(&self, chosen: Option<&Path>, port: u16) -> io::Result<CaFile> {
        if let Some(path) = chosen {
            fs::write(path, &self.authority)?;
            return Ok(CaFile { path: path.to_owned(), ours: false });
        }
        let name = format!("azureml-compute-emulator-{}-{port}.pem", std::process::id());
        let path = std::env::temp_dir().join(name);
        // The folder is everybody's: whatever stands there under this name is not written through.
        fs::remove_file(&path).unwrap_or_default();
        let mut file = OpenOptions::new().write(true).create_new(true).open(&path)?;
        file.write_all(self.authority.as_bytes())?;
        Ok(CaFile { path, ours: true })
    }
}

/// The file that clients are pointed to.
pub(super) struct CaFile {
    pub(super) path: PathBuf,
    ours: bool,
}

impl Drop for CaFile {
    fn drop(&mut self) {
        if self.ours {
            fs::remove_file(&self.path).unwrap_or_default();
        }
    }
}

type Fault = Box<dyn std::error::Error + Send + Sync>;

fn make() -> Result<Tls, Fault> {
    let mut authority = parameters("azureml-compute-emulator, made for this run")?;
    authority.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    authority.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    authority.name_constraints = Some(this_machine());
    let authority_key = KeyPair::generate()?;
    let authority_certificate = authority.self_signed(&authority_key)?;

    let mut server = parameters("localhost")?;
    server.subject_alt_names = CertificateParams::new(NAMES.map(str::to_owned))?.subject_alt_names;
    server.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    server.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    server.use_authority_key_identifier_extension = true;
    let server_key = KeyPair::generate()?;
    let issuer = Issuer::new(authority, authority_key);
    let certificate = server.signed_by(&server_key, &issuer)?;

    let digest = ring::digest::digest(&ring::digest::SHA256, certificate.der());
    let pairs: Vec<String> = digest.as_ref().iter().map(|byte| format!("{byte:02X}")).collect();
    let key = PrivatePkcs8KeyDer::from(server_key.serialize_der());
    let chain = vec![certificate.der().clone(), authority_certificate.der().clone()];
    // The provider is named: another crate of the same build may bring a second one.
    let mut config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(chain, key.into())?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Tls {
        acceptor: TlsAcceptor::from(Arc::new(config)),
        fingerprint: pairs.join(":"),
        authority: authority_certificate.pem(),
    })
}

fn parameters(name: &str) -> Result<CertificateParams, Fault> {
    let mut parameters = CertificateParams::default();
    parameters.distinguished_name.push(DnType::CommonName, name);
    let now = Timestamp::from_millisecond(machine_time().millis())?;
    let today = Offset::UTC.to_datetime(now).date();
    let day = |days: i64| -> Result<_, Fault> {
        let date = today.checked_add(Span::new().try_days(days)?)?;
        let (month, day) = (u8::try_from(date.month())?, u8::try_from(date.day())?);
        Ok(date_time_ymd(date.year().into(), month, day))
    };
    // From yesterday on: clocks differ.
    (parameters.not_before, parameters.not_after) = (day(-1)?, day(VALID_DAYS)?);
    Ok(parameters)
}

/// Who trusts the authority trusts it for these names and for nothing else.
fn this_machine() -> NameConstraints {
    let address = |address: std::net::IpAddr, prefix| {
        GeneralSubtree::IpAddress(CidrSubnet::from_addr_prefix(address, prefix))
    };
    NameConstraints {
        permitted_subtrees: vec![
            GeneralSubtree::DnsName("localhost".to_owned()),
            address(Ipv4Addr::LOCALHOST.into(), 8),
            address(Ipv6Addr::LOCALHOST.into(), 128),
        ],
        excluded_subtrees: Vec::new(),
    }
}
