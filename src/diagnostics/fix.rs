//! Fixes: a title, how safe it is, and the change as an RFC 6902 patch. Applying one to text is the
//! business of `text::edit`.

use super::Json;
use serde::Serialize;

/// How far a fix may be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Applicability {
    /// The meaning cannot change: casing of a word, removal of what the service ignores.
    Safe,
    /// Likely what was meant; a person should look.
    Suggested,
}

/// A change that removes its finding.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fix {
    /// What the change does, for a button.
    pub title: String,
    /// How far it may be trusted.
    pub applicability: Applicability,
    /// The change, RFC 6902, against what was checked.
    pub patch: Vec<Operation>,
}

/// One operation of a patch (RFC 6902).
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "op", rename_all = "lowercase")]
pub enum Operation {
    /// Adds a member or inserts an item (`-` = at the end).
    Add {
        /// Where.
        path: String,
        /// What.
        value: Json,
    },
    /// Removes a member or an item.
    Remove {
        /// Where.
        path: String,
    },
    /// Puts another value in the place of one that is there.
    Replace {
        /// Where.
        path: String,
        /// What.
        value: Json,
    },
    /// Takes a value away from one place and adds it at another.
    Move {
        /// From where.
        from: String,
        /// To where.
        path: String,
    },
    /// Adds at one place what stands at another.
    Copy {
        /// From where.
        from: String,
        /// To where.
        path: String,
    },
    /// Demands that a value stands there; nothing is changed if it does not.
    Test {
        /// Where.
        path: String,
        /// What.
        value: Json,
    },
}

impl Fix {
    /// A fix whose meaning cannot change.
    #[must_use]
    #[cold]
    #[inline(never)]
    pub fn safe(title: impl Into<String>, patch: Vec<Operation>) -> Self {
        Self { title: title.into(), applicability: Applicability::Safe, patch }
    }

    /// A fix that a person should look at.
    #[must_use]
    #[cold]
    #[inline(never)]
    pub fn suggested(title: impl Into<String>, patch: Vec<Operation>) -> Self {
        Self { title: title.into(), applicability: Applicability::Suggested, patch }
    }
}
