//! Applies RFC 6902 patches to text without reformatting it: numbers keep their spelling, members
//! their order, lines their breaks.

use thiserror::Error;

use super::document::{Document, Kind, Node};
use super::parse::{parse, parse_template};
use crate::diagnostics::{Fix, Json, Operation, Pointer, Reporter, find_word};

/// Why a patch could not be applied. The text is then left as it was.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum EditError {
    /// The text is not one readable JSON document.
    #[error("the text is not a readable JSON document")]
    Unreadable,
    /// A place that the patch needs is not there.
    #[error("there is nothing at `{0}`")]
    Missing(String),
    /// A pointer has no RFC 6901 form or names an item that cannot be.
    #[error("`{0}` is not a place in this document")]
    Pointer(String),
    /// A test of the patch failed.
    #[error("the value at `{0}` is different")]
    Test(String),
}

/// Applies a fix to a text.
///
/// # Errors
/// [`EditError`] if the text cannot be read or the patch does not fit it.
pub fn apply(text: &str, fix: &Fix) -> Result<String, EditError> {
    fix.patch.iter().try_fold(text.to_owned(), |text, operation| operate(&text, operation))
}

/// Applies several fixes in order. One that no longer fits (an earlier one has changed its place) is
/// an error, so that none is lost in silence.
///
/// # Errors
/// [`EditError`] of the first fix that does not fit.
pub fn apply_all(text: &str, fixes: &[Fix]) -> Result<String, EditError> {
    fixes.iter().try_fold(text.to_owned(), |text, fix| apply(&text, fix))
}

fn operate(text: &str, operation: &Operation) -> Result<String, EditError> {
    let mut reporter = Reporter::new();
    // Templates have comments; what was checked can be mended.
    let document = parse_template(text, &mut reporter).ok_or(EditError::Unreadable)?;
    let mark = text.len().saturating_sub(document.text().len());
    let (text_without_mark, prefix) = (document.text(), text.get(..mark).unwrap_or_default());
    let edited = match operation {
        Operation::Add { path, value } => add(&document, path, value.as_str()),
        Operation::Remove { path } => remove(&document, path),
        Operation::Replace { path, value } => Ok(replace(require(&document, path)?, value)),
        Operation::Move { from, path } => relocate(&document, from, path),
        Operation::Copy { from, path } => {
            let spelled = spelled(require(&document, from)?);
            add(&document, path, &spelled)
        }
        Operation::Test { path, value } => {
            if is_value(require(&document, path)?, value) {
                Ok(text_without_mark.to_owned())
            } else {
                Err(EditError::Test(path.clone()))
            }
        }
    }?;
    Ok(format!("{prefix}{edited}"))
}

/// Puts a value in the place of a node, and of those that its object has under the same key with the same value:
/// one of them changed alone would contradict the others.
fn replace(node: Node<'_>, value: &Json) -> String {
    let key = node.key();
    let same = node.parent().into_iter().flat_map(Node::members);
    let same = same.filter(|member| Some(member.key) == key && member.value.equals(node));
    let mut places: Vec<_> = same.map(|member| member.value.bytes()).collect();
    if places.is_empty() {
        places.push(node.bytes());
    }
    // From behind, so that the places in front stay where they are.
    let text = node.document().text().to_owned();
    let put =
        |text: String, (start, end): (usize, usize)| splice(&text, start, end, value.as_str());
    places.into_iter().rev().fold(text, put)
}

fn require<'d>(document: &'d Document<'d>, path: &str) -> Result<Node<'d>, EditError> {
    document.at(path).ok_or_else(|| EditError::Missing(path.to_owned()))
}

/// Whether a node is equal to a value.
fn is_value(node: Node<'_>, value: &Json) -> bool {
    let mut reporter = Reporter::new();
    let wanted = parse(value.as_str(), &mut reporter);
    wanted.as_ref().and_then(Document::root).is_some_and(|wanted| wanted.equals(node))
}

fn spelled(node: Node<'_>) -> String {
    let (start, end) = node.bytes();
    node.document().text().get(start..end).unwrap_or_default().to_owned()
}

