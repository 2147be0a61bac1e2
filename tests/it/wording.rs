//! The glossary. What people read says "string", "property", "value" and "response", and no sentence reads as translated.

use azureml_compute::ComputeKind;
use azureml_compute::validate::{codes, explanations};

use crate::support::{files, root};

/// Words in a row that are not used, and what to write instead.
const BANNED: &[(&str, &str)] = &[
    ("member", "property"),
    ("members", "properties"),
    ("is no", "is not a valid …"),
    ("are no", "are not …"),
    ("texts", "strings"),
    ("a text", "a string"),
    ("answers", "responses, or responds"),
    ("an answer", "a response"),
    ("the answer", "the response"),
    ("stands", "is"),
    ("cannot stand", "cannot contain …"),
    ("in the place of", "instead of"),
    ("in its place", "instead"),
    ("is told", "is reported"),
    ("are told", "are reported"),
    ("refuses it", "rejects it"),
    ("refuses the", "rejects the"),
    ("refused", "rejected"),
    ("demands", "requires"),
    ("for ever", "forever"),
    ("first sdk", "SDK v1"),
    ("second sdk", "SDK v2"),
    ("of the command line", "of CLI v2"),
    ("the management api", "ARM"),
    ("in the way", "before it starts"),
    ("switched off", "disabled"),
    ("switched on", "enabled"),
    ("anew", "again"),
    ("blank", "space"),
    ("blanks", "spaces"),
    ("whoever", "everybody who"),
    ("mended", "corrected, or fixed"),
    ("of your own", "your own …"),
];

/// Plain English that has banned words in it.
const ALLOWED: &[&str] = &["there is no", "there are no", "is no longer", "are no longer"];

/// Pages that people read, beside those of the manual.
const PAGES: &[&str] = &["README.md", "CHANGELOG.md", "CONTRIBUTING.md"];

/// Words in lower case. Code in back quotes and parameters in braces are names, so they are only a place.
fn words(sentence: &str) -> Vec<String> {
    let mut plain = String::new();
    let mut until = None;
    for letter in sentence.chars() {
        match until {
            Some(end) if letter == end => {
                plain.push('_');
                until = None;
            }
            Some(_) => {}
            None if letter == '`' => until = Some('`'),
            None if letter == '{' => until = Some('}'),
            None => plain.push(letter),
        }
    }
    let is_part = |letter: char| letter.is_alphanumeric() || "'_-/".contains(letter);
    let parts = plain.split(|letter| !is_part(letter)).filter(|part| !part.is_empty());
    parts.map(str::to_lowercase).collect()
}

/// What a sentence says otherwise than the glossary.
fn faults(sentence: &str) -> Vec<String> {
    let mut spoken = words(sentence).join(" ");
    for allowed in ALLOWED {
        spoken = spoken.replace(allowed, "_");
    }
    let said = words(&spoken);
    let has = |banned: &str| {
        let banned = words(banned);
        said.windows(banned.len()).any(|run| run == banned)
    };
    let found = BANNED.iter().filter(|(banned, _)| has(banned));
    found.map(|(banned, better)| format!("`{banned}`, better `{better}`: {sentence}")).collect()
}

fn judge<'s>(place: &str, sentences: impl IntoIterator<Item = &'s str>, found: &mut Vec<String>) {
    let all = sentences.into_iter().flat_map(faults);
    found.extend(all.map(|fault| format!("{place}: {fault}")));
}

/// The paragraphs of a page, without blocks of code and without rows of data.
fn paragraphs(page: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    let mut in_code = false;
    for line in page.lines() {
        if line.trim_start().starts_with("```") {
            in_code = !in_code;
        } else if line.trim().is_empty() {
            found.push(String::new());
        } else if !in_code && !line.starts_with("| `") {
            let last = found.last_mut().unwrap();
            last.push(' ');
            last.push_str(line);
        }
    }
    found
}

