//! The shape pass: one walk over the document beside the tables.

use std::borrow::Cow;

use super::codes::{
    BLANK_EDGES, BRACKETS, CLOSED_WORD, EXPRESSION, NOT_IN_VERSION, NULL, OTHER_KINDS_PROPERTY,
    PROPERTY_CASE, READ_ONLY, REQUIRED_MISSING, SAME_PROPERTY_TWICE, TYPE_MISMATCH,
    UNKNOWN_PROPERTY, UNKNOWN_WORD,
};
use super::placeholder::{Placeholder, placeholder_in};
use super::{Field, Format, Type, field_of};
use crate::diagnostics::{
    Diagnostic, Expected, Finding, Fix, Json, Operation, Pointer, Reporter, nearest,
};
use crate::text::{Kind, Node, to_json};

/// What the walk has found out about nodes, for the rules behind it.
#[derive(Debug, Default)]
pub struct Marks {
    faulty: Vec<u32>,
    /// Members that have a finding of their own about their name or place.
    settled: Vec<u32>,
}

impl Marks {
    /// Takes a value out of what rules can read.
    pub fn fault(&mut self, node: Node<'_>) {
        self.faulty.push(node.index());
    }

    /// Whether a value was taken out. Usually the list is empty.
    #[must_use]
    pub fn is_faulty(&self, node: Node<'_>) -> bool {
        self.faulty.contains(&node.index())
    }

    /// Says that the name or place of a member was reported already.
    pub fn settle(&mut self, node: Node<'_>) {
        self.settled.push(node.index());
    }

    fn is_settled(&self, node: Node<'_>) -> bool {
        self.settled.contains(&node.index())
    }
}

/// A walk over one document.
pub struct Shape<'r> {
    /// Where findings go.
    pub reporter: &'r mut Reporter,
    /// What the rules behind the walk may read.
    pub marks: Marks,
    /// Date part of the api-version.
    pub version: &'r str,
    /// Whether members of the service are reported (a create) or tolerated (an update, whose body is
    /// often an answer that was edited).
    pub report_read_only: bool,
    /// Members of the kind.
    pub kind_fields: Option<&'static [Field]>,
    /// The words for the kind in messages.
    pub kind_title: &'static str,
    /// Which other kind knows a member of this name.
    pub other_kind: &'r dyn Fn(&str) -> Option<&'static str>,
    /// Words of other dialects for members (`min_nodes` → `minNodeCount`).
    pub aliases: &'r [(&'static str, &'static str)],
}

