//! The language of expressions: calls, texts, whole numbers, members and items. Read into a flat list; how
//! deep an expression may nest is limited here, so that whoever walks it need not count.

/// Deepest nesting of calls.
const DEEPEST: u32 = 48;

/// A part of an expression; numbers name other parts.
#[derive(Debug)]
pub(super) enum Expression<'t> {
    /// A text between quotes, as it is spelled: two quotes stand for one.
    Text(&'t str),
    Integer(i64),
    Call {
        name: &'t str,
        arguments: Vec<u32>,
    },
    /// A member by its name, or an item by its number; `safe` ones may be absent.
    Item {
        of: u32,
        key: Key<'t>,
        safe: bool,
    },
}

/// What an item is named by.
#[derive(Debug)]
pub(super) enum Key<'t> {
    Name(&'t str),
    Part(u32),
}

/// An expression that was read.
#[derive(Debug)]
pub(super) struct Parsed<'t> {
    text: &'t str,
    /// Each part with the place where it begins and ends.
    parts: Vec<(Expression<'t>, usize, usize)>,
    pub(super) root: u32,
}

impl<'t> Parsed<'t> {
    pub(super) fn part(&self, at: u32) -> Option<&Expression<'t>> {
        self.parts.get(at as usize).map(|(part, ..)| part)
    }

    /// The text of a part.
    pub(super) fn spelling(&self, at: u32) -> &'t str {
        let part = self.parts.get(at as usize);
        part.and_then(|(_, start, end)| self.text.get(*start..*end)).unwrap_or_default().trim_end()
    }
}

/// Whether a text is an expression. Two brackets in front stand for one of a plain text.
pub(super) fn is_expression(text: &str) -> bool {
    text.starts_with('[') && text.ends_with(']') && !text.starts_with("[[")
}

/// Why an expression could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    Syntax,
    /// It nests too deeply for us.
    Depth,
}

/// Reads what stands between the brackets of an expression.
pub(super) fn parse(text: &str) -> Result<Parsed<'_>, Refusal> {
    let inside = text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
    let text = inside.ok_or(Refusal::Syntax)?;
    let mut parser = Parser { text, at: 0, parts: Vec::new(), too_deep: false };
    let root = parser.expression(DEEPEST);
    parser.blanks();
    match root.filter(|_| parser.at == text.len()) {
        Some(root) => Ok(Parsed { text, parts: parser.parts, root }),
        None if parser.too_deep => Err(Refusal::Depth),
        None => Err(Refusal::Syntax),
    }
}

struct Parser<'t> {
    text: &'t str,
    at: usize,
    parts: Vec<(Expression<'t>, usize, usize)>,
    too_deep: bool,
}

impl<'t> Parser<'t> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn blanks(&mut self) {
        while self.peek().is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.at = self.at.saturating_add(1);
        }
    }

    /// Takes a sign, if it stands here.
    fn takes(&mut self, sign: u8) -> bool {
        self.blanks();
        let found = self.peek() == Some(sign);
        self.at = self.at.saturating_add(usize::from(found));
        found
    }

    fn push(&mut self, part: Expression<'t>, start: usize) -> u32 {
        let at = u32::try_from(self.parts.len()).unwrap_or(u32::MAX);
        self.parts.push((part, start, self.at));
        at
    }

    /// Letters, digits and what may stand between them.
    fn word(&mut self, more: &[u8]) -> Option<&'t str> {
        self.blanks();
        let start = self.at;
        let goes_on = |byte: u8| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$') || more.contains(&byte)
        };
        while self.peek().is_some_and(goes_on) {
            self.at = self.at.saturating_add(1);
        }
        self.text.get(start..self.at).filter(|word| !word.is_empty())
    }

    fn expression(&mut self, deepest: u32) -> Option<u32> {
        let Some(deeper) = deepest.checked_sub(1) else {
            self.too_deep = true;
            return None;
        };
        self.blanks();
        let start = self.at;
        let first = match self.peek()? {
            b'\'' => Expression::Text(self.quoted()?),
            b'-' | b'+' | b'0'..=b'9' => {
                self.at = self.at.saturating_add(1);
                while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
                    self.at = self.at.saturating_add(1);
                }
                Expression::Integer(self.text.get(start..self.at)?.parse().ok()?)
            }
            _ => {
                // A dot stands between the namespace and the name of a user's function.
                let name = self.word(b".")?;
                if !self.takes(b'(') {
                    return None;
                }
                let mut arguments = Vec::new();
                if !self.takes(b')') {
                    loop {
                        arguments.push(self.expression(deeper)?);
                        if self.takes(b')') {
                            break;
                        }
                        if !self.takes(b',') {
                            return None;
                        }
                    }
                }
                Expression::Call { name, arguments }
            }
        };
        let is_call = matches!(first, Expression::Call { .. });
        let mut part = self.push(first, start);
        loop {
            self.blanks();
            let rest = self.text.get(self.at..)?;
            let safe = rest.starts_with(".?") || rest.starts_with("[?");
            let is_item = rest.starts_with('[');
            if !is_call || (!is_item && !rest.starts_with('.')) {
                return Some(part);
            }
            self.at = self.at.saturating_add(if safe { 2 } else { 1 });
            let key = if is_item {
                let key = self.expression(deeper)?;
                if !self.takes(b']') {
                    return None;
                }
                Key::Part(key)
            } else {
                Key::Name(self.word(b"-")?)
            };
            part = self.push(Expression::Item { of: part, key, safe }, start);
        }
    }

    /// A text between single quotes; two of them stand for one.
    fn quoted(&mut self) -> Option<&'t str> {
        let start = self.at.saturating_add(1);
        let mut at = start;
        loop {
            let rest = self.text.get(at..)?;
            let end = at.saturating_add(crate::diagnostics::find_byte(rest, b'\'')?);
            at = end.saturating_add(1);
            if self.text.as_bytes().get(at) == Some(&b'\'') {
                at = at.saturating_add(1);
                continue;
            }
            self.at = at;
            return self.text.get(start..end);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_expressions() {
        for good in [
            "[a()]",
            "[ a ( 'it''s' , -1, b.c() ) ]",
            "[a().b['c'][0].d]",
            "[a().?b[?'c']]",
            "[a(\n  'x',\r\n\t'y'\n)]",
        ] {
            assert!(parse(good).is_ok(), "{good}");
        }
        for bad in
            ["[a]", "[]", "[a(]", "[a('b)]", "[a() b()]", "[a(1,)]", "['a'", "[1.5]", "[a(b)]"]
        {
            assert_eq!(parse(bad).err(), Some(Refusal::Syntax), "{bad}");
        }
        let deep = |count: usize| format!("[{}1{}]", "a(".repeat(count), ")".repeat(count));
        assert!(parse(&deep(40)).is_ok());
        assert_eq!(parse(&deep(60)).err(), Some(Refusal::Depth));
        assert_eq!(parse(&deep(100_000)).err(), Some(Refusal::Depth));
        let parsed = parse("[a(b('x') , 2)]").unwrap();
        assert_eq!(parsed.spelling(0), "'x'");
        assert_eq!(parsed.spelling(parsed.root), "a(b('x') , 2)");
    }
}
