//! The compute kinds: one file for each, one line in the list below. A kind is a table of members and
//! a list of rules; forms, type words and checks follow from them.

mod actions;
mod aks;
mod aml_compute;
mod batch;
mod capabilities;
mod compute_instance;
pub mod context;
mod data_factory;
mod data_lake_analytics;
mod databricks;
pub mod differences;
pub mod envelope;
mod hdinsight;
mod kubernetes;
pub mod prices;
pub mod purposes;
pub mod rules;
mod shared;
mod synapse_spark;
pub mod unlike;
mod virtual_machine;

use purposes::Purpose;
use serde::Serialize;

use crate::arm::names::{ATTACHED, NameRule};
use crate::diagnostics::Json;
use crate::schema::{Effect, Field, FieldDescription, WORDS_FOR_FORMS, describe_fields, field_of};

pub use actions::ComputeAction;
pub use capabilities::{Attach, By, Count, Idle, Machines, Path, Region, Removal};
pub use context::{Context, Format, Operation, Options, Rule};

/// A group of a form.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Group {
    /// The word that fields use.
    pub id: &'static str,
    /// Label.
    pub title: &'static str,
    /// Folded at first.
    pub advanced: bool,
}

/// Everything about one kind: the only place that knows it by its name is its file.
#[derive(Clone, Copy, Debug)]
pub struct KindSpec {
    /// ARM's word for it, the value of `computeType`.
    pub name: &'static str,
    /// The words for people.
    pub title: &'static str,
    /// One sentence for people.
    pub summary: &'static str,
    /// The service makes and owns it; otherwise it is attached.
    pub managed: bool,
    /// What it is attached to, if it is.
    pub attach: Option<&'static Attach>,
    /// First stable api-version that has it; empty if no published one does.
    pub since: &'static str,
    /// The word of the CLI for it, if it has one.
    pub cli: Option<&'static str>,
    /// Rule of its name.
    pub name_rule: &'static NameRule,
    /// Whether no other compute of the region may have its name; otherwise no other of the workspace.
    pub unique_in_region: bool,
    /// Members of `properties.properties`.
    pub fields: &'static [Field],
    /// What other dialects call its members.
    pub aliases: &'static [(&'static str, &'static str)],
    /// Rules over several members.
    pub rules: &'static [&'static [Rule]],
    /// Groups of its form, in order.
    pub groups: &'static [Group],
    /// Its machines, if its body says which.
    pub machines: Option<Machines>,
    /// Where it is.
    pub region: Region,
    /// What happens to its machines without work, if its body says so.
    pub idle: Option<Idle>,
    /// How a compute that exists gets another identity, at best.
    pub identity: Effect,
    /// What a client may ask of one.
    pub actions: &'static [ComputeAction],
    /// How it goes.
    pub removal: Removal,
    /// What it is for.
    pub purposes: &'static [Purpose],
    /// What to know before choosing it.
    pub note: &'static str,
}

impl KindSpec {
    /// What holds of most kinds that are attached; their files say the rest.
    const ATTACHED: Self = Self {
        name: "",
        title: "",
        summary: "",
        managed: false,
        attach: None,
        since: "",
        cli: None,
        name_rule: &ATTACHED,
        unique_in_region: false,
        fields: &[],
        aliases: &[],
        rules: &[],
        groups: shared::PLAIN_GROUPS,
        machines: None,
        region: Region::Own,
        idle: None,
        identity: Effect::Put,
        actions: &[ComputeAction::Delete, ComputeAction::Detach],
        removal: Removal::Detach,
        purposes: &[],
        note: "",
    };

    /// In the module for JavaScript nobody would read what only people and forms do.
    const fn without_words_for_forms(mut self) -> Self {
        if !WORDS_FOR_FORMS {
            self.summary = "";
            self.groups = &[];
            self.note = "";
        }
        self
    }

    /// Whether a client may ask this of one.
    #[must_use]
    pub fn can(&self, action: ComputeAction) -> bool {
        self.actions.contains(&action)
    }

    /// Whether it is one machine.
    #[must_use]
    pub fn is_one_machine(&self) -> bool {
        self.machines.is_some_and(|machines| matches!(machines.count, Count::One))
    }

