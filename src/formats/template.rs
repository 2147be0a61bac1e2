//! Deployment templates (`azuredeploy.json`): every compute in them, nested or not. Parameters stand for their
//! defaults and variables for their values; what only a deployment can work out is taken for right.

use super::body::{Body, below};
use super::{Mapped, Words};
use crate::diagnostics::{Json, Reporter, codes, find_word, same_word};
use crate::text::{Kind, Node, to_json};

codes! {
    NOT_A_TEMPLATE = "template/not-a-template" Error {
        message: "the document has no `resources`",
        help: "a deployment template has a list or a map of `resources`",
        summary: "The document is no deployment template.",
        why: "Nothing in it can be deployed.",
        evidence: [Docs "structure of Azure Resource Manager templates" "2026-10"],
        example: "{\"contentVersion\":\"1.0.0.0\"}",
    }
    NO_COMPUTE = "template/no-compute" Warning {
        message: "no resource of the template is a compute",
        help: "their type is Microsoft.MachineLearningServices/workspaces/computes",
        summary: "A template without a compute was checked as one with computes.",
        why: "Nothing was checked, and the caller should know.",
        evidence: [Docs "structure of Azure Resource Manager templates" "2026-10"],
        example: "{\"contentVersion\":\"1.0.0.0\",\"resources\":[]}",
    }
}

const WORKSPACE: &str = "Microsoft.MachineLearningServices/workspaces";
const COMPUTE: &str = "Microsoft.MachineLearningServices/workspaces/computes";
const DEPLOYMENT: &str = "Microsoft.Resources/deployments";

/// Members of a resource in a template that are not part of its body.
const AROUND: [&str; 12] = [
    "type",
    "apiVersion",
    "name",
    "dependsOn",
    "condition",
    "copy",
    "comments",
    "scope",
    "resources",
    "metadata",
    "existing",
    "asserts",
];

/// Deepest that resources, deployments and defaults are followed.
const DEEPEST: u32 = 16;

/// Whether a document looks like a template.
pub(super) fn is(root: Node<'_>) -> bool {
    root.get("resources").is_some()
        && (root.get("$schema").is_some() || root.get("contentVersion").is_some())
}

/// The computes of a template.
pub(super) fn read(root: Node<'_>, reporter: &mut Reporter) -> Vec<Mapped> {
    let mut found = Vec::new();
    let Some(resources) = root.get("resources") else {
        reporter.whole(&NOT_A_TEMPLATE);
        return found;
    };
    collect(resources, Scope::of(root), "", DEEPEST, &mut found);
    if found.is_empty() {
        reporter.whole(&NO_COMPUTE);
    }
    found
}

/// What expressions may name.
#[derive(Clone, Copy)]
struct Scope<'d> {
    parameters: Option<Node<'d>>,
    variables: Option<Node<'d>>,
}

impl<'d> Scope<'d> {
    fn of(template: Node<'d>) -> Self {
        Self { parameters: template.get("parameters"), variables: template.get("variables") }
    }

    /// What an expression stands for, if it is a parameter with a default or a variable with a value.
    fn value(self, expression: &str, deepest: u32) -> Option<Node<'d>> {
        let named = |function: &str| {
            let rest = expression.strip_prefix('[')?.strip_suffix(']')?.trim();
            let name = rest.get(function.len()..)?.trim();
            let name = name.strip_prefix("('")?.strip_suffix("')")?;
            let same = rest.get(..function.len())?.eq_ignore_ascii_case(function);
            (same && !name.contains('\'')).then_some(name)
        };
        let found = if let Some(name) = named("parameters") {
            self.parameters?.get(name)?.get("defaultValue")?
        } else {
            self.variables?.get(named("variables")?)?
        };
        match found.text().filter(|text| is_expression(text)) {
            Some(next) => self.value(next, deepest.checked_sub(1)?),
            None => Some(found),
        }
    }
}

fn is_expression(text: &str) -> bool {
    text.starts_with('[') && text.ends_with(']') && !text.starts_with("[[")
}

/// Resources are a list, or a map of symbolic names.
fn children(node: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    node.items().chain(node.members().map(|member| member.value))
}

