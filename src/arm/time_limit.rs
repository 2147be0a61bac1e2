//! How long the scripts of an instance may take: what the command `timeout` reads, in its plain form. A number, and a
//! unit or none; signs, exponents and the like, which only some builds of the command read, are left out.

/// Whether the command takes it.
#[must_use]
pub fn is_time_limit(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = text.strip_suffix(['s', 'm', 'h', 'd']).unwrap_or(text);
    number.split_once('.').map_or_else(|| digits(number), |(a, b)| digits(a) && digits(b))
}

/// Its seconds, of a whole number.
#[must_use]
pub fn seconds(text: &str) -> Option<i64> {
    if !is_time_limit(text) {
        return None;
    }
    let unit = match text.bytes().last()? {
        b'm' => 60,
        b'h' => 3_600,
        b'd' => 86_400,
        _ => 1,
    };
    let number = text.strip_suffix(['s', 'm', 'h', 'd']).unwrap_or(text);
    number.parse::<i64>().ok()?.checked_mul(unit)
}

#[cfg(test)]
mod tests {
    use super::{is_time_limit, seconds};

    #[test]
    fn a_number_and_a_unit_or_none() {
        for text in ["900", "900s", "15m", "1.5h", "0"] {
            assert!(is_time_limit(text), "{text}");
        }
        for text in
            ["", "m", "15M", "15 m", "-1", "-0", "+5", "+5m", "1e3", ".5", "1.", "15mm", "٥"]
        {
            assert!(!is_time_limit(text), "{text}");
            assert_eq!(seconds(text), None, "{text}");
        }
    }

    #[test]
    fn seconds_of_whole_numbers() {
        assert_eq!(seconds("900"), seconds("15m"));
        assert_eq!(seconds("1d"), Some(86_400));
        assert_eq!([seconds("1.5h"), seconds("-1"), seconds("m"), seconds("")], [None; 4]);
        assert_eq!(seconds("9223372036854775807d"), None);
    }
}
