//! Scripts that set an instance up: where they come from, what they are, how long they may take.

use super::secrets::{MISPLACED, holds};
use crate::arm::{base64, duration, time_limit::is_time_limit};
use crate::diagnostics::{Diagnostic, Expected, Fix, Reporter, codes, find_word, nearest, pieces};
use crate::kinds::{Context, Rule};
use crate::schema::{Breach, Constraint, Form, Reader, placeholder_in};

const SCRIPTS: &[&str] = &["setupScripts", "scripts"];
const SOURCE: &[&str] = &["scriptSource"];
const DATA: &[&str] = &["scriptData"];
const ARGUMENTS: &[&str] = &["scriptArguments"];

const INLINE: &str = "inline";
const STORAGE: &str = "workspaceStorage";

codes! {
    SOURCE_WORD = "script/source" Warning {
        message: [
            "" => "`{@scriptSource}` must be inline or workspaceStorage, not `{actual}`",
            "absent" => "`{@scriptSource}` is missing: use inline or workspaceStorage",
        ],
        help: "use inline for a script in base64, workspaceStorage for a path in the workspace storage",
        summary: "The source of a script is not one of the two that work.",
        why: "Documentation and tools use these two values; `workspace` from the API description is not one of them.",
        evidence: [
            Docs "how-to-customize-compute-instance" "2024-03",
            Sdk "azure-ai-ml 1.35.2 sends workspaceStorage" "2026-11",
        ],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"setupScripts\":{\"scripts\":{\"startupScript\":{\"scriptSource\":\"blob\",\"scriptData\":\"Users/me/setup.sh\"}}}}}}",
        fix: "writes the value that matches the data",
    }
    SOURCE_URL = "script/source-url" Error {
        message: "`{@scriptSource}` is a URL; the instance is created, but its setup fails",
        help: "put the script into the workspace storage, or give it inline in base64",
        summary: "The source of a script is a URL.",
        why: "Seen: the deployment succeeds, but the setup fails.",
        evidence: [Service "azure-cli#31838" "2025-07"],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"setupScripts\":{\"scripts\":{\"creationScript\":{\"scriptSource\":\"https://example.com/setup.sh\"}}}}}}",
    }
    NO_DATA = "script/data" Error {
        message: "the script is missing: `{@scriptData}` is empty",
        help: "give the script in base64, or its path in the workspace storage",
        summary: "A script has neither content nor path.",
        why: "There is nothing to run.",
        evidence: [
            Service "data-product-analytics PR 141, an empty script broke deployments" "2022-03",
            Spec "ScriptReference.scriptData@2026-05-01, prose" "2026-08",
        ],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"setupScripts\":{\"scripts\":{\"startupScript\":{\"scriptSource\":\"inline\"}}}}}}",
    }
    CONTENT = "script/content" Warning {
        message: [
            "plain" => "an inline script must be base64; this string is not",
            "padding" => "the base64 of the script lacks its padding",
            "binary" => "the decoded script is not text",
            "absolute" => "the path of the script starts at the root, but it is relative to the workspace storage",
            "up" => "the path of the script leads out of the workspace storage",
            "ending" => "the script does not end in .sh",
        ],
        help: [
            "plain" => "encode it in base64",
            "padding" => "add the padding",
            "binary" => "give a shell script",
            "absolute" => "write a path such as Users/me/setup.sh",
            "up" => "write a path such as Users/me/setup.sh",
            "ending" => "only shell scripts can run; check the path",
        ],
        summary: "An inline script is not base64, or a path does not look like that of a script.",
        why: "The service decodes inline scripts, and looks up paths in the workspace storage.",
        evidence: [
            Docs "how-to-customize-compute-instance" "2024-03",
            Docs "public thread azure-sdk-for-go#18017" "2022-05",
        ],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"setupScripts\":{\"scripts\":{\"creationScript\":{\"scriptSource\":\"inline\",\"scriptData\":\"H4sIAP/+\"}}}}}}",
        fix: "encodes the script, or adds the padding",
    }
    BAD_TIMEOUT = "script/timeout" Error {
        message: "`{actual}` is not a valid time limit for a script",
        help: "write a number followed by s, m, h or d: 15m",
        summary: "The time limit is not a number with a unit.",
        why: "It becomes an argument of the `timeout` command, which rejects it.",
        evidence: [
            Spec "ScriptReference.timeout@all: passed to the timeout command" "2026-08",
            Docs "how-to-customize-compute-instance" "2024-03",
            Sdk "azure-ai-ml 1.35.2 sends `Nonem` for no limit" "2026-11",
        ],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"setupScripts\":{\"scripts\":{\"creationScript\":{\"timeout\":\"15M\"}}}}}}",
        fix: "writes the same time in that form",
    }
}

/// The rules.
pub const RULES: &[Rule] = &[Rule { codes: &[&SOURCE_WORD, &CONTENT, &MISPLACED], check: scripts }];

/// What is asked of the place of a script: it is no address.
pub const SOURCE_ASKED: &[Constraint] = &[Constraint::form(&NO_URL, &SOURCE_URL, |_, _| ())];

static NO_URL: Form =
    Form::new(is_no_url, r"^(?![\s\S]*://)", "inline or workspaceStorage, not a URL");

fn is_no_url(text: &str) -> bool {
    find_word(text, "://").is_none()
}

