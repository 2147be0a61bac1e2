//! The rows: one for each kind of thing that has a name.

use super::{Edge, Letters, NameRule, ends_in_hyphen_digits};
use crate::diagnostics::has_any;

const fn uncontested(_: &str) -> Option<&'static str> {
    None
}

const BASE: NameRule = NameRule {
    what: "",
    title: "",
    min: 1,
    max: 1,
    letters: Letters::Ascii,
    digits: true,
    also: "",
    first: Edge::Any,
    last: Edge::Any,
    sequence: None,
    hyphen_digits: false,
    guid: false,
    mend: false,
    contested: uncontested,
};

/// Name of an AmlCompute cluster.
pub static AML_COMPUTE: NameRule = NameRule {
    what: "AmlCompute",
    title: "cluster name",
    min: 3,
    max: 32,
    also: "-",
    first: Edge::Letter,
    last: Edge::LetterOrDigit,
    mend: true,
    contested: |name| {
        if name.len() > 24 {
            Some("the published pattern allows 24 characters at most")
        } else if ends_in_hyphen_digits(name) {
            Some("the published pattern rejects a hyphen followed by digits only")
        } else {
            None
        }
    },
    ..BASE
};

/// Name of a compute instance.
pub static COMPUTE_INSTANCE: NameRule = NameRule {
    what: "ComputeInstance",
    title: "instance name",
    min: 3,
    max: 24,
    also: "-",
    first: Edge::Letter,
    hyphen_digits: true,
    mend: true,
    contested: |name| name.ends_with('-').then_some("Studio rejects a hyphen at the end"),
    ..BASE
};

/// Name of anything attached.
pub static ATTACHED: NameRule = NameRule {
    what: "attached",
    title: "compute name",
    min: 2,
    max: 24,
    also: "-",
    first: Edge::Letter,
    last: Edge::LetterOrDigit,
    mend: true,
    contested: |name| {
        if name.len() > 16 {
            Some("the service was seen to allow 16 characters at most")
        } else if name.len() == 2 {
            Some("the published pattern requires 3 characters at least")
        } else if ends_in_hyphen_digits(name) {
            Some("the published pattern rejects a hyphen followed by digits only")
        } else {
            None
        }
    },
    ..BASE
};

/// Name of a workspace.
pub static WORKSPACE: NameRule = NameRule {
    what: "workspace",
    title: "workspace name",
    min: 3,
    max: 33,
    also: "_-",
    first: Edge::LetterOrDigit,
    ..BASE
};

/// Name of a resource group.
pub static RESOURCE_GROUP: NameRule = NameRule {
    what: "resourceGroup",
    title: "resource group name",
    min: 1,
    max: 90,
    letters: Letters::AnyScript,
    also: "_()-.",
    last: Edge::Not("."),
    ..BASE
};

/// Id of a subscription.
pub static SUBSCRIPTION: NameRule = NameRule {
    what: "subscription",
    title: "subscription id",
    min: 36,
    max: 36,
    guid: true,
    ..BASE
};

