//! References of container images as Docker reads them: the grammar of distribution/reference, with the host
//! that is meant when none is written. `tests/oracle/image-references.tsv` holds what that reader answers.

use crate::diagnostics::{Diagnostic, Fix, Reporter, codes, cut, find_word, has_any, pieces};
use crate::text::Node;

codes! {
    REFERENCE = "image/reference" Warning {
        message: [
            "" => "`{actual}` is not a valid Docker image reference",
            "capitals" => "`{actual}` is not a valid Docker image reference: its path contains capital letters",
            "scheme" => "`{actual}` is not a valid Docker image reference: it starts with a scheme",
            "id" => "`{actual}` is an image id, which cannot be pulled from a registry",
        ],
        help: [
            "" => "write host/path:tag or host/path@sha256:digest, with the path in lower case",
            "capitals" => "write the path in lower case",
            "scheme" => "start with the host, without https://",
            "id" => "give the image name, followed by @sha256: and its digest",
        ],
        summary: "The string is not a container image reference.",
        why: "Docker rejects it before it looks for the image, so nothing starts. Usual causes: capital letters in the path, or https:// in front.",
        evidence: [Sdk "github.com/distribution/reference 0965666, run on the table of the tests" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"customServices\":[{\"image\":{\"reference\":\"ghcr.io/ContosoLab/notes:2.1\"}}]}}}",
        fix: "writes the path in lower case, or removes the scheme",
    }
}

/// The longest path of an image.
const LONGEST_PATH: usize = 255;
/// The longest tag.
const LONGEST_TAG: usize = 128;

/// Why a text is not a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// `https://` or the like in front.
    Scheme,
    /// Capitals in the path.
    Capitals,
    /// The id of an image, without a name.
    Id,
    /// Another reason.
    Form,
}

impl Fault {
    const fn reason(self) -> &'static str {
        match self {
            Self::Scheme => "scheme",
            Self::Capitals => "capitals",
            Self::Id => "id",
            Self::Form => "",
        }
    }
}

const fn is_lower(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit()
}

const fn is_hex(byte: u8) -> bool {
    byte.is_ascii_digit() || matches!(byte, b'a'..=b'f')
}

/// Host and the rest. The first part is a host if it looks like one; otherwise it is a part of the path.
fn split(text: &str) -> (Option<&str>, &str) {
    match cut(text, b'/') {
        Some((first, rest))
            if has_any(first, b".:")
                || first == "localhost"
                || first.bytes().any(|byte| byte.is_ascii_uppercase()) =>
        {
            (Some(first), rest)
        }
        _ => (None, text),
    }
}

/// A host name or an address, perhaps with a port.
fn is_host(text: &str) -> bool {
    let (host, port) = match text.strip_prefix('[') {
        Some(rest) => {
            let Some((address, behind)) = cut(rest, b']') else { return false };
            let inner = |byte: u8| byte.is_ascii_hexdigit() || byte == b':';
            if address.is_empty() || !address.bytes().all(inner) {
                return false;
            }
            ("", behind.strip_prefix(':').or_else(|| (!behind.is_empty()).then_some("")))
        }
        None => cut(text, b':').map_or((text, None), |(host, port)| (host, Some(port))),
    };
    let part = |part: &str| {
        !part.is_empty()
            && !part.starts_with('-')
            && !part.ends_with('-')
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let is_port = |port: &str| !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
    (text.starts_with('[') || pieces(host, b'.').all(part)) && port.is_none_or(is_port)
}

/// One part of a path: lower case and digits, between them a dot, one or two underscores, or hyphens.
fn is_component(text: &str) -> bool {
    let (mut separator, mut run) = (0_u8, 0_usize);
    for (at, byte) in text.bytes().enumerate() {
        if is_lower(byte) {
            run = 0;
            continue;
        }
        let most = match byte {
            b'.' => 1,
            b'_' => 2,
            b'-' => usize::MAX,
            _ => return false,
        };
        run = run.saturating_add(1);
        if at == 0 || run > most || (run > 1 && byte != separator) {
            return false;
        }
        separator = byte;
    }
    run == 0 && !text.is_empty()
}

fn is_tag(text: &str) -> bool {
    let first = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    text.len() <= LONGEST_TAG
        && text.bytes().next().is_some_and(first)
        && text.bytes().all(|byte| first(byte) || matches!(byte, b'.' | b'-'))
}

fn is_digest(text: &str) -> bool {
    let Some((algorithm, digits)) = cut(text, b':') else { return false };
    let length = match algorithm {
        "sha256" => 64,
        "sha384" => 96,
        "sha512" => 128,
        _ => return false,
    };
    digits.len() == length && digits.bytes().all(is_hex)
}

/// Why Docker does not read a reference; `None` if it does.
#[must_use]
pub fn fault(text: &str) -> Option<Fault> {
    if find_word(text, "://").is_some() {
        return Some(Fault::Scheme);
    }
    if text.len() == 64 && text.bytes().all(is_hex) {
        return Some(Fault::Id);
    }
    let (host, rest) = split(text);
    let (named, digest) = cut(rest, b'@').map_or((rest, None), |(named, at)| (named, Some(at)));
    let (path, tag) = cut(named, b':').map_or((named, None), |(path, tag)| (path, Some(tag)));
    if path.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Some(Fault::Capitals);
    }
    let is_read = host.is_none_or(is_host)
        && path.len() <= LONGEST_PATH
        && pieces(path, b'/').all(is_component)
        && tag.is_none_or(is_tag)
        && digest.is_none_or(is_digest);
    (!is_read).then_some(Fault::Form)
}

/// The reference that was most likely meant.
fn mend(text: &str, fault: Fault) -> Option<String> {
    let mended = match fault {
        Fault::Scheme => cut(text, b':')?.1.trim_start_matches('/').to_owned(),
        Fault::Capitals => {
            let (_, rest) = split(text);
            let end = rest.find([':', '@']).unwrap_or(rest.len());
            let (host, path, behind) = (
                text.strip_suffix(rest).unwrap_or_default(),
                rest.get(..end).unwrap_or_default(),
                rest.get(end..).unwrap_or_default(),
            );
            [host, &path.to_ascii_lowercase(), behind].concat()
        }
        Fault::Id | Fault::Form => return None,
    };
    self::fault(&mended).is_none().then_some(mended)
}

/// Reports a reference that Docker does not read.
pub fn check<'r>(
    node: Node<'_>,
    text: &str,
    reporter: &'r mut Reporter,
) -> Option<&'r mut Diagnostic> {
    let fault = fault(text)?;
    // An address may have a login in it.
    let shown = match fault {
        Fault::Scheme => text.rsplit_once('@').map_or(text, |(_, host)| host),
        _ => text,
    };
    let fix = mend(text, fault).filter(|_| shown == text);
    let finding = node.report(&REFERENCE, reporter).reason(fault.reason());
    finding.param("actual", shown).actual(shown);
    finding.fix(fix.map(|mended| Fix::write(node.pointer(), &mended)));
    Some(finding)
}
