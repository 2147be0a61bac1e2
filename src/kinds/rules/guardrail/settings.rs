//! The settings themselves: which there are, what each takes, and the patterns in them.

use crate::catalog;
use crate::kinds::rules::policy;
use crate::text::{Kind, Node};

/// The settings and what each takes.
pub(super) const SETTINGS: &[(&str, &str)] = &[
    ("version", "number"),
    ("allowedKinds", "texts"),
    ("allowedVmSizes", "texts"),
    ("deniedVmSizes", "texts"),
    ("maxVCpus", "number"),
    ("maxHourlyPrice", "amount"),
    ("currency", "text"),
    ("allowGpu", "boolean"),
    ("allowedRegions", "texts"),
    ("maxNodes", "number"),
    ("maxMinNodes", "number"),
    ("maxIdleSeconds", "number"),
    ("requireIdleShutdown", "boolean"),
    ("requireIdentity", "boolean"),
    ("requireSubnet", "boolean"),
    ("denyPublicIp", "boolean"),
    ("requireLocalAuthOff", "boolean"),
    ("denySsh", "boolean"),
    ("denyLowPriority", "boolean"),
    ("requiredPriority", "text"),
    ("requiredTags", "texts"),
    ("namePattern", "text"),
    ("policies", "texts"),
];

/// Checks the settings themselves: an unknown one would be a limit that nobody keeps.
///
/// # Errors
/// What is wrong with them, in words.
pub fn check_settings(settings: Option<Node<'_>>) -> Result<(), String> {
    let settings = settings.filter(|node| node.kind() == Kind::Object);
    let settings = settings.ok_or("guardrails are no JSON object")?;
    if settings.get_exact("version").and_then(Node::integer) != Some(1) {
        return Err("guardrails have `version: 1`".to_owned());
    }
    for member in settings.members() {
        let Some((_, takes)) = SETTINGS.iter().find(|(name, _)| *name == member.key) else {
            return Err(format!("guardrails have no setting `{}`", member.key));
        };
        let right = match *takes {
            "amount" => catalog::Amount::parse(member.value.spelling()).is_some(),
            "number" => member.value.integer().is_some_and(|number| number >= 0),
            "boolean" => member.value.boolean().is_some(),
            "text" => member.value.text().is_some(),
            _ => {
                member.value.kind() == Kind::List
                    && member.value.items().all(|item| item.text().is_some())
            }
        };
        if !right {
            return Err(format!("guardrails: `{}` takes {takes}", member.key));
        }
        if member.key == "policies" {
            member.value.items().filter_map(Node::text).try_for_each(policy::check_word)?;
        }
    }
    Ok(())
}

/// Whether a text fits a pattern with `*` and `?`, without case. Goes back to the last `*` only, so no
/// pattern takes long.
pub(super) fn matches(pattern: &str, text: &str) -> bool {
    let (pattern, text) = (pattern.as_bytes(), text.as_bytes());
    let (mut in_pattern, mut in_text) = (0_usize, 0_usize);
    let mut last_star: Option<(usize, usize)> = None;
    while let Some(found) = text.get(in_text) {
        match pattern.get(in_pattern) {
            Some(b'*') => {
                last_star = Some((in_pattern, in_text));
                in_pattern = in_pattern.saturating_add(1);
            }
            Some(wanted) if *wanted == b'?' || wanted.eq_ignore_ascii_case(found) => {
                in_pattern = in_pattern.saturating_add(1);
                in_text = in_text.saturating_add(1);
            }
            _ => {
                // The last star takes one character more.
                let Some((star, taken)) = last_star else { return false };
                in_text = taken.saturating_add(1);
                in_pattern = star.saturating_add(1);
                last_star = Some((star, in_text));
            }
        }
    }
    pattern.get(in_pattern..).unwrap_or_default().iter().all(|byte| *byte == b'*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns() {
        for (pattern, text, fits) in [
            ("*", "", true),
            ("Standard_D*", "STANDARD_DS3_V2", true),
            ("Standard_D?_v3", "Standard_D2_v3", true),
            ("Standard_D?_v3", "Standard_D16_v3", false),
            ("a*b*c", "aXbYc", true),
            ("a*b*c", "aXbY", false),
            ("", "a", false),
        ] {
            assert_eq!(matches(pattern, text), fits, "{pattern} {text}");
        }
    }
}
