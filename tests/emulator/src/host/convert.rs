//! Between the HTTP library's types and the plain ones of the engine.

use crate::engine::errors::{ArmError, unreadable};
use azureml_compute::client::request::{Headers, Method, Request, Response};
use bytes::Bytes;
use http::{HeaderName, HeaderValue, StatusCode};
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt, Full};
use hyper::body::{Body, Frame, Incoming};
use std::io;
use std::pin::Pin;
use std::task::{Context as TaskContext, Poll};

/// An answer on its way out.
pub(super) type Answer = hyper::Response<UnsyncBoxBody<Bytes, io::Error>>;

/// The management API takes no larger bodies.
const BODY_LIMIT: usize = 4 * 1024 * 1024;
/// How much of a larger one is read before the connection is cut.
const DRAIN_LIMIT: usize = 64 * 1024 * 1024;

/// Reads a request to its end.
pub(super) async fn read(
    request: hyper::Request<Incoming>,
    own_origin: &str,
) -> Result<Request, ArmError> {
    let (head, body) = request.into_parts();
    let method = Method::parse(head.method.as_str()).ok_or_else(|| {
        let message = format!("the method `{}` is not supported", head.method);
        ArmError::new(405, "MethodNotAllowed", message)
    })?;
    let scheme = own_origin.split(':').next().unwrap_or_default();
    let origin = head
        .headers
        .get("host")
        .and_then(|host| host.to_str().ok())
        .filter(|host| is_authority(host))
        .map_or_else(|| own_origin.to_owned(), |host| format!("{scheme}://{host}"));
    let path = head.uri.path_and_query().map_or("/", http::uri::PathAndQuery::as_str);
    let mut headers = Headers::new();
    for (name, value) in &head.headers {
        headers.append(name.as_str(), String::from_utf8_lossy(value.as_bytes()));
    }
    let body = String::from_utf8(read_body(body).await?)
        .map_err(|_| unreadable("it is not encoded in UTF-8"))?;
    Ok(Request {
        method,
        url: format!("{origin}{path}"),
        headers,
        body: Some(body).filter(|body| !body.is_empty()),
    })
}

/// A body that is too large is read on for a while and thrown away: a caller that is still sending
/// would not see the refusal.
async fn read_body(mut body: Incoming) -> Result<Vec<u8>, ArmError> {
    let (mut kept, mut total) = (Vec::new(), 0_usize);
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| unreadable("it broke off"))?;
        let data = frame.data_ref().map_or(&[][..], Bytes::as_ref);
        total = total.saturating_add(data.len());
        if total <= BODY_LIMIT {
            kept.extend_from_slice(data);
        } else if total > DRAIN_LIMIT {
            break;
        }
    }
    if total <= BODY_LIMIT {
        return Ok(kept);
    }
    let message = format!("the request content is larger than {BODY_LIMIT} bytes");
    Err(ArmError::new(413, "RequestContentTooLarge", message))
}

/// Characters of a host and port; links are built from it.
fn is_authority(host: &str) -> bool {
    !host.is_empty()
        && host.chars().all(|one| one.is_ascii_alphanumeric() || "-.:[]_".contains(one))
}

/// The whole answer.
pub(super) fn whole(response: &Response) -> Answer {
    let body = Full::new(Bytes::from(response.body.clone()));
    with_body(response, body.map_err(|never| match never {}).boxed_unsync())
}

/// An answer that promises its whole body and breaks off after so many bytes.
pub(super) fn truncated(response: &Response, bytes: usize) -> Answer {
    let part: Bytes = response.body.bytes().take(bytes).collect();
    let mut answer = with_body(response, CutBody::Part(part).boxed_unsync());
    let promised = response.body.len().max(1);
    answer.headers_mut().insert(http::header::CONTENT_LENGTH, promised.into());
    answer
}

/// A body that fails behind its first part. It does not say how long it is, so that the promise of
/// the header stands.
enum CutBody {
    Part(Bytes),
    /// A pause, in which the first part gets onto the wire.
    Pause,
    Cut,
}

impl Body for CutBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut TaskContext<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        match std::mem::replace(&mut *self, Self::Cut) {
            Self::Part(part) => {
                *self = Self::Pause;
                Poll::Ready(Some(Ok(Frame::data(part))))
            }
            Self::Pause => {
                context.waker().wake_by_ref();
                Poll::Pending
            }
            Self::Cut => Poll::Ready(Some(Err(io::ErrorKind::ConnectionAborted.into()))),
        }
    }
}

fn with_body(response: &Response, body: UnsyncBoxBody<Bytes, io::Error>) -> Answer {
    let mut answer = hyper::Response::new(body);
    *answer.status_mut() = StatusCode::from_u16(response.status).unwrap_or_default();
    for (name, value) in response.headers.iter() {
        // Fields from outside (a fault rule, an echoed id) may be none that HTTP can carry.
        let parsed = (HeaderName::try_from(name), HeaderValue::try_from(value));
        if let (Ok(name), Ok(value)) = parsed {
            answer.headers_mut().append(name, value);
        }
    }
    answer
}
