//! From byte offsets to lines and columns: one sweep over the text for all findings.

use crate::diagnostics::{Diagnostic, Position, Range, eight_of_a_line, sorted};

/// Gives every finding its range in the text: where the bytes that are noted in it stand, or the whole if there
/// are none.
pub fn attach_ranges(text: &str, findings: &mut [Diagnostic]) {
    let skipped = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut wanted: Vec<(usize, usize, bool)> =
        Vec::with_capacity(findings.len().saturating_mul(2));
    for (index, finding) in findings.iter().enumerate() {
        let whole = (0, text.len().saturating_sub(skipped));
        let (start, end) = finding.bytes.unwrap_or(whole);
        wanted.push((start.saturating_add(skipped), index, false));
        wanted.push((end.max(start).saturating_add(skipped), index, true));
    }
    let place = |index: u32| wanted.get(index as usize);
    let order = sorted(wanted.len(), &|a, b| place(a).cmp(&place(b)));
    let mut starts: Vec<Option<Position>> = vec![None; findings.len()];
    let mut here = Position { line: 1, column: 1, offset: 0 };
    let (bytes, mut next) = (text.as_bytes(), 0_usize);
    for (at, index, is_end) in order.into_iter().filter_map(place).copied() {
        while next < at
            && let Some(&byte) = bytes.get(next)
        {
            if at.wrapping_sub(next) >= 8 && eight_of_a_line(bytes, next) {
                next = next.wrapping_add(8);
                here.offset = here.offset.saturating_add(8);
                here.column = here.column.saturating_add(8);
                continue;
            }
            next = next.wrapping_add(1);
            let units = if byte >= 0xf0 { 2 } else { u32::from(byte & 0xc0 != 0x80) };
            here.offset = here.offset.saturating_add(units);
            if byte == b'\n' {
                here.line = here.line.saturating_add(1);
                here.column = 1;
            } else {
                here.column = here.column.saturating_add(units);
            }
        }
        if is_end {
            if let Some(finding) = findings.get_mut(index) {
                let start = starts.get(index).copied().flatten().unwrap_or(here);
                finding.range = Some(Range { start, end: here });
            }
        } else if let Some(start) = starts.get_mut(index) {
            *start = Some(here);
        }
    }
}
