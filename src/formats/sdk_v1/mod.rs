//! Calls of the first SDK (azureml-core), as `{ "call": "Class.method", "args": {…}, "name"?: … }`: checked as
//! the SDK would, then made into the resource that it would send.

mod calls;
mod codes;
pub mod run;
pub mod service;
mod special;

pub use codes::*;

use super::body::{Body, below};
use super::rows::{Row, Takes, Via, number_via, quoted};
use super::{Mapped, Words};
use crate::diagnostics::{Fix, Json, Reporter, nearest, same_word};
use crate::kinds::Options;
use crate::schema::{is_open, placeholder_in, report_open};
use crate::text::{Kind, Node, to_json};
use calls::{CALLS, Call, KUSTO};

/// Whether a document looks like a call.
pub(super) fn is(root: Node<'_>) -> bool {
    root.get_exact("call").is_some_and(|call| call.kind() == Kind::Text)
        && root.get_exact("properties").is_none()
}

/// The rows of each call that makes or attaches a compute, by kind, as data.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn tables() -> serde_json::Value {
    let mut kinds = serde_json::Map::new();
    let made = CALLS.iter().filter(|call| call.operation == crate::kinds::Operation::Create);
    for call in made {
        let rows = super::row_data::rows(call.arguments, super::row_data::Which::Written);
        let target = call.target.map(|target| target.name);
        let data = serde_json::json!({
            "call": call.name, "target": target, "rows": rows, "together": call.together,
        });
        let Some(kind) = call.kind else { continue };
        let of_kind = kinds.entry(kind.as_str()).or_insert_with(|| Vec::<()>::new().into());
        if let Some(list) = of_kind.as_array_mut() {
            list.push(data);
        }
    }
    kinds.into()
}

/// Reads a call; `None` if the SDK has no such call, which is reported.
pub(super) fn read(root: Node<'_>, options: &Options, reporter: &mut Reporter) -> Option<Mapped> {
    let first = reporter.len();
    if let Some(node) = root.get_exact("call")
        && let Some(word) = node.text()
        && (service::read(root, word, node, reporter)
            || run::read(root, word, node, options, reporter))
    {
        open_arguments(root, first, reporter);
        node.report(&END_OF_SUPPORT, reporter).reason("none");
        return None;
    }
    let (call, node) = call_of(root, reporter)?;
    let finding = node.report(&END_OF_SUPPORT, reporter);
    finding.reason(if call.succeeded { "successor" } else { "none" });
    let args = root.get_exact("args").filter(|args| args.kind() == Kind::Object);
    let mut reading =
        Reading { call, root, args, body: Body::default(), refused: Vec::new(), reporter };
    if call.operation == crate::kinds::Operation::Create {
        if let Some(kind) = call.kind {
            reading.body.make("/properties/computeType", Json::from(kind.as_str()), Some(node));
        }
        reading.name(root);
    }
    reading.arguments();
    special::read(options, &mut reading);
    call.kind?;
    let Reading { body, refused, .. } = reading;
    let rows = std::slice::from_ref(&call.arguments);
    Some(Mapped {
        body,
        words: Words { rows, places: special::PLACES },
        base: "/args".to_owned(),
        same: false,
        operation: Some(call.operation),
        version: None,
        refused,
        ..Mapped::default()
    })
}

/// Classes of older SDKs, and the call that has taken their place.
const RENAMED: &[(&str, &str)] = &[
    ("CmAksCompute", "KubernetesCompute.attach_configuration"),
    ("ArcKubernetesCompute", "KubernetesCompute.attach_configuration"),
    ("BatchAiCompute", "AmlCompute.provisioning_configuration"),
];

