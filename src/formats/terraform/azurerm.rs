//! Resources of the provider azurerm: checked by its schema, then made into the body that it sends.

use super::tables::{Resource, WORKSPACE_ID};
use super::{CONFLICT, MISSING_ARGUMENT, NO_CREDENTIAL, UNKNOWN, UNKNOWN_ARGUMENT, VALUE};
use crate::arm::resource_id::resource_type;
use crate::diagnostics::{Diagnostic, Fix, Json, Reporter, Severity, nearest, utf16_units};
use crate::formats::body::{Body, below};
use crate::formats::rows::{Row, Takes, Via, number_via};
use crate::formats::{Mapped, Words};
use crate::kinds::ComputeKind;
use crate::schema::{check_resource_id, is_open};
use crate::text::{Kind, Node, to_json};

const DATA: &str = "/properties/properties";

/// Reads a resource.
pub(super) fn read(
    resource: &'static Resource,
    values: Node<'_>,
    unknown: Option<Node<'_>>,
    reporter: &mut Reporter,
) -> Mapped {
    let mut reading = Reading { resource, body: Body::default(), refused: Vec::new(), reporter };
    let kind = Json::from(resource.kind.as_str());
    reading.body.make("/properties/computeType", kind, None);
    reading.object(values, unknown, resource.tables, "");
    reading.special(values, unknown);
    let Reading { body, refused, .. } = reading;
    Mapped {
        body,
        words: Words { rows: resource.tables, places: &[] },
        base: values.pointer(),
        refused,
        ..Mapped::default()
    }
}

/// Whether only an apply knows a value, or any part of it.
fn is_unknown(unknown: Option<Node<'_>>) -> bool {
    unknown.and_then(Node::boolean) == Some(true)
}

/// A resource while it is read.
struct Reading<'r> {
    resource: &'static Resource,
    body: Body,
    refused: Vec<String>,
    reporter: &'r mut Reporter,
}

