//! Resource ids: one parser for all types, each type a row. Fixed words compare without case, as ARM
//! does; what a user named is never changed.
#![expect(
    clippy::single_char_add_str,
    reason = "pushing a character is a call that encodes it, at the optimisation level of the module"
)]

mod codes;
#[cfg(test)]
mod tests;
mod types;

pub use codes::{
    CODES, EXPLANATIONS, EXTRA_SLASH, FIXED_WORD, LEADING_SLASH, NOT_AN_ID, PART_NAME, SEGMENTS,
    SUBSCRIPTION, URL, WORD_CASE, WRONG_TYPE,
};
pub use types::{ResourceType, resource_type};

use serde::Serialize;

use super::names;
use crate::diagnostics::{
    Code, Diagnostic, Expected, Reporter, Severity, has_any, nearest, pieces, trim,
};

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
    /// Whether the id could be read to its end and every fixed word is right.
    pub whole: bool,
    /// The mended id, if mending is possible.
    pub mended: Option<String>,
}

impl ResourceId {
    /// Reads an id that must be whole; any finding of severity error makes it `None`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut reporter = Reporter::new();
        let parsed = read(text, None, "", 0, &mut reporter);
        let fails = reporter.since(0).any(|found| found.severity == Severity::Error);
        let id = parsed.mended.as_deref().unwrap_or(trim(text));
        if parsed.whole && !fails { to_id(id) } else { None }
    }

    /// Whether two ids name the same resource.
    #[must_use]
    pub fn same(&self, other: &Self) -> bool {
        self.canonical.eq_ignore_ascii_case(&other.canonical)
    }
}

/// Whether a text is an id of a type to which nothing is to be said: the usual case, told without a copy. An id of
/// which this is not told may be right as well.
#[must_use]
pub fn is_plain(text: &str, wanted: &ResourceType) -> bool {
    let mut types = pieces(wanted.name, b'/');
    let (mut rest, provider) = (text, types.next().unwrap_or_default());
    let Some(subscription) = next_plain(&mut rest, SUBSCRIPTIONS) else { return false };
    let Some(group) = next_plain(&mut rest, RESOURCE_GROUPS) else { return false };
    let takes = |what, name| names::rule(what).is_none_or(|rule| rule.takes(name));
    let behind = rest.strip_prefix('/').and_then(|rest| rest.strip_prefix(PROVIDERS));
    let behind = behind.and_then(|rest| rest.strip_prefix('/')?.strip_prefix(provider));
    let Some(behind) = behind else { return false };
    rest = behind;
    let mut parts = wanted.parts.iter();
    let is_right = |word| {
        let name = next_plain(&mut rest, word);
        name.is_some_and(|name| parts.next().is_none_or(|part| takes(part, name)))
    };
    names::is_guid(subscription)
        && takes("resourceGroup", group)
        && types.all(is_right)
        && rest.is_empty()
}

/// The name behind a fixed word, if it is one of plain signs; both are taken off the text.
fn next_plain<'t>(rest: &mut &'t str, word: &str) -> Option<&'t str> {
    let behind = rest.strip_prefix('/')?.strip_prefix(word)?.strip_prefix('/')?;
    let (bytes, mut end) = (behind.as_bytes(), 0_usize);
    while let Some(b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.') = bytes.get(end) {
        end = end.wrapping_add(1);
    }
    let (name, behind) = behind.split_at_checked(end)?;
    *rest = behind;
    (!matches!(name, "" | "." | "..")).then_some(name)
}

/// Reads a text as a resource id, of the type `wanted` if one is given. What is wrong is reported at
/// `path`, without fixes.
pub fn read(
    text: &str,
    wanted: Option<&'static ResourceType>,
    path: &str,
    order: u32,
    reporter: &mut Reporter,
) -> Parsed {
    let text = trim(text);
    let mut reader = Reader { path, order, wanted, reporter };
    if text.chars().any(char::is_control) {
        reader.add(&NOT_AN_ID).reason("control");
        return Parsed::default();
    }
    if is_address(text) {
        reader.add(&URL).actual(text);
        let mended = id_inside(text).filter(|id| {
            let mut ignored = Reporter::new();
            read(id, wanted, path, 0, &mut ignored).whole
        });
        return Parsed { whole: false, mended };
    }
    reader.segments(text)
}