/// Arguments that people give to a call, and the call that has them.
const ELSEWHERE: &[(&str, &str, &str)] = &[
    ("AksCompute.attach_configuration", "namespace", "KubernetesCompute.attach_configuration"),
    ("AksCompute.attach_configuration", "identity_type", "KubernetesCompute.attach_configuration"),
    ("AksCompute.attach_configuration", "identity_ids", "KubernetesCompute.attach_configuration"),
    (
        "KubernetesCompute.attach_configuration",
        "cluster_purpose",
        "AksCompute.attach_configuration",
    ),
];

/// Tells of arguments of a service or run that nobody filled in, in the place of what was said about them.
fn open_arguments(root: Node<'_>, first: usize, reporter: &mut Reporter) {
    let args = root.get_exact("args").into_iter().flat_map(Node::members);
    let name = root.members().filter(|member| member.key == "name");
    for member in args.chain(name) {
        let prose = ["description", "command"].contains(&member.key);
        let open = member.value.text().filter(|_| !prose).filter(|text| is_open(text));
        if let Some(open) = open.and_then(placeholder_in) {
            reporter.drop_at(first, &member.value.pointer());
            let secret = member.key.ends_with("key") || member.key.ends_with("password");
            report_open(member.key, member.value, open, secret, reporter);
        }
    }
}

fn call_of<'d>(root: Node<'d>, reporter: &mut Reporter) -> Option<(&'static Call, Node<'d>)> {
    let written = root.get_exact("call");
    let Some((node, word)) = written.and_then(|node| Some((node, node.text()?))) else {
        let path = "/call".to_owned();
        reporter.add(&UNKNOWN_CALL, path, written.unwrap_or(root).index()).reason("missing");
        return None;
    };
    if let Some(call) = CALLS.iter().chain([&KUSTO]).find(|call| call.name == word) {
        return Some((call, node));
    }
    let calls = CALLS.iter().chain([&KUSTO]).map(|call| call.name);
    let names: Vec<&str> = calls.chain(service::calls()).chain(run::NAMES).collect();
    let class = word.split('.').next().unwrap_or_default();
    let attach = [class, ".attach_configuration"].concat();
    if let Some((_, successor)) = RENAMED.iter().find(|(old, _)| *old == class) {
        let finding = node.report(&UNKNOWN_CALL, reporter).reason("renamed").param("actual", word);
        finding.own("successor", successor).actual(word);
        return None;
    }
    let old = word == [class, ".attach"].concat() && names.contains(&attach.as_str());
    let near = if old { Some(attach.as_str()) } else { nearest(word, &names) };
    let finding = node.report(&UNKNOWN_CALL, reporter).param("actual", word).actual(word);
    finding.reason(if old { "old" } else { "unknown" }).own("class", class);
    finding.fix(near.map(|near| Fix::write(node.pointer(), near)));
    None
}

/// A call while it is read.
pub(super) struct Reading<'d, 'r> {
    call: &'static Call,
    root: Node<'d>,
    args: Option<Node<'d>>,
    body: Body,
    refused: Vec<String>,
    reporter: &'r mut Reporter,
}

/// Names that the SDK keeps for itself, compared letter by letter.
const RESERVED: [&str; 3] = ["amlcompute", "local", "containerinstance"];

