//! Makes `src/manual/rules.md`: the page of all codes, out of the register. With `--check` it only says
//! whether the file is what it would make.
#![expect(clippy::print_stdout, reason = "a command talks to the person who runs it")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use azureml_compute::validate::explanations;
use serde_json::Value;

/// The file that is made.
fn target() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../src/manual/rules.md")
}

const HEAD: &str = "# Every finding of the checker

Made from the register by `cargo run --package xtask --features export --bin rules`; not written by hand.

An **error** is rejected by the service, or cannot work. A **warning** is accepted but does something other than it seems
to, or depends on knowledge that changes. An **info** is advice, or an unusual spelling that is read correctly.
Each code says how we know, the strongest evidence first: *service* was observed, *spec* is in an API description,
*docs* is in documentation, *sdk* is the behaviour of another client, *reasoning* follows from a definition.
";

fn main() -> Result<()> {
    let check = std::env::args().nth(1).is_some_and(|argument| argument == "--check");
    let text = page()?;
    if !check {
        fs::write(target(), &text)?;
        println!("{} bytes", text.len());
    } else if fs::read_to_string(target())? != text {
        bail!("src/manual/rules.md is stale: run this command without --check");
    }
    Ok(())
}

/// The page: codes by area, in the order of their names.
fn page() -> Result<String> {
    let all = explanations().map(serde_json::to_value).collect::<Result<Vec<Value>, _>>()?;
    let mut all: Vec<(&str, &Value)> =
        all.iter().map(|value| Ok((text(value, "code")?, value))).collect::<Result<_>>()?;
    all.sort_by_key(|(slug, _)| *slug);
    let mut out = HEAD.to_owned();
    write!(out, "\n{} codes.\n", all.len())?;
    let mut area = "";
    for (slug, explanation) in all {
        let (own, _) = slug.split_once('/').context("a slug has an area")?;
        if own != area {
            area = own;
            write!(out, "\n## {area}\n")?;
        }
        write!(out, "\n### {slug}\n\n")?;
        entry(&mut out, explanation)?;
    }
    Ok(out)
}

fn text<'v>(value: &'v Value, member: &str) -> Result<&'v str> {
    value.get(member).and_then(Value::as_str).with_context(|| format!("no `{member}`"))
}

fn entry(out: &mut String, explanation: &Value) -> Result<()> {
    let words = |member| text(explanation, member).map(prose);
    writeln!(
        out,
        "**{}**. {} {}\n",
        text(explanation, "severity")?,
        words("summary")?,
        words("why")?
    )?;
    let evidence = explanation.get("evidence").and_then(Value::as_array);
    for evidence in evidence.context("no `evidence`")? {
        let (rank, date) = (text(evidence, "rank")?, text(evidence, "date")?);
        writeln!(out, "- *{rank}*, {date}: {}", prose(text(evidence, "source")?))?;
    }
    write!(out, "- example: {}", example(text(explanation, "example")?))?;
    match explanation.get("exampleOptions") {
        Some(options) => writeln!(out, " with options `` {options} ``")?,
        None => writeln!(out)?,
    }
    if let Ok(fix) = words("fix") {
        writeln!(out, "- fix: {fix}")?;
    }
    Ok(())
}

/// A document stands as code, words as words.
fn example(text: &str) -> String {
    if text.starts_with(['{', '[', '"', '/']) { format!("`` {text} ``") } else { prose(text) }
}

/// Words without what markdown or rustdoc would read as something else; code in backticks stays.
fn prose(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut in_code = false;
    for letter in text.chars() {
        in_code ^= letter == '`';
        if !in_code && matches!(letter, '[' | ']' | '<' | '>' | '*' | '_') {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_not_stale() {
        assert!(page().unwrap() == fs::read_to_string(target()).unwrap(), "make the page again");
    }

    #[test]
    fn words_are_no_markup() {
        assert_eq!(prose("`a_b` of <x> [y]"), "`a_b` of \\<x\\> \\[y\\]");
        assert_eq!(example("{\"a\":1}"), "`` {\"a\":1} ``");
    }
}
