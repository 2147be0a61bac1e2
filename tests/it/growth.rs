//! A check takes time in proportion to its input, whatever the input is: families of bodies, made from the
//! tables of every kind and format, are checked at 12.5 KB and 50 KB, what rules compare at 50 KB and 1 MB, and the
//! time of a byte must not grow.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::time::Instant;

use azureml_compute::kinds::ComputeKind;
use azureml_compute::kinds::envelope::RESOURCE;
use azureml_compute::schema::{Field, Type};
use azureml_compute::validate::{Format, Options, documents, tables, validate};
use serde_json::{Value, json};

/// Sizes for the many families that the tables give: a few tenths of a second each.
const OF_TABLES: (usize, usize) = (12_500, 50_000);

/// Sizes for the few that are made by hand.
const BY_HAND: (usize, usize) = (50_000, 1_000_000);

/// How much more a byte may cost at 1 MB than at 50 KB.
const MOST_GROWTH: f64 = 3.0;

/// How much more a byte may cost in four times as much: four times is what quadratic time gives.
const MOST_GROWTH_OF_TABLES: f64 = 2.0;

/// A shape of body: what stands before the part that repeats, the part, what stands behind.
struct Family {
    name: String,
    format: Format,
    before: String,
    /// The part for each number; a comma goes between.
    part: Box<dyn Fn(usize) -> String>,
    after: String,
}

impl Family {
    fn body(&self, size: usize) -> String {
        let mut out = self.before.clone();
        let mut number = 0;
        while out.len() + self.after.len() < size {
            if number > 0 {
                out.push(',');
            }
            out.push_str(&(self.part)(number));
            number += 1;
        }
        out.push_str(&self.after);
        out
    }
}

/// Processor time of this thread, where the system tells it: what else the machine does is no part of it.
fn now() -> u128 {
    thread_local!(static START: Instant = Instant::now());
    fs::read_to_string("/proc/thread-self/schedstat")
        .ok()
        .and_then(|text| text.split(' ').next()?.parse().ok())
        .unwrap_or_else(|| START.with(|start| start.elapsed().as_nanos()))
}

/// The clock of the processor counts in steps of up to some milliseconds: a short check is repeated.
const ENOUGH: u128 = 10_000_000;

/// Families that are measured anew before they are called too steep.
const ATTEMPTS: u32 = 4;

/// Nanoseconds of one check for each byte.
fn cost(family: &Family, size: usize) -> f64 {
    let body = family.body(size);
    let options = Options { format: family.format, positions: true, ..Options::default() };
    let start = now();
    let (mut spent, mut checked) = (0, 0);
    while spent < ENOUGH {
        let report = validate(&body, &options);
        assert!(report.diagnostics.len() <= 201, "{}: {}", family.name, report.diagnostics.len());
        checked += body.len();
        spent = now() - start;
    }
    #[expect(clippy::cast_precision_loss, reason = "times of seconds, lengths of megabytes")]
    let cost = spent as f64 / checked as f64;
    cost
}

/// What a value of a type looks like, for lists and maps of it.
fn sound(wanted: Type) -> Value {
    match wanted {
        Type::Text(_) | Type::Any => json!("x"),
        Type::Integer { .. } | Type::Port => json!(1),
        Type::Boolean => json!(true),
        Type::Word(words) | Type::ClosedWord(words) => json!(words[0]),
        Type::Object(fields) | Type::Open(fields) => {
            let wanted = fields.iter().filter(|field| !field.read_only);
            wanted.map(|field| (field.name.to_owned(), sound(field.value))).collect()
        }
        Type::Map { .. } | Type::Kind => json!({}),
        Type::List(inner) => json!([sound(*inner)]),
    }
}

