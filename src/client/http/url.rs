//! Parts of a URL, and which hosts and ports are plain enough to be sent a token.

use crate::diagnostics::find_word;

pub(in crate::client) fn split_port(authority: &str) -> (&str, Option<&str>) {
    match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
        _ => (authority, None),
    }
}

/// A DNS name or an IPv4 address in plain ASCII; of IPv6 the loopback address alone.
pub(in crate::client) fn is_host(host: &str) -> bool {
    let plain =
        host.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'));
    // A host whose last label is a number is read as an address by URL parsers, and must be one.
    let last = host.trim_end_matches('.').rsplit('.').next().unwrap_or_default();
    let number = last.strip_prefix("0x").map_or_else(
        || last.bytes().all(|byte| byte.is_ascii_digit()),
        |digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()),
    );
    host == "[::1]" || (plain && !host.is_empty() && (!number || is_address(host)))
}

pub(in crate::client) fn is_port(port: &str) -> bool {
    !port.starts_with('0')
        && port.bytes().all(|byte| byte.is_ascii_digit())
        && port.parse::<u16>().is_ok()
}

/// Whether a host is an IPv4 address in its usual spelling.
fn is_address(host: &str) -> bool {
    let is_octet = |part: &str| {
        let canonical = part == "0" || !part.starts_with('0');
        canonical && part.bytes().all(|byte| byte.is_ascii_digit()) && part.parse::<u8>().is_ok()
    };
    host.split('.').count() == 4 && host.split('.').all(is_octet)
}

pub(in crate::client) fn is_loopback(host: &str) -> bool {
    matches!(host, "localhost" | "[::1]") || (is_address(host) && host.starts_with("127."))
}

/// How many dots a segment of a path is, if it is nothing else, in any spelling that a URL parser resolves.
pub(in crate::client) fn dots(segment: &str) -> Option<usize> {
    let mut rest = segment;
    let mut count = 0_usize;
    while let Some(head) = rest.get(..1) {
        let escaped = rest.get(..3).is_some_and(|head| head.eq_ignore_ascii_case("%2e"));
        if !escaped && head != "." {
            return None;
        }
        rest = rest.get(if escaped { 3 } else { 1 }..)?;
        count = count.saturating_add(1);
    }
    rest.is_empty().then_some(count)
}

/// The scheme of a URL and what follows `://`.
pub(in crate::client) fn split_scheme(url: &str) -> Option<(&str, &str)> {
    let at = find_word(url, "://")?;
    Some((url.get(..at)?, url.get(at.saturating_add(3)..)?))
}

/// The path of a URL: neither origin nor query.
pub(in crate::client) fn path_of(url: &str) -> &str {
    let plain = url.split(['?', '#']).next().unwrap_or_default();
    let rest = split_scheme(plain).map_or(plain, |(_, rest)| rest);
    rest.find('/').and_then(|at| rest.get(at..)).unwrap_or_default()
}

/// Scheme and host of a URL for a message: what may be a secret (user part, path, query) is left out.
pub(in crate::client) fn origin_of(url: &str) -> String {
    let (scheme, rest) = split_scheme(url).unwrap_or(("", url));
    let authority = rest.split(['/', '\\', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let mut origin: String = scheme.chars().filter(char::is_ascii_alphanumeric).take(10).collect();
    if !origin.is_empty() {
        origin.push_str("://");
    }
    origin.extend(host.chars().filter(|found| !found.is_control()).take(100));
    origin
}
