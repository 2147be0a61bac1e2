//! What an operation is to leave behind, and where: all that is needed to follow it.

use crate::client::http::request::Method;

/// An operation that is ready to be submitted.
#[derive(Clone, Debug)]
pub struct Start {
    /// The method of the request that starts it.
    pub method: Method,
    /// Its name in the table of operations.
    pub name: &'static str,
    /// URL of the resource it is about.
    pub resource: String,
    /// Path of that resource.
    pub path: String,
    /// The api-version it is submitted with.
    pub api_version: String,
    /// What it is to leave behind.
    pub target: Target,
}

/// What an operation is to leave behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// The resource, provisioned.
    Present,
    /// No resource.
    Gone,
    /// A compute instance that runs.
    Started,
    /// A compute instance that stands still.
    Stopped,
    /// A compute instance that runs again.
    Restarted,
    /// A compute instance with another machine size, running or not.
    Resized,
    /// A job that has ended, however.
    Ended,
}
