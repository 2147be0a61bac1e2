//! Presets that mirror published policies (`guardrails.policies`): which words ask for one, which kinds of
//! compute it looks at, and what it finds there.

use super::instance::IDLE_MISSING;
use crate::diagnostics::{Code, Fix, Json, Reporter, codes, find_word, nearest, trim};
use crate::kinds::{Context, KindSpec, Rule};
use crate::schema::{Reader, Slot};
use crate::text::Node;

codes! {
    LOCAL_AUTH = "policy/local-auth" Warning {
        message: "local accounts are enabled",
        help: "set {@disableLocalAuth} to {@disableLocalAuth=true}",
        summary: "disableLocalAuth is not true.",
        why: "Published policies check it; the one with the effect Modify sets it to true in the request.",
        evidence: [
            Docs "built-in policies e96a9a5f and a6f9a2d0, both 2.1.0: clusters and instances" "2026-11",
            Docs "PSRule.Rules.Azure, Azure.ML.Rule.yaml: AZR-000404 has no `where`, so every kind" "2026-11",
            Docs "checkov 3.3.30: CKV_AZURE_142, clusters alone" "2026-11",
        ],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\"}}" with "{\"guardrails\":{\"version\":1,\"policies\":[\"azure\"]}}",
        fix: "disables local accounts",
    }
    IDLE_SHUTDOWN = "policy/idle-shutdown" Warning {
        message: "the instance has no idle shutdown",
        help: "set {@idleTimeBeforeShutdown}, such as {@idleTimeBeforeShutdown=PT60M}",
        supersedes: [IDLE_MISSING],
        summary: "idleTimeBeforeShutdown is absent.",
        why: "A published policy checks it.",
        evidence: [Docs "built-in policy 679ddf89; AZR-000403" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\"}}" with "{\"guardrails\":{\"version\":1,\"policies\":[\"azure\"]}}",
        fix: "sets 60 minutes",
    }
    VIRTUAL_NETWORK = "policy/virtual-network" Warning {
        message: [
            "" => "the compute is in no virtual network",
            "kind" => "the policy requires a subnet, which computes of kind {kind} do not have",
        ],
        help: [
            "" => "give a subnet",
            "kind" => "exclude computes of this kind from that policy",
        ],
        summary: "The subnet is absent.",
        why: "A published policy checks it; the PSRule one does so for every kind.",
        evidence: [
            Docs "built-in policy 7804b5c7: clusters and instances" "2026-11",
            Docs "PSRule.Rules.Azure, Azure.ML.Rule.yaml: AZR-000405 has no `where`, so every kind" "2026-11",
        ],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\"}}" with "{\"guardrails\":{\"version\":1,\"policies\":[\"azure\"]}}",
    }
    NO_PUBLIC_IP = "policy/no-public-ip" Warning {
        message: "the machines have public addresses",
        help: "set {@enableNodePublicIp} to {@enableNodePublicIp=false}",
        summary: "enableNodePublicIp is not false.",
        why: "A sample policy of the documentation checks it.",
        evidence: [Docs "custom policy sample of the documentation" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\"}}" with "{\"guardrails\":{\"version\":1,\"policies\":[\"azure\"]}}",
    }
    LATEST_IMAGE = "policy/latest-image" Warning {
        message: "the instance runs an older image than the latest",
        help: "create it again to get the latest image",
        summary: "The image of the instance is not the latest one.",
        why: "A published policy checks it; existing instances get no new image.",
        evidence: [Docs "built-in policy f110a506" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\"}}" with "{\"current\":{\"properties\":{\"properties\":{\"osImageMetadata\":{\"isLatestOsImageVersion\":false}}}},\"guardrails\":{\"version\":1,\"policies\":[\"f110a506-2dcb-422e-bcea-d533fc8c35e2\"]}}",
    }
    MIN_NODES = "policy/min-nodes" Warning {
        message: "the minimum number of nodes is not 0",
        help: "set {@minNodeCount} to 0",
        summary: "minNodeCount is absent or not 0.",
        why: "A published check of clusters looks for it.",
        evidence: [Docs "checkov 3.3.30: CKV_AZURE_150, fails without a count as well" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"scaleSettings\":{\"minNodeCount\":1,\"maxNodeCount\":4}}}}" with "{\"guardrails\":{\"version\":1,\"policies\":[\"checkov\"]}}",
        fix: "sets the minimum to 0",
    }
}

/// The rules.
pub const RULES: &[Rule] = &[Rule { codes: CODES, check }];

/// The kinds of compute that a policy looks at.
#[derive(Clone, Copy)]
enum Kinds {
    Every,
    Managed,
    Cluster,
    Instance,
}

impl Kinds {
    fn take(self, kind: &KindSpec) -> bool {
        match self {
            Self::Every => true,
            Self::Managed => kind.managed,
            Self::Cluster => kind.managed && !kind.is_one_machine(),
            Self::Instance => kind.managed && kind.is_one_machine(),
        }
    }
}

/// Whoever publishes a policy, the ids that it has there, in lower case, what it looks at, and what it
/// finds. The name of the publisher asks for all of them.
type Policy = (&'static str, &'static [&'static str], Kinds, &'static Code);

const POLICIES: &[Policy] = &[
    (
        "azure",
        &["e96a9a5f-07ca-471b-9bc5-6a0f33cbd68f", "a6f9a2d0-cff7-4855-83ad-4cd750666512"],
        Kinds::Managed,
        &LOCAL_AUTH,
    ),
    ("azure", &["679ddf89-ab8f-48a5-9029-e76054077449"], Kinds::Instance, &IDLE_SHUTDOWN),
    ("azure", &["7804b5c7-01dc-4723-969b-ae300cc07ff1"], Kinds::Managed, &VIRTUAL_NETWORK),
    ("azure", &[], Kinds::Managed, &NO_PUBLIC_IP),
    ("azure", &["f110a506-2dcb-422e-bcea-d533fc8c35e2"], Kinds::Instance, &LATEST_IMAGE),
    ("psrule", &["azr-000403", "azure.ml.computeidleshutdown"], Kinds::Instance, &IDLE_SHUTDOWN),
    ("psrule", &["azr-000404", "azure.ml.disablelocalauth"], Kinds::Every, &LOCAL_AUTH),
    ("psrule", &["azr-000405", "azure.ml.computevnet"], Kinds::Every, &VIRTUAL_NETWORK),
    ("checkov", &["ckv_azure_142"], Kinds::Cluster, &LOCAL_AUTH),
    ("checkov", &["ckv_azure_150"], Kinds::Cluster, &MIN_NODES),
];

/// What the name of a definition follows in its id.
const FOLDER: &str = "/policydefinitions/";

/// The word that a text asks with: without case, without the path of a resource id around it, without the
/// braces that some tools put round a GUID, without the module in front of a rule of `PSRule`.
fn word(text: &str) -> String {
    let text = trim(text).to_ascii_lowercase();
    let mut inner = text.as_str();
    while let Some(id) =
        find_word(inner, FOLDER).and_then(|at| inner.get(at..)?.get(FOLDER.len()..))
    {
        inner = id;
    }
    if inner.len() < text.len() {
        // A version of the definition may follow.
        inner = inner.split_once('/').map_or(inner, |(id, _)| id);
    }
    let inner = inner.rsplit_once('\\').map_or(inner, |(_, rule)| rule);
    let braced = inner.strip_prefix('{').and_then(|inner| inner.strip_suffix('}'));
    braced.unwrap_or(inner).to_owned()
}

/// Whether a word asks for a policy.
fn asks((publisher, ids, ..): &Policy, word: &str) -> bool {
    *publisher == word || ids.contains(&word)
}

/// Checks a word of `policies`: one that asks for nothing would be a policy that nobody keeps.
///
/// # Errors
/// What is wrong with it, in words.
pub fn check_word(text: &str) -> Result<(), String> {
    let word = word(text);
    if POLICIES.iter().any(|policy| asks(policy, &word)) {
        return Ok(());
    }
    let mut known: Vec<&str> = Vec::new();
    for (publisher, ids, ..) in POLICIES {
        known.push(publisher);
        known.extend(*ids);
    }
    let advice = match nearest(&word, &known) {
        Some(near) => format!("`{near}` is near"),
        None => "use `azure`, `psrule`, `checkov`, or the id of one of their policies".into(),
    };
    Err(format!("guardrails have no policy `{text}`; {advice}"))
}

fn check(cx: &Context<'_>, reporter: &mut Reporter) {
    let asked = cx.guardrails.root().and_then(|settings| settings.get_exact("policies"));
    let Some(asked) = asked else { return };
    let words: Vec<String> = asked.items().filter_map(Node::text).map(word).collect();
    for code in CODES {
        let is_asked = POLICIES.iter().any(|policy| {
            let (.., kinds, found) = policy;
            found == code && kinds.take(cx.kind) && words.iter().any(|word| asks(policy, word))
        });
        if is_asked {
            look(code, cx, reporter);
        }
    }
}

/// Looks at what a policy looks at.
fn look(code: &'static Code, cx: &Context<'_>, reporter: &mut Reporter) {
    let mut add = |reader: &Reader<'_>, path: &[&str], fix: Option<Fix>| {
        let finding = reader.report(code, path, reporter).fix(fix);
        if code == &VIRTUAL_NETWORK && !cx.kind.managed {
            finding.reason("kind").own("kind", cx.kind.name);
        }
    };
    let (data, properties) = (&cx.data, &cx.properties);
    if code == &LOCAL_AUTH {
        let path: &[&str] = &["disableLocalAuth"];
        if properties.boolean(path) != Some(true) {
            // With a login asked for it would be a contradiction.
            let login = data.written(&["userAccountCredentials"]).is_some()
                || data.is_word(&["sshSettings", "sshPublicAccess"], "Enabled");
            let fix = || properties.put(path, Json::from(true), "disable local accounts");
            add(properties, path, (!login).then(fix));
        }
    } else if code == &IDLE_SHUTDOWN {
        let path: &[&str] = &["idleTimeBeforeShutdown"];
        if data.is_empty(path) {
            let fix = data.put(path, Json::from("PT60M"), "stop it after one idle hour");
            add(data, path, Some(fix));
        }
    } else if code == &VIRTUAL_NETWORK {
        if data.is_empty(&["subnet", "id"]) {
            add(data, &["subnet"], None);
        }
    } else if code == &NO_PUBLIC_IP {
        let path: &[&str] = &["enableNodePublicIp"];
        if data.boolean(path) != Some(false) {
            add(data, path, None);
        }
    } else if code == &MIN_NODES {
        let path: &[&str] = &["scaleSettings", "minNodeCount"];
        let is_faulty = matches!(data.slot(path), Slot::Faulty);
        if !is_faulty && data.integer(path) != Some(0) {
            add(data, path, Some(data.put(path, 0.into(), "set the minimum to 0")));
        }
    } else if has_older_image(cx) {
        reporter.whole(code);
    }
}

/// Whether the compute as it is says that there is a newer image than its own.
fn has_older_image(cx: &Context<'_>) -> bool {
    let path = ["properties", "properties", "osImageMetadata", "isLatestOsImageVersion"];
    let is_latest = cx
        .current
        .root()
        .and_then(|current| path.iter().try_fold(current, |node, name| node.get(name)))
        .and_then(Node::boolean);
    is_latest == Some(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_read_in_every_usual_form() {
        for text in [
            "Azure",
            " psrule ",
            "PSRule",
            "ckv_azure_142",
            "CKV_AZURE_150",
            "azr-000404",
            "Azure.ML.ComputeVnet",
            "PSRule.Rules.Azure\\Azure.ML.DisableLocalAuth",
            "A6F9A2D0-CFF7-4855-83AD-4CD750666512",
            "{679ddf89-ab8f-48a5-9029-e76054077449}",
            "/providers/Microsoft.Authorization/policyDefinitions/7804b5c7-01dc-4723-969b-ae300cc07ff1",
            "/providers/microsoft.authorization/PolicyDefinitions/E96A9A5F-07CA-471B-9BC5-6A0F33CBD68F/versions/2.1.0",
        ] {
            assert_eq!(check_word(text), Ok(()), "{text}");
        }
        for (text, words) in [
            ("chekov", "`checkov` is near"),
            ("AZR-000406", "no policy `AZR-000406`"),
            ("", "use `azure`"),
            ("00000000-0000-0000-0000-000000000000", "no policy"),
            (
                "/providers/Microsoft.Authorization/policySetDefinitions/7804b5c7-01dc-4723-969b-ae300cc07ff1",
                "no policy",
            ),
        ] {
            let message = check_word(text).unwrap_err();
            assert!(message.contains(words), "{text}: {message}");
        }
    }
}
