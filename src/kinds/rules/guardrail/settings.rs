//! The settings themselves: which there are, what each takes, and the patterns in them.

use crate::catalog;
use crate::kinds::rules::policy;
use crate::text::{Kind, Node};

/// The settings and the values they accept.
pub(super) const SETTINGS: &[(&str, &str)] = &[
    ("version", "a whole number"),
    ("allowedKinds", "a list of strings"),
    ("allowedVmSizes", "a list of strings"),
    ("deniedVmSizes", "a list of strings"),
    ("maxVCpus", "a whole number"),
    ("maxHourlyPrice", "an amount"),
    ("currency", "a string"),
    ("allowGpu", "true or false"),
    ("allowedRegions", "a list of strings"),
    ("maxNodes", "a whole number"),
    ("maxMinNodes", "a whole number"),
    ("maxIdleSeconds", "a whole number"),
    ("requireIdleShutdown", "true or false"),
    ("requireIdentity", "true or false"),
    ("requireSubnet", "true or false"),
    ("denyPublicIp", "true or false"),
    ("requireLocalAuthOff", "true or false"),
    ("denySsh", "true or false"),
    ("denyLowPriority", "true or false"),
    ("requiredPriority", "a string"),
    ("requiredTags", "a list of strings"),
    ("namePattern", "a string"),
    ("policies", "a list of strings"),
];

/// Checks the settings themselves: an unknown setting would silently not be enforced.
///
/// # Errors
/// What is wrong with them, in words.
pub fn check_settings(settings: Option<Node<'_>>) -> Result<(), String> {
    let settings = settings.filter(|node| node.kind() == Kind::Object);
    let settings = settings.ok_or("guardrails must be a JSON object")?;
    if settings.get_exact("version").and_then(Node::integer) != Some(1) {
        return Err("guardrails must have `version: 1`".to_owned());
    }
    for member in settings.members() {
        let Some((_, wanted)) = SETTINGS.iter().find(|(name, _)| *name == member.key) else {
            return Err(format!("guardrails have no setting `{}`", member.key));
        };
        let right = match *wanted {
            "an amount" => catalog::Amount::parse(member.value.spelling()).is_some(),
            "a whole number" => member.value.integer().is_some_and(|number| number >= 0),
            "true or false" => member.value.boolean().is_some(),
            "a string" => member.value.text().is_some(),
            _ => {
                member.value.kind() == Kind::List
                    && member.value.items().all(|item| item.text().is_some())
            }
        };
        if !right {
            return Err(format!("guardrails: `{}` must be {wanted}", member.key));
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
