//! What rules over several members refuse always, said in a schema. A rule that depends on options or on facts
//! stays with the check. The tests hold every line against the check.

use azureml_compute::kinds::{By, KindSpec};
use serde_json::{Value, json};

use super::arm::compute_names;
use super::patterns::{self, BLANK as BLANKS};

/// What is told of a text that is no cron expression.
pub(super) const CRON: &str =
    "five fields: minute, hour, day of the month, month, weekday (0 to 6), such as 0 18 * * 1-5";
/// What is told of a text that is no date and time.
pub(super) const DATE_TIME: &str = "a date and time without zone, such as 2026-04-23T01:30:00";

/// What is asked of several members of an object.
pub(super) fn of_object(spec: Option<&'static KindSpec>, path: &str) -> Vec<Value> {
    let Some(spec) = spec else { return Vec::new() };
    match path {
        "identity" => identity(),
        "properties" => nesting(spec),
        "properties.properties.schedules.computeStartStop" => triggers(),
        "properties.properties.customServices.volumes" => volumes(),
        "properties.properties.sslConfiguration" => tls(),
        _ => Vec::new(),
    }
}

/// What is asked of members of several objects.
pub(super) fn of_body(spec: &'static KindSpec) -> Vec<Value> {
    let mut out = vec![present("properties")];
    let text = filled();
    let something = json!({ "not": { "type": "null" } });
    let data = |name: &'static str| ["properties", "properties", name];
    if let Some(attach) = spec.attach.filter(|attach| attach.by != By::IdOrNew) {
        let mut ways = vec![has_at(&["properties", "resourceId"], text.clone())];
        if attach.by == By::IdOrAddress {
            ways.push(has_at(&data("address"), text.clone()));
            ways.push(has_at(&["address"], something.clone()));
        }
        // One that stands at a wrong level has a finding of its own.
        ways.push(has_at(&["resourceId"], something.clone()));
        ways.push(has_at(&data("resourceId"), something.clone()));
        // What an expression becomes is not known.
        let by_address = attach.by == By::IdOrAddress;
        let place: &[&str] =
            if by_address { &["properties", "properties"] } else { &["properties"] };
        ways.push(open_at(place));
        out.push(json!({ "anyOf": ways }));
    }
    if spec.name == "AKS" {
        out.push(json!({ "anyOf": fast_prod() }));
    }
    if spec.attach.is_some_and(|attach| attach.by == By::IdOrAddress) {
        let secret = json!({ "anyOf": [has("password", text.clone()), has("privateKeyData", text.clone())] });
        let account = json!({ "anyOf": [
            { "type": "object", "allOf": [has("username", text), secret] },
            expression(),
        ] });
        let mut ways = vec![
            has_at(&data("administratorAccount"), account),
            has_at(&["administratorAccount"], something),
            open_at(&["properties", "properties"]),
        ];
        if spec.fields.iter().any(|field| field.name == "isNotebookInstanceCompute") {
            let yes = json!({ "anyOf": [
                { "const": true },
                { "type": "string", "pattern": patterns::word("true") },
            ] });
            ways.push(has_at(&data("isNotebookInstanceCompute"), yes));
        }
        out.push(json!({ "anyOf": ways }));
    }
    out
}

/// A new cluster for production has three machines.
fn fast_prod() -> Vec<Value> {
    let few = json!({ "not": { "enum": [1, 2] } });
    let other = json!({ "not": { "anyOf": [
        { "type": "null" },
        { "type": "string", "pattern": patterns::word("FastProd") },
    ] } });
    let text = filled();
    let many = any_case("agentCount", few);
    let many = any_case("properties", json!({ "anyOf": [many, { "not": { "type": "object" } }] }));
    vec![
        any_case("properties", json!({ "anyOf": [many, { "not": { "type": "object" } }] })),
        has_at(&["properties", "properties", "clusterPurpose"], other),
        has_at(&["properties", "resourceId"], text),
    ]
}

fn identity() -> Vec<Value> {
    let is = |pattern: String| json!({ "type": "string", "pattern": format!("^{BLANKS}{pattern}{BLANKS}$") });
    let some = json!({ "anyOf": [{ "type": "object", "minProperties": 1 }, expression()] });
    let none = json!({ "type": "object", "maxProperties": 0 });
    let with = patterns::identity(true, false, true, false);
    let without = patterns::identity(false, true, false, true);
    let none = any_case(
        "userAssignedIdentities",
        json!({ "anyOf": [none, { "type": "null" }, expression()] }),
    );
    vec![
        json!({ "if": has("type", is(with)), "then": has("userAssignedIdentities", some) }),
        json!({ "if": has("type", is(without)), "then": none }),
    ]
}

/// Members of the kind that stand directly below `properties`, while none stands where they belong.
fn nesting(spec: &'static KindSpec) -> Vec<Value> {
    let above = compute_names();
    let own = |name: &&str| !above.iter().any(|known| known.eq_ignore_ascii_case(name));
    let all: Vec<&str> = spec.fields.iter().map(|field| field.name).collect();
    let names: Vec<&str> = all.iter().copied().filter(own).collect();
    if names.is_empty() {
        return Vec::new();
    }
    let pattern = |names: &[&str]| format!("^{}$", patterns::one_of(names));
    let none =
        json!({ "type": "object", "propertyNames": { "not": { "pattern": pattern(&all) } } });
    let nowhere =
        any_case("properties", json!({ "anyOf": [{ "not": { "type": "object" } }, none] }));
    let not_here = json!({ "type": "object", "patternProperties": { (pattern(&names)): false } });
    vec![json!({ "if": nowhere, "then": not_here })]
}

