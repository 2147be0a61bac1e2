//! The state as one text, and back: the time, the store, the limits, where identifiers go on. What a
//! test set up around it, faults and the list of requests, is not part of it.

use super::Engine;
use super::clock::Clock;
use super::ids::Ids;
use super::quota::Limits;
use super::store::Store;
use super::throttle::Throttle;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Raised when an older emulator could not read the text or would read it wrongly.
const FORMAT: u32 = 2;

#[derive(Deserialize, Serialize)]
struct Snapshot<'a> {
    format: u32,
    clock: Cow<'a, Clock>,
    ids: Cow<'a, Ids>,
    limits: Cow<'a, Limits>,
    store: Cow<'a, Store>,
}

/// Read first: a text of another format need not have the rest.
#[derive(Deserialize)]
struct Header {
    format: u32,
}

impl Engine {
    /// Everything that a later emulator needs to go on from here. The secrets of attached machines
    /// are in it.
    ///
    /// # Errors
    ///
    /// None are known; a test sees to it.
    pub fn snapshot(&self) -> Result<String, String> {
        let snapshot = Snapshot {
            format: FORMAT,
            clock: Cow::Borrowed(&self.clock),
            ids: Cow::Borrowed(&self.ids),
            limits: Cow::Borrowed(&self.config.limits),
            store: Cow::Borrowed(&self.store),
        };
        serde_json::to_string(&snapshot).map_err(|error| error.to_string())
    }

    /// Goes on from a snapshot. A clock that follows the host's catches up with the time in between.
    ///
    /// # Errors
    ///
    /// What is wrong with the text; the engine is as it was then.
    pub fn restore(&mut self, text: &str) -> Result<(), String> {
        let Header { format } = serde_json::from_str(text).map_err(|error| error.to_string())?;
        if format != FORMAT {
            return Err(format!("it has format {format}, and this emulator reads format {FORMAT}"));
        }
        let snapshot: Snapshot<'_> =
            serde_json::from_str(text).map_err(|error| error.to_string())?;
        self.clock = snapshot.clock.into_owned();
        self.ids = snapshot.ids.into_owned();
        self.config.limits = snapshot.limits.into_owned();
        self.store = snapshot.store.into_owned();
        self.throttle = Throttle::default();
        Ok(())
    }
}
