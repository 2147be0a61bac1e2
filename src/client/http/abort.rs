//! Giving up: a switch that ends every wait and exchange of a call.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::task::{Context, Waker};

/// A switch that a caller throws to end calls. Clones are the same switch.
#[derive(Clone, Debug, Default)]
pub struct Abort(Rc<Switch>);

#[derive(Debug, Default)]
struct Switch {
    thrown: Cell<bool>,
    waiting: RefCell<Vec<Waker>>,
}

impl Abort {
    /// A switch that is not thrown.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Ends every call that listens to this switch, now and later.
    pub fn abort(&self) {
        self.0.thrown.set(true);
        // Taken out first: a waker may run code that listens again.
        let waiting = self.0.waiting.take();
        for waker in waiting {
            waker.wake();
        }
    }

    /// Whether the switch is thrown.
    #[must_use]
    pub fn is_aborted(&self) -> bool {
        self.0.thrown.get()
    }

    /// Whether the switch is thrown; if not, the task is woken when it is.
    pub(in crate::client) fn poll(&self, context: &Context<'_>) -> bool {
        if self.is_aborted() {
            return true;
        }
        let mut waiting = self.0.waiting.borrow_mut();
        if !waiting.iter().any(|waker| waker.will_wake(context.waker())) {
            waiting.push(context.waker().clone());
        }
        false
    }
}
