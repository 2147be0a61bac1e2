//! Texts that are neither JSON nor YAML, known by how their lines begin.

use crate::diagnostics::{find_word, is_of_a_word};

/// Most lines that are looked at.
const MOST_LINES: usize = 400;

/// What a text begins with: a whole document, compared without case.
const HEADS: &[(&str, &str)] = &[
    ("-----BEGIN ", "key"),
    ("<!doctype html", "html"),
    ("<html", "html"),
    ("#!/usr/bin/env python", "python"),
    ("#!/usr/bin/python", "python"),
    ("#!/usr/bin/env node", "javascript"),
    ("#!", "shell"),
    ("[CmdletBinding", "shell"),
];

/// How a line begins, and what must stand in it behind that.
struct Line(&'static str, &'static str, &'static str);

/// Lines without a blank in front, by their beginning. YAML has none of them outside of a block.
const LINES: &[Line] = &[
    Line("targetScope", "=", "bicep"),
    Line("using '", ".bicep'", "bicep"),
    Line("@description(", ")", "bicep"),
    Line("@secure()", "", "bicep"),
    Line("@allowed([", "", "bicep"),
    Line("resource \"", "{", "terraform"),
    Line("data \"", "{", "terraform"),
    Line("variable \"", "{", "terraform"),
    Line("provider \"", "{", "terraform"),
    Line("module \"", "{", "terraform"),
    Line("output \"", "{", "terraform"),
    Line("terraform {", "", "terraform"),
    Line("locals {", "", "terraform"),
    Line("import ", " from ", "javascript"),
    Line("import {", "", "javascript"),
    Line("const ", "=", "javascript"),
    Line("export default ", "", "javascript"),
    Line("module.exports", "=", "javascript"),
    Line("import ", "", "python"),
    Line("from ", " import ", "python"),
    Line("def ", "):", "python"),
    Line("def ", "->", "python"),
    Line("class ", ":", "python"),
    Line("az ml ", "", "shell"),
    Line("az ", " --", "shell"),
    Line("set -", "", "shell"),
    Line("export ", "=", "shell"),
    Line("Connect-Az", "", "shell"),
    Line("New-Az", "-", "shell"),
    Line("param(", "", "shell"),
    Line("FROM ", "", "docker"),
];

/// Statements of Bicep: a keyword, a name and then one of these signs or a type.
const STATEMENTS: &[&str] = &["param ", "resource ", "module ", "var ", "output ", "metadata "];

/// What a text is, if it is of a known sort.
pub(super) fn sort_of(text: &str) -> Option<&'static str> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let begins =
        |head: &str| text.get(..head.len()).is_some_and(|found| found.eq_ignore_ascii_case(head));
    if let Some((_, reason)) = HEADS.iter().find(|(head, _)| begins(head)) {
        return Some(reason);
    }
    let mut bytes = text.bytes();
    match bytes.next()? {
        b'<' => {
            let next = bytes.next()?;
            return (next.is_ascii_alphabetic() || matches!(next, b'?' | b'!')).then_some("xml");
        }
        // Broken JSON is told as such.
        b'{' | b'[' | b'"' => return None,
        _ => {}
    }
    text.lines().take(MOST_LINES).find_map(of_line)
}

fn of_line(line: &str) -> Option<&'static str> {
    if STATEMENTS.iter().any(|keyword| line.strip_prefix(keyword).is_some_and(is_statement)) {
        return Some("bicep");
    }
    let holds = |Line(begin, inside, _): &&Line| {
        let rest = line.strip_prefix(begin);
        rest.is_some_and(|rest| inside.is_empty() || find_word(rest, inside).is_some())
    };
    LINES.iter().find(holds).map(|Line(_, _, reason)| *reason)
}

/// `name string`, `name 'type@version' = {`, `name = value`: no colon follows the name.
fn is_statement(rest: &str) -> bool {
    let rest = rest.trim_start();
    let end = rest.find(|c: char| !is_of_a_word(c) && c != '_').unwrap_or(rest.len());
    let (name, behind) = rest.split_at_checked(end).unwrap_or((rest, ""));
    let Some(behind) = behind.strip_prefix(' ') else { return false };
    let behind = behind.trim_start();
    let follows = behind.starts_with(['=', '\'']) || is_type(behind);
    !name.is_empty() && follows
}

/// A type of Bicep, alone or before a default.
fn is_type(text: &str) -> bool {
    const TYPES: [&str; 7] =
        ["string", "int", "bool", "object", "array", "resourceInput", "types."];
    TYPES.iter().any(|word| text.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::sort_of;

    #[test]
    fn texts_are_known_by_their_lines() {
        for (text, reason) in [
            ("param region string = 'x'\n", Some("bicep")),
            ("// comment\nresource c 'A/b@2024-01-01' = {\n}", Some("bicep")),
            ("var x = 4", Some("bicep")),
            ("resource \"azurerm_x\" \"y\" {\n}", Some("terraform")),
            ("# a\n\nlocals {\n", Some("terraform")),
            ("import os\nfrom a import b\n", Some("python")),
            ("import x from 'y'", Some("javascript")),
            ("#!/bin/bash\naz ml compute create", Some("shell")),
            ("az ml compute create --name x", Some("shell")),
            ("<?xml version=\"1.0\"?>", Some("xml")),
            ("<!DOCTYPE html><html>", Some("html")),
            ("-----BEGIN RSA PRIVATE KEY-----", Some("key")),
            ("FROM python:3.12\n", Some("docker")),
            ("name: cpu\ntype: amlcompute\n", None),
            ("param: x", None),
            ("script: |\n  import os\n", None),
            ("{ import os", None),
            ("", None),
            ("<", None),
        ] {
            assert_eq!(sort_of(text), reason, "{text}");
        }
    }
}
