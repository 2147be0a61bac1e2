//! Documents of the command line: checked as its loader would, then made into the resource that it would
//! send. Defaults of the SDK are not written: nobody finds fault with what was not written.

mod codes;
mod flags;
mod special;
mod tables;

pub use codes::*;

use super::body::{Body, below};
use super::rows::{Row, Takes, Via, boolean, integer, number_via, quoted, word_of};
use super::{Mapped, Words};
use crate::diagnostics::{Diagnostic, Fix, Json, Operation as Edit, Reporter, find_word, nearest};
use crate::kinds::{ComputeKind, Options};
use crate::schema::{placeholder_in, report_open};
use crate::text::{Kind, Node};
use tables::{DOCUMENTS, Document, WORDS};

/// Whether a document looks like one of the command line.
pub(super) fn is(root: Node<'_>) -> bool {
    root.get("properties").is_none_or(|_| root.get_exact("namespace").is_some())
        && (is_of_a_kind(root) || has_fields(root))
}

/// Whether a document says that it is a compute of the command line.
pub(super) fn is_of_a_kind(root: Node<'_>) -> bool {
    let word = root.get_exact("type").and_then(Node::text);
    word.is_some_and(|word| WORDS.iter().any(|known| known.eq_ignore_ascii_case(word)))
}

/// Fields that nothing else has: a document with one of them has lost its `type`, or misspells it.
const FIELDS: [&str; 12] = [
    "min_instances",
    "max_instances",
    "idle_time_before_scale_down",
    "idle_time_before_shutdown",
    "idle_time_before_shutdown_minutes",
    "ssh_public_access_enabled",
    "network_settings",
    "create_on_behalf_of",
    "setup_scripts",
    "custom_applications",
    "enable_node_public_ip",
    "ssh_settings",
];

fn has_fields(root: Node<'_>) -> bool {
    let of_a_compute = |schema: &str| {
        find_word(schema, "azuremlschemas").is_some() && find_word(schema, "compute").is_some()
    };
    FIELDS.iter().any(|name| root.get_exact(name).is_some())
        || root.get_exact("$schema").and_then(Node::text).is_some_and(of_a_compute)
}

fn document(word: &str) -> Option<&'static Document> {
    DOCUMENTS.iter().find(|document| document.word.eq_ignore_ascii_case(word))
}

/// The rows of each kind, as data.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn tables(which: super::row_data::Which) -> serde_json::Value {
    let of = |document: &Document| {
        let rows: Vec<Row> = document.tables.iter().copied().flatten().copied().collect();
        let data = serde_json::json!({ "type": document.word, "rows": super::row_data::rows(&rows, which) });
        (document.kind.as_str().to_owned(), data)
    };
    DOCUMENTS.iter().map(of).collect::<serde_json::Map<_, _>>().into()
}

/// Reads a document; `None` if it is of no type, which is reported.
pub(super) fn read(root: Node<'_>, options: &Options, reporter: &mut Reporter) -> Option<Mapped> {
    let document = type_of(root, reporter)?;
    let mut reading = Reading { document, body: Body::default(), refused: Vec::new(), reporter };
    let body = &mut reading.body;
    body.make(
        "/properties/computeType",
        Json::from(document.kind.as_str()),
        root.get_exact("type"),
    );
    reading.object(root, document.tables, "", options.name.is_some());
    special::read(root, options, &mut reading);
    let Reading { body, refused, .. } = reading;
    let rows = document.tables;
    Some(Mapped {
        body,
        words: Words { rows, places: special::PLACES },
        base: String::new(),
        same: false,
        operation: None,
        version: None,
        refused,
        ..Mapped::default()
    })
}

fn words() -> String {
    let words: Vec<&str> = DOCUMENTS.iter().map(|document| document.word).collect();
    words.join(", ")
}

