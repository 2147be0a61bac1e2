//! Values that nobody filled in.

/// What kind of placeholder a text holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placeholder<'t> {
    /// `<name>`, `{{name}}`, `{name}`, `%NAME%`
    Brackets(&'t str),
    /// `[parameters('x')]`, `${x}`, `$(x)`
    Expression(&'t str),
    /// Zero GUID, `your-…`, `changeme`
    Sample(&'t str),
}

const SAMPLES: [&str; 8] = [
    "00000000-0000-0000-0000-000000000000",
    "your-",
    "your_",
    "yourvnet",
    "yoursubnet",
    "changeme",
    "/none/",
    "/undefined",
];

/// The placeholder in a text, if there is one.
#[must_use]
pub fn placeholder_in(text: &str) -> Option<Placeholder<'_>> {
    let trimmed = text.trim();
    if trimmed.starts_with('[') && trimmed.ends_with(']') && !trimmed.starts_with("[[") {
        return Some(Placeholder::Expression(trimmed));
    }
    // Nearly every value has none of these; the searches below run for the others only.
    if trimmed.contains(['<', '{', '%', '$']) {
        if trimmed.contains("${") || trimmed.contains("$(") {
            return Some(Placeholder::Expression(trimmed));
        }
        if let Some(found) = between(trimmed, "<", ">").or_else(|| between(trimmed, "{{", "}}")) {
            return Some(Placeholder::Brackets(found));
        }
        let whole = |open, close| {
            trimmed
                .strip_prefix(open)
                .and_then(|rest| rest.strip_suffix(close))
                .is_some_and(|name| !name.is_empty() && name.chars().all(is_name))
        };
        if whole('{', '}') || whole('%', '%') {
            return Some(Placeholder::Brackets(trimmed));
        }
        if let Some(found) = trimmed
            .split('/')
            .find(|segment| segment.starts_with('{') && segment.ends_with('}') && segment.len() > 2)
        {
            return Some(Placeholder::Brackets(found));
        }
    }
    let lower = trimmed.to_ascii_lowercase();
    SAMPLES.iter().find_map(|sample| {
        let at = lower.find(sample)?;
        let found = trimmed.get(at..at.checked_add(sample.len())?)?;
        Some(Placeholder::Sample(found.trim_matches('/')))
    })
}

/// The first `open … close` with a name inside.
fn between<'t>(text: &'t str, open: &str, close: &str) -> Option<&'t str> {
    let start = text.find(open)?;
    let inside = text.get(start.checked_add(open.len())?..)?;
    let length = inside.find(close)?;
    let name = inside.get(..length)?;
    let is_placeholder = name.chars().any(char::is_alphabetic) && name.chars().all(is_name);
    let end = start.checked_add(open.len())?.checked_add(length)?.checked_add(close.len())?;
    if is_placeholder { text.get(start..end) } else { None }
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | ' ' | '.' | ':' | '\'')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_them() {
        for (text, found) in [
            ("<region>", Some(Placeholder::Brackets("<region>"))),
            ("/subscriptions/<sub id>/x", Some(Placeholder::Brackets("<sub id>"))),
            ("/subscriptions/{subscriptionId}/x", Some(Placeholder::Brackets("{subscriptionId}"))),
            ("{{ id }}", Some(Placeholder::Brackets("{{ id }}"))),
            ("%REGION%", Some(Placeholder::Brackets("%REGION%"))),
            ("[parameters('x')]", Some(Placeholder::Expression("[parameters('x')]"))),
            ("${{ vars.X }}", Some(Placeholder::Expression("${{ vars.X }}"))),
            ("[[literal]", None),
            ("your-cluster", Some(Placeholder::Sample("your-"))),
            ("a < b > c", Some(Placeholder::Brackets("< b >"))),
            ("1 < 2", None),
            ("westeurope", None),
        ] {
            assert_eq!(placeholder_in(text), found, "{text}");
        }
    }
}
