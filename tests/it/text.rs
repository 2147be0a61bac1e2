//! Bad text: always a report, at the right place, and the same as a well-kept JSON parser would decide.

use azureml_compute::diagnostics::{Position, Reporter};
use azureml_compute::text::{Document, parse, read, to_json};
use azureml_compute::validate::{
    Options, unserialisable, validate, validate_bytes, validate_utf16,
};
use proptest::prelude::*;
use serde_json::Value;

use crate::support::{WHOLE, check, slugs};

#[track_caller]
fn only(text: &str) -> (&'static str, String, Position) {
    let report = validate(text, &Options { positions: true, ..Options::default() });
    let [found] = &report.diagnostics[..] else { panic!("{text:?}: {:?}", slugs(&report)) };
    assert!(!report.valid);
    (found.code.slug, found.message.clone(), found.range.unwrap().start)
}

#[test]
fn broken_texts_name_the_construct() {
    for (text, code, words, line, column) in [
        ("", "text/not-an-object", "empty", 1, 1),
        (" \n\t ", "text/not-an-object", "empty", 1, 1),
        ("{", "text/not-json", "ends too early", 1, 1),
        ("{\"a\":1,}", "text/not-json", "comma", 1, 8),
        ("{\"a\":[1,]}", "text/not-json", "comma", 1, 9),
        ("{'a':1}", "text/not-json", "double quotes", 1, 2),
        ("{a:1}", "text/not-json", "key in double quotes", 1, 2),
        ("{\"a\":NaN}", "text/not-json", "NaN", 1, 6),
        ("{\"a\":True}", "text/not-json", "True", 1, 6),
        ("{\"a\":nulls}", "text/not-json", "nulls", 1, 6),
        ("{\"a\":01}", "text/not-json", "01", 1, 6),
        ("{\"a\":1.}", "text/not-json", "1.", 1, 6),
        ("{\"a\":+1}", "text/not-json", "`+`", 1, 6),
        ("{\n  // note\n}", "text/not-json", "comments", 2, 3),
        ("{\"a\":1} x", "text/not-json", "more after the end", 1, 9),
        ("{\"a\":1}{}", "text/not-json", "more after the end", 1, 8),
        ("{\"a\":\"x\ty\"}", "text/not-json", "control", 1, 8),
        ("{\"a\":\"\\x\"}", "text/not-json", "\\x", 1, 7),
        ("{\"😀\":tru}", "text/not-json", "tru", 1, 7),
        ("{\"a\" 1}", "text/not-json", "`:`", 1, 6),
        ("{\"a\":1 \"b\":2}", "text/not-json", "`,` or `}`", 1, 8),
        ("[]", "text/not-an-object", "list", 1, 1),
        ("3", "text/not-an-object", "number", 1, 1),
        ("null", "text/not-an-object", "null", 1, 1),
        ("type: amlcompute\nsize: a", "text/yaml-not-loaded", "YAML", 1, 1),
        ("---\na: 1", "text/yaml-not-loaded", "YAML", 1, 1),
        ("\u{feff}{", "text/not-json", "ends too early", 1, 2),
        ("]", "text/not-json", "`]`", 1, 1),
    ] {
        let (found, message, start) = only(text);
        assert_eq!(found, code, "{text:?}");
        assert!(message.contains(words), "{text:?}: {message}");
        assert_eq!((start.line, start.column), (line, column), "{text:?}: {message}");
    }
}

#[test]
fn limits() {
    for depth in [65_usize, 5_000, 400_000] {
        for open in ["[", "{\"a\":"] {
            let text = open.repeat(depth);
            if text.len() > 1 << 20 {
                continue;
            }
            assert_eq!(only(&text).0, "text/limit", "{depth} {open}");
        }
    }
    let nested = format!("{}1{}", "[".repeat(64), "]".repeat(64));
    assert_eq!(only(&nested).0, "text/not-an-object");
    let large = format!("{{\"a\":\"{}\"}}", "x".repeat(20 << 20));
    assert_eq!(slugs(&check(&large)), ["text/limit"]);
}

