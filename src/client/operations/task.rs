//! What a client can be asked for, as values: which operation, about what, and what goes with it. Knows no wire.

use super::table::{self, Answer, Operation};
use crate::client::http::error::Error;

/// What becomes of the thing behind an attached compute, or of the compute itself, on deletion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnderlyingResourceAction {
    /// It is deleted.
    Delete,
    /// It stays and is only detached from the workspace.
    Detach,
}

impl UnderlyingResourceAction {
    /// The word on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Delete => "Delete",
            Self::Detach => "Detach",
        }
    }

    /// The action of a word.
    ///
    /// # Errors
    /// A word that is neither.
    pub fn parse(word: &str) -> Result<Self, Error> {
        [Self::Delete, Self::Detach]
            .into_iter()
            .find(|action| action.as_str() == word)
            .ok_or_else(|| Error::argument("underlyingResourceAction must be `Delete` or `Detach`"))
    }
}

/// What goes with a request.
#[derive(Clone, PartialEq, Eq)]
pub enum Sent {
    /// Nothing.
    Nothing,
    /// A body, byte for byte.
    Body(String),
    /// What becomes of what is deleted.
    Action(UnderlyingResourceAction),
    /// The link to a page, as the page before told it.
    Link(String),
}

impl Sent {
    /// What a text is for an operation: of a deletion the action, of a list the link to a page, else a body.
    ///
    /// # Errors
    /// An action of another word.
    pub fn with(operation: &Operation, text: String) -> Result<Self, Error> {
        Ok(match operation.answer {
            _ if operation.is(&table::DELETE) => {
                Self::Action(UnderlyingResourceAction::parse(&text)?)
            }
            _ if text.is_empty() => Self::Nothing,
            Answer::Page(_) => Self::Link(text),
            _ => Self::Body(text),
        })
    }

    /// The body.
    #[must_use]
    pub fn body(&self) -> Option<&str> {
        match self {
            Self::Body(body) => Some(body),
            _ => None,
        }
    }
}

/// The form only: bodies hold secrets, and links may hold what is nobody's business.
impl std::fmt::Debug for Sent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Nothing => f.write_str("Nothing"),
            Self::Body(body) => f.debug_tuple("Body").field(&body.len()).finish(),
            Self::Action(action) => f.debug_tuple("Action").field(action).finish(),
            Self::Link(_) => f.write_str("Link"),
        }
    }
}

/// An operation, what it is about (the name of a compute, the id of a job, a region), and what goes with it.
#[derive(Clone, Debug)]
pub struct Task {
    pub(in crate::client) operation: &'static Operation,
    pub(in crate::client) subject: String,
    pub(in crate::client) sent: Sent,
}

impl Task {
    /// The task of an operation.
    #[must_use]
    pub fn new(operation: &'static Operation, subject: &str, sent: Sent) -> Self {
        Self { operation, subject: subject.to_owned(), sent }
    }

    /// The task of this name in the table of operations, with what a text is for it.
    ///
    /// # Errors
    /// A name that no operation has; what [`Sent::with`] refuses.
    pub fn named(name: &str, subject: String, text: String) -> Result<Self, Error> {
        let operation =
            Operation::named(name).ok_or_else(|| Error::argument("no such operation"))?;
        Ok(Self { operation, subject, sent: Sent::with(operation, text)? })
    }
}