fn splice(text: &str, start: usize, end: usize, with: &str) -> String {
    let before = text.get(..start).unwrap_or_default();
    let after = text.get(end..).unwrap_or_default();
    [before, with, after].concat()
}

/// The white space in front of the first child of a container, so that an addition looks like its
/// neighbours; none for an empty container.
fn indent_of(container: Node<'_>) -> String {
    let (start, _) = container.bytes();
    let first = container
        .members()
        .next()
        .and_then(|member| member.value.key_bytes())
        .or_else(|| container.items().next().map(Node::bytes));
    first
        .and_then(|(child, _)| {
            let before = container.document().text().get(start.saturating_add(1)..child)?;
            // A comment between them is not repeated.
            before.get(before.trim_end().len()..).map(str::to_owned)
        })
        .unwrap_or_default()
}

fn add(document: &Document<'_>, path: &str, value: &str) -> Result<String, EditError> {
    let text = document.text();
    let Some((parent_path, token)) = Pointer::split_last(path) else {
        if path.is_empty() {
            return Ok(value.to_owned());
        }
        return Err(EditError::Pointer(path.to_owned()));
    };
    let parent = require(document, parent_path)?;
    let (_, parent_end) = parent.bytes();
    let indent = indent_of(parent);
    match parent.kind() {
        Kind::Object => {
            if let Some(found) = parent.get_exact(&token) {
                let (start, end) = found.bytes();
                return Ok(splice(text, start, end, value));
            }
            let key = Json::from(&*token);
            // "key": value when the text is spaced, "key":value when it is compact.
            let colon = if find_word(text, "\": ").is_some() { ": " } else { ":" };
            let last = parent.members().last().map(|member| member.value.bytes().1);
            Ok(match last {
                Some(end) => splice(text, end, end, &format!(",{indent}{key}{colon}{value}")),
                None => {
                    let (start, _) = parent.bytes();
                    splice(text, start, parent_end, &format!("{{{key}{colon}{value}}}"))
                }
            })
        }
        Kind::List => {
            let count = parent.items().count();
            let index = if token == "-" { Some(count) } else { token.parse::<usize>().ok() };
            let index = index
                .filter(|index| *index <= count)
                .ok_or_else(|| EditError::Pointer(path.to_owned()))?;
            Ok(match parent.items().nth(index) {
                Some(item) => {
                    let (start, _) = item.bytes();
                    splice(text, start, start, &format!("{value},{indent}"))
                }
                None => match parent.items().last() {
                    Some(last) => {
                        let (_, end) = last.bytes();
                        splice(text, end, end, &format!(",{indent}{value}"))
                    }
                    None => {
                        let (start, _) = parent.bytes();
                        splice(text, start, parent_end, &format!("[{value}]"))
                    }
                },
            })
        }
        _ => Err(EditError::Missing(path.to_owned())),
    }
}

fn remove(document: &Document<'_>, path: &str) -> Result<String, EditError> {
    let node = require(document, path)?;
    let text = document.text();
    let Some(parent) = node.parent() else {
        return Err(EditError::Pointer(path.to_owned()));
    };
    let start_of = |node: Node<'_>| node.key_bytes().unwrap_or_else(|| node.bytes()).0;
    let siblings: Vec<Node<'_>> = if parent.kind() == Kind::Object {
        parent.members().map(|member| member.value).collect()
    } else {
        parent.items().collect()
    };
    let at = siblings.iter().position(|sibling| sibling.index() == node.index());
    let at = at.ok_or_else(|| EditError::Missing(path.to_owned()))?;
    let next = siblings.get(at.saturating_add(1));
    let previous = at.checked_sub(1).and_then(|before| siblings.get(before));
    let (start, end) = match (previous, next) {
        // With the comma in front of it; a first member goes with the comma behind it.
        (Some(previous), _) => (previous.bytes().1, node.bytes().1),
        (None, Some(next)) => (start_of(node), start_of(*next)),
        (None, None) => {
            let (open, close) = parent.bytes();
            (open.saturating_add(1), close.saturating_sub(1))
        }
    };
    Ok(splice(text, start, end, ""))
}