impl Shape<'_> {
    /// Compares an object with its table.
    pub fn object(&mut self, object: Node<'_>, fields: &'static [Field], secret: bool) {
        let mut seen: Vec<(&'static Field, Node<'_>, Cow<'_, str>)> = Vec::new();
        for member in object.members() {
            let Some(field) = field_of(fields, &member.key) else {
                self.unknown(object, &member.key, member.value, fields);
                continue;
            };
            if let Some((_, earlier, name)) =
                seen.iter().find(|(other, _, name)| other.name == field.name && *name != member.key)
                && !self.marks.is_settled(member.value)
            {
                if !earlier.equals(member.value) {
                    let finding = Diagnostic::new(&SAME_PROPERTY_TWICE, member.value.pointer())
                        .param("member", name.to_string())
                        .param("other", member.key.to_string())
                        .related(earlier.pointer());
                    self.marks.fault(*earlier);
                    self.marks.fault(member.value);
                    self.add(member.value, finding);
                }
                continue;
            }
            seen.push((field, member.value, member.key.clone()));
            if field.name != member.key && !self.marks.is_settled(member.value) {
                self.spelled(object, &member.key, field.name, member.value);
            }
            self.member(field, member.value, secret || field.secret);
        }
        for field in fields.iter().filter(|field| field.required && !field.read_only) {
            let found = seen.iter().find(|(other, ..)| other.name == field.name);
            let filled = found.is_some_and(|(_, node, _)| {
                !node.is_null() && node.text().is_none_or(|text| !text.trim().is_empty())
            });
            if !filled {
                let path = found.map_or_else(
                    || Pointer::join(&object.pointer(), field.name),
                    |(_, node, _)| node.pointer(),
                );
                let order = found.map_or(object, |(_, node, _)| *node);
                let finding = Diagnostic::new(&REQUIRED_MISSING, path)
                    .param("member", field.name)
                    .expected(Expected::Present);
                if let Some((_, node, _)) = found {
                    self.marks.fault(*node);
                }
                self.add(order, finding);
            }
        }
    }

    pub(super) fn add(&mut self, at: Node<'_>, finding: Finding) {
        self.reporter.add(at.index(), finding);
    }

    fn spelled(&mut self, object: Node<'_>, key: &str, known: &'static str, value: Node<'_>) {
        let target = Pointer::join(&object.pointer(), known);
        let fix = object.get_exact(known).is_none().then(|| {
            let operation = Operation::Move { from: value.pointer(), path: target };
            Fix::safe(format!("write `{known}`"), vec![operation])
        });
        let (start, end) = value.key_bytes().unwrap_or_default();
        let finding = Diagnostic::new(&PROPERTY_CASE, value.pointer())
            .param("member", key)
            .param("known", known)
            .fix(fix)
            .bytes(start, end);
        self.add(value, finding);
    }

    fn unknown(&mut self, object: Node<'_>, key: &str, value: Node<'_>, fields: &'static [Field]) {
        if self.marks.is_settled(value) {
            return;
        }
        let shown: String = key.chars().take(80).collect();
        let (start, end) = value.key_bytes().unwrap_or_default();
        let remove = || Operation::Remove { path: value.pointer() };
        let is_kind_table = self.kind_fields.is_some_and(|kind| std::ptr::eq(kind, fields));
        if is_kind_table && let Some(other) = (self.other_kind)(key) {
            let finding = Diagnostic::new(&OTHER_KINDS_PROPERTY, value.pointer())
                .param("member", shown)
                .param("other", other)
                .param("kind", self.kind_title)
                .fix(Fix::suggested("remove it", vec![remove()]))
                .bytes(start, end);
            return self.add(value, finding);
        }
        let settable = fields.iter().filter(|field| !field.read_only).map(|field| field.name);
        let alias = self.aliases.iter().find(|(alias, _)| alias.eq_ignore_ascii_case(key));
        let near = alias
            .map(|(_, name)| *name)
            .filter(|name| fields.iter().any(|field| field.name == *name))
            .or_else(|| nearest(key, settable));
        let mut finding = Diagnostic::new(&UNKNOWN_PROPERTY, value.pointer())
            .param("member", shown)
            .bytes(start, end);
        if let Some(near) = near {
            finding = finding.param("nearest", near).param("reason", "near");
            let free = object.get(near).is_none();
            let fits = field_of(fields, near).is_some_and(|field| fits(field.value, value));
            if free && fits {
                let path = Pointer::join(&object.pointer(), near);
                let rename = Operation::Move { from: value.pointer(), path };
                finding = finding.fix(Fix::suggested(format!("rename to `{near}`"), vec![rename]));
            }
        }
        self.add(value, finding);
    }

    fn member(&mut self, field: &'static Field, value: Node<'_>, secret: bool) {
        if field.read_only {
            self.marks.fault(value);
            if self.report_read_only && !value.is_null() {
                let finding = Diagnostic::new(&READ_ONLY, value.pointer())
                    .param("member", field.name)
                    .expected(Expected::Absent)
                    .fix(Fix::safe("remove it", vec![Operation::Remove { path: value.pointer() }]));
                self.add(value, finding);
            }
            return;
        }
        if self.version < field.since {
            let finding = Diagnostic::new(&NOT_IN_VERSION, value.pointer())
                .param("member", field.name)
                .param("since", field.since)
                .param("version", self.version);
            self.add(value, finding);
        }
        if value.is_null() {
            if !field.nullable && !field.required {
                let finding = Diagnostic::new(&NULL, value.pointer())
                    .param("member", field.name)
                    .fix(Fix::safe("remove it", vec![Operation::Remove { path: value.pointer() }]));
                self.add(value, finding);
            }
            return;
        }
        self.value(field.name, field.value, value, secret);
    }

    /// Compares a value with its type.
    fn value(&mut self, member: &str, wanted: Type, value: Node<'_>, secret: bool) {
        if matches!(wanted, Type::Any) {
            return;
        }
        if value.kind() == Kind::Text && !matches!(wanted, Type::Text(Format::Prose)) {
            let text = value.text().unwrap_or_default();
            if self.placeholder(value, &text, secret) {
                return;
            }
        }
        match (wanted, value.kind()) {
            (Type::Text(format), Kind::Text) => self.text(member, format, value, secret),
            (Type::Integer { min, max }, Kind::Number | Kind::Text) => {
                self.integer(member, value, min, max, secret);
            }
            (Type::Boolean, Kind::Boolean) => {}
            (Type::Boolean, Kind::Text) => self.boolean_text(member, value),
            (Type::Word(words), Kind::Text) => self.word(member, value, words, &UNKNOWN_WORD),
            (Type::ClosedWord(words), Kind::Text) => self.word(member, value, words, &CLOSED_WORD),
            (Type::Object(fields), Kind::Object) => self.object(value, fields, secret),
            (Type::Kind, Kind::Object) => {
                if let Some(fields) = self.kind_fields {
                    self.object(value, fields, secret);
                }
            }
            (Type::Map { key, value: inner }, Kind::Object) => {
                for entry in value.members() {
                    self.key(&entry.key, key, entry.value);
                    if !entry.value.is_null() {
                        self.value(&entry.key, *inner, entry.value, secret);
                    }
                }
            }
            (Type::List(inner), Kind::List) => {
                for item in value.items() {
                    self.value(member, *inner, item, secret);
                }
            }
            _ => self.mismatch(member, wanted, value, secret),
        }
    }

    /// Reports a value that nobody filled in. Whether nothing else can be said about it.
    fn placeholder(&mut self, value: Node<'_>, text: &str, secret: bool) -> bool {
        let (code, found) = match placeholder_in(text) {
            Some(Placeholder::Brackets(found)) => (&BRACKETS, found),
            Some(Placeholder::Expression(found)) => (&EXPRESSION, found),
            Some(Placeholder::Sample(_)) | None => return false,
        };
        let shown: String = found.chars().take(60).collect();
        let shown = if secret { "the secret".to_owned() } else { shown };
        self.marks.fault(value);
        self.add(value, Diagnostic::new(code, value.pointer()).param("found", shown));
        true
    }

    fn text(&mut self, member: &str, format: Format, value: Node<'_>, secret: bool) {
        let text = value.text().unwrap_or_default();
        let trimmed =
            text.trim_matches(|c: char| c.is_whitespace() || c == '\u{200b}' || c == '\u{feff}');
        let judged = !matches!(format, Format::Prose | Format::Password | Format::PublicKey);
        if judged && trimmed.len() != text.len() {
            let with = Operation::Replace { path: value.pointer(), value: trimmed.into() };
            let finding = Diagnostic::new(&BLANK_EDGES, value.pointer())
                .param("member", member)
                .fix((!trimmed.is_empty()).then(|| Fix::safe("remove the blanks", vec![with])));
            self.add(value, finding);
        }
        let judged =
            if format == Format::Prose { Cow::Borrowed("") } else { Cow::Borrowed(trimmed) };
        if super::values::check(self.reporter, member, format, value, &judged, secret) {
            self.marks.fault(value);
        }
    }

    /// Checks the key of a map; only ids have a form.
    fn key(&mut self, key: &str, format: Format, entry: Node<'_>) {
        if matches!(format, Format::Prose | Format::Plain) {
            return;
        }
        if self.placeholder(entry, key, false) {
            return;
        }
        if super::values::check_key(self.reporter, format, entry, key) {
            self.marks.fault(entry);
        }
    }

    pub(super) fn mismatch(&mut self, member: &str, wanted: Type, value: Node<'_>, secret: bool) {
        let mut finding = Diagnostic::new(&TYPE_MISMATCH, value.pointer())
            .param("member", member)
            .param("wanted", name_of(wanted))
            .param("found", article(value.kind()))
            .expected(Expected::Type { name: type_name(wanted) });
        if !secret && matches!(value.kind(), Kind::Number | Kind::Boolean | Kind::Text) {
            finding = finding.actual(to_json(value));
        }
        let path = value.pointer();
        let replace = |value: Json| vec![Operation::Replace { path: path.clone(), value }];
        match (wanted, value.kind()) {
            (Type::Text(Format::Duration(unit)), Kind::Number) => {
                finding = finding.param("reason", "duration").param("example", "PT5M");
                if let Some(count) = value.integer().filter(|count| *count >= 0) {
                    let duration = format!("PT{count}{unit}");
                    let title = format!("write `{duration}`");
                    finding = finding.fix(Fix::suggested(title, replace(duration.into())));
                }
            }
            (Type::Object(fields), Kind::Text)
                if fields.iter().any(|field| field.name == "id" && field.required) =>
            {
                let id = value.text().unwrap_or_default().into_owned();
                let object = Json::raw(format!("{{\"id\":{}}}", Json::from(&*id)));
                finding = finding.param("reason", "id-object");
                let usable = super::values::is_id_for(fields, &id);
                finding = finding
                    .fix(usable.then(|| Fix::suggested("put it in an object", replace(object))));
            }
            (Type::Map { key: Format::ResourceId(_), .. }, Kind::List) => {
                let ids: Option<Vec<String>> = value
                    .items()
                    .map(|item| Some(format!("{}:{{}}", Json::from(&*item.text()?))))
                    .collect();
                finding = finding.param("reason", "map");
                finding = finding.fix(ids.map(|ids| {
                    let map = Json::raw(format!("{{{}}}", ids.join(",")));
                    Fix::suggested("make it a map", replace(map))
                }));
            }
            (Type::List(_), Kind::Text | Kind::Number | Kind::Object) => {
                finding = finding.param("reason", "list");
                let list = Json::raw(format!("[{}]", to_json(value)));
                finding =
                    finding.fix((!secret).then(|| Fix::suggested("make it a list", replace(list))));
            }
            _ => {}
        }
        self.marks.fault(value);
        self.add(value, finding);
    }
}

