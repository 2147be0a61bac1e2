//! Between the HTTP library's types and the plain ones of the engine.

use crate::engine::errors::{ArmError, unreadable};
use azureml_compute::client::request::{Headers, Method, Request, Response};
use bytes::Bytes;
use http::{HeaderName, HeaderValue, StatusCode};
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::Incoming;
use std::io;

/// An answer on its way out.
pub(super) type Answer = hyper::Response<UnsyncBoxBody<Bytes, io::Error>>;

/// The management API takes no larger bodies.
const BODY_LIMIT: usize = 4 * 1024 * 1024;

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
    let origin = head
        .headers
        .get("host")
        .and_then(|host| host.to_str().ok())
        .filter(|host| is_authority(host))
        .map_or_else(|| own_origin.to_owned(), |host| format!("http://{host}"));
    let path = head
        .uri
        .path_and_query()
        .map_or("/", http::uri::PathAndQuery::as_str);
    let mut headers = Headers::new();
    for (name, value) in &head.headers {
        headers.append(name.as_str(), String::from_utf8_lossy(value.as_bytes()));
    }
    let body = Limited::new(body, BODY_LIMIT)
        .collect()
        .await
        .map_err(|error| {
            if error.is::<LengthLimitError>() {
                let message = format!("the request content is larger than {BODY_LIMIT} bytes");
                ArmError::new(413, "RequestContentTooLarge", message)
            } else {
                unreadable("it broke off")
            }
        })?;
    let body = String::from_utf8(body.to_bytes().into())
        .map_err(|_| unreadable("it is not encoded in UTF-8"))?;
    Ok(Request {
        method,
        url: format!("{origin}{path}"),
        headers,
        body: Some(body).filter(|body| !body.is_empty()),
    })
}

/// Characters of a host and port; links are built from it.
fn is_authority(host: &str) -> bool {
    !host.is_empty()
        && host
            .chars()
            .all(|one| one.is_ascii_alphanumeric() || "-.:[]_".contains(one))
}

/// The whole answer.
pub(super) fn whole(response: &Response) -> Answer {
    let body = Full::new(Bytes::from(response.body.clone()));
    with_body(
        response,
        body.map_err(|never| match never {}).boxed_unsync(),
    )
}

/// An answer that promises its whole body and breaks off after so many bytes.
pub(super) fn truncated(response: &Response, bytes: usize) -> Answer {
    let length = response.body.len();
    let part: Vec<u8> = response.body.bytes().take(bytes.min(length)).collect();
    let cut = async { Some(Err(io::Error::from(io::ErrorKind::ConnectionAborted))) };
    let body = Full::new(Bytes::from(part))
        .map_err(|never| match never {})
        .with_trailers(cut);
    let mut answer = with_body(response, body.boxed_unsync());
    answer
        .headers_mut()
        .insert(http::header::CONTENT_LENGTH, length.max(1).into());
    answer
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