/// What stands between the slashes of a text; blanks and invisible characters alone are nothing.
fn words_of(text: &str) -> Vec<&str> {
    pieces(text, b'/').filter(|word| !trim(word).is_empty()).collect()
}

/// The type that a text is most likely meant to be of: the first whose words stand in it, else the first.
#[must_use]
pub fn meant(text: &str, types: &[&str]) -> Option<&'static ResourceType> {
    let words = words_of(text);
    let mut known = types.iter().filter_map(|name| resource_type(name));
    let fitting = known.clone().find(|wanted| {
        let words = behind(&words);
        !words.is_empty() && fits(wanted, words)
    });
    fitting.or_else(|| known.next())
}

struct Reader<'p> {
    path: &'p str,
    order: u32,
    wanted: Option<&'static ResourceType>,
    reporter: &'p mut Reporter,
}

// The fixed words in their usual case.
const SUBSCRIPTIONS: &str = "subscriptions";
const RESOURCE_GROUPS: &str = "resourceGroups";
const PROVIDERS: &str = "providers";

const ANY_FORM: &str =
    "/subscriptions/{subscription}/resourceGroups/{resource group}/providers/{type}/{name}";
/// An id that can be shown where any will do.
pub(crate) const ANY_EXAMPLE: &str =
    "/subscriptions/34adfa4f-cedf-4dc0-ba29-b6d1a69ab345/resourceGroups/group";

