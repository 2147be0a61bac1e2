//! Resource ids: one parser for all types, each type a row. Fixed words compare without case, as ARM
//! does; what a user named is never changed.

use serde::Serialize;

use super::names;
use crate::diagnostics::{Diagnostic, Expected, codes, nearest};

codes! {
    NOT_AN_ID = "resource-id/not-an-id" Error {
        message: "`{actual}` is no resource id",
        help: "a full id is wanted, such as {example}",
        summary: "The text has no id structure: a bare name, a GUID, an address.",
        why: "The service cannot find a resource by less than its full id.",
        evidence: [Docs "resource id format of the resource manager" "2026-11"],
        example: "{\"properties\":{\"properties\":{\"subnet\":{\"id\":\"my-subnet\"}}}}",
    }
    LEADING_SLASH = "resource-id/leading-slash" Error {
        message: "the id does not begin with a slash",
        summary: "The slash at the beginning is missing.",
        why: "Without it the id is a relative path; official samples have this mistake.",
        evidence: [Docs "how-to-attach-kubernetes-to-workspace, wrong in its own samples" "2025-03"],
        example: "{\"properties\":{\"properties\":{\"subnet\":{\"id\":\"subscriptions/…\"}}}}",
        fix: "adds the slash",
    }
    EXTRA_SLASH = "resource-id/extra-slash" Warning {
        message: "the id has a slash too many",
        summary: "The id ends in a slash or holds two in a row.",
        why: "ARM tolerates it, other readers refuse it.",
        evidence: [Sdk "azureml-core 1.61 refuses a trailing slash" "2026-11"],
        example: "{\"properties\":{\"properties\":{\"subnet\":{\"id\":\"/subscriptions/…/subnets/a/\"}}}}",
        fix: "removes the slash",
    }
    SEGMENTS = "resource-id/segments" Error {
        message: [
            "missing" => "the id ends before `{segment}`",
            "value" => "nothing stands behind `{segment}`",
            "surplus" => "the id goes on behind the {title} with `{segment}`",
        ],
        help: "the form is {form}",
        summary: "Segments are missing, or there are too many.",
        why: "The service cannot find the resource.",
        evidence: [Docs "resource id format of the resource manager" "2026-11"],
        example: "{\"properties\":{\"properties\":{\"subnet\":{\"id\":\"/subscriptions/…/virtualNetworks/a\"}}}}",
    }
    FIXED_WORD = "resource-id/fixed-word" Error {
        message: "`{found}` stands where `{segment}` is expected (segment {position})",
        help: "the form is {form}",
        summary: "A fixed word of the id is misspelt.",
        why: "The service cannot find the resource.",
        evidence: [Docs "wrong provider words in published samples" "2025-03"],
        example: "{\"properties\":{\"properties\":{\"subnet\":{\"id\":\"/subscription/…\"}}}}",
        fix: "writes the right word",
    }
    WORD_CASE = "resource-id/word-case" Info {
        message: "`{found}` is usually written `{segment}`",
        summary: "A fixed word differs in case only.",
        why: "ARM reads it as meant; comparing ids as text then fails elsewhere.",
        evidence: [Docs "azure-rest-api-specs#8323" "2020-02"],
        example: "{\"properties\":{\"properties\":{\"subnet\":{\"id\":\"/subscriptions/…/resourcegroups/…\"}}}}",
        fix: "writes the usual case",
    }
    SUBSCRIPTION = "resource-id/subscription" Error {
        message: "the subscription `{found}` is no GUID",
        help: "copy the subscription's id, not its name",
        summary: "The subscription segment is no GUID.",
        why: "No subscription has another kind of id.",
        evidence: [Docs "resource name rules of the resource manager" "2026-11"],
        example: "{\"properties\":{\"properties\":{\"subnet\":{\"id\":\"/subscriptions/production/…\"}}}}",
    }
    PART_NAME = "resource-id/part-name" Warning {
        message: "`{found}` cannot be a {what}: {why}",
        summary: "A name inside the id breaks the rule of its kind.",
        why: "Such a resource cannot exist.",
        evidence: [Docs "resource name rules of the resource manager" "2026-11"],
        example: "{\"properties\":{\"properties\":{\"subnet\":{\"id\":\"/subscriptions/…/subnets/-a\"}}}}",
    }
    WRONG_TYPE = "resource-id/wrong-type" Error {
        message: "this is the id of a {found}, not of a {wanted}",
        help: "the form is {form}",
        summary: "The id is whole, but of a resource of another type.",
        why: "The service refuses it or fails later.",
        evidence: [Spec "AmlComputeProperties.subnet and siblings@2026-05-01" "2026-08"],
        example: "{\"properties\":{\"properties\":{\"subnet\":{\"id\":\"/subscriptions/…/virtualNetworks/a\"}}}}",
    }
    URL = "resource-id/url" Error {
        message: "this is an address, not a resource id",
        help: "keep the part from /subscriptions on, without query and escapes",
        summary: "A portal or management address was pasted, or the id is percent-encoded.",
        why: "The service reads the text as it stands.",
        evidence: [Reasoning "a resource id has no scheme, query, fragment or escape" "2026-11"],
        example: "{\"properties\":{\"properties\":{\"subnet\":{\"id\":\"https://portal.azure.com/#@…\"}}}}",
        fix: "keeps the id inside the address",
    }
}

