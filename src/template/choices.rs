//! Where a deployment could go either way: a condition that is not known, a parameter without a value whose
//! values are listed. The template is evaluated once with the first way everywhere, and once more for each
//! other way, so that findings can be told from those that only one way has.

use std::rc::Rc;

use crate::text::Node;

/// Most evaluations beside the first.
const MOST: u32 = 16;

/// What a choice is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Axis {
    /// A condition: both ways happen.
    Condition,
    /// The values of a parameter that has none yet: on the first way it is not known.
    Parameter,
}

/// A choice that was met.
#[derive(Clone, Debug)]
pub(crate) struct Choice<'d> {
    /// Where the template begins that it stands in.
    scope: u32,
    text: Rc<str>,
    /// How many ways there are.
    pub(crate) ways: u32,
    pub(crate) axis: Axis,
    /// Where it stands.
    pub(crate) node: Option<Node<'d>>,
}

/// The choices of one evaluation.
#[derive(Debug, Default)]
pub(super) struct Choices<'d> {
    pub(super) met: Vec<Choice<'d>>,
    /// The one that goes another way this time, and which.
    pub(super) turned: Option<(Choice<'d>, u32)>,
    /// What holds where something is judged only if it holds.
    pub(super) assumed: Vec<(u32, Rc<str>, bool)>,
    others: u32,
}

impl<'d> Choices<'d> {
    /// What is taken for true or false here.
    pub(super) fn assumption(&self, scope: u32, text: &str) -> Option<bool> {
        let mut assumed = self.assumed.iter().rev();
        assumed.find(|(at, of, _)| *at == scope && &**of == text).map(|(.., holds)| *holds)
    }

    /// Which way is gone; `None` if it is left open, or if there are too many choices already.
    pub(super) fn way(
        &mut self,
        scope: u32,
        text: &str,
        ways: u32,
        axis: Axis,
        node: Option<Node<'d>>,
    ) -> Option<u32> {
        let is = |choice: &Choice<'_>| {
            choice.scope == scope && choice.axis == axis && &*choice.text == text
        };
        if let Some((choice, way)) = &self.turned
            && is(choice)
        {
            return Some(*way);
        }
        let first = (axis == Axis::Condition).then_some(0);
        if self.met.iter().any(is) {
            return first;
        }
        let others = self.others.saturating_add(ways);
        if others > MOST {
            return None;
        }
        self.others = others;
        self.met.push(Choice { scope, text: text.into(), ways, axis, node });
        first
    }
}
