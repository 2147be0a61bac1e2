//! Rules over several members, one file for each subject. A rule reads through readers, which hide
//! members that already have an error.

pub mod access;
pub mod identity;
pub mod names;
pub mod network;
pub mod priority;
pub mod scale;
pub mod secrets;
pub mod tags;
pub mod vm_size;

use crate::diagnostics::{Code, Diagnostic, Finding, Fix, Json, Operation};
use crate::schema::Reader;

/// A finding at a path below a reader, with its place in the document.
fn at(reader: &Reader<'_>, code: &'static Code, path: &[&str]) -> (u32, Finding) {
    let (pointer, order) = reader.place(path);
    (order, Diagnostic::new(code, pointer))
}

/// The pointer of a path below a reader.
fn pointer(reader: &Reader<'_>, path: &[&str]) -> String {
    reader.place(path).0
}

/// A suggested fix that puts a value at a path: replaces what is there, adds what is missing.
fn put(reader: &Reader<'_>, path: &[&str], value: impl Into<Json>, title: &str) -> Fix {
    let place = pointer(reader, path);
    let value = value.into();
    let there = reader.written(path).is_some();
    let operation = if there {
        Operation::Replace { path: place, value }
    } else {
        Operation::Add { path: place, value }
    };
    Fix::suggested(title, vec![operation])
}

/// A suggested fix that removes what stands at a path.
fn remove(reader: &Reader<'_>, path: &[&str], title: &str) -> Fix {
    Fix::suggested(title, vec![Operation::Remove { path: pointer(reader, path) }])
}