/// A type of resource: provider, type words, and what its parts are called.
#[derive(Debug)]
pub struct ResourceType {
    /// Full type, `Microsoft.Network/virtualNetworks/subnets`.
    pub name: &'static str,
    /// The words for messages.
    pub title: &'static str,
    /// Naming rules of its parts, outermost first.
    parts: &'static [&'static str],
    /// An id of that type.
    pub example: &'static str,
    /// The form with placeholders.
    pub form: &'static str,
}

macro_rules! resource_types {
    ($($name:literal, $title:literal, [$($part:literal),*], $path:literal, $sample:literal;)+) => {
        /// The types that have a name here.
        static TYPES: &[ResourceType] = &[$(ResourceType {
            name: $name,
            title: $title,
            parts: &[$($part),*],
            example: concat!(
                "/subscriptions/34adfa4f-cedf-4dc0-ba29-b6d1a69ab345/resourceGroups/group/providers/",
                $sample
            ),
            form: concat!(
                "/subscriptions/{subscription}/resourceGroups/{resource group}/providers/",
                $path
            ),
        }),+];
    };
}

resource_types! {
    "Microsoft.Network/virtualNetworks", "virtual network", ["virtualNetwork"],
        "Microsoft.Network/virtualNetworks/{network}", "Microsoft.Network/virtualNetworks/network";
    "Microsoft.Network/virtualNetworks/subnets", "subnet", ["virtualNetwork", "subnet"],
        "Microsoft.Network/virtualNetworks/{network}/subnets/{subnet}",
        "Microsoft.Network/virtualNetworks/network/subnets/training";
    "Microsoft.ManagedIdentity/userAssignedIdentities", "user-assigned identity", ["userAssignedIdentity"],
        "Microsoft.ManagedIdentity/userAssignedIdentities/{identity}",
        "Microsoft.ManagedIdentity/userAssignedIdentities/training";
    "Microsoft.Compute/virtualMachines", "virtual machine", ["virtualMachine"],
        "Microsoft.Compute/virtualMachines/{machine}", "Microsoft.Compute/virtualMachines/machine";
    "Microsoft.Compute/disks", "disk", [],
        "Microsoft.Compute/disks/{disk}", "Microsoft.Compute/disks/disk";
    "Microsoft.Compute/virtualMachineScaleSets", "scale set", [],
        "Microsoft.Compute/virtualMachineScaleSets/{set}", "Microsoft.Compute/virtualMachineScaleSets/set";
    "Microsoft.Compute/images", "image", [],
        "Microsoft.Compute/images/{image}", "Microsoft.Compute/images/image";
    "Microsoft.Compute/galleries/images/versions", "gallery image version", [],
        "Microsoft.Compute/galleries/{gallery}/images/{image}/versions/{version}",
        "Microsoft.Compute/galleries/gallery/images/image/versions/1.0.0";
    "Microsoft.Compute/sshPublicKeys", "SSH public key", [],
        "Microsoft.Compute/sshPublicKeys/{key}", "Microsoft.Compute/sshPublicKeys/key";
    "Microsoft.HDInsight/clusters", "HDInsight cluster", ["hdinsightCluster"],
        "Microsoft.HDInsight/clusters/{cluster}", "Microsoft.HDInsight/clusters/cluster";
    "Microsoft.ContainerService/managedClusters", "AKS cluster", ["aksCluster"],
        "Microsoft.ContainerService/managedClusters/{cluster}",
        "Microsoft.ContainerService/managedClusters/cluster";
    "Microsoft.Kubernetes/connectedClusters", "Arc-connected cluster", [],
        "Microsoft.Kubernetes/connectedClusters/{cluster}", "Microsoft.Kubernetes/connectedClusters/cluster";
    "Microsoft.Databricks/workspaces", "Databricks workspace", ["databricksWorkspace"],
        "Microsoft.Databricks/workspaces/{workspace}", "Microsoft.Databricks/workspaces/bricks";
    "Microsoft.Batch/batchAccounts", "Batch account", ["batchAccount"],
        "Microsoft.Batch/batchAccounts/{account}", "Microsoft.Batch/batchAccounts/batch";
    "Microsoft.DataLakeAnalytics/accounts", "Data Lake Analytics account", ["dataLakeAnalyticsAccount"],
        "Microsoft.DataLakeAnalytics/accounts/{account}", "Microsoft.DataLakeAnalytics/accounts/lake";
    "Microsoft.DataFactory/factories", "data factory", ["dataFactory"],
        "Microsoft.DataFactory/factories/{factory}", "Microsoft.DataFactory/factories/factory";
    "Microsoft.Synapse/workspaces/bigDataPools", "Synapse Spark pool", ["synapseWorkspace", "synapseSparkPool"],
        "Microsoft.Synapse/workspaces/{workspace}/bigDataPools/{pool}",
        "Microsoft.Synapse/workspaces/synapse/bigDataPools/pool";
    "Microsoft.Kusto/clusters", "Kusto cluster", [],
        "Microsoft.Kusto/clusters/{cluster}", "Microsoft.Kusto/clusters/cluster";
    "Microsoft.MachineLearningServices/workspaces", "workspace", ["workspace"],
        "Microsoft.MachineLearningServices/workspaces/{workspace}",
        "Microsoft.MachineLearningServices/workspaces/workspace";
    "Microsoft.MachineLearningServices/workspaces/computes", "compute", ["workspace"],
        "Microsoft.MachineLearningServices/workspaces/{workspace}/computes/{compute}",
        "Microsoft.MachineLearningServices/workspaces/workspace/computes/cluster";
    "Microsoft.Storage/storageAccounts", "storage account", ["storageAccount"],
        "Microsoft.Storage/storageAccounts/{account}", "Microsoft.Storage/storageAccounts/account";
    "Microsoft.KeyVault/vaults", "key vault", ["keyVault"],
        "Microsoft.KeyVault/vaults/{vault}", "Microsoft.KeyVault/vaults/vault";
    "Microsoft.ContainerRegistry/registries", "container registry", ["containerRegistry"],
        "Microsoft.ContainerRegistry/registries/{registry}",
        "Microsoft.ContainerRegistry/registries/registry";
}

