//! What a rule sees: the document through readers, the kind, and what the caller said.

use std::cell::OnceCell;

use super::{KindSpec, Region};
use crate::arm::{api_version, region};
use crate::diagnostics::{Code, Reporter, Severity, pieces};
use crate::schema::Reader;
use crate::text::{Document, Kind, Node, parse_within};

/// What the request will do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Operation {
    /// Create (or attach).
    #[default]
    Create,
    /// Change one that exists.
    Update,
}

impl Operation {
    /// The words for them.
    pub const WORDS: &[(&str, Self)] = &[("create", Self::Create), ("update", Self::Update)];
}

/// What a document is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Whatever it looks like.
    Auto,
    /// A body of the management API.
    #[default]
    Arm,
    /// A document of the command line (`az ml compute create --file`), as JSON.
    CliV2,
    /// A call of the first SDK: `{ "call": …, "args": {…}, "name"?: … }`.
    SdkV1,
    /// A deployment template: every compute in it.
    Template,
    /// A plan of Terraform, as `terraform show -json` writes it.
    TerraformPlan,
    /// A manifest of Azure Service Operator (`WorkspacesCompute`).
    Aso,
}

impl Format {
    /// The words for them.
    pub const WORDS: &[(&str, Self)] = &[
        ("auto", Self::Auto),
        ("arm", Self::Arm),
        ("arm-template", Self::Template),
        ("aso", Self::Aso),
        ("cli-v2", Self::CliV2),
        ("sdk-v1", Self::SdkV1),
        ("terraform-plan", Self::TerraformPlan),
    ];
}

/// Findings of a report, unless the caller says otherwise.
const MOST_FINDINGS: usize = 200;

/// What the caller says about a check.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What the document is written in.
    pub format: Format,
    /// Name of the compute, if it is not in the body.
    pub name: Option<String>,
    /// What the request will do.
    pub operation: Operation,
    /// Region of the compute, if it is not in the body.
    pub region: Option<String>,
    /// Region of the workspace.
    pub workspace_location: Option<String>,
    /// Api-version of the request; the newest stable one if absent.
    pub api_version: Option<String>,
    /// Severities by code: `None` switches a code off.
    pub levels: Vec<(String, Option<Severity>)>,
    /// The day of the check, ISO; the day of the dated knowledge if absent.
    pub today: Option<String>,
    /// How many findings a report has at most: 200 if absent, all if 0.
    pub max_findings: Option<usize>,
    /// Whether findings get their place in the text.
    pub positions: bool,
    /// The resource as it is now, as JSON.
    pub current: Option<String>,
    /// What the services say about the subscription, as JSON.
    pub facts: Option<String>,
    /// The organisation's settings, as JSON.
    pub guardrails: Option<String>,
    /// Values of a template's parameters, as JSON: a parameter file, or an object of values.
    pub parameters: Option<String>,
}

impl Options {
    /// Severity of a code after the caller's levels.
    #[must_use]
    pub fn level(&self, code: &Code) -> Option<Severity> {
        self.levels
            .iter()
            .find(|(slug, _)| slug == code.slug)
            .map_or(Some(code.severity), |(_, level)| *level)
    }

    /// How many findings a report has at most; 0 is all.
    #[must_use]
    pub fn most_findings(&self) -> usize {
        self.max_findings.unwrap_or(MOST_FINDINGS)
    }

    /// Api-version of the request.
    #[must_use]
    pub fn version(&self) -> &str {
        self.api_version.as_deref().unwrap_or(api_version::DEFAULT)
    }

    /// The day of the check.
    #[must_use]
    pub fn day(&self) -> &str {
        self.today.as_deref().unwrap_or(region::LISTED)
    }
}

/// A document of the options, read when a rule first asks for it.
pub struct OnDemand<'d> {
    text: Option<&'d str>,
    document: OnceCell<Option<Document<'d>>>,
}

/// Answers of services are larger than what people write.
pub(crate) const LARGEST_ANSWER: usize = 1 << 25;

impl<'d> OnDemand<'d> {
    /// A document of this text, if there is one.
    #[must_use]
    pub fn new(text: Option<&'d String>) -> Self {
        Self { text: text.map(String::as_str), document: OnceCell::new() }
    }

