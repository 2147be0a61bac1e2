//! A set of pointers that can be asked what stands above or below a place, without looking at all of them.

use super::{Pointer, sorted};

/// Pointers, each with its place in the list that they came from.
#[derive(Debug, Default)]
pub(crate) struct Paths<'p> {
    /// In the order of their bytes, then as they came.
    paths: Vec<(&'p str, u32)>,
}

impl<'p> Paths<'p> {
    /// The set of some pointers.
    pub(crate) fn new(paths: impl Iterator<Item = &'p str>) -> Self {
        let given: Vec<&str> = paths.collect();
        let at = |index: u32| given.get(index as usize).copied();
        let order = sorted(given.len(), &|a, b| at(a).cmp(&at(b)).then_with(|| a.cmp(&b)));
        Self { paths: order.into_iter().filter_map(|index| Some((at(index)?, index))).collect() }
    }

    /// The last one given of those that are exactly this pointer.
    pub(crate) fn exactly(&self, pointer: &str) -> Option<u32> {
        let behind = self.paths.partition_point(|(path, _)| *path <= pointer);
        let (path, index) = self.paths.get(behind.checked_sub(1)?)?;
        (*path == pointer).then_some(*index)
    }

    /// The deepest one that stands at a pointer or above it.
    pub(crate) fn at_or_above(&self, pointer: &str) -> Option<u32> {
        let mut above = pointer;
        loop {
            if let Some(found) = self.exactly(above) {
                return Some(found);
            }
            (above, _) = Pointer::split_last(above)?;
        }
    }

    /// Those that stand at a pointer or below it.
    pub(crate) fn at_or_below(&self, pointer: &str) -> impl Iterator<Item = u32> {
        let exact = self.paths.partition_point(|(path, _)| *path < pointer);
        let same = move |found: &&(&str, u32)| found.0 == pointer;
        // What is below begins with a slash; between the two may stand names that are longer.
        let below = [pointer, "/"].concat();
        let first = self.paths.partition_point(|(path, _)| *path < below.as_str());
        let exact = self.paths.iter().skip(exact).take_while(same);
        let deeper = self.paths.iter().skip(first);
        let deeper = deeper.take_while(move |(path, _)| path.starts_with(&below));
        exact.chain(deeper).map(|(_, index)| *index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agree_with_a_search_of_all() {
        let given = ["/a", "/a/b", "/a!", "/a/b/c", "/ab", "", "/a", "/z/1", "/z/10", "/a0/b"];
        let paths = Paths::new(given.iter().copied());
        for pointer in ["", "/a", "/a/b", "/a/b/c/d", "/a/x", "/ab/c", "/z", "/z/1", "/q", "/a0"] {
            let above = given
                .iter()
                .enumerate()
                .filter(|(_, path)| Pointer::is_at_or_below(pointer, path))
                .max_by_key(|(_, path)| path.len())
                .map(|(index, _)| index);
            assert_eq!(paths.at_or_above(pointer).map(|index| index as usize), above, "{pointer}");
            let mut below: Vec<usize> =
                paths.at_or_below(pointer).map(|index| index as usize).collect();
            below.sort_unstable();
            below.dedup();
            let searched: Vec<usize> = (0..given.len())
                .filter(|index| Pointer::is_at_or_below(given[*index], pointer))
                .collect();
            assert_eq!(below, searched, "{pointer}");
        }
    }
}
