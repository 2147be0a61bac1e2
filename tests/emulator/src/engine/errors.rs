//! Error answers in the envelope of the management API. The wording is ours; the codes are those
//! that the service uses, as far as they are known.

use azureml_compute::client::request::Response;
use serde_json::{Map, Value, json};

/// An error that becomes an answer.
#[derive(Clone, Debug)]
pub struct ArmError {
    status: u16,
    body: Value,
    headers: Vec<(&'static str, String)>,
}

impl ArmError {
    /// An error with its HTTP status, code and message.
    #[must_use]
    pub fn new(status: u16, code: &str, message: impl Into<String>) -> Self {
        Self {
            status,
            body: json!({ "code": code, "message": message.into() }),
            headers: Vec::new(),
        }
    }

    /// Names the member that is to blame.
    #[must_use]
    pub fn target(mut self, target: &str) -> Self {
        self.member("target", target.into());
        self
    }

    /// Adds the errors behind this one.
    #[must_use]
    pub fn details(mut self, details: impl IntoIterator<Item = Self>) -> Self {
        let details = details.into_iter().map(|detail| detail.body).collect();
        self.member("details", Value::Array(details));
        self
    }

    /// Adds a header field to the answer.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// What stands under `error`: code, message and so on.
    #[must_use]
    pub fn into_body(self) -> Value {
        self.body
    }

    /// The whole answer.
    #[must_use]
    pub fn into_response(self) -> Response {
        let mut response = json_response(self.status, &json!({ "error": self.body }));
        for (name, value) in self.headers {
            response.headers.set(name, value);
        }
        response
    }

    fn member(&mut self, name: &str, value: Value) {
        self.body.as_object_mut().unwrap_or(&mut Map::new()).insert(name.to_owned(), value);
    }
}

/// An answer with a JSON body.
#[must_use]
pub fn json_response(status: u16, body: &Value) -> Response {
    let mut response = Response::new(status, body.to_string());
    response.headers.set("content-type", "application/json; charset=utf-8");
    response
}

/// The request has no token.
#[must_use]
pub fn unauthenticated() -> ArmError {
    let message = "no bearer token came with the request: send it in the `Authorization` header";
    ArmError::new(401, "AuthenticationFailed", message).header(
        "www-authenticate",
        "Bearer authorization_uri=\"https://login.microsoftonline.com/common\", \
         error=\"invalid_token\", error_description=\"the authorization header is missing\"",
    )
}

/// The token does not count, with the place where one can be had that does; an empty tenant is any.
#[must_use]
pub fn challenge(code: &str, message: impl Into<String>, tenant: &str) -> ArmError {
    let tenant = if tenant.is_empty() { "common" } else { tenant };
    let field = format!(
        "Bearer authorization_uri=\"https://login.microsoftonline.com/{tenant}\", \
         error=\"invalid_token\", error_description=\"the token is not accepted\""
    );
    ArmError::new(401, code, message).header("www-authenticate", field)
}

/// The token was taken back: another one is to be fetched, with these claims.
#[must_use]
pub fn claims_challenge(claims: &str) -> ArmError {
    let field = format!(
        "Bearer realm=\"\", authorization_uri=\"https://login.microsoftonline.com/common/oauth2/authorize\", \
         error=\"insufficient_claims\", claims=\"{claims}\""
    );
    let message = "the token was revoked: fetch another one with the claims of the challenge";
    ArmError::new(401, "TokenCreatedWithOutdatedPolicies", message)
        .header("www-authenticate", field)
}

/// A resource is not there.
#[must_use]
pub fn not_found(kind: &str, name: &str, group: &str) -> ArmError {
    let message = format!(
        "there is no resource `Microsoft.MachineLearningServices/{kind}/{name}` under resource \
         group `{group}`"
    );
    ArmError::new(404, "ResourceNotFound", message)
}

/// The body is not a JSON text.
#[must_use]
pub fn unreadable(reason: &str) -> ArmError {
    let message = format!("the request content is not valid JSON: {reason}");
    ArmError::new(400, "InvalidRequestContent", message)
}

/// A member of the body has a value that the service does not take.
#[must_use]
pub fn invalid_value(target: &str, message: impl Into<String>) -> ArmError {
    ArmError::new(400, "InvalidPropertyValue", message).target(target)
}

#[cfg(test)]
mod tests {
    use super::{ArmError, unauthenticated};
    use serde_json::{Value, json};

    #[test]
    fn the_envelope_nests_details_and_leaves_out_what_is_absent() {
        let response = ArmError::new(400, "BadRequest", "no")
            .details([ArmError::new(400, "Inner", "why").target("properties.x")])
            .into_response();
        let body: Value = serde_json::from_str(&response.body).unwrap();
        let details = json!([{ "code": "Inner", "message": "why", "target": "properties.x" }]);
        assert_eq!(
            body,
            json!({ "error": { "code": "BadRequest", "message": "no", "details": details } })
        );
        assert_eq!(response.status, 400);
    }

    #[test]
    fn a_missing_token_is_answered_with_a_challenge() {
        let response = unauthenticated().into_response();
        assert_eq!(response.status, 401);
        let challenge = response.headers.get("WWW-Authenticate").unwrap();
        assert!(challenge.starts_with("Bearer authorization_uri="), "{challenge}");
    }
}
