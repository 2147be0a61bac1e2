//! Secrets in places where everybody reads them, and secrets as plain text.

use crate::arm::base64;
use crate::diagnostics::{Reporter, codes, cut, find_word, looks_like_secret, pieces, trim};
use crate::kinds::{Context, Rule};
use crate::schema::{Field, Format, Type, field_of, placeholder_in};
use crate::text::Node;

codes! {
    MISPLACED = "secret/misplaced" Warning {
        message: "this looks like {found}, in a place that everybody who can read the compute can see",
        help: "remove it, and treat it as leaked if it was ever sent",
        summary: "A secret in a description, tag or name.",
        why: "These properties are part of every response.",
        evidence: [Reasoning "what a GET shows" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"description\":\"password=hunter2\"}}",
    }
    CONNECTION_STRING = "secret/connection-string" Warning {
        message: "`{member}` is not a valid connection string: it needs Endpoint and a key",
        help: "copy the whole string; it has the form Name=value;Name=value",
        summary: "A connection string without endpoint or key.",
        why: "Nothing can be connected with it.",
        evidence: [Spec "KubernetesProperties@2026-05-01" "2026-08"],
        example: "{\"properties\":{\"computeType\":\"Kubernetes\",\"properties\":{\"serviceBusConnectionString\":\"relay\"}}}",
    }
    LITERAL = "secret/literal" Info {
        message: "`{member}` is written in plain text in the body",
        help: "read it from a vault at run time, and keep it out of files",
        summary: "The body contains a secret in plain text.",
        why: "Bodies end up in repositories and logs.",
        evidence: [Spec "secret properties@2022-05-01 and later" "2026-08"],
        example: "{\"properties\":{\"computeType\":\"VirtualMachine\",\"properties\":{\"administratorAccount\":{\"password\":\"S0me-Long.Word\"}}}}",
    }
}

/// The rule of connection strings.
pub const CONNECTION_RULES: &[Rule] = &[Rule { codes: &[&CONNECTION_STRING], check: connection }];

/// The rules.
pub const RULES: &[Rule] =
    &[Rule { codes: &[&MISPLACED], check: misplaced }, Rule { codes: &[&LITERAL], check: literal }];

fn connection(cx: &Context<'_>, reporter: &mut Reporter) {
    for member in ["relayConnectionString", "serviceBusConnectionString"] {
        if cx.data.filled(&[member]).is_some_and(|text| !is_connection_string(text)) {
            cx.data.report(&CONNECTION_STRING, &[member], reporter).member(member);
        }
    }
}

/// Whether a text is `Name=value;…` with an endpoint and a key.
fn is_connection_string(text: &str) -> bool {
    let (mut endpoint, mut key) = (false, false);
    let mut parts = pieces(text, b';').map(trim).filter(|part| !part.is_empty());
    let well_formed = parts.all(|part| {
        cut(part, b'=').is_some_and(|(name, value)| {
            let is = |word: &str| name.eq_ignore_ascii_case(word) && !value.is_empty();
            endpoint |= is("Endpoint");
            key |= is("SharedAccessKey") || is("SharedAccessSignature");
            !name.is_empty()
        })
    });
    well_formed && endpoint && key
}

/// What a text looks like, if it looks like a secret. A password that nobody filled in is none.
#[must_use]
pub fn looks_like(text: &str) -> Option<&'static str> {
    let word = "password=";
    let tail = || find_word(text, word).and_then(|at| text.get(at.checked_add(word.len())?..));
    let unfilled = || tail().is_some_and(|tail| placeholder_in(tail).is_some());
    looks_like_secret(text).filter(|found| *found != "a password" || !unfilled())
}

/// What a text looks like, or what it packs: set-up scripts are sent in base64.
#[must_use]
pub fn holds(text: &str) -> Option<&'static str> {
    let unpacked =
        || base64::decode(&base64::packed(text)).and_then(|bytes| String::from_utf8(bytes).ok());
    looks_like(text).or_else(|| unpacked().as_deref().and_then(looks_like))
}

fn misplaced(cx: &Context<'_>, reporter: &mut Reporter) {
    let description = cx.properties.node(&["description"]);
    let tags = cx.body.node(&["tags"]).into_iter().flat_map(Node::members);
    for node in description.into_iter().chain(tags.map(|member| member.value)) {
        if let Some(found) = node.text().and_then(looks_like) {
            node.report(&MISPLACED, reporter).own("found", found);
        }
    }
}

fn literal(cx: &Context<'_>, reporter: &mut Reporter) {
    if let Some(data) = cx.data.object() {
        walk(data, cx.kind.fields, reporter);
    }
}

/// Looks for secret members that are more than public halves of keys.
fn walk(object: Node<'_>, fields: &'static [Field], reporter: &mut Reporter) {
    for member in object.members() {
        let Some(field) = field_of(fields, member.key) else { continue };
        match field.value {
            Type::Object(inner) | Type::Open(inner) => walk(member.value, inner, reporter),
            Type::Text(format) if field.secret && format != Format::PublicKey => {
                let text = member.value.text().unwrap_or_default();
                if !text.is_empty() && placeholder_in(text).is_none() {
                    member.value.report(&LITERAL, reporter).member(field.name);
                }
            }
            _ => {}
        }
    }
}
