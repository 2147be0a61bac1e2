//! The operations as requests: one function each, no IO. A further operation is a further function
//! here and a line in the client that sends it.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::error::Error;
use super::lro::{Start, Target};
use super::request::{Method, Request};
use super::trust::Trust;
use crate::arm::api_version::is_api_version;
use crate::arm::names;
use crate::diagnostics::Reporter;

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

/// What becomes of the thing behind an attached compute, or of the compute itself, on deletion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnderlyingResourceAction {
    /// It is deleted.
    Delete,
    /// It stays and is only detached from the workspace.
    Detach,
}

impl UnderlyingResourceAction {
    /// The word on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Delete => "Delete",
            Self::Detach => "Detach",
        }
    }

    /// The action of a word.
    ///
    /// # Errors
    /// A word that is neither.
    pub fn parse(word: &str) -> Result<Self, Error> {
        [Self::Delete, Self::Detach]
            .into_iter()
            .find(|action| action.as_str() == word)
            .ok_or_else(|| Error::argument("underlyingResourceAction must be `Delete` or `Detach`"))
    }
}

/// One workspace behind one endpoint, in one api-version: what every path is made of.
#[derive(Clone, Debug)]
pub struct Api {
    trust: Trust,
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
        path.push_str("/resourceGroups/");
        push_segment(&mut path, "resource group", resource_group)?;
        path.push_str("/providers/Microsoft.MachineLearningServices/workspaces/");
        push_segment(&mut path, "workspace name", workspace)?;
        Ok(Self { trust, workspace: path, api_version: api_version.to_owned() })
    }

    /// Who may get the token.
    #[must_use]
    pub const fn trust(&self) -> &Trust {
        &self.trust
    }

    /// The api-version of every request.
    #[must_use]
    pub fn api_version(&self) -> &str {
        &self.api_version
    }

    /// `GET` of one compute.
    ///
    /// # Errors
    /// A name that would change the path.
    pub fn get(&self, name: &str) -> Result<Request, Error> {
        let path = self.compute(name)?;
        Ok(self.request(Method::Get, &path, ""))
    }

    /// `GET` of the first page of all computes.
    #[must_use]
    pub fn list(&self) -> Request {
        let mut path = self.workspace.clone();
        path.push_str("/computes");
        self.request(Method::Get, &path, "")
    }

    /// `GET` of the page that a `nextLink` names, byte for byte.
    ///
    /// # Errors
    /// A link to a place that is not trusted with the token.
    pub fn page(&self, next_link: &str) -> Result<Request, Error> {
        Ok(Request::new(Method::Get, self.trust.follow(next_link)?))
    }

    /// `PUT` that creates or attaches a compute, or replaces one of the same name.
    ///
    /// # Errors
    /// A name that would change the path.
    pub fn create(&self, name: &str, body: &str) -> Result<Start, Error> {
        let path = self.compute(name)?;
        let mut request = self.request(Method::Put, &path, "");
        request.body = Some(body.to_owned());
        Ok(self.start(request, path, Target::Present))
    }

    /// `DELETE` of a compute.
    ///
    /// # Errors
    /// A name that would change the path.
    pub fn delete(&self, name: &str, action: UnderlyingResourceAction) -> Result<Start, Error> {
        let path = self.compute(name)?;
        let mut query = String::from("&underlyingResourceAction=");
        query.push_str(action.as_str());
        let request = self.request(Method::Delete, &path, &query);
        Ok(self.start(request, path, Target::Gone))
    }

    /// `GET` of a resource by its path, in the api-version it was submitted with.
    #[must_use]
    pub(super) fn resource_url(&self, path: &str, api_version: &str) -> String {
        let mut url = self.trust.endpoint().url(path);
        url.push_str("?api-version=");
        url.push_str(api_version);
        url
    }

    /// Whether a path lies in this workspace.
    pub(super) fn owns(&self, path: &str) -> bool {
        path.split_at_checked(self.workspace.len()).is_some_and(|(head, rest)| {
            head.eq_ignore_ascii_case(&self.workspace) && rest.starts_with('/')
        })
    }

    fn start(&self, request: Request, path: String, target: Target) -> Start {
        Start {
            request,
            resource: self.resource_url(&path, &self.api_version),
            path,
            api_version: self.api_version.clone(),
            target,
        }
    }

    fn compute(&self, name: &str) -> Result<String, Error> {
        let mut path = self.workspace.clone();
        path.push_str("/computes/");
        push_segment(&mut path, "compute name", name)?;
        Ok(path)
    }

    fn request(&self, method: Method, path: &str, query: &str) -> Request {
        let mut url = self.resource_url(path, &self.api_version);
        url.push_str(query);
        Request::new(method, url)
    }
}

/// Appends a name as one segment. Only what would change the path is refused here; whether a name
/// follows the service's rules is the validation's business.
fn push_segment(path: &mut String, what: &'static str, value: &str) -> Result<(), Error> {
    let found = match value {
        "" => {
            let mut reporter = Reporter::new();
            reporter.whole(&names::LENGTH).reason("empty").param("what", what);
            return Err(refused(reporter));
        }
        "." => Some("`.`"),
        ".." => Some("`..`"),
        _ if value.contains('/') => Some("`/`"),
        _ if value.contains('\\') => Some("`\\`"),
        _ if value.chars().any(char::is_control) => Some("a control character"),
        _ => None,
    };
    if let Some(found) = found {
        let mut reporter = Reporter::new();
        let finding = reporter.whole(&names::CHARACTERS).param("what", what);
        finding.param("found", found).param("allowed", "letters, digits and hyphens");
        return Err(refused(reporter));
    }
    path.extend(utf8_percent_encode(value, SEGMENT));
    Ok(())
}

fn refused(reporter: Reporter) -> Error {
    Error::validation(reporter.finish(&|code| Some(code.severity)))
}
