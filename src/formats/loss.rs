//! What is lost on the way into another format. The writers of formats live in the package for JavaScript;
//! they say here what their format cannot say.

use crate::diagnostics::{Pointer, Reporter, codes};
use crate::text::{Document, Node};

codes! {
    SEVERAL = "convert/several" Error {
        message: [
            "choose" => "the input holds several computes ({names}), and {target} holds one",
            "unknown" => "the input holds no compute `{selected}`, but {names}",
            "twice" => "`{selected}` is the name of several computes of the input",
        ],
        help: [
            "choose" => "choose one by `select` (its name or its index), or write each into a file of its own with `--out-dir`",
            "unknown" => "`select` takes the name of one of them, or its index, counted from 0",
            "twice" => "choose one by its index, counted from 0",
        ],
        summary: "Several computes were to be written into a format that holds one.",
        why: "A text with parts of several computes would make one that nobody described.",
        evidence: [Docs "documents of each format" "2026-11"],
        example: "a template with a cluster and an instance, converted to cli-v2",
    }
    NO_KIND = "convert/no-kind" Error {
        message: [
            "kind" => "{target} has no word for the kind {kind}",
            "needs" => "{target} makes no compute without `{member}`",
            "open" => "the kind of the compute is not known: {target} has no word for it",
        ],
        help: [
            "kind" => "arm, arm-template and bicep can say every kind",
            "needs" => "arm, arm-template and bicep can say every kind",
            "open" => "write `computeType` as a plain word, such as AmlCompute",
        ],
        summary: "The format has no word for this kind of compute.",
        why: "Nothing can be written that would make such a compute.",
        evidence: [
            Service "loader of azure-ai-ml 1.35.2, run" "2026-10",
            Docs "documentation of the Terraform provider azurerm 4.x" "2026-10"
        ],
        example: "{\"properties\":{\"computeType\":\"HDInsight\"}}",
    }
    LOST_MEMBER = "convert/lost-member" Warning {
        message: [
            "lost" => "{target} cannot say `{member}`: it is left out",
            "run" => "{target} cannot say `{member}` of a run: it is left out",
            "secret" => "the value of `{member}` is not written: {target} gets a parameter for it",
            "unread" => "the value of `{member}` is not written: {target} gets a parameter for it",
            "added" => "nothing says `{member}`, and the tools of {target} send a value of their own",
            "name" => "nothing says the name of the compute: {target} gets a parameter for it",
            "name-expression" => "the name of the compute is an expression of the template: {target} gets a parameter for it",
            "around" => "`{member}` decides whether or how often the compute is deployed: {target} gets the compute once, without it",
            "expression-parameter" => "`{member}` is an expression of the template: {target} gets a parameter for it",
            "expression-lost" => "`{member}` is an expression of the template, and {target} takes no expressions: it is left out",
            "demanded" => "nothing says `{member}`, which {target} demands: it gets a parameter for it",
            "subscription" => "{target} names no subscription: `{member}` is taken for one beside the workspace",
            "refused" => "the tools of {target} refuse `{member}`: {detail}",
            "expression" => "`{member}` is an expression of the template: {target} gets it as a mere text",
            "stand-in" => "`{member}` holds a stand-in, because the workspace is not known",
        ],
        help: [
            "lost" => "arm, arm-template and bicep can say every member",
            "run" => "runconfig says all that SDK v1 knows of a run",
            "secret" => "hand it over when the text is used, from a vault",
            "unread" => "hand it over when the text is used",
            "name" => "give `name`, or fill the parameter in",
            "name-expression" => "give `name`, or fill the parameter in",
            "around" => "put it into the text by hand, if it is still wanted",
            "expression-parameter" => "fill the parameter in, or give the template's parameter a default",
            "expression-lost" => "write the value by hand, or give its parameter a default",
            "demanded" => "give it, or fill the parameter in",
            "subscription" => "give `facts.workspace`, if it is in the subscription of the workspace",
            "refused" => "mend it in the text that was written",
            "added" => "say it, if another value is meant",
            "expression" => "write the value by hand, or give its parameter a default",
            "stand-in" => "give `facts.workspace`, or mend it by hand",
        ],
        summary: "A part of the configuration has no counterpart in the other format.",
        why: "A text that says less than the original must say so.",
        evidence: [Docs "documents of each format" "2026-10"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"propertyBag\":{}}}}",
    }
}

/// Something that a format cannot say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loss {
    /// Which compute of the document `path` is about; `None` if it is a pointer into the document itself.
    pub resource: Option<usize>,
    /// Pointer into the resource.
    pub path: String,
    /// A variant of `convert/lost-member`, `convert/no-kind` or `convert/several`.
    pub reason: &'static str,
    /// The format.
    pub target: String,
    /// What the variant tells beside the member.
    pub detail: String,
}

