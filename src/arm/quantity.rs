//! Amounts as Kubernetes writes them: `500m`, `1`, `4Gi`, `1e3`.

/// What a suffix multiplies with, and what it divides by: kept apart, so that equal amounts give equal
/// numbers.
const SUFFIXES: [(&str, f64, f64); 16] = [
    ("", 1.0, 1.0),
    ("n", 1.0, 1e9),
    ("u", 1.0, 1e6),
    ("m", 1.0, 1e3),
    ("k", 1e3, 1.0),
    ("M", 1e6, 1.0),
    ("G", 1e9, 1.0),
    ("T", 1e12, 1.0),
    ("P", 1e15, 1.0),
    ("E", 1e18, 1.0),
    ("Ki", 1024.0, 1.0),
    ("Mi", 1_048_576.0, 1.0),
    ("Gi", 1_073_741_824.0, 1.0),
    ("Ti", 1_099_511_627_776.0, 1.0),
    ("Pi", 1_125_899_906_842_624.0, 1.0),
    ("Ei", 1_152_921_504_606_846_976.0, 1.0),
];

/// The smallest amount that is told apart.
const SMALLEST: f64 = 1e-9;

/// The largest amount with a suffix of powers of 1,024.
const LARGEST: f64 = 9_223_372_036_854_775_807.0;

/// A fraction is read to so many parts.
const MOST_PARTS: f64 = 1e30;

/// Reads an amount, as `resource.ParseQuantity` of k8s.io/apimachinery does: what that answers stands in
/// `tests/oracle/kubernetes-quantities.tsv`.
#[must_use]
pub fn parse(text: &str) -> Option<f64> {
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (mut mantissa, mut divisor, mut digits, mut fraction) = (0.0_f64, 1.0_f64, 0_u32, false);
    let mut end = text.len();
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            // Further digits of a fraction say nothing, and would lead out of the numbers.
            b'0'..=b'9' if fraction && divisor > MOST_PARTS => {}
            b'0'..=b'9' => {
                mantissa = mantissa * 10.0 + f64::from(byte.wrapping_sub(b'0'));
                divisor *= if fraction { 10.0 } else { 1.0 };
                digits = digits.saturating_add(1);
            }
            b'.' if !fraction => fraction = true,
            _ => {
                end = at;
                break;
            }
        }
    }
    let suffix = text.get(end..)?;
    let (times, by) = match SUFFIXES.iter().find(|(known, ..)| *known == suffix) {
        Some((_, times, by)) => (*times, *by),
        None => exponent(suffix)?,
    };
    // What is less than a billionth counts as one.
    let amount = match mantissa * times / (divisor * by) {
        _ if mantissa == 0.0 => 0.0,
        amount if suffix.ends_with('i') => amount.clamp(SMALLEST, LARGEST),
        amount => amount.max(SMALLEST),
    };
    (digits > 0).then_some(if negative { -amount } else { amount })
}

/// `e3`, `E-2`: what they multiply with and divide by.
fn exponent(suffix: &str) -> Option<(f64, f64)> {
    let number = suffix.strip_prefix(['e', 'E'])?;
    let digits = number.strip_prefix(['+', '-']).unwrap_or(number);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let power = (0..digits.parse::<u32>().ok()?.min(400)).fold(1.0, |power: f64, _| power * 10.0);
    Some(if number.starts_with('-') { (1.0, power) } else { (power, 1.0) })
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn amounts() {
        for (text, amount) in [
            ("1", 1.0),
            ("500m", 0.5),
            ("4Gi", 4_294_967_296.0),
            ("1.5k", 1500.0),
            (".5", 0.5),
            ("5.", 5.0),
            ("-1", -1.0),
            ("+2", 2.0),
            ("1e3", 1000.0),
            ("1E3", 1000.0),
            ("1E", 1e18),
            ("12E-1", 1.2),
        ] {
            assert_eq!(parse(text), Some(amount), "{text}");
        }
        let long = format!("0.{}Ki", "1".repeat(400));
        assert!(parse(&long).is_some_and(|amount| (amount - 1024.0 / 9.0).abs() < 1e-9));
        assert_eq!(parse(&format!("{}Ki", "9".repeat(400))), Some(super::LARGEST));
        for text in ["", "m", ".", "1.2.3", "4GB", "4gi", "1 Gi", "1e", "1e+", "ten", "4K", "1Kim"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