#[test]
fn bytes_and_surrogates() {
    let bytes = |bytes: &[u8]| validate_bytes(bytes, &Options::default());
    for wrong in [&b"\xff\xfe{\0}\0"[..], b"{\"a\":\"\xc3\"}", b"\x80", b"\0\0\0{", b"\xed\xa0\x80"]
    {
        assert_eq!(slugs(&bytes(wrong)), ["text/encoding"], "{wrong:?}");
    }
    let mut marked = b"\xef\xbb\xbf".to_vec();
    marked.extend_from_slice(WHOLE.as_bytes());
    assert!(bytes(&marked).valid);
    let lone = WHOLE.replace("a cluster", "a \\ud83d cluster");
    let report = validate(&lone, &Options { positions: true, ..Options::default() });
    assert!(slugs(&report).contains(&"text/encoding"));
    let pair = WHOLE.replace("a cluster", "a \\ud83d\\ude00 cluster");
    assert!(!slugs(&check(&pair)).contains(&"text/encoding"));
    let report = validate_utf16(WHOLE, &Options::default(), 10);
    assert!(!report.valid && slugs(&report).contains(&"text/encoding"));
}

#[test]
fn duplicate_keys() {
    let report = check(r#"{"location":"eastus","location":"westus","properties":{}}"#);
    assert!(slugs(&report).contains(&"text/duplicate-key"));
    let report = check(r#"{"location":"eastus","l\u006fcation":"eastus","properties":{}}"#);
    assert!(slugs(&report).contains(&"text/repeated-key"));
    let many: Vec<String> = (0..2_000).map(|n| format!("\"k{}\":\"v\"", n % 1_999)).collect();
    let report = check(&format!("{{\"tags\":{{{}}}}}", many.join(",")));
    assert_eq!(slugs(&report).iter().filter(|code| **code == "text/repeated-key").count(), 1);
}

#[test]
fn values_that_cannot_be_written() {
    for (reason, words) in [
        ("cycle", "contains itself"),
        ("bigint", "BigInt"),
        ("number", "NaN"),
        ("depth", "too deeply"),
        ("", "a function"),
    ] {
        let found = if reason == "number" { "NaN" } else { "a function" };
        let report = unserialisable(reason, found, "/a");
        assert_eq!(slugs(&report), ["text/unserialisable"]);
        assert!(report.diagnostics[0].message.contains(words), "{}", report.diagnostics[0].message);
    }
}

#[test]
fn yaml_that_its_reader_refuses() {
    for (reason, slug, words) in [
        ("yaml-syntax", "text/not-yaml", "this is not YAML: a tab"),
        ("yaml-documents", "text/not-yaml", "there are a tab documents"),
        ("yaml-aliases", "text/limit", "more than a tab values"),
        ("yaml-alias-count", "text/limit", "more than a tab aliases"),
        ("yaml-anchors", "text/limit", "more than a tab anchors"),
        ("yaml-tags", "text/limit", "more than a tab tags"),
        ("yaml-tokens", "text/limit", "more than a tab tokens"),
        ("yaml-depth", "text/limit", "deeper than a tab levels"),
        ("yaml-size", "text/limit", "larger than a tab bytes"),
        ("yaml-alias", "text/not-yaml", "no anchor before it"),
        ("yaml-self", "text/not-yaml", "inside the value of its own anchor"),
    ] {
        let report = unserialisable(reason, "a tab", "");
        assert_eq!(slugs(&report), [slug]);
        assert!(report.diagnostics[0].message.contains(words), "{}", report.diagnostics[0].message);
    }
}

#[test]
fn other_languages_that_their_readers_refuse() {
    for (reason, slug, words) in [
        ("terraform-syntax", "text/not-terraform", "this is not Terraform: a brace"),
        ("bicep-syntax", "text/not-bicep", "this is not Bicep: a brace"),
        ("bicep-no-using", "text/main-file", "references no Bicep file"),
        ("bicep-no-main", "text/main-file", "`a brace` does not exist"),
        ("bicep-main-unread", "text/main-file", "`a brace` cannot be read"),
        ("terraform-size", "text/limit", "larger than a brace bytes"),
        ("bicep-size", "text/limit", "larger than a brace bytes"),
    ] {
        let report = unserialisable(reason, "a brace", "");
        assert_eq!(slugs(&report), [slug]);
        assert!(report.diagnostics[0].message.contains(words), "{}", report.diagnostics[0].message);
    }
}

/// Any JSON value, with keys and texts that need escapes.
pub(crate) fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (-1e12_f64..1e12).prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        "[a-zA-Z/_~<>{}-]{0,16}".prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 60, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((".{0,8}", inner), 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn reads_what_serde_json_writes(value in any_json(), pretty in any::<bool>()) {
        let text = if pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) };
        prop_assert_eq!(Value::from(&read(&text.unwrap()).unwrap()), value);
    }

    #[test]
    fn accepts_exactly_what_serde_json_accepts(text in r#"[\[\]{}:,"\\u0-9a-ftrnlse. \-+E]{0,24}"#) {
        let mut reporter = Reporter::new();
        let ours = parse(&text, &mut reporter).is_some();
        let theirs = serde_json::from_str::<Value>(&text);
        // Half a surrogate pair is a finding here and an error there.
        let surrogate = !reporter.is_empty() && ours;
        prop_assert!(ours == theirs.is_ok() || surrogate, "{:?}: {:?}", text, theirs);
    }

    #[test]
    fn mutations_of_a_body_agree_with_serde_json(at in 0..WHOLE.len(), with in any::<u8>(), cut in any::<bool>()) {
        let mut bytes = WHOLE.as_bytes().to_vec();
        if cut { bytes.truncate(at) } else { bytes[at] = with }
        let report = validate_bytes(&bytes, &Options { positions: true, ..Options::default() });
        let readable = serde_json::from_slice::<Value>(&bytes).is_ok();
        let unreadable = report.diagnostics.iter().any(|found| found.code.slug.starts_with("text/not")
            || found.code.slug == "text/yaml-not-loaded" || found.code.slug == "text/encoding");
        prop_assert_eq!(readable, !unreadable, "{:?}", slugs(&report));
    }

    #[test]
    fn pointers_lead_back(value in any_json()) {
        let text = serde_json::to_string(&value).unwrap();
        let mut reporter = Reporter::new();
        let document = parse(&text, &mut reporter).unwrap();
        for index in 0..document.len() {
            let node = document.node(u32::try_from(index).unwrap()).unwrap();
            let pointer = node.pointer();
            let found = document.at(&pointer).unwrap();
            prop_assert!(found.equals(node));
            prop_assert_eq!(value.pointer(&pointer), Some(&Value::from(&to_json(node))));
        }
    }

    #[test]
    fn nothing_crashes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = validate_bytes(&bytes, &Options { positions: true, ..Options::default() });
    }
}

