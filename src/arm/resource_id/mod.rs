//! Resource ids: one parser for all types, each type a row. Fixed words compare without case, as ARM
//! does; what a user named is never changed.

mod codes;
mod types;

pub use codes::{
    CODES, EXPLANATIONS, EXTRA_SLASH, FIXED_WORD, LEADING_SLASH, NOT_AN_ID, PART_NAME, SEGMENTS,
    SUBSCRIPTION, URL, WORD_CASE, WRONG_TYPE,
};
pub use types::{ResourceType, resource_type};

use serde::Serialize;

use super::names;
use crate::diagnostics::{Code, Diagnostic, Expected, Finding, Reporter, Severity, nearest};

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
    pub findings: Vec<Finding>,
    /// The mended id, if mending is possible.
    pub mended: Option<String>,
}

impl ResourceId {
    /// Reads an id that must be whole; any finding of severity error makes it `None`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let parsed = read(text, None, "");
        let fails = parsed.findings.iter().any(|found| found.severity == Severity::Error);
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
    let mut reader = Reader { path, wanted, findings: Vec::new() };
    if let Some(inside) = inside_address(text) {
        reader.add(&URL, |finding| finding.actual(text));
        let mended = inside.filter(|id| read(id, wanted, path).id.is_some());
        return Parsed { id: None, findings: reader.findings, mended };
    }
    let Some((id, mended)) = reader.segments(text) else {
        return Parsed { id: None, findings: reader.findings, mended: None };
    };
    Parsed { id, findings: reader.findings, mended }
}

struct Reader<'p> {
    path: &'p str,
    wanted: Option<&'static ResourceType>,
    findings: Vec<Finding>,
}

/// A fixed word at a place of the id, in its usual case.
const SUBSCRIPTIONS: &str = "subscriptions";
const RESOURCE_GROUPS: &str = "resourceGroups";
const PROVIDERS: &str = "providers";

