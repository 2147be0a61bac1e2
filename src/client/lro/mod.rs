//! The upper floor: operations that take long. Decides what comes next, how far it is and when it has settled;
//! knows no transport and no clock.

mod explain;
pub(super) mod observer;
pub(super) mod poll;
pub(super) mod progress;
pub(super) mod resume;
mod settling;

pub use super::operations::target::{Start, Target};
pub use poll::{LONGEST_WAIT, Operation, SHORTEST_WAIT, Settled, Step, Until, settle};
