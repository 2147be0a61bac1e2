//! The one error of the client. Its kind is private: callers ask predicates and accessors, the
//! JavaScript boundary gets the serialised form `{ name, code, message, … }`. Never holds a token, a
//! request body or the query of a URL.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use serde::Serialize;

use super::io::milliseconds;
use super::request::Response;
use super::url::origin_of;
use crate::arm::error_body::ErrorBody;
use crate::diagnostics::{Expected, Json, Report};

/// The classes of failure; the names are those of the JavaScript classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(in crate::client) enum Class {
    #[serde(rename = "TypeError")]
    Argument,
    #[serde(rename = "ValidationError")]
    Validation,
    #[serde(rename = "ArmError")]
    Arm,
    #[serde(rename = "AuthError")]
    Auth,
    #[serde(rename = "ThrottledError")]
    Throttled,
    #[serde(rename = "TimeoutError")]
    Timeout,
    #[serde(rename = "NetworkError")]
    Network,
    #[serde(rename = "UntrustedUrlError")]
    UntrustedUrl,
    #[serde(rename = "AbortError")]
    Aborted,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::client) struct Parts {
    pub(in crate::client) name: Class,
    pub(in crate::client) code: Cow<'static, str>,
    pub(in crate::client) message: Cow<'static, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::client) help: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::client) report: Option<Report>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::client) status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::client) target: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::client) details: Option<Json>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::client) additional_info: Option<Json>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::client) provisioning_errors: Option<Json>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::client) expected: Option<Expected>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::client) request_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::client) correlation_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::client) retry_after_ms: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::client) progress: Option<Json>,
    #[serde(skip_serializing_if = "is_false")]
    pub(in crate::client) outcome_unknown: bool,
    /// The words are the service's.
    #[serde(skip)]
    pub(in crate::client) explained: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature is given by serde")]
const fn is_false(value: &bool) -> bool {
    !*value
}

/// Why a call failed.
#[derive(Clone, Serialize)]
#[serde(transparent)]
pub struct Error(pub(in crate::client) Box<Parts>);

impl Error {
    /// The class in the words of the JavaScript package: `ArmError`, `AuthError`, …
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self.0.name {
            Class::Argument => "TypeError",
            Class::Validation => "ValidationError",
            Class::Arm => "ArmError",
            Class::Auth => "AuthError",
            Class::Throttled => "ThrottledError",
            Class::Timeout => "TimeoutError",
            Class::Network => "NetworkError",
            Class::UntrustedUrl => "UntrustedUrlError",
            Class::Aborted => "AbortError",
        }
    }

    /// The service's code, or our own word if the service gave none.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.0.code
    }

    /// What happened.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// What to do about it.
    #[must_use]
    pub const fn help(&self) -> Option<&'static str> {
        self.0.help
    }

    /// The findings of a refused body or name.
    #[must_use]
    pub const fn report(&self) -> Option<&Report> {
        self.0.report.as_ref()
    }

    /// The HTTP status of the answer that told of the failure; 200 for an operation that failed.
    #[must_use]
    pub const fn status(&self) -> Option<u16> {
        self.0.status
    }

    /// What the service says it is about.
    #[must_use]
    pub fn target(&self) -> Option<&str> {
        self.0.target.as_deref()
    }

    /// Further errors, as received.
    #[must_use]
    pub const fn details(&self) -> Option<&Json> {
        self.0.details.as_ref()
    }

    /// Facts of other parts of Azure, as received.
    #[must_use]
    pub const fn additional_info(&self) -> Option<&Json> {
        self.0.additional_info.as_ref()
    }

    /// The errors the resource itself carries, as received.
    #[must_use]
    pub const fn provisioning_errors(&self) -> Option<&Json> {
        self.0.provisioning_errors.as_ref()
    }

    /// What would have been right, if the service says so: the machine sizes that it takes.
    #[must_use]
    pub const fn expected(&self) -> Option<&Expected> {
        self.0.expected.as_ref()
    }

    /// The service's id of the exchange, if it was readable.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// The service's id of the related calls, if it was readable.
    #[must_use]
    pub fn correlation_id(&self) -> Option<&str> {
        self.0.correlation_id.as_deref()
    }

    /// How long the service asked to wait before the next call.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after_ms.map(Duration::from_millis)
    }

    /// What was asked for may have been done, or may still be done: no answer came, or nobody could see how
    /// it ended. It was not sent a second time. Look at the resource, or resume the operation.
    #[must_use]
    pub const fn is_outcome_unknown(&self) -> bool {
        self.0.outcome_unknown
    }

    /// How far the operation was when its end was last looked for: a `Progress` as it is written.
    #[must_use]
    pub const fn progress(&self) -> Option<&Json> {
        self.0.progress.as_ref()
    }

    /// The thing does not exist.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.0.name == Class::Arm && self.0.status == Some(404)
    }

    /// What is missing is not the thing itself but what it would be in: the subscription, the resource
    /// group or the workspace.
    #[must_use]
    pub fn is_about_surroundings(&self) -> bool {
        let codes = [
            "SubscriptionNotFound",
            "InvalidSubscriptionId",
            "ResourceGroupNotFound",
            "ParentResourceNotFound",
        ];
        self.target() == Some(WORKSPACE)
            || codes.iter().any(|code| code.eq_ignore_ascii_case(&self.0.code))
    }

    /// The service knows the thing and refused the call: the body or an argument is wrong.
    #[must_use]
    pub fn is_validation(&self) -> bool {
        self.0.name == Class::Validation
    }

    /// Not signed in, signed in elsewhere, or not allowed.
    #[must_use]
    pub fn is_auth(&self) -> bool {
        self.0.name == Class::Auth
    }

    /// One exchange brought nothing; the next one may.
    pub(crate) fn may_pass(&self) -> bool {
        self.is_network()
            || [Self::REQUEST_TIMEOUT, Self::CREDENTIAL_TIMEOUT].contains(&self.code())
    }

    /// Too many calls.
    #[must_use]
    pub fn is_throttled(&self) -> bool {
        self.0.name == Class::Throttled
    }

    /// It took too long.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.0.name == Class::Timeout
    }

    /// No answer came.
    #[must_use]
    pub fn is_network(&self) -> bool {
        self.0.name == Class::Network
    }

    /// A URL of the service led to a host that is not trusted with the token.
    #[must_use]
    pub fn is_untrusted_url(&self) -> bool {
        self.0.name == Class::UntrustedUrl
    }

    /// The caller gave up.
    #[must_use]
    pub fn is_aborted(&self) -> bool {
        self.0.name == Class::Aborted
    }
}

