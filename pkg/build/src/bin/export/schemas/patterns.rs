//! The regular expressions of the schemas, in the part of ECMAScript that every editor has and that is the
//! same with and without the flag `u`. None may refuse a text that the check takes.

use azureml_compute::schema::GUID;

/// Blanks that the check trims; `\s` has the byte order mark.
pub(super) const BLANK: &str = r"[\s\u0085\u200b]*";

/// A word without case, unanchored.
pub(super) fn caseless(word: &str) -> String {
    spaced(word, "")
}

/// A word without case, with something between its letters.
pub(super) fn spaced(word: &str, between: &str) -> String {
    let mut out = String::new();
    for (at, c) in word.chars().enumerate() {
        if at > 0 {
            out.push_str(between);
        }
        match c {
            'a'..='z' | 'A'..='Z' => {
                let (low, high) = (c.to_ascii_lowercase(), c.to_ascii_uppercase());
                out.push_str(&format!("[{low}{high}]"));
            }
            '0'..='9' | '_' | '-' | ',' | ' ' | '@' => out.push(c),
            other => out.push_str(&format!("\\{other}")),
        }
    }
    out
}

/// One of some words without case, unanchored.
pub(super) fn one_of(words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| caseless(word)).collect();
    format!("(?:{})", words.join("|"))
}

/// A member's name in any case.
pub(super) fn any_case(name: &str) -> String {
    format!("^{}$", caseless(name))
}

/// A member's name in any case but its own: a name must not stand under both keywords.
pub(super) fn other_case(name: &str) -> String {
    format!("^(?!{name}$){}$", caseless(name))
}

/// A template expression; anything may be one.
pub(super) fn expression() -> String {
    format!(r"^{BLANK}\[(?!\[)[\s\S]*\]{BLANK}$|\$[{{(\[]|{VARIABLE}")
}

/// `$NAME`, whole or as a part of a path or name.
const VARIABLE: &str = r"(?:^[\s\u0085\u200b]*|[/_-])\$[A-Za-z_][A-Za-z0-9_/$-]*[\s\u0085\u200b]*$";

/// A text with blanks around it.
pub(super) fn padded(inner: &str) -> String {
    format!("^{BLANK}(?:{inner}){BLANK}$")
}

/// Nothing, or a text with blanks around it.
pub(super) fn or_nothing(inner: &str) -> String {
    padded(&format!("(?:{inner})?"))
}

/// A word without case and with blanks around it.
pub(super) fn word(word: &str) -> String {
    one_word(&[word])
}

/// One of some words without case and with blanks around it.
pub(super) fn one_word(words: &[&str]) -> String {
    format!("^{BLANK}{}{BLANK}$", one_of(words))
}

/// Something other than blanks.
pub(super) const FILLED: &str = r"[^\s\u0085\u200b]";

/// What stands between the brackets of a placeholder.
const INSIDE: &str = "[A-Za-z0-9_. :'-]*[A-Za-z][A-Za-z0-9_. :'-]*";

/// Any text but one with a placeholder in brackets that nobody filled in.
pub(super) fn text() -> String {
    let angle = format!("[^<]*<{INSIDE}>");
    let double = format!(r"(?:(?!\{{\{{)[\s\S])*\{{\{{{INSIDE}\}}\}}");
    let whole = format!(r"{BLANK}(?:\{{{INSIDE}\}}|%{INSIDE}%){BLANK}$");
    let segment = r"(?:[\s\S]*/)?\{[^/]+\}(?:/|$)";
    // What an expression may be is not judged.
    let no_expression = format!(r"(?!{BLANK}\[)(?![\s\S]*(?:\$[{{(\[]|{VARIABLE}))");
    format!("^(?!{no_expression}(?:{angle}|{double}|{whole}|{segment}))")
}

/// A whole number as text.
pub(super) fn integer_text() -> String {
    or_expression(&padded("[+-]?[0-9]+"))
}

/// A whole number from 0 as text.
pub(super) fn count_text() -> String {
    or_expression(&padded(r"\+?[0-9]+|-0+"))
}

