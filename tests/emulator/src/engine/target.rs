//! The URL of a request, taken apart: origin, path segments, query. It knows nothing about what the
//! segments mean.

use percent_encoding::percent_decode_str;
use std::fmt;

/// A request URL.
#[derive(Clone, PartialEq, Eq)]
pub struct Target {
    /// Scheme and authority, as the caller wrote them: links in answers begin with it.
    pub origin: String,
    /// The path as it came, escapes included.
    pub path: String,
    /// The query as it came, without the question mark.
    pub query: String,
    /// Path segments, decoded.
    pub segments: Vec<String>,
}

impl Target {
    /// Takes an absolute URL apart. `None` if it is none, or has an escape that is no UTF-8 text.
    #[must_use]
    pub fn parse(url: &str) -> Option<Self> {
        let url = url.split('#').next().unwrap_or_default();
        let (scheme, rest) = url.split_once("://")?;
        let (authority, path_and_query) = match rest.split_once('/') {
            Some((authority, rest)) => (authority, format!("/{rest}")),
            None => (rest, "/".to_owned()),
        };
        if authority.is_empty() || authority.contains(['?', '@', '\\']) {
            return None;
        }
        let (path, query) = path_and_query.split_once('?').unwrap_or((&path_and_query, ""));
        let segments =
            path.trim_start_matches('/').split('/').map(decode).collect::<Option<Vec<String>>>()?;
        Some(Self {
            origin: format!("{scheme}://{authority}"),
            path: path.to_owned(),
            query: query.to_owned(),
            segments,
        })
    }

    /// The first value of a query parameter; names are compared without case.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<String> {
        self.query
            .split('&')
            .filter_map(|pair| {
                let (found, value) = pair.split_once('=').unwrap_or((pair, ""));
                decode(found)?.eq_ignore_ascii_case(name).then(|| decode(value))?
            })
            .next()
    }
}

/// Without the query: signatures live there.
impl fmt::Debug for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Target({}{})", self.origin, self.path)
    }
}

fn decode(text: &str) -> Option<String> {
    percent_decode_str(text).decode_utf8().ok().map(std::borrow::Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::Target;

    #[test]
    fn takes_a_url_apart() {
        let target = Target::parse("http://127.0.0.1:80/a%20b//C?x=1&%24Skip=a%2Fb&x=2#f").unwrap();
        assert_eq!(target.origin, "http://127.0.0.1:80");
        assert_eq!(target.segments, ["a b", "", "C"]);
        assert_eq!(target.parameter("X").as_deref(), Some("1"));
        assert_eq!(target.parameter("$skip").as_deref(), Some("a/b"));
        assert_eq!(target.parameter("y"), None);
    }

    #[test]
    fn refuses_what_is_no_absolute_url() {
        for url in ["", "/a", "http://", "http:///a", "http://u@h/a", "http://h/%ff", "h/a?b"] {
            assert_eq!(Target::parse(url), None, "{url}");
        }
        assert_eq!(Target::parse("http://h").unwrap().path, "/");
    }
}
