//! What a caller can follow while an operation runs.

use super::progress::Progress;
use super::resume::ResumeToken;
use crate::diagnostics::Report;

/// Follows an operation.
pub trait Observer {
    /// The service has accepted the operation; the token finds it again.
    fn submitted(&mut self, token: &ResumeToken) {
        let _ = token;
    }

    /// Something is known about how far it is.
    fn progress(&mut self, progress: &Progress) {
        let _ = progress;
    }

    /// The compute was looked at before the request, and this was found.
    fn report(&mut self, report: &Report) {
        let _ = report;
    }

    /// Whether the resource is read at each poll of the operation, so that its states and node counts
    /// are known while it runs. Costs one small GET per poll.
    fn wants_details(&self) -> bool {
        true
    }
}

/// Follows nothing.
impl Observer for () {
    fn wants_details(&self) -> bool {
        false
    }
}
