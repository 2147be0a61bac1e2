//! Bodies in the shape of an older api-version. Callers always write the newest shape; here the text is
//! cut where an older version differs, and otherwise left as it is, byte for byte.

use super::resource::property;
use crate::arm::api_version::SDK_V1;
use crate::client::http::request::Method;
use crate::client::http::response::read;
use crate::text::{Kind, Node};

/// From this version on the body of a PATCH is nested as deep as that of a PUT.
const DEEP_PATCH: &str = "2021-07-01";
/// From this version on the size of the machines of an AKS cluster is `agentVmSize`.
const AGENT_VM_SIZE: &str = "2020-08-01";

/// A body as a version spells it.
pub(in crate::client) fn spelled(method: Method, version: &str, body: &str) -> String {
    // Versions are in order as texts. SDK v1 speaks an unpublished one that has the newer shapes.
    let older = |since: &str| version < since && version != SDK_V1;
    let cut = match method {
        Method::Patch if older(DEEP_PATCH) => read(body, raised).flatten(),
        Method::Put if older(AGENT_VM_SIZE) => read(body, agent_size).flatten(),
        _ => None,
    };
    let Some((from, to, with)) = cut else {
        return body.to_owned();
    };
    [body.get(..from), Some(&with), body.get(to..)].map(Option::unwrap_or_default).concat()
}

/// A part of a text and what stands in its place.
type Cut = (usize, usize, String);

/// `properties.properties` takes the place of `properties`.
fn raised(root: Node<'_>) -> Option<Cut> {
    let inner = property(root, "properties").filter(|inner| inner.kind() == Kind::Object)?;
    let (from, to) = root.get("properties")?.bytes();
    let (start, end) = inner.bytes();
    Some((from, to, root.document().text().get(start..end)?.to_owned()))
}

fn agent_size(root: Node<'_>) -> Option<Cut> {
    let size = property(root, "properties")?.get_exact("agentVmSize")?;
    let (from, to) = size.key_bytes()?;
    Some((from, to, String::from("\"agentVMSize\"")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_patch_is_nested_as_its_version_wants_it() {
        let body =
            r#"{ "properties" : {"properties": { "scaleSettings":{"maxNodeCount": 1e1} } } }"#;
        let flat = r#"{ "properties" : { "scaleSettings":{"maxNodeCount": 1e1} } }"#;
        for (version, wanted) in [
            ("2018-11-19", flat),
            ("2020-06-01", flat),
            ("2021-04-01", flat),
            ("2021-03-01-preview", flat),
            ("2020-02-02", body),
            ("2021-07-01", body),
            ("2026-05-01", body),
        ] {
            assert_eq!(spelled(Method::Patch, version, body), wanted, "{version}");
        }
        assert_eq!(spelled(Method::Put, "2020-06-01", body), body);
        for odd in
            ["", "{", "[]", "{}", r#"{"properties":{}}"#, r#"{"properties":{"properties":1}}"#]
        {
            assert_eq!(spelled(Method::Patch, "2020-06-01", odd), odd);
        }
    }

    #[test]
    fn the_size_of_aks_machines_had_another_name() {
        let body = r#"{"properties":{"computeType":"AKS","properties":{"agentCount":3,"agentVmSize" : "x"}}}"#;
        let old = body.replace("agentVmSize", "agentVMSize");
        assert_eq!(spelled(Method::Put, "2020-06-01", body), old);
        assert_eq!(spelled(Method::Put, "2020-06-01", &old), old);
        for version in ["2020-02-02", "2020-08-01", "2026-05-01"] {
            assert_eq!(spelled(Method::Put, version, body), body);
        }
    }
}