/// What is asked of a script: there is one.
pub const DATA_ASKED: &[Constraint] = &[Constraint::present(&NO_DATA)];

/// What is asked of the time limit of a script.
pub const TIMEOUT_ASKED: &[Constraint] = &[Constraint::form(&TIME, &BAD_TIMEOUT, bad_timeout)];

static TIME: Form = Form::new(
    is_time_limit,
    r"[0-9]+(?:\.[0-9]+)?[smhd]?",
    "a number followed by s, m, h or d: 15m",
);

fn scripts(cx: &Context<'_>, reporter: &mut Reporter) {
    let Some(scripts) = cx.data.below(SCRIPTS) else { return };
    for name in ["creationScript", "startupScript"] {
        if let Some(script) = scripts.below(&[name]) {
            source(&script, reporter);
            secrets(&script, reporter);
        }
    }
}

fn source(script: &Reader<'_>, reporter: &mut Reporter) {
    let source = script.text(SOURCE);
    let is_url = source.is_some_and(|text| !is_no_url(text));
    let Some(data) = script.filled(DATA).filter(|data| placeholder_in(data).is_none()) else {
        return;
    };
    if script.is_word(SOURCE, INLINE) {
        content(script, inline(data), data, reporter);
    } else if script.is_word(SOURCE, STORAGE) {
        content(script, path(data), data, reporter);
    } else if !is_url && (source.is_some() || script.is_absent(SOURCE)) {
        // The word is offered under which nothing is wrong with the data.
        let fits = |word: &str| {
            let judge = if word == INLINE { inline } else { path };
            judge(data).is_none()
        };
        let near = source.and_then(|text| nearest(text, &[INLINE, STORAGE]));
        let words = near.into_iter().chain([STORAGE, INLINE]);
        let word = words.into_iter().find(|word| fits(word));
        let fix =
            word.map(|word| script.put(SOURCE, word.into(), &["write `", word, "`"].concat()));
        let finding = script.report(&SOURCE_WORD, SOURCE, reporter).fix(fix);
        let values = [INLINE, STORAGE].map(str::to_owned).to_vec();
        finding.expected(Expected::OneOf { values });
        match source.filter(|text| !text.is_empty()) {
            Some(text) => finding.param("actual", text).actual(text),
            None => finding.reason("absent"),
        };
    }
}

/// What is wrong with an inline script.
fn inline(data: &str) -> Option<&'static str> {
    let packed = base64::packed(data);
    let Some(bytes) = base64::decode(&packed) else { return Some("plain") };
    let control = |byte: &u8| *byte < 0x20 && !matches!(byte, b'\n' | b'\r' | b'\t' | 0x1b);
    if std::str::from_utf8(&bytes).is_err() || bytes.iter().any(control) {
        return Some("binary");
    }
    (!packed.len().is_multiple_of(4)).then_some("padding")
}

/// What is wrong with the path of a script.
fn path(data: &str) -> Option<&'static str> {
    let ends = data.get(data.len().saturating_sub(3)..);
    if data.starts_with(['/', '\\', '~']) || data.get(1..2) == Some(":") {
        Some("absolute")
    } else if pieces(data, b'/').any(|piece| piece == "..") {
        Some("up")
    } else if ends.is_none_or(|ending| !ending.eq_ignore_ascii_case(".sh")) {
        Some("ending")
    } else {
        None
    }
}

fn content(script: &Reader<'_>, reason: Option<&'static str>, data: &str, reporter: &mut Reporter) {
    let Some(reason) = reason else { return };
    let mended = match reason {
        "plain" => Some(base64::encode(data.as_bytes())),
        "padding" => {
            let mut packed = base64::packed(data);
            while !packed.len().is_multiple_of(4) {
                packed.push('=');
            }
            Some(packed)
        }
        _ => None,
    };
    let title = if reason == "plain" { "write it in base64" } else { "add the padding" };
    let fix = mended.map(|text| Fix::replace(title, script.pointer(DATA), text.as_str().into()));
    script.report(&CONTENT, DATA, reporter).reason(reason).fix(fix);
}

fn bad_timeout(breach: &Breach<'_>, finding: &mut Diagnostic) {
    let text = breach.text;
    let seconds = duration::parse(text)
        .filter(|found| !found.negative && !found.fraction && !found.calendar)
        .map(|found| found.seconds)
        .or_else(|| duration::guess(text));
    let mended = match seconds {
        Some(seconds) if seconds.is_multiple_of(60) => Some(format!("{}m", seconds / 60)),
        Some(seconds) => Some(format!("{seconds}s")),
        None => find_word(text, "none").map(|_| "15m".to_owned()),
    };
    finding.param("actual", text).actual(text);
    finding.expected(Expected::Format {
        name: "time-limit",
        pattern: Some("^[0-9]+([.][0-9]+)?[smhd]?$"),
        example: "15m",
    });
    finding.fix(mended.map(|mended| breach.write(&mended)));
}

/// A script and its arguments come back in every answer.
fn secrets(script: &Reader<'_>, reporter: &mut Reporter) {
    for member in [DATA, ARGUMENTS] {
        let Some(text) = script.filled(member) else { continue };
        if let Some(found) = holds(text) {
            script.report(&MISPLACED, member, reporter).own("found", found);
        }
    }
}
