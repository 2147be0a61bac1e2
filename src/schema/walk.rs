//! The shape pass: one walk over the document beside the tables.

use super::codes::{
    BLANK_EDGES, BRACKETS, CLOSED_WORD, EXPRESSION, NOT_IN_VERSION, NULL, OTHER_KINDS_PROPERTY,
    PROPERTY_CASE, READ_ONLY, REQUIRED_MISSING, SAME_PROPERTY_TWICE, SAMPLE, TYPE_MISMATCH,
    UNKNOWN_PROPERTY, UNKNOWN_WORD,
};
use super::placeholder::{Placeholder, placeholder_in, placeholder_of};
use super::{Field, Format, PORTS, Type, field_of, place_of, values};
use crate::diagnostics::{Expected, Fix, Json, Reporter, nearest, trim};
use crate::text::{Kind, Node, to_json};

/// What the walk has found out about nodes, for the rules behind it.
#[derive(Debug, Default)]
pub struct Marks {
    faulty: Nodes,
    /// Members that have a finding of their own about their name or place.
    settled: Nodes,
    /// Objects that may have more members than are known.
    open: Nodes,
}

/// A set of nodes: a bit for each, as far as any is in it.
#[derive(Debug, Default)]
struct Nodes(Vec<u32>);

impl Nodes {
    fn insert(&mut self, node: Node<'_>) {
        let (word, bit) = Self::place(node);
        if self.0.len() <= word {
            self.0.resize(word.saturating_add(1), 0);
        }
        if let Some(word) = self.0.get_mut(word) {
            *word |= bit;
        }
    }

    #[inline(always)]
    fn holds(&self, node: Node<'_>) -> bool {
        let (word, bit) = Self::place(node);
        self.0.get(word).is_some_and(|word| word & bit != 0)
    }

    #[inline(always)]
    const fn place(node: Node<'_>) -> (usize, u32) {
        ((node.index() / 32) as usize, 1 << (node.index() % 32))
    }
}

impl Marks {
    /// Says that an object may have more members than are known: nothing is missing there.
    pub fn open(&mut self, object: Node<'_>) {
        self.open.insert(object);
    }

    /// Whether an object may have more members than are known.
    #[must_use]
    pub fn is_open(&self, object: Node<'_>) -> bool {
        self.open.holds(object)
    }

    /// Takes a value out of what rules can read.
    pub fn fault(&mut self, node: Node<'_>) {
        self.faulty.insert(node);
    }

    /// Whether a value was taken out. Usually the list is empty.
    #[must_use]
    pub fn is_faulty(&self, node: Node<'_>) -> bool {
        self.faulty.holds(node)
    }

    /// Says that the name or place of a member was reported already.
    pub fn settle(&mut self, node: Node<'_>) {
        self.settled.insert(node);
    }

    fn is_settled(&self, node: Node<'_>) -> bool {
        self.settled.holds(node)
    }
}

