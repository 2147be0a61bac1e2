//! What a table asks of a member beside its type. A constraint belongs to one member and has the code of the rule
//! that says why; the walk reports it, and forms, JSON Schemas and types are made of it.

use super::WORDS_FOR_FORMS;
use crate::diagnostics::{Code, Diagnostic, Expected, Fix, Json, Operation};
use crate::text::Node;

/// Something that is asked of a member.
#[derive(Clone, Copy, Debug)]
pub struct Constraint {
    /// What is asked.
    pub asks: Asks,
    /// What is found where it is not so.
    pub code: &'static Code,
    /// Whether the finding is about the object around the member.
    pub about_object: bool,
    /// Adds what the words of the code need, and a fix.
    pub tell: Tell,
}

/// Adds parameters and a fix to a finding.
pub type Tell = fn(&Breach<'_>, &mut Diagnostic);

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub enum Asks {
    /// A value, and something in it, where the object around it is there.
    Present {
        /// An update may leave it out.
        on_create_only: bool,
        /// It is asked for even where the object around it is missing.
        deep: bool,
        /// Another member of the object: it is asked for only beside this one.
        beside: Option<&'static str>,
    },
    /// A whole number between these, both included.
    Number {
        /// The smallest.
        least: i64,
        /// The largest.
        most: i64,
    },
    /// A duration between these, both included, in seconds.
    Seconds {
        /// The shortest.
        least: u64,
        /// The longest.
        most: u64,
    },
    /// A text of this form.
    Form(&'static Form),
    /// A map within these limits.
    Entries(&'static Entries),
}

/// The form of a text: what tells it, and the same for editors.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    /// Whether a text, without blanks at its edges, has the form.
    pub takes: fn(&str) -> bool,
    /// Whether nothing at all, or blanks, is as good as no value.
    pub or_nothing: bool,
    /// The texts of the form as an expression of ECMAScript, without anchors and blanks at the edges; with `^` in
    /// front it is the whole expression. Not kept in the module for JavaScript, like `told`.
    pub pattern: &'static str,
    /// What editors tell of another text.
    pub told: &'static str,
}

impl Form {
    /// A form, and what editors need to know of it.
    #[must_use]
    pub const fn new(takes: fn(&str) -> bool, pattern: &'static str, told: &'static str) -> Self {
        let (pattern, told) = if WORDS_FOR_FORMS { (pattern, told) } else { ("", "") };
        Self { takes, or_nothing: true, pattern, told }
    }

    /// Nothing is not of the form either.
    #[must_use]
    pub const fn filled(mut self) -> Self {
        self.or_nothing = false;
        self
    }
}

/// A GUID, as an expression.
pub const GUID: &str = "[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}";

/// The limits of a map whose keys are the caller's. The variants of its code are `count`, `key`, `value` and
/// `characters`.
#[derive(Clone, Copy, Debug)]
pub struct Entries {
    /// How many there may be.
    pub most: usize,
    /// How long a key may be, in UTF-16 units; at least one.
    pub longest_key: usize,
    /// How long a text may be.
    pub longest_value: usize,
    /// Characters that no key has.
    pub never_in_key: &'static str,
}

/// Where a constraint is not kept.
#[derive(Clone, Copy, Debug)]
pub struct Breach<'b> {
    /// Name of the member.
    pub member: &'static str,
    /// The object in which it stands or should stand, or the nearest one that is there.
    pub object: Node<'b>,
    /// Where it stands or should stand.
    pub pointer: &'b str,
    /// What stands there, if anything does.
    pub value: Option<Node<'b>>,
    /// Its text without blanks at the edges; empty if it is none.
    pub text: &'b str,
    /// Its number.
    pub number: i64,
}

impl Breach<'_> {
    /// A fix that writes a value there.
    #[must_use]
    #[cold]
    pub fn put(&self, value: Json, title: &str) -> Fix {
        let path = self.pointer.to_owned();
        let operation = match self.value {
            Some(_) => Operation::Replace { path, value },
            None => Operation::Add { path, value },
        };
        Fix::suggested(title, vec![operation])
    }

    /// A fix that writes a text there.
    #[must_use]
    #[cold]
    pub fn write(&self, text: &str) -> Fix {
        Fix::write(self.pointer.to_owned(), text)
    }
}

impl Constraint {
    const fn new(asks: Asks, code: &'static Code, tell: Tell) -> Self {
        Self { asks, code, about_object: false, tell }
    }

    /// Something must be there.
    #[must_use]
    pub const fn present(code: &'static Code) -> Self {
        Self::new(
            Asks::Present { on_create_only: false, deep: false, beside: None },
            code,
            tell_absent,
        )
    }

    /// A whole number is not below this one.
    #[must_use]
    pub const fn least(least: i64, code: &'static Code, tell: Tell) -> Self {
        Self::new(Asks::Number { least, most: i64::MAX }, code, tell)
    }

    /// A whole number lies between these, both included.
    #[must_use]
    pub const fn between(least: i64, most: i64, code: &'static Code, tell: Tell) -> Self {
        Self::new(Asks::Number { least, most }, code, tell)
    }

    /// A duration lies between these, both included, in seconds.
    #[must_use]
    pub const fn seconds(least: u64, most: u64, code: &'static Code, tell: Tell) -> Self {
        Self::new(Asks::Seconds { least, most }, code, tell)
    }

    /// A text has a form.
    #[must_use]
    pub const fn form(form: &'static Form, code: &'static Code, tell: Tell) -> Self {
        Self::new(Asks::Form(form), code, tell)
    }

    /// A map keeps its limits.
    #[must_use]
    pub const fn entries(limits: &'static Entries, code: &'static Code) -> Self {
        Self::new(Asks::Entries(limits), code, tell_absent)
    }

    /// Only a create asks for it.
    #[must_use]
    pub const fn on_create(mut self) -> Self {
        if let Asks::Present { deep, beside, .. } = self.asks {
            self.asks = Asks::Present { on_create_only: true, deep, beside };
        }
        self
    }

    /// It is missing too where the object around it is.
    #[must_use]
    pub const fn deep(mut self) -> Self {
        if let Asks::Present { on_create_only, beside, .. } = self.asks {
            self.asks = Asks::Present { on_create_only, deep: true, beside };
        }
        self
    }

    /// It is missing only beside another member of the object.
    #[must_use]
    pub const fn beside(mut self, member: &'static str) -> Self {
        if let Asks::Present { on_create_only, deep, .. } = self.asks {
            self.asks = Asks::Present { on_create_only, deep, beside: Some(member) };
        }
        self
    }

    /// With other words.
    #[must_use]
    pub const fn telling(mut self, tell: Tell) -> Self {
        self.tell = tell;
        self
    }

    /// The finding is about the object around the member.
    #[must_use]
    pub const fn about_object(mut self) -> Self {
        self.about_object = true;
        self
    }

    /// Whether a body without the member, or without the object around it, is refused.
    #[must_use]
    pub fn demands(&self, around: bool) -> bool {
        let asks = matches!(self.asks, Asks::Present { deep, beside: None, .. } if deep || !around);
        asks && self.code.severity == crate::diagnostics::Severity::Error
    }
}

fn tell_absent(_: &Breach<'_>, finding: &mut Diagnostic) {
    finding.expected(Expected::Present);
}
