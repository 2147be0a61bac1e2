//! The parsed text: a flat list of nodes in document order that borrow from the text. Reading a member
//! walks the list; nothing is copied unless a text holds escapes.

use std::cmp::Ordering;

use super::index::Index;
use super::scan::integer_of;
use super::signs::{bit_of, print_of};
use crate::diagnostics::{Code, Diagnostic, Reporter, push_token};

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean,
    /// A number, kept as it is spelled.
    Number,
    /// A text.
    Text,
    /// A list.
    List,
    /// An object.
    Object,
}

impl Kind {
    /// The word for it in messages.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "boolean",
            Self::Number => "number",
            Self::Text => "text",
            Self::List => "list",
            Self::Object => "object",
        }
    }
}

/// One value of the text. Byte offsets; a text excludes its quotes, lists and objects include their
/// brackets.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub(super) kind: Kind,
    /// The text (or key) holds escapes.
    pub(super) escaped: bool,
    pub(super) key_escaped: bool,
    /// The signs that stand in a text.
    pub(super) signs: u8,
    pub(super) start: u32,
    pub(super) end: u32,
    /// Index behind the last node below this one.
    pub(super) next: u32,
    pub(super) parent: u32,
    /// The key without quotes. Of an item: its place in the list, and 0; both 0 for the root.
    pub(super) key_start: u32,
    pub(super) key_end: u32,
    /// The print of the key; 0 for items and the root.
    pub(super) key_print: u32,
    /// The prints of the names of an object, a bit for each.
    pub(super) names: u32,
    /// No two names of an object have the same print.
    pub(super) distinct: bool,
}

/// A parsed text.
#[derive(Clone, Debug)]
pub struct Document<'t> {
    pub(super) text: &'t str,
    pub(super) entries: Vec<Entry>,
    /// The values of texts and keys that hold escapes, by where they start; few texts have any.
    pub(super) resolved: Vec<(u32, String)>,
    /// The keys of large objects, in the order of the objects.
    pub(super) indexes: Vec<Index>,
    /// Nothing but JSON: no comment, no line break inside of a text.
    pub(super) plain: bool,
}

/// A value inside a document.
#[derive(Clone, Copy)]
pub struct Node<'d> {
    document: &'d Document<'d>,
    index: u32,
    entry: &'d Entry,
}

/// A member of an object.
#[derive(Clone, Debug)]
pub struct Member<'d> {
    /// The key with its escapes resolved.
    pub key: &'d str,
    /// The value.
    pub value: Node<'d>,
}

impl<'t> Document<'t> {
    /// The text that was parsed.
    #[must_use]
    pub const fn text(&self) -> &'t str {
        self.text
    }

    /// The outermost value; `None` for a document that could not be read.
    #[must_use]
    pub fn root(&self) -> Option<Node<'_>> {
        self.node(0)
    }

    /// The node at an index of the document order.
    #[must_use]
    #[inline(always)]
    pub fn node(&self, index: u32) -> Option<Node<'_>> {
        let entry = self.entries.get(index as usize)?;
        Some(Node { document: self, index, entry })
    }

    /// How many nodes there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nothing could be read.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The node that a pointer names, keys compared exactly.
    #[must_use]
    pub fn at(&self, pointer: &str) -> Option<Node<'_>> {
        let mut node = self.root()?;
        for token in crate::diagnostics::Pointer::tokens(pointer)? {
            node = node.child(&token)?;
        }
        Some(node)
    }

    #[inline(always)]
    pub(super) fn slice(&self, start: u32, end: u32) -> &str {
        self.text.get(start as usize..end as usize).unwrap_or_default()
    }

    /// The value of a text or key.
    #[inline(always)]
    fn value(&self, start: u32, end: u32, escaped: bool) -> &str {
        if escaped { self.resolve(start) } else { self.slice(start, end) }
    }

    /// The key of a member.
    pub(super) fn key_of(&self, entry: u32) -> &str {
        let entry = self.entries.get(entry as usize);
        entry.map_or("", |entry| self.value(entry.key_start, entry.key_end, entry.key_escaped))
    }

    #[cold]
    #[inline(never)]
    pub(super) fn resolve(&self, start: u32) -> &str {
        let found = self.resolved.binary_search_by_key(&start, |(at, _)| *at);
        found.ok().and_then(|at| self.resolved.get(at)).map_or("", |(_, text)| text)
    }
}

