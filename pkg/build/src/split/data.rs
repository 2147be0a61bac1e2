//! Data cut by addresses.

use std::ops::Range;

/// Shorter gaps are closed: another segment would be longer.
const GAP: u64 = 12;

/// Bytes at an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Segment {
    pub(super) address: u64,
    pub(super) bytes: Vec<u8>,
}

impl Segment {
    fn end(&self) -> u64 {
        self.address.saturating_add(self.bytes.len() as u64)
    }

    fn offset(&self, address: u64) -> usize {
        usize::try_from(address.saturating_sub(self.address)).unwrap_or(usize::MAX)
    }

    /// The bytes of a range, as far as they are here.
    fn piece(&self, range: &Range<u64>) -> Option<Self> {
        let (start, end) = (range.start.max(self.address), range.end.min(self.end()));
        let bytes = self.bytes.get(self.offset(start)..self.offset(end))?;
        (!bytes.is_empty()).then(|| Self { address: start, bytes: bytes.to_owned() })
    }
}

/// A segment with zeros in the place of what is others': nothing weighs less, compressed, and a segment for each piece
/// that is left weighs 2 KB more.
pub(super) fn without(mut segment: Segment, ranges: &[Range<u64>]) -> Segment {
    for range in ranges {
        let (from, to) = (range.start.max(segment.address), range.end.min(segment.end()));
        if from < to {
            let place = segment.offset(from)..segment.offset(to);
            if let Some(bytes) = segment.bytes.get_mut(place) {
                bytes.fill(0);
            }
        }
    }
    segment
}

/// What of a segment lies in some ranges.
pub(super) fn only(segment: Segment, ranges: &[Range<u64>]) -> Vec<Segment> {
    ranges.iter().filter_map(|range| segment.piece(range)).collect()
}

/// Ranges in order, with those joined between which nothing is but a short gap.
pub(super) fn joined(
    ranges: &[Range<u64>],
    is_free: impl Fn(&Range<u64>) -> bool,
) -> Vec<Range<u64>> {
    let mut joined: Vec<Range<u64>> = Vec::new();
    for range in ranges {
        match joined.last_mut() {
            Some(last)
                if range.start.saturating_sub(last.end) < GAP
                    && is_free(&(last.end..range.start)) =>
            {
                last.end = range.end;
            }
            _ => joined.push(range.clone()),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::{GAP, Segment, joined, only, without};

    fn segment() -> Segment {
        Segment { address: 100, bytes: (1..=100).collect() }
    }

    /// Where pieces begin and end, and what of them is zero.
    fn shape(pieces: &[Segment]) -> Vec<(u64, u64, usize)> {
        let zeros = |piece: &Segment| piece.bytes.iter().filter(|byte| **byte == 0).count();
        pieces.iter().map(|piece| (piece.address, piece.end(), zeros(piece))).collect()
    }

    #[test]
    fn what_is_others_is_zero() {
        let left = without(segment(), &[90..104, 110..112, 130..150, 199..220]);
        assert_eq!(shape(std::slice::from_ref(&left)), [(100, 200, 27)]);
        assert_eq!(left.bytes[50], 51, "a byte stays at its address");
        assert_eq!(without(segment(), &[]), segment());
    }

    #[test]
    fn what_is_a_parts_own_keeps_its_addresses() {
        let pieces = only(segment(), &[90..104, 150..152, 300..310]);
        assert_eq!(shape(&pieces), [(100, 104, 0), (150, 152, 0)]);
        assert_eq!(pieces[1].bytes, [51, 52]);
    }

    #[test]
    fn short_gaps_of_nobody_are_closed() {
        let ranges = [0..4, 8..12, 12 + GAP..40, 44..48];
        let nobody = |gap: &std::ops::Range<u64>| gap.start != 40;
        assert_eq!(joined(&ranges, nobody), [0..12, 12 + GAP..40, 44..48]);
    }
}
