//! What a client is told once: which workspace, where, how patient.

use std::time::Duration;

use super::http::error::Error;
use super::http::retry::RetryPolicy;
use super::http::trust::{Endpoint, Trust};
use super::operations::api::Api;
use crate::arm::api_version;
use crate::arm::cloud::Cloud;

/// The settings of a client.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The subscription.
    pub subscription_id: String,
    /// The resource group.
    pub resource_group: String,
    /// The workspace.
    pub workspace: String,
    /// The cloud; gives endpoint and scope.
    pub cloud: Cloud,
    /// Another endpoint than that of the cloud.
    pub endpoint: Option<String>,
    /// Other scopes than that of the cloud.
    pub scopes: Option<Vec<String>>,
    /// Origins beside the endpoint that may get the token.
    pub trusted_endpoints: Vec<String>,
    /// The api-version of every request.
    pub api_version: String,
    /// How often and how fast to try again.
    pub retry: RetryPolicy,
    /// Time for one exchange.
    pub request_timeout: Duration,
    /// Time for a whole call, waits included. Without it an operation has an hour and a plain call as
    /// long as its tries take.
    pub deadline: Option<Duration>,
    /// Sent as `x-ms-correlation-request-id`, if given.
    pub correlation_id: Option<String>,
    /// Allows http to this machine, for tests against an emulator.
    pub allow_insecure_loopback: bool,
}

impl Settings {
    /// The settings for a workspace in the public cloud.
    #[must_use]
    pub fn new(
        subscription_id: impl Into<String>,
        resource_group: impl Into<String>,
        workspace: impl Into<String>,
    ) -> Self {
        Self {
            subscription_id: subscription_id.into(),
            resource_group: resource_group.into(),
            workspace: workspace.into(),
            cloud: Cloud::Public,
            endpoint: None,
            scopes: None,
            trusted_endpoints: Vec::new(),
            api_version: api_version::DEFAULT.to_owned(),
            retry: RetryPolicy::default(),
            // The management API itself gives a provider one minute.
            request_timeout: Duration::from_secs(75),
            deadline: None,
            correlation_id: None,
            allow_insecure_loopback: false,
        }
    }

    pub(super) fn api(&self) -> Result<Api, Error> {
        let parse = |text: &str| Endpoint::parse(text, self.allow_insecure_loopback);
        let endpoint = self.endpoint.as_deref();
        let trust = Trust::new(
            parse(endpoint.unwrap_or(self.cloud.endpoint()))?,
            self.trusted_endpoints.iter().map(|text| parse(text)).collect::<Result<_, _>>()?,
        );
        if let Some(id) = &self.correlation_id {
            let plain =
                !id.is_empty() && id.len() <= 128 && id.bytes().all(|b| b.is_ascii_graphic());
            if !plain {
                return Err(Error::argument(
                    "correlationId must be a short id of letters, digits, hyphens and dots",
                ));
            }
        }
        Api::new(
            trust,
            &self.subscription_id,
            &self.resource_group,
            &self.workspace,
            &self.api_version,
        )
    }

    pub(super) fn token_scopes(&self) -> Vec<String> {
        match &self.scopes {
            Some(scopes) if !scopes.is_empty() => scopes.clone(),
            _ => vec![self.cloud.scope().to_owned()],
        }
    }
}