/// Text around a place of a body: `path` as objects and lists (`-`), then the container.
fn around(fixed: &[(&[&str], Value)], path: &[&str], open: char, close: char) -> (String, String) {
    let mut before = String::from("{");
    for (at, value) in fixed {
        if at.first() != path.first() {
            let mut value = value.clone();
            for name in at.iter().skip(1).rev() {
                value = json!({ *name: value });
            }
            write!(before, "\"{}\":{value},", at[0]).unwrap();
        }
    }
    let mut after = String::from("}");
    for (depth, name) in path.iter().enumerate() {
        let here = &path[..depth];
        if depth > 0 {
            if *name == "-" {
                before.push('[');
                after.insert(0, ']');
                continue;
            }
            before.push('{');
            after.insert(0, '}');
            for (at, value) in fixed {
                if at.len() == depth + 1 && at[..depth] == *here {
                    write!(before, "\"{}\":{value},", at[depth]).unwrap();
                }
            }
        }
        write!(before, "\"{name}\":").unwrap();
    }
    before.push(open);
    after.insert(0, close);
    (before, after)
}

/// Families of one list, map or object.
fn fill(
    families: &mut Vec<Family>,
    name: &str,
    format: Format,
    fixed: &[(&[&str], Value)],
    path: &[&str],
    sound: Option<&Value>,
    list: bool,
) {
    // The members of an object are its table's: all others are unknown.
    let is_object = sound.is_none();
    let unknown = json!("x");
    let sound = sound.unwrap_or(&unknown);
    let (open, close) = if list { ('[', ']') } else { ('{', '}') };
    let (before, after) = around(fixed, path, open, close);
    let mut add = |what: &str, part: Box<dyn Fn(usize) -> String>| {
        let (before, after) = (before.clone(), after.clone());
        families.push(Family { name: format!("{name} {what}"), format, before, part, after });
    };
    let text = sound.to_string();
    if list {
        add("sound", Box::new(move |_| text.clone()));
        let odd = if sound.is_number() { "\"x\"" } else { "1" };
        add("wrong", Box::new(move |_| odd.to_owned()));
        add("unknown", Box::new(|at| format!("{{\"u{at}\":{at}}}")));
    } else {
        add("sound", Box::new(move |at| format!("\"k{at}\":{text}")));
        if is_object {
            return;
        }
        let odd = if sound.is_string() { "1" } else { "\"x\"" };
        add("wrong", Box::new(move |at| format!("\"k{at}\":{odd}")));
        add(
            "cases",
            Box::new(|at| format!("\"{}\":\"v{at}\"", in_cases("abcdefghijklmnopqrst", at))),
        );
        add("secret", Box::new(|at| format!("\"k{at}\":\"AccountKey=a{at}b\"")));
    }
}

/// A word in one of its many cases.
fn in_cases(word: &str, number: usize) -> String {
    let capital = |(at, c): (usize, char)| {
        if (number >> at) & 1 == 1 { c.to_ascii_uppercase() } else { c }
    };
    word.chars().enumerate().map(capital).collect()
}