/// The trigger that a schedule names.
fn triggers() -> Vec<Value> {
    let is = |word: &str| {
        has("triggerType", json!({ "type": "string", "pattern": patterns::word(word) }))
    };
    let text = filled();
    let old = has("schedule", json!({ "not": { "type": "null" } }));
    let rule = |word: &str, member: &str, inner: Value| {
        let then = has(member, json!({ "anyOf": [inner, expression()] }));
        json!({ "if": { "allOf": [is(word), { "not": old }] }, "then": then })
    };
    let number = |min: i64, max: Option<i64>| {
        let mut number = json!({ "type": "integer", "minimum": min });
        if let (Some(max), Some(members)) = (max, number.as_object_mut()) {
            members.insert("maximum".to_owned(), max.into());
        }
        json!({ "anyOf": [number, { "not": { "type": "number" } }] })
    };
    let items = |name: &str, min: i64, max: i64| {
        let list = json!({ "type": "array", "items": number(min, Some(max)) });
        any_case(name, json!({ "anyOf": [list, { "not": { "type": "array" } }] }))
    };
    let pattern = json!({ "anyOf": [
        { "type": "object", "allOf": [
            items("hours", 0, 23), items("minutes", 0, 59), items("monthDays", -31, 31),
        ] },
        { "not": { "type": "object" } },
    ] });
    let or_open = |pattern: String, told: &str| json!({ "anyOf": [form(pattern, told), expression(), { "type": "null" }] });
    let start = any_case("startTime", or_open(patterns::date_time(), DATE_TIME));
    let cron = json!({ "type": "object", "allOf": [
        has("expression", text.clone()),
        any_case("expression", or_open(patterns::cron(), CRON)),
        start,
    ] });
    let recurrence = json!({ "type": "object", "allOf": [
        has("frequency", text),
        start,
        any_case("interval", number(1, None)),
        any_case("schedule", pattern),
    ] });
    vec![rule("Cron", "cron", cron), rule("Recurrence", "recurrence", recurrence)]
}

/// A volume needs a place, and one of type `bind` a source.
fn volumes() -> Vec<Value> {
    let text = filled();
    let is = |words: &[&str]| {
        let pattern = format!("^{BLANKS}(?:{})?{BLANKS}$", patterns::one_of(words));
        any_case(
            "type",
            json!({ "anyOf": [
            { "type": "string", "pattern": pattern },
            { "type": "null" },
        ] }),
        )
    };
    vec![
        json!({
            "if": is(&["bind", "volume", "tmpfs", "npipe"]),
            "then": has("target", text.clone()),
        }),
        json!({ "if": is(&["bind"]), "then": has("source", text) }),
    ]
}

fn tls() -> Vec<Value> {
    let text = filled();
    let is =
        |word: &str| has("status", json!({ "type": "string", "pattern": patterns::word(word) }));
    let all = |names: &[&str]| names.iter().map(|name| has(name, text.clone())).collect::<Vec<_>>();
    vec![
        json!({ "if": is("Enabled"), "then": { "allOf": all(&["cert", "key", "cname"]) } }),
        json!({ "if": is("Auto"), "then": { "allOf": all(&["leafDomainLabel"]) } }),
    ]
}

fn filled() -> Value {
    form(patterns::FILLED.to_owned(), "must not be empty")
}

/// A text of some form, and what editors tell of another.
pub(super) fn form(pattern: String, told: &str) -> Value {
    json!({ "type": "string", "pattern": pattern, "patternErrorMessage": told })
}

fn expression() -> Value {
    json!({ "type": "string", "pattern": patterns::expression() })
}

/// There is a member of this name, in any case.
pub(super) fn present(name: &str) -> Value {
    let other =
        json!({ "not": { "propertyNames": { "not": { "pattern": patterns::any_case(name) } } } });
    json!({ "type": "object", "anyOf": [{ "required": [name], "properties": { (name): true } }, other] })
}

/// Every member of this name, in any case, is like this.
pub(super) fn any_case(name: &str, value: Value) -> Value {
    json!({ "type": "object", "patternProperties": { (patterns::any_case(name)): value } })
}

/// There is a member of this name, in any case, and it is like this.
pub(super) fn has(name: &str, value: Value) -> Value {
    let mut out = present(name);
    if let Some(members) = out.as_object_mut() {
        members
            .insert("patternProperties".to_owned(), json!({ (patterns::any_case(name)): value }));
    }
    out
}

/// The same for a path of names.
pub(super) fn has_at(path: &[&str], value: Value) -> Value {
    path.iter().rev().fold(value, |inner, name| has(name, inner))
}

/// At a path, or on the way to it, stands an expression.
fn open_at(path: &[&str]) -> Value {
    let ways: Vec<Value> = (1..=path.len())
        .filter_map(|length| path.get(..length))
        .map(|path| has_at(path, expression()))
        .collect();
    json!({ "anyOf": ways })
}
