//! Bearer tokens. Any word will do as one. What looks like a real token is read: whom it is for,
//! how long it lasts, whose it is. Signatures are not checked, because nobody here has the keys.

use super::clock::Moment;
use super::errors::{self, ArmError};
use azureml_compute::client::request::Headers;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

/// What a token may be for: the management API of each cloud, and the data plane of the service.
const AUDIENCES: &[&str] = &[
    "https://management.azure.com",
    "https://management.core.windows.net",
    "https://management.usgovcloudapi.net",
    "https://management.core.usgovcloudapi.net",
    "https://management.chinacloudapi.cn",
    "https://management.core.chinacloudapi.cn",
    "https://ml.azure.com",
    "https://ml.azure.us",
    "https://ml.azure.cn",
];

/// Who calls. No `Debug`: the fingerprint stands for a token.
#[derive(Clone, Default)]
pub struct Caller {
    /// Fingerprint of the token.
    pub token: u64,
    /// The claims of a token that could be read.
    claims: Value,
}

impl Caller {
    /// The tenant that the token is from, if it says so.
    #[must_use]
    pub fn tenant(&self) -> Option<&str> {
        self.claims.get("tid").and_then(Value::as_str)
    }

    /// The block that says who made something.
    #[must_use]
    pub fn user(&self) -> Value {
        let claim = |names: &[&str], otherwise: &str| {
            let found = names.iter().find_map(|name| self.claims.get(name)?.as_str());
            found.unwrap_or(otherwise).to_owned()
        };
        let nobody = "00000000-0000-0000-0000-000000000000";
        json!({
            "userName": claim(&["name", "upn", "preferred_username"], "emulated user"),
            "userOrgId": claim(&["tid"], nobody),
            "userId": claim(&["oid"], nobody),
        })
    }
}

/// Whom a call is charged to: the object of a token that can be read, or the token itself.
#[must_use]
pub fn principal(headers: &Headers) -> String {
    let token = headers.get("authorization").and_then(|value| value.split_once(' '));
    let token = token.map(|(_, token)| token.trim()).unwrap_or_default();
    let object = claims(token).and_then(|claims| claims.get("oid")?.as_str().map(str::to_owned));
    object.unwrap_or_else(|| format!("{:x}", super::store::fingerprint(token)))
}

/// Reads the token of a request.
///
/// # Errors
///
/// The refusal of the management API if there is none, or one that does not count here and now.
pub fn require(headers: &Headers, now: Moment) -> Result<Caller, ArmError> {
    let token = headers.get("authorization").and_then(|value| value.split_once(' ')).filter(
        |(scheme, token)| scheme.eq_ignore_ascii_case("bearer") && !token.trim().is_empty(),
    );
    let Some((_, token)) = token else {
        return Err(errors::unauthenticated());
    };
    let token = token.trim();
    let caller = Caller {
        token: super::store::fingerprint(token),
        claims: claims(token).unwrap_or_default(),
    };
    if let Some(audience) = caller.claims.get("aud").and_then(Value::as_str)
        && !is_audience(audience.trim_end_matches('/'))
    {
        let message = format!("the audience `{audience}` of the token is not that of this service");
        return Err(errors::challenge("InvalidAuthenticationTokenAudience", message, ""));
    }
    let seconds = now.millis() / 1_000;
    let claim = |name: &str| caller.claims.get(name).and_then(Value::as_i64);
    if claim("exp").is_some_and(|end| end <= seconds) {
        let message = "the token has expired: fetch another one";
        return Err(errors::challenge("ExpiredAuthenticationToken", message, ""));
    }
    if claim("nbf").is_some_and(|begin| begin > seconds.saturating_add(300)) {
        let message = "the token is not valid yet";
        return Err(errors::challenge("InvalidAuthenticationToken", message, ""));
    }
    Ok(caller)
}

/// Clients make the audience out of the address that they were given: here, that of this machine.
fn is_audience(audience: &str) -> bool {
    AUDIENCES.contains(&audience) || crate::control::is_loopback(audience)
}

/// Refuses a token of another tenant than the subscription's.
///
/// # Errors
///
/// The refusal, with the tenant that would be right.
pub fn require_tenant(caller: &Caller, tenant: &str) -> Result<(), ArmError> {
    match caller.tenant() {
        Some(other) if !other.eq_ignore_ascii_case(tenant) => {
            let message = format!(
                "the token is from the issuer of tenant `{other}`, the subscription belongs to \
                 tenant `{tenant}`"
            );
            Err(errors::challenge("InvalidAuthenticationTokenTenant", message, tenant))
        }
        _ => Ok(()),
    }
}

/// The claims of a token that has the form of one.
fn claims(token: &str) -> Option<Value> {
    let mut parts = token.split('.');
    let (_, payload, _) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let bytes = URL_SAFE_NO_PAD.decode(payload.trim_end_matches('=')).ok()?;
    serde_json::from_slice(&bytes).ok().filter(Value::is_object)
}

#[cfg(test)]
mod tests {
    use super::{Caller, Moment, URL_SAFE_NO_PAD, Value, require, require_tenant};
    use azureml_compute::client::request::Headers;
    use base64::Engine as _;
    use serde_json::json;

    fn ask(token: &str) -> Result<Caller, String> {
        let mut headers = Headers::new();
        headers.set("authorization", token);
        require(&headers, Moment::START)
            .map_err(|error| error.into_body()["code"].as_str().unwrap().to_owned())
    }

    fn jwt(claims: &Value) -> String {
        format!("Bearer e30.{}.sig", URL_SAFE_NO_PAD.encode(claims.to_string()))
    }

    #[test]
    fn any_word_is_a_token_and_a_real_one_is_read() {
        for nothing in ["", "Bearer", "Bearer  ", "Basic abc"] {
            assert_eq!(ask(nothing).err().as_deref(), Some("AuthenticationFailed"), "{nothing}");
        }
        for word in ["Bearer x", "bearer a.b", "Bearer a.b.c", "Bearer a.b.c.d"] {
            assert!(ask(word).is_ok(), "{word}");
        }
        let seconds = Moment::START.millis() / 1_000;
        let good =
            json!({ "aud": "https://management.azure.com/", "exp": seconds + 60, "tid": "t" });
        // What clients make of the address that they were given.
        assert!(ask(&jwt(&json!({ "aud": "https://127.0.0.1:8443/" }))).is_ok());
        let caller = ask(&jwt(&good)).unwrap_or_default();
        assert_eq!(caller.tenant(), Some("t"));
        assert!(require_tenant(&caller, "T").is_ok() && require_tenant(&caller, "u").is_err());
        for (claims, code) in [
            (json!({ "exp": seconds }), "ExpiredAuthenticationToken"),
            (json!({ "aud": "https://graph.microsoft.com" }), "InvalidAuthenticationTokenAudience"),
            (json!({ "nbf": seconds + 3_600 }), "InvalidAuthenticationToken"),
        ] {
            assert_eq!(ask(&jwt(&claims)).err().as_deref(), Some(code), "{claims}");
        }
    }
}
