//! What is known of a request whose answer was lost, and what the caller is told of it. Nothing is sent a second time
//! before it is known what became of the first.

use super::http::error::Error;
use super::http::io::Timestamp;
use super::http::request::{Method, Response};
use super::lro::lost::{Settled, is_made_after, settle};

/// The answer to a request.
pub(super) struct Reply {
    pub(super) response: Response,
    /// The answer is that of the resource, which shows that the lost request was acted on.
    pub(super) settled: bool,
    /// Whether the service has acted on the request is not known.
    pub(super) unknown: bool,
}

impl Reply {
    pub(super) const fn plain(response: Response, unknown: bool) -> Self {
        Self { response, settled: false, unknown }
    }

    pub(super) const fn settled(response: Response) -> Self {
        Self { response, settled: true, unknown: false }
    }
}

/// What is known of a request that is sent, perhaps more than once.
#[derive(Default)]
pub(super) struct Fate {
    /// An earlier try may have reached the service.
    pub(super) doubtful: bool,
    /// Whether the service has acted on it is not known now. Where a look can tell, nothing else is sent before.
    pub(super) open: bool,
    /// What is there now may be there because of an earlier try.
    pub(super) perhaps: bool,
    /// The answer to a try that perhaps collided with an earlier one.
    pub(super) collided: Option<Response>,
}

impl Fate {
    const fn is_unknown(&self) -> bool {
        self.open || self.perhaps
    }

    pub(super) fn error(&self, error: Error) -> Error {
        if self.is_unknown() { error.uncertain() } else { error }
    }

    pub(super) fn reply(&self, result: Result<Response, Error>) -> Result<Reply, Error> {
        match result {
            Ok(response) => Ok(Reply::plain(response, self.is_unknown())),
            Err(error) => Err(self.error(error)),
        }
    }

    /// Takes a look at the resource: `None` if the request is to be sent again. `began`: when the call began, by the
    /// clock of whoever answers.
    pub(super) fn settle(
        &mut self,
        if_absent: bool,
        method: Method,
        state: Response,
        began: Timestamp,
    ) -> Option<Result<Reply, Error>> {
        let settled = settle(method, &state);
        if settled == Settled::Acted {
            return Some(Ok(Reply::settled(state)));
        }
        let there = state.status == 200;
        if if_absent && there {
            return Some(Err(Error::perhaps_ours()));
        }
        // Sent again it would delete what somebody has made since.
        if there && method == Method::Delete && is_made_after(&state, began) {
            return Some(Err(Error::made_anew()));
        }
        self.open = settled == Settled::Unknown;
        self.perhaps = there && method == Method::Put;
        match self.collided.take() {
            Some(response) => Some(Ok(Reply::plain(response, self.is_unknown()))),
            None if settled == Settled::Unknown => {
                let error = if there {
                    Error::unexpected(&state, "reading the resource did not show it")
                } else {
                    Error::status_failure(&state)
                };
                Some(Err(error.uncertain()))
            }
            None => None,
        }
    }
}
