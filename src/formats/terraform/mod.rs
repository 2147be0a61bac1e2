//! Terraform: the plan of a configuration as `terraform show -json` writes it. Resources of azurerm are checked as
//! their provider would, then made into the body that it sends; those of azapi hold the body itself. Values that
//! only an apply can know are unknown.

mod azapi;
mod azurerm;
mod codes;
mod tables;

use std::collections::BTreeMap;

pub use codes::*;

use super::Mapped;
use super::template::{NO_COMPUTE, NOT_DEPLOYED};
use crate::diagnostics::Reporter;
use crate::text::{Kind, Node};
use tables::RESOURCES;

/// Deepest that modules are followed into each other.
const DEEPEST: u32 = 32;

/// Stands for a value that only an apply can know. It looks like an expression, which every rule lets pass.
const UNKNOWN: &str = "[known after apply]";

/// Whether a document is a plan.
pub(super) fn is(root: Node<'_>) -> bool {
    root.get_exact("format_version").is_some()
        && (object(root, "planned_values").is_some() || changes(root).is_some())
}

/// Reads a plan: every compute that will be there when it is applied.
pub(super) fn read(root: Node<'_>, reporter: &mut Reporter) -> Vec<Mapped> {
    let mut unknown = BTreeMap::new();
    let mut gone = false;
    for change in changes(root).into_iter().flat_map(Node::items) {
        let (address, what) = (text(change, "address"), change.get_exact("change"));
        gone |= is_compute(change) && what.is_some_and(|what| object(what, "after").is_none());
        if let (Some(address), Some(what)) = (address, what)
            && let Some(after) = what.get_exact("after_unknown")
        {
            unknown.insert(address, after);
        }
    }
    let mut walk = Walk { unknown, out: Vec::new(), reporter };
    let planned = object(root, "planned_values");
    match planned.and_then(|planned| object(planned, "root_module")) {
        Some(module) => walk.module(module, 0),
        None => {
            for change in changes(root).into_iter().flat_map(Node::items) {
                let after = change.get_exact("change").and_then(|what| object(what, "after"));
                if let Some(values) = after {
                    walk.resource(change, values);
                }
            }
        }
    }
    let out = walk.out;
    if out.is_empty() {
        reporter.whole(if gone { &NOT_DEPLOYED } else { &NO_COMPUTE }).reason("terraform");
    }
    out
}

fn changes(root: Node<'_>) -> Option<Node<'_>> {
    root.get_exact("resource_changes").filter(|changes| changes.kind() == Kind::List)
}

fn object<'d>(node: Node<'d>, name: &str) -> Option<Node<'d>> {
    node.get_exact(name).filter(|found| found.kind() == Kind::Object)
}

fn text<'d>(node: Node<'d>, name: &str) -> Option<&'d str> {
    node.get_exact(name).and_then(Node::text)
}

fn is_compute(resource: Node<'_>) -> bool {
    let word = text(resource, "type").unwrap_or_default();
    RESOURCES.iter().any(|known| known.word == word)
}

struct Walk<'d, 'r> {
    /// What only the apply will know, by the address of the resource.
    unknown: BTreeMap<&'d str, Node<'d>>,
    out: Vec<Mapped>,
    reporter: &'r mut Reporter,
}

impl<'d> Walk<'d, '_> {
    fn module(&mut self, module: Node<'d>, depth: u32) {
        if depth > DEEPEST {
            return;
        }
        for resource in module.get_exact("resources").into_iter().flat_map(Node::items) {
            if let Some(values) = object(resource, "values") {
                self.resource(resource, values);
            }
        }
        for child in module.get_exact("child_modules").into_iter().flat_map(Node::items) {
            self.module(child, depth.saturating_add(1));
        }
    }

    fn resource(&mut self, resource: Node<'d>, values: Node<'d>) {
        // What is merely looked up is nobody's to create.
        if text(resource, "mode") == Some("data") {
            return;
        }
        let word = text(resource, "type").unwrap_or_default();
        let unknown = text(resource, "address").and_then(|address| self.unknown.get(address));
        let unknown = unknown.copied();
        if let Some(known) = RESOURCES.iter().find(|known| known.word == word) {
            self.out.push(azurerm::read(known, values, unknown, self.reporter));
        } else if word == "azapi_resource" || word == "azapi_update_resource" {
            let is_update = word == "azapi_update_resource";
            self.out.extend(azapi::read(is_update, values, unknown, self.reporter));
        }
    }
}
