//! Names as Kubernetes spells them: labels, their values, names of objects and of resources. The grammars are
//! those of k8s.io/apimachinery; `tests/oracle/kubernetes-names.tsv` holds what its own functions answer.

use crate::diagnostics::{cut, find_word, pieces};

/// The longest name in front of which a prefix may stand, the longest value, and the longest part of a host.
const LONGEST: usize = 63;
/// The longest prefix, which is the longest host name.
const LONGEST_HOST: usize = 253;

const fn is_lower(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit()
}

/// Whether a text has bytes of one sort inside, and of another at both edges.
fn is_of(text: &str, edge: fn(u8) -> bool, inner: fn(u8) -> bool) -> bool {
    let bytes = text.as_bytes();
    bytes.first().copied().is_some_and(edge)
        && bytes.last().copied().is_some_and(edge)
        && bytes.iter().all(|byte| inner(*byte))
}

/// A name without prefix: letters of both cases, digits, `-`, `_`, `.`, none of these three at the edges.
fn is_plain(text: &str) -> bool {
    let inner = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    text.len() <= LONGEST && is_of(text, |byte| byte.is_ascii_alphanumeric(), inner)
}

/// One part of a host name: lower case, digits and hyphens.
fn is_part(text: &str) -> bool {
    is_of(text, is_lower, |byte| is_lower(byte) || byte == b'-')
}

/// Whether a text can be the name of a namespace: one part of a host name of at most 63 characters.
#[must_use]
pub fn is_namespace(text: &str) -> bool {
    text.len() <= LONGEST && is_part(text)
}

/// Whether a text can be the name of an object: parts of a host name with dots between them.
#[must_use]
pub fn is_object_name(text: &str) -> bool {
    text.len() <= LONGEST_HOST && pieces(text, b'.').all(is_part)
}

/// Whether a text can be the key of a label: a name, perhaps with a host name and a slash in front.
#[must_use]
pub fn is_key(text: &str) -> bool {
    match cut(text, b'/') {
        Some((prefix, name)) => is_object_name(prefix) && is_plain(name),
        None => is_plain(text),
    }
}

/// Whether a text can be the value of a label: nothing, or a name without prefix.
#[must_use]
pub fn is_value(text: &str) -> bool {
    text.is_empty() || is_plain(text)
}

/// What a container may ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resource {
    /// Processors, memory, disk: a request may be below its limit.
    Shared,
    /// Large pages of memory: request and limit are the same.
    Pages,
    /// Devices of a vendor: whole ones, and request and limit are the same.
    Device,
}

/// What a name of a resource means to a container; `None` for one that it cannot ask for.
#[must_use]
pub fn resource(name: &str) -> Option<Resource> {
    if matches!(name, "cpu" | "memory" | "ephemeral-storage") {
        return Some(Resource::Shared);
    }
    if !is_key(name) {
        return None;
    }
    if name.starts_with("hugepages-") {
        return Some(Resource::Pages);
    }
    cut(name, b'/')?;
    if find_word(name, "kubernetes.io/").is_some() {
        return Some(Resource::Shared);
    }
    (!name.starts_with("requests.")).then_some(Resource::Device)
}
