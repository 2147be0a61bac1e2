//! The threat model names the tests that hold its promises: each of them is there.

use std::fs;

use crate::support::root;

/// The pieces of a text between two marks.
fn between(text: &str, mark: char) -> Vec<&str> {
    text.split(mark).skip(1).step_by(2).collect()
}

/// Whether a file has a test of this name: a function, or a text that names one.
fn has_test(file: &str, name: &str) -> bool {
    let text = fs::read_to_string(root().join(file)).unwrap_or_default();
    if file.ends_with(".rs") {
        let function = format!("fn {name}(");
        return text.match_indices(&function).any(|(at, _)| {
            let before = text[..at].trim_end_matches("pub(crate) ").trim_end();
            before.ends_with("#[test]") || text[..at].contains("proptest!")
        });
    }
    ["\"", "'", "`"].iter().any(|quote| text.contains(&format!("{quote}{name}{quote}")))
}

#[test]
fn every_promise_names_tests_that_are_there() {
    let page = fs::read_to_string(root().join("SECURITY.md")).unwrap();
    let (mut rows, mut tests) = (0, 0);
    for line in page.lines().filter(|line| line.starts_with("| ") && line.contains("`: *")) {
        rows += 1;
        let held = line.trim_end_matches(" |").rsplit_once(" | ").unwrap().1;
        for part in held.split("; `") {
            let (file, names) = part.trim_start_matches('`').split_once("`: ").unwrap();
            let names = between(names, '*');
            assert!(!names.is_empty(), "{line}");
            for name in names {
                assert!(has_test(file, name), "{file} has no test {name}");
                tests += 1;
            }
        }
    }
    assert!(rows > 25 && tests > 50, "{rows} promises, {tests} tests");
}