impl<'d> Reading<'d, '_> {
    fn name(&mut self, root: Node<'d>) {
        let Some(node) = root.get_exact("name") else { return };
        let Some(name) = node.text() else { return };
        let creates = self.call.name.ends_with(".provisioning_configuration");
        if creates && RESERVED.contains(&name) {
            let finding = node.report(&RESERVED_NAME, self.reporter);
            finding.param("actual", name).actual(name);
        } else {
            self.body.make("/name", to_json(node), Some(node));
        }
    }

    /// An argument that counts as given: Python's None, empty text, list and map do not.
    fn given(&self, name: &str) -> Option<Node<'d>> {
        self.args?.get_exact(name).filter(|node| match node.kind() {
            Kind::Null => false,
            Kind::Text => node.text().is_some_and(|text| !text.is_empty()),
            Kind::List => node.items().next().is_some(),
            Kind::Object => node.members().next().is_some(),
            Kind::Boolean | Kind::Number => true,
        })
    }

    /// The text of an argument that is given.
    fn text(&self, name: &str) -> Option<(Node<'d>, &'d str)> {
        self.given(name).and_then(|node| Some((node, node.text()?)))
    }

    /// Whether nobody has filled an argument in.
    fn is_open(&self, name: &str) -> bool {
        self.text(name).is_some_and(|(_, text)| is_open(text))
    }

    /// The pointer of an argument, there or not.
    fn pointer(&self, name: &str) -> String {
        below("/args", name)
    }

    /// The place of the arguments in the document.
    fn order(&self) -> u32 {
        self.args.unwrap_or(self.root).index()
    }

    fn arguments(&mut self) {
        let call = self.call;
        for member in self.args.into_iter().flat_map(Node::members) {
            let found = call.arguments.iter().find(|row| row.name == member.key);
            match found {
                Some(row) if self.given(row.name).is_some() => self.argument(member.value, row),
                Some(_) => {}
                None => self.unknown(member.value, member.key),
            }
        }
        for row in call.arguments.iter().filter(|row| row.required) {
            if self.given(row.name).is_none() {
                let finding = self.reporter.add(
                    &MISSING_ARGUMENT,
                    below("/args", row.name),
                    self.args.unwrap_or(self.root).index(),
                );
                finding.reason("required").own("argument", row.name);
                self.refused.push(row.to.to_owned());
            }
        }
    }

    fn unknown(&mut self, node: Node<'d>, key: &str) {
        let call = self.call;
        let free: Vec<&str> = call
            .arguments
            .iter()
            .map(|row| row.name)
            .filter(|name| self.args.is_some_and(|args| args.get_exact(name).is_none()))
            .collect();
        // A word of the resource or of the command line: the argument that goes where that member is.
        let aliases = call.kind.map_or(&[][..], |kind| kind.spec().aliases);
        let member = aliases.iter().find(|(alias, _)| *alias == key).map_or(key, |(_, name)| name);
        let goes = |row: &&Row| {
            same_word(row.to.rsplit('/').next().unwrap_or_default(), member)
                && free.contains(&row.name)
        };
        let same = call.arguments.iter().find(goes).map(|row| row.name);
        let meant = same.or_else(|| nearest(key, &free));
        let finding = node.report_key(&UNKNOWN_ARGUMENT, self.reporter);
        finding.own("call", call.name).param("actual", key);
        let others =
            ELSEWHERE.iter().find(|(name, argument, _)| *name == call.name && *argument == key);
        if let Some((.., successor)) = others {
            finding.reason("elsewhere").own("successor", successor);
            return;
        }
        finding.fix(meant.map(|name| {
            let title = ["rename it to `", name, "`"].concat();
            Fix::relocate(&title, node.pointer(), below("/args", name))
        }));
    }

    fn argument(&mut self, node: Node<'d>, row: &'static Row) {
        // What nobody filled in is handed on as it stands, and nothing else is said about it.
        let open = node.text().filter(|_| !row.is_prose()).and_then(placeholder_in);
        if open.is_some_and(|open| report_open(row.name, node, open, row.secret, self.reporter)) {
            if !row.to.is_empty() {
                self.body.put(row.to.to_owned(), to_json(node), node, row);
            }
            return;
        }
        let value = match row.takes {
            Takes::Text => node.text().map(|_| to_json(node)).ok_or(("text", quoted(node))),
            Takes::Integer => self.integer(node, row),
            Takes::Boolean => match node.boolean() {
                Some(value) if row.via == Via::Switch => {
                    Ok(Json::from(if value { "Enabled" } else { "Disabled" }))
                }
                Some(value) => Ok(Json::from(value)),
                // Not refused: dropped without a word.
                None if row.via == Via::Switch => {
                    node.report(&DROPPED_ARGUMENT, self.reporter).reason("switch");
                    return;
                }
                None => Err(("boolean", None)),
            },
            Takes::Word(words) => {
                let Some(text) = node.text() else { return self.wrong(node, row, "text", None) };
                match words.iter().find(|(own, _)| *own == text) {
                    Some((_, theirs)) => Ok(Json::from(*theirs)),
                    None => return self.wrong_word(node, row, words, text),
                }
            }
            Takes::Texts => return self.texts(node, row),
            Takes::TextList => {
                let texts =
                    node.kind() == Kind::List && node.items().all(|item| item.kind() == Kind::Text);
                if !texts {
                    let one = node.kind() == Kind::Text;
                    let list = || Json::raw(["[", to_json(node).as_str(), "]"].concat());
                    let fix = one.then(|| Fix::replace("write a list", node.pointer(), list()));
                    self.wrong(node, row, "list", fix);
                }
                for item in node.items() {
                    if let Some(open) = item.text().and_then(placeholder_in) {
                        report_open(row.name, item, open, false, self.reporter);
                    }
                }
                return;
            }
            _ => return,
        };
        match value {
            Ok(value) if !row.to.is_empty() => {
                self.body.put(row.to.to_owned(), value, node, row);
            }
            Ok(_) => {}
            Err((reason, fix)) => self.wrong(node, row, reason, fix),
        }
    }

    fn integer(
        &mut self,
        node: Node<'d>,
        row: &'static Row,
    ) -> Result<Json, (&'static str, Option<Fix>)> {
        if let (Kind::Number, Some(number)) = (node.kind(), node.integer()) {
            // Of a port, 0 counts as nothing at all and is refused; of a count of agents it is unset.
            return match row.name {
                "ssh_port" if number == 0 => Err(("zero", None)),
                "agent_count" if number < 0 => Err(("negative", None)),
                _ => Ok(number_via(row.via, number)),
            };
        }
        let number = node.text().and_then(|text| text.trim().parse::<i64>().ok());
        match (row.name, number) {
            // Read with int(), which takes digits.
            ("idle_seconds_before_scaledown", Some(number)) => Ok(number_via(row.via, number)),
            // The SDK's own default for HDInsight is a text.
            ("ssh_port", Some(number)) if number != 0 => Ok(Json::from(number)),
            (_, number) => Err((
                "integer",
                number.map(|number| {
                    Fix::replace("write the number", node.pointer(), Json::from(number))
                }),
            )),
        }
    }

    fn texts(&mut self, node: Node<'d>, row: &'static Row) {
        if node.kind() != Kind::Object {
            return self.wrong(node, row, "map", None);
        }
        for member in node.members() {
            // Other types are sent as they are; what the service says to them is told by the rules.
            let value = to_json(member.value);
            self.body.put(below(row.to, member.key), value, member.value, row);
        }
    }

    fn wrong(&mut self, node: Node<'d>, row: &'static Row, reason: &'static str, fix: Option<Fix>) {
        let finding = node.report(&ARGUMENT_TYPE, self.reporter).reason(reason);
        finding.own("argument", row.name).fix(fix);
        if !row.to.is_empty() {
            self.refused.push(row.to.to_owned());
        }
    }

    fn wrong_word(
        &mut self,
        node: Node<'d>,
        row: &'static Row,
        words: &[(&'static str, &'static str)],
        text: &str,
    ) {
        let known: Vec<&str> = words.iter().map(|(own, _)| *own).collect();
        let meant = known.iter().copied().find(|word| same_word(word, text));
        let finding = node.report(&EXACT_WORD, self.reporter).own("argument", row.name);
        finding.param("actual", text).own("words", &known.join(", ")).actual(text);
        finding.fix(meant.map(|word| Fix::write(node.pointer(), word).safe()));
        self.refused.push(row.to.to_owned());
    }
}