#[test]
fn large_objects_answer_as_small_ones_do() {
    let keys = ["b", "B", "a", "\\u0061x", "A", "aX", "c", "é", "b", ""];
    let few: Vec<String> =
        keys.iter().enumerate().map(|(at, key)| format!("\"{key}\":{at}")).collect();
    let many: Vec<String> = (0..40).map(|at| format!("\"k{at}\":0")).collect();
    let small = format!("{{{}}}", few.join(","));
    let large = format!("{{{},{}}}", many.join(","), few.join(","));
    let (mut one, mut two) = (Reporter::new(), Reporter::new());
    let (small, large) = (parse(&small, &mut one).unwrap(), parse(&large, &mut two).unwrap());
    for key in ["a", "A", "ax", "AX", "aX", "b", "B", "C", "é", "É", "", "none"] {
        let of = |document: &Document<'_>, exact| {
            let root = document.root().unwrap();
            let found = if exact { root.get_exact(key) } else { root.get(key) };
            found.map(|node| node.spelling().to_owned())
        };
        assert_eq!(of(&small, true), of(&large, true), "{key}");
        assert_eq!(of(&small, false), of(&large, false), "{key}");
    }
    assert_eq!(one.len(), two.len());
}

#[test]
fn items_are_found_by_their_place() {
    let text = "[[0,[1,2]],{\"a\":[3]},4,[],5,{},6]";
    let document = parse(text, &mut Reporter::new()).unwrap();
    let mut seen = 0;
    for index in 0..u32::try_from(document.len()).unwrap() {
        let node = document.node(index).unwrap();
        assert_eq!(document.at(&node.pointer()).unwrap().index(), index);
        seen += 1;
    }
    assert_eq!(seen, 14);
    for missing in ["/7", "/0/2", "/3/0", "/01", "/4/0"] {
        assert!(document.at(missing).is_none(), "{missing}");
    }
}