#[test]
fn messages_and_explanations_keep_the_glossary() {
    let mut found = Vec::new();
    for code in codes() {
        judge(code.slug, code.message.iter().chain(code.help).map(|(_, text)| *text), &mut found);
    }
    for it in explanations() {
        judge(it.slug, [it.summary, it.why].into_iter().chain(it.fix), &mut found);
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn forms_keep_the_glossary() {
    let mut found = Vec::new();
    for kind in ComputeKind::ALL {
        let described = serde_json::to_value(kind.describe()).unwrap();
        let mut open = vec![&described];
        while let Some(value) = open.pop() {
            match value {
                serde_json::Value::Object(properties) => {
                    for (name, value) in properties {
                        let shown = ["title", "description", "hint", "summary"];
                        match value.as_str() {
                            Some(text) if shown.contains(&&**name) => {
                                judge(kind.as_str(), [text], &mut found);
                            }
                            _ => open.push(value),
                        }
                    }
                }
                serde_json::Value::Array(items) => open.extend(items),
                _ => {}
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn pages_keep_the_glossary() {
    let mut pages: Vec<_> = PAGES.iter().map(|page| root().join(page)).collect();
    pages.extend(
        files(&root().join("src/manual"))
            .into_iter()
            .filter(|path| path.extension().is_some_and(|end| end == "md")),
    );
    let mut found = Vec::new();
    for path in &pages {
        let page = std::fs::read_to_string(path).unwrap();
        judge(
            &path.display().to_string(),
            paragraphs(&page).iter().map(String::as_str),
            &mut found,
        );
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn the_help_of_the_command_keeps_the_glossary() {
    let source = std::fs::read_to_string(root().join("pkg/src/cli/arguments.ts")).unwrap();
    let help = source.split("export const HELP = `").nth(1).unwrap().split("\n`;").next().unwrap();
    assert!(help.contains("Exit status"), "{help}");
    let mut found = Vec::new();
    judge("--help", help.lines(), &mut found);
    assert!(found.is_empty(), "{found:#?}");
}

/// Sentences in the string literals of a line of source: three words at least.
fn literals(line: &str) -> Vec<String> {
    let comment = ["//", "*", "/*"].iter().any(|sign| line.trim_start().starts_with(sign));
    if comment || line.contains("reason = ") {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut rest = line.replace("\\\"", "'").replace("\\`", "'");
    while let Some(start) = rest.find(['"', '`']) {
        let sign = &rest[start..=start];
        let Some(length) = rest[start + 1..].find(sign) else { break };
        let text = rest[start + 1..start + 1 + length].replace("${", "{");
        if text.split_whitespace().count() >= 3 {
            found.push(text);
        }
        rest = rest[start + length + 2..].to_owned();
    }
    found
}

#[test]
fn errors_and_descriptions_in_the_source_keep_the_glossary() {
    let mut found = Vec::new();
    let mut read = 0_usize;
    for path in files(&root().join("pkg/src")).into_iter().chain(files(&root().join("src"))) {
        let name = path.strip_prefix(root()).unwrap().display().to_string().replace('\\', "/");
        let source = ["rs", "ts"].iter().any(|end| name.ends_with(&[".", end].concat()));
        if !source || name.contains("/locales/") || name.ends_with("tests.rs") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        for line in text.lines().take_while(|line| !line.contains("#[cfg(test)]")) {
            let sentences = literals(line);
            read += sentences.len();
            judge(&name, sentences.iter().map(String::as_str), &mut found);
        }
    }
    assert!(read > 2000, "{read} sentences");
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn literals_are_sentences_and_not_comments() {
    assert_eq!(literals(r#"    throw new TypeError("this is a text"); // "not a text""#).len(), 2);
    assert_eq!(literals("  // the member `stands here now`").len(), 0);
    assert_eq!(literals("const a = `the ${member} is told`, b = 'x';"), ["the {member} is told"]);
    assert_eq!(literals(r#"["one word", "\"quoted\" is not text"]"#), ["'quoted' is not text"]);
}

#[test]
fn what_is_banned_is_found_and_code_is_not_read() {
    for (sentence, count) in [
        ("`{actual}` is no name of a size", 1),
        ("The service refuses it; the member stands there, and nobody is told", 4),
        ("the body is refused\nfor ever", 2),
        ("`{member}` is not a known property; use `members`", 0),
        ("there is no answer; there is no longer a question", 0),
        ("a textual comparison of two remembered values", 0),
    ] {
        assert_eq!(faults(sentence).len(), count, "{sentence}: {:?}", faults(sentence));
    }
    let page = "One\nmember.\n\n```js\nmember\n```\nTwo";
    assert_eq!(paragraphs(page).iter().map(|part| faults(part).len()).sum::<usize>(), 1);
}
