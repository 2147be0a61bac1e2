//! The token that finds a running operation again, after a page reload for instance. Says which
//! resource to look at; holds no URL, so no signature can be in it.

use serde::Serialize;

use crate::arm::api_version::is_api_version;
use crate::client::http::error::Error;
use crate::client::http::io::Timestamp;
use crate::client::http::request::Method;
use crate::client::http::response::text_of;
use crate::client::http::url::dots;
use crate::client::operations::api::Api;
use crate::client::operations::table::{Answer, Operation};
use crate::client::operations::target::{Start, Target};
use crate::diagnostics::to_json;
use crate::text::Node;

/// Names an operation that was submitted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ResumeToken {
    version: u32,
    method: &'static str,
    /// The operation, where the method does not tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    action: Option<&'static str>,
    path: String,
    api_version: String,
    start: u64,
}

/// The form that is written and read here.
const VERSION: u32 = 1;

impl ResumeToken {
    pub(in crate::client) fn of(start: &Start, now: Timestamp) -> Self {
        Self {
            version: VERSION,
            method: start.method.as_str(),
            action: (start.method == Method::Post).then_some(start.name),
            path: start.path.clone(),
            api_version: start.api_version.clone(),
            start: now.0,
        }
    }

    /// Reads a token.
    ///
    /// # Errors
    /// A text that is no token, or one of another version.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let wrong = || Error::argument("this is not a valid resume token");
        crate::client::http::response::read(text, |root| {
            let number = |name| root.get_exact(name).and_then(Node::integer);
            if number("version") != Some(i64::from(VERSION)) {
                return None;
            }
            let method = Method::parse(&text_of(root.get_exact("method"))?)?;
            let action = text_of(root.get_exact("action"));
            let action = action.as_deref().and_then(Operation::named).map(Operation::name);
            let path = text_of(root.get_exact("path"))?;
            let api_version = text_of(root.get_exact("apiVersion"))?;
            let start = u64::try_from(number("start")?).ok()?;
            let usable = target_of(method, action).is_some()
                && is_resource_path(&path)
                && is_api_version(&api_version);
            usable.then_some(Self {
                version: VERSION,
                method: method.as_str(),
                action,
                path,
                api_version,
                start,
            })
        })
        .flatten()
        .ok_or_else(wrong)
    }

    /// When the operation was submitted.
    #[must_use]
    pub const fn start(&self) -> Timestamp {
        Timestamp(self.start)
    }

    /// What is looked at, and for what.
    pub(in crate::client) fn target(&self, api: &Api) -> Result<(String, Target), Error> {
        if !api.owns(&self.path) {
            return Err(Error::argument("the resume token belongs to another workspace"));
        }
        let target = Method::parse(self.method).and_then(|method| target_of(method, self.action));
        let target =
            target.ok_or_else(|| Error::argument("the resume token contains no operation"))?;
        Ok((api.resource_url(&self.path, &self.api_version), target))
    }
}

/// What the operation is to leave behind.
fn target_of(method: Method, action: Option<&str>) -> Option<Target> {
    match (method, action) {
        (Method::Put | Method::Patch, None) => Some(Target::Present),
        (Method::Delete, None) => Some(Target::Gone),
        (Method::Post, Some(action)) => match Operation::named(action)?.answer {
            Answer::Operation(target) => Some(target),
            _ => None,
        },
        _ => None,
    }
}

/// The serialised form: JSON, which is what `parse` reads.
impl std::fmt::Display for ResumeToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let text = to_json(self).map_err(|_| std::fmt::Error)?;
        f.write_str(&text)
    }
}

/// A path as [`Api`] writes it: percent-encoded segments, none of which leads elsewhere.
fn is_resource_path(path: &str) -> bool {
    let plain =
        path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/-_.!~*'()%".contains(&byte));
    let Some(rest) = path.strip_prefix('/') else {
        return false;
    };
    plain && rest.split('/').all(|segment| !matches!(dots(segment), Some(0..=2)))
}