/// How the client itself makes errors.
impl Error {
    pub(crate) const REQUEST_TIMEOUT: &'static str = "REQUEST_TIMEOUT";
    pub(crate) const CREDENTIAL_TIMEOUT: &'static str = "CREDENTIAL_TIMEOUT";

    fn new(
        name: Class,
        code: impl Into<Cow<'static, str>>,
        message: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self(Box::new(Parts {
            name,
            code: code.into(),
            message: message.into(),
            help: None,
            report: None,
            status: None,
            target: None,
            details: None,
            additional_info: None,
            provisioning_errors: None,
            expected: None,
            request_id: None,
            correlation_id: None,
            retry_after_ms: None,
            progress: None,
            outcome_unknown: false,
            explained: false,
        }))
    }

    pub(crate) fn argument(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Class::Argument, "INVALID_ARGUMENT", message)
    }

    pub(crate) fn validation(report: Report) -> Self {
        let message =
            report.errors().next().map_or_else(String::new, |finding| finding.message.clone());
        let mut error = Self::new(Class::Validation, "VALIDATION_FAILED", message);
        error.0.report = Some(report);
        error
    }

    /// A deletion or detachment that would do something else than it seems.
    pub(crate) fn removal(report: Report) -> Self {
        let mut error = Self::validation(report);
        let report = error.0.report.as_ref();
        let first = report.and_then(|report| report.diagnostics.first());
        if let (true, Some(first)) = (error.0.message.is_empty(), first) {
            error.0.message = Cow::Owned(first.message.clone());
        }
        error
            .helped("the findings are in `report`; `confirmRemoval: true` sends the request anyway")
    }

    pub(crate) fn exists(name: &str) -> Self {
        let mut message = String::from("the compute `");
        message.push_str(name);
        message.push_str("` exists already");
        Self::conflict(message)
            .helped("open it to change it, or choose another name; nothing was sent")
    }

    pub(crate) fn conflict(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Class::Arm, "Conflict", message)
    }

    pub(crate) fn busy() -> Self {
        Self::conflict("the compute is being changed by somebody else")
            .helped("wait until it has finished")
    }

    pub(crate) fn credential(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Class::Auth, "CREDENTIAL_UNAVAILABLE", message)
            .helped("the token callback failed; sign in again or check the credential")
    }

    pub(crate) fn deadline() -> Self {
        Self::new(
            Class::Timeout,
            "DEADLINE_EXCEEDED",
            "the deadline passed before the call was complete",
        )
    }

    pub(crate) fn request_timeout() -> Self {
        Self::new(
            Class::Timeout,
            Self::REQUEST_TIMEOUT,
            "there was no response within the time limit of one request",
        )
    }

    pub(crate) fn credential_timeout() -> Self {
        Self::new(
            Class::Timeout,
            Self::CREDENTIAL_TIMEOUT,
            "the token callback returned nothing within the time limit of one request",
        )
        .helped("sign in again, or raise requestTimeoutMs if a person has to answer a dialog")
    }

    pub(crate) fn network(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Class::Network, "CONNECTION_FAILED", message).helped(
            "check the connection; in a browser also check CORS, redirects and the CSP of the page",
        )
    }

    pub(crate) fn redirects() -> Self {
        Self::new(
            Class::Network,
            "REDIRECT_REFUSED",
            "the service sent a redirect that is not followed",
        )
        .helped("redirects are followed only on the same origin; check the endpoint")
    }

    pub(crate) fn untrusted(url: &str) -> Self {
        let mut message = String::from("the token is not sent to `");
        message.push_str(&origin_of(url));
        message.push('`');
        Self::new(Class::UntrustedUrl, "UNTRUSTED_URL", message).helped(
            "only the configured endpoint receives the token; add the origin to trustedEndpoints if it is yours",
        )
    }

    pub(crate) fn aborted() -> Self {
        Self::new(Class::Aborted, "ABORTED", "the call was aborted")
    }

    /// An answer that should have been something else: HTML, empty, cut off, another type.
    pub(crate) fn unexpected(response: &Response, message: impl Into<Cow<'static, str>>) -> Self {
        let message = if response.headers.get(TOO_LARGE).is_some() {
            Cow::Borrowed("the response is larger than 8 MiB and was not read completely")
        } else {
            message.into()
        };
        Self::new(Class::Arm, "UNEXPECTED_RESPONSE", message)
            .helped("a proxy or gateway may have responded instead of the service")
            .of(response)
    }

    /// The failure that an answer with an error status tells of.
    pub(crate) fn status_failure(response: &Response) -> Self {
        let body = super::response::read(&response.body, ErrorBody::read).flatten();
        let class = match response.status {
            401 => Class::Auth,
            // A policy's refusal is about the request, not about who sends it.
            403 if !is_policy(body.as_ref()) => Class::Auth,
            429 => Class::Throttled,
            _ => Class::Arm,
        };
        Self::service(class, body, response)
    }

    /// The failure of an operation or a resource, told inside an answer with status 200.
    pub(crate) fn operation_failure(
        body: Option<ErrorBody>,
        fallback: &'static str,
        response: &Response,
    ) -> Self {
        let mut body = body.unwrap_or_default();
        let explained = body.message.is_some();
        body.code.get_or_insert_with(|| String::from(fallback));
        body.message
            .get_or_insert_with(|| String::from("the service ended the operation without success"));
        let mut error = Self::service(Class::Arm, Some(body), response);
        error.0.explained = explained;
        error
    }

    fn service(class: Class, body: Option<ErrorBody>, response: &Response) -> Self {
        let body = body.unwrap_or_default();
        let code = body.code.map_or(Cow::Borrowed(status_word(response.status)), Cow::Owned);
        let message = body.message.map_or_else(
            || {
                let mut text = String::from("the service responded with ");
                text.push_str(&response.status.to_string());
                text.push_str(" without an explanation");
                Cow::Owned(text)
            },
            Cow::Owned,
        );
        let mut error = Self::new(class, code, message).of(response);
        error.0.target = body.target;
        error.0.details = body.details;
        error.0.additional_info = body.additional_info;
        error.expect();
        error.0.help = match response.status {
            401 => Some("wrong tenant, wrong audience or an expired token"),
            403 if class == Class::Auth => Some("the identity needs a role on this scope"),
            429 => Some("wait before the next call; the limit applies per identity and region"),
            _ => None,
        };
        error
    }

    fn of(mut self, response: &Response) -> Self {
        let header = |name| response.headers.get(name).map(ToOwned::to_owned);
        self.0.status = Some(response.status);
        self.0.request_id = header("x-ms-request-id");
        self.0.correlation_id = header("x-ms-correlation-request-id");
        self
    }

    pub(crate) fn helped(mut self, help: &'static str) -> Self {
        self.0.help = Some(help);
        self
    }

    pub(crate) fn with_retry_after(mut self, wait: Option<Duration>) -> Self {
        self.0.retry_after_ms = wait.map(milliseconds);
        self
    }

    /// Looks for what the service would have taken.
    pub(in crate::client) fn expect(&mut self) {
        let told = [&self.0.provisioning_errors, &self.0.details];
        let sizes = told.into_iter().flatten().find_map(|told| {
            super::response::read(told.as_str(), super::response::supported_sizes).flatten()
        });
        self.0.expected = sizes.map(|values| Expected::OneOf { values });
    }
}

/// What a host writes in the place of a body that it has not read to its end. No service can: fields of
/// this name are not taken from answers.
pub(crate) const TOO_LARGE: &str = "x-azureml-compute-too-large";

/// What an error is about that tells of a missing workspace.
pub(in crate::client) const WORKSPACE: &str = "workspace";

fn is_policy(body: Option<&ErrorBody>) -> bool {
    body.and_then(|body| body.code.as_deref())
        .is_some_and(|code| code.starts_with("RequestDisallowed"))
}

const fn status_word(status: u16) -> &'static str {
    match status {
        400 => "BadRequest",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "NotFound",
        408 => "RequestTimeout",
        409 => "Conflict",
        412 => "PreconditionFailed",
        429 => "TooManyRequests",
        500 => "InternalServerError",
        502 => "BadGateway",
        503 => "ServiceUnavailable",
        504 => "GatewayTimeout",
        _ => "UnexpectedStatus",
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.code)?;
        f.write_str(": ")?;
        f.write_str(&self.0.message)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Error {}
