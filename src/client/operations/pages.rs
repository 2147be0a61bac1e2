//! Paging: what a page holds and which one follows. Ends on a missing, null or empty `nextLink`;
//! refuses to go in circles or on for ever.

use std::fmt;

use crate::client::http::error::Error;
use crate::client::http::request::Response;
use crate::client::http::response::{read, text_of};
use crate::diagnostics::Json;
use crate::text::{Kind, Node, to_json};

/// More pages than a workspace can fill.
const MOST_PAGES: usize = 1000;

/// One page as the service sent it.
#[derive(Clone, PartialEq, Eq)]
pub struct Page {
    body: String,
    next_link: Option<String>,
    items: &'static [&'static str],
}

impl Page {
    /// Takes an answer of which one of the members `items` must be a list.
    pub(in crate::client) fn of(
        response: Response,
        items: &'static [&'static str],
    ) -> Result<Self, Error> {
        let next_link = read(&response.body, |root| {
            let is_list = list_of(root, items).is_some();
            let next = root.get("nextLink");
            // A link of another type cannot be followed; to end there would lose the rest.
            let readable = next.is_none_or(|link| matches!(link.kind(), Kind::Null | Kind::Text));
            (is_list && readable).then(|| text_of(next).filter(|link| !link.is_empty()))
        });
        match next_link.flatten() {
            Some(next_link) => Ok(Self { body: response.body, next_link, items }),
            None => Err(Error::unexpected(&response, "the response is not a page of a list")),
        }
    }

    /// The body, byte for byte.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.body
    }

    /// The body, byte for byte.
    #[must_use]
    pub fn into_string(self) -> String {
        self.body
    }

    /// The link to the following page, as received.
    #[must_use]
    pub fn next_link(&self) -> Option<&str> {
        self.next_link.as_deref()
    }

    /// The items, each as its own JSON text.
    #[must_use]
    pub fn items(&self) -> Vec<Json> {
        read(&self.body, |root| {
            list_of(root, self.items).map(|list| list.items().map(to_json).collect())
        })
        .flatten()
        .unwrap_or_default()
    }
}

fn list_of<'d>(root: Node<'d>, items: &[&str]) -> Option<Node<'d>> {
    let list = items.iter().find_map(|name| root.get(name));
    list.filter(|list| list.kind() == Kind::List)
}

/// No content: a link may hold a continuation that is nobody's business.
impl fmt::Debug for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Page")
            .field("bytes", &self.body.len())
            .field("is_last", &self.next_link.is_none())
            .finish()
    }
}

/// Remembers where a listing has been.
#[derive(Default)]
pub struct Trail {
    seen: Vec<String>,
}

impl Trail {
    /// Notes the link that a page gave and says whether it may be followed.
    ///
    /// # Errors
    /// A link that was followed before, or the thousandth one.
    pub fn step(&mut self, next_link: &str) -> Result<(), Error> {
        if self.seen.iter().any(|seen| seen == next_link) {
            return Err(Self::circle());
        }
        if self.seen.len() > MOST_PAGES {
            return Err(paging_loop("the list has too many pages"));
        }
        self.seen.push(next_link.to_owned());
        Ok(())
    }

    pub(in crate::client) fn circle() -> Error {
        paging_loop("the list links back to an earlier page")
    }
}

impl fmt::Debug for Trail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Trail").field("pages", &self.seen.len()).finish()
    }
}

fn paging_loop(message: &'static str) -> Error {
    Error::unexpected(&Response::new(200, ""), message)
}
