//! Amounts with up to four decimals, as whole numbers: floats would bring tables of 10 KB into the module.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::arm::vm_size::push_number;
use crate::diagnostics::Json;

/// How many parts make one.
const PARTS: u32 = 10_000;

/// An amount, exact to four decimals: GiB, or the share of a GPU.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Amount(u32);

impl Amount {
    /// Reads a decimal number without sign or exponent, such as `218.75`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (mut parts, mut unit, mut digits) = (0_u32, None, 0_u8);
        for byte in text.bytes() {
            match (byte, unit) {
                (b'.', None) if digits > 0 => unit = Some(PARTS),
                (b'0'..=b'9', None) => {
                    parts = parts
                        .checked_mul(10)?
                        .checked_add(PARTS.checked_mul((byte & 15).into())?)?;
                    digits = 1;
                }
                (b'0'..=b'9', Some(place)) => {
                    let place = place.checked_div(10)?;
                    parts = parts.checked_add(place.checked_mul((byte & 15).into())?)?;
                    unit = Some(place);
                }
                _ => return None,
            }
        }
        (digits > 0).then_some(Self(parts))
    }

    /// A whole amount.
    #[must_use]
    pub const fn whole(number: u32) -> Self {
        Self(number.saturating_mul(PARTS))
    }

    /// The amount that stands to `self` as `to` stands to `from`.
    #[must_use]
    pub fn scaled(self, from: u16, to: u16) -> Self {
        let scaled = u64::from(self.0).saturating_mul(to.into()).checked_div(from.into());
        Self(u32::try_from(scaled.unwrap_or_default()).unwrap_or(u32::MAX))
    }

    /// `self` times a number, rounded to a whole amount.
    #[must_use]
    pub fn times(self, number: u16) -> Self {
        let parts = u64::from(self.0).saturating_mul(number.into());
        let whole = parts.saturating_add(u64::from(PARTS) >> 1).checked_div(PARTS.into());
        Self::whole(u32::try_from(whole.unwrap_or_default()).unwrap_or_default())
    }

    /// `self` times a count, exact; the largest amount if it is beyond that.
    #[must_use]
    pub fn multiplied(self, count: i64) -> Self {
        let parts = i64::from(self.0).saturating_mul(count);
        Self(u32::try_from(parts).unwrap_or(u32::MAX))
    }

    /// The amount as a float.
    #[must_use]
    pub fn as_f64(self) -> f64 {
        f64::from(self.0) / f64::from(PARTS)
    }
}

impl Amount {
    /// The amount as a decimal number.
    pub(super) fn text(self) -> String {
        let mut text = String::new();
        push_number(&mut text, self.0 / PARTS);
        let mut rest = self.0 % PARTS;
        if rest > 0 {
            text.push('.');
        }
        while rest > 0 {
            rest = rest.wrapping_mul(10);
            push_number(&mut text, rest / PARTS);
            rest %= PARTS;
        }
        text
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

impl Serialize for Amount {
    /// A JSON number.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Json::raw(self.text()).serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_exact() {
        for text in ["0", "0.5", "218.75", "0.1667", "15200", "7", "0.0001"] {
            assert_eq!(Amount::parse(text).unwrap().to_string(), text);
        }
        for text in ["", ".5", "-1", "1e3", "1.x", "999999999", "1 "] {
            assert_eq!(Amount::parse(text), None, "{text}");
        }
        assert_eq!(Amount::parse("1.00009"), Some(Amount::whole(1)));
        assert_eq!(Amount::parse("5.50").unwrap().to_string(), "5.5");
        assert_eq!(Amount::parse("0.458").unwrap().multiplied(10).to_string(), "4.58");
        assert_eq!(Amount::whole(9).multiplied(i64::MAX), Amount(u32::MAX));
        assert_eq!(Amount::whole(75).scaled(2, 64).to_string(), "2400");
        assert_eq!(Amount::parse("0.1667").unwrap().times(24), Amount::whole(4));
        assert!((Amount::parse("0.25").unwrap().as_f64() - 0.25).abs() < 1e-9);
    }
}