/// The type that the fields of a document belong to, if they belong to one alone.
fn type_meant(root: Node<'_>, written: Option<Node<'_>>) -> Option<Fix> {
    let own = |document: &&Document| {
        let (mut rows, names) = (document.tables.iter().copied().flatten(), FIELDS);
        rows.any(|row| names.contains(&row.name) && root.get_exact(row.name).is_some())
    };
    // What both clusters and instances have says nothing.
    let mut fitting = DOCUMENTS.iter().filter(own).filter(|document| {
        let known = |name| document.tables.iter().copied().flatten().any(|row| row.name == name);
        FIELDS.iter().filter(|name| root.get_exact(name).is_some()).all(|name| known(*name))
    });
    let (one, None) = (fitting.next()?, fitting.next()) else { return None };
    let (path, value) = ("/type".to_owned(), Json::from(one.word));
    let patch = match written {
        Some(_) => Edit::Replace { path, value },
        None => Edit::Add { path, value },
    };
    Some(Fix::suggested(&["write `", one.word, "`"].concat(), vec![patch]))
}

fn type_of(root: Node<'_>, reporter: &mut Reporter) -> Option<&'static Document> {
    let written = root.get_exact("type").filter(|node| !node.is_null());
    let Some(word) = written.and_then(Node::text).filter(|word| !word.is_empty()) else {
        let path = "/type".to_owned();
        let finding = reporter.add(&TYPE, path, written.unwrap_or(root).index());
        finding.reason("missing").own("words", &words()).fix(type_meant(root, written));
        return None;
    };
    let found = document(word);
    if let Some(node) = written
        && let Some(open) = placeholder_in(word)
        && report_open("type", node, open, false, reporter)
    {
        return None;
    }
    if let (None, Some(node)) = (found, written) {
        let known: Vec<&str> = DOCUMENTS.iter().map(|document| document.word).collect();
        let finding = node.report(&TYPE, reporter).param("actual", word).actual(word);
        if ComputeKind::from_name(word).is_some() {
            finding.reason("no-schema");
        } else {
            finding.reason("unknown").own("words", &words());
            finding.fix(nearest(word, &known).map(|near| Fix::write(node.pointer(), near)));
        }
    }
    found
}

/// A document while it is read.
pub(super) struct Reading<'r> {
    document: &'static Document,
    body: Body,
    refused: Vec<String>,
    reporter: &'r mut Reporter,
}