pub(super) const RULES: &[&NameRule] = &[
    &AML_COMPUTE,
    &COMPUTE_INSTANCE,
    &ATTACHED,
    &WORKSPACE,
    &RESOURCE_GROUP,
    &SUBSCRIPTION,
    &NameRule {
        what: "virtualMachine",
        title: "virtual machine name",
        min: 1,
        max: 80,
        also: "_.-",
        last: Edge::Not(".-"),
        contested: |name| {
            if name.len() > 64 {
                Some("host names have 64 characters at most")
            } else if has_any(name, b"_") {
                Some("host names cannot contain an underscore")
            } else {
                None
            }
        },
        ..BASE
    },
    &NameRule {
        what: "hdinsightCluster",
        title: "HDInsight cluster name",
        min: 3,
        max: 59,
        also: "-",
        first: Edge::LetterOrDigit,
        last: Edge::LetterOrDigit,
        ..BASE
    },
    &lower_account("batchAccount", "Batch account name"),
    &NameRule {
        what: "databricksWorkspace",
        title: "Databricks workspace name",
        min: 3,
        max: 64,
        also: "_-",
        contested: |name| (name.len() > 30).then_some("an older rule allows 30 characters at most"),
        ..BASE
    },
    &lower_account("dataLakeAnalyticsAccount", "Data Lake Analytics account name"),
    &NameRule {
        what: "dataFactory",
        title: "data factory name",
        min: 3,
        max: 63,
        also: "-",
        first: Edge::LetterOrDigit,
        last: Edge::LetterOrDigit,
        ..BASE
    },
    &NameRule {
        what: "aksCluster",
        title: "AKS cluster name",
        min: 1,
        max: 63,
        also: "_-",
        first: Edge::LetterOrDigit,
        last: Edge::LetterOrDigit,
        ..BASE
    },
    &NameRule {
        what: "virtualNetwork",
        title: "virtual network name",
        min: 2,
        max: 64,
        also: "_.-",
        first: Edge::LetterOrDigit,
        last: Edge::LetterDigitOr('_'),
        ..BASE
    },
    &NameRule {
        what: "subnet",
        title: "subnet name",
        min: 1,
        max: 80,
        also: "_.-",
        first: Edge::LetterOrDigit,
        last: Edge::LetterDigitOr('_'),
        ..BASE
    },
    &NameRule {
        what: "userAssignedIdentity",
        title: "identity name",
        min: 3,
        max: 128,
        also: "-_",
        first: Edge::LetterOrDigit,
        ..BASE
    },
    &NameRule {
        what: "synapseWorkspace",
        title: "Synapse workspace name",
        min: 1,
        max: 50,
        letters: Letters::Lower,
        also: "-",
        sequence: Some("-ondemand"),
        ..BASE
    },
    &NameRule {
        what: "synapseSparkPool",
        title: "Spark pool name",
        min: 1,
        max: 15,
        first: Edge::Letter,
        ..BASE
    },
    &lower_account("storageAccount", "storage account name"),
    &NameRule {
        what: "keyVault",
        title: "key vault name",
        min: 3,
        max: 24,
        also: "-",
        first: Edge::Letter,
        last: Edge::LetterOrDigit,
        sequence: Some("--"),
        ..BASE
    },
    &NameRule {
        what: "containerRegistry",
        title: "container registry name",
        min: 5,
        max: 50,
        ..BASE
    },
    &NameRule {
        what: "datastore",
        title: "datastore name",
        min: 1,
        max: 255,
        also: "_-",
        first: Edge::LetterOrDigit,
        contested: |name| {
            (has_any(name, b"-") || name.bytes().any(|byte| byte.is_ascii_uppercase())).then_some(
                "the documentation allows only lower-case letters, digits and underscores",
            )
        },
        ..BASE
    },
    &NameRule {
        what: "webservice",
        title: "web service name",
        min: 3,
        max: 32,
        letters: Letters::Lower,
        also: "-",
        first: Edge::Letter,
        last: Edge::LetterOrDigit,
        mend: true,
        ..BASE
    },
    &NameRule {
        what: "adminUserName",
        title: "administrator name",
        min: 1,
        max: 64,
        also: "_-",
        first: Edge::LetterOr('_'),
        contested: |name| {
            let kept = KEPT_LOGINS.iter().any(|kept| kept.eq_ignore_ascii_case(name));
            kept.then_some("the name is reserved in the images")
        },
        ..BASE
    },
];

/// Logins that the images keep for themselves.
pub const KEPT_LOGINS: &[&str] = &[
    "root",
    "admin",
    "administrator",
    "user",
    "guest",
    "test",
    "sys",
    "adm",
    "console",
    "owner",
    "backup",
    "support",
];

/// Names of computes that SDK v1 reads as something else.
pub const KEPT_NAMES: &[&str] = &["amlcompute", "local", "containerinstance"];

const fn lower_account(what: &'static str, title: &'static str) -> NameRule {
    NameRule { what, title, min: 3, max: 24, letters: Letters::Lower, ..BASE }
}