impl Reading<'_> {
    /// Reads the arguments and blocks of an object.
    fn object(
        &mut self,
        node: Node<'_>,
        unknown: Option<Node<'_>>,
        tables: &[&'static [Row]],
        base: &str,
    ) {
        let rows = || tables.iter().copied().flatten();
        for member in node.members().filter(|member| !member.value.is_null()) {
            match rows().find(|row| row.name == member.key) {
                Some(row) => {
                    let open = unknown.and_then(|open| open.get_exact(row.name));
                    self.member(member.value, open, row, base);
                }
                None => self.stranger(node, member.value, member.key, tables),
            }
        }
        for row in rows() {
            let open = unknown.and_then(|open| open.get_exact(row.name));
            let absent = node.get_exact(row.name).is_none_or(Node::is_null);
            if absent && is_unknown(open) {
                self.unknown(&[base, row.to].concat());
            } else if absent && row.required {
                let path = node.pointer_of(row.name);
                let finding = self.reporter.add(&MISSING_ARGUMENT, path, node.index());
                finding.own("field", row.name).own("type", self.resource.word);
                if matches!(row.takes, Takes::Block(_)) {
                    finding.reason("block");
                }
                if !row.to.is_empty() {
                    self.refused.push([base, row.to].concat());
                }
            }
        }
    }

    /// Writes what stands for a value that is not known.
    fn unknown(&mut self, path: &str) {
        if path.is_empty() {
            return;
        }
        self.body.unknown(path, Json::from(UNKNOWN), None);
        self.refused.push(path.to_owned());
    }

    fn stranger(&mut self, object: Node<'_>, node: Node<'_>, key: &str, tables: &[&'static [Row]]) {
        let rows = || tables.iter().copied().flatten();
        let free: Vec<&str> = rows()
            .filter(|row| !matches!(row.takes, Takes::Owned))
            .map(|row| row.name)
            .filter(|name| object.get_exact(name).is_none_or(Node::is_null))
            .collect();
        // A word of the service: the argument that goes where that member is.
        let same = rows().find(|row| {
            let last = row.to.rsplit('/').next().unwrap_or_default();
            last.eq_ignore_ascii_case(key) && free.contains(&row.name)
        });
        let meant = same.map(|row| row.name).or_else(|| nearest(key, &free));
        let finding = node.report_key(&UNKNOWN_ARGUMENT, self.reporter);
        finding.param("actual", key).own("type", self.resource.word);
        finding.fix(meant.map(|name| {
            let path = object.pointer_of(name);
            Fix::relocate(&["rename it to `", name, "`"].concat(), node.pointer(), path)
        }));
    }

    fn member(&mut self, node: Node<'_>, unknown: Option<Node<'_>>, row: &'static Row, base: &str) {
        let path = [base, row.to].concat();
        if is_unknown(unknown) {
            return self.unknown(&path);
        }
        let value = match row.takes {
            Takes::Text => plain_text(node),
            Takes::Integer => whole_number(node).map(|number| number_via(row.via, number)),
            Takes::Boolean => truth(node).map(|value| match row.via {
                Via::Switch => Json::from(if value { "Enabled" } else { "Disabled" }),
                Via::Not => Json::from(!value),
                _ => Json::from(value),
            }),
            Takes::Word(words) => {
                let text = node.text().unwrap_or_default();
                match words.iter().find(|(own, _)| *own == text) {
                    Some((_, theirs)) => Some(Json::from(*theirs)),
                    None if node.text().is_some_and(is_open) => return self.unknown(&path),
                    None => return self.wrong_word(node, row, words, &path),
                }
            }
            Takes::Texts => return self.texts(node, unknown, row, &path),
            Takes::TextList => return self.ids(node, unknown, row, &path),
            Takes::Block(rows) => return self.block(node, unknown, row, (rows, &path)),
            _ => return,
        };
        match value {
            Some(value) => {
                if !row.to.is_empty() {
                    self.body.put(path, value, node, row);
                }
            }
            None => self.wrong(node, row, &path),
        }
    }

    fn block(
        &mut self,
        node: Node<'_>,
        unknown: Option<Node<'_>>,
        row: &'static Row,
        (rows, path): (&'static [Row], &str),
    ) {
        if node.kind() != Kind::List {
            self.refused.push(path.to_owned());
            node.report(&VALUE, self.reporter).reason("block").own("field", row.name);
            return;
        }
        let mut items = node.items();
        let Some(item) = items.next() else {
            if row.required {
                let path = node.pointer();
                let finding = self.reporter.add(&MISSING_ARGUMENT, path, node.index());
                finding.reason("block").own("field", row.name).own("type", self.resource.word);
            }
            return;
        };
        if let Some(second) = items.next() {
            second.report(&VALUE, self.reporter).reason("several").own("field", row.name);
        }
        let open = unknown.and_then(|open| open.items().next());
        if is_unknown(open) {
            return self.unknown(path);
        }
        self.object(item, open, &[rows], path);
    }

    fn texts(&mut self, node: Node<'_>, unknown: Option<Node<'_>>, row: &'static Row, path: &str) {
        if node.kind() != Kind::Object {
            return self.wrong(node, row, path);
        }
        for member in node.members().filter(|member| !member.value.is_null()) {
            let place = below(path, member.key);
            if is_unknown(unknown.and_then(|open| open.get_exact(member.key))) {
                self.unknown(&place);
                continue;
            }
            match plain_text(member.value) {
                Some(text) => self.body.put(place, text, member.value, row),
                None => self.wrong(member.value, row, &place),
            }
        }
        for member in unknown.into_iter().flat_map(Node::members) {
            let known = node.get_exact(member.key).is_some_and(|value| !value.is_null());
            if !known && is_unknown(Some(member.value)) {
                self.unknown(&below(path, member.key));
            }
        }
    }

    /// Ids become the keys of a map.
    fn ids(&mut self, node: Node<'_>, unknown: Option<Node<'_>>, row: &'static Row, path: &str) {
        if node.kind() != Kind::List {
            return self.wrong(node, row, path);
        }
        let mut open = unknown.into_iter().flat_map(Node::items);
        let mut any = false;
        for item in node.items() {
            any |= is_unknown(open.next());
            match item.text() {
                Some(id) if !is_open(id) => {
                    self.body.put(below(path, id), Json::empty_object(), item, row);
                }
                Some(_) => any = true,
                None if item.is_null() => any = true,
                None => self.wrong(item, row, path),
            }
        }
        if any || open.any(|item| is_unknown(Some(item))) {
            self.body.members.retain(|member| !member.path.starts_with(path));
            self.unknown(path);
        }
    }

    fn wrong(&mut self, node: Node<'_>, row: &'static Row, path: &str) {
        let reason = match row.takes {
            _ if node.kind() == Kind::List
                && node.items().all(|item| item.kind() == Kind::Object) =>
            {
                "argument"
            }
            Takes::Integer => "number",
            Takes::Boolean => "boolean",
            Takes::Texts => "map",
            Takes::TextList => "list",
            _ => "text",
        };
        node.report(&VALUE, self.reporter).reason(reason).own("field", row.name);
        if !row.to.is_empty() {
            self.refused.push(path.to_owned());
        }
    }

    fn wrong_word(
        &mut self,
        node: Node<'_>,
        row: &'static Row,
        words: &'static [(&'static str, &'static str)],
        path: &str,
    ) {
        let Some(text) = node.text() else { return self.wrong(node, row, path) };
        let known: Vec<&str> = words.iter().map(|(own, _)| *own).collect();
        let bare = |word: &str| word.replace([' ', '_'], "");
        let meant = known.iter().copied().find(|word| bare(word).eq_ignore_ascii_case(&bare(text)));
        let meant = meant.or_else(|| nearest(text, &known));
        let finding = node.report(&VALUE, self.reporter).reason("word").own("field", row.name);
        finding.param("actual", text).own("words", &known.join(", ")).actual(text);
        finding.fix(meant.map(|word| Fix::write(node.pointer(), word)));
        self.refused.push(path.to_owned());
    }

    /// What no row can say.
    fn special(&mut self, values: Node<'_>, unknown: Option<Node<'_>>) {
        self.name(values);
        self.workspace(values);
        let there = |body: &Body, path: &str| {
            let made = |member: &crate::formats::body::Written| member.path.starts_with(path);
            body.members.iter().any(made)
        };
        let switch = |body: &mut Body, path: &str, on: bool| {
            body.make(path, Json::from(if on { "Enabled" } else { "Disabled" }), None);
        };
        match self.resource.kind {
            ComputeKind::AmlCompute => {
                self.credential(values, unknown);
                // What is not switched on is closed by the provider.
                let login = [DATA, "/remoteLoginPortPublicAccess"].concat();
                if !there(&self.body, &login) {
                    switch(&mut self.body, &login, false);
                }
            }
            ComputeKind::ComputeInstance => {
                let ssh = [DATA, "/sshSettings"].concat();
                let known = values.get_exact("ssh").is_none_or(|ssh| ssh.kind() == Kind::List);
                if known && !self.refused.contains(&ssh) {
                    let on = there(&self.body, &ssh);
                    switch(&mut self.body, &[&ssh, "/sshPublicAccess"].concat(), on);
                }
            }
            ComputeKind::Aks => self.certificate(values),
            _ => {}
        }
    }

    /// The block `ssh` of a cluster demands a password or a key.
    fn credential(&mut self, values: Node<'_>, unknown: Option<Node<'_>>) {
        let Some(list) = values.get_exact("ssh") else { return };
        let block = list.items().next();
        let Some(block) = block.filter(|block| block.kind() == Kind::Object) else { return };
        let open = unknown.and_then(|open| open.get_exact("ssh"));
        if is_unknown(open) {
            return;
        }
        let open = open.and_then(|open| open.items().next());
        let there = |name: &str| {
            block.get_exact(name).is_some_and(|value| !value.is_null() && value.text() != Some(""))
                || is_unknown(open.and_then(|open| open.get_exact(name)))
        };
        if !there("admin_password") && !there("key_value") {
            list.report(&NO_CREDENTIAL, self.reporter);
        }
    }

    /// A certificate of one's own, or a label for which the service makes one.
    fn certificate(&mut self, values: Node<'_>) {
        let block = values.get_exact("ssl").and_then(|ssl| ssl.items().next());
        let Some(block) = block.filter(|block| block.kind() == Kind::Object) else { return };
        let filled = |name: &&str| {
            block.get_exact(name).is_some_and(|value| !value.is_null() && value.text() != Some(""))
        };
        let own = ["cert", "key", "cname"].into_iter().find(|name| filled(name));
        let made = ["leaf_domain_label"].into_iter().find(|name| filled(name));
        if let (Some(own), Some(made)) = (own, made)
            && let Some(node) = block.get_exact(made)
        {
            let finding = node.report(&CONFLICT, self.reporter);
            finding.own("field", made).param("actual", own);
        }
        let status = if made.is_some() {
            "Auto"
        } else if own.is_some() {
            "Enabled"
        } else {
            "Disabled"
        };
        self.body.make(&[DATA, "/sslConfiguration/status"].concat(), Json::from(status), None);
    }

    /// Names that the provider refuses although the service would take them.
    fn name(&mut self, values: Node<'_>) {
        let Some((least, most, hyphen)) = self.resource.name else { return };
        let Some(node) = values.get_exact("name") else { return };
        let Some(name) = node.text().filter(|name| !is_open(name)) else { return };
        let mut found = Reporter::new();
        self.resource.kind.spec().name_rule.judge(name, "", 0, &mut found);
        let length = utf16_units(name);
        let fits = (least..=most).contains(&length)
            && name.bytes().next().is_some_and(|first| first.is_ascii_alphabetic())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && (hyphen || !name.ends_with('-'));
        let taken = found.since(0).all(|told| told.severity != Severity::Error);
        if !fits && taken {
            let words = [
                least.to_string().as_str(),
                " to ",
                most.to_string().as_str(),
                " letters, digits and hyphens, starting with a letter",
            ]
            .concat();
            let finding: &mut Diagnostic = node.report(&VALUE, self.reporter).reason("name");
            finding.own("field", "name").param("actual", name).own("words", &words);
        }
    }

    fn workspace(&mut self, values: Node<'_>) {
        let (name, wanted) = WORKSPACE_ID;
        let Some(node) = values.get_exact(name) else { return };
        match node.text() {
            Some("") => {
                node.report(&VALUE, self.reporter).reason("empty").own("field", name);
            }
            Some(text) if !is_open(text) => {
                check_resource_id(self.reporter, node, text, resource_type(wanted));
            }
            _ => {}
        }
    }
}

/// Terraform makes a text of a number or a boolean.
fn plain_text(node: Node<'_>) -> Option<Json> {
    match node.kind() {
        Kind::Text => Some(to_json(node)),
        Kind::Number | Kind::Boolean => Some(Json::from(node.spelling())),
        _ => None,
    }
}

/// And a number of a text of digits.
fn whole_number(node: Node<'_>) -> Option<i64> {
    match node.kind() {
        Kind::Number => node.integer(),
        Kind::Text => node.text()?.parse().ok(),
        _ => None,
    }
}

fn truth(node: Node<'_>) -> Option<bool> {
    match node.kind() {
        Kind::Boolean => node.boolean(),
        Kind::Text => match node.text()? {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        },
        _ => None,
    }
}
