//! Where everything goes: to the part that is always there, or to one that is loaded when it is needed.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use anyhow::{Result, bail};

use super::links::{Links, Node};

/// A part that is loaded when it is needed.
#[derive(Debug)]
pub(crate) struct Part {
    /// What its file is called after.
    pub(crate) name: &'static str,
    /// Exports that are its own, by how their names begin.
    pub(crate) exports: &'static [&'static str],
    /// Functions of the crate behind which it begins. The core calls one only if the part is there.
    pub(crate) doors: &'static [&'static str],
}

impl Part {
    /// Whether an export leads into it.
    pub(super) fn has_export(&self, name: &str) -> bool {
        self.exports.iter().any(|start| name.starts_with(start))
    }
}

/// Who needs what of a linked module.
#[derive(Debug)]
pub(super) struct Plan {
    /// The part of a function by its name, if a part alone needs it. The core's functions are here as `None`.
    functions: HashMap<String, Option<usize>>,
    /// Functions through which the core calls a part.
    doors: HashSet<String>,
    /// For every part the addresses of the data that it alone needs.
    data: Vec<Vec<Range<u64>>>,
    /// The addresses of all pieces of data that are needed by the core or several parts.
    shared: Vec<Range<u64>>,
}

impl Plan {
    /// Looks who needs what.
    pub(super) fn of(module: &[u8], parts: &[Part]) -> Result<Self> {
        let links = Links::of(module)?;
        let mut doors: Vec<Vec<u32>> = Vec::new();
        for part in parts {
            doors.push(part.doors.iter().map(|path| door(&links, path)).collect::<Result<_>>()?);
        }
        let closed: HashSet<Node> = doors.iter().flatten().map(|it| Node::Function(*it)).collect();
        let export_of = |part: &Part| {
            let own = links.exports.iter().filter(|(name, _)| part.has_export(name));
            own.map(|(_, index)| Node::Function(*index)).collect::<Vec<_>>()
        };
        let core = links.exports.iter().filter(|(name, _)| {
            !parts.iter().any(|part| part.has_export(name)) && !is_description(name)
        });
        let core = core.map(|(_, index)| Node::Function(*index));
        let mut home: HashMap<Node, Option<usize>> = HashMap::new();
        for node in reached(&links, core, &closed) {
            home.insert(node, None);
        }
        for (number, (part, doors)) in parts.iter().zip(&doors).enumerate() {
            let other = |node: &Node| !doors.iter().any(|door| Node::Function(*door) == *node);
            let closed: HashSet<Node> = closed.iter().copied().filter(other).collect();
            let own = doors.iter().map(|door| Node::Function(*door));
            for node in reached(&links, export_of(part).into_iter().chain(own), &closed) {
                // What two parts need is the core's: neither is loaded with the other.
                home.entry(node).and_modify(|home| *home = None).or_insert(Some(number));
            }
        }
        Ok(Self::sorted(&links, &home, &doors, parts.len()))
    }

    fn sorted(
        links: &Links,
        home: &HashMap<Node, Option<usize>>,
        doors: &[Vec<u32>],
        parts: usize,
    ) -> Self {
        let mut plan = Self {
            functions: HashMap::new(),
            doors: HashSet::new(),
            data: vec![Vec::new(); parts],
            shared: Vec::new(),
        };
        let mut named: HashMap<&str, usize> = HashMap::new();
        for name in links.names.values() {
            let count = named.entry(name).or_default();
            *count = count.saturating_add(1);
        }
        for (index, name) in &links.names {
            if let Some(home) = home.get(&Node::Function(*index)) {
                // Two of one name cannot be told apart later.
                let home = home.filter(|_| named.get(name.as_str()) == Some(&1));
                plan.functions.insert(name.clone(), home);
            }
        }
        let names = doors.iter().flatten().filter_map(|door| links.names.get(door));
        plan.doors = names.cloned().collect();
        for (number, piece) in links.pieces.iter().enumerate() {
            let own = match home.get(&Node::Data(number)) {
                Some(Some(part)) => plan.data.get_mut(*part),
                _ => None,
            };
            own.unwrap_or(&mut plan.shared).push(piece.clone());
        }
        plan
    }

    /// The part of a function: `Some(None)` is the core, `None` says that the linked module does not tell.
    pub(super) fn home(&self, name: &str) -> Option<Option<usize>> {
        self.functions.get(name).copied()
    }

    /// Whether the core calls a part through it.
    pub(super) fn is_door(&self, name: &str) -> bool {
        self.doors.contains(name)
    }

    /// The addresses of a part's data.
    pub(super) fn data_of(&self, part: usize) -> &[Range<u64>] {
        self.data.get(part).map_or(&[], Vec::as_slice)
    }

    /// Whether something of the core lies between two addresses.
    pub(super) fn is_shared(&self, between: &Range<u64>) -> bool {
        let at = self.shared.partition_point(|piece| piece.end <= between.start);
        self.shared.get(at).is_some_and(|piece| piece.start < between.end)
    }
}

/// wasm-bindgen runs these, reads what they say, and throws them away.
fn is_description(name: &str) -> bool {
    name.starts_with("__wbindgen_describe")
}

/// Everything that is needed by some, without what lies behind closed doors.
fn reached(
    links: &Links,
    from: impl Iterator<Item = Node>,
    closed: &HashSet<Node>,
) -> HashSet<Node> {
    let mut waiting: Vec<Node> = from.collect();
    let mut reached: HashSet<Node> = HashSet::new();
    while let Some(node) = waiting.pop() {
        if reached.insert(node) {
            let next = links.from(node).iter().filter(|next| !closed.contains(next));
            waiting.extend(next.copied().filter(|next| !reached.contains(next)));
        }
    }
    reached
}

/// The one function of a path.
fn door(links: &Links, path: &str) -> Result<u32> {
    let is_it = |name: &str| format!("{:#}", rustc_demangle::demangle(name)) == path;
    let mut found = links.names.iter().filter(|(_, name)| is_it(name)).map(|(index, _)| *index);
    match (found.next(), found.next()) {
        (Some(index), None) => Ok(index),
        (None, _) => bail!("there is no function `{path}`: is it `#[inline(never)]`, and called?"),
        _ => bail!("there are several functions `{path}`"),
    }
}