fn collect(
    resources: Node<'_>,
    scope: Scope<'_>,
    parent: &str,
    deepest: u32,
    out: &mut Vec<Mapped>,
) {
    let Some(deeper) = deepest.checked_sub(1) else { return };
    for resource in children(resources) {
        let Some(word) = resource.get("type").and_then(Node::text) else { continue };
        let whole = if parent.is_empty() || find_word(word, "/").is_some() {
            word.to_owned()
        } else {
            [parent, "/", word].concat()
        };
        if same_word(&whole, COMPUTE) {
            out.push(compute(resource, scope));
        } else if same_word(&whole, DEPLOYMENT) {
            deployment(resource, scope, deeper, out);
        } else if let Some(below) = resource.get("resources") {
            let parent = if same_word(&whole, WORKSPACE) { WORKSPACE } else { whole.as_str() };
            collect(below, scope, parent, deeper, out);
        }
    }
}

/// A template inside a template; in the outer scope unless it says otherwise.
fn deployment(resource: Node<'_>, scope: Scope<'_>, deeper: u32, out: &mut Vec<Mapped>) {
    let Some(properties) = resource.get("properties") else { return };
    let Some(template) = properties.get("template") else { return };
    let Some(resources) = template.get("resources") else { return };
    let options = properties.get("expressionEvaluationOptions");
    let inner = options
        .and_then(|options| options.get("scope")?.text())
        .is_some_and(|scope| same_word(scope, "inner"));
    let scope = if inner { Scope::of(template) } else { scope };
    collect(resources, scope, "", deeper, out);
}

fn compute(resource: Node<'_>, scope: Scope<'_>) -> Mapped {
    let mut writing = Writing { scope, body: Body::default(), refused: Vec::new() };
    if let Some(node) = resource.get("name")
        && let Some(name) = node.text().and_then(last_part)
    {
        writing.body.make("/name", Json::from(name), Some(node));
    }
    for member in resource.members() {
        if !AROUND.iter().any(|name| same_word(name, member.key)) {
            writing.value(member.value, &below("", member.key));
        }
    }
    let version = resource.get("apiVersion").and_then(Node::text);
    Mapped {
        body: writing.body,
        words: Words::default(),
        base: resource.pointer(),
        same: true,
        operation: None,
        version: version.filter(|version| !is_expression(version)).map(str::to_owned),
        refused: writing.refused,
    }
}

/// The compute's own part of a name such as `workspace/compute`, also of one that is put together.
fn last_part(name: &str) -> Option<&str> {
    if !is_expression(name) {
        return name.rsplit('/').next();
    }
    // `[concat(parameters('workspace'), '/compute')]`, `[format('{0}/compute', …)]`: the last literal.
    let literal = name.rsplit('\'').nth(1)?;
    let own = literal.rsplit('/').next()?;
    let is_name = literal.contains('/') && !own.is_empty() && !own.contains(['{', '(', ')']);
    is_name.then_some(own)
}

struct Writing<'d> {
    scope: Scope<'d>,
    body: Body,
    refused: Vec<String>,
}

impl<'d> Writing<'d> {
    fn value(&mut self, node: Node<'d>, path: &str) {
        if find_word(node.spelling(), "[").is_none() || !holds_expression(node) {
            self.body.keep(path, to_json(node), node);
            return;
        }
        match node.kind() {
            Kind::Object => {
                for member in node.members() {
                    self.value(member.value, &below(path, member.key));
                }
            }
            Kind::List => {
                for (index, item) in node.items().enumerate() {
                    self.value(item, &below(path, &index.to_string()));
                }
            }
            _ => self.expression(node, path),
        }
    }

    fn expression(&mut self, node: Node<'d>, path: &str) {
        let text = node.text().unwrap_or_default();
        if let Some(literal) = text.strip_prefix("[[") {
            self.body.make(path, Json::from(["[", literal].concat()), Some(node));
        } else if let Some(value) = self.scope.value(text, DEEPEST) {
            self.body.make(path, to_json(value), Some(node));
        } else {
            // Only a deployment knows: nothing is said about it.
            self.refused.push(path.to_owned());
            self.body.make(path, to_json(node), None);
        }
    }
}

/// Whether a text below here is an expression, or one that begins like it.
fn holds_expression(node: Node<'_>) -> bool {
    match node.kind() {
        Kind::Text => node.text().is_some_and(|text| is_expression(text) || text.starts_with("[[")),
        Kind::Object => node.members().any(|member| holds_expression(member.value)),
        Kind::List => node.items().any(holds_expression),
        _ => false,
    }
}