/// Whether a value could stand where this type is wanted, by its JSON type.
fn fits(wanted: Type, value: Node<'_>) -> bool {
    match wanted {
        Type::Text(Format::Duration(_)) => {
            value.text().is_some_and(|text| crate::arm::duration::parse(&text).is_some())
        }
        Type::Text(_) => value.kind() == Kind::Text,
        Type::Word(words) | Type::ClosedWord(words) => value
            .text()
            .is_some_and(|text| words.iter().any(|word| word.eq_ignore_ascii_case(&text))),
        Type::Integer { min, max } => {
            value.integer().is_some_and(|number| (min..=max).contains(&number))
        }
        Type::Boolean => value.kind() == Kind::Boolean,
        Type::Object(_) | Type::Map { .. } | Type::Kind => {
            value.kind() == Kind::Object && value.members().next().is_none()
        }
        Type::List(_) => value.kind() == Kind::List && value.items().next().is_none(),
        Type::Any => true,
    }
}

const fn name_of(wanted: Type) -> &'static str {
    match wanted {
        Type::Text(Format::Duration(_)) => "a duration as text",
        Type::Text(_) | Type::Word(_) | Type::ClosedWord(_) => "a text",
        Type::Integer { .. } => "a whole number",
        Type::Boolean => "true or false",
        Type::Object(_) | Type::Kind => "an object",
        Type::Map { .. } => "a map",
        Type::List(_) => "a list",
        Type::Any => "anything",
    }
}

/// The word for a type in [`Expected::Type`].
pub(super) const fn type_name(wanted: Type) -> &'static str {
    match wanted {
        Type::Text(_) => "text",
        Type::Word(_) | Type::ClosedWord(_) => "word",
        Type::Integer { .. } => "integer",
        Type::Boolean => "boolean",
        Type::Object(_) | Type::Kind => "object",
        Type::Map { .. } => "map",
        Type::List(_) => "list",
        Type::Any => "any",
    }
}

const fn article(kind: Kind) -> &'static str {
    match kind {
        Kind::Null => "null",
        Kind::Boolean => "true or false",
        Kind::Number => "a number",
        Kind::Text => "a text",
        Kind::List => "a list",
        Kind::Object => "an object",
    }
}
