//! What holds for every report, whatever was checked: the cases with twins, wrong values and lists put into
//! them, and values of any form. A report says the same when asked again, counts right, points at places that
//! are there, and offers only fixes that fit.

use azureml_compute::diagnostics::{Fix, Report, Severity};
use azureml_compute::text::{DEEPEST, apply, apply_all, read_fixes};
use azureml_compute::validate::{Format, Options, parse_resource_id, validate, validate_bytes};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::cases;
use crate::support::WHOLE;
use crate::text::any_json;

/// Where a pointer leads: to a value, or to a member that its object lacks.
fn leads_somewhere(root: &Value, pointer: &str) -> bool {
    let parent = || {
        let (parent, _) = pointer.rsplit_once('/')?;
        root.pointer(parent)
    };
    root.pointer(pointer).is_some() || parent().is_some_and(Value::is_object)
}

/// The fix as it comes back from those who have read the report.
fn sent(fix: &Fix) -> Fix {
    let mut read = read_fixes(&serde_json::to_string(&[fix]).unwrap()).unwrap();
    assert_eq!(read.len(), 1);
    read.remove(0)
}

fn check(text: &str, options: &Options) -> Report {
    let report = validate(text, options);
    assert_eq!(report, validate(text, options), "another answer\n{text}");
    let count = |severity| {
        let found = report.diagnostics.iter().filter(|found| found.severity == severity).count();
        u32::try_from(found).unwrap()
    };
    if report.diagnostics.iter().all(|found| found.code.slug != "report/more") {
        let counts = (report.counts.error, report.counts.warning, report.counts.info);
        let counted = [Severity::Error, Severity::Warning, Severity::Info].map(count);
        assert_eq!(counts, counted.into(), "{text}");
    }
    assert_eq!(report.valid, report.counts.error == 0, "{text}");
    report
}

/// What must hold of a report about a text; gives how many fixes it has.
pub(crate) fn holds(text: &str, options: &Options) -> usize {
    let report = check(text, options);
    // Numbers that no other reader takes.
    let Ok(root) = text.parse::<Value>() else { return 0 };
    let mut fixes = 0;
    for found in &report.diagnostics {
        let place = format!("{} at {}\n{text}", found.code, found.path);
        assert!(found.range.is_some(), "no range: {place}");
        for pointer in found.related.iter().chain([&found.path]) {
            assert!(leads_somewhere(&root, pointer), "{pointer} leads nowhere: {place}");
        }
        let Some(fix) = &found.fix else { continue };
        fixes += 1;
        let fixed = apply(text, &sent(fix)).unwrap_or_else(|error| panic!("{error}: {place}"));
        let after = validate(&fixed, options);
        let is_safe = serde_json::to_value(fix).unwrap()["applicability"] == "safe";
        assert!(
            !is_safe || after.counts.error <= report.counts.error,
            "a safe fix adds errors: {place}\n{fixed}"
        );
    }
    fixes
}

fn options(case: &cases::Case) -> Options {
    Options { positions: true, ..case.options.clone() }
}

/// A number that is the same in every run, and different for every text.
fn seed(text: &str) -> usize {
    text.bytes().fold(17, |sum: usize, byte| sum.wrapping_mul(31).wrapping_add(usize::from(byte)))
}

fn collect(value: &Value, pointer: &str, into: &mut Vec<String>) {
    into.push(pointer.to_owned());
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                let key = key.replace('~', "~0").replace('/', "~1");
                collect(value, &format!("{pointer}/{key}"), into);
            }
        }
        Value::Array(items) => {
            for (at, value) in items.iter().enumerate() {
                collect(value, &format!("{pointer}/{at}"), into);
            }
        }
        _ => {}
    }
}

/// Puts the member at a pointer in a second time, in another case; `false` for what is no member.
fn twin(root: &mut Value, pointer: &str, other: Option<Value>) -> bool {
    let Some((parent, key)) = pointer.rsplit_once('/') else { return false };
    let key = key.replace("~1", "/").replace("~0", "~");
    let swapped: String =
        key.chars()
            .map(|c| {
                if c.is_ascii_lowercase() { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() }
            })
            .collect();
    let Some(Value::Object(members)) = root.pointer_mut(parent) else { return false };
    let value = other.or_else(|| members.get(&key).cloned()).unwrap();
    swapped != key && members.insert(swapped, value).is_none()
}

#[test]
fn reports_about_changed_cases_can_be_acted_upon() {
    let odd = [json!(5), json!("[x]"), json!([]), json!({}), Value::Null, json!(" Standard ")];
    let (mut changed, mut fixes) = (0, 0);
    for case in cases::all() {
        let Ok(root) = case.body.parse::<Value>() else { continue };
        let options = options(&case);
        fixes += holds(&case.body, &options);
        let mut places = Vec::new();
        collect(&root, "", &mut places);
        let start = seed(&case.body);
        for step in 0..3_usize {
            let place = &places[start.wrapping_add(step.wrapping_mul(7919)) % places.len()];
            let wrong = odd[start.wrapping_add(step) % odd.len()].clone();
            let mut body = root.clone();
            let is_changed = match step {
                0 => twin(&mut body, place, None),
                1 => twin(&mut body, place, Some(wrong)),
                _ => {
                    *body.pointer_mut(place).unwrap() = wrong;
                    true
                }
            };
            if is_changed {
                changed += 1;
                fixes += holds(&body.to_string(), &options);
            }
        }
    }
    assert!(changed > 1_000 && fixes > 500, "{changed} changed cases, {fixes} fixes");
}

