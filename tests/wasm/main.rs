//! The JavaScript boundary inside a real WebAssembly instance, in Node and in a browser. What the checks
//! say is tested natively; here it is that calls cross, errors are plain objects, and nothing traps.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use azureml_compute::wasm::bulk::BulkValidator;
use azureml_compute::wasm::check::{
    apply_fixes, check_name, parse_resource_id, unserialisable_report, validate_bytes,
    validate_text,
};
use azureml_compute::wasm::version;
use js_sys::{JSON, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

const GOOD: &str = r#"{"location":"westeurope","properties":{"computeType":"AmlCompute"}}"#;

/// A member of a JSON text, as JavaScript reads it.
fn member(json: &str, path: &[&str]) -> JsValue {
    path.iter().fold(JSON::parse(json).unwrap(), |value, name| {
        Reflect::get(&value, &JsValue::from(*name)).unwrap()
    })
}

fn is_usage(error: &JsValue) -> bool {
    let text = |name: &str| Reflect::get(error, &name.into()).unwrap().as_string();
    text("name").as_deref() == Some("TypeError")
        && text("code").as_deref() == Some("INVALID_ARGUMENT")
        && text("message").is_some_and(|message| !message.is_empty())
}

#[wasm_bindgen_test]
fn a_report_crosses_as_json() {
    for report in [validate_text(GOOD, None), validate_bytes(GOOD.as_bytes(), None)] {
        assert_eq!(member(&report.unwrap(), &["kind"]), JsValue::from("AmlCompute"));
    }
}

#[wasm_bindgen_test]
fn options_cross_as_text_and_wrong_ones_are_plain_type_errors() {
    let placed = validate_text("{", Some(r#"{"positions":true}"#.to_owned())).unwrap();
    let line = member(&placed, &["diagnostics", "0", "range", "start", "line"]);
    assert_eq!(line, JsValue::from(1));
    for options in [r#"{"nmae":"x"}"#, r#"{"operation":"destroy"}"#, r#"{"format":5}"#, "[", "5"] {
        assert!(is_usage(&validate_text(GOOD, Some(options.to_owned())).unwrap_err()), "{options}");
    }
    assert!(is_usage(&check_name("nothing", "a").unwrap_err()));
}

#[wasm_bindgen_test]
fn a_stream_is_checked_in_pieces() {
    let mut bulk = BulkValidator::new(None).unwrap();
    let lines = format!("{GOOD}\n{{\n{GOOD}");
    let mut reports = String::new();
    for piece in lines.as_bytes().chunks(7) {
        reports.push_str(&bulk.push(piece));
    }
    reports.push_str(&bulk.finish());
    let kinds: Vec<JsValue> = reports.lines().map(|line| member(line, &["kind"])).collect();
    assert_eq!(kinds.len(), 3);
    assert_eq!(kinds.first(), kinds.last());
    assert_eq!(kinds.get(1), Some(&JsValue::UNDEFINED));
}

#[wasm_bindgen_test]
fn no_input_traps() {
    let deep = ["[".repeat(100_000), "]".repeat(100_000)].concat();
    let large = format!("{{\"a\":\"{}\"}}", "x".repeat(2_000_000));
    for text in ["", "\0", "null", &deep, &large, "{\"__proto__\":{}}", "\u{feff}{}"] {
        assert_eq!(member(&validate_text(text, None).unwrap(), &["valid"]), JsValue::FALSE);
        assert_eq!(
            member(&validate_text(GOOD, None).unwrap(), &["kind"]),
            JsValue::from("AmlCompute")
        );
    }
    for bytes in [&[0xff, 0xfe, 0x00][..], &[0x80; 4096], b"\xed\xa0\x80"] {
        assert_eq!(member(&validate_bytes(bytes, None).unwrap(), &["valid"]), JsValue::FALSE);
    }
    for reason in ["cycle", "bigint", "number", "depth", "", "anything"] {
        let report = unserialisable_report(reason, "found", "/a");
        assert_eq!(member(&report, &["diagnostics", "0", "path"]), JsValue::from("/a"));
    }
}

#[wasm_bindgen_test]
fn fixes_are_applied_and_those_that_do_not_fit_are_plain_errors() {
    let fix =
        r#"[{"title":"t","applicability":"safe","patch":[{"op":"remove","path":"/location"}]}]"#;
    let edited = apply_fixes(GOOD, fix).unwrap();
    assert_eq!(member(&edited, &["location"]), JsValue::UNDEFINED);
    let refused = apply_fixes("{}", fix).unwrap_err();
    assert_eq!(Reflect::get(&refused, &"name".into()).unwrap(), JsValue::from("FixError"));
    assert!(is_usage(&apply_fixes(GOOD, "{").unwrap_err()));
}

#[wasm_bindgen_test]
fn the_small_exports_answer() {
    assert_eq!(version(), env!("CARGO_PKG_VERSION"));
    assert_eq!(member(&check_name("AmlCompute", "cpu").unwrap(), &["valid"]), JsValue::TRUE);
    assert_eq!(member(&parse_resource_id("x", None).unwrap(), &["ok"]), JsValue::FALSE);
}