impl Reading<'_> {
    /// Reads the members of an object by their rows.
    fn object(&mut self, node: Node<'_>, tables: &[&'static [Row]], base: &str, named: bool) {
        for member in node.members() {
            let mut rows = tables.iter().copied().flatten();
            match rows.find(|row| row.name == member.key) {
                Some(row) => self.member(member.value, row, base),
                None => self.unknown(node, member.value, member.key, tables),
            }
        }
        for row in tables.iter().copied().flatten() {
            let absent = node.get_exact(row.name).is_none();
            // The name may stand in the options.
            let elsewhere = named && row.name == "name";
            if row.required && absent && !elsewhere {
                let path = node.pointer_of(row.name);
                let finding = self.reporter.add(&MISSING_FIELD, path, node.index());
                finding.own("field", row.name);
                if row.name == "name" && base.is_empty() {
                    finding.reason("name");
                }
            }
        }
    }

    fn unknown(&mut self, object: Node<'_>, node: Node<'_>, key: &str, tables: &[&'static [Row]]) {
        let names: Vec<&str> = tables
            .iter()
            .copied()
            .flatten()
            .map(|row| row.name)
            .filter(|name| object.get_exact(name).is_none())
            .collect();
        // A word of the resource or of SDK v1: the row that goes where that member is.
        let spec = self.document.kind.spec();
        let alias = spec.aliases.iter().find(|(alias, _)| *alias == key);
        let member = alias.map_or(key, |(_, member)| member);
        let mut rows = tables.iter().copied().flatten();
        let same = rows
            .find(|row| last(row.to).eq_ignore_ascii_case(member) && names.contains(&row.name))
            .map(|row| row.name);
        if let Some((_, place)) = flags::place_of(key, tables) {
            return flags::report(object, node, (key, place), self.document.word, self.reporter);
        }
        let meant = same.or_else(|| nearest(key, &names));
        let finding = node.report_key(&UNKNOWN_FIELD, self.reporter);
        if let Some(fix) = special::idle_of_a_cluster(object, node, key, self.document.kind) {
            finding.own("type", self.document.word).param("actual", key).fix(Some(fix));
            return;
        }
        finding.param("actual", key).own("type", self.document.word);
        finding.fix(meant.map(|name| {
            let path = object.pointer_of(name);
            Fix::relocate(&["rename it to `", name, "`"].concat(), node.pointer(), path)
        }));
    }

    fn member(&mut self, node: Node<'_>, row: &'static Row, base: &str) {
        if node.is_null() {
            // What the service owns is dropped, whatever it is.
            if !matches!(row.takes, Takes::Owned) {
                let fix = Fix::remove("remove it", node.pointer());
                node.report(&NULL, self.reporter).own("field", row.name).fix(Some(fix));
            }
            return;
        }
        let path = [base, row.to].concat();
        let refused = self.reporter.len();
        self.taken(node, row, &path);
        let told = self.reporter.since(refused).any(|found| found.code == &VALUE);
        if told && !row.to.is_empty() {
            self.refused.push(path);
        }
    }

    /// Reports a value that nobody filled in. It is handed on as it stands, so that nothing is missing, and
    /// nothing else is said about it.
    fn is_open(&mut self, node: Node<'_>, row: &'static Row, path: &str) -> bool {
        let found = node.text().filter(|_| !row.is_prose()).and_then(placeholder_in);
        let told = found
            .is_some_and(|found| report_open(row.name, node, found, row.secret, self.reporter));
        if told && !row.to.is_empty() {
            self.body.put(path.to_owned(), crate::text::to_json(node), node, row);
        }
        told
    }

    /// Takes a value that is there.
    fn taken(&mut self, node: Node<'_>, row: &'static Row, path: &str) {
        if self.is_open(node, row, path) {
            return;
        }
        let value = match row.takes {
            Takes::Owned => {
                if row.name != "$schema" {
                    self.changed(
                        node,
                        "owned",
                        row,
                        Some(Fix::remove("remove it", node.pointer())),
                    );
                }
                return;
            }
            Takes::Anything if node.kind() != Kind::Object => {
                return self.wrong(node, row, "object", None);
            }
            Takes::Anything | Takes::TextList | Takes::Block(_) => return,
            Takes::Text => match node.text() {
                Some(_) => crate::text::to_json(node),
                None => return self.wrong(node, row, "text", quoted(node)),
            },
            Takes::Integer => match integer(node) {
                Some(number) => {
                    if node.kind() == Kind::Number && node.integer().is_none() {
                        let fix = Fix::replace(
                            "write the whole number",
                            node.pointer(),
                            Json::from(number),
                        );
                        self.changed(node, "fraction", row, Some(fix))
                            .param("sent", &number.to_string());
                    }
                    number_via(row.via, number)
                }
                None => return self.wrong(node, row, "integer", None),
            },
            Takes::Boolean => match boolean(node) {
                Some(value) if row.via == Via::Switch => {
                    Json::from(if value { "Enabled" } else { "Disabled" })
                }
                Some(value) => Json::from(value),
                None => return self.wrong(node, row, "boolean", None),
            },
            Takes::Word(words) => match node.text().and_then(|text| word_of(words, text)) {
                Some((_, theirs)) => Json::from(*theirs),
                None => return self.wrong_word(node, row, words),
            },
            Takes::Texts => return self.texts(node, row, path),
            Takes::Object(rows) => {
                return if node.kind() == Kind::Object {
                    self.object(node, &[rows], path, false);
                } else {
                    self.wrong(node, row, "object", None);
                };
            }
            Takes::Choice(choices) => {
                if node.kind() != Kind::Object {
                    return self.wrong(node, row, "object", None);
                }
                let word = node.get_exact("type").and_then(Node::text).unwrap_or_default();
                let chosen = choices.iter().find(|(own, _)| own.eq_ignore_ascii_case(word));
                if let Some((_, rows)) = chosen.or_else(|| choices.first()) {
                    self.object(node, &[rows], path, false);
                }
                return;
            }
            Takes::Objects(rows) => {
                if node.kind() != Kind::List {
                    return self.wrong(node, row, "list", None);
                }
                for (index, item) in node.items().enumerate() {
                    let path = below(path, &index.to_string());
                    if item.kind() == Kind::Object {
                        self.object(item, &[rows], &path, false);
                    } else if !self.is_open(item, row, &path) {
                        self.wrong(item, row, "object", None);
                    }
                }
                return;
            }
            Takes::Integers => {
                return self.list(node, row, path, &|item| integer(item).map(Json::from));
            }
            Takes::Words(words) => {
                let word = |item: Node<'_>| {
                    word_of(words, item.text()?).map(|(_, theirs)| Json::from(*theirs))
                };
                return self.list(node, row, path, &word);
            }
        };
        if !row.to.is_empty() {
            self.body.put(path.to_owned(), value, node, row);
        }
    }

    /// A list of plain values.
    fn list(
        &mut self,
        node: Node<'_>,
        row: &'static Row,
        path: &str,
        read: &dyn Fn(Node<'_>) -> Option<Json>,
    ) {
        if node.kind() != Kind::List {
            let alone = read(node).map(|_| {
                let list = ["[", crate::text::to_json(node).as_str(), "]"].concat();
                Fix::replace("write a list", node.pointer(), Json::raw(list))
            });
            return self.wrong(node, row, "list", alone);
        }
        if node.items().next().is_none() {
            self.body.put(path.to_owned(), Json::raw("[]".to_owned()), node, row);
        }
        for (index, item) in node.items().enumerate() {
            if self.is_open(item, row, &below(path, &index.to_string())) {
                continue;
            }
            match read(item) {
                Some(value) => {
                    self.body.put(below(path, &index.to_string()), value, item, row);
                }
                None => match row.takes {
                    Takes::Words(words) => self.wrong_word(item, row, words),
                    _ => self.wrong(item, row, "integer", None),
                },
            }
        }
    }

    fn texts(&mut self, node: Node<'_>, row: &'static Row, path: &str) {
        if node.kind() != Kind::Object {
            return self.wrong(node, row, "map", None);
        }
        if node.members().next().is_none() {
            self.body.put(path.to_owned(), Json::empty_object(), node, row);
        }
        // Variables may be of any type: the service reads plain values as texts.
        let variables = row.name == "environment_variables";
        for member in node.members() {
            let value = member.value;
            let mut json = crate::text::to_json(value);
            if value.text().is_none() {
                match value.kind() {
                    Kind::Null if variables => continue,
                    Kind::Number | Kind::Boolean if variables => json = value.spelling().into(),
                    _ => {
                        self.wrong(value, row, "map", quoted(value));
                        continue;
                    }
                }
            }
            let place = below(path, member.key);
            let place = if variables { below(&place, "value") } else { place };
            self.body.put(place, json, value, row);
        }
    }

    fn wrong(&mut self, node: Node<'_>, row: &'static Row, reason: &'static str, fix: Option<Fix>) {
        let finding = node.report(&VALUE, self.reporter).reason(reason).own("field", row.name);
        finding.fix(fix);
    }

    fn wrong_word(
        &mut self,
        node: Node<'_>,
        row: &'static Row,
        words: &'static [(&'static str, &'static str)],
    ) {
        let known: Vec<&str> = words.iter().map(|(own, _)| *own).collect();
        let text = match node.kind() {
            Kind::List => "a list",
            Kind::Object => "an object",
            _ => node.text().unwrap_or_else(|| node.spelling()),
        };
        // `LowPriority` and `lowpriority` are the resource's and the first SDK's words.
        let bare = |word: &str| word.replace('_', "");
        let meant = known
            .iter()
            .copied()
            .find(|word| bare(word).eq_ignore_ascii_case(&bare(text)))
            .or_else(|| nearest(text, &known));
        let finding = node.report(&VALUE, self.reporter).reason("word").own("field", row.name);
        finding.param("actual", text).own("words", &known.join(", "));
        finding.actual_json(crate::text::to_json(node));
        finding.fix(meant.map(|word| Fix::write(node.pointer(), word)));
    }

    fn changed(
        &mut self,
        node: Node<'_>,
        reason: &'static str,
        row: &'static Row,
        fix: Option<Fix>,
    ) -> &mut Diagnostic {
        let finding = node.report(&SILENT_CHANGE, self.reporter).reason(reason);
        finding.own("field", row.name).fix(fix)
    }
}

/// The last token of a pointer.
fn last(pointer: &str) -> &str {
    pointer.rsplit('/').next().unwrap_or_default()
}
