//! The size of the machines: present, and of the form of a size name.

use crate::diagnostics::{Expected, Fix, Reporter, codes};
use crate::kinds::{Context, Rule};

const SIZE: &[&str] = &["vmSize"];
const AGENT_SIZE: &[&str] = &["agentVmSize"];
const MACHINE_SIZE: &[&str] = &["virtualMachineSize"];

codes! {
    MISSING = "vm-size/missing" Warning {
        message: "`vmSize` is missing",
        help: "the service then chooses a size, which has been an expensive one",
        summary: "No size of the machines is given.",
        why: "The API does not ask for it, the documents do; the service picks one, formerly with a GPU.",
        evidence: [
            Docs "article on compute targets" "2020-10",
            Spec "AmlComputeProperties.vmSize@all, not required" "2026-08",
        ],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{}}}",
    }
    MALFORMED = "vm-size/malformed" Error {
        message: "`{actual}` is no name of a size",
        help: "names begin with Standard_, such as Standard_DS3_v2",
        summary: "The text cannot be a size name: no tier, blanks, dots.",
        why: "The service refuses it; all 1,564 known names have this form.",
        evidence: [Service "azure-sdk-for-python#14147: not a supported VM size" "2020-10"],
        example: "{\"properties\":{\"properties\":{\"vmSize\":\"DS3_v2\"}}}",
        fix: "adds the tier and mends separators",
    }
}

/// The rules.
pub const RULES: &[Rule] = &[Rule { codes: &[&MISSING, &MALFORMED], check: size }];

/// The rule of sizes that attached kinds have.
pub const ATTACHED_RULES: &[Rule] = &[Rule { codes: &[&MALFORMED], check: size_of_attached }];

/// Whether a text has the form of a size name: tier, family letters, number, features.
#[must_use]
pub fn is_well_formed(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let Some(rest) = lower.strip_prefix("standard_").or_else(|| lower.strip_prefix("basic_"))
    else {
        return false;
    };
    let letters = rest.bytes().take_while(u8::is_ascii_lowercase).count();
    let behind = rest.bytes().skip(letters);
    let digits = behind.clone().take_while(u8::is_ascii_digit).count();
    let tail = behind.skip(digits);
    (1..=4).contains(&letters)
        && (1..=3).contains(&digits)
        && tail.into_iter().all(|byte| {
            byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'-')
        })
}

/// A well-formed name near a malformed one: tier added, blanks and dots made separators.
fn mend(name: &str) -> Option<String> {
    let mut joined = String::with_capacity(name.len());
    for word in name.trim().split([' ', '.']).filter(|word| !word.is_empty()) {
        if !joined.is_empty() {
            joined.push('_');
        }
        joined.push_str(word);
    }
    if let (Some(tier), Some(rest)) = (joined.get(..9), joined.get(9..))
        && tier.eq_ignore_ascii_case("standard-")
    {
        joined = ["Standard_", rest].concat();
    }
    if !is_well_formed(&joined) {
        joined.insert_str(0, "Standard_");
    }
    is_well_formed(&joined).then_some(joined)
}

fn size(cx: &Context<'_>, reporter: &mut Reporter) {
    let data = &cx.data;
    if data.is_empty(SIZE) {
        if cx.creates() {
            data.report(&MISSING, SIZE, reporter).expected(Expected::Present);
        }
        return;
    }
    form(cx, SIZE, reporter);
}

fn size_of_attached(cx: &Context<'_>, reporter: &mut Reporter) {
    for path in [AGENT_SIZE, MACHINE_SIZE] {
        form(cx, path, reporter);
    }
}

fn form(cx: &Context<'_>, path: &[&str], reporter: &mut Reporter) {
    let data = &cx.data;
    let Some(name) = data.filled(path).filter(|name| !is_well_formed(name)) else { return };
    let finding = data.report(&MALFORMED, path, reporter).param("actual", name).actual(name);
    finding.expected(Expected::Format {
        name: "vm-size",
        pattern: None,
        example: "Standard_DS3_v2",
    });
    finding.fix(mend(name).map(|mended| Fix::write(data.pointer(path), &mended)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        for name in [
            "Standard_DS3_v2",
            "STANDARD_NC4AS_T4_V3",
            "basic_a1",
            "Standard_M416s_8_v2",
            "Standard_GS5-16",
        ] {
            assert!(is_well_formed(name), "{name}");
        }
        for (name, mended) in [
            ("DS3_v2", Some("Standard_DS3_v2")),
            ("Standard DS3 v2", Some("Standard_DS3_v2")),
            ("Standard-DS3_v2", Some("Standard_DS3_v2")),
            ("Standard_", None),
            ("large", None),
            ("Standard_A100000", None),
        ] {
            assert!(!is_well_formed(name), "{name}");
            assert_eq!(mend(name).as_deref(), mended, "{name}");
        }
    }
}
