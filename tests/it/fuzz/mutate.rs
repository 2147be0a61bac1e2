//! Makes texts from others: cuts, doubles, mixes and spoils them.

/// What matters to readers of JSON, numbers and texts of any kind.
const WORDS: [&str; 48] = [
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "\"",
    "\\",
    "\\u0000",
    "\\ud83d",
    "\\u0061",
    "null",
    "true",
    "false",
    "0",
    "-1",
    "-0",
    "1e400",
    "1.0",
    "1E+2",
    "9223372036854775808",
    "0.1",
    "\u{feff}",
    "\u{0}",
    "\n",
    "\r\n",
    "\t",
    " ",
    "é",
    "😀",
    "\u{200b}",
    "\u{202e}",
    "/",
    "~",
    "%",
    "%2e%2e",
    "..",
    "//",
    "?",
    "#",
    "@",
    "'",
    "[[",
    "[concat('a', 1)]",
    "{}",
    "[]",
    "\"\"",
    "properties",
];

/// A source of texts that is the same for the same seed.
pub(crate) struct Mutator<'s> {
    state: u64,
    seeds: &'s [String],
    words: &'s [&'s str],
}

impl<'s> Mutator<'s> {
    pub(crate) fn new(seed: u64, seeds: &'s [String], words: &'s [&'s str]) -> Self {
        assert!(!seeds.is_empty());
        Self { state: seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1, seeds, words }
    }

    /// A number below a limit; 0 if that is 0.
    fn below(&mut self, limit: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        let number = usize::try_from(self.state >> 33).unwrap();
        number.checked_rem(limit).unwrap_or(0)
    }

    /// A place between two characters.
    fn place(&mut self, text: &str) -> usize {
        let mut at = self.below(text.len() + 1);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    /// A piece of a text: short ones more often.
    fn piece(&mut self, text: &str) -> (usize, usize) {
        let longest = [4, 16, 64, 400][self.below(4)];
        let from = self.place(text);
        let mut to = (from + self.below(longest)).min(text.len());
        while !text.is_char_boundary(to) {
            to -= 1;
        }
        (from, to.max(from))
    }

    fn seed(&mut self) -> &'s str {
        let at = self.below(self.seeds.len());
        &self.seeds[at]
    }

    fn word(&mut self) -> &'s str {
        let all = WORDS.len() + self.words.len() * 4;
        let at = self.below(all);
        match at.checked_sub(WORDS.len()) {
            Some(own) => self.words[own / 4],
            None => WORDS[at],
        }
    }

    /// The piece that begins and ends where a JSON value does, roughly: between two quotes or separators.
    fn value(&mut self, text: &str) -> (usize, usize) {
        let ends = [':', ',', '[', ']', '{', '}', '"', ' ', '/', '\''];
        let from = self.place(text);
        let start =
            text.get(from..).and_then(|rest| rest.find(ends)).map_or(from, |at| from + at + 1);
        let length = text.get(start..).and_then(|rest| rest.find(ends)).unwrap_or(0);
        (start, start + length)
    }

    /// The next text.
    pub(crate) fn next(&mut self) -> String {
        let mut text = self.seed().to_owned();
        for _ in 0..=self.below(4) {
            let (from, to) = if self.below(2) == 0 { self.piece(&text) } else { self.value(&text) };
            let instead = match self.below(6) {
                0 => String::new(),
                1 | 2 => self.word().to_owned(),
                3 => {
                    let other = self.seed();
                    let (from, to) = self.value(other);
                    other.get(from..to).unwrap_or_default().to_owned()
                }
                4 => {
                    let piece = text.get(from..to).unwrap_or_default().to_owned();
                    piece.repeat(2 + self.below(3))
                }
                _ => {
                    let code = u32::try_from(self.below(0x300)).unwrap();
                    char::from_u32(code).map_or_else(String::new, String::from)
                }
            };
            if from <= to && to <= text.len() {
                text.replace_range(from..to, &instead);
            }
        }
        text
    }
}
