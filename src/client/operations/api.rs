//! Operations as requests: paths, queries, bodies; no IO. What there is to be called is in the table of
//! `operations`.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::older_bodies;
use super::table::{Answer, Operation, Place};
use super::target::Start;
use super::task::Sent;
use crate::arm::api_version::is_api_version;
use crate::arm::names;
use crate::client::http::error::Error;
use crate::client::http::request::{Method, Request};
use crate::client::http::trust::Trust;
use crate::diagnostics::{Reporter, find_word, has_any};

/// What `encodeURIComponent` leaves alone, so that the wire equals that of the official clients.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'!')
    .remove(b'~')
    .remove(b'*')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')');

/// One workspace behind one endpoint, in one api-version: what every path is made of.
#[derive(Clone, Debug)]
pub struct Api {
    trust: Trust,
    /// Path of the subscription.
    subscription: String,
    /// Path of the workspace.
    workspace: String,
    api_version: String,
}

impl Api {
    /// Names the workspace.
    ///
    /// # Errors
    /// A name that would change the path, or an api-version in another form.
    pub fn new(
        trust: Trust,
        subscription_id: &str,
        resource_group: &str,
        workspace: &str,
        api_version: &str,
    ) -> Result<Self, Error> {
        if !is_api_version(api_version) {
            return Err(Error::argument(
                "apiVersion must be a date such as `2026-05-01`, `-preview` may follow",
            ));
        }
        let mut path = String::from("/subscriptions/");
        push_segment(&mut path, "subscription id", subscription_id)?;
        let subscription = path.clone();
        path.push_str("/resourceGroups/");
        push_segment(&mut path, "resource group", resource_group)?;
        path.push_str("/providers/Microsoft.MachineLearningServices/workspaces/");
        push_segment(&mut path, "workspace name", workspace)?;
        Ok(Self { trust, subscription, workspace: path, api_version: api_version.to_owned() })
    }

    /// Who may get the token.
    #[must_use]
    pub const fn trust(&self) -> &Trust {
        &self.trust
    }

    /// The api-version of every operation that it has.
    #[must_use]
    pub fn api_version(&self) -> &str {
        &self.api_version
    }

    /// The request of an operation. `subject` is the name of the compute, the id of the job or the
    /// region.
    ///
    /// # Errors
    /// A name that would change the path, a link to a place that is not trusted with the token.
    pub fn request(
        &self,
        operation: &Operation,
        subject: &str,
        sent: &Sent,
    ) -> Result<Request, Error> {
        if let Sent::Link(link) = sent {
            return Ok(Request::new(Method::Get, self.trust.follow(link)?));
        }
        let version = operation.version(&self.api_version);
        let mut path = self.place(operation.place, subject)?;
        path.push_str(operation.tail);
        let mut request = Request::new(operation.method, self.resource_url(&path, version));
        match sent {
            Sent::Action(action) => {
                request.url.push_str("&underlyingResourceAction=");
                request.url.push_str(action.as_str());
            }
            Sent::Body(body) => {
                request.body = Some(older_bodies::spelled(operation.method, version, body));
            }
            Sent::Link(_) | Sent::Nothing => {}
        }
        Ok(request)
    }

    /// What is needed to follow an operation: what it is to leave behind, and where.
    pub(in crate::client) fn start(
        &self,
        operation: &Operation,
        subject: &str,
    ) -> Result<Start, Error> {
        let Answer::Operation(target) = operation.answer else {
            return Err(Error::argument("this operation is complete with its response"));
        };
        let path = self.place(operation.place, subject)?;
        let api_version = operation.version(&self.api_version).to_owned();
        let resource = self.resource_url(&path, &api_version);
        Ok(Start {
            method: operation.method,
            name: operation.name,
            path,
            api_version,
            resource,
            target,
        })
    }

    /// Whether a message about something missing speaks of the workspace, and of nothing in it.
    pub(in crate::client) fn is_about_workspace(&self, message: &str) -> bool {
        let name = self.workspace.rsplit('/').next().unwrap_or_default();
        let words = ["workspaces/", name].concat();
        find_word(message, &words).is_some_and(|at| {
            let behind = at.checked_add(words.len()).and_then(|end| message.get(end..));
            behind.is_some_and(|behind| {
                behind.starts_with(['\'', '"', '`', '.', ' ']) || behind.is_empty()
            })
        })
    }

    /// The id of a compute of this workspace.
    pub(in crate::client) fn compute_id(&self, name: &str) -> Result<String, Error> {
        self.place(Place::Compute, name)
    }

    fn place(&self, place: Place, subject: &str) -> Result<String, Error> {
        let mut path = match place {
            Place::Region => self.subscription.clone(),
            _ => self.workspace.clone(),
        };
        let (folder, what) = match place {
            Place::Workspace => return Ok(path),
            Place::Compute => ("/computes/", "compute name"),
            Place::Job => ("/jobs/", "job id"),
            Place::Region => ("/providers/Microsoft.MachineLearningServices/locations/", "region"),
        };
        path.push_str(folder);
        push_segment(&mut path, what, subject)?;
        Ok(path)
    }

    /// `GET` of a resource by its path, in the api-version it was submitted with.
    #[must_use]
    pub(in crate::client) fn resource_url(&self, path: &str, api_version: &str) -> String {
        let mut url = self.trust.endpoint().url(path);
        url.push_str("?api-version=");
        url.push_str(api_version);
        url
    }

    /// Whether a path lies in this workspace.
    pub(in crate::client) fn owns(&self, path: &str) -> bool {
        path.split_at_checked(self.workspace.len()).is_some_and(|(head, rest)| {
            head.eq_ignore_ascii_case(&self.workspace) && rest.starts_with('/')
        })
    }
}

/// Appends a name as one segment. Only what would change the path is refused here; whether a name
/// follows the service's rules is the validation's business.
fn push_segment(path: &mut String, what: &'static str, value: &str) -> Result<(), Error> {
    let found = match value {
        "" => {
            let mut reporter = Reporter::new();
            reporter.whole(&names::LENGTH).reason("empty").own("what", what);
            return Err(refused(reporter));
        }
        "." => Some("`.`"),
        ".." => Some("`..`"),
        _ if has_any(value, b"/") => Some("`/`"),
        _ if has_any(value, b"\\") => Some("`\\`"),
        _ if value.chars().any(char::is_control) => Some("a control character"),
        _ => None,
    };
    if let Some(found) = found {
        let mut reporter = Reporter::new();
        let finding = reporter.whole(&names::CHARACTERS).own("what", what);
        finding.param("found", found).own("allowed", "letters, digits and hyphens");
        return Err(refused(reporter));
    }
    path.extend(utf8_percent_encode(value, SEGMENT));
    Ok(())
}

fn refused(reporter: Reporter) -> Error {
    Error::validation(reporter.finish(&|code| Some(code.severity)))
}