fn relocate(document: &Document<'_>, from: &str, path: &str) -> Result<String, EditError> {
    let node = require(document, from)?;
    if from == path {
        return Ok(document.text().to_owned());
    }
    if Pointer::is_at_or_below(path, from) {
        return Err(EditError::Pointer(path.to_owned()));
    }
    let target = Pointer::split_last(path).ok_or_else(|| EditError::Pointer(path.to_owned()))?;
    let source = Pointer::split_last(from);
    // A rename inside one object keeps the place of the member.
    if let (Some((start, end)), Some((parent, _))) = (node.key_bytes(), source)
        && parent == target.0
        && document.at(path).is_none()
    {
        let key = Json::from(&*target.1).to_string();
        return Ok(splice(document.text(), start, end, &key));
    }
    let value = spelled(node);
    let removed = remove(document, from)?;
    let mut reporter = Reporter::new();
    let rest = parse_template(&removed, &mut reporter).ok_or(EditError::Unreadable)?;
    add(&rest, path, &value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn edit(text: &str, patch: serde_json::Value) -> Result<String, EditError> {
        let fixes = json!([{ "title": "t", "applicability": "safe", "patch": patch }]);
        let fix = super::super::read_fixes(&fixes.to_string()).unwrap().remove(0);
        apply(text, &fix)
    }

    #[test]
    fn keeps_layout() {
        let text = "{\n  \"a\": 1.50,\n  \"VMSize\": \"x\",\n  \"z\": []\n}\n";
        let renamed = edit(text, json!([{"op": "move", "from": "/VMSize", "path": "/vmSize"}]));
        assert_eq!(renamed.unwrap(), text.replace("VMSize", "vmSize"));
        let added = edit(text, json!([{"op": "add", "path": "/b", "value": true}]));
        assert_eq!(added.unwrap(), text.replace("[]\n", "[],\n  \"b\": true\n"));
        let removed = edit(text, json!([{"op": "remove", "path": "/a"}]));
        assert_eq!(removed.unwrap(), "{\n  \"VMSize\": \"x\",\n  \"z\": []\n}\n");
        let last = edit(text, json!([{"op": "remove", "path": "/z"}]));
        assert_eq!(last.unwrap(), "{\n  \"a\": 1.50,\n  \"VMSize\": \"x\"\n}\n");
        let item = edit(text, json!([{"op": "add", "path": "/z/-", "value": 1}]));
        assert_eq!(item.unwrap(), text.replace("[]", "[1]"));
    }

    #[test]
    fn replaces_what_stands_twice_together() {
        let patch = || json!([{"op": "replace", "path": "/a", "value": "y"}]);
        assert_eq!(
            edit(r#"{"a":"x","b":"x","a":"x"}"#, patch()).unwrap(),
            r#"{"a":"y","b":"x","a":"y"}"#
        );
        assert_eq!(edit(r#"{"a":"z","a":"x"}"#, patch()).unwrap(), r#"{"a":"z","a":"y"}"#);
        let item = edit("[1,1]", json!([{"op": "replace", "path": "/1", "value": 2}]));
        assert_eq!(item.unwrap(), "[1,2]");
    }

    #[test]
    fn refuses_what_does_not_fit() {
        assert_eq!(
            edit("{}", json!([{"op": "remove", "path": "/a"}])),
            Err(EditError::Missing("/a".into()))
        );
        assert_eq!(
            edit("{\"a\":1}", json!([{"op": "test", "path": "/a", "value": 2}])),
            Err(EditError::Test("/a".into()))
        );
        assert_eq!(
            edit("{\"a\":{}}", json!([{"op": "move", "from": "/a", "path": "/a/b"}])),
            Err(EditError::Pointer("/a/b".into()))
        );
        assert_eq!(edit("{", json!([{"op": "remove", "path": "/a"}])), Err(EditError::Unreadable));
    }
}