impl Reader<'_> {
    #[cold]
    #[inline(never)]
    fn add(&mut self, code: &'static Code) -> &mut Diagnostic {
        let (form, example) = match self.wanted {
            Some(wanted) => (wanted.form, wanted.example),
            None => (ANY_FORM, ANY_EXAMPLE),
        };
        let finding = self.reporter.add(code, self.path.to_owned(), self.order);
        if code == &NOT_AN_ID {
            finding.own("example", example);
        }
        let expected = Expected::Format { name: "resource-id", pattern: None, example };
        finding.own("form", form).expected(expected)
    }

    fn segments(&mut self, text: &str) -> Parsed {
        let words = words_of(text);
        let first = words.first().copied().unwrap_or_default();
        if !near(first, SUBSCRIPTIONS) || !has_any(text, b"/") {
            self.add(&NOT_AN_ID).param("actual", text).actual(text);
            return Parsed::default();
        }
        // Whoever puts the id into an address would ask for something else.
        if let Some(dots) = words.iter().find(|word| matches!(**word, "." | "..")) {
            self.add(&NOT_AN_ID).reason("dots").param("segment", dots).actual(text);
            return Parsed::default();
        }
        if !text.starts_with('/') {
            self.add(&LEADING_SLASH).actual(text);
        }
        // The name of the group is empty: the words behind it have moved up.
        if let [_, _, group, name, next, ..] = words.as_slice()
            && near(group, RESOURCE_GROUPS)
            && name.eq_ignore_ascii_case(PROVIDERS)
            && !next.eq_ignore_ascii_case(PROVIDERS)
        {
            self.broken_off("value", RESOURCE_GROUPS);
            return Parsed::default();
        }
        let empty_words = pieces(text, b'/').skip(1).any(str::is_empty);
        if empty_words && text.len() > 1 {
            self.add(&EXTRA_SLASH).actual(text);
        }
        let plan = self.plan(&words);
        let mut canonical = String::with_capacity(text.len().saturating_add(1));
        let mut broken = false;
        for (at, word) in words.iter().enumerate() {
            let fixed = plan.get(at).copied().flatten();
            if let Some(fixed) = fixed.filter(|fixed| fixed != word) {
                let only_case = word.eq_ignore_ascii_case(fixed);
                self.add(if only_case { &WORD_CASE } else { &FIXED_WORD })
                    .param("found", word)
                    .own("segment", fixed)
                    .count("position", at.saturating_add(1));
                broken |= !only_case;
            }
            canonical.push_str("/");
            canonical.push_str(fixed.unwrap_or(word));
        }
        if !self.complete(&words, &plan) {
            return Parsed::default();
        }
        let subscription = words.get(1).copied().unwrap_or_default();
        if !names::is_guid(subscription) && !looks_open(subscription) {
            self.add(&SUBSCRIPTION).param("found", subscription);
        }
        // The plan of the wanted type was followed to its end, or the text is something else.
        let is_wanted =
            |wanted: &ResourceType| plan.len() == words.len() && fits(wanted, behind(&words));
        if let Some(wanted) = self.wanted.filter(|wanted| !is_wanted(wanted)) {
            let kind = type_of(&words);
            let found = resource_type(&kind).map_or(kind.as_str(), |found| found.title);
            self.add(&WRONG_TYPE).param("found", found).own("wanted", wanted.title);
            return Parsed { whole: true, mended: None };
        }
        self.part_names(&words);
        let canonical = trim(&canonical);
        let mended = (canonical != text).then(|| canonical.to_owned());
        Parsed { whole: !broken, mended }
    }

    /// The fixed word that belongs at each place, as far as the text or the wanted type tells.
    fn plan(&self, words: &[&str]) -> Vec<Option<&'static str>> {
        let mut plan = vec![Some(SUBSCRIPTIONS), None];
        if is_in_group(words) {
            plan.push(Some(RESOURCE_GROUPS));
            plan.push(None);
        }
        plan.push(Some(PROVIDERS));
        let fitting = self.wanted.filter(|wanted| fits(wanted, behind(words)));
        let found = fitting.or_else(|| resource_type(&type_of(words)));
        if let Some(found) = found {
            let mut type_words = pieces(found.name, b'/');
            plan.push(type_words.next());
            for word in type_words {
                plan.push(Some(word));
                plan.push(None);
            }
        }
        plan
    }

    /// Whether every place of the plan is filled and none is left over.
    fn complete(&mut self, words: &[&str], plan: &[Option<&'static str>]) -> bool {
        let last = words.last().copied().unwrap_or_default();
        // Whole, but of a type that stands above the wanted one: another type, not a piece of it.
        if words.len() < plan.len()
            && resource_type(&type_of(words)).is_some()
            && words.len().is_multiple_of(2)
        {
            return true;
        }
        let surplus = self.wanted.and_then(|wanted| {
            let (own, rest) = behind(words).split_at_checked(plan_of(wanted))?;
            rest.first().filter(|_| fits(wanted, own))
        });
        let (reason, segment) = if let Some(surplus) = surplus {
            ("surplus", *surplus)
        } else if words.len() < plan.len() && self.wanted.is_some() {
            match plan.get(words.len()).copied().flatten() {
                Some(segment) => ("missing", segment),
                None => ("value", last),
            }
        } else if words.get(4).is_some_and(|word| word.eq_ignore_ascii_case(PROVIDERS)) {
            // provider/type/name: an odd number of words behind `providers`
            if is_whole(behind(words)) {
                return true;
            }
            ("value", last)
        } else if words.get(2).is_some_and(|word| word.eq_ignore_ascii_case(PROVIDERS)) {
            if is_whole(behind(words)) {
                return true;
            }
            ("value", last)
        } else {
            let whole = words.len().is_multiple_of(2) && words.len() != 6;
            if whole || words.get(2).is_some_and(|word| near(word, PROVIDERS)) {
                return true;
            }
            (if words.len() > plan.len() { "surplus" } else { "value" }, last)
        };
        self.broken_off(reason, segment);
        false
    }

    fn broken_off(&mut self, reason: &'static str, segment: &str) {
        let title = self.wanted.map_or("resource", |wanted| wanted.title);
        self.add(&SEGMENTS).reason(reason).param("segment", segment).own("title", title);
    }

    fn part_names(&mut self, words: &[&str]) {
        let group = words.get(3).filter(|_| is_in_group(words));
        let parts = self.wanted.map_or(&[][..], |wanted| wanted.parts);
        let named = behind(words).iter().skip(2).step_by(2);
        let group = group.into_iter().map(|name| ("resourceGroup", name));
        for (what, name) in group.chain(parts.iter().copied().zip(named)) {
            let rule = names::rule(what).filter(|rule| !rule.takes(name) && !looks_open(name));
            if let Some((rule, why)) = rule.and_then(|rule| Some((rule, rule.complaint(name)?))) {
                let finding = self.add(&PART_NAME).param("found", name);
                finding.own("what", rule.title).own("why", &why);
            }
        }
    }
}

