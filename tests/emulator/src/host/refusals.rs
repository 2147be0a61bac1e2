//! HTTP that is none is refused by the HTTP library itself, with a status and nothing else. The
//! management API says in a body what is wrong, so the body is put in on the way out.

use crate::engine::errors::ArmError;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// A stream that gives bare refusals a body.
pub(super) struct Refusals<S> {
    stream: S,
    /// What is still to be written in the place of a bare refusal.
    pending: Vec<u8>,
}

impl<S> Refusals<S> {
    pub(super) const fn new(stream: S) -> Self {
        Self { stream, pending: Vec::new() }
    }
}

impl<S: AsyncWrite + Unpin> Refusals<S> {
    fn write_pending(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        while !self.pending.is_empty() {
            let written = ready!(Pin::new(&mut self.stream).poll_write(context, &self.pending))?;
            if written == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            self.pending.drain(..written.min(self.pending.len()));
        }
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Refusals<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Refusals<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        ready!(self.write_pending(context))?;
        if let Some(whole) = with_body(bytes) {
            self.pending = whole;
            return Poll::Ready(Ok(bytes.len()));
        }
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.write_pending(context))?;
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.write_pending(context))?;
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

/// The refusal with a body, if the bytes are a bare one: a head with the fields that the library
/// writes by itself and no other, which no answer of ours has.
fn with_body(bytes: &[u8]) -> Option<Vec<u8>> {
    // Everything else is longer, or begins differently.
    if bytes.len() > 256 || !bytes.starts_with(b"HTTP/1.1 4") {
        return None;
    }
    let head = std::str::from_utf8(bytes).ok()?.strip_suffix("\r\n\r\n")?;
    let mut lines = head.split("\r\n");
    let status_line = lines.next()?;
    let own = |line: &str| {
        let name = line.split(':').next().unwrap_or_default();
        ["content-length", "connection", "date"].iter().any(|own| name.eq_ignore_ascii_case(own))
    };
    if !lines.clone().all(own) || !lines.any(|line| line.eq_ignore_ascii_case("content-length: 0"))
    {
        return None;
    }
    let status: u16 = status_line.split(' ').nth(1)?.parse().ok()?;
    let (code, message) = match status {
        414 => ("RequestUriTooLong", "the request URL is too long"),
        431 => ("RequestHeadersTooLarge", "the header of the request is too large"),
        _ => ("BadRequest", "the request is not valid HTTP"),
    };
    let body = ArmError::new(status, code, message).into_response().body;
    let fields = format!(
        "content-type: application/json; charset=utf-8\r\nconnection: close\r\ncontent-length: {}",
        body.len()
    );
    Some(format!("{status_line}\r\n{fields}\r\n\r\n{body}").into_bytes())
}

#[cfg(test)]
mod tests {
    use super::with_body;

    #[test]
    fn bare_refusals_get_a_body_and_nothing_else_does() {
        let bare = "HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\ndate: x\r\n\r\n";
        let whole = String::from_utf8(with_body(bare.as_bytes()).unwrap()).unwrap();
        let (head, body) = whole.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("HTTP/1.1 400 Bad Request\r\n"), "{head}");
        assert!(head.contains(&format!("content-length: {}", body.len())), "{head}");
        let error: serde_json::Value = serde_json::from_str(body).unwrap();
        assert_eq!(error["error"]["code"], "BadRequest");
        for ours in [
            "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n",
            "HTTP/1.1 404 Not Found\r\nx-ms-request-id: a\r\ncontent-length: 0\r\n\r\n",
            "HTTP/1.1 400 Bad Request\r\ncontent-length: 2\r\n\r\n",
            "HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n",
            "",
        ] {
            assert_eq!(with_body(ours.as_bytes()), None, "{ours}");
        }
    }
}