/// The type of a name, compared without case.
#[must_use]
pub fn resource_type(name: &str) -> Option<&'static ResourceType> {
    TYPES
        .iter()
        .find(|found| found.name.eq_ignore_ascii_case(name))
}

/// One level of a resource's type and name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    /// Type word, `virtualNetworks`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Name.
    pub name: String,
}

/// A parsed resource id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ResourceId {
    /// Subscription.
    pub subscription_id: String,
    /// Resource group; absent for what stands directly under a subscription.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource_group: Option<String>,
    /// Provider, `Microsoft.Network`; absent for a group or subscription.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provider: Option<String>,
    /// Full type, `Microsoft.Network/virtualNetworks/subnets`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Name of the innermost part.
    pub name: String,
    /// The parts above it, outermost first.
    pub parents: Vec<Part>,
    /// The id in its usual spelling: fixed words in their own case, no slash missing or too many.
    pub canonical: String,
}

/// What came of reading an id.
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    /// The id, as far as it could be read.
    pub id: Option<ResourceId>,
    /// What is wrong with it; findings at the path that was given, without fixes.
    pub findings: Vec<Diagnostic>,
    /// The mended id, if mending is possible.
    pub mended: Option<String>,
}

impl ResourceId {
    /// Reads an id that must be whole; any finding of severity error makes it `None`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let parsed = read(text, None, "");
        let fails = parsed
            .findings
            .iter()
            .any(|found| found.severity == crate::diagnostics::Severity::Error);
        parsed.id.filter(|_| !fails)
    }

    /// Whether two ids name the same resource.
    #[must_use]
    pub fn same(&self, other: &Self) -> bool {
        self.canonical.eq_ignore_ascii_case(&other.canonical)
    }
}

