//! The middle floor: which operations there are, what their requests look like, what they are to leave behind.
//! Sends nothing and waits for nothing.

pub(super) mod api;
pub(super) mod job;
mod older_bodies;
pub(super) mod pages;
pub(super) mod resource;
pub(super) mod table;
pub(super) mod target;
pub(super) mod task;

pub use table::*;
