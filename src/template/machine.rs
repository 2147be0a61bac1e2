//! What an evaluation carries along: the templates that are entered, the names in sight, the choices made, and
//! how much work is left. Work is counted, so that no template makes it run away.

use std::rc::Rc;

use super::choices::Choices;
use super::names::Names;
use super::parse::{Parsed, is_expression};
use super::problems::{Problem, Problems};
use super::value::{Data, Member, Value};
use crate::text::Node;

/// Deepest that values, expressions and what they refer to are followed into each other.
const DEEPEST: u32 = 120;
/// Most steps (values and parts of expressions) for one template.
const MOST_STEPS: u32 = 400_000;
/// Most bytes of texts that are put together.
const MOST_BYTES: usize = 1 << 24;
/// Most values in all that is put together, and in one list or object: shared parts count wherever they stand,
/// because whoever walks through a value meets them there.
const MOST_VALUES: u32 = 2_000_000;
const LARGEST_VALUE: u32 = 50_000;
/// Most copies that a loop makes: the resource manager takes no more.
pub(super) const MOST_COPIES: i64 = 800;

/// Where names are looked up.
#[derive(Clone, Debug)]
pub(super) struct Frame<'d> {
    pub(super) scope: usize,
    /// The loop around, if there is one.
    pub(super) turn: Option<Rc<Turn>>,
    /// The arguments of the user's function that is evaluated.
    pub(super) arguments: Option<Rc<[Member<'d>]>>,
}

/// One turn of a loop.
#[derive(Clone, Debug)]
pub(super) struct Turn {
    pub(super) name: Rc<str>,
    /// The number of the copy, if it is known.
    pub(super) index: Option<i64>,
    /// The loop around this one.
    pub(super) outer: Option<Rc<Turn>>,
}

/// What is known beside the template.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Known<'d> {
    /// What the services say (`facts`).
    pub(crate) facts: Option<Node<'d>>,
    /// Values of parameters.
    pub(crate) parameters: Option<Node<'d>>,
    /// The day of the check.
    pub(crate) today: Option<&'d str>,
}

