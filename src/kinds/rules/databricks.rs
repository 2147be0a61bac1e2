//! Databricks workspaces: token and address.

use crate::diagnostics::{Expected, Reporter, codes, cut};
use crate::kinds::{Context, Rule};

const TOKEN: &[&str] = &["databricksAccessToken"];
const URL: &[&str] = &["workspaceUrl"];

/// Domains of the clouds.
const DOMAINS: [&str; 3] = [".azuredatabricks.net", ".databricks.azure.us", ".databricks.azure.cn"];

codes! {
    TOKEN_MISSING = "databricks/token-missing" Warning {
        message: "the access token is missing; the workspace is attached, but every job on it fails",
        help: "give it now: it can only be replaced by attaching again",
        summary: "No access token.",
        why: "The service accepts it and cannot start anything.",
        evidence: [
            Docs "article on compute targets, section on Databricks" "2020-10",
            Service "MachineLearningNotebooks#840" "2020-03",
        ],
        example: "{\"properties\":{\"computeType\":\"Databricks\",\"properties\":{\"workspaceUrl\":\"adb-1234567890123456.7.azuredatabricks.net\"}}}",
    }
    WORKSPACE_URL = "databricks/workspace-url" Warning {
        message: "`{actual}` is not a valid Databricks workspace URL",
        help: "it looks like https://adb-1234567890123456.7.azuredatabricks.net",
        summary: "The URL does not have the form of a workspace URL.",
        why: "Jobs are sent to it.",
        evidence: [Spec "DatabricksProperties.workspaceUrl@2021-01-01 and later" "2026-08"],
        example: "{\"properties\":{\"computeType\":\"Databricks\",\"properties\":{\"workspaceUrl\":\"bricks\"}}}",
    }
}

/// The rules.
pub const RULES: &[Rule] = &[
    Rule { codes: &[&TOKEN_MISSING], check: token },
    Rule { codes: &[&WORKSPACE_URL], check: url },
];

fn token(cx: &Context<'_>, reporter: &mut Reporter) {
    if cx.creates() && cx.data.is_empty(TOKEN) {
        cx.data.report(&TOKEN_MISSING, TOKEN, reporter).expected(Expected::Present);
    }
}

fn url(cx: &Context<'_>, reporter: &mut Reporter) {
    if let Some(text) = cx.data.filled(URL).filter(|text| !is_workspace(text)) {
        cx.data.report(&WORKSPACE_URL, URL, reporter).param("actual", text).actual(text);
    }
}

fn is_workspace(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let host = lower.strip_prefix("https://").unwrap_or(&lower);
    let host = host.strip_suffix('/').unwrap_or(host);
    let name = DOMAINS.iter().find_map(|domain| host.strip_suffix(domain));
    let numbers = name.and_then(|name| cut(name.strip_prefix("adb-")?, b'.'));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    numbers.is_some_and(|(first, second)| is_number(first) && is_number(second))
}
