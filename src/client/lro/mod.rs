//! The upper floor: operations that take long. Decides what comes next, how far it is and when it has settled;
//! knows no transport and no clock.

mod explain;
pub(super) mod lost;
pub(super) mod observer;
pub(super) mod poll;
pub(super) mod progress;
pub(super) mod resume;
mod settling;

pub use super::operations::target::{Start, Target};
pub use lost::{Settled, settle};
pub use poll::{LONGEST_WAIT, Operation, SHORTEST_WAIT, Step, Until};