impl<'d> Node<'d> {
    /// What it is.
    #[must_use]
    pub const fn kind(self) -> Kind {
        self.entry.kind
    }

    /// Its place in document order.
    #[must_use]
    pub const fn index(self) -> u32 {
        self.index
    }

    /// Its place in document order, and the place behind the last value below it.
    pub(crate) const fn span(self) -> (u32, u32) {
        (self.index, self.entry.next)
    }

    /// The document it belongs to.
    #[must_use]
    pub const fn document(self) -> &'d Document<'d> {
        self.document
    }

    /// The value as it is spelled; a text without its quotes.
    #[must_use]
    pub fn spelling(self) -> &'d str {
        self.document.slice(self.entry.start, self.entry.end)
    }

    /// The value of a text.
    #[must_use]
    #[inline(always)]
    pub fn text(self) -> Option<&'d str> {
        let entry = self.entry;
        (entry.kind == Kind::Text)
            .then(|| self.document.value(entry.start, entry.end, entry.escaped))
    }

    /// The print of its name; 0 for items and the root.
    pub(crate) const fn key_print(self) -> u32 {
        self.entry.key_print
    }

    /// The signs that may stand in its text, as the parser has seen them.
    pub(crate) const fn signs(self) -> u8 {
        self.entry.signs
    }

    /// The value of a boolean.
    #[must_use]
    pub fn boolean(self) -> Option<bool> {
        (self.entry.kind == Kind::Boolean).then(|| self.spelling() == "true")
    }

    /// The value of a number that has no fraction and fits; `4.0` and `4e0` count.
    #[must_use]
    pub fn integer(self) -> Option<i64> {
        if self.entry.kind != Kind::Number {
            return None;
        }
        integer_of(self.spelling())
    }

    /// Whether it is `null`.
    #[must_use]
    #[inline(always)]
    pub fn is_null(self) -> bool {
        self.entry.kind == Kind::Null
    }

    /// The members of an object in order; nothing for any other value.
    #[must_use]
    pub fn members(self) -> Members<'d> {
        Members { children: self.children(Kind::Object) }
    }

    /// The items of a list in order; nothing for any other value.
    #[must_use]
    pub fn items(self) -> Items<'d> {
        self.children(Kind::List)
    }

    fn children(self, kind: Kind) -> Items<'d> {
        let end = if self.entry.kind == kind { self.entry.next } else { 0 };
        Items { document: self.document, next: self.index.saturating_add(1), end }
    }

    /// The member of exactly this key. Of duplicate keys the last one counts, as for most readers.
    #[must_use]
    pub fn get_exact(self, key: &str) -> Option<Self> {
        self.find(key, false)
    }

    /// The member of this key, compared without case; an exact match goes first.
    #[must_use]
    pub fn get(self, key: &str) -> Option<Self> {
        self.find(key, true)
    }

    /// How many members have a name, compared without case.
    #[must_use]
    pub fn spellings(self, key: &str) -> usize {
        if let Some(index) = Index::of(&self.document.indexes, self.index) {
            return index.count(&|member| self.document.key_of(member), key);
        }
        let print = print_of(key.as_bytes());
        let same = |member: &Member<'_>| {
            member.value.entry.key_print == print && member.key.eq_ignore_ascii_case(key)
        };
        self.members().filter(same).count()
    }

    /// Whether two members have the same name, compared without case; it may be so where this is told.
    pub(crate) fn may_repeat_names(self) -> bool {
        let index = || Index::of(&self.document.indexes, self.index);
        !self.entry.distinct && index().is_none_or(Index::repeats)
    }

    /// Looks a key up. Rules do this a hundred times a body, mostly for what is not there: the set of names
    /// says so at once, and prints are compared before anything else.
    fn find(self, key: &str, any_case: bool) -> Option<Self> {
        let print = print_of(key.as_bytes());
        if self.entry.names & bit_of(print) == 0 {
            return None;
        }
        if let Some(index) = Index::of(&self.document.indexes, self.index) {
            return self.document.node(index.find(
                &|member| self.document.key_of(member),
                key,
                any_case,
            )?);
        }
        let entries = self.document.entries.get(..self.entry.next as usize)?;
        let (mut exact, mut other) = (None, None);
        let mut at = self.index.wrapping_add(1);
        while let Some(entry) = entries.get(at as usize) {
            if entry.key_print == print {
                let found = self.document.value(entry.key_start, entry.key_end, entry.key_escaped);
                if found == key {
                    exact = Some(at);
                } else if any_case && found.eq_ignore_ascii_case(key) {
                    other = Some(at);
                }
                if self.entry.distinct {
                    break;
                }
            }
            at = entry.next;
        }
        self.document.node(exact.or(other)?)
    }

    /// The member or item that a pointer token names.
    #[must_use]
    pub fn child(self, token: &str) -> Option<Self> {
        match self.kind() {
            Kind::Object => self.get_exact(token),
            Kind::List => {
                let canonical = token == "0" || !token.starts_with('0');
                let index: usize = if canonical {
                    token.parse().ok()?
                } else {
                    return None;
                };
                self.item(u32::try_from(index).ok()?)
            }
            _ => None,
        }
    }

    /// The item at a place of a list. Found by halves: pointers into a long list are followed for every
    /// finding.
    fn item(self, place: u32) -> Option<Self> {
        let (mut low, mut high) = (self.index.saturating_add(1), self.entry.next);
        while low < high {
            let mut found = self.document.node(low.midpoint(high))?;
            while found.entry.parent != self.index {
                found = found.parent()?;
            }
            match found.entry.key_start.cmp(&place) {
                Ordering::Equal => return Some(found),
                Ordering::Less => low = found.entry.next,
                Ordering::Greater => high = found.index,
            }
        }
        None
    }

    /// The value that holds this one.
    #[must_use]
    pub fn parent(self) -> Option<Self> {
        if self.index == 0 { None } else { self.document.node(self.entry.parent) }
    }

    /// The key of a member.
    #[must_use]
    pub fn key(self) -> Option<&'d str> {
        let entry = self.entry;
        (self.parent()?.kind() == Kind::Object)
            .then(|| self.document.value(entry.key_start, entry.key_end, entry.key_escaped))
    }

    /// The key of a member; nothing for an item. Asks no parent: whoever looks at every value of a large
    /// document would ask for each.
    pub(crate) fn name(self) -> &'d str {
        let entry = self.entry;
        self.document.value(entry.key_start, entry.key_end, entry.key_escaped)
    }

    /// The RFC 6901 pointer of this value.
    #[must_use]
    #[cold]
    #[inline(never)]
    pub fn pointer(self) -> String {
        // A template has pointers of a hundred bytes, and one for every member of a compute: room once.
        let (mut steps, mut room) = (Vec::with_capacity(32), 0_usize);
        let mut node = self;
        while let Some(parent) = node.parent() {
            let key = (parent.kind() == Kind::Object).then(|| node.name());
            room = room.saturating_add(key.map_or(4, str::len)).saturating_add(1);
            steps.push((key, node.entry.key_start));
            node = parent;
        }
        let mut pointer = String::with_capacity(room);
        for (key, place) in steps.into_iter().rev() {
            match key {
                Some(key) => push_token(&mut pointer, key),
                None => {
                    pointer.push('/');
                    pointer.push_str(&place.to_string());
                }
            }
        }
        pointer
    }

    /// The pointer of a member of this object, there or not.
    #[must_use]
    #[cold]
    #[inline(never)]
    pub fn pointer_of(self, member: &str) -> String {
        let mut pointer = self.pointer();
        push_token(&mut pointer, member);
        pointer
    }

    /// Reports something about this value.
    #[cold]
    #[inline(never)]
    pub fn report<'r>(self, code: &'static Code, reporter: &'r mut Reporter) -> &'r mut Diagnostic {
        reporter.add(code, self.pointer(), self.index).about(self.text().unwrap_or_default())
    }

    /// Reports something about the key of this member.
    #[cold]
    #[inline(never)]
    pub fn report_key<'r>(
        self,
        code: &'static Code,
        reporter: &'r mut Reporter,
    ) -> &'r mut Diagnostic {
        let place = self.key_bytes().unwrap_or_else(|| self.bytes());
        self.report(code, reporter).bytes(place)
    }

    /// Byte range of the value in the text, quotes and brackets included.
    #[must_use]
    pub fn bytes(self) -> (usize, usize) {
        let (start, end) = (self.entry.start as usize, self.entry.end as usize);
        if self.entry.kind == Kind::Text {
            (start.saturating_sub(1), end.saturating_add(1))
        } else {
            (start, end)
        }
    }

    /// Byte range of the key in the text, quotes included; `None` for items and the root.
    #[must_use]
    pub fn key_bytes(self) -> Option<(usize, usize)> {
        let parent = self.parent()?;
        (parent.kind() == Kind::Object).then(|| {
            let (start, end) = (self.entry.key_start as usize, self.entry.key_end as usize);
            (start.saturating_sub(1), end.saturating_add(1))
        })
    }

    /// Whether two values are equal: members without order, numbers by value where they fit, else by
    /// spelling.
    #[must_use]
    pub fn equals(self, other: Node<'_>) -> bool {
        if self.kind() != other.kind() {
            return false;
        }
        match self.kind() {
            Kind::Null => true,
            Kind::Boolean => self.spelling() == other.spelling(),
            Kind::Number => {
                self.spelling() == other.spelling()
                    || self.integer().is_some_and(|value| other.integer() == Some(value))
            }
            Kind::Text => self.text() == other.text(),
            Kind::List => {
                as_many(self.items(), other.items())
                    && self.items().zip(other.items()).all(|(left, right)| left.equals(right))
            }
            Kind::Object => {
                as_many(self.members(), other.members())
                    && self.members().all(|member| {
                        other.get_exact(member.key).is_some_and(|found| member.value.equals(found))
                    })
            }
        }
    }
}