    /// Whether the service makes one if nothing is named that could be attached.
    #[must_use]
    pub fn makes_new(&self) -> bool {
        self.managed || self.attach.is_some_and(|attach| attach.by == By::IdOrNew)
    }
}

/// Makes the kinds from their files.
macro_rules! kinds {
    ($($module:ident :: $kind:ident),+ $(,)?) => {
        /// A compute kind.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum ComputeKind {
            $(#[doc = concat!("`", stringify!($kind), "`")] $kind),+
        }

        impl ComputeKind {
            /// All kinds.
            pub const ALL: &[Self] = &[$(Self::$kind),+];

            /// Everything about it.
            #[must_use]
            pub const fn spec(self) -> &'static KindSpec {
                match self {
                    $(Self::$kind => {
                        static SPEC: KindSpec = $module::SPEC.without_words_for_forms();
                        &SPEC
                    })+
                }
            }
        }
    };
}

kinds! {
    aml_compute::AmlCompute,
    compute_instance::ComputeInstance,
    kubernetes::Kubernetes,
    virtual_machine::VirtualMachine,
    hdinsight::HdInsight,
    databricks::Databricks,
    synapse_spark::SynapseSpark,
    aks::Aks,
    data_factory::DataFactory,
    data_lake_analytics::DataLakeAnalytics,
    batch::Batch,
}

impl ComputeKind {
    /// ARM's word for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.spec().name
    }

    /// The kind of a word, compared without case.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.as_str().eq_ignore_ascii_case(name))
    }

    /// The kind whose members a PATCH changes: such a body does not say its kind.
    #[must_use]
    pub fn patched() -> Option<&'static KindSpec> {
        Self::ALL.iter().map(|kind| kind.spec()).find(|spec| spec.can(ComputeAction::Scale))
    }

    /// What a form for it needs.
    #[must_use]
    pub fn describe(self) -> KindDescription {
        let spec = self.spec();
        let mut fields = Vec::new();
        describe_fields("", envelope::RESOURCE, spec.fields, &mut fields);
        target(spec, &mut fields);
        let in_groups = spec.groups.iter().flat_map(|group| {
            fields.iter().filter(move |field: &&FieldDescription| field.group == group.id).cloned()
        });
        let fields = in_groups.collect();
        KindDescription {
            kind: spec.name,
            title: spec.title,
            summary: spec.summary,
            managed: spec.managed,
            creates: spec.makes_new(),
            purposes: spec.purposes,
            api_version: crate::arm::api_version::DEFAULT,
            body: Json::raw(format!(
                "{{\"properties\":{{\"computeType\":\"{}\",\"properties\":{{}}}}}}",
                spec.name
            )),
            groups: spec.groups,
            fields,
        }
    }
}

/// Says of the member that names the target what only the kind knows.
fn target(spec: &KindSpec, fields: &mut [FieldDescription]) {
    let Some(attach) = spec.attach else { return };
    let Some(field) = fields.iter_mut().find(|field| field.name == envelope::RESOURCE_ID) else {
        return;
    };
    field.required = attach.by == By::Id;
    field.resource_type = match attach.types {
        [only] => Some(only),
        _ => None,
    };
}

/// What a form for a kind needs. Marked unstable until 1.0.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct KindDescription {
    /// ARM's word for the kind.
    pub kind: &'static str,
    /// The words for people.
    pub title: &'static str,
    /// One sentence for people.
    pub summary: &'static str,
    /// Made and owned by the service.
    pub managed: bool,
    /// The service makes one if nothing is named that could be attached.
    pub creates: bool,
    /// What it is for.
    pub purposes: &'static [Purpose],
    /// The api-version that the fields belong to.
    pub api_version: &'static str,
    /// The smallest body to start from.
    pub body: Json,
    /// Groups in order.
    pub groups: &'static [Group],
    /// Fields in order.
    pub fields: Vec<FieldDescription>,
}

/// The kind, other than `spec`, that knows a member of this name; its words for people.
#[must_use]
pub fn other_kind(spec: &KindSpec, member: &str) -> Option<&'static str> {
    ComputeKind::ALL
        .iter()
        .map(|kind| kind.spec())
        .filter(|other| other.name != spec.name)
        .find(|other| field_of(other.fields, member).is_some())
        .map(|other| other.title)
}