/// Whether the words behind `providers` are a provider, and types each with its name; of what extends another
/// resource the same stands behind a second `providers`.
fn is_whole(words: &[&str]) -> bool {
    let Some((_, pairs)) = words.split_first() else { return false };
    let mut pairs = pairs.chunks(2).peekable();
    let mut opened = true;
    while let Some(pair) = pairs.next() {
        let [word, _] = pair else { return false };
        let opens = word.eq_ignore_ascii_case(PROVIDERS);
        if opens && (opened || pairs.peek().is_none()) {
            return false;
        }
        opened = opens;
    }
    !opened
}

/// Whether the id names a resource group.
fn is_in_group(words: &[&str]) -> bool {
    !words.get(2).is_some_and(|word| word.eq_ignore_ascii_case(PROVIDERS))
}

/// The words behind `providers`.
fn behind<'w, 't>(words: &'w [&'t str]) -> &'w [&'t str] {
    words.get(if is_in_group(words) { 5 } else { 3 }..).unwrap_or_default()
}

/// The type that the words behind `providers` name.
fn type_of(words: &[&str]) -> String {
    let behind = behind(words);
    let mut kind = behind.first().copied().unwrap_or_default().to_owned();
    for word in behind.iter().skip(1).step_by(2) {
        kind.push_str("/");
        kind.push_str(word);
    }
    kind
}

/// Whether the words behind `providers` are, misspelt at most, those of a type: then the plan is that
/// type's, and a misspelt word is a fixed-word finding and not another type.
fn fits(wanted: &ResourceType, words: &[&str]) -> bool {
    let mut type_words = pieces(wanted.name, b'/');
    let Some((provider, given)) = words.split_first() else { return true };
    near(provider, type_words.next().unwrap_or_default())
        && given.len() <= type_words.clone().count().saturating_mul(2)
        && type_words.zip(given.iter().step_by(2)).all(|(wanted, given)| near(given, wanted))
}

/// How many words stand behind `providers` in an id of a type.
fn plan_of(wanted: &ResourceType) -> usize {
    pieces(wanted.name, b'/').count().saturating_mul(2).saturating_sub(1)
}

/// Whether a word is a fixed word, misspelt at most.
fn near(word: &str, fixed: &'static str) -> bool {
    word.eq_ignore_ascii_case(fixed) || nearest(word, &[fixed]).is_some()
}

/// Whether a value is visibly not filled in (`<name>`, `{name}`, `${name}`); placeholders have findings of
/// their own.
fn looks_open(value: &str) -> bool {
    has_any(value, b"<{[$%")
}

/// Whether the text is an address: a scheme, a query, a fragment, a backslash or percent escapes.
fn is_address(text: &str) -> bool {
    let begins =
        |with: &str| text.get(..with.len()).is_some_and(|head| head.eq_ignore_ascii_case(with));
    let has_escape = pieces(text, b'%').skip(1).any(|tail| {
        tail.get(..2).is_some_and(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit()))
    });
    has_escape || begins("http://") || begins("https://") || has_any(text, b"?#\\")
}

/// The id inside an address, if there is one.
fn id_inside(text: &str) -> Option<String> {
    let decoded = percent_encoding::percent_decode_str(text).decode_utf8().ok()?;
    let words: Vec<&str> = decoded.split(['/', '\\']).collect();
    let start = words.iter().rposition(|word| word.eq_ignore_ascii_case(SUBSCRIPTIONS))?;
    let mut id = String::new();
    for word in words.get(start..)? {
        let word = word.split(['?', '#']).next().unwrap_or_default();
        // The portal puts the name of a page behind the id.
        let is_page = ["overview", "properties", "json"].contains(&word) && id.len() > 60;
        if word.is_empty() || is_page {
            break;
        }
        id.push_str("/");
        id.push_str(word);
    }
    Some(id)
}

/// Takes a whole id in usual spelling apart.
fn to_id(canonical: &str) -> Option<ResourceId> {
    let words: Vec<&str> = pieces(canonical, b'/').skip(1).collect();
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
            // What extends another resource has a provider of its own.
            if word.eq_ignore_ascii_case(PROVIDERS) {
                provider = Some((*name).to_owned());
                (*name).clone_into(&mut kind);
                continue;
            }
            kind.push_str("/");
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
