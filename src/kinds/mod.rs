//! The compute kinds: one file for each, one line in the list below. A kind is a table of members and
//! a list of rules; forms, type words and checks follow from them.

mod aml_compute;
mod compute_instance;
pub mod context;
pub mod envelope;
pub mod rules;
mod shared;

use serde::Serialize;

use crate::arm::names::NameRule;
use crate::diagnostics::Json;
use crate::schema::{Field, FieldDescription, describe_fields, field_of};

pub use context::{Context, Operation, Options, Rule};

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

/// Everything about one kind.
#[derive(Debug)]
pub struct KindSpec {
    /// ARM's word for it, the value of `computeType`.
    pub name: &'static str,
    /// The words for people.
    pub title: &'static str,
    /// One sentence for people.
    pub summary: &'static str,
    /// The service makes and owns it; otherwise it is attached.
    pub managed: bool,
    /// First stable api-version that has it.
    pub since: &'static str,
    /// The word of the CLI for it, if it has one.
    pub cli: Option<&'static str>,
    /// Rule of its name.
    pub name_rule: &'static NameRule,
    /// Members of `properties.properties`.
    pub fields: &'static [Field],
    /// What other dialects call its members.
    pub aliases: &'static [(&'static str, &'static str)],
    /// Rules over several members.
    pub rules: &'static [&'static [Rule]],
    /// Groups of its form, in order.
    pub groups: &'static [Group],
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
                    $(Self::$kind => &$module::SPEC),+
                }
            }
        }
    };
}

kinds! {
    aml_compute::AmlCompute,
    compute_instance::ComputeInstance,
}

/// Published kinds that have no table yet, with the first stable api-version of each.
pub(crate) const WITHOUT_TABLE: &[(&str, &str)] = &[
    ("AKS", "2018-11-19"),
    ("DataFactory", "2018-11-19"),
    ("DataLakeAnalytics", "2018-11-19"),
    ("Databricks", "2018-11-19"),
    ("HDInsight", "2018-11-19"),
    ("Kubernetes", "2021-07-01"),
    ("SynapseSpark", "2021-04-01"),
    ("VirtualMachine", "2018-11-19"),
];

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

    /// What a form for it needs.
    #[must_use]
    pub fn describe(self) -> KindDescription {
        let spec = self.spec();
        let mut fields = Vec::new();
        describe_fields("", envelope::RESOURCE, spec.fields, &mut fields);
        let in_groups = spec.groups.iter().flat_map(|group| {
            fields.iter().filter(move |field: &&FieldDescription| field.group == group.id).cloned()
        });
        let fields = in_groups.collect();
        KindDescription {
            kind: spec.name,
            title: spec.title,
            summary: spec.summary,
            managed: spec.managed,
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
