//! One row of a format as data: what it is called, where it goes, what it takes.

use serde_json::{Map, Value};

use super::rows::{Row, Takes, Via};

/// Which rows are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// Those that a writer fills in.
    Written,
    /// Those that only a reader meets as well.
    All,
}

/// Rows as data.
pub(super) fn rows(rows: &[Row], which: Which) -> Value {
    rows.iter().filter_map(|found| row(found, which)).collect()
}

fn row(row: &Row, which: Which) -> Option<Value> {
    let mut out = Map::new();
    out.insert("name".to_owned(), row.name.into());
    out.insert("to".to_owned(), row.to.into());
    let takes = match row.takes {
        Takes::Owned | Takes::Anything if which == Which::Written => return None,
        Takes::Owned => "owned",
        Takes::Anything => "anything",
        Takes::Object(below) => {
            out.insert("rows".to_owned(), rows(below, which));
            "object"
        }
        Takes::Block(below) => {
            out.insert("rows".to_owned(), rows(below, which));
            "block"
        }
        Takes::Objects(below) => {
            out.insert("rows".to_owned(), rows(below, which));
            "objects"
        }
        Takes::Choice(choices) => {
            let choices: Map<String, Value> = choices
                .iter()
                .map(|(word, below)| ((*word).to_owned(), rows(below, which)))
                .collect();
            out.insert("choices".to_owned(), choices.into());
            "choice"
        }
        Takes::Word(words) | Takes::Words(words) => {
            let words: Map<String, Value> =
                words.iter().map(|(own, theirs)| ((*theirs).to_owned(), (*own).into())).collect();
            out.insert("words".to_owned(), words.into());
            if matches!(row.takes, Takes::Word(_)) { "word" } else { "words" }
        }
        Takes::Text => "text",
        Takes::Integer => "integer",
        Takes::Boolean => "boolean",
        Takes::Texts => "texts",
        Takes::Integers => "integers",
        Takes::TextList => "text-list",
    };
    out.insert("takes".to_owned(), takes.into());
    let via = match row.via {
        Via::Same => None,
        Via::Seconds => Some("seconds"),
        Via::Minutes => Some("minutes"),
        Via::TimeoutMinutes => Some("timeout"),
        Via::Switch => Some("switch"),
        Via::Port => Some("port"),
        Via::Not => Some("not"),
    };
    if let Some(via) = via {
        out.insert("via".to_owned(), via.into());
    }
    for (name, set) in [("required", row.required), ("secret", row.secret)] {
        if set {
            out.insert(name.to_owned(), true.into());
        }
    }
    Some(out.into())
}