/// Reads a text as a resource id, of the type `wanted` if one is given.
#[must_use]
pub fn read(text: &str, wanted: Option<&'static ResourceType>, path: &str) -> Parsed {
    let text = text.trim();
    let mut reader = Reader {
        path,
        wanted,
        findings: Vec::new(),
    };
    if let Some(inside) = inside_address(text) {
        reader.add(&URL, |finding| finding.actual(text));
        let mended = inside.filter(|id| read(id, wanted, path).id.is_some());
        return Parsed {
            id: None,
            findings: reader.findings,
            mended,
        };
    }
    let Some((id, mended)) = reader.segments(text) else {
        return Parsed {
            id: None,
            findings: reader.findings,
            mended: None,
        };
    };
    Parsed {
        id,
        findings: reader.findings,
        mended,
    }
}

struct Reader<'p> {
    path: &'p str,
    wanted: Option<&'static ResourceType>,
    findings: Vec<Diagnostic>,
}

/// A fixed word at a place of the id, in its usual case.
const SUBSCRIPTIONS: &str = "subscriptions";
const RESOURCE_GROUPS: &str = "resourceGroups";
const PROVIDERS: &str = "providers";

impl Reader<'_> {
    fn add(
        &mut self,
        code: &'static crate::diagnostics::Code,
        with: impl FnOnce(Diagnostic) -> Diagnostic,
    ) {
        let wanted = self.wanted;
        let form = wanted.map_or(
            "/subscriptions/{subscription}/resourceGroups/{resource group}/providers/{type}/{name}",
            |wanted| wanted.form,
        );
        let example = wanted.map_or(
            "/subscriptions/34adfa4f-cedf-4dc0-ba29-b6d1a69ab345/resourceGroups/group",
            |wanted| wanted.example,
        );
        let mut finding = with(Diagnostic::new(code, self.path)).param("form", form);
        if code == &NOT_AN_ID {
            finding = finding.param("example", example);
        }
        let finding = finding.expected(Expected::Format {
            name: "resource-id",
            pattern: None,
            example,
        });
        self.findings.push(finding);
    }

    /// Reads the segments; gives the id and, if anything can be mended, the mended text.
    fn segments(&mut self, text: &str) -> Option<(Option<ResourceId>, Option<String>)> {
        let words: Vec<&str> = text.split('/').filter(|word| !word.is_empty()).collect();
        let first = words.first().copied().unwrap_or_default();
        let starts_well = near(first, SUBSCRIPTIONS);
        if !starts_well || words.len() < 2 && !text.contains('/') {
            let short: String = text.chars().take(60).collect();
            self.add(&NOT_AN_ID, |finding| {
                finding.param("actual", short).actual(text)
            });
            return None;
        }
        if !text.starts_with('/') {
            self.add(&LEADING_SLASH, |finding| finding.actual(text));
        }
        if text.len() > 1 && (text.ends_with('/') || text.contains("//")) {
            self.add(&EXTRA_SLASH, |finding| finding.actual(text));
        }
        let plan = self.plan(&words);
        let mut canonical = String::with_capacity(text.len().saturating_add(1));
        let mut broken = false;
        for (at, word) in words.iter().enumerate() {
            canonical.push('/');
            match plan.get(at) {
                Some(Some(fixed)) => {
                    broken |= !self.fixed_word(word, fixed, at);
                    canonical.push_str(fixed);
                }
                _ => canonical.push_str(word),
            }
        }
        let complete = self.complete(&words, &plan);
        if !complete {
            return Some((None, None));
        }
        let subscription = words.get(1).copied().unwrap_or_default();
        if !names::is_guid(subscription) && !looks_open(subscription) {
            self.add(&SUBSCRIPTION, |finding| {
                finding.param("found", subscription)
            });
        }
        let id = to_id(&canonical)?;
        if let Some(wanted) = self
            .wanted
            .filter(|wanted| !wanted.name.eq_ignore_ascii_case(&id.kind))
        {
            let found = resource_type(&id.kind).map_or(id.kind.as_str(), |found| found.title);
            let found = found.to_owned();
            self.add(&WRONG_TYPE, |finding| {
                finding.param("found", found).param("wanted", wanted.title)
            });
            return Some((Some(id), None));
        }
        self.part_names(&id);
        let mended = (canonical != text).then_some(canonical);
        let id = if broken { None } else { Some(id) };
        Some((id, mended))
    }

    /// The fixed word that belongs at each place, as far as the text or the wanted type tells.
    fn plan(&self, words: &[&str]) -> Vec<Option<&'static str>> {
        let mut plan = vec![Some(SUBSCRIPTIONS), None];
        let third = words.get(2).copied().unwrap_or_default();
        let in_group = !third.eq_ignore_ascii_case(PROVIDERS);
        if in_group {
            plan.extend([Some(RESOURCE_GROUPS), None]);
        }
        plan.push(Some(PROVIDERS));
        let provider_at = plan.len();
        let provider = words.get(provider_at).copied().unwrap_or_default();
        let found = self
            .wanted
            .filter(|wanted| self.fits(wanted, words, provider_at))
            .or_else(|| {
                let kinds = words
                    .get(provider_at.saturating_add(1)..)
                    .unwrap_or_default();
                let kind = kinds
                    .iter()
                    .step_by(2)
                    .fold(provider.to_owned(), |all, word| format!("{all}/{word}"));
                resource_type(&kind)
            });
        if let Some(found) = found {
            let mut type_words = found.name.split('/');
            plan.push(type_words.next());
            for word in type_words {
                plan.extend([Some(word), None]);
            }
        }
        plan
    }

    /// Whether the words behind `providers` are, misspelt at most, those of a type: then the plan is that
    /// type's, and a misspelt word is a fixed-word finding and not another type.
    fn fits(&self, wanted: &ResourceType, words: &[&str], provider_at: usize) -> bool {
        let mut type_words = wanted.name.split('/');
        let provider = words.get(provider_at).copied().unwrap_or_default();
        if provider.is_empty() {
            return true;
        }
        if !near(provider, type_words.next().unwrap_or_default()) {
            return false;
        }
        let given = words
            .get(provider_at.saturating_add(1)..)
            .unwrap_or_default();
        type_words
            .zip(given.iter().step_by(2))
            .all(|(wanted, given)| near(given, wanted))
            && given.len() <= wanted.name.split('/').skip(1).count().saturating_mul(2)
    }

    /// Compares a fixed word; `false` if it is a wrong one.
    fn fixed_word(&mut self, word: &str, fixed: &'static str, at: usize) -> bool {
        if word == fixed {
            return true;
        }
        let code = if word.eq_ignore_ascii_case(fixed) {
            &WORD_CASE
        } else {
            &FIXED_WORD
        };
        let found: String = word.chars().take(60).collect();
        self.add(code, |finding| {
            finding
                .param("found", found)
                .param("segment", fixed)
                .param("position", at.saturating_add(1))
        });
        code == &WORD_CASE
    }

    /// Whether every place of the plan is filled and none is left over.
    fn complete(&mut self, words: &[&str], plan: &[Option<&'static str>]) -> bool {
        let is_whole = |count: usize| count.is_multiple_of(2) && (count != 6 || words.len() > 6);
        let title = self.wanted.map_or("resource", |wanted| wanted.title);
        if words.len() < plan.len() && self.wanted.is_some() {
            let missing = plan.get(words.len()).copied().flatten();
            match missing {
                Some(segment) => self.add(&SEGMENTS, |finding| {
                    finding.param("reason", "missing").param("segment", segment)
                }),
                None => {
                    let segment = words.last().copied().unwrap_or_default().to_owned();
                    self.add(&SEGMENTS, |finding| {
                        finding.param("reason", "value").param("segment", segment)
                    });
                }
            }
            return false;
        }
        if words.len() > 4
            && words
                .get(4)
                .is_some_and(|word| word.eq_ignore_ascii_case(PROVIDERS))
        {
            // provider/type/name: an odd number of words behind `providers`
            let behind = words.len().saturating_sub(5);
            if behind < 3 || behind.is_multiple_of(2) {
                let segment = words.last().copied().unwrap_or_default().to_owned();
                self.add(&SEGMENTS, |finding| {
                    finding.param("reason", "value").param("segment", segment)
                });
                return false;
            }
        } else if !is_whole(words.len()) && words.get(2).is_none_or(|word| !near(word, PROVIDERS)) {
            let segment = words.last().copied().unwrap_or_default().to_owned();
            let reason = if words.len() > plan.len() {
                "surplus"
            } else {
                "value"
            };
            self.add(&SEGMENTS, |finding| {
                finding
                    .param("reason", reason)
                    .param("segment", segment)
                    .param("title", title)
            });
            return false;
        }
        true
    }

    fn part_names(&mut self, id: &ResourceId) {
        let group = id
            .resource_group
            .as_deref()
            .map(|group| ("resourceGroup", group));
        let parts = self.wanted.map_or(&[][..], |wanted| wanted.parts);
        let named = id
            .parents
            .iter()
            .map(|part| part.name.as_str())
            .chain([id.name.as_str()]);
        let pairs: Vec<(&str, String)> = group
            .into_iter()
            .chain(parts.iter().copied().zip(named))
            .map(|(what, name)| (what, name.to_owned()))
            .collect();
        for (what, name) in pairs {
            let Some(rule) = names::rule(what).filter(|_| !looks_open(&name)) else {
                continue;
            };
            let wrong = rule
                .findings(&name, "")
                .into_iter()
                .find(|found| found.severity == crate::diagnostics::Severity::Error);
            if let Some(wrong) = wrong {
                let mut reporter = crate::diagnostics::Reporter::new();
                reporter.add(0, wrong);
                let report = reporter.finish(|code| Some(code.severity));
                let why = report
                    .diagnostics
                    .first()
                    .map(|found| found.message.clone());
                self.add(&PART_NAME, |finding| {
                    finding
                        .param("found", name)
                        .param("what", rule.title)
                        .param("why", why.unwrap_or_default())
                });
            }
        }
    }
}

