//! The managed identity of a compute: type against ids.

use crate::arm::resource_id::ResourceId;
use crate::diagnostics::{Expected, Fix, Json, Reporter, codes, nearest, pieces, repeated, trim};
use crate::kinds::envelope::IDENTITY_TYPES;
use crate::kinds::{Context, Rule};
use crate::schema::{Slot, WORD_CASE};
use crate::text::Node;

const TYPE: &[&str] = &["identity", "type"];
const IDS: &[&str] = &["identity", "userAssignedIdentities"];

const NONE: &str = IDENTITY_TYPES[0];
const SYSTEM: &str = IDENTITY_TYPES[1];
const USER: &str = IDENTITY_TYPES[2];
const BOTH: &str = IDENTITY_TYPES[3];

codes! {
    TYPE_WORD = "identity/type-word" Error {
        message: "`{actual}` is not a valid identity type",
        help: "use None, SystemAssigned, UserAssigned or SystemAssigned,UserAssigned",
        summary: "The identity type is none of the four.",
        why: "ARM rejects unknown types before the service sees them.",
        evidence: [Service "azure-rest-api-specs#40149, a sibling type" "2026-01"],
        example: "{\"identity\":{\"type\":\"Managed\"},\"properties\":{\"computeType\":\"AmlCompute\"}}",
        fix: "writes the type that was most likely intended",
    }
    TYPE_SPELLING = "identity/type-spelling" Info {
        message: "`{actual}` is usually written `{known}`",
        summary: "The identity type differs in case or order, or contains a space.",
        why: "The service reads it correctly, but comparing it with the response fails.",
        evidence: [Spec "ManagedServiceIdentity.type@2026-05-01" "2026-08"],
        example: "{\"identity\":{\"type\":\"UserAssigned, SystemAssigned\"},\"properties\":{\"computeType\":\"AmlCompute\"}}",
        fix: "writes the usual spelling",
    }
    IDS_MISSING = "identity/ids-missing" Error {
        message: "type {actual} requires at least one user-assigned identity",
        help: "list their ids in {@userAssignedIdentities}, each with an empty object",
        summary: "A user-assigned type without ids.",
        why: "The service rejects it.",
        evidence: [Service "text of the service in CromwellOnAzure#765" "2024-10"],
        example: "{\"identity\":{\"type\":\"UserAssigned\"},\"properties\":{\"computeType\":\"AmlCompute\"}}",
    }
    IDS_NOT_ALLOWED = "identity/ids-not-allowed" Error {
        message: "type {actual} does not allow user-assigned identities",
        help: "choose UserAssigned, or remove the ids",
        summary: "Ids are given with a type that does not use them.",
        why: "ARM rejects it.",
        evidence: [Service "text of ARM in azure-rest-api-specs#17650" "2022-02"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\"},\"identity\":{\"type\":\"SystemAssigned\",\"userAssignedIdentities\":{\"/subscriptions/34adfa4f-cedf-4dc0-ba29-b6d1a69ab345/resourceGroups/ml/providers/Microsoft.ManagedIdentity/userAssignedIdentities/trainer\":{}}}}",
        fix: "changes the type to UserAssigned",
    }
    MAP_FORM = "identity/map-form" Warning {
        message: [
            "empty" => "an empty map of identities is rejected by some services",
            "null-entry" => "null for an identity removes it; nothing can be removed at creation",
            "same-id" => "two ids name the same identity",
        ],
        help: [
            "empty" => "remove it",
            "null-entry" => "write {} instead",
            "same-id" => "remove one of them",
        ],
        summary: "The map of identities is empty, contains null, or lists one identity twice.",
        why: "Some services accept it, others reject it.",
        evidence: [Service "azure-rest-api-specs#17650" "2022-02"],
        example: "{\"identity\":{\"type\":\"SystemAssigned\",\"userAssignedIdentities\":{}},\"properties\":{\"computeType\":\"AmlCompute\"}}",
        fix: "removes the map or the second id, or writes {}",
    }
    SYSTEM_AND_USER = "identity/system-and-user" Info {
        message: "the documentation allows one system or several user identities, not both",
        help: "the service was seen to accept both; one kind works everywhere",
        summary: "System-assigned and user-assigned identities are combined.",
        why: "Published requests have both, and the service was seen to accept them; the documentation disagrees.",
        evidence: [
            Docs "reference-yaml-compute-aml" "2025-01",
            Spec "ManagedServiceIdentity.type@2026-05-01 allows both" "2026-08",
        ],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\"},\"identity\":{\"type\":\"SystemAssigned,UserAssigned\",\"userAssignedIdentities\":{\"/subscriptions/34adfa4f-cedf-4dc0-ba29-b6d1a69ab345/resourceGroups/ml/providers/Microsoft.ManagedIdentity/userAssignedIdentities/trainer\":{}}}}",
    }
    SEVERAL_USER = "identity/several-user" Warning {
        message: "{count} identities are given; which one is the default is not defined",
        help: "the documentation says the first one, but a JSON map has no first item",
        summary: "Several user-assigned identities.",
        why: "The default identity is the first one, but a map has no order.",
        evidence: [Sdk "azureml-core 1.61 documentation of the default identity" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"Kubernetes\"},\"identity\":{\"type\":\"UserAssigned\",\"userAssignedIdentities\":{\"/subscriptions/34adfa4f-cedf-4dc0-ba29-b6d1a69ab345/resourceGroups/ml/providers/Microsoft.ManagedIdentity/userAssignedIdentities/one\":{},\"/subscriptions/34adfa4f-cedf-4dc0-ba29-b6d1a69ab345/resourceGroups/ml/providers/Microsoft.ManagedIdentity/userAssignedIdentities/two\":{}}}}",
    }
    KIND = "identity/kind" Warning {
        message: "this kind is not known to use an identity",
        help: "remove it",
        summary: "An identity is given for a kind that has no known use for it.",
        why: "No SDK and no documentation sets one; jobs on such a compute sign in differently.",
        evidence: [Sdk "azureml-core 1.61 and azure-ai-ml 1.35.2 have no such argument" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"Batch\"},\"identity\":{\"type\":\"SystemAssigned\"}}",
        fix: "removes it",
    }
}

/// The rule of kinds of which nothing is known to use an identity.
pub const UNUSED_RULES: &[Rule] = &[Rule { codes: &[&KIND], check: unused }];

/// The rules.
pub const RULES: &[Rule] = &[Rule {
    codes: &[
        &TYPE_WORD,
        &TYPE_SPELLING,
        &IDS_MISSING,
        &IDS_NOT_ALLOWED,
        &MAP_FORM,
        &SYSTEM_AND_USER,
        &SEVERAL_USER,
    ],
    check: identity,
}];

/// The known type that a text spells, in any case, order and spacing.
fn known(text: &str) -> Option<&'static str> {
    let (mut system, mut user, mut none, mut count) = (false, false, false, 0_u32);
    for word in pieces(text, b',') {
        let word = trim(word);
        system |= word.eq_ignore_ascii_case(SYSTEM);
        user |= word.eq_ignore_ascii_case(USER);
        none |= word.eq_ignore_ascii_case(NONE);
        count = count.saturating_add(1);
    }
    match (system, user, none, count) {
        (true, true, false, 2) => Some(BOTH),
        (true, false, false, 1) => Some(SYSTEM),
        (false, true, false, 1) => Some(USER),
        (false, false, true, 1) => Some(NONE),
        _ => None,
    }
}

/// The type that an unknown word was most likely meant to be.
fn meant(text: &str, has_ids: bool) -> Option<&'static str> {
    if text.eq_ignore_ascii_case("managed") || text.eq_ignore_ascii_case("msi") {
        return Some(if has_ids { USER } else { SYSTEM });
    }
    nearest(text, &[SYSTEM, USER, NONE])
}

fn unused(cx: &Context<'_>, reporter: &mut Reporter) {
    let body = &cx.body;
    if body.node(&["identity"]).is_some() && !body.is_word(TYPE, NONE) {
        let fix = Fix::remove("remove it", body.pointer(&["identity"]));
        body.report(&KIND, &["identity"], reporter).fix(Some(fix));
    }
}

fn identity(cx: &Context<'_>, reporter: &mut Reporter) {
    let body = &cx.body;
    let Some(text) = body.text(TYPE).filter(|text| !text.is_empty()) else { return };
    let map = body.node(IDS);
    let count = map.map_or(0, |map| map.members().count());
    let Some(kind) = known(text) else {
        let fix = meant(text, count > 0).filter(|word| (*word == USER) == (count > 0));
        let values = IDENTITY_TYPES.map(str::to_owned).to_vec();
        let finding = body.report(&TYPE_WORD, TYPE, reporter).param("actual", text).actual(text);
        finding.expected(Expected::OneOf { values });
        finding.fix(fix.map(|word| Fix::write(body.pointer(TYPE), word)));
        return;
    };
    if kind != text {
        let fix = Fix::write(body.pointer(TYPE), kind).safe();
        // Order and blanks are this member's own; another case is that of every word.
        let only_case = kind.eq_ignore_ascii_case(text);
        let code = if only_case { &WORD_CASE } else { &TYPE_SPELLING };
        let finding = body.report(code, TYPE, reporter).param("actual", text);
        finding.member("type").param("known", kind).fix(Some(fix));
    }
    if matches!(body.slot(IDS), Slot::Faulty) {
        return;
    }
    let takes_ids = kind == USER || kind == BOTH;
    if takes_ids && count == 0 {
        let finding = body.report(&IDS_MISSING, IDS, reporter).param("actual", kind);
        finding.expected(Expected::Present);
        return;
    }
    if !takes_ids && count > 0 {
        let finding = body.report(&IDS_NOT_ALLOWED, IDS, reporter).param("actual", kind);
        finding.related(body.pointer(TYPE)).expected(Expected::Absent);
        finding.fix(Some(Fix::write(body.pointer(TYPE), USER)));
        return;
    }
    if let Some(map) = map.filter(|_| count == 0) {
        let fix = Fix::remove("remove it", map.pointer()).safe();
        map.report(&MAP_FORM, reporter).reason("empty").fix(Some(fix));
    }
    entries(cx, reporter);
    if kind == BOTH {
        body.report(&SYSTEM_AND_USER, TYPE, reporter);
    }
    if count >= 2 {
        body.report(&SEVERAL_USER, IDS, reporter).count("count", count);
    }
}

fn entries(cx: &Context<'_>, reporter: &mut Reporter) {
    let Some(map) = cx.body.node(IDS) else { return };
    let several = map.members().nth(1).is_some();
    let mut ids: Vec<(String, Node<'_>)> = Vec::new();
    for entry in map.members() {
        let (key, value) = (entry.key, entry.value);
        if value.is_null() && cx.creates() {
            let fix = Fix::replace("write {}", value.pointer(), Json::empty_object()).safe();
            value.report_key(&MAP_FORM, reporter).reason("null-entry").fix(Some(fix));
        }
        if !several {
            continue;
        }
        if let Some(id) = ResourceId::parse(key) {
            ids.push((id.canonical.to_ascii_lowercase(), value));
        }
    }
    let id = |index: u32| ids.get(index as usize).map(|(id, _)| id);
    for (again, _) in repeated(ids.len(), &|a, b| id(a).cmp(&id(b))) {
        let Some((_, value)) = ids.get(again as usize) else { continue };
        let fix = Fix::remove("remove it", value.pointer());
        value.report_key(&MAP_FORM, reporter).reason("same-id").fix(Some(fix));
    }
}
