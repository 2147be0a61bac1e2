//! What an error says beyond the answer that told of it: the reason that a resource gives, the state that it
//! is in, how far an operation was. And what it must not say.

use std::borrow::Cow;

use super::progress::Progress;
use super::settling;
use crate::arm::error_body::ErrorBody;
use crate::client::http::error::{Class, Error, WORKSPACE};
use crate::client::http::mask::{bounded, masked};
use crate::client::http::request::Response;
use crate::client::http::response;
use crate::client::operations::resource::{provisioning_errors, reason};
use crate::diagnostics::{Json, to_json};
use crate::text::Node;

/// What to do about a request whose fate is not known.
const DOUBTFUL: &str =
    "the service may have processed it; check the resource before you send it again";
/// What to do about an operation whose end nobody has seen.
const GOES_ON: &str = "the operation may continue in the service; resume it or check the resource";

impl Error {
    /// Adds what the resource tells about the failure of its operation: the reason, if the operation gave
    /// none, all errors that it carries, and the state that an instance is in.
    pub(crate) fn explained_by(mut self, resource: Node<'_>) -> Self {
        if let Some(body) = reason(resource).filter(|_| !self.0.explained) {
            if let Some(code) = body.code {
                self.0.code = Cow::Owned(code);
            }
            if let Some(message) = body.message {
                self.0.message = Cow::Owned(message);
                self.0.explained = true;
            }
            self.0.target = body.target.or(self.0.target);
            self.0.details = body.details.or(self.0.details);
            self.0.additional_info = body.additional_info.or(self.0.additional_info);
        }
        self.0.provisioning_errors = provisioning_errors(resource);
        self.expect();
        self.in_state(settling::failed_state(resource).as_deref())
    }

    /// Says which state the instance is in.
    fn in_state(mut self, state: Option<&str>) -> Self {
        let Some(state) = state.filter(|state| !self.0.message.contains(state)) else {
            return self;
        };
        self.0.message = Cow::Owned(if self.0.explained {
            [&self.0.message, " (the compute is ", state, ")"].concat()
        } else {
            ["the compute is ", state].concat()
        });
        self
    }

    /// Nobody may look how a request ends that the service has taken.
    pub(crate) fn out_of_sight(response: &Response) -> Self {
        let mut error = Self::status_failure(response);
        let told = std::mem::take(&mut error.0.message);
        let words = "the service accepted the request and is processing it, but this identity may not read its result: ";
        error.0.message = Cow::Owned([words, &told].concat());
        error.0.outcome_unknown = true;
        error.helped("do not send it again; the identity needs computes/read on this scope, or another identity can resume the operation with the resume token")
    }

    /// The service has taken the request, and how it ends is not known.
    pub(crate) fn unfinished(mut self) -> Self {
        if !self.0.outcome_unknown {
            self.0.outcome_unknown = true;
            self.0.help = Some(GOES_ON);
        }
        self
    }

    /// Nobody knows whether the service has acted on the request.
    pub(crate) fn uncertain(mut self) -> Self {
        if !self.0.outcome_unknown {
            self.0.outcome_unknown = true;
            let words =
                ["it is not known whether the service processed the request: ", &self.0.message];
            self.0.message = Cow::Owned(words.concat());
            self.0.help = Some(DOUBTFUL);
        }
        self
    }

    /// A compute that was to be new may be there because of the request.
    pub(crate) fn perhaps_ours() -> Self {
        Self::in_doubt(
            "the response to the request was lost, and a compute of this name exists now",
        )
        .helped("check it: this request may have created it; the request was not sent again")
    }

    /// The service has told how an operation ended.
    pub(crate) fn ends_an_operation(&self) -> bool {
        self.0.name == Class::Arm && !self.0.outcome_unknown
    }

    /// What stands where a request was to make something is not what was sent.
    pub(crate) fn not_as_sent() -> Self {
        Self::in_doubt("the response to the request was lost, and the compute that exists now differs from the request")
            .helped("another client may have created or changed it; check it before you send the request again")
    }

    /// What is there under the name of something that was to be deleted is newer than the request.
    pub(crate) fn made_anew() -> Self {
        Self::in_doubt(
            "the response to the request was lost, and the compute that exists now was created after it",
        )
        .helped(
            "the compute you meant is probably deleted; check the new one before you delete it",
        )
    }

    fn in_doubt(words: &'static str) -> Self {
        let mut error = Self::conflict(words);
        error.0.outcome_unknown = true;
        error
    }

    /// It was about something that somebody else does; nothing of ours was sent.
    pub(crate) fn of_others(mut self) -> Self {
        if std::mem::take(&mut self.0.outcome_unknown) {
            self.0.help = Some(
                "nothing was sent: somebody else is changing the compute, and the result is not known",
            );
        }
        self
    }

    /// Adds how far the operation was.
    pub(crate) fn with_progress(mut self, progress: &Progress) -> Self {
        if self.0.progress.is_some() {
            return self;
        }
        let mut seen: Vec<&str> = Vec::new();
        let words = [&progress.provisioning_state, &progress.allocation_state, &progress.state];
        seen.extend(words.into_iter().flatten().map(String::as_str));
        let first = progress
            .errors
            .as_ref()
            .and_then(|errors| response::read(errors.as_str(), ErrorBody::read).flatten()?.message);
        if !seen.is_empty() || first.is_some() {
            let mut message = self.0.message.into_owned();
            message.push_str("; the compute was last seen ");
            message.push_str(&seen.join(", "));
            if let Some(first) = first {
                message.push_str(if seen.is_empty() { "with: " } else { ": " });
                message.push_str(&first);
            }
            self.0.message = Cow::Owned(message);
        }
        self.0.progress = to_json(progress).ok().map(Json::raw);
        self
    }

    /// What is missing is the workspace, in the word that the service has for that.
    pub(crate) fn of_workspace(mut self) -> Self {
        // A word that says more is kept.
        if ["ResourceNotFound", "NotFound"].contains(&self.code()) {
            self.0.code = Cow::Borrowed("ParentResourceNotFound");
        }
        self.0.target = Some(String::from(WORKSPACE));
        self.helped(
            "the workspace itself was not found: check subscriptionId, resourceGroup and workspace",
        )
    }

    /// Words of others without tokens, and of a length that can be shown. `token` is the one in use.
    pub(crate) fn sealed(mut self, token: Option<&str>) -> Self {
        // A service speaks of ids and names; a host or a credential may repeat what it was given.
        let foreign =
            matches!(self.0.name, Class::Auth | Class::Network) && self.0.status.is_none();
        let parts = &mut self.0;
        if let Some(message) = masked(&parts.message, token, foreign) {
            parts.message = Cow::Owned(message);
        }
        if let Some(message) = bounded(&parts.message) {
            parts.message = Cow::Owned(message);
        }
        if let Some(code) = bounded(&parts.code) {
            parts.code = Cow::Owned(code);
        }
        let bodies =
            [&mut parts.details, &mut parts.additional_info, &mut parts.provisioning_errors];
        for body in bodies.into_iter().flatten() {
            if let Some(text) = masked(body.as_str(), token, false) {
                *body = Json::raw(text);
            }
        }
        self
    }
}
