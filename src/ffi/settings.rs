//! The settings of a client, as the package hands them over.

use std::time::Duration;

use crate::arm::cloud::Cloud;
use crate::client::Settings;
use crate::diagnostics::Reporter;
use crate::text::{self, Kind, Node};

/// Reads the settings of a client from JSON text. Numbers come as whole milliseconds: the package has rounded them.
///
/// # Errors
/// What is wrong with them, in words.
pub fn settings(given: &str) -> Result<Settings, String> {
    let document = text::parse(given, &mut Reporter::new()).ok_or("options: no JSON")?;
    let mut settings = Settings::new("", "", "");
    for member in document.root().iter().flat_map(|root| root.members()) {
        read(&mut settings, &Value { name: member.key, node: member.value })?;
    }
    Ok(settings)
}

fn read(settings: &mut Settings, value: &Value<'_>) -> Result<(), String> {
    match value.name {
        "subscriptionId" => value.text(&mut settings.subscription_id),
        "resourceGroup" => value.text(&mut settings.resource_group),
        "workspace" => value.text(&mut settings.workspace),
        "cloud" => {
            let cloud = value.node.text().and_then(Cloud::parse);
            settings.cloud =
                cloud.ok_or_else(|| value.wrong("\"public\", \"usgov\" or \"china\""))?;
            Ok(())
        }
        "endpoint" => value.text(settings.endpoint.get_or_insert_default()),
        "scopes" => value.texts(settings.scopes.get_or_insert_default()),
        "trustedEndpoints" => value.texts(&mut settings.trusted_endpoints),
        "apiVersion" => value.text(&mut settings.api_version),
        "maxRetries" => {
            settings.retry.max_retries = u32::try_from(value.number()?).unwrap_or(u32::MAX);
            Ok(())
        }
        "baseDelayMs" => value.duration(&mut settings.retry.base_delay),
        "maxDelayMs" => value.duration(&mut settings.retry.max_delay),
        "requestTimeoutMs" => value.duration(&mut settings.request_timeout),
        "deadlineMs" => value.duration(settings.deadline.get_or_insert_default()),
        "correlationId" => value.text(settings.correlation_id.get_or_insert_default()),
        "allowInsecureLoopback" => {
            settings.allow_insecure_loopback =
                value.node.boolean().ok_or_else(|| value.wrong("a boolean"))?;
            Ok(())
        }
        name => Err(["unknown option `", name, "`"].concat()),
    }
}

/// A member of the settings.
struct Value<'d> {
    name: &'d str,
    node: Node<'d>,
}

impl Value<'_> {
    fn text(&self, into: &mut String) -> Result<(), String> {
        into.clear();
        into.push_str(self.node.text().ok_or_else(|| self.wrong("a string"))?);
        Ok(())
    }

    fn texts(&self, into: &mut Vec<String>) -> Result<(), String> {
        let wrong = || self.wrong("a list of strings");
        if self.node.kind() != Kind::List {
            return Err(wrong());
        }
        for item in self.node.items() {
            into.push(item.text().ok_or_else(wrong)?.to_owned());
        }
        Ok(())
    }

    fn number(&self) -> Result<u64, String> {
        let number = self.node.integer().and_then(|number| u64::try_from(number).ok());
        number.ok_or_else(|| self.wrong("a number, 0 or more"))
    }

    fn duration(&self, into: &mut Duration) -> Result<(), String> {
        *into = Duration::from_millis(self.number()?);
        Ok(())
    }

    fn wrong(&self, wanted: &str) -> String {
        [self.name, " must be ", wanted].concat()
    }
}
