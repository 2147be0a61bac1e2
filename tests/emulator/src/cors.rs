//! What a browser is told about calls from other origins. Which header fields the real service lets
//! a page read is not known, so both extremes can be had: all of them, or none.

use crate::control::is_loopback;
use azureml_compute::client::request::{Method, Request, Response};

/// Header fields that an answer lets a page read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Expose {
    /// All that the emulator sends.
    #[default]
    All,
    /// None but those that browsers always show.
    None,
}

/// Who may call, and what they may read.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    /// Origins beside those of this machine.
    pub origins: Vec<String>,
    /// What they may read.
    pub expose: Expose,
}

/// The header fields that Microsoft's own browser clients send. A page that sends another one is
/// stopped here, before it is stopped by the service, whose list is not known.
const ALLOWED_HEADERS: &str = "authorization, content-type, accept, accept-language, \
     x-ms-client-request-id, x-ms-return-client-request-id, x-ms-correlation-request-id, \
     x-ms-useragent, x-ms-authorization-auxiliary";

const EXPOSED_HEADERS: &str = "azure-asyncoperation, location, retry-after, www-authenticate, \
     x-ms-request-id, x-ms-correlation-request-id, x-ms-routing-request-id, \
     x-ms-client-request-id, x-ms-ratelimit-remaining-subscription-reads, \
     x-ms-ratelimit-remaining-subscription-writes, x-ms-ratelimit-remaining-subscription-deletes";

impl Policy {
    /// Whether pages of an origin may call.
    #[must_use]
    pub fn allows(&self, origin: &str) -> bool {
        is_loopback(origin) || self.origins.iter().any(|allowed| allowed == origin)
    }

    /// The answer to a preflight, if the request is one.
    #[must_use]
    pub fn preflight(&self, request: &Request) -> Option<Response> {
        let asked = request.headers.get("access-control-request-method");
        if request.method != Method::Options || asked.is_none() {
            return None;
        }
        let mut response = Response::new(204, "");
        if self.decorate(request.headers.get("origin"), &mut response) {
            response.headers.set("access-control-allow-methods", "GET, PUT, PATCH, POST, DELETE");
            response.headers.set("access-control-allow-headers", ALLOWED_HEADERS);
            response.headers.set("access-control-max-age", "600");
            response.headers.remove("access-control-expose-headers");
        } else {
            response.status = 403;
        }
        Some(response)
    }

    /// Adds to an answer what an allowed origin needs; says whether it is allowed.
    pub fn decorate(&self, origin: Option<&str>, response: &mut Response) -> bool {
        response.headers.append("vary", "origin");
        let Some(origin) = origin.filter(|origin| self.allows(origin)) else {
            return false;
        };
        response.headers.set("access-control-allow-origin", origin);
        if self.expose == Expose::All {
            response.headers.set("access-control-expose-headers", EXPOSED_HEADERS);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::{Expose, Policy};
    use azureml_compute::client::request::{Method, Request, Response};

    fn preflight(policy: &Policy, origin: &str) -> Response {
        let mut request = Request::new(Method::Options, "http://127.0.0.1:1/x");
        request.headers.set("origin", origin);
        request.headers.set("access-control-request-method", "PUT");
        policy.preflight(&request).unwrap()
    }

    #[test]
    fn loopback_and_listed_origins_pass_the_preflight() {
        let policy =
            Policy { origins: vec!["https://app.example".to_owned()], expose: Expose::All };
        for origin in ["http://localhost:5173", "https://app.example"] {
            let response = preflight(&policy, origin);
            assert_eq!(response.status, 204);
            assert_eq!(response.headers.get("access-control-allow-origin"), Some(origin));
            let allowed = response.headers.get("access-control-allow-headers").unwrap();
            assert!(allowed.contains("authorization"), "{allowed}");
        }
        let refused = preflight(&policy, "https://other.example");
        assert_eq!(refused.status, 403);
        assert_eq!(refused.headers.get("access-control-allow-origin"), None);
    }

    #[test]
    fn an_options_request_that_is_no_preflight_is_left_alone() {
        let request = Request::new(Method::Options, "http://127.0.0.1:1/x");
        assert!(Policy::default().preflight(&request).is_none());
    }

    #[test]
    fn header_fields_are_readable_or_hidden() {
        for (expose, readable) in [(Expose::All, true), (Expose::None, false)] {
            let mut response = Response::new(200, "");
            let policy = Policy { origins: Vec::new(), expose };
            assert!(policy.decorate(Some("http://localhost:1"), &mut response));
            let exposed = response.headers.get("access-control-expose-headers");
            assert_eq!(exposed.is_some_and(|list| list.contains("azure-asyncoperation")), readable);
        }
    }
}