/// Whether a word is a fixed word, misspelt at most.
fn near(word: &str, fixed: &'static str) -> bool {
    word.eq_ignore_ascii_case(fixed) || nearest(word, std::iter::once(fixed)).is_some()
}

/// Whether a value is visibly not filled in (`<name>`, `{name}`, `${name}`); placeholders have findings of
/// their own.
fn looks_open(value: &str) -> bool {
    value.contains(['<', '{', '[', '$', '%'])
}

/// Whether the text is an address; then the id inside it, if there is one.
#[expect(
    clippy::option_option,
    reason = "no address, an address without an id, an address with one"
)]
fn inside_address(text: &str) -> Option<Option<String>> {
    let has_scheme = text.get(..8).is_some_and(|head| {
        head.to_ascii_lowercase().starts_with("http://") || head.eq_ignore_ascii_case("https://")
    });
    let has_escape = text.split('%').skip(1).any(|tail| {
        tail.get(..2)
            .is_some_and(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit()))
    });
    if !has_scheme && !has_escape && !text.contains(['?', '#', '\\']) {
        return None;
    }
    let decoded = percent_encoding::percent_decode_str(text)
        .decode_utf8_lossy()
        .replace('\\', "/");
    let start = decoded.to_ascii_lowercase().find("/subscriptions/");
    let id = start.and_then(|at| decoded.get(at..)).map(|tail| {
        let tail = tail.split(['?', '#']).next().unwrap_or_default();
        let tail = tail.trim_end_matches('/');
        // The portal puts the name of a page behind the id.
        let cut = tail.rsplit_once('/').filter(|(_, last)| {
            matches!(
                last.to_ascii_lowercase().as_str(),
                "overview" | "properties" | "json"
            )
        });
        cut.map_or(tail, |(head, _)| head).to_owned()
    });
    Some(id)
}