#[test]
fn twins_are_changed_together_or_not_at_all() {
    for (member, twin) in [("location", "LOCATION"), ("location", "Location")] {
        for value in ["West Europe", " westeurope", "WESTEUROPE"] {
            let body = json!({
                member: value,
                twin: value,
                "properties": { "computeType": "AmlCompute", "properties": { "vmSize": "Standard_DS3_v2" } },
            });
            let options = Options { positions: true, ..Options::default() };
            let report = validate(&body.to_string(), &options);
            holds(&body.to_string(), &options);
            let fixes = report.diagnostics.iter().filter(|found| found.path.len() == 9);
            assert!(fixes.clone().count() > 0, "{body}");
            assert!(fixes.clone().all(|found| found.fix.is_none()), "{body}");
        }
    }
    // One spelling and one value: both are changed.
    let options = Options { positions: true, ..Options::default() };
    let body = r#"{"location":"West Europe","location":"West Europe","properties":{"computeType":"AmlCompute","properties":{}}}"#;
    assert!(holds(body, &options) > 0);
    // Without a twin there is something to offer.
    let body =
        r#"{"location":"West Europe","properties":{"computeType":"AmlCompute","properties":{}}}"#;
    assert!(holds(body, &Options { positions: true, ..Options::default() }) > 0);
    let twice = r#"{"computeType":"ComputeInstance","pRoPERtIeS":"[x]","pRopErTiEs":"[x]"}"#;
    holds(twice, &Options { positions: true, ..Options::default() });
}

#[test]
fn fixes_leave_documents_that_can_be_read() {
    let options = Options { positions: true, ..Options::default() };
    for depth in DEEPEST - 14..=DEEPEST {
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            let above = 6;
            let value = format!("{}1{}", open.repeat(depth - above), close.repeat(depth - above));
            for place in ["setupScripts", "schedules", "customServices", "sshSettings", "vmSize"] {
                for list in [format!("[{value}]"), value.clone()] {
                    let body = format!(
                        "{{\"properties\":{{\"computeType\":\"ComputeInstance\",\"properties\":{{\"{place}\":{list}}}}}}}"
                    );
                    if body.parse::<Value>().is_ok() {
                        holds(&body, &options);
                    }
                }
            }
        }
    }
}

#[test]
fn bytes_that_are_no_utf_8_have_a_place() {
    for (bytes, column) in [
        (&b"{\"a\":\"\xc3\"}"[..], 7),
        (b"\0{}", 1),
        (b"{\0}\0", 2),
        (b"\xff\xfe{\0}\0", 1),
        (b"\xef\xbb\xbf{\"\xff\":1}", 4),
    ] {
        let report = validate_bytes(bytes, &Options { positions: true, ..Options::default() });
        assert_eq!(report.diagnostics.len(), 1, "{bytes:?}");
        let range = report.diagnostics[0].range.unwrap();
        assert_eq!((range.start.line, range.start.column), (1, column), "{bytes:?}");
        assert_eq!(range.end.column, column + 1, "{bytes:?}");
    }
}

const PLACES: [&str; 5] = ["properties", "location", "tags", "identity", "vmSize"];

/// Pieces of ids, right and wrong ones.
const PIECES: [&str; 16] = [
    "subscriptions",
    "34adfa4f-cedf-4dc0-ba29-b6d1a69ab345",
    "resourceGroups",
    "resourcegroups",
    "group",
    "providers",
    "Providers",
    "Microsoft.Network",
    "virtualNetworks",
    "network",
    "subnets",
    "",
    " a ",
    "a\r",
    "\u{a0}b",
    "{name}",
];

/// Values of any form in the places of a body.
fn any_body() -> impl Strategy<Value = Value> {
    let whole: Value = WHOLE.parse().unwrap();
    (prop::sample::select(&PLACES[..]), any_json(), any_json(), any::<bool>()).prop_map(
        move |(name, value, other, whole_body)| {
            let mut body = if whole_body { whole.clone() } else { json!({ "properties": {} }) };
            body["properties"]["properties"] = other;
            body[name] = value;
            body
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn an_id_that_is_taken_is_taken_apart_and_taken_again(
        known in 0_usize..10,
        pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..9),
    ) {
        let order = [0, 1, 2, 4, 5, 7, 8, 9, 10, 4];
        let begin = order[..known].iter().map(|at| PIECES[*at]);
        let text: String = begin.chain(pieces).map(|piece| format!("/{piece}")).collect();
        let (id, report) = parse_resource_id(&text, None).unwrap();
        prop_assert_eq!(report.valid, id.is_some(), "{:?}", text);
        prop_assert!(id.is_none() || !text.trim().contains(char::is_control), "{:?}", text);
        if let Some(id) = id {
            let (again, report) = parse_resource_id(&id.canonical, None).unwrap();
            prop_assert!(report.valid, "{:?}", id.canonical);
            prop_assert_eq!(again, Some(id), "{:?}", text);
        }
    }

    #[test]
    fn reports_about_anything_can_be_acted_upon(
        body in prop_oneof![any_json(), any_body()],
        format in prop::sample::select(
            &[Format::Arm, Format::Auto, Format::CliV2, Format::SdkV1, Format::Template][..]
        ),
    ) {
        let text = body.to_string();
        let options = Options { positions: true, format, ..Options::default() };
        holds(&text, &options);
        // All at once: what no longer fits behind another one is refused, never a panic.
        let report = validate(&text, &options);
        let fixes: Vec<Fix> = report.diagnostics.iter().filter_map(|found| found.fix.clone()).collect();
        if let Ok(fixed) = apply_all(&text, &fixes) {
            check(&fixed, &options);
        }
    }
}
