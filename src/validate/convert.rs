//! What a document of any format becomes for those who write other formats: every compute in it, as its body is
//! sent, with the places of what must not be written in clear.

use super::tidy;
use crate::diagnostics::{Pointer, Report, Reporter};
use crate::formats::Mapped;
use crate::formats::loss::{self, Loss};
use crate::text::{Document, Node, parse};

/// One compute of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resource {
    /// The body of its request: names and words in the service's spelling, without what only the service sets
    /// and without what says nothing.
    pub body: String,
    /// The kind, if it is a known one.
    pub kind: Option<&'static str>,
    /// Its own name, without the workspace's; `None` if nobody said, or only a deployment knows.
    pub name: Option<String>,
    /// Which workspace it belongs to, as far as the document says: a name, or the expression for one.
    pub workspace: Option<String>,
    /// The api-version that its body is written for.
    pub version: String,
    /// Pointer of what it was made of.
    pub pointer: String,
    /// Pointers into the body: values that must not be written in clear.
    pub secrets: Vec<String>,
    /// The same for what anybody may read, but no answer of the service tells again.
    pub unread: Vec<String>,
    /// Pointers into the body: values that only a deployment of the document can evaluate, each with the type of
    /// the parameter that could stand for it.
    pub open: Vec<(String, &'static str)>,
    /// Pointers into the body: members whose keys only a deployment can evaluate.
    pub open_keys: Vec<String>,
    /// Pointers into the document: what decides at the deployment whether and how often the compute is deployed.
    pub around: Vec<String>,
}

/// What comes of a document.
#[derive(Clone, Debug)]
pub struct Conversion {
    /// The computes, in document order; none of a document that cannot be read.
    pub resources: Vec<Resource>,
    /// The report of the document.
    pub report: Report,
}

/// What a conversion adds to a check: what is lost, and where the computes go.
pub(super) struct Converting<'c> {
    /// Nothing is checked: wanted are the computes alone.
    pub(super) unchecked: bool,
    pub(super) losses: &'c [Loss],
    pub(super) resources: &'c mut Vec<Resource>,
}

impl Converting<'_> {
    /// Tells what is lost of the document as a whole.
    pub(super) fn report_whole(&self, document: &Document<'_>, reporter: &mut Reporter) {
        loss::report(self.losses.iter().filter(|loss| loss.resource.is_none()), document, reporter);
    }

    /// Takes a compute, and tells what is lost of it.
    pub(super) fn take(
        &mut self,
        resource: &Document<'_>,
        kind: Option<&'static str>,
        version: &str,
        origin: Option<(&Mapped, &Document<'_>)>,
        reporter: &mut Reporter,
    ) {
        let index = self.resources.len();
        let own = self.losses.iter().filter(|loss| loss.resource == Some(index));
        loss::report(own, resource, reporter);
        let Some(root) = resource.root() else { return };
        let said = root.get("name").and_then(Node::text).filter(|name| !is_expression(name));
        let last = said.and_then(|name| name.rsplit('/').next()).filter(|name| !name.is_empty());
        let place = origin
            .filter(|(mapped, _)| mapped.is_same())
            .and_then(|(mapped, document)| workspace_around(document, mapped.base()));
        let before = |name: &str| name.rsplit_once('/').map(|(before, _)| before.to_owned());
        let open = origin.and_then(|(mapped, _)| mapped.open_text());
        let open = open.as_deref().and_then(|text| parse(text, &mut Reporter::new()));
        let unknown = origin.map_or_else(Vec::new, |(mapped, _)| mapped.unknown());
        let tidy =
            tidy::tidy(open.as_ref().and_then(Document::root).unwrap_or(root), kind, &unknown);
        self.resources.push(Resource {
            body: tidy.body,
            kind,
            name: last.map(str::to_owned),
            workspace: place.or_else(|| said.and_then(before)),
            version: version.to_owned(),
            pointer: origin.map_or_else(String::new, |(mapped, _)| mapped.base().to_owned()),
            secrets: tidy.secrets,
            unread: tidy.unread,
            open: tidy.open,
            open_keys: origin.map_or_else(Vec::new, |(mapped, _)| mapped.open_keys()),
            around: origin.map_or_else(Vec::new, |(mapped, _)| mapped.around().to_vec()),
        });
    }
}

/// The workspace of a compute in a template, as far as the names around it say.
fn workspace_around(document: &Document<'_>, base: &str) -> Option<String> {
    let mut pointer = base;
    loop {
        let node = document.at(pointer).filter(|node| node.get("type").is_some());
        let name = node.and_then(|node| node.get("name")).and_then(Node::text);
        let found = name.and_then(|name| workspace(name, pointer == base));
        if found.is_some() {
            return found;
        }
        (pointer, _) = Pointer::split_last(pointer)?;
    }
}

/// The workspace's part of a name; of an expression the parameter or variable that it begins with.
fn workspace(name: &str, own: bool) -> Option<String> {
    if is_expression(name) {
        let (head, rest) = name.split_once("')")?;
        let at =
            ["parameters('", "variables('"].iter().filter_map(|word| head.rfind(word)).max()?;
        // A name that is one parameter alone says nothing about the workspace.
        let alone = own && !rest.contains('(') && !rest.contains('/');
        return (!alone).then(|| head.get(at..).map(|word| [word, "')"].concat())).flatten();
    }
    let before = if own { name.rsplit_once('/')?.0 } else { name };
    (!before.is_empty()).then(|| before.to_owned())
}

fn is_expression(text: &str) -> bool {
    text.starts_with('[') && text.ends_with(']') && !text.starts_with("[[")
}
