//! A naming rule as a regular expression, for JSON Schemas. Says nothing where a rule has parts that an
//! expression of ASCII letters cannot say.

use super::{Edge, Letters, NameRule};

impl NameRule {
    /// What the rule takes without an error, without anchors, in the dialect of ECMAScript; `None` for a
    /// rule that is more than length, letters and edges.
    #[must_use]
    pub fn pattern(&self) -> Option<String> {
        let plain = self.letters == Letters::Ascii && self.digits && self.sequence.is_none();
        if !plain || self.guid || self.min < 2 || self.also.bytes().any(|byte| byte != b'-') {
            return None;
        }
        let hyphen = self.also;
        let edge = |edge: Edge| match edge {
            Edge::Any => Some(["[A-Za-z0-9", hyphen, "]"].concat()),
            Edge::Letter => Some("[A-Za-z]".to_owned()),
            Edge::LetterOrDigit => Some("[A-Za-z0-9]".to_owned()),
            Edge::LetterDigitOr(_) | Edge::LetterOr(_) | Edge::Not(_) => None,
        };
        let (first, last) = (edge(self.first)?, edge(self.last)?);
        let least = self.min.saturating_sub(2);
        let most = self.max.saturating_sub(2);
        let ahead = if self.hyphen_digits { "(?![A-Za-z0-9-]*-[0-9]+$)" } else { "" };
        Some(format!("{ahead}{first}[A-Za-z0-9{hyphen}]{{{least},{most}}}{last}"))
    }
}

#[cfg(test)]
mod tests {
    use crate::arm::names::{AML_COMPUTE, ATTACHED, COMPUTE_INSTANCE, RESOURCE_GROUP};

    #[test]
    fn the_rules_of_computes_are_expressions() {
        let of = |rule: &crate::arm::names::NameRule| rule.pattern();
        let cluster = "[A-Za-z][A-Za-z0-9-]{1,30}[A-Za-z0-9]";
        assert_eq!(of(&AML_COMPUTE).as_deref(), Some(cluster));
        let attached = "[A-Za-z][A-Za-z0-9-]{0,22}[A-Za-z0-9]";
        assert_eq!(of(&ATTACHED).as_deref(), Some(attached));
        let instance = "(?![A-Za-z0-9-]*-[0-9]+$)[A-Za-z][A-Za-z0-9-]{1,22}[A-Za-z0-9-]";
        assert_eq!(of(&COMPUTE_INSTANCE).as_deref(), Some(instance));
        assert_eq!(of(&RESOURCE_GROUP), None);
    }
}