    /// Its outermost value; `None` if it was not given or is no JSON.
    pub fn root(&self) -> Option<Node<'_>> {
        let text = self.text?;
        let read = || parse_within(text, LARGEST_ANSWER, &mut Reporter::new());
        self.document.get_or_init(read).as_ref()?.root()
    }
}

/// Whether it is there only: the content may be secret.
impl std::fmt::Debug for OnDemand<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.text.is_some() { "given" } else { "absent" })
    }
}

/// What a rule sees.
#[derive(Debug)]
pub struct Context<'d> {
    /// The whole document.
    pub body: Reader<'d>,
    /// `properties`.
    pub properties: Reader<'d>,
    /// `properties.properties`, the data of the kind.
    pub data: Reader<'d>,
    /// The kind.
    pub kind: &'static KindSpec,
    /// What the caller said.
    pub options: &'d Options,
    /// The resource as it is now.
    pub current: OnDemand<'d>,
    /// What the services say about the subscription.
    pub facts: OnDemand<'d>,
    /// The organisation's settings.
    pub guardrails: OnDemand<'d>,
}

impl Context<'_> {
    /// The region of the compute in normal form: some are where their workspace is.
    #[must_use]
    pub fn region(&self) -> Option<String> {
        let written = |reader: &Reader<'_>, name| reader.text(&[name]).map(region::normal_form);
        if self.kind.region == Region::Workspace {
            return self.workspace_region().or_else(|| written(&self.body, "location"));
        }
        let said = self.options.region.as_deref().map(region::normal_form);
        said.or_else(|| written(&self.properties, "computeLocation"))
            .or_else(|| written(&self.body, "location"))
            .or_else(|| self.workspace_region())
    }

    /// The workspace, as the service tells it (`facts.workspace`).
    #[must_use]
    pub fn workspace(&self) -> Option<Node<'_>> {
        self.facts.root()?.get("workspace").filter(|workspace| !workspace.is_null())
    }

    /// The region of the workspace in normal form: said by the caller, else by the service.
    #[must_use]
    pub fn workspace_region(&self) -> Option<String> {
        let said = self.options.workspace_location.as_deref();
        said.or_else(|| self.workspace()?.get("location")?.text()).map(region::normal_form)
    }

    /// The subscription of the workspace: it stands in its own id, and in those of its computes.
    #[must_use]
    pub fn workspace_subscription(&self) -> Option<&str> {
        self.workspace()
            .and_then(subscription_of)
            .or_else(|| subscription_of(self.current.root()?))
            .or_else(|| rows(self.facts.root()?.get("computes")).find_map(subscription_of))
    }

    /// A whole number of the compute as it is, on an update.
    #[must_use]
    pub fn current_integer(&self, path: &[&str]) -> Option<i64> {
        let current = self.current.root().filter(|_| !self.creates())?;
        let data = current.get("properties")?.get("properties")?;
        path.iter().try_fold(data, |node, name| node.get(name))?.integer()
    }

    /// Whether the request creates.
    #[must_use]
    pub fn creates(&self) -> bool {
        self.options.operation == Operation::Create
    }
}

/// The rows of an answer: `{value: […]}` or a list.
pub fn rows<'n>(node: Option<Node<'n>>) -> impl Iterator<Item = Node<'n>> {
    let list = node
        .and_then(|node| if node.kind() == Kind::List { Some(node) } else { node.get("value") });
    list.into_iter().flat_map(Node::items)
}

/// What stands behind a fixed word of an id, compared without case.
#[must_use]
pub fn segment_of<'i>(id: &'i str, word: &str) -> Option<&'i str> {
    let mut words = pieces(id, b'/');
    words.find(|found| found.eq_ignore_ascii_case(word))?;
    words.next().filter(|found| !found.is_empty())
}

fn subscription_of<'n>(resource: Node<'n>) -> Option<&'n str> {
    segment_of(resource.get("id")?.text()?, "subscriptions")
}

/// A rule over several members.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// What it can find.
    pub codes: &'static [&'static Code],
    /// The check.
    pub check: fn(&Context<'_>, &mut Reporter),
}
