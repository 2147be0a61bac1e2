//! Names of machine sizes: `Standard_NC24ads_A100_v4` in its parts. Reads any name of the published form,
//! also of sizes that nobody knows yet; which sizes exist is the catalogue's business.

mod details;
#[cfg(test)]
mod tests;

pub use details::Details;

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

/// A number of one to three digits at the beginning of a text, and the rest.
fn number(text: &str) -> Option<(u16, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = text.split_at_checked(digits)?;
    if digits.len() > 3 { None } else { Some((digits.parse().ok()?, rest)) }
}

impl<'n> SizeName<'n> {
    /// Reads a name; `None` if it has not the form of one (no tier, blanks, dots).
    #[must_use]
    pub fn parse(name: &'n str) -> Option<Self> {
        let (tier, rest) = name.split_once('_')?;
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

    /// vCPUs of the machine, counted before any constraint. The oldest families number their sizes
    /// instead of telling the count.
    #[must_use]
    pub fn vcpus(&self) -> u16 {
        let version = self.details().and_then(|details| details.version);
        let is = |letters: &str| self.letters.eq_ignore_ascii_case(letters);
        let doubled = |steps: u16| 1_u16.checked_shl(steps.into());
        let old = match (version, self.number) {
            (None, index) if is("A") => {
                [1, 1, 2, 4, 8, 2, 4, 8, 8, 16, 8, 16].get(usize::from(index)).copied()
            }
            (None, index @ 1..=5) if is("G") || is("GS") => doubled(index),
            (None | Some(2), index) if is("D") || is("DS") => match index {
                1..=5 => doubled(index.saturating_sub(1)),
                11..=14 => doubled(index.saturating_sub(10)),
                15 => Some(20),
                _ => None,
            },
            _ => None,
        };
        old.unwrap_or(self.number)
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
                || details.features.contains(['p', 'P'])
        })
    }
}