/// true or false as text.
pub(super) fn boolean_text() -> String {
    or_expression(&padded(&one_of(&["true", "false"])))
}

fn or_expression(pattern: &str) -> String {
    format!("{pattern}|{}", expression())
}

/// A region, in any case and with blanks anywhere.
pub(super) fn region() -> String {
    format!(r"^(?={BLANK}[A-Za-z0-9._-])[A-Za-z0-9._\s\u0085\u200b-]*$")
}

/// A duration as .NET reads it that is not negative, or nothing. `bounds` looks ahead.
pub(super) fn duration(bounds: &str) -> String {
    let parts =
        |letters: &str| letters.chars().map(|c| format!("(?:[0-9]+{c})?")).collect::<String>();
    let (date, time) = (parts("YMD"), parts("HM"));
    // Only seconds may have a fraction.
    let seconds = r"(?:(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)S)?";
    let positive = format!("{bounds}P(?=[0-9]|T[0-9.]){date}(?:T(?=[0-9.]){time}{seconds})?");
    // Less than a second of a negative time is no time.
    let zero = r"-P(?=T?[0-9.])(?:T?0+[YMDH])*(?:T?0*(?:\.[0-9]*)?S)?";
    let hidden = r"(?![\s\S]*[\u200b\ufeff])";
    format!("^(?:{hidden}{BLANK}(?:{positive}|{zero}){BLANK}|{BLANK})$")
}

/// Looks ahead whether a duration of one unit lies outside of two bounds in seconds, both included.
pub(super) fn not_outside(least: u64, most: u64) -> String {
    let units = [("PT", 'S', 1), ("PT", 'M', 60), ("PT", 'H', 3_600), ("P", 'D', 86_400)];
    let ways: Vec<String> = units
        .iter()
        .map(|(begin, letter, seconds)| {
            let ways = [
                below(least.div_ceil(*seconds)),
                above(most.checked_div(*seconds).unwrap_or(most)),
            ]
            .concat();
            format!("{begin}0*(?:{}){letter}", ways.join("|"))
        })
        .collect();
    format!("(?!(?:{})(?![0-9A-Z]))", ways.join("|"))
}

/// The numbers below another one, without leading zeros but for 0 itself.
fn below(number: u64) -> Vec<String> {
    let digits = number.to_string();
    let mut out = Vec::new();
    if digits.len() > 1 {
        out.push(format!("[0-9]{{1,{}}}", digits.len().saturating_sub(1)));
    }
    for (at, digit) in digits.char_indices().filter(|(_, digit)| *digit > '0') {
        let low = if at == 0 && digits.len() > 1 { '1' } else { '0' };
        let high = char::from_u32(u32::from(digit).saturating_sub(1)).unwrap_or('0');
        if low <= high {
            out.push(with_tail(&digits, at, &format!("[{low}-{high}]")));
        }
    }
    out
}

/// The numbers above another one.
fn above(number: u64) -> Vec<String> {
    let digits = number.to_string();
    let mut out = vec![format!("[1-9][0-9]{{{},}}", digits.len())];
    for (at, digit) in digits.char_indices().filter(|(_, digit)| *digit < '9') {
        let low = char::from_u32(u32::from(digit).saturating_add(1)).unwrap_or('9');
        out.push(with_tail(&digits, at, &format!("[{low}-9]")));
    }
    out
}

/// The first digits of a number, another digit, and any that follow.
fn with_tail(digits: &str, at: usize, digit: &str) -> String {
    let rest = digits.len().saturating_sub(at).saturating_sub(1);
    let tail = if rest == 0 { String::new() } else { format!("[0-9]{{{rest}}}") };
    format!("{}{digit}{tail}", digits.get(..at).unwrap_or_default())
}

