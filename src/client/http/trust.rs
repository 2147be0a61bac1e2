//! Who gets the token: the configured endpoint and the origins the caller lists, nobody else. A prefix
//! test on the text of the URL: what comes before the first slash of the path must be exactly a listed
//! origin, so no trick with user parts, backslashes or white space can move the host. Compared with a
//! URL parser by a property test.

use super::error::Error;
use super::url::{dots, is_host, is_loopback, is_port, split_port, split_scheme};
use crate::diagnostics::{find_byte, has_any};

/// An endpoint: origin and, for a gateway, a base path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// Scheme, host and port, in lower case.
    origin: String,
    /// Empty, or `/…` without a slash at the end.
    base: String,
}

impl Endpoint {
    /// Reads an endpoint. https only; http counts for loopback hosts when that is allowed.
    ///
    /// # Errors
    /// An endpoint in another form, or one that would get the token in clear text.
    pub fn parse(text: &str, allow_insecure_loopback: bool) -> Result<Self, Error> {
        let wrong = || {
            let mut message = String::from("`");
            message.extend(text.chars().filter(|found| !found.is_control()).take(100));
            message
                .push_str("` is not an endpoint: `https://host` without query or user is expected");
            Error::argument(message)
        };
        if has_any(text, b"@?") {
            // May hold a password or a signature, so it is not repeated.
            return Err(Error::argument("an endpoint has no user, password or query part"));
        }
        let (scheme, rest) = split_scheme(text).ok_or_else(wrong)?;
        let slash = find_byte(rest, b'/').unwrap_or(rest.len());
        let (authority, path) = rest.split_at_checked(slash).unwrap_or((rest, ""));
        let scheme = scheme.to_ascii_lowercase();
        let authority = authority.to_ascii_lowercase();
        let (host, port) = split_port(&authority);
        let base = path.trim_end_matches('/');
        let known = matches!(scheme.as_str(), "https" | "http");
        if !known || !is_host(host) || !port.is_none_or(is_port) || !is_base(base) {
            return Err(wrong());
        }
        if scheme == "http" && !(allow_insecure_loopback && is_loopback(host)) {
            return Err(Error::untrusted(text).helped(
                "tokens are sent over https only; allowInsecureLoopback permits http to this machine",
            ));
        }
        let default_port = if scheme == "http" { "80" } else { "443" };
        let mut origin = scheme;
        origin.push_str("://");
        origin.push_str(host);
        if let Some(port) = port.filter(|port| *port != default_port) {
            origin.push(':');
            origin.push_str(port);
        }
        Ok(Self { origin, base: base.to_owned() })
    }

    /// A URL on this endpoint. `path` begins with a slash.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        let mut url = self.origin.clone();
        url.push_str(&self.base);
        url.push_str(path);
        url
    }

    /// The URL of a reference the service gave: absolute, or from the root of this origin.
    #[must_use]
    pub fn resolve(&self, reference: &str) -> String {
        if reference.starts_with('/') && !reference.starts_with("//") {
            let mut url = self.origin.clone();
            url.push_str(reference);
            url
        } else {
            reference.to_owned()
        }
    }

    /// Whether a URL lies on this endpoint.
    #[must_use]
    pub fn covers(&self, url: &str) -> bool {
        let Some(path) = self.after_origin(url) else {
            return false;
        };
        if self.base.is_empty() {
            return true;
        }
        let below = path.strip_prefix(self.base.as_str()).is_some_and(|rest| rest.starts_with('/'));
        // `/base/../other` would leave the base path once a URL parser has seen it.
        below && !has_dot_segment(path)
    }

    /// What follows the origin, if the URL begins with it: a path.
    fn after_origin<'u>(&self, url: &'u str) -> Option<&'u str> {
        let (head, rest) = url.split_at_checked(self.origin.len())?;
        if !head.eq_ignore_ascii_case(&self.origin) {
            return None;
        }
        let default_port = if self.origin.starts_with("https:") { ":443" } else { ":80" };
        let has_port = self.origin.rsplit(':').next().is_some_and(is_port);
        let rest = match rest.strip_prefix(default_port) {
            Some(behind) if !has_port => behind,
            _ => rest,
        };
        let clean = !rest.bytes().any(|byte| byte.is_ascii_control() || byte == b'\\');
        (rest.starts_with('/') && clean).then_some(rest)
    }
}

/// The origins that get the token.
#[derive(Clone, Debug)]
pub struct Trust {
    endpoint: Endpoint,
    others: Vec<Endpoint>,
}

impl Trust {
    /// Trusts an endpoint and others.
    #[must_use]
    pub const fn new(endpoint: Endpoint, others: Vec<Endpoint>) -> Self {
        Self { endpoint, others }
    }

    /// The configured endpoint.
    #[must_use]
    pub const fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }

    /// The URL of a reference the service gave, if it may have the token. It is used byte for byte.
    ///
    /// # Errors
    /// A reference to a place that is not trusted.
    pub fn follow(&self, reference: &str) -> Result<String, Error> {
        let url = self.endpoint.resolve(reference);
        if self.allows(&url) { Ok(url) } else { Err(Error::untrusted(&url)) }
    }

    /// Whether a URL may have the token.
    #[must_use]
    pub fn allows(&self, url: &str) -> bool {
        self.endpoint.covers(url) || self.others.iter().any(|other| other.covers(url))
    }

    /// Where a redirect from `from` leads, if that is the same origin.
    #[must_use]
    pub(in crate::client) fn redirect(&self, from: &str, location: &str) -> Option<String> {
        let home =
            std::iter::once(&self.endpoint).chain(&self.others).find(|place| place.covers(from))?;
        let url = home.resolve(location);
        home.covers(&url).then_some(url)
    }
}

fn is_base(base: &str) -> bool {
    let plain = base.bytes().all(|byte| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_' | b'.' | b'~')
    });
    plain && !base.split('/').skip(1).any(str::is_empty) && !has_dot_segment(base)
}

/// Whether a path holds `.` or `..` as a segment, in any spelling that a URL parser resolves.
fn has_dot_segment(path: &str) -> bool {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    path.split('/').any(|segment| matches!(dots(segment), Some(1 | 2)))
}
