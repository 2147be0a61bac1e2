//! Fixes: a title, how safe it is, and the change as an RFC 6902 patch. Applying one to text is the
//! business of `text::edit`.

use serde::Serialize;

use super::Json;

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
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fix {
    /// What the change does, for a button.
    pub title: String,
    /// How far it may be trusted.
    pub applicability: Applicability,
    /// The change, RFC 6902, against what was checked.
    pub patch: Vec<Operation>,
}

/// One operation of a patch (RFC 6902).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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

impl Operation {
    /// The value that it writes or compares with.
    pub(super) const fn value(&self) -> Option<&Json> {
        match self {
            Self::Add { value, .. } | Self::Replace { value, .. } | Self::Test { value, .. } => {
                Some(value)
            }
            Self::Remove { .. } | Self::Move { .. } | Self::Copy { .. } => None,
        }
    }
}

// The usual changes, out of line for the same reason as the steps of a finding.
impl Fix {
    /// A change of several steps.
    #[must_use]
    #[cold]
    #[inline(never)]
    pub fn new(title: &str, applicability: Applicability, patch: Vec<Operation>) -> Self {
        Self { title: title.to_owned(), applicability, patch }
    }

    /// A likely change of several steps.
    #[must_use]
    #[cold]
    #[inline(never)]
    pub fn suggested(title: &str, patch: Vec<Operation>) -> Self {
        Self::new(title, Applicability::Suggested, patch)
    }

    /// Writes another text in the place of a value.
    #[must_use]
    #[cold]
    #[inline(never)]
    pub fn write(path: String, text: &str) -> Self {
        let title = ["write `", text, "`"].concat();
        Self::suggested(&title, vec![Operation::Replace { path, value: text.into() }])
    }

    /// Puts another value in the place of one that is there.
    #[must_use]
    #[cold]
    #[inline(never)]
    pub fn replace(title: &str, path: String, value: Json) -> Self {
        Self::suggested(title, vec![Operation::Replace { path, value }])
    }

    /// Takes a member away.
    #[must_use]
    #[cold]
    #[inline(never)]
    pub fn remove(title: &str, path: String) -> Self {
        Self::suggested(title, vec![Operation::Remove { path }])
    }

    /// Moves or renames a member.
    #[must_use]
    #[cold]
    #[inline(never)]
    pub fn relocate(title: &str, from: String, path: String) -> Self {
        Self::suggested(title, vec![Operation::Move { from, path }])
    }

    /// The same change, of which the meaning cannot change.
    #[must_use]
    pub const fn safe(mut self) -> Self {
        self.applicability = Applicability::Safe;
        self
    }
}
