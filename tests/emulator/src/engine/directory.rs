//! What clients ask before they ask for computes: which clouds there are, where the services of a
//! workspace are found, which tenants and subscriptions a token opens. Everything leads back to the
//! address that the caller used, whatever it is.

use super::Config;
use super::errors::{ArmError, json_response};
use super::place::{Place, region};
use super::target::Target;
use azureml_compute::client::request::{Method, Response};
use serde_json::{Value, json};

/// First words of the paths that are answered here or by the management API.
pub const ROOTS: [&str; 6] =
    ["subscriptions", "providers", "tenants", "metadata", "discovery", "rp"];

/// The emulated cloud. It must not be called as one that clients know: they would take the addresses
/// that are built into them.
pub const CLOUD: &str = "AzureEmulatedCloud";
/// The tenant of the emulated subscription.
pub const TENANT: &str = "99999999-8888-4777-8666-555555555555";

/// Answers what needs no token, if the path is of that sort.
#[must_use]
pub fn public(method: Method, target: &Target) -> Option<Result<Response, ArmError>> {
    let document = match words(target).as_slice() {
        ["metadata", "endpoints"] => endpoints(target),
        ["discovery", ..] => services(&target.origin),
        _ => return None,
    };
    Some(read_only(method).map(|()| json_response(200, &document)))
}

/// Answers what is about subscriptions and tenants, if the path is of that sort.
#[must_use]
pub fn accounts(
    config: &Config,
    method: Method,
    target: &Target,
) -> Option<Result<Response, ArmError>> {
    let words = words(target);
    let answer = match words.as_slice() {
        ["tenants"] => {
            let tenants = each(config, |place| place.tenant_id.clone());
            let tenants: Vec<Value> =
                tenants.iter().map(|place| tenant(&place.tenant_id)).collect();
            Ok(json!({ "value": tenants }))
        }
        ["subscriptions"] => {
            let found = each(config, |place| place.subscription_id.clone());
            let found: Vec<Value> = found.iter().map(subscription).collect();
            Ok(json!({ "count": { "type": "Total", "value": found.len() }, "value": found }))
        }
        ["subscriptions", id] => {
            let places = config.places();
            let found = places.iter().find(|place| place.subscription_id.eq_ignore_ascii_case(id));
            found.map(subscription).ok_or_else(|| {
                let message = format!("the subscription `{id}` could not be found");
                ArmError::new(404, "SubscriptionNotFound", message)
            })
        }
        ["subscriptions", id, "locations"] => {
            let mut places = each(config, |place| region(&place.location));
            places.retain(|place| place.subscription_id.eq_ignore_ascii_case(id));
            let found: Vec<Value> = places.iter().map(location).collect();
            Ok(json!({ "value": found }))
        }
        _ => return None,
    };
    let versioned = target.parameter("api-version").filter(|version| !version.is_empty());
    Some(match (read_only(method), versioned) {
        (Err(error), _) => Err(error),
        (Ok(()), None) => {
            let message = "every request needs an api-version: add `?api-version=` to the URL";
            Err(ArmError::new(400, "MissingApiVersionParameter", message))
        }
        (Ok(()), Some(_)) => answer.map(|answer| json_response(200, &answer)),
    })
}

/// The path as the management API writes it: the regional read host, where the classic SDK reads,
/// puts two words before it.
#[must_use]
pub fn resource_path(segments: &[String]) -> &[String] {
    match segments {
        [first, second, rest @ ..]
            if first.eq_ignore_ascii_case("rp") && second.eq_ignore_ascii_case("workspaces") =>
        {
            rest
        }
        _ => segments,
    }
}

/// The address that a workspace names for the discovery of its services.
#[must_use]
pub fn discovery_url(origin: &str) -> String {
    format!("{origin}/discovery")
}

fn words(target: &Target) -> Vec<&str> {
    let mut words: Vec<&str> = target.segments.iter().map(String::as_str).collect();
    if words.last() == Some(&"") {
        words.pop();
    }
    words
}