/// The lists, maps and objects of a table.
fn containers(
    families: &mut Vec<Family>,
    kind: &str,
    fields: &'static [Field],
    data: &'static [Field],
    path: &[&'static str],
) {
    let fixed: [(&[&str], Value); 2] =
        [(&["properties", "computeType"], json!(kind)), (&["location"], json!("westeurope"))];
    for field in fields.iter().filter(|field| !field.read_only) {
        let path = [path, &[field.name]].concat();
        let name = format!("{kind} /{}", path.join("/"));
        let mut add = |sound: Option<&Value>, list: bool| {
            fill(families, &name, Format::Arm, &fixed, &path, sound, list);
        };
        match field.value {
            Type::Object(inner) | Type::Open(inner) => {
                add(None, false);
                containers(families, kind, inner, data, &path);
            }
            Type::Kind => {
                add(None, false);
                containers(families, kind, data, data, &path);
            }
            Type::Map { value, .. } => add(Some(&sound(*value)), false),
            Type::List(inner) => {
                add(Some(&sound(*inner)), true);
                if let Type::Object(fields) | Type::Open(fields) = *inner {
                    containers(families, kind, fields, data, &[&path[..], &["-"]].concat());
                }
            }
            _ => {}
        }
    }
}

fn bodies() -> Vec<Family> {
    let mut families = Vec::new();
    for kind in ComputeKind::ALL {
        let (name, data) = (kind.as_str(), kind.spec().fields);
        containers(&mut families, name, RESOURCE, data, &[]);
    }
    // What stands around every kind is the same: once is enough.
    let own = |family: &Family| {
        let is_data = family.name.contains("/properties/properties");
        is_data || family.name.starts_with("ComputeInstance ")
    };
    families.retain(own);
    families
}

/// A value that a row takes.
fn taken(row: &Value) -> Value {
    match row["takes"].as_str().unwrap() {
        "integer" => json!(1),
        "boolean" => json!(true),
        "object" => members(&row["rows"]),
        "objects" => json!([members(&row["rows"])]),
        "texts" => json!({}),
        "integers" => json!([1]),
        "text-list" => json!(["x"]),
        "word" => json!(row["words"].as_object().unwrap().values().next()),
        "words" => json!([row["words"].as_object().unwrap().values().next()]),
        _ => json!("x"),
    }
}

fn members(rows: &Value) -> Value {
    let rows = rows.as_array().unwrap().iter();
    rows.map(|row| (row["name"].as_str().unwrap().to_owned(), taken(row))).collect()
}

/// The lists, maps and objects of the rows of a format.
fn rows(
    families: &mut Vec<Family>,
    name: &str,
    format: Format,
    fixed: &[(&[&str], Value)],
    rows: &Value,
    path: &[&str],
) {
    for row in rows.as_array().unwrap() {
        let own = row["name"].as_str().unwrap();
        let path = [path, &[own]].concat();
        let place = format!("{name} /{}", path.join("/"));
        let mut add = |sound: Option<&Value>, list: bool| {
            fill(families, &place, format, fixed, &path, sound, list);
        };
        match row["takes"].as_str().unwrap() {
            "texts" => add(Some(&json!("x")), false),
            "integers" => add(Some(&json!(1)), true),
            "text-list" => add(Some(&json!("x")), true),
            "words" => add(Some(&taken(row)[0]), true),
            "anything" => add(None, false),
            "object" => {
                add(None, false);
                self::rows(families, name, format, fixed, &row["rows"], &path);
            }
            "objects" => {
                add(Some(&members(&row["rows"])), true);
                let path = [&path[..], &["-"]].concat();
                self::rows(families, name, format, fixed, &row["rows"], &path);
            }
            _ => {}
        }
    }
}

fn formats() -> Vec<Family> {
    let mut families = Vec::new();
    for (kind, document) in documents().as_object().unwrap() {
        let word = document["type"].clone();
        let fixed: [(&[&str], Value); 2] = [(&["type"], word), (&["name"], json!("cpu-a"))];
        let name = format!("cli-v2 {kind}");
        rows(&mut families, &name, Format::CliV2, &fixed, &document["rows"], &[]);
        fill(
            &mut families,
            &name,
            Format::CliV2,
            &fixed,
            &["identity", "user_assigned_identities"],
            Some(&json!({"resource_id": "x"})),
            true,
        );
        let (before, after) = around(&fixed, &["unused"], '0', ',');
        let (before, after) = (before, after.replacen(',', "", 1));
        let part = |at: usize| if at == 0 { "\"u\":1".to_owned() } else { format!("\"u{at}\":1") };
        let before = format!("{before},");
        families.push(Family {
            name: format!("{name} unknown members"),
            format: Format::CliV2,
            before,
            part: Box::new(part),
            after,
        });
    }
    for (kind, calls) in tables()["sdk-v1"].as_object().unwrap() {
        for call in calls.as_array().unwrap() {
            let fixed: [(&[&str], Value); 1] = [(&["call"], call["call"].clone())];
            let name = format!("sdk-v1 {kind} {}", call["call"].as_str().unwrap());
            fill(&mut families, &name, Format::SdkV1, &fixed, &["args"], None, false);
            rows(&mut families, &name, Format::SdkV1, &fixed, &call["rows"], &["args"]);
            for list in ["identity_id", "identity_ids"] {
                fill(
                    &mut families,
                    &name,
                    Format::SdkV1,
                    &fixed,
                    &["args", list],
                    Some(&json!("x")),
                    true,
                );
            }
        }
    }
    // Members that every document or call has are looked at in one of them.
    let mut seen = BTreeSet::new();
    families.retain(|family| {
        let place = family.name.split_once('/').map_or(family.name.as_str(), |(_, place)| place);
        seen.insert((format!("{:?}", family.format), place.to_owned()))
    });
    families
}

const ID: &str = "/subscriptions/6f0b4b9c-9a51-4d4f-8a37-0d5b1c2e3f40/resourceGroups/ml/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id";

/// What rules compare with each other, and templates.
fn special() -> Vec<Family> {
    let cluster = "\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"vmSize\":\"Standard_DS3_v2\"}}";
    let instance = "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"vmSize\":\"Standard_DS3_v2\",";
    let family =
        |name: &str, format, before: String, after: String, part: Box<dyn Fn(usize) -> String>| {
            Family { name: name.to_owned(), format, before, part, after }
        };
    let services = format!("{instance}\"customServices\":[");
    let of_instance = "]}}}".to_owned();
    let one_service = format!("{services}{{\"name\":\"a\",\"image\":{{\"reference\":\"r:1\"}},");
    let identities = format!(
        "{{{cluster},\"identity\":{{\"type\":\"UserAssigned\",\"userAssignedIdentities\":{{"
    );
    let compute = "\"type\":\"Microsoft.MachineLearningServices/workspaces/computes\",\"apiVersion\":\"2024-04-01\"";
    let one_parameter = "\"parameters\":{\"p\":{\"type\":\"string\",\"defaultValue\":\"d\"}}";
    let scheduled = format!(
        "{compute},\"name\":\"ws/c\",\"properties\":{{\"computeType\":\"ComputeInstance\",\"properties\":{{\"schedules\":{{\"computeStartStop\":"
    );
    let template = "{\"$schema\":\"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#\",\"contentVersion\":\"1.0.0.0\",";
    vec![
        family(
            "identities, all different",
            Format::Arm,
            identities.clone(),
            "}}}".into(),
            Box::new(|at| format!("\"{ID}{at}\":{{}}")),
        ),
        family(
            "identities, all the same but for case",
            Format::Arm,
            identities,
            "}}}".into(),
            Box::new(|at| format!("\"{ID}{}\":{{}}", in_cases("abcdefghijklmnopqrst", at))),
        ),
        family(
            "endpoints of one port",
            Format::Arm,
            format!("{one_service}\"endpoints\":["),
            "]}]}}}".into(),
            Box::new(|at| {
                format!(
                    "{{\"target\":8080,\"published\":9000,\"hostIp\":\"10.0.{}.{}\"}}",
                    at / 250 % 250,
                    at % 250
                )
            }),
        ),
        family(
            "endpoints of many services",
            Format::Arm,
            services.clone(),
            of_instance.clone(),
            Box::new(|at| {
                format!(
                    "{{\"name\":\"s{at}\",\"image\":{{\"reference\":\"r:1\"}},\"endpoints\":[{{\"target\":8080,\"published\":{}}}]}}",
                    1100 + at % 60_000
                )
            }),
        ),
        family(
            "services of one name",
            Format::Arm,
            services,
            of_instance.clone(),
            Box::new(|_| "{\"name\":\"s\",\"image\":{\"reference\":\"r:1\"}}".to_owned()),
        ),
        family(
            "volumes",
            Format::Arm,
            format!("{one_service}\"volumes\":["),
            "]}]}}}".into(),
            Box::new(|at| format!("{{\"source\":\"/a\",\"target\":\"/t{at}\"}}")),
        ),
        family(
            "schedules",
            Format::Arm,
            format!("{instance}\"schedules\":{{\"computeStartStop\":["),
            "]}}}}".into(),
            Box::new(|at| {
                format!(
                    "{{\"action\":\"Stop\",\"triggerType\":\"Cron\",\"cron\":{{\"expression\":\"{} {} * * *\"}}}}",
                    at % 60,
                    at / 60 % 24
                )
            }),
        ),
        family(
            "template, many computes",
            Format::Template,
            format!("{template}\"resources\":["),
            "]}".into(),
            Box::new(move |at| {
                format!(
                    "{{{compute},\"name\":\"ws/c{at}\",\"location\":\"westeurope\",\"unknown\":1,\"properties\":{{\"computeType\":\"AmlCompute\",\"properties\":{{\"vmSize\":\"Standard_DS3_v2\",\"scaleSettings\":{{\"minNodeCount\":9,\"maxNodeCount\":1}}}}}}}}"
                )
            }),
        ),
        family(
            "template, tags of one compute",
            Format::Template,
            format!("{template}\"resources\":[{{{compute},\"name\":\"ws/c\",{cluster},\"tags\":{{"),
            "}}]}".into(),
            Box::new(|at| format!("\"k{at}\":\"v{at}\"")),
        ),
        family(
            "template, tags that are expressions",
            Format::Template,
            format!(
                "{template}{one_parameter},\"resources\":[{{{compute},\"name\":\"ws/c\",{cluster},\"tags\":{{"
            ),
            "}}]}".into(),
            Box::new(|at| format!("\"k{at}\":\"[parameters('p')]\"")),
        ),
        family(
            "template, parameters",
            Format::Template,
            format!(
                "{template}\"resources\":[{{{compute},\"name\":\"ws/c\",{cluster}}}],\"parameters\":{{"
            ),
            "}}".into(),
            Box::new(|at| format!("\"p{at}\":{{\"type\":\"string\",\"defaultValue\":\"d{at}\"}}")),
        ),
        family(
            "template, a list with an expression",
            Format::Template,
            format!(
                "{template}{one_parameter},\"resources\":[{{{scheduled}[\"[parameters('p')]\","
            ),
            "]}}}}]}".into(),
            Box::new(|at| format!("\"no schedule, number {at}\"")),
        ),
        family(
            "template, a list that is mapped",
            Format::Template,
            format!(
                "{template}\"resources\":[{{{scheduled}\"[map(variables('v'), lambda('i', lambdaVariables('i')))]\"}}}}}}}}],\"variables\":{{\"v\":["
            ),
            "]}}".into(),
            Box::new(|at| format!("\"no schedule, number {at}\"")),
        ),
        family(
            "template, objects over each other",
            Format::Template,
            format!(
                "{template}\"resources\":[{{{compute},\"name\":\"ws/c\",{cluster},\"tags\":\"[union(variables('v'), variables('v'))]\"}}],\"variables\":{{\"v\":{{"
            ),
            "}}}".into(),
            Box::new(|at| format!("\"k{at}\":\"value {at}\"")),
        ),
        family(
            "root members",
            Format::Arm,
            format!("{{{cluster},"),
            "}".into(),
            Box::new(|at| format!("\"m{at}\":1")),
        ),
        family(
            "root members of one name in many cases",
            Format::Arm,
            format!("{{{cluster},"),
            "}".into(),
            Box::new(|at| format!("\"{}\":1", in_cases("systemdata", at))),
        ),
        family(
            "a list of lists",
            Format::Arm,
            "[".into(),
            "]".into(),
            Box::new(|_| "[]".to_owned()),
        ),
        family(
            "half surrogates",
            Format::Arm,
            format!("{{{cluster},\"tags\":{{\"a\":\""),
            "\"}}".into(),
            Box::new(|_| "\\ud800".to_owned()),
        ),
    ]
}

fn grow(families: &[Family], at_least: usize, (less, more): (usize, usize), most: f64) {
    assert!(families.len() >= at_least, "{} families", families.len());
    let mut wrong = Vec::new();
    let mut worst: (f64, String) = (0.0, String::new());
    for family in families {
        let (mut small, mut growth) = (0.0, f64::INFINITY);
        // A slow moment of the machine is no growth: what looks like it is measured again.
        for _ in 0..ATTEMPTS {
            if growth > most {
                small = cost(family, less);
                growth = growth.min(cost(family, more) / small);
            }
        }
        let line = format!("{small:>6.0} ns a byte, {growth:>5.2} times: {}", family.name);
        println!("{line}");
        if growth > worst.0 {
            worst = (growth, family.name.clone());
        }
        if growth > most {
            wrong.push(line);
        }
    }
    println!("{} families, the steepest {:.2} times: {}", families.len(), worst.0, worst.1);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn bodies_of_every_kind_take_linear_time() {
    grow(&bodies(), 80, OF_TABLES, MOST_GROWTH_OF_TABLES);
}

#[test]
fn documents_of_other_formats_take_linear_time() {
    grow(&formats(), 40, OF_TABLES, MOST_GROWTH_OF_TABLES);
}

#[test]
fn what_rules_compare_takes_linear_time() {
    grow(&special(), 18, BY_HAND, MOST_GROWTH);
}