/// Whether two containers hold the same number of values; the smaller one tells.
fn as_many<L, R>(mut left: impl Iterator<Item = L>, mut right: impl Iterator<Item = R>) -> bool {
    loop {
        match (left.next(), right.next()) {
            (None, None) => return true,
            (Some(_), Some(_)) => {}
            _ => return false,
        }
    }
}

impl std::fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Kind and place only: values may be secrets.
        write!(f, "{:?} at node {}", self.kind(), self.index)
    }
}

/// The items of a list.
#[derive(Clone, Debug)]
pub struct Items<'d> {
    document: &'d Document<'d>,
    next: u32,
    end: u32,
}

impl<'d> Iterator for Items<'d> {
    type Item = Node<'d>;

    #[inline(always)]
    fn next(&mut self) -> Option<Node<'d>> {
        if self.next >= self.end {
            return None;
        }
        let node = self.document.node(self.next)?;
        self.next = node.entry.next;
        Some(node)
    }
}

/// The members of an object.
#[derive(Clone, Debug)]
pub struct Members<'d> {
    children: Items<'d>,
}

impl<'d> Iterator for Members<'d> {
    type Item = Member<'d>;

    fn next(&mut self) -> Option<Member<'d>> {
        let value = self.children.next()?;
        let entry = value.entry;
        let key = value.document.value(entry.key_start, entry.key_end, entry.key_escaped);
        Some(Member { key, value })
    }
}