/// Takes a whole id in usual spelling apart.
fn to_id(canonical: &str) -> Option<ResourceId> {
    let words: Vec<&str> = canonical.split('/').skip(1).collect();
    let subscription_id = (*words.get(1)?).to_owned();
    let mut rest = words.get(2..)?;
    let mut resource_group = None;
    if let [group, name, tail @ ..] = rest
        && *group == RESOURCE_GROUPS
    {
        resource_group = Some((*name).to_owned());
        rest = tail;
    }
    let (mut provider, mut kind, mut parts) = (None, String::new(), Vec::new());
    if let [providers, namespace, tail @ ..] = rest
        && providers.eq_ignore_ascii_case(PROVIDERS)
    {
        provider = Some((*namespace).to_owned());
        kind.push_str(namespace);
        for pair in tail.chunks(2) {
            let [word, name] = pair else { return None };
            kind.push('/');
            kind.push_str(word);
            parts.push(Part {
                kind: (*word).to_owned(),
                name: (*name).to_owned(),
            });
        }
    }
    let (name, kind) = match (parts.pop(), &resource_group) {
        (Some(last), _) => (last.name, kind),
        (None, Some(group)) => (
            group.clone(),
            "Microsoft.Resources/resourceGroups".to_owned(),
        ),
        (None, None) => (
            subscription_id.clone(),
            "Microsoft.Resources/subscriptions".to_owned(),
        ),
    };
    Some(ResourceId {
        subscription_id,
        resource_group,
        provider,
        kind,
        name,
        parents: parts,
        canonical: canonical.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SUBNET: &str = "Microsoft.Network/virtualNetworks/subnets";

    #[track_caller]
    fn codes_of(text: &str, wanted: Option<&str>) -> Vec<&'static str> {
        let wanted = wanted.map(|name| resource_type(name).unwrap());
        read(text, wanted, "")
            .findings
            .iter()
            .map(|found| found.code.slug)
            .collect()
    }

    #[test]
    fn every_prefix_of_an_id_is_told() {
        let whole = resource_type(SUBNET).unwrap().example;
        assert_eq!(codes_of(whole, Some(SUBNET)), [""; 0]);
        let words: Vec<&str> = whole.split('/').skip(1).collect();
        for count in 1..words.len() {
            let prefix = format!("/{}", words[..count].join("/"));
            let found = codes_of(&prefix, Some(SUBNET));
            let told = [
                "resource-id/segments",
                "resource-id/not-an-id",
                "resource-id/wrong-type",
            ];
            assert!(
                found.iter().any(|code| told.contains(code)),
                "{prefix}: {found:?}"
            );
        }
        let longer = format!("{whole}/extra/name");
        assert_eq!(codes_of(&longer, Some(SUBNET)), ["resource-id/wrong-type"]);
    }

    #[test]
    fn mistakes_have_their_code() {
        let good = resource_type(SUBNET).unwrap().example;
        let rows = [
            (good[1..].to_owned(), "resource-id/leading-slash"),
            (format!("{good}/"), "resource-id/extra-slash"),
            (
                good.replacen("/providers", "//providers", 1),
                "resource-id/extra-slash",
            ),
            (
                good.replace("resourceGroups", "resourcegroups"),
                "resource-id/word-case",
            ),
            (
                good.replace("resourceGroups", "resourceGroup"),
                "resource-id/fixed-word",
            ),
            (
                good.replace("virtualNetworks", "virtualNetwork"),
                "resource-id/fixed-word",
            ),
            (
                good.replace("Microsoft.Network", "Microsoft.Networks"),
                "resource-id/fixed-word",
            ),
            (
                good.replace("/subnets/training", ""),
                "resource-id/segments",
            ),
            (
                good.replace("34adfa4f-cedf-4dc0-ba29-b6d1a69ab345", "production"),
                "resource-id/subscription",
            ),
            (
                good.replace("training", "-training"),
                "resource-id/part-name",
            ),
            (
                resource_type("Microsoft.Compute/disks")
                    .unwrap()
                    .example
                    .to_owned(),
                "resource-id/wrong-type",
            ),
            (
                format!("https://management.azure.com{good}?api-version=1"),
                "resource-id/url",
            ),
            (
                format!("https://portal.azure.com/#@x/resource{good}/overview"),
                "resource-id/url",
            ),
            ("training".to_owned(), "resource-id/not-an-id"),
            (
                "test-subnet-resource-id".to_owned(),
                "resource-id/not-an-id",
            ),
            (String::new(), "resource-id/not-an-id"),
        ];
        for (text, code) in rows {
            assert_eq!(codes_of(&text, Some(SUBNET)), [code], "{text}");
        }
    }

    #[test]
    fn mended_ids_are_right() {
        let wanted = resource_type(SUBNET).unwrap();
        let good = wanted.example;
        for text in [
            good[1..].to_owned(),
            format!("{good}/"),
            good.replace("resourceGroups", "resourcegroup"),
            good.replace("Microsoft.Network", "microsoft.network"),
            format!("https://portal.azure.com/#@x/resource{good}/overview"),
        ] {
            assert_eq!(
                read(&text, Some(wanted), "").mended.as_deref(),
                Some(good),
                "{text}"
            );
        }
        assert_eq!(read(good, Some(wanted), "").mended, None);
    }

    #[test]
    fn takes_ids_apart() {
        let id = ResourceId::parse(resource_type(SUBNET).unwrap().example).unwrap();
        assert_eq!((id.kind.as_str(), id.name.as_str()), (SUBNET, "training"));
        assert_eq!(
            id.parents,
            [Part {
                kind: "virtualNetworks".into(),
                name: "network".into()
            }]
        );
        let group = "/subscriptions/34adfa4f-cedf-4dc0-ba29-b6d1a69ab345/resourceGroups/g";
        assert_eq!(ResourceId::parse(group).unwrap().name, "g");
        let location =
            "/subscriptions/34adfa4f-cedf-4dc0-ba29-b6d1a69ab345/providers/Microsoft.X/locations/a";
        assert_eq!(
            ResourceId::parse(location).unwrap().kind,
            "Microsoft.X/locations"
        );
        for kind in TYPES {
            assert_eq!(
                codes_of(kind.example, Some(kind.name)),
                [""; 0],
                "{}",
                kind.example
            );
        }
    }
}
