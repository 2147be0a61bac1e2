//! What a form needs to know of fields, derived from the tables.

use serde::Serialize;

use super::walk::type_name;
use super::{Effect, Field, Format, Type};
use crate::diagnostics::Pointer;

/// One control of a form.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FieldDescription {
    /// Pointer into the body.
    pub path: String,
    /// Name of the member.
    pub name: &'static str,
    /// Label.
    pub title: &'static str,
    /// One sentence.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub help: &'static str,
    /// Group of the form.
    pub group: &'static str,
    /// `text`, `integer`, `boolean`, `word`, `map`, `list` or `any`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// What the text (or the key of a map) is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<&'static str>,
    /// Wanted type of a resource id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource_type: Option<&'static str>,
    /// The words to choose from.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub words: &'static [&'static str],
    /// Must be filled in.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
    /// Must not be shown.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub secret: bool,
    /// Fixed when the compute is created.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub create_only: bool,
    /// May be null.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub nullable: bool,
    /// What leaving it out means.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<&'static str>,
    /// A good value.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub example: &'static str,
    /// Unit of a number.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub unit: &'static str,
    /// Smallest number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<i64>,
    /// Largest number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<i64>,
    /// First stable api-version that has it.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub since: &'static str,
}

/// Describes the members that a form shows; objects are opened out into their leaves.
pub fn describe_fields(
    base: &str,
    fields: &'static [Field],
    kind_fields: &'static [Field],
    into: &mut Vec<FieldDescription>,
) {
    for field in fields.iter().filter(|field| !field.read_only) {
        let path = Pointer::join(base, field.name);
        match field.value {
            Type::Object(inner) | Type::Open(inner) => {
                describe_fields(&path, inner, kind_fields, into);
            }
            Type::Kind => describe_fields(&path, kind_fields, kind_fields, into),
            _ if field.title.is_empty() => {}
            _ => into.push(describe(path, field)),
        }
    }
}

fn describe(path: String, field: &'static Field) -> FieldDescription {
    let format = match field.value {
        Type::Text(format) | Type::Map { key: format, .. } => Some(format),
        _ => None,
    };
    let (min, max) = field.bounds().unzip();
    FieldDescription {
        path,
        name: field.name,
        title: field.title,
        help: field.help,
        group: field.group,
        kind: match field.value {
            Type::Text(Format::Words(_)) => "word",
            other => type_name(other),
        },
        format: format.and_then(Format::name),
        resource_type: match format {
            Some(Format::ResourceId(kind)) => Some(kind),
            _ => None,
        },
        words: match field.value {
            Type::Word(words) | Type::ClosedWord(words) | Type::Text(Format::Words(words)) => words,
            _ => &[],
        },
        required: field.is_demanded(&[]),
        secret: field.secret,
        create_only: field.effect == Effect::Create,
        nullable: field.nullable,
        default: field.default,
        example: field.example,
        unit: field.unit,
        min,
        max,
        since: field.since,
    }
}