impl Loss {
    /// Reasons of the code that says why nothing was written.
    const NOTHING: [&'static str; 3] = ["kind", "needs", "open"];
    /// Reasons of the code about several computes.
    const SEVERAL: [&'static str; 3] = ["choose", "unknown", "twice"];
    /// Parts of the configuration that are lost or changed.
    const LOST: [&'static str; 14] = [
        "lost",
        "run",
        "secret",
        "unread",
        "added",
        "name",
        "name-expression",
        "around",
        "demanded",
        "subscription",
        "refused",
        "expression-lost",
        "expression-parameter",
        "expression",
    ];

    /// The reason of a word that came from outside.
    #[must_use]
    pub fn reason(word: &str) -> Option<&'static str> {
        let all = [&Self::NOTHING[..], &Self::SEVERAL[..], &Self::LOST[..]];
        all.into_iter().flatten().find(|known| **known == word).copied()
    }
}

/// Reports losses.
pub fn report<'l>(
    losses: impl IntoIterator<Item = &'l Loss>,
    document: &Document<'_>,
    reporter: &mut Reporter,
) {
    for loss in losses {
        let (node, path) = place(document, &loss.path);
        let finding = if Loss::NOTHING.contains(&loss.reason) {
            reporter.add(&NO_KIND, path, node.map_or(0, Node::index))
        } else if Loss::SEVERAL.contains(&loss.reason) {
            reporter.whole(&SEVERAL)
        } else {
            reporter.add(&LOST_MEMBER, path, node.map_or(0, Node::index))
        };
        finding.reason(loss.reason).own("target", &loss.target);
        match loss.reason {
            "kind" => finding.param("kind", node.and_then(Node::text).unwrap_or_default()),
            "choose" => finding.own("names", &loss.detail),
            "twice" => finding.param("selected", &loss.detail),
            "unknown" => {
                let (selected, names) = loss.detail.split_once('\n').unwrap_or_default();
                finding.param("selected", selected).own("names", names)
            }
            "refused" => finding.own("member", &member(&loss.path)).own("detail", &loss.detail),
            _ => finding.own("member", &member(&loss.path)),
        };
    }
}

/// The name of what stands at a pointer; of an item its list's as well.
fn member(path: &str) -> String {
    let mut steps = Pointer::tokens(path).into_iter().flatten().collect::<Vec<_>>();
    let last = steps.pop().unwrap_or_default();
    if last.bytes().all(|byte| byte.is_ascii_digit()) && !last.is_empty() {
        let list = steps.pop().unwrap_or_default();
        return [&list, "/", &last].concat();
    }
    last.into_owned()
}

/// What stands at a pointer, whatever the case of its names, and its own pointer; of what is not there the pointer
/// of the first member that is missing.
fn place<'d>(document: &'d Document<'_>, path: &str) -> (Option<Node<'d>>, String) {
    let mut found = document.root();
    let mut pointer = String::new();
    for token in Pointer::tokens(path).into_iter().flatten() {
        let Some(node) = found else { break };
        found = node.child(&token).or_else(|| node.get(&token));
        pointer = found.map_or_else(|| node.pointer_of(&token), Node::pointer);
    }
    (found, pointer)
}
