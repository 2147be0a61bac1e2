//! What a check wants to know of the services, and what it says when they do not tell.

use super::{object, read};
use crate::arm::region;
use crate::diagnostics::{Json, Report, Severity};
use crate::kinds::rules::facts::UNREAD;
use crate::kinds::{ComputeKind, Operation, Region};
use crate::text::{Node, to_json};
use crate::validate::{Options, validate_and};

/// What the services can tell about a body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// Whether sizes and quota matter: the service makes the machines itself.
    pub managed: bool,
    /// Whether its name must be free in the region.
    pub instance: bool,
    /// The region, if body or options name it.
    pub region: Option<String>,
}

impl Needs {
    /// What matters for a body.
    #[must_use]
    pub fn of(body: &str, options: &Options) -> Self {
        let document = read(body);
        let Some(root) = document.as_ref().and_then(object) else { return Self::default() };
        let properties = root.get("properties");
        let text = |node: Option<Node<'_>>, name: &str| {
            node?.get(name)?.text().map(str::to_owned).filter(|text| !text.is_empty())
        };
        let kind = text(properties, "computeType").and_then(|kind| ComputeKind::from_name(&kind));
        let kind = kind.map(ComputeKind::spec);
        let follows = kind.is_some_and(|kind| kind.region == Region::Workspace);
        let own = || {
            let said = options.region.clone().or_else(|| text(properties, "computeLocation"));
            said.or_else(|| text(Some(root), "location"))
        };
        let workspace = options.workspace_location.clone();
        Self {
            managed: kind.is_some_and(|kind| kind.managed),
            instance: kind.is_some_and(|kind| kind.unique_in_region),
            region: if follows { workspace } else { own().or(workspace) }
                .map(|region| region::normal_form(&region)),
        }
    }
}

/// The region of a workspace, from its body.
#[must_use]
pub fn region_of(workspace: &str) -> Option<String> {
    let document = read(workspace);
    let region = document.as_ref().and_then(object)?.get("location")?.text()?;
    Some(region::normal_form(region))
}

/// A fact that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// What it is, in words.
    pub fact: &'static str,
    /// Why: `auth`, `not-allowed`, `throttled`, `missing`, or nothing of that.
    pub reason: &'static str,
    /// The code of the failure.
    pub code: String,
    /// Whether the request itself would fail as well.
    pub fatal: bool,
}

/// The report about a body together with what the services have told. `facts` are member names and JSON
/// texts; they take the place of those in the options.
#[must_use]
pub fn preflight(
    body: &str,
    options: &Options,
    facts: &[(&'static str, String)],
    unread: &[Unread],
) -> Report {
    let mut text = String::from("{");
    let given = options.facts.as_deref().and_then(read);
    let given = given.as_ref().and_then(object);
    let kept = given
        .into_iter()
        .flat_map(Node::members)
        .filter(|member| facts.iter().all(|(name, _)| !name.eq_ignore_ascii_case(member.key)));
    let kept = kept.map(|member| (member.key, to_json(member.value).to_string()));
    for (name, value) in kept.chain(facts.iter().map(|(name, value)| (*name, value.clone()))) {
        text.push_str(if text.len() > 1 { "," } else { "" });
        text.push_str(Json::from(name).as_str());
        text.push(':');
        text.push_str(&value);
    }
    text.push('}');
    let options = Options {
        facts: Some(text),
        current: None,
        operation: Operation::Create,
        ..options.clone()
    };
    validate_and(body, &options, &|reporter| {
        for Unread { fact, reason, code, fatal } in unread {
            let finding = reporter.whole(&UNREAD).own("fact", fact).param("code", code);
            if !reason.is_empty() {
                finding.reason(reason);
            }
            if *fatal {
                finding.raise(Severity::Error);
            }
        }
    })
}
