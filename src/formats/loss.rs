//! What is lost on the way into another format. The writers of formats live in the package for JavaScript;
//! they say here what their format cannot say.

use crate::diagnostics::{Reporter, codes};
use crate::text::{Document, Node};

codes! {
    NO_KIND = "convert/no-kind" Error {
        message: [
            "kind" => "{target} has no word for the kind {kind}",
            "needs" => "{target} makes no compute without `{member}`",
        ],
        help: "arm, arm-template and bicep can say every kind",
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
            "added" => "nothing says `{member}`, and the tools of {target} send a value of their own",
            "expression" => "`{member}` is an expression of the template: {target} gets it as a mere text",
            "stand-in" => "`{member}` holds a stand-in, because the workspace is not known",
        ],
        help: [
            "lost" => "arm, arm-template and bicep can say every member",
            "run" => "runconfig says all that SDK v1 knows of a run",
            "secret" => "hand it over when the text is used, from a vault",
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// Pointer into the resource.
    pub path: String,
    /// A variant of `convert/lost-member`; `needs` and, for the kind, nothing are of `convert/no-kind`.
    pub reason: &'static str,
    /// The format.
    pub target: String,
}

/// Reports losses.
pub fn report(losses: &[Loss], resource: &Document<'_>, reporter: &mut Reporter) {
    for loss in losses {
        let node = resource.at(&loss.path);
        let order = node.map_or(0, Node::index);
        let member = loss.path.rsplit('/').next().unwrap_or_default();
        let (code, reason) = match loss.reason {
            "" => (&NO_KIND, "kind"),
            "needs" => (&NO_KIND, "needs"),
            reason => (&LOST_MEMBER, reason),
        };
        let finding = reporter.add(code, loss.path.clone(), order).reason(reason);
        finding.own("target", &loss.target);
        if loss.reason.is_empty() {
            finding.param("kind", node.and_then(Node::text).unwrap_or_default());
        } else {
            finding.own("member", member);
        }
    }
}
