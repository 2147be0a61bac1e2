//! What the tables ask of a single member beside its type, in the words of schemas.

use azureml_compute::ComputeKind;
use azureml_compute::arm::duration;
use azureml_compute::diagnostics::Severity;
use azureml_compute::kinds::KindSpec;
use azureml_compute::schema::{Asks, Constraint, Entries, Field, Form};
use serde_json::{Value, json};

use super::patterns;

/// What is asked of a member beside its type.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked {
    /// It must be there, and be something.
    pub(super) required: bool,
    pub(super) min: Option<i64>,
    pub(super) max: Option<i64>,
    pub(super) longest: Option<usize>,
    /// An expression, and what is told of a text that does not match it.
    pub(super) pattern: Option<(String, String)>,
    /// Words to choose from.
    pub(super) suggested: Vec<&'static str>,
    /// Keywords of a map.
    pub(super) of_map: Vec<(&'static str, Value)>,
}

/// What is asked of a member, which stands at a path. Only errors count: a schema that warns is none.
pub(super) fn asked(spec: Option<&'static KindSpec>, field: &'static Field, path: &str) -> Asked {
    // `computeType` and `properties` are asked for whatever the kind is.
    match (path, spec) {
        ("properties", _) => return Asked { required: true, ..Asked::default() },
        ("properties.computeType", _) => return compute_type(spec),
        (_, None) => return Asked::default(),
        _ => {}
    }
    let mut out = Asked {
        required: spec.is_some_and(|spec| field.is_demanded(spec.fields)),
        pattern: spec.and_then(|spec| of_kind(spec, path)),
        ..Asked::default()
    };
    let is_error = |asked: &&Constraint| asked.code.severity == Severity::Error;
    for constraint in field.asks.iter().filter(is_error) {
        match constraint.asks {
            Asks::Present { .. } => {}
            Asks::Number { least, most } => {
                out.min = Some(least);
                out.max = Some(most).filter(|most| *most < i64::MAX);
            }
            Asks::Seconds { least, most } => {
                let (from, to) = (duration::spell(least), duration::spell(most));
                let told = format!("an ISO 8601 duration, {from} to {to}");
                let bounds = patterns::not_outside(least, most);
                out.pattern = Some((patterns::duration(&bounds), told));
            }
            Asks::Form(form) => out.pattern = Some((whole(form, field), form.told.to_owned())),
            Asks::Entries(limits) => of_map(limits, &mut out),
        }
    }
    out
}

/// The expression of a form with what may stand around it.
fn whole(form: &Form, field: &Field) -> String {
    if form.pattern.starts_with('^') {
        form.pattern.to_owned()
    } else if field.required || !form.or_nothing {
        patterns::padded(form.pattern)
    } else {
        patterns::or_nothing(form.pattern)
    }
}

fn of_map(limits: &Entries, out: &mut Asked) {
    let never = limits.never_in_key.replace('\\', r"\\");
    let names = json!({ "pattern": format!("^[^{never}]+$"), "maxLength": limits.longest_key });
    out.longest = Some(limits.longest_value);
    out.of_map = vec![("maxProperties", limits.most.into()), ("propertyNames", names)];
}

/// What only the kind knows of a member that all kinds have, and the one word whose order is free.
fn of_kind(spec: &KindSpec, path: &str) -> Option<(String, String)> {
    let (pattern, told) = match path {
        "identity.type" => (
            patterns::padded(&patterns::identity(true, true, true, true)),
            "None, SystemAssigned, UserAssigned or SystemAssigned,UserAssigned",
        ),
        "properties.resourceId" => (
            patterns::or_nothing(&patterns::resource_id(spec.attach?.types)),
            "not the whole id of a resource that this kind can attach",
        ),
        _ => return None,
    };
    Some((pattern, told.to_owned()))
}

fn compute_type(spec: Option<&'static KindSpec>) -> Asked {
    let pattern = match spec {
        Some(spec) => patterns::padded(&patterns::caseless(spec.name)),
        // A kind that only SDK v1 knows.
        None => patterns::word("Kusto"),
    };
    let suggested = match spec {
        Some(spec) => vec![spec.name],
        None => ComputeKind::ALL.iter().map(|kind| kind.as_str()).collect(),
    };
    Asked {
        required: true,
        pattern: Some((pattern, "no kind of compute".to_owned())),
        suggested,
        ..Asked::default()
    }
}