impl Reader<'_> {
    fn add(&mut self, code: &'static Code, with: impl FnOnce(Finding) -> Finding) {
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
        let finding =
            finding.expected(Expected::Format { name: "resource-id", pattern: None, example });
        self.findings.push(finding);
    }

    /// Reads the segments; gives the id and, if anything can be mended, the mended text.
    fn segments(&mut self, text: &str) -> Option<(Option<ResourceId>, Option<String>)> {
        let words: Vec<&str> = text.split('/').filter(|word| !word.is_empty()).collect();
        let first = words.first().copied().unwrap_or_default();
        let starts_well = near(first, SUBSCRIPTIONS);
        if !starts_well || words.len() < 2 && !text.contains('/') {
            let short: String = text.chars().take(60).collect();
            self.add(&NOT_AN_ID, |finding| finding.param("actual", short).actual(text));
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
            self.add(&SUBSCRIPTION, |finding| finding.param("found", subscription));
        }
        let id = to_id(&canonical)?;
        if let Some(wanted) =
            self.wanted.filter(|wanted| !wanted.name.eq_ignore_ascii_case(&id.kind))
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
        let found =
            self.wanted.filter(|wanted| self.fits(wanted, words, provider_at)).or_else(|| {
                let kinds = words.get(provider_at.saturating_add(1)..).unwrap_or_default();
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
        let given = words.get(provider_at.saturating_add(1)..).unwrap_or_default();
        type_words.zip(given.iter().step_by(2)).all(|(wanted, given)| near(given, wanted))
            && given.len() <= wanted.name.split('/').skip(1).count().saturating_mul(2)
    }

    /// Compares a fixed word; `false` if it is a wrong one.
    fn fixed_word(&mut self, word: &str, fixed: &'static str, at: usize) -> bool {
        if word == fixed {
            return true;
        }
        let code = if word.eq_ignore_ascii_case(fixed) { &WORD_CASE } else { &FIXED_WORD };
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
        if words.len() > 4 && words.get(4).is_some_and(|word| word.eq_ignore_ascii_case(PROVIDERS))
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
            let reason = if words.len() > plan.len() { "surplus" } else { "value" };
            self.add(&SEGMENTS, |finding| {
                finding.param("reason", reason).param("segment", segment).param("title", title)
            });
            return false;
        }
        true
    }

    fn part_names(&mut self, id: &ResourceId) {
        let group = id.resource_group.as_deref().map(|group| ("resourceGroup", group));
        let parts = self.wanted.map_or(&[][..], |wanted| wanted.parts);
        let named = id.parents.iter().map(|part| part.name.as_str()).chain([id.name.as_str()]);
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
                .find(|found| found.severity == Severity::Error);
            if let Some(wrong) = wrong {
                let mut reporter = Reporter::new();
                reporter.add(0, wrong);
                let report = reporter.finish(&|code| Some(code.severity));
                let why = report.diagnostics.first().map(|found| found.message.clone());
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
        tail.get(..2).is_some_and(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit()))
    });
    if !has_scheme && !has_escape && !text.contains(['?', '#', '\\']) {
        return None;
    }
    let decoded = percent_encoding::percent_decode_str(text).decode_utf8_lossy().replace('\\', "/");
    let start = decoded.to_ascii_lowercase().find("/subscriptions/");
    let id = start.and_then(|at| decoded.get(at..)).map(|tail| {
        let tail = tail.split(['?', '#']).next().unwrap_or_default();
        let tail = tail.trim_end_matches('/');
        // The portal puts the name of a page behind the id.
        let cut = tail.rsplit_once('/').filter(|(_, last)| {
            matches!(last.to_ascii_lowercase().as_str(), "overview" | "properties" | "json")
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
            parts.push(Part { kind: (*word).to_owned(), name: (*name).to_owned() });
        }
    }
    let (name, kind) = match (parts.pop(), &resource_group) {
        (Some(last), _) => (last.name, kind),
        (None, Some(group)) => (group.clone(), "Microsoft.Resources/resourceGroups".to_owned()),
        (None, None) => (subscription_id.clone(), "Microsoft.Resources/subscriptions".to_owned()),
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
    use super::types::TYPES;
    use super::*;

    const SUBNET: &str = "Microsoft.Network/virtualNetworks/subnets";

    #[track_caller]
    fn codes_of(text: &str, wanted: Option<&str>) -> Vec<&'static str> {
        let wanted = wanted.map(|name| resource_type(name).unwrap());
        read(text, wanted, "").findings.iter().map(|found| found.code.slug).collect()
    }

    #[test]
    fn every_prefix_of_an_id_is_told() {
        let whole = resource_type(SUBNET).unwrap().example;
        assert_eq!(codes_of(whole, Some(SUBNET)), [""; 0]);
        let words: Vec<&str> = whole.split('/').skip(1).collect();
        for count in 1..words.len() {
            let prefix = format!("/{}", words[..count].join("/"));
            let found = codes_of(&prefix, Some(SUBNET));
            let told = ["resource-id/segments", "resource-id/not-an-id", "resource-id/wrong-type"];
            assert!(found.iter().any(|code| told.contains(code)), "{prefix}: {found:?}");
        }
        let longer = format!("{whole}/extra/name");
        assert_eq!(codes_of(&longer, Some(SUBNET)), ["resource-id/wrong-type"]);
    }

    #[test]
    fn mistakes_have_their_code() {
        let good = resource_type(SUBNET).unwrap().example;
        let rows = [
            (good.replacen('/', "", 1), "resource-id/leading-slash"),
            (format!("{good}/"), "resource-id/extra-slash"),
            (good.replacen("/providers", "//providers", 1), "resource-id/extra-slash"),
            (good.replace("resourceGroups", "resourcegroups"), "resource-id/word-case"),
            (good.replace("resourceGroups", "resourceGroup"), "resource-id/fixed-word"),
            (good.replace("virtualNetworks", "virtualNetwork"), "resource-id/fixed-word"),
            (good.replace("Microsoft.Network", "Microsoft.Networks"), "resource-id/fixed-word"),
            (good.replace("/subnets/training", ""), "resource-id/segments"),
            (
                good.replace("34adfa4f-cedf-4dc0-ba29-b6d1a69ab345", "production"),
                "resource-id/subscription",
            ),
            (good.replace("training", "-training"), "resource-id/part-name"),
            (
                resource_type("Microsoft.Compute/disks").unwrap().example.to_owned(),
                "resource-id/wrong-type",
            ),
            (format!("https://management.azure.com{good}?api-version=1"), "resource-id/url"),
            (format!("https://portal.azure.com/#@x/resource{good}/overview"), "resource-id/url"),
            ("training".to_owned(), "resource-id/not-an-id"),
            ("test-subnet-resource-id".to_owned(), "resource-id/not-an-id"),
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
            good.replacen('/', "", 1),
            format!("{good}/"),
            good.replace("resourceGroups", "resourcegroup"),
            good.replace("Microsoft.Network", "microsoft.network"),
            format!("https://portal.azure.com/#@x/resource{good}/overview"),
        ] {
            assert_eq!(read(&text, Some(wanted), "").mended.as_deref(), Some(good), "{text}");
        }
        assert_eq!(read(good, Some(wanted), "").mended, None);
    }

    #[test]
    fn takes_ids_apart() {
        let id = ResourceId::parse(resource_type(SUBNET).unwrap().example).unwrap();
        assert_eq!((id.kind.as_str(), id.name.as_str()), (SUBNET, "training"));
        assert_eq!(id.parents, [Part { kind: "virtualNetworks".into(), name: "network".into() }]);
        let group = "/subscriptions/34adfa4f-cedf-4dc0-ba29-b6d1a69ab345/resourceGroups/g";
        assert_eq!(ResourceId::parse(group).unwrap().name, "g");
        let location =
            "/subscriptions/34adfa4f-cedf-4dc0-ba29-b6d1a69ab345/providers/Microsoft.X/locations/a";
        assert_eq!(ResourceId::parse(location).unwrap().kind, "Microsoft.X/locations");
        for kind in TYPES {
            assert_eq!(codes_of(kind.example, Some(kind.name)), [""; 0], "{}", kind.example);
        }
    }
}
