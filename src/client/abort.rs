//! Giving up: a switch that ends every wait and exchange of a call, and the race that listens to it.

use std::cell::{Cell, RefCell};
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::rc::Rc;
use std::task::{Poll, Waker};

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

    /// Runs a future until it is done (`Some`) or the switch is thrown (`None`).
    pub async fn guard<T>(&self, work: impl Future<Output = T>) -> Option<T> {
        let mut work = pin!(work);
        poll_fn(|context| {
            if self.is_aborted() {
                return Poll::Ready(None);
            }
            if let Poll::Ready(done) = work.as_mut().poll(context) {
                return Poll::Ready(Some(done));
            }
            if self.is_aborted() {
                return Poll::Ready(None);
            }
            let mut waiting = self.0.waiting.borrow_mut();
            if !waiting.iter().any(|waker| waker.will_wake(context.waker())) {
                waiting.push(context.waker().clone());
            }
            Poll::Pending
        })
        .await
    }
}

/// Runs two futures until one of them is done: `Ok` of the first, `Err` of the second. If both are, the
/// first counts.
pub(super) async fn race<A, B>(
    first: impl Future<Output = A>,
    second: impl Future<Output = B>,
) -> Result<A, B> {
    let mut first = pin!(first);
    let mut second = pin!(second);
    poll_fn(|context| {
        if let Poll::Ready(done) = first.as_mut().poll(context) {
            return Poll::Ready(Ok(done));
        }
        second.as_mut().poll(context).map(Err)
    })
    .await
}
