//! Data Lake Analytics accounts.

use crate::arm::names;
use crate::diagnostics::{Fix, Reporter, codes};
use crate::kinds::{Context, Rule};

const KIND: &[&str] = &["computeType"];
const STORE: &[&str] = &["dataLakeStoreAccountName"];

/// The day on which the service closed.
const CLOSED: &str = "2024-02-29";

codes! {
    RETIRED = "data-lake/retired" Warning {
        message: "the service closed on {date}; no account is left to attach",
        help: "a Synapse Spark pool is the nearest kind",
        summary: "The service behind this kind is closed.",
        why: "The API still has the value; what it names no longer exists.",
        evidence: [Docs "list of ended services: Data Lake Analytics, 2024-02-29" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"DataLakeAnalytics\"}}",
    }
    DEFAULT_STORE = "data-lake/default-store" Info {
        message: "pipelines read only the default store of the account",
        help: "copy data from other stores there first",
        summary: "What pipelines can read on such an account.",
        why: "Steps fail when their data is elsewhere.",
        evidence: [Docs "article on compute targets, tip" "2020-10"],
        example: "{\"properties\":{\"computeType\":\"DataLakeAnalytics\"}}",
    }
    STORE_NAME = "data-lake/store-name" Warning {
        message: "`{actual}` is not a valid store name: use 3 to 24 lower-case letters and digits",
        summary: "The name of the store account breaks its naming rule.",
        why: "No such account can exist.",
        evidence: [Docs "resource name rules of the resource manager" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"DataLakeAnalytics\",\"properties\":{\"dataLakeStoreAccountName\":\"My-Store\"}}}",
        fix: "writes lower case",
    }
}

/// The rules.
pub const RULES: &[Rule] = &[
    Rule { codes: &[&RETIRED, &DEFAULT_STORE], check: notes },
    Rule { codes: &[&STORE_NAME], check: store },
];

fn notes(cx: &Context<'_>, reporter: &mut Reporter) {
    if cx.options.day() >= CLOSED {
        cx.properties.report(&RETIRED, KIND, reporter).own("date", CLOSED);
    }
    cx.properties.report(&DEFAULT_STORE, KIND, reporter);
}

fn store(cx: &Context<'_>, reporter: &mut Reporter) {
    // Accounts of both services have one rule.
    let Some(rule) = names::rule("dataLakeAnalyticsAccount") else { return };
    let Some(name) = cx.data.filled(STORE).filter(|name| !rule.takes(name)) else { return };
    let lower = name.to_ascii_lowercase();
    let fix = rule.takes(&lower).then(|| Fix::write(cx.data.pointer(STORE), &lower));
    let finding = cx.data.report(&STORE_NAME, STORE, reporter).param("actual", name);
    finding.actual(name).fix(fix);
}