/// A walk over one document.
pub struct Shape<'r> {
    /// Where findings go.
    pub reporter: &'r mut Reporter,
    /// What the rules behind the walk may read.
    pub marks: Marks,
    /// The api-version.
    pub version: &'r str,
    /// Whether the request creates. Then members of the service are reported; an update is often an answer that
    /// was edited, and tolerates them.
    pub creates: bool,
    /// Whether constraints are judged: not where the kind is unknown, or its data stand elsewhere.
    pub constrains: bool,
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
        self.members(object, fields, secret, false);
    }

    fn members(&mut self, object: Node<'_>, fields: &'static [Field], secret: bool, open: bool) {
        // What was seen of each field, by its place in the table.
        let mut seen: Vec<Option<Node<'_>>> = vec![None; fields.len()];
        for member in object.members() {
            let (key, value) = (member.key, member.value);
            let Some(at) = place_of(fields, key, value.key_print()) else {
                if !open {
                    self.unknown(object, key, value, fields);
                }
                continue;
            };
            let Some((field, slot)) = fields.get(at).zip(seen.get_mut(at)) else { continue };
            if let Some(earlier) = *slot
                && earlier.key() != Some(key)
            {
                self.twice(earlier, value);
                continue;
            }
            *slot = Some(value);
            if field.name != key && !self.marks.is_settled(value) {
                self.spelled(object, key, field.name, value);
            }
            self.member(field, value, secret || field.secret);
            if self.constrains && !field.asks.is_empty() {
                self.constrained(object, field, value);
            }
        }
        for (field, found) in fields.iter().zip(seen) {
            if field.required && !field.read_only {
                self.required(object, field, found);
            }
            if self.constrains {
                self.demanded(object, field, found);
            }
        }
    }

    /// Two names differ in case only.
    #[cold]
    fn twice(&mut self, earlier: Node<'_>, value: Node<'_>) {
        if self.marks.is_settled(value) || earlier.equals(value) {
            return;
        }
        self.marks.fault(earlier);
        self.marks.fault(value);
        value
            .report_key(&SAME_PROPERTY_TWICE, self.reporter)
            .param("member", earlier.key().unwrap_or_default())
            .param("other", value.key().unwrap_or_default())
            .related(earlier.pointer());
    }

    fn required(&mut self, object: Node<'_>, field: &'static Field, found: Option<Node<'_>>) {
        if self.marks.is_settled(object) || (found.is_none() && self.marks.is_open(object)) {
            return;
        }
        let is_filled = |node: Node<'_>| {
            !node.is_null() && node.text().is_none_or(|text| !trim(text).is_empty())
        };
        let finding = match found {
            Some(node) if is_filled(node) => return,
            Some(node) => {
                self.marks.fault(node);
                node.report(&REQUIRED_MISSING, self.reporter)
            }
            None => {
                let path = object.pointer_of(field.name);
                self.reporter.add(&REQUIRED_MISSING, path, object.index())
            }
        };
        finding.member(field.name).expected(Expected::Present);
    }

    #[cold]
    fn spelled(&mut self, object: Node<'_>, key: &str, known: &'static str, value: Node<'_>) {
        let fix = object.get_exact(known).is_none().then(|| {
            let title = ["write `", known, "`"].concat();
            Fix::relocate(&title, value.pointer(), object.pointer_of(known)).safe()
        });
        let finding = value.report_key(&PROPERTY_CASE, self.reporter);
        finding.param("member", key).own("known", known).fix(fix);
    }

    #[cold]
    fn unknown(&mut self, object: Node<'_>, key: &str, value: Node<'_>, fields: &'static [Field]) {
        if self.marks.is_settled(value) {
            return;
        }
        let is_kind_table = self.kind_fields.is_some_and(|kind| std::ptr::eq(kind, fields));
        if is_kind_table && let Some(other) = (self.other_kind)(key) {
            value
                .report_key(&OTHER_KINDS_PROPERTY, self.reporter)
                .param("member", key)
                .own("other", other)
                .own("kind", self.kind_title)
                .fix(Some(Fix::remove("remove it", value.pointer())));
            return;
        }
        let finding = value.report_key(&UNKNOWN_PROPERTY, self.reporter).param("member", key);
        let settable: Vec<&str> =
            fields.iter().filter(|field| !field.read_only).map(|field| field.name).collect();
        let alias = self.aliases.iter().find(|(alias, _)| alias.eq_ignore_ascii_case(key));
        let near = alias.map(|(_, name)| *name).filter(|name| settable.contains(name));
        let Some(near) = near.or_else(|| nearest(key, &settable)) else { return };
        finding.reason("near").own("nearest", near);
        let free = object.get(near).is_none();
        if free && field_of(fields, near).is_some_and(|field| fits(field.value, value)) {
            let title = ["rename to `", near, "`"].concat();
            finding.fix(Some(Fix::relocate(&title, value.pointer(), object.pointer_of(near))));
        }
    }

    fn member(&mut self, field: &'static Field, value: Node<'_>, secret: bool) {
        if field.read_only {
            self.marks.fault(value);
            if self.creates && !value.is_null() && !self.marks.is_settled(value) {
                value
                    .report(&READ_ONLY, self.reporter)
                    .member(field.name)
                    .expected(Expected::Absent)
                    .fix(Some(Fix::remove("remove it", value.pointer()).safe()));
            }
            return;
        }
        // Answers of the service hold null for what a preview may set.
        let answered = value.is_null() && field.nullable;
        if !answered && !field.is_in(self.version) {
            let finding = value.report(&NOT_IN_VERSION, self.reporter).member(field.name);
            finding.own("since", field.since).own("version", self.version);
            if field.since.is_empty() {
                finding.reason("preview");
            }
        }
        if !value.is_null() {
            self.value(field.name, field.value, value, secret);
        } else if !field.nullable && !field.required {
            value
                .report(&NULL, self.reporter)
                .member(field.name)
                .fix(Some(Fix::remove("remove it", value.pointer()).safe()));
        }
    }

    /// Compares a value with its type.
    fn value(&mut self, member: &str, wanted: Type, value: Node<'_>, secret: bool) {
        if matches!(wanted, Type::Any) {
            return;
        }
        let prose = matches!(wanted, Type::Text(Format::Prose));
        let found = if prose { None } else { placeholder_of(value) };
        if found.is_some_and(|found| self.placeholder(member, value, found, secret)) {
            return;
        }
        match (wanted, value.kind()) {
            (Type::Text(format), Kind::Text) => {
                self.text(member, format, value);
                self.sample(value, found.filter(|_| !secret));
            }
            (Type::Text(Format::Quantity), Kind::Number) => {
                self.plain(member, value, "a number", value.spelling().into());
            }
            (Type::Integer { min, max }, Kind::Number | Kind::Text) => {
                self.integer(member, value, min, max, secret);
            }
            (Type::Port, Kind::Number | Kind::Text) => self.port(member, value, secret),
            (Type::Boolean, Kind::Boolean) => {}
            (Type::Boolean, Kind::Text) => self.boolean_text(member, value),
            (Type::Word(words), Kind::Text) => self.word(member, value, words, &UNKNOWN_WORD),
            (Type::ClosedWord(words), Kind::Text) => self.word(member, value, words, &CLOSED_WORD),
            (Type::Object(fields), Kind::Object) => self.object(value, fields, secret),
            (Type::Open(fields), Kind::Object) => self.members(value, fields, secret, true),
            (Type::Kind, Kind::Object) => {
                if let Some(fields) = self.kind_fields {
                    self.object(value, fields, secret);
                }
            }
            (Type::Map { key, value: inner }, Kind::Object) => {
                for entry in value.members() {
                    self.key(entry.key, key, entry.value);
                    if !entry.value.is_null() {
                        self.value(entry.key, *inner, entry.value, secret);
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
    #[cold]
    fn placeholder(
        &mut self,
        member: &str,
        value: Node<'_>,
        found: Placeholder<'_>,
        secret: bool,
    ) -> bool {
        let told = report_open(member, value, found, secret, self.reporter);
        if told {
            self.marks.fault(value);
        }
        told
    }

    /// Reports a known sample, unless the value has an error already.
    fn sample(&mut self, value: Node<'_>, found: Option<Placeholder<'_>>) {
        if let Some(Placeholder::Sample(found)) = found
            && !self.marks.is_faulty(value)
        {
            value.report(&SAMPLE, self.reporter).param("found", found);
        }
    }

    fn text(&mut self, member: &str, format: Format, value: Node<'_>) {
        if format == Format::Prose {
            return;
        }
        let text = value.text().unwrap_or_default();
        let trimmed = trim(text);
        let secret_text = matches!(format, Format::Password | Format::PublicKey | Format::Pem);
        if trimmed.len() != text.len() && !secret_text {
            let fix = (!trimmed.is_empty())
                .then(|| Fix::replace("remove the spaces", value.pointer(), trimmed.into()).safe());
            value.report(&BLANK_EDGES, self.reporter).member(member).fix(fix);
        }
        if values::check(self.reporter, member, format, value, trimmed) {
            self.marks.fault(value);
        }
    }

    /// Checks the key of a map; only ids have a form.
    fn key(&mut self, key: &str, format: Format, entry: Node<'_>) {
        if matches!(format, Format::Prose | Format::Plain) {
            return;
        }
        let found = placeholder_in(key);
        if found.is_some_and(|found| self.placeholder(key, entry, found, false)) {
            return;
        }
        if values::check_key(self.reporter, format, entry, key) {
            self.marks.fault(entry);
        }
        self.sample(entry, found);
    }

    #[cold]
    pub(super) fn mismatch(&mut self, member: &str, wanted: Type, value: Node<'_>, secret: bool) {
        self.marks.fault(value);
        if self.marks.is_settled(value) {
            return;
        }
        let finding = value
            .report(&TYPE_MISMATCH, self.reporter)
            .member(member)
            .own("wanted", name_of(wanted))
            .own("found", article(value.kind()))
            .expected(Expected::Type { name: type_name(wanted) });
        if secret {
            return;
        }
        // What stands in the place of an object may be what belongs into it, a password too.
        if !holds_others(wanted) {
            finding.actual_json(to_json(value));
        }
        let (reason, title, json) = match (wanted, value.kind()) {
            (Type::Text(Format::Duration(unit)), Kind::Number) => {
                finding.reason("duration").own("example", "PT5M");
                if let Some(count) = value.integer().filter(|count| *count >= 0) {
                    let duration = format!("PT{count}{unit}");
                    finding.fix(Some(Fix::write(value.pointer(), &duration)));
                }
                return;
            }
            (Type::Object(fields), Kind::Text) if values::has_id(fields) => {
                let id = value.text().unwrap_or_default();
                let object = values::is_id_for(fields, id)
                    .then(|| ["{\"id\":", to_json(value).as_str(), "}"].concat());
                ("id-object", "put it in an object", object)
            }
            (Type::Map { key: Format::ResourceId(_), .. }, Kind::List) => {
                let texts_only = value.items().all(|item| item.kind() == Kind::Text);
                let ids: Vec<String> =
                    value.items().map(|item| [to_json(item).as_str(), ":{}"].concat()).collect();
                let map = texts_only.then(|| ["{", &ids.join(","), "}"].concat());
                ("map", "make it a map", map)
            }
            (Type::List(_), Kind::Text | Kind::Number | Kind::Object) => {
                ("list", "make it a list", Some(["[", to_json(value).as_str(), "]"].concat()))
            }
            _ => return,
        };
        finding.reason(reason);
        finding.fix(json.map(|json| Fix::replace(title, value.pointer(), Json::raw(json))));
    }
}

/// Reports a value that nobody filled in, the same way in every format; of a secret only the member is named.
/// Whether it is one: a sample is a value like any other.
#[cold]
pub fn report_open(
    member: &str,
    value: Node<'_>,
    found: Placeholder<'_>,
    secret: bool,
    reporter: &mut Reporter,
) -> bool {
    let (code, found) = match found {
        Placeholder::Brackets(found) => (&BRACKETS, found),
        Placeholder::Expression(found) => (&EXPRESSION, found),
        Placeholder::Sample(_) => return false,
    };
    let finding = value.report(code, reporter);
    if secret {
        finding.reason("secret").member(member);
    } else {
        finding.param("found", found);
    }
    true
}

/// Whether a value could stand where this type is wanted, by its JSON type.
fn fits(wanted: Type, value: Node<'_>) -> bool {
    match wanted {
        Type::Text(Format::Duration(_)) => {
            value.text().is_some_and(|text| crate::arm::duration::parse(text).is_some())
        }
        Type::Text(_) => value.kind() == Kind::Text,
        Type::Word(words) | Type::ClosedWord(words) => value
            .text()
            .is_some_and(|text| words.iter().any(|word| word.eq_ignore_ascii_case(text))),
        Type::Integer { min, max } => {
            value.integer().is_some_and(|number| (min..=max).contains(&number))
        }
        Type::Port => value.integer().is_some_and(|number| PORTS.contains(&number)),
        Type::Boolean => value.kind() == Kind::Boolean,
        Type::Object(_) | Type::Open(_) | Type::Map { .. } | Type::Kind => {
            value.kind() == Kind::Object && value.members().next().is_none()
        }
        Type::List(_) => value.kind() == Kind::List && value.items().next().is_none(),
        Type::Any => true,
    }
}

/// Whether a type holds values of its own.
const fn holds_others(wanted: Type) -> bool {
    matches!(
        wanted,
        Type::Object(_) | Type::Open(_) | Type::Kind | Type::Map { .. } | Type::List(_)
    )
}

const fn name_of(wanted: Type) -> &'static str {
    match wanted {
        Type::Text(Format::Duration(_)) => "a duration as a string",
        Type::Text(_) | Type::Word(_) | Type::ClosedWord(_) => "a string",
        Type::Integer { .. } | Type::Port => "a whole number",
        Type::Boolean => "true or false",
        Type::Object(_) | Type::Open(_) | Type::Kind => "an object",
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
        Type::Integer { .. } | Type::Port => "integer",
        Type::Boolean => "boolean",
        Type::Object(_) | Type::Open(_) | Type::Kind => "object",
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
        Kind::Text => "a string",
        Kind::List => "a list",
        Kind::Object => "an object",
    }
}
