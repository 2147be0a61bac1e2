//! The names of a section of a template, and how far the value of each is found out. A module of a compiled
//! template declares dozens of parameters and uses a few: nothing is made of a name that nobody asks for.

use super::value::Value;
use crate::diagnostics::sorted;
use crate::text::{Kind, Node};

/// The parameters or the variables of a template.
#[derive(Debug)]
pub(super) struct Names<'d> {
    section: Option<Node<'d>>,
    /// For each value of the section the number of its state, counted from one.
    slots: Vec<u32>,
    states: Vec<State<'d>>,
    /// The variables that loops make, by their names in lower case.
    loops: Vec<(String, Node<'d>)>,
}

/// How far a value is found out.
#[derive(Clone, Debug)]
pub(super) enum State<'d> {
    New,
    Busy,
    Done(Value<'d>),
}

impl<'d> Names<'d> {
    pub(super) fn new(section: Option<Node<'d>>, variables: bool) -> Self {
        let values = section.map_or(0, |section| {
            let (first, end) = section.span();
            end.saturating_sub(first)
        });
        let loops = section.filter(|_| variables).and_then(|section| section.get("copy"));
        Self {
            section,
            slots: vec![0; values as usize],
            states: Vec::new(),
            loops: in_order(loops.into_iter().flat_map(Node::items)),
        }
    }

    /// The declaration of a name, compared without case; whether a loop makes its value.
    pub(super) fn find(&self, name: &str) -> Option<(Node<'d>, bool)> {
        let is_loop = |node: &Node<'_>| {
            node.kind() == Kind::List && !self.loops.is_empty() && name.eq_ignore_ascii_case("copy")
        };
        let declared = self.section.and_then(|section| section.get(name));
        if let Some(node) = declared.filter(|node| !is_loop(node)) {
            return Some((node, false));
        }
        let lower = name.to_ascii_lowercase();
        let at = self.loops.binary_search_by(|(found, _)| found.as_str().cmp(&lower)).ok()?;
        self.loops.get(at).map(|(_, node)| (*node, true))
    }

    /// How far the value of a declaration is found out.
    pub(super) fn state(&mut self, declared: Node<'d>) -> Option<&mut State<'d>> {
        let (first, _) = self.section?.span();
        let slot = self.slots.get_mut(declared.index().checked_sub(first)? as usize)?;
        if *slot == 0 {
            self.states.push(State::New);
            *slot = u32::try_from(self.states.len()).ok()?;
        }
        self.states.get_mut(slot.checked_sub(1)? as usize)
    }
}

/// Loops by their names.
fn in_order<'d>(items: impl Iterator<Item = Node<'d>>) -> Vec<(String, Node<'d>)> {
    let named = |item: Node<'d>| Some((item.get("name")?.text()?.to_ascii_lowercase(), item));
    let mut all: Vec<Option<(String, Node<'d>)>> = items.filter_map(named).map(Some).collect();
    let key = |at: u32| all.get(at as usize).and_then(Option::as_ref).map(|(name, _)| name);
    let order = sorted(all.len(), &|a, b| key(a).cmp(&key(b)));
    order.into_iter().filter_map(|at| all.get_mut(at as usize).and_then(Option::take)).collect()
}