/// A resource id of one of some types.
pub(super) fn resource_id(types: &[&str]) -> String {
    let types: Vec<String> = types
        .iter()
        .map(|kind| {
            let mut words = kind.split('/');
            let mut out = caseless(words.next().unwrap_or_default());
            for word in words {
                out.push_str(&format!("/+{}/+{SEGMENT}", caseless(word)));
            }
            out
        })
        .collect();
    let (subscriptions, groups, providers) =
        (caseless("subscriptions"), caseless("resourceGroups"), caseless("providers"));
    let open = r"[^/?#\\]*[<{\[$%][^/?#\\]*";
    let unfilled = format!(r"(?![^<]*<{INSIDE}>)(?![\s\S]*/\{{[^/]+\}}(?:/|$))");
    format!(
        "{unfilled}/+{subscriptions}/+(?:{GUID}|{open})/+(?:{groups}/+{SEGMENT}/+)?{providers}/+(?:{})/*",
        types.join("|")
    )
}

const SEGMENT: &str = r"[^/?#\\]+";

/// A size of machines, in the form that every size has.
pub(super) fn vm_size() -> String {
    let tier = one_of(&["Standard", "Basic"]);
    or_nothing(&format!("{tier}_[A-Za-z]{{1,4}}[0-9]{{1,4}}(?:[A-Za-z_-][A-Za-z0-9_-]*)?"))
}

/// An SSH public key in one line, or nothing.
pub(super) fn public_key() -> String {
    let kinds = "ssh-rsa|ssh-ed25519|ssh-dss|ecdsa-sha2-nistp(?:256|384|521)|\
                 sk-(?:ssh-ed25519|ecdsa-sha2-nistp256)@openssh\\.com";
    or_nothing(&format!("(?:{kinds})\\s+[\\s\\S]+"))
}

/// The type of an identity: one word, or two with a comma between them, in any order.
pub(super) fn identity(pair: bool, system: bool, user: bool, none: bool) -> String {
    let (s, u) = (caseless("SystemAssigned"), caseless("UserAssigned"));
    let mut words = Vec::new();
    if system {
        words.push(s.clone());
    }
    if user {
        words.push(u.clone());
    }
    if none {
        words.push(caseless("None"));
    }
    if pair {
        words.push(format!("{s}{BLANK},{BLANK}{u}"));
        words.push(format!("{u}{BLANK},{BLANK}{s}"));
    }
    format!("(?:{})", words.join("|"))
}

/// A cron expression of five fields as `NCronTab` reads it, or six with seconds in front; or nothing.
pub(super) fn cron() -> String {
    // .NET lets white space and NUL characters stand behind a number.
    let behind = r"[\t\n\x0b\f\r\u0000]*";
    let list = |numbers: &str, names: &str| {
        let value = format!("(?:0*(?:{numbers}){behind}{names})");
        let step = format!(r"/[\t\n\x0b\f\r]*[+-]?[0-9]{{1,10}}{behind}");
        let part = format!(r"(?:\*|{value}(?:-{value})?)(?:{step})?");
        format!("{part}(?:,{part})*")
    };
    let sixty = list("[0-9]|[1-5][0-9]", "");
    let hour = list("[0-9]|1[0-9]|2[0-3]", "");
    let day = list("[1-9]|[12][0-9]|3[01]", "");
    let month = list("[1-9]|1[0-2]", "|[A-Za-z]{1,9}");
    let weekday = list("[0-6]", "|[A-Za-z]{1,9}");
    let fields = format!("(?:{sixty} +)?{sixty} +{hour} +{day} +{month} +{weekday}");
    format!("^(?: *{fields} *|{BLANK})$")
}

/// A date and a time of day, with or without a fraction and an offset; or nothing.
pub(super) fn date_time() -> String {
    let date = "[0-9]{4}-(?:0?[1-9]|1[0-2])-(?:0?[1-9]|[12][0-9]|3[01])";
    let time = r"(?:[01]?[0-9]|2[0-3]):[0-5]?[0-9](?::[0-5]?[0-9](?:\.[0-9]+)?)?";
    let offset = "(?:[Zz]|[+-][0-9]{2}(?::?[0-9]+)?)?";
    or_nothing(&format!("{date}[Tt ]{time}{offset}"))
}
