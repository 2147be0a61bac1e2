//! Serves the files of a page beside the API, from one folder and nothing above it.

use super::convert::{Answer, whole};
use azureml_compute::client::request::Response;
use http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY as CSP_FIELD, HeaderName, REFERRER_POLICY,
};
use http::header::{HeaderValue, X_CONTENT_TYPE_OPTIONS};
use http_body_util::BodyExt;
use hyper::body::Incoming;
use percent_encoding::percent_decode_str;
use std::io;
use std::path::Path;
use tower::ServiceExt;
use tower_http::services::ServeDir;

/// What a page may do. It is as strict as the page we ship allows, so that code which needs more is
/// noticed here and not by a user whose own page is strict: scripts from files only, with
/// `wasm-unsafe-eval` because compiling WebAssembly asks for it; inline styles because a component
/// without constructable style sheets falls back to them; no plugin, frame, form target or base
/// that was not foreseen; no text that becomes markup by assignment.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; \
     script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; \
     img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; \
     require-trusted-types-for 'script'";

/// Header fields of every file. Files change while a page is being worked on, so they are asked for
/// again each time.
const FIELDS: [(HeaderName, &str); 4] = [
    (CSP_FIELD, CONTENT_SECURITY_POLICY),
    (CACHE_CONTROL, "no-cache"),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (REFERRER_POLICY, "no-referrer"),
];

pub(super) async fn serve(www: &Path, request: hyper::Request<Incoming>) -> io::Result<Answer> {
    let mut answer = if is_hidden(request.uri().path()) {
        whole(&Response::new(404, ""))
    } else {
        // ServeDir itself refuses `..`, absolute and drive paths; it answers GET and HEAD only.
        let response =
            ServeDir::new(www).oneshot(request).await.unwrap_or_else(|never| match never {});
        response.map(|body| body.map_err(io::Error::other).boxed_unsync())
    };
    for (name, value) in FIELDS {
        answer.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    Ok(answer)
}

/// Dot files are no part of a page, and `..` is no part of its address.
fn is_hidden(path: &str) -> bool {
    let decoded = percent_decode_str(path).decode_utf8_lossy();
    decoded.split(['/', '\\']).any(|segment| segment.starts_with('.')) || decoded.contains('\0')
}

#[cfg(test)]
mod tests {
    use super::is_hidden;

    #[test]
    fn dots_at_the_beginning_of_a_segment_are_hidden_however_they_are_written() {
        for path in
            ["/../x", "/a/..%2fx", "/%2e%2e/x", "/.git/config", "/a\\..\\x", "/a%5c..%5cx", "/%00"]
        {
            assert!(is_hidden(path), "{path}");
        }
        for path in ["/", "/a/b.c.js", "/a..b"] {
            assert!(!is_hidden(path), "{path}");
        }
    }
}
