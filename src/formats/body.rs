//! A resource that is made out of another format, member by member; each remembers where it came from.

use super::rows::Row;
use crate::diagnostics::{Json, push_token, sorted};
use crate::text::Node;

/// Where a member came from.
#[derive(Clone, Debug)]
pub(super) struct Origin {
    /// Pointer into what the caller wrote.
    pub(super) pointer: String,
    /// The row that brought it, if one did.
    pub(super) row: Option<&'static Row>,
    /// The value stands there as it is, with all that is below it.
    pub(super) same: bool,
}

/// A member.
#[derive(Clone, Debug)]
pub(super) struct Written {
    /// Pointer into the resource.
    pub(super) path: String,
    /// The value.
    pub(super) value: Json,
    /// Where it came from; `None` for what the caller did not write.
    pub(super) origin: Option<Origin>,
    /// The value stands for one that is not known.
    pub(super) stand_in: bool,
    /// The value is an expression that only a deployment can evaluate.
    pub(super) unknown: bool,
    /// So is the key.
    pub(super) open_key: bool,
}

/// The members of a resource.
#[derive(Clone, Debug, Default)]
pub(super) struct Body {
    pub(super) members: Vec<Written>,
}

impl Body {
    /// Writes a member that a row brought.
    pub(super) fn put(&mut self, path: String, value: Json, from: Node<'_>, row: &'static Row) {
        let origin = Origin { pointer: from.pointer(), row: Some(row), same: false };
        self.add(path, value, Some(origin));
    }

    /// Writes a member that was made out of something.
    pub(super) fn make(&mut self, path: &str, value: Json, from: Option<Node<'_>>) {
        let origin = from.map(|node| Origin { pointer: node.pointer(), row: None, same: false });
        self.add(path.to_owned(), value, origin);
    }

    /// Takes a value over as it stands, with all that is below it.
    pub(super) fn keep(&mut self, path: &str, value: Json, from: Node<'_>) {
        let origin = Origin { pointer: from.pointer(), row: None, same: true };
        self.add(path.to_owned(), value, Some(origin));
    }

    fn add(&mut self, path: String, value: Json, origin: Option<Origin>) {
        let (stand_in, unknown, open_key) = (false, false, false);
        self.members.push(Written { path, value, origin, stand_in, unknown, open_key });
    }

    /// Writes the expression of a value that is not known.
    pub(super) fn unknown(&mut self, path: &str, value: Json, from: Option<Node<'_>>) {
        self.make(path, value, from);
        if let Some(member) = self.members.last_mut() {
            member.unknown = true;
        }
    }

    /// Says that the key of the member written last is not known.
    pub(super) fn has_open_key(&mut self) {
        if let Some(member) = self.members.last_mut() {
            member.open_key = true;
        }
    }

    /// Says that the member written last holds a stand-in.
    pub(super) fn stands_in(&mut self) {
        if let Some(member) = self.members.last_mut() {
            member.stand_in = true;
        }
    }

    /// Takes a member out again: it is not sent.
    pub(super) fn forget(&mut self, path: &str) {
        self.members.retain(|member| member.path != path);
    }

    /// The resource as JSON text, members in the order in which they were written.
    pub(super) fn text(&self) -> String {
        let mut out = String::new();
        let all: Vec<(&str, &str)> = self
            .members
            .iter()
            .map(|member| (member.path.as_str(), member.value.as_str()))
            .collect();
        write(&mut out, &all, "");
        out
    }
}

/// Maps whose keys are the caller's: digits are no places of a list there.
pub(super) const MAPS: [&str; 3] = ["tags", "userAssignedIdentities", "environmentVariables"];

/// Writes members whose pointers are relative to here, which has a name.
fn write(out: &mut String, members: &[(&str, &str)], here: &str) {
    if let [("", value)] = members {
        out.push_str(value);
        return;
    }
    // The first step of each pointer and what is left of it.
    let steps: Vec<(&str, &str, &str)> = members
        .iter()
        .filter_map(|(path, value)| {
            let path = path.strip_prefix('/')?;
            let end = path.bytes().position(|byte| byte == b'/').unwrap_or(path.len());
            Some((path.get(..end)?, path.get(end..)?, *value))
        })
        .collect();
    let list = !steps.is_empty()
        && !MAPS.contains(&here)
        && steps.iter().all(|(token, ..)| token.bytes().all(|byte| byte.is_ascii_digit()));
    out.push(if list { '[' } else { '{' });
    // Steps with one token together, each group where its first step stands.
    let at = |index: u32| steps.get(index as usize);
    let token = |index: u32| at(index).map(|(token, ..)| *token);
    let order = sorted(steps.len(), &|a, b| token(a).cmp(&token(b)).then_with(|| a.cmp(&b)));
    let groups: Vec<&[u32]> = order.chunk_by(|a, b| token(*a) == token(*b)).collect();
    let first = |group: u32| groups.get(group as usize).and_then(|group| group.first());
    let in_order = sorted(groups.len(), &|a, b| first(a).cmp(&first(b)));
    for (count, group) in in_order.into_iter().filter_map(|at| groups.get(at as usize)).enumerate()
    {
        if count > 0 {
            out.push(',');
        }
        let token = group.first().and_then(|index| token(*index)).unwrap_or_default();
        if !list {
            let name = crate::diagnostics::unescape_token(token);
            out.push_str(Json::from(&*name).as_str());
            out.push(':');
        }
        let below: Vec<(&str, &str)> = group
            .iter()
            .filter_map(|index| at(*index))
            .map(|(_, rest, value)| (*rest, *value))
            .collect();
        write(out, &below, token);
    }
    out.push(if list { ']' } else { '}' });
}

/// A pointer with one more token.
pub(super) fn below(base: &str, token: &str) -> String {
    let mut pointer = base.to_owned();
    push_token(&mut pointer, token);
    pointer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_become_nested_objects_and_lists() {
        let mut body = Body::default();
        body.make("/properties/computeType", Json::from("AmlCompute"), None);
        body.make("/name", Json::from("cluster"), None);
        body.make("/properties/list/0/a", Json::from(1), None);
        body.make("/properties/list/1/a", Json::from(2), None);
        body.make("/identity/ids/~1a~1b", Json::empty_object(), None);
        assert_eq!(
            body.text(),
            r#"{"properties":{"computeType":"AmlCompute","list":[{"a":1},{"a":2}]},"name":"cluster","identity":{"ids":{"/a/b":{}}}}"#
        );
        assert_eq!(below("/a", "b/c"), "/a/b~1c");
        let mut tags = Body::default();
        tags.make("/tags/2026", Json::from("year"), None);
        assert_eq!(tags.text(), r#"{"tags":{"2026":"year"}}"#);
    }

    #[test]
    fn nothing_written_is_an_empty_object() {
        assert_eq!(Body::default().text(), "{}");
    }
}
