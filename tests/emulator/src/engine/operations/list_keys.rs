//! POST that lists the keys of an attached compute: what was given, and for AKS what its cluster
//! would say.

use super::Context;
use crate::engine::errors::{ArmError, json_response};
use crate::engine::kind::Kind;
use crate::engine::place::Place;
use crate::engine::resource::set;
use azureml_compute::client::request::Response;
use serde_json::{Value, json};

pub(super) fn run(
    mut context: Context<'_>,
    place: &Place,
    name: &str,
) -> Result<Response, ArmError> {
    let compute = context.require_compute(place, name)?;
    let kind = compute.kind.word();
    let secret = |name: &str| compute.secrets.get(name).cloned().unwrap_or_default();
    if !compute.kind.has_keys() {
        let message = format!("a compute of type `{kind}` has no keys");
        return Err(ArmError::new(400, "BadRequest", message));
    }
    let mut answer = json!({ "computeType": kind });
    match compute.kind {
        Kind::Databricks => {
            set(&mut answer, "", "databricksAccessToken", secret("databricksAccessToken"));
        }
        Kind::Aks => {
            let config = |user: &str| -> Value {
                let cluster = compute.name.to_ascii_lowercase();
                format!(
                    "apiVersion: v1\nkind: Config\ncurrent-context: {user}@{cluster}\n\
                     clusters: []\ncontexts: []\nusers: []\n"
                )
                .into()
            };
            set(&mut answer, "", "userKubeConfig", config("user"));
            set(&mut answer, "", "adminKubeConfig", config("admin"));
            set(&mut answer, "", "imagePullSecretName", Value::Null);
        }
        _ => {
            let account = compute.body.pointer("/properties/properties/administratorAccount");
            let account = |name: &str| account.and_then(|account| account.get(name)).cloned();
            let credentials = json!({
                "username": account("username"),
                "password": secret("password"),
                "publicKeyData": account("publicKeyData"),
                "privateKeyData": secret("privateKeyData"),
            });
            set(&mut answer, "", "administratorAccount", credentials);
        }
    }
    Ok(json_response(200, &answer))
}