fn read_only(method: Method) -> Result<(), ArmError> {
    if matches!(method, Method::Get | Method::Head) {
        return Ok(());
    }
    let message = "the resource does not support this method; it takes GET";
    Err(ArmError::new(405, "MethodNotAllowed", message).header("allow", "GET"))
}

/// The clouds, in the form of the api-version: a list with one cloud until 2022, then the cloud
/// itself. Addresses of services that are not emulated end in `.invalid`, so that nothing reaches
/// the real ones.
fn endpoints(target: &Target) -> Value {
    let origin = &target.origin;
    let cloud = json!({
        "name": CLOUD,
        "portal": "https://portal.azure.com",
        "authentication": {
            "loginEndpoint": "https://login.microsoftonline.com",
            "audiences": ["https://management.core.windows.net/", "https://management.azure.com/"],
            "tenant": "common",
            "identityProvider": "AAD",
        },
        // With a slash at the end, as the public cloud has it: classic clients make `//subscriptions`
        // of it.
        "resourceManager": format!("{origin}/"),
        "media": "https://media.emulated.invalid",
        "batch": "https://batch.emulated.invalid/",
        "graph": "https://graph.emulated.invalid/",
        "graphAudience": "https://graph.emulated.invalid/",
        "gallery": "https://gallery.emulated.invalid/",
        "sqlManagement": "https://sql.emulated.invalid/",
        "vmImageAliasDoc": "https://aliases.emulated.invalid/aliases.json",
        "activeDirectoryDataLake": "https://datalake.emulated.invalid/",
        "microsoftGraphResourceId": "https://graph.emulated.invalid/",
        "suffixes": {
            "storage": "core.emulated.invalid",
            "keyVaultDns": "vault.emulated.invalid",
            "sqlServerHostname": "database.emulated.invalid",
            "acrLoginServer": "azurecr.emulated.invalid",
            "azureDataLakeStoreFileSystem": "azuredatalakestore.emulated.invalid",
            "azureDataLakeAnalyticsCatalogAndJob": "azuredatalakeanalytics.emulated.invalid",
        },
    });
    let version = target.parameter("api-version").unwrap_or_default();
    if version.as_str() < "2022-01-01" { json!([cloud]) } else { cloud }
}

/// The services of a region. All of them are at the same address, and of all of them only the one
/// that reads computes is there.
fn services(origin: &str) -> Value {
    let names = [
        "api",
        "catalog",
        "experimentation",
        "history",
        "hyperdrive",
        "jasmine",
        "labeling",
        "metrics",
        "modelmanagement",
        "notebooks",
        "pipelines",
        "studio",
    ];
    names.iter().map(|name| ((*name).to_owned(), Value::from(origin))).collect()
}

fn tenant(id: &str) -> Value {
    json!({
        "id": format!("/tenants/{id}"),
        "tenantId": id,
        "countryCode": "NL",
        "displayName": "Emulated",
        "defaultDomain": "emulated.invalid",
        "domains": ["emulated.invalid"],
        "tenantCategory": "Home",
        "tenantType": "AAD",
    })
}

fn subscription(place: &Place) -> Value {
    let id = &place.subscription_id;
    json!({
        "id": format!("/subscriptions/{id}"),
        "authorizationSource": "RoleBased",
        "managedByTenants": [],
        "subscriptionId": id,
        "tenantId": place.tenant_id,
        "displayName": "Emulated subscription",
        "state": "Enabled",
        "subscriptionPolicies": {
            "locationPlacementId": "Public_2014-09-01",
            "quotaId": "PayAsYouGo_2014-09-01",
            "spendingLimit": "Off",
        },
    })
}

fn location(place: &Place) -> Value {
    let name = &place.location;
    json!({
        "id": format!("/subscriptions/{}/locations/{name}", place.subscription_id),
        "name": name,
        "displayName": name,
        "regionalDisplayName": name,
        "type": "Region",
    })
}

