//! Reading values for rules. A member that the walk has faulted reads as faulty, so a rule that needs it
//! falls silent by itself instead of reporting the same mistake in other words.

use super::Marks;
use crate::diagnostics::{Code, Diagnostic, Fix, Json, Operation, Reporter, push_token, trim};
use crate::text::{Kind, Node};

/// What stands at a place.
#[derive(Clone, Copy, Debug)]
pub enum Slot<'d> {
    /// Nothing, or null.
    Absent,
    /// Something that already has an error, or lies below one.
    Faulty,
    /// A value.
    Found(Node<'d>),
}

/// Reads members below one node, names compared without case.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'d> {
    base: Node<'d>,
    /// Members between `base` and the object that is read, when that object is missing.
    missing: &'static [&'static str],
    marks: &'d Marks,
}

impl<'d> Reader<'d> {
    /// A reader below `base`.
    #[must_use]
    pub const fn new(base: Node<'d>, marks: &'d Marks) -> Self {
        Self { base, missing: &[], marks }
    }

    /// A reader of an object that is missing below `base`: everything reads as absent, and places are named
    /// where they should stand.
    #[must_use]
    pub const fn of_missing(
        base: Node<'d>,
        missing: &'static [&'static str],
        marks: &'d Marks,
    ) -> Self {
        Self { base, missing, marks }
    }

    /// The object that is read, if it is there.
    #[must_use]
    pub fn object(&self) -> Option<Node<'d>> {
        self.missing.is_empty().then_some(self.base)
    }

    /// The same for another value of the document.
    #[must_use]
    pub const fn at(&self, node: Node<'d>) -> Self {
        Self::new(node, self.marks)
    }

    /// A reader of an object further down, unless it is absent, faulty or no object.
    #[must_use]
    pub fn below(&self, path: &[&str]) -> Option<Self> {
        let node = self.node(path).filter(|node| node.kind() == Kind::Object)?;
        Some(self.at(node))
    }

    /// Readers of the sound objects of a list.
    pub fn entries(&self, path: &[&str]) -> impl Iterator<Item = Self> + use<'d> {
        let marks = self.marks;
        let items = self.node(path).into_iter().flat_map(Node::items);
        let sound = items.filter(|item| item.kind() == Kind::Object && !marks.is_faulty(*item));
        sound.map(|item| Self::new(item, marks))
    }

    /// What is written at a path, faulty or not.
    #[must_use]
    pub fn written(&self, path: &[&str]) -> Option<Node<'d>> {
        path.iter().try_fold(self.object()?, |node, name| node.get(name))
    }

    /// What stands at a path of names.
    #[must_use]
    pub fn slot(&self, path: &[&str]) -> Slot<'d> {
        let Some(mut node) = self.object() else {
            let silent = self.marks.is_faulty(self.base) || self.marks.is_open(self.base);
            return if silent { Slot::Faulty } else { Slot::Absent };
        };
        for name in path {
            if self.marks.is_faulty(node) {
                return Slot::Faulty;
            }
            match node.get(name) {
                Some(found) if !found.is_null() => node = found,
                // What is not known is not missing.
                None if self.marks.is_open(node) => return Slot::Faulty,
                _ => return Slot::Absent,
            }
        }
        if self.marks.is_faulty(node) { Slot::Faulty } else { Slot::Found(node) }
    }

    /// The value, unless it is absent or faulty.
    #[must_use]
    pub fn node(&self, path: &[&str]) -> Option<Node<'d>> {
        match self.slot(path) {
            Slot::Found(node) => Some(node),
            Slot::Absent | Slot::Faulty => None,
        }
    }

    /// Whether nothing stands there, and nothing above it is faulty.
    #[must_use]
    pub fn is_absent(&self, path: &[&str]) -> bool {
        matches!(self.slot(path), Slot::Absent)
    }

    /// Whether nothing stands there, or a text of blanks.
    #[must_use]
    pub fn is_empty(&self, path: &[&str]) -> bool {
        match self.slot(path) {
            Slot::Absent => true,
            Slot::Faulty => false,
            Slot::Found(node) => node.text().is_some_and(|text| trim(text).is_empty()),
        }
    }

    /// A text without blanks at its edges.
    #[must_use]
    pub fn text(&self, path: &[&str]) -> Option<&'d str> {
        self.node(path)?.text().map(trim)
    }

    /// Whether a node further down has no error.
    #[must_use]
    pub fn is_sound(&self, node: Node<'_>) -> bool {
        !self.marks.is_faulty(node)
    }

    /// A text without blanks at its edges, if anything is left of it.
    #[must_use]
    pub fn filled(&self, path: &[&str]) -> Option<&'d str> {
        self.text(path).filter(|text| !text.is_empty())
    }

    /// A whole number, also one given as text.
    #[must_use]
    pub fn integer(&self, path: &[&str]) -> Option<i64> {
        integer_in(self.node(path)?)
    }

    /// A boolean, also one given as text.
    #[must_use]
    pub fn boolean(&self, path: &[&str]) -> Option<bool> {
        let node = self.node(path)?;
        node.boolean().or_else(|| {
            let text = node.text()?;
            let text = trim(text);
            if text.eq_ignore_ascii_case("true") {
                Some(true)
            } else if text.eq_ignore_ascii_case("false") {
                Some(false)
            } else {
                None
            }
        })
    }

    /// Whether the text there is this word, without case.
    #[must_use]
    pub fn is_word(&self, path: &[&str], word: &str) -> bool {
        self.text(path).is_some_and(|text| text.eq_ignore_ascii_case(word))
    }

    /// The pointer of a path. What is there keeps its own spelling; what is missing is named as the API
    /// spells it.
    #[must_use]
    pub fn pointer(&self, path: &[&str]) -> String {
        self.place(path).0
    }

    #[cold]
    #[inline(never)]
    fn place(&self, path: &[&str]) -> (String, u32) {
        let mut found = self.base;
        let names: Vec<&str> = self.missing.iter().chain(path).copied().collect();
        let mut rest = &names[..];
        while let Some((name, behind)) = rest.split_first()
            && let Some(next) = found.get(name)
        {
            found = next;
            rest = behind;
        }
        let mut pointer = found.pointer();
        for name in rest {
            push_token(&mut pointer, name);
        }
        (pointer, found.index())
    }

    /// Reports something about a path, there or not.
    #[cold]
    #[inline(never)]
    pub fn report<'r>(
        &self,
        code: &'static Code,
        path: &[&str],
        reporter: &'r mut Reporter,
    ) -> &'r mut Diagnostic {
        let (pointer, order) = self.place(path);
        let text = self.written(path).and_then(Node::text);
        reporter.add(code, pointer, order).about(text.unwrap_or_default())
    }

    /// A fix that writes a value at a path: replaces what is there, adds what is missing, with the objects
    /// around it.
    #[must_use]
    #[cold]
    #[inline(never)]
    pub fn put(&self, path: &[&str], value: Json, title: &str) -> Fix {
        let names: Vec<&str> = self.missing.iter().chain(path).copied().collect();
        let (mut parent, mut rest) = (self.base, &names[..]);
        while let [name, behind @ ..] = rest
            && !behind.is_empty()
            && let Some(next) = parent.get(name).filter(|next| next.kind() == Kind::Object)
        {
            (parent, rest) = (next, behind);
        }
        let [name, inner @ ..] = rest else { return Fix::suggested(title, Vec::new()) };
        let value = inner.iter().rev().fold(value, |value, name| {
            Json::raw(["{\"", name, "\":", value.as_str(), "}"].concat())
        });
        let operation = match parent.get(name) {
            Some(found) => Operation::Replace { path: found.pointer(), value },
            None => Operation::Add { path: parent.pointer_of(name), value },
        };
        Fix::suggested(title, vec![operation])
    }
}

/// A whole number, also one given as text.
#[must_use]
pub fn integer_in(node: Node<'_>) -> Option<i64> {
    match node.kind() {
        Kind::Number => node.integer(),
        Kind::Text => {
            let text = node.text()?;
            let text = trim(text);
            let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
            let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
            if plain { text.parse().ok() } else { None }
        }
        _ => None,
    }
}
