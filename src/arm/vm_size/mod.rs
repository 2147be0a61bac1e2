//! Names of machine sizes: `Standard_NC24ads_A100_v4` in its parts. Reads any name of the published form,
//! also of sizes that nobody knows yet; which sizes exist is the catalogue's business.

mod details;
#[cfg(test)]
mod tests;

pub use details::Details;

use crate::diagnostics::cut;

/// A name of the form that every size has: tier, letters, number, and what follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SizeName<'n> {
    /// The tier is `Basic`; otherwise it is `Standard`.
    pub basic: bool,
    /// Letters of family and subfamily, in the caller's case.
    pub letters: &'n str,
    /// The number: vCPUs, but for the oldest families.
    pub number: u16,
    /// How many of the vCPUs can be used, for sizes with fewer than their parent has.
    pub constrained: Option<u16>,
    /// What follows the numbers: features, accelerator, version; in the caller's case.
    pub tail: &'n str,
}

/// The number that a text begins with, up to four digits, and the rest. No name has zeros in front of a number.
pub(crate) fn number(text: &str) -> Option<(u16, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = text.split_at_checked(digits)?;
    if !matches!(digits.len(), 1..=4) || (digits.len() > 1 && digits.starts_with('0')) {
        return None;
    }
    let add = |sum: u16, digit: u8| sum.wrapping_mul(10).wrapping_add((digit & 15).into());
    Some((digits.bytes().fold(0, add), rest))
}

/// Writes a number.
pub(crate) fn push_number(out: &mut String, number: u32) {
    if let Some(rest) = number.checked_div(10).filter(|rest| *rest > 0) {
        push_number(out, rest);
    }
    out.push(char::from_digit(number % 10, 10).unwrap_or('0'));
}

/// How the oldest families count: they number their sizes instead of telling the vCPUs.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Counting {
    /// The number is the count.
    Plain,
    /// `A0` to `A11`.
    A,
    /// `D1` to `D5` and `D11` to `D15`, two versions of them.
    D,
    /// `G1` to `G5`.
    G,
}

impl Counting {
    fn of(name: &SizeName<'_>) -> Self {
        let tail = name.tail;
        let second = || tail.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("_v2"));
        let is = |letters: &str| name.letters.eq_ignore_ascii_case(letters);
        if tail.is_empty() && is("A") {
            Self::A
        } else if tail.is_empty() && (is("G") || is("GS")) {
            Self::G
        } else if (tail.is_empty() || second()) && (is("D") || is("DS")) {
            Self::D
        } else {
            Self::Plain
        }
    }

    pub(crate) fn vcpus(self, number: u16) -> u16 {
        let doubled = |steps: u16| 1_u16.checked_shl(steps.into()).unwrap_or(number);
        match (self, number) {
            (Self::A, 0..=11) => {
                let counts = [1, 1, 2, 4, 8, 2, 4, 8, 8, 16, 8, 16];
                counts.get(usize::from(number)).copied().unwrap_or(number)
            }
            (Self::G, 1..=5) => doubled(number),
            (Self::D, 1..=5) => doubled(number.saturating_sub(1)),
            (Self::D, 11..=14) => doubled(number.saturating_sub(10)),
            (Self::D, 15) => 20,
            _ => number,
        }
    }
}

impl<'n> SizeName<'n> {
    /// Reads a name; `None` if it has not the form of one (no tier, blanks, dots).
    #[must_use]
    pub fn parse(name: &'n str) -> Option<Self> {
        let (tier, rest) = cut(name, b'_')?;
        let basic = tier.eq_ignore_ascii_case("Basic");
        if !basic && !tier.eq_ignore_ascii_case("Standard") {
            return None;
        }
        let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let (letters, rest) = rest.split_at_checked(letters)?;
        let (found, rest) = number(rest)?;
        let (constrained, tail) = match rest.strip_prefix('-').and_then(number) {
            Some((constrained, tail)) => (Some(constrained), tail),
            None => (None, rest),
        };
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        ((1..=4).contains(&letters.len()) && tail.bytes().all(plain)).then_some(Self {
            basic,
            letters,
            number: found,
            constrained,
            tail,
        })
    }

    /// What the tail says; `None` for a tail outside of the grammar.
    #[must_use]
    pub fn details(&self) -> Option<Details<'n>> {
        Details::parse(self.tail)
    }

    /// How its family counts.
    pub(crate) fn counting(&self) -> Counting {
        Counting::of(self)
    }

    /// vCPUs of the machine, counted before any constraint.
    #[must_use]
    pub fn vcpus(&self) -> u16 {
        self.counting().vcpus(self.number)
    }

    /// The name in the spelling of the documents.
    #[must_use]
    pub fn canonical(&self) -> String {
        let tier = if self.basic { "Basic_" } else { "Standard_" };
        let mut name =
            [tier, &self.letters.to_ascii_uppercase(), &self.number.to_string()].concat();
        if let Some(constrained) = self.constrained {
            name.push('-');
            name.push_str(&constrained.to_string());
        }
        match self.details() {
            Some(details) => details.write(&mut name),
            None => name.push_str(&self.tail.to_ascii_lowercase()),
        }
        name
    }

    /// Writes the number, and the constraint if there is one.
    pub(crate) fn write_numbers(&self, out: &mut String) {
        push_number(out, self.number.into());
        if let Some(constrained) = self.constrained {
            out.push('-');
            push_number(out, constrained.into());
        }
    }

    /// The label of its series: the name without numbers, such as `DSv2` or `NCadsA100_v4`.
    #[must_use]
    pub fn series(&self) -> String {
        let mut label = if self.basic { "Basic".to_owned() } else { String::new() };
        label.push_str(&self.letters.to_ascii_uppercase());
        if let Some(details) = self.details() {
            details.write_series(&mut label);
        }
        label
    }

    /// Whether the name says that the processor is an Arm one.
    #[must_use]
    pub fn is_arm(&self) -> bool {
        self.details().is_some_and(|details| {
            let grace = details.accelerator.and_then(|name| name.get(..2));
            grace.is_some_and(|start| start.eq_ignore_ascii_case("GB"))
                || details.features.bytes().any(|letter| matches!(letter, b'p' | b'P'))
        })
    }
}