/// The workspaces, one for each tenant, subscription or whatever is asked for.
fn each(config: &Config, of: impl Fn(&Place) -> String) -> Vec<Place> {
    let mut seen = Vec::new();
    let mut places = config.places();
    places.retain(|place| {
        let name = of(place).to_ascii_lowercase();
        let is_new = !seen.contains(&name);
        seen.push(name);
        is_new
    });
    places
}

#[cfg(test)]
mod tests {
    use super::super::{Config, Engine};
    use super::{CLOUD, TENANT, resource_path};
    use azureml_compute::client::request::{Method, Request};
    use serde_json::{Value, json};

    fn ask(method: Method, path: &str, token: bool) -> (u16, Value) {
        let mut engine = Engine::new(Config::default()).unwrap();
        let mut request = Request::new(method, format!("https://localhost:1{path}"));
        if token {
            request.headers.set("authorization", "Bearer x");
        }
        let response = engine.handle(&request);
        (response.status, serde_json::from_str(&response.body).unwrap_or_default())
    }

    #[test]
    fn the_clouds_are_one_and_lead_back_to_the_caller() {
        let (status, list) = ask(Method::Get, "/metadata/endpoints?api-version=2019-05-01", false);
        assert_eq!((status, &list[0]["name"]), (200, &json!(CLOUD)));
        assert_eq!(list[0]["resourceManager"], "https://localhost:1/");
        let (_, cloud) = ask(Method::Get, "/metadata/endpoints?api-version=2022-09-01", false);
        assert_eq!(cloud, list[0]);
        assert_eq!(ask(Method::Put, "/metadata/endpoints", false).0, 405);
    }

    #[test]
    fn discovery_needs_no_token_and_finds_this_address() {
        for path in ["/discovery", "/discovery/", "/discovery/workspaces/x"] {
            let (status, services) = ask(Method::Get, path, false);
            assert_eq!((status, &services["api"]), (200, &json!("https://localhost:1")), "{path}");
        }
    }

    #[test]
    fn accounts_are_shown_to_a_token_only() {
        let id = Config::default().subscription_id;
        for (path, pointer, expected) in [
            ("/tenants?api-version=2020-01-01".to_owned(), "/value/0/tenantId", TENANT),
            ("//subscriptions?api-version=2016-06-01".to_owned(), "/value/0/subscriptionId", &id),
            (format!("/subscriptions/{id}?api-version=2022-12-01"), "/state", "Enabled"),
            (
                format!("/subscriptions/{id}/locations?api-version=2022-12-01"),
                "/value/0/name",
                "westeurope",
            ),
        ] {
            let (status, answer) = ask(Method::Get, &path, true);
            assert_eq!(answer.pointer(pointer), Some(&json!(expected)), "{status} {path}");
            assert_eq!(ask(Method::Get, &path, false).0, 401, "{path}");
        }
        assert_eq!(ask(Method::Get, "/subscriptions", true).0, 400);
        assert_eq!(ask(Method::Get, "/subscriptions/x?api-version=2020-01-01", true).0, 404);
    }

    #[test]
    fn the_read_host_has_the_same_resources_under_a_longer_path() {
        let split = |path: &str| path.split('/').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(resource_path(&split("RP/workspaces/subscriptions/x")), ["subscriptions", "x"]);
        assert_eq!(resource_path(&split("subscriptions/x")), ["subscriptions", "x"]);
        let workspace = crate::engine::resource::workspace_id(&Config::default());
        let path = format!("/rp/workspaces{workspace}/computes/cpu?api-version=2026-05-01");
        assert_eq!(ask(Method::Get, &path, true).1["error"]["code"], "ResourceNotFound");
        let list = format!("/rp/workspaces{workspace}/computes?api-version=2026-05-01");
        assert_eq!(ask(Method::Get, &list, true).1["value"], json!([]));
    }
}
