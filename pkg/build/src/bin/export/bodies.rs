//! The bodies of all kinds as TypeScript, out of the same tables that the checks read. Knows no rule.

use azureml_compute::ComputeKind;
use azureml_compute::kinds::envelope::{RESOURCE, is_settable};
use azureml_compute::schema::{Field, Format, Type};

const HEAD: &str = "/**
 * The bodies of the kinds, as the management API takes them. Made by `cargo xtask build` out of the tables
 * of the crate: not edited by hand. Words are open where the API takes unknown ones.
 */
";

/// The whole file.
pub(crate) fn source() -> String {
    let mut out = HEAD.to_owned();
    let mut names = Vec::new();
    for kind in ComputeKind::ALL {
        let spec = kind.spec();
        let name = format!("{}Body", spec.name);
        out.push_str(&format!(
            "\n/** {}: {}. */\nexport interface {name} ",
            spec.title, spec.summary
        ));
        object(&mut out, RESOURCE, false, Some(*kind), 0);
        out.push('\n');
        names.push(name);
    }
    out.push_str("\n/** A body of any kind; `properties.computeType` tells which. */\n");
    out.push_str(&format!("export type ComputeBody =\n  | {};\n", names.join("\n  | ")));
    out
}

/// `kind` is the one whose body it is, until its own data are reached.
fn object(out: &mut String, fields: &[Field], open: bool, kind: Option<ComputeKind>, depth: usize) {
    out.push_str("{\n");
    let indent = "  ".repeat(depth.saturating_add(1));
    for field in fields.iter().filter(|field| is_settable(field) || field.name == "name") {
        let words = comment(field, kind, depth);
        if !words.is_empty() {
            out.push_str(&format!("{indent}/** {} */\n", words.join(" ")));
        }
        let tells = kind.is_some() && matches!(field.name, "properties" | "computeType");
        // Absent data of a kind are as good as an empty object.
        let demanded = field.is_demanded(kind.map_or(&[], |kind| kind.spec().fields));
        let needed = demanded || (tells && !matches!(field.value, Type::Kind));
        out.push_str(&format!("{indent}{}{}: ", field.name, if needed { "" } else { "?" }));
        match (field.name, kind) {
            ("computeType", Some(kind)) => out.push_str(&format!("\"{}\"", kind.as_str())),
            _ => value(out, field.value, kind, depth.saturating_add(1)),
        }
        out.push_str(if field.nullable { " | null;\n" } else { ";\n" });
    }
    if open {
        out.push_str(&format!("{indent}[member: string]: unknown;\n"));
    }
    out.push_str(&"  ".repeat(depth));
    out.push('}');
}

/// What a member is, which numbers it takes, and what its absence means.
fn comment(field: &Field, kind: Option<ComputeKind>, depth: usize) -> Vec<String> {
    let what = match (field.title, field.help) {
        ("", "") => envelope_words(field.name, kind, depth).map(str::to_owned),
        (title, "") => Some(format!("{title}.")),
        (title, help) => Some(format!("{title}: {help}.")),
    };
    // What every number of 32 bits is says nothing.
    let bounds = field.bounds().map(|(least, most)| {
        (
            Some(least).filter(|least| *least > i32::MIN.into()),
            Some(most).filter(|most| *most < i32::MAX.into()),
        )
    });
    let numbers = match bounds {
        Some((Some(least), Some(most))) => Some(format!("{least} to {most}.")),
        Some((Some(least), None)) => Some(format!("At least {least}.")),
        Some((None, Some(most))) => Some(format!("At most {most}.")),
        Some((None, None)) | None => None,
    };
    let default = field.default.map(|value| format!("Without it: {value}."));
    [what, numbers, default].into_iter().flatten().collect()
}

/// What a form shows opened out, and the tables therefore do not name.
fn envelope_words(name: &str, kind: Option<ComputeKind>, depth: usize) -> Option<&'static str> {
    kind?;
    Some(match (name, depth) {
        ("identity", 0) => "How jobs on the compute sign in to other services.",
        ("sku", 0) => "The tier, where the kind has one.",
        ("properties", 0) => "What the compute is.",
        ("computeType", 1) => "The kind.",
        ("computeLocation", 1) => "The region of what is attached.",
        ("properties", 1) => "What the kind takes.",
        _ => return None,
    })
}

fn value(out: &mut String, wanted: Type, kind: Option<ComputeKind>, depth: usize) {
    match wanted {
        Type::Text(Format::Words(words)) | Type::Word(words) => {
            out.push_str(&words_of(words));
            out.push_str(" | (string & {})");
        }
        Type::ClosedWord(words) => out.push_str(&words_of(words)),
        Type::Text(_) => out.push_str("string"),
        Type::Integer { .. } | Type::Port => out.push_str("number"),
        Type::Boolean => out.push_str("boolean"),
        // What the service alone fills in: keys of a map count, not their values.
        Type::Object(fields) if !fields.iter().any(is_settable) => {
            out.push_str("Record<string, unknown>");
        }
        Type::Object(fields) => object(out, fields, false, kind, depth),
        Type::Open(fields) => object(out, fields, true, kind, depth),
        Type::Map { value: inner, .. } => {
            out.push_str("Record<string, ");
            value(out, *inner, None, depth);
            out.push('>');
        }
        Type::List(inner) => {
            out.push_str("Array<");
            value(out, *inner, None, depth);
            out.push('>');
        }
        Type::Kind => match kind {
            Some(kind) => object(out, kind.spec().fields, false, None, depth),
            None => out.push_str("unknown"),
        },
        Type::Any => out.push_str("unknown"),
    }
}

fn words_of(words: &[&str]) -> String {
    words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(" | ")
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_types_of_the_package_are_those_of_the_tables() {
        let written = include_str!("../../../../src/bodies.ts");
        assert!(written == super::source(), "`cargo xtask build` writes pkg/src/bodies.ts anew");
    }
}
