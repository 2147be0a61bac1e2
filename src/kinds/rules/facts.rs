//! The facts that rules ask for, and what is said when the services do not tell one. No rule of its own: who
//! fetches facts says it.

use crate::diagnostics::codes;
use crate::text::{Kind, Node};

/// The members of the facts that a rule asks for.
const KNOWN: [&str; 7] =
    ["vmSizes", "usages", "computes", "workspace", "subnets", "nameAvailability", "prices"];

/// Checks the facts themselves: one that nobody asks for would be ignored in silence.
///
/// # Errors
/// What is wrong with them, in words.
pub fn check_facts(facts: Option<Node<'_>>) -> Result<(), String> {
    let facts = facts.filter(|node| node.kind() == Kind::Object);
    let facts = facts.ok_or("facts must be a JSON object")?;
    match facts.members().find(|member| !KNOWN.contains(&member.key)) {
        None => Ok(()),
        Some(odd) => Err(format!("facts have no property `{}`; use {}", odd.key, KNOWN.join(", "))),
    }
}

codes! {
    UNREAD = "facts/unread" Warning {
        message: [
            "" => "{fact} could not be read ({code}); checks that need it were skipped",
            "auth" => "{fact} could not be read: not signed in, or signed in elsewhere ({code})",
            "not-allowed" => "{fact} could not be read: the identity has no permission ({code})",
            "throttled" => "{fact} could not be read: too many requests ({code})",
            "missing" => "{fact} was not found ({code})",
        ],
        help: [
            "" => "check again later",
            "auth" => "sign in; check the tenant and audience of the token",
            "not-allowed" => "ask for a role that can read the workspace and the subscription",
            "throttled" => "wait a little, then check again",
            "missing" => "check the names of subscription, resource group, workspace and region",
        ],
        summary: "Something that the service knows could not be read before the request.",
        why: "Problems with quota, sizes, names and regions can go unnoticed; without a sign-in or a workspace nothing works.",
        evidence: [Spec "ErrorResponse of Workspaces_Get, Usages_List, VirtualMachineSizes_List@2026-05-01" "2026-08"],
        example: "a preflight whose identity may not list the usages of the region",
    }
}
