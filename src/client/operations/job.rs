//! Jobs: from what a caller writes to the body that is sent.

use super::api::Api;
use super::resource::property;
use crate::client::http::error::Error;
use crate::client::http::response::read;
use crate::diagnostics::write_text;
use crate::text::Node;

/// The body of a job: a command job unless it says otherwise, its compute as an id.
pub(in crate::client) fn body(api: &Api, job: &str) -> Result<String, Error> {
    let wrong = || Error::argument("a job is an object with `properties`");
    read(job, |root| {
        let properties = root.get("properties").filter(|found| found.members().next().is_some());
        let (start, _) = properties.ok_or_else(wrong)?.bytes();
        let compute = property(root, "computeId").filter(|found| !found.is_null());
        let ((from, to), id) = match compute {
            Some(compute) => (compute.bytes(), id_of(api, compute)?),
            None => ((start, start), String::new()),
        };
        let text = root.document().text();
        let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
        let inside = start.saturating_add(1);
        let kind =
            if property(root, "jobType").is_some() { "" } else { "\"jobType\":\"Command\"," };
        if id.is_empty() {
            return Ok([part(0, inside), kind, part(inside, text.len())].concat());
        }
        Ok([part(0, inside), kind, part(inside, from), &id, part(to, text.len())].concat())
    })
    .unwrap_or_else(|| Err(wrong()))
}

/// The id of the compute that a job names, in quotes.
fn id_of(api: &Api, compute: Node<'_>) -> Result<String, Error> {
    let name = compute.text().ok_or_else(|| Error::argument("`computeId` must be a string"))?;
    // As azure-ai-ml reads it: a name or a whole id behind the prefix.
    let name = name.strip_prefix("azureml:").unwrap_or(name);
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    if !name.starts_with('/') && !name.is_empty() && !name.bytes().all(plain) {
        // An address is written with percents, a body is not.
        return Err(Error::argument(
            "the name in `computeId` can contain only letters, digits and hyphens",
        )
        .helped("give the name of the compute, or its full id"));
    }
    if name.eq_ignore_ascii_case("local") {
        return Err(Error::argument("`local` is this machine and needs no compute")
            .helped("run the command here; only jobs that run on a compute are submitted"));
    }
    let mut quoted = String::new();
    let id = if name.starts_with('/') { name.to_owned() } else { api.compute_id(name)? };
    write_text(&mut quoted, &id);
    Ok(quoted)
}
