//! Deployment templates, evaluated as a deployment would as far as that is possible without Azure: parameters,
//! variables, functions, loops, conditions and templates inside of templates. What only a deployment can know
//! is unknown, with whatever is known of it. Knows the resource manager, no compute.

mod choices;
mod constraints;
mod eval;
mod functions;
mod machine;
mod names;
mod parse;
mod problems;
mod resources;
mod scope;
mod value;

use machine::{Machine, Passed};
use problems::{Problem, Problems};

use crate::diagnostics::Reporter;
use crate::text::{Kind, Member, Node};

pub(crate) use choices::Axis;
pub(crate) use machine::Known;
pub use problems::{CODES, COPIES, EXPLANATIONS, EXPRESSION, LIMIT, PARAMETER, REFERENCE};
pub(crate) use resources::{Compute, NameFault};
pub(crate) use value::{Data, Found, Piece, Value, spelled};

/// What a template deploys.
pub(crate) struct Evaluated<'d> {
    /// The computes, with the first way at every choice.
    pub(crate) computes: Vec<Compute<'d>>,
    /// The computes of the other ways, one choice at a time.
    pub(crate) others: Vec<Other<'d>>,
    /// There is a compute, whether it is deployed or not.
    pub(crate) any: bool,
}

/// What a template deploys if one choice goes another way.
pub(crate) struct Other<'d> {
    /// Which choice, by its number.
    pub(crate) choice: usize,
    pub(crate) axis: Axis,
    /// Where the choice stands.
    pub(crate) node: Option<Node<'d>>,
    pub(crate) computes: Vec<Compute<'d>>,
}

/// Evaluates a template. What a deployment would refuse of it goes to `reporter`.
pub(crate) fn evaluate<'d>(
    root: Node<'d>,
    known: Known<'d>,
    reporter: &mut Reporter,
) -> Evaluated<'d> {
    let (special, candidates) = eval::places(root);
    let mut problems = Problems::default();
    let start = || {
        let mut machine = Machine::new(root, known, special.clone(), functions::find);
        take_parameters(&mut machine);
        machine
    };
    let mut machine = start();
    let walk = resources::walk(&mut machine, &candidates);
    problems.adopt(machine.problems);
    let mut others = Vec::new();
    for (at, choice) in machine.choices.met.iter().enumerate() {
        // The first way of a condition is gone already; on it a parameter is not known.
        for way in u32::from(choice.axis == Axis::Condition)..choice.ways {
            let mut machine = start();
            machine.choices.turned = Some((choice.clone(), way));
            let computes = resources::walk(&mut machine, &candidates).computes;
            problems.adopt(machine.problems);
            others.push(Other { choice: at, axis: choice.axis, node: choice.node, computes });
        }
    }
    problems.report(reporter);
    Evaluated { computes: walk.computes, others, any: walk.any }
}

/// Gives the document's parameters the values of the caller: those of a parameter file, or a plain object.
fn take_parameters(machine: &mut Machine<'_>) {
    let Some(given) = machine.known.parameters else { return };
    let file = given.get("parameters").filter(|inner| {
        let is_file = given.get("$schema").is_some() || given.get("contentVersion").is_some();
        inner.kind() == Kind::Object && (is_file || given.members().count() == 1)
    });
    let root = machine.root;
    let declared = root.get("parameters");
    // The part of a parameter file that clients put into a request.
    let is_part = file.is_none() && given.members().count() > 0 && given.members().all(is_wrapped);
    let file = if is_part { Some(given) } else { file };
    let all = file.unwrap_or(given);
    for member in all.members() {
        if declared.is_none_or(|declared| declared.get(member.key).is_none()) {
            let at = declared.unwrap_or(root);
            machine.problems.tell(Problem::Passed, at, member.key);
        }
    }
    if let Some(scope) = machine.scopes.first_mut() {
        scope.passed = if file.is_some() { Passed::File(all) } else { Passed::Values(all) };
    }
}

/// Whether a value stands as parameter files write it: `{ "value": … }` or a reference to a secret.
fn is_wrapped(given: Member<'_>) -> bool {
    let mut members = given.value.members();
    let first = members.next().map(|member| member.key);
    matches!(first, Some("value" | "reference")) && members.next().is_none()
}
