//! Reads fixes from JSON text. By hand: a derived reader of a tagged union weighs more than the whole
//! parser.

use super::document::{Kind, Node};
use super::parse::parse;
use super::value::to_json;
use crate::diagnostics::{Applicability, Fix, Operation, Pointer, Reporter};

/// Reads a list of fixes, each an object with a `patch` (RFC 6902).
///
/// # Errors
/// What is wrong with the text, in words.
pub fn read_fixes(text: &str) -> Result<Vec<Fix>, String> {
    let mut reporter = Reporter::new();
    let document = parse(text, &mut reporter).ok_or("the fixes are not valid JSON")?;
    let root = document.root().filter(|root| root.kind() == Kind::List);
    root.ok_or("the fixes are not a list")?.items().map(read_fix).collect()
}

fn read_fix(node: Node<'_>) -> Result<Fix, String> {
    let patch = node.get_exact("patch").filter(|patch| patch.kind() == Kind::List);
    let patch =
        patch.ok_or_else(|| format!("{}: a fix must have a list `patch`", node.pointer()))?;
    let patch = patch.items().map(read_operation).collect::<Result<_, _>>()?;
    let title = node.get_exact("title").and_then(Node::text).unwrap_or_default().to_owned();
    let safe =
        node.get_exact("applicability").and_then(Node::text).is_some_and(|word| word == "safe");
    let applicability = if safe { Applicability::Safe } else { Applicability::Suggested };
    Ok(Fix { title, applicability, patch })
}

fn read_operation(node: Node<'_>) -> Result<Operation, String> {
    let wrong = |what: &str| format!("{}: {what}", node.pointer());
    let text = |name: &str| node.get_exact(name).and_then(Node::text);
    let pointer = |name: &str| {
        let pointer = text(name).ok_or_else(|| wrong(&format!("`{name}` is missing")))?;
        let well_formed = Pointer::tokens(pointer).is_some();
        if well_formed { Ok(pointer.to_owned()) } else { Err(wrong("this is not a JSON pointer")) }
    };
    let value = || {
        let value = node.get_exact("value").map(to_json);
        value.ok_or_else(|| wrong("`value` is missing"))
    };
    let path = pointer("path")?;
    match text("op") {
        Some("add") => Ok(Operation::Add { path, value: value()? }),
        Some("remove") => Ok(Operation::Remove { path }),
        Some("replace") => Ok(Operation::Replace { path, value: value()? }),
        Some("move") => Ok(Operation::Move { from: pointer("from")?, path }),
        Some("copy") => Ok(Operation::Copy { from: pointer("from")?, path }),
        Some("test") => Ok(Operation::Test { path, value: value()? }),
        _ => Err(wrong("`op` must be add, remove, replace, move, copy or test")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_is_written() {
        let fixes = vec![Fix::new(
            "t",
            Applicability::Safe,
            vec![
                Operation::Add { path: "/a".into(), value: 1.into() },
                Operation::Remove { path: "/a".into() },
                Operation::Replace { path: "".into(), value: "x".into() },
                Operation::Move { from: "/a".into(), path: "/b".into() },
                Operation::Copy { from: "/a".into(), path: "/b".into() },
                Operation::Test { path: "/a".into(), value: false.into() },
            ],
        )];
        let text = serde_json::to_string(&fixes).unwrap();
        assert_eq!(read_fixes(&text).unwrap(), fixes);
    }

    #[test]
    fn says_what_is_wrong() {
        for (text, words) in [
            ("{", "not valid JSON"),
            ("{}", "not a list"),
            ("[{}]", "`patch`"),
            ("[{\"patch\":[{}]}]", "`path` is missing"),
            ("[{\"patch\":[{\"path\":\"a\",\"op\":\"add\"}]}]", "not a JSON pointer"),
            ("[{\"patch\":[{\"path\":\"\",\"op\":\"add\"}]}]", "`value` is missing"),
            ("[{\"patch\":[{\"path\":\"\",\"op\":\"burn\"}]}]", "`op` must be"),
        ] {
            assert!(read_fixes(text).unwrap_err().contains(words), "{text}");
        }
    }
}
