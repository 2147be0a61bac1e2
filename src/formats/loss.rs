//! What is lost on the way into another format. The writers of formats live in the package for JavaScript;
//! they say here what their format cannot say.

use crate::diagnostics::{Pointer, Reporter, codes};
use crate::text::{Document, Node};

codes! {
    SEVERAL = "convert/several" Error {
        message: [
            "choose" => "the input contains several computes ({names}), but {target} can hold only one",
            "unknown" => "the input contains no compute `{selected}`, only {names}",
            "twice" => "several computes of the input are named `{selected}`",
        ],
        help: [
            "choose" => "select one with `select` (its name or index), or write each to its own file with `--out-dir`",
            "unknown" => "set `select` to the name of one of them, or to its index, starting at 0",
            "twice" => "select one by its index, starting at 0",
        ],
        summary: "Several computes were to be written in a format that holds one.",
        why: "Output mixed from several computes would describe a compute that nobody asked for.",
        evidence: [Docs "documents of each format" "2026-11"],
        example: "a template with a cluster and an instance, converted to cli-v2",
    }
    NO_KIND = "convert/no-kind" Error {
        message: [
            "kind" => "{target} cannot express the kind {kind}",
            "needs" => "{target} cannot create a compute without `{member}`",
            "open" => "the kind of the compute is unknown, so {target} cannot express it",
        ],
        help: [
            "kind" => "arm, arm-template and bicep can express every kind",
            "needs" => "arm, arm-template and bicep can express every kind",
            "open" => "write `computeType` as a plain value, such as AmlCompute",
        ],
        summary: "The format cannot express this kind of compute.",
        why: "No output in this format would create such a compute.",
        evidence: [
            Service "loader of azure-ai-ml 1.35.2, run" "2026-10",
            Docs "documentation of the Terraform provider azurerm 4.x" "2026-10"
        ],
        example: "{\"properties\":{\"computeType\":\"HDInsight\"}}",
    }
    LOST_MEMBER = "convert/lost-member" Warning {
        message: [
            "lost" => "{target} cannot express `{member}`: it is left out",
            "run" => "{target} cannot express `{member}` of a run: it is left out",
            "secret" => "the value of `{member}` is not written: it becomes a parameter in {target}",
            "unread" => "the value of `{member}` is not written: it becomes a parameter in {target}",
            "added" => "`{member}` is not set, and the tools of {target} send their own default",
            "name" => "the compute has no name: it becomes a parameter in {target}",
            "name-expression" => "the name of the compute is a template expression: it becomes a parameter in {target}",
            "around" => "`{member}` decides whether or how often the compute is deployed: {target} contains the compute once, without it",
            "expression-parameter" => "`{member}` is a template expression: it becomes a parameter in {target}",
            "expression-lost" => "`{member}` is a template expression, which {target} does not support: it is left out",
            "demanded" => "`{member}` is not set, but {target} requires it: it becomes a parameter",
            "subscription" => "{target} has no subscription: `{member}` is assumed to be in the subscription of the workspace",
            "refused" => "the tools of {target} reject `{member}`: {detail}",
            "expression" => "`{member}` is a template expression: {target} contains it as a plain string",
            "stand-in" => "`{member}` contains a placeholder, because the workspace is not known",
        ],
        help: [
            "lost" => "arm, arm-template and bicep can express every property",
            "run" => "runconfig can express everything that SDK v1 knows about a run",
            "secret" => "pass it at deployment time, from a vault",
            "unread" => "pass it at deployment time",
            "name" => "give `name`, or set the parameter",
            "name-expression" => "give `name`, or set the parameter",
            "around" => "add it to the output by hand if you still need it",
            "expression-parameter" => "set the parameter, or give the template's parameter a default",
            "expression-lost" => "write the value by hand, or give its parameter a default",
            "demanded" => "set it in the input, or set the parameter",
            "subscription" => "give `facts.workspace`, if it is in the subscription of the workspace",
            "refused" => "correct it in the output",
            "added" => "set it if you need another value",
            "expression" => "write the value by hand, or give its parameter a default",
            "stand-in" => "give `facts.workspace`, or correct it by hand",
        ],
        summary: "The other format cannot express a part of the configuration.",
        why: "Output that says less than its input must say so.",
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
