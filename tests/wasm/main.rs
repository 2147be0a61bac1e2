//! The JavaScript boundary inside a real WebAssembly instance, in Node and in a browser. What the checks
//! say is tested natively; here it is that calls cross, errors are plain objects, and nothing traps.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use azureml_compute::wasm::check::{
    apply_fixes, check_name, computes, parse_resource_id, report_losses, unserialisable_report,
};
use azureml_compute::wasm::checker::{Checker, Stream, frame};
use azureml_compute::wasm::version;
use js_sys::WebAssembly::Memory;
use js_sys::{JSON, Reflect, Uint8Array};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

/// Of a kind, and not of all that it needs.
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

/// As many bytes of our own memory, at an address, as JavaScript reads and writes them.
fn memory(at: usize, length: usize) -> Uint8Array {
    let memory: Memory = wasm_bindgen::memory().into();
    let number = |size: usize| u32::try_from(size).unwrap();
    Uint8Array::new_with_byte_offset_and_length(&memory.buffer(), number(at), number(length))
}

const IS_TEXT: u32 = 2;
const WITH_OPTIONS: u32 = 4;
const HEAD: usize = 7;

/// The numbers of heads.
fn numbers(at: usize, count: usize) -> Vec<u32> {
    let bytes = memory(at, count.saturating_mul(HEAD * 4)).to_vec();
    bytes.chunks(4).map(|four| u32::from_le_bytes(four.try_into().unwrap())).collect()
}

/// The head of the report about a document, and its text.
fn check(checker: &mut Checker, document: &[u8], how: u32) -> (Vec<u32>, String) {
    memory(checker.room(document.len()), document.len()).copy_from(document);
    let head = numbers(checker.check(document.len(), how, -1), 1);
    let length: u32 = head.iter().skip(4).sum();
    let text = memory(checker.text(), usize::try_from(length).unwrap()).to_vec();
    (head, String::from_utf8(text).unwrap())
}

#[wasm_bindgen_test]
fn a_report_crosses_as_numbers_and_text() {
    let kinds = JSON::stringify(&member(&frame(), &["kinds"])).unwrap();
    assert!(String::from(kinds).starts_with("[\"AmlCompute\","));
    let mut checker = Checker::new();
    for how in [0, IS_TEXT] {
        let (head, text) = check(&mut checker, GOOD.as_bytes(), how);
        // The first kind; one error: the body says nothing about nodes.
        assert_eq!(head.get(..2), Some(&[1, 1][..]));
        assert_eq!(member(&text, &["0", "code"]), JsValue::from("scale/missing"));
    }
    let (head, text) = check(&mut checker, b"{", IS_TEXT);
    assert_eq!(head.get(..4), Some(&[0, 1, 0, 0][..]));
    assert_eq!(member(&text, &["0", "code"]), JsValue::from("text/not-json"));
}

#[wasm_bindgen_test]
fn options_cross_as_text_and_wrong_ones_are_plain_type_errors() {
    let mut checker = Checker::new();
    checker.set_options(r#"{"levels":{"text/not-json":"error"},"maxFindings":1}"#).unwrap();
    let (head, text) = check(&mut checker, b"{", 1 + IS_TEXT + WITH_OPTIONS);
    assert_eq!(head.get(1), Some(&1));
    assert_eq!(member(&text, &["0", "range", "start", "line"]), JsValue::from(1));
    for options in [r#"{"nmae":"x"}"#, r#"{"operation":"destroy"}"#, r#"{"format":5}"#, "[", "5"] {
        assert!(is_usage(&checker.set_options(options).unwrap_err()), "{options}");
        assert!(is_usage(&computes(GOOD, Some(options.to_owned())).unwrap_err()), "{options}");
    }
    assert!(is_usage(&check_name("nothing", "a").unwrap_err()));
    assert!(Stream::new(Some("{".to_owned())).is_err_and(|error| is_usage(&error)));
}

#[wasm_bindgen_test]
fn a_stream_is_checked_in_pieces() {
    let mut stream = Stream::new(None).unwrap();
    let lines = format!("{GOOD}\n{{\n{GOOD}");
    let mut kinds = Vec::new();
    let mut take = |stream: &Stream, count: usize| {
        kinds.extend(numbers(stream.heads(), count).into_iter().step_by(HEAD));
    };
    for piece in lines.as_bytes().chunks(7) {
        memory(stream.room(piece.len()), piece.len()).copy_from(piece);
        let count = stream.push(piece.len());
        take(&stream, count);
    }
    let count = stream.finish();
    take(&stream, count);
    assert_eq!(kinds, [1, 0, 1]);
}

#[wasm_bindgen_test]
fn no_input_traps() {
    let deep = ["[".repeat(100_000), "]".repeat(100_000)].concat();
    let large = format!("{{\"a\":\"{}\"}}", "x".repeat(2_000_000));
    let mut checker = Checker::new();
    for text in ["", "\0", "null", &deep, &large, "{\"__proto__\":{}}", "\u{feff}{}"] {
        assert_ne!(check(&mut checker, text.as_bytes(), IS_TEXT).0.get(1), Some(&0));
        assert_eq!(check(&mut checker, GOOD.as_bytes(), IS_TEXT).0.first(), Some(&1));
    }
    for bytes in [&[0xff, 0xfe, 0x00][..], &[0x80; 4096], b"\xed\xa0\x80"] {
        assert_ne!(check(&mut checker, bytes, 0).0.get(1), Some(&0));
        // What is said to be a text and is none is bytes.
        assert_ne!(check(&mut checker, bytes, IS_TEXT).0.get(1), Some(&0));
    }
    // More than there is.
    let length = GOOD.len();
    memory(checker.room(length), length).copy_from(GOOD.as_bytes());
    assert_eq!(numbers(checker.check(usize::MAX, IS_TEXT, -1), 1).first(), Some(&1));
    for reason in ["cycle", "bigint", "number", "depth", "", "anything"] {
        let report = unserialisable_report(reason, "found", "/a");
        assert_eq!(member(&report, &["diagnostics", "0", "path"]), JsValue::from("/a"));
    }
}

#[wasm_bindgen_test]
fn what_is_lost_is_told_after_the_computes_are_known() {
    let found = computes(GOOD, None).unwrap();
    assert_eq!(member(&found, &["0", "kind"]), JsValue::from("AmlCompute"));
    let losses = r#"[{"resource":0,"path":"/location","reason":"lost","target":"bicep"}]"#;
    let report = report_losses(GOOD, None, losses).unwrap();
    assert!(report.contains("convert/lost-member"));
    assert!(!report_losses(GOOD, None, "[]").unwrap().contains("convert/"));
    assert!(is_usage(&report_losses(GOOD, None, "[{}]").unwrap_err()));
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