/// A function runs with the values of its arguments; nothing comes of a call whose result is not known.
pub(super) type Values = for<'d> fn(&mut Machine<'d>, &[Value<'d>]) -> Option<Value<'d>>;
/// A function runs with its arguments as they are written: not all of them may be evaluated.
pub(super) type Form = for<'d> fn(&mut Machine<'d>, &Parsed<'d>, &[u32]) -> Option<Value<'d>>;

/// How a function is run.
#[derive(Clone, Copy)]
pub(super) enum Run {
    /// With arguments that are wholly known.
    Strict(Values),
    /// With whatever is known of the arguments.
    Loose(Values),
    Form(Form),
    /// Only a deployment knows.
    Azure,
}

/// A function.
pub(super) struct Function {
    pub(super) name: &'static str,
    /// Fewest and most arguments.
    pub(super) least: u8,
    pub(super) most: u8,
    pub(super) run: Run,
}

/// A template that is evaluated.
#[derive(Debug)]
pub(super) struct Scope<'d> {
    pub(super) template: Node<'d>,
    /// It is the whole document, or nobody knows what is passed to it.
    pub(super) open: bool,
    pub(super) passed: Passed<'d>,
    /// It is deployed into another resource group or subscription.
    pub(super) elsewhere: bool,
    /// Its parameters and its variables, once one of them was asked for.
    pub(super) names: [Option<Names<'d>>; 2],
}

/// The values that a caller gives to the parameters.
#[derive(Clone, Debug)]
pub(super) enum Passed<'d> {
    Nothing,
    /// Each `{ value }`, in the names of the caller.
    Deployment(Node<'d>, Frame<'d>),
    /// Each `{ value }`, of a parameter file.
    File(Node<'d>),
    /// The values themselves.
    Values(Node<'d>),
}

impl<'d> Scope<'d> {
    pub(super) const fn new(template: Node<'d>, open: bool) -> Self {
        let passed = Passed::Nothing;
        Self { template, open, passed, elsewhere: false, names: [None, None] }
    }
}

/// An evaluation.
pub(super) struct Machine<'d> {
    pub(super) root: Node<'d>,
    pub(super) known: Known<'d>,
    /// The functions by their names.
    pub(super) find: fn(&str) -> Option<&'static Function>,
    /// Places of the document that hold something to evaluate, in order.
    pub(super) special: Rc<[u32]>,
    pub(super) scopes: Vec<Scope<'d>>,
    pub(super) frames: Vec<Frame<'d>>,
    pub(super) locals: Vec<(Rc<str>, Value<'d>)>,
    pub(super) choices: Choices<'d>,
    pub(super) problems: Problems<'d>,
    /// The value that is evaluated.
    pub(super) here: Option<Node<'d>>,
    pub(super) depth: u32,
    steps: u32,
    bytes: usize,
    values: u32,
}

impl<'d> Machine<'d> {
    pub(super) fn new(
        root: Node<'d>,
        known: Known<'d>,
        special: Rc<[u32]>,
        find: fn(&str) -> Option<&'static Function>,
    ) -> Self {
        Self {
            root,
            known,
            find,
            special,
            scopes: vec![Scope::new(root, true)],
            frames: vec![Frame { scope: 0, turn: None, arguments: None }],
            locals: Vec::new(),
            choices: Choices::default(),
            problems: Problems::default(),
            here: None,
            depth: 0,
            steps: MOST_STEPS,
            bytes: MOST_BYTES,
            values: MOST_VALUES,
        }
    }

    pub(super) fn frame(&self) -> Frame<'d> {
        let nothing = Frame { scope: 0, turn: None, arguments: None };
        self.frames.last().cloned().unwrap_or(nothing)
    }

    /// Evaluates something with other names in sight.
    pub(super) fn within<T>(&mut self, frame: Frame<'d>, run: impl FnOnce(&mut Self) -> T) -> T {
        self.frames.push(frame);
        let value = run(self);
        self.frames.pop();
        value
    }

    /// Evaluates something with another loop around it.
    pub(super) fn looped<T>(
        &mut self,
        name: &Rc<str>,
        index: Option<i64>,
        run: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let mut frame = self.frame();
        let outer = frame.turn.take();
        frame.turn = Some(Rc::new(Turn { name: Rc::clone(name), index, outer }));
        self.within(frame, run)
    }

    /// Counts a step; `None` once there were too many, or they went too deep.
    pub(super) fn step(&mut self) -> Option<()> {
        if self.depth >= DEEPEST {
            self.problem(Problem::Depth, "");
            return None;
        }
        match self.steps.checked_sub(1) {
            Some(left) => {
                self.steps = left;
                Some(())
            }
            None => {
                self.problem(Problem::Size, "");
                None
            }
        }
    }

    /// Whether there is room for another text of this length.
    pub(super) fn room(&mut self, bytes: usize) -> Option<()> {
        match self.bytes.checked_sub(bytes) {
            Some(left) => {
                self.bytes = left;
                Some(())
            }
            None => {
                self.problem(Problem::Size, "");
                None
            }
        }
    }

    /// Counts what is in a value; `None` for one that is too large, or once there were too many.
    pub(super) fn weigh(&mut self, value: &Value<'d>) -> Option<()> {
        let most = self.values.min(LARGEST_VALUE);
        let mut left = most;
        let counted = value.count(&mut left);
        let weight = counted.map_or(most, |()| most.saturating_sub(left));
        self.values = self.values.saturating_sub(weight);
        if counted.is_none() {
            self.problem(Problem::Size, "");
        }
        counted
    }

    /// Tells what is wrong with the value that is evaluated.
    pub(super) fn problem(&mut self, problem: Problem, what: &str) {
        if let Some(node) = self.here {
            self.problems.tell(problem, node, what);
        }
    }
}

/// Nothing is known of what stands at a node.
pub(super) fn unknown_at(node: Node<'_>) -> Value<'_> {
    let said = node.text().filter(|text| is_expression(text)).map(Rc::from);
    Value { data: Data::Unknown(said), from: Some(node) }
}
