//! What would have been right, in a form that a form or an editor can use.

use serde::Serialize;

/// What a value should have been.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
#[non_exhaustive]
pub enum Expected {
    /// One of these words.
    OneOf {
        /// The allowed words in the field's own spelling.
        values: Vec<String>,
    },
    /// A number between two bounds, both inclusive.
    Range {
        /// Lower bound.
        #[serde(skip_serializing_if = "Option::is_none")]
        min: Option<i64>,
        /// Upper bound.
        #[serde(skip_serializing_if = "Option::is_none")]
        max: Option<i64>,
        /// Unit of the number, e.g. `nodes`.
        #[serde(skip_serializing_if = "Option::is_none")]
        unit: Option<&'static str>,
    },
    /// A text or list of this length, both bounds inclusive.
    Length {
        /// Shortest.
        min: usize,
        /// Longest.
        max: usize,
        /// What is counted, e.g. `characters`.
        unit: &'static str,
    },
    /// A value of this JSON type.
    Type {
        /// `text`, `integer`, `boolean`, `object`, `list`, `map`.
        name: &'static str,
    },
    /// A text of this form.
    Format {
        /// Name of the form, e.g. `duration`, `resource-id`.
        name: &'static str,
        /// Regular expression of the form, where it has one.
        #[serde(skip_serializing_if = "Option::is_none")]
        pattern: Option<&'static str>,
        /// A value of that form.
        example: &'static str,
    },
    /// The member should be there.
    Present,
    /// The member should not be there.
    Absent,
}
