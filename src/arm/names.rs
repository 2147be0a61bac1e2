//! Naming rules, one row for each kind of thing. Length, characters and edges are data; a row that the
//! sources disagree about says which narrower rule it may meet.

use crate::diagnostics::{Diagnostic, Expected, Fix, Operation, Reporter, codes};

codes! {
    LENGTH = "name/length" Error {
        message: [
            "" => "a {what} has {min} to {max} characters; this one has {length}",
            "empty" => "the {what} is empty",
        ],
        summary: "The name is shorter or longer than names of its kind may be.",
        why: "The service refuses the name.",
        evidence: [
            Spec "computeName, workspaceName patterns@2026-05-01" "2026-08",
            Docs "resource name rules of the resource manager" "2026-11",
        ],
        example: "checkName(\"AmlCompute\", \"ab\")",
    }
    CHARACTERS = "name/characters" Error {
        message: "{found} cannot stand in a {what}",
        help: [
            "" => "allowed are {allowed}",
            "id" => "this looks like a resource id; give its last segment alone",
        ],
        summary: "The name holds a character that names of its kind cannot have.",
        why: "The service refuses the name.",
        evidence: [
            Service "the underscore was refused: azure-docs#28600" "2019-04",
            Spec "computeName pattern@2025-12-01" "2026-08",
        ],
        example: "checkName(\"AmlCompute\", \"gpu_cluster\")",
        fix: "puts hyphens in the place of the characters",
    }
    EDGES = "name/edges" Error {
        message: [
            "first" => "a {what} begins with {allowed}, not with {found}",
            "last" => "a {what} ends with {allowed}, not with {found}",
        ],
        summary: "The first or last character cannot stand there.",
        why: "The service refuses the name.",
        evidence: [Spec "computeName, workspaceName patterns@2026-05-01" "2026-08"],
        example: "checkName(\"AmlCompute\", \"1cluster\")",
        fix: "removes hyphens at the end",
    }
    HYPHEN_DIGITS = "name/hyphen-digits" Error {
        message: "a {what} cannot end in a hyphen and digits",
        help: "put a letter behind the last hyphen, or leave the hyphen out",
        summary: "Everything behind the last hyphen is digits.",
        why: "The service keeps such names for its own machines.",
        evidence: [
            Service "text of the service in pipelines-azureml#19" "2022-03",
            Spec "computeName pattern@2025-12-01" "2026-08",
        ],
        example: "checkName(\"ComputeInstance\", \"gpu-2\")",
        fix: "leaves the hyphen out",
    }
    CONTESTED = "name/contested" Warning {
        message: "not every source allows this {what}: {rule}",
        help: "a name inside the narrower rule works everywhere",
        summary: "Documents, published pattern and service disagree about the name.",
        why: "What one front end takes another may refuse.",
        evidence: [
            Spec "computeName pattern@2025-12-01 (3 to 24)" "2026-08",
            Service "pattern recorded from the service (3 to 32 for clusters)" "2025-06",
        ],
        example: "checkName(\"AmlCompute\", \"cluster-12345678\")",
    }
    LETTER_CASE = "name/letter-case" Error {
        message: "a {what} has no upper-case letters",
        summary: "The name holds upper-case letters where only lower case is allowed.",
        why: "The service refuses the name.",
        evidence: [Docs "resource name rules of the resource manager" "2026-11"],
        example: "checkName(\"storageAccount\", \"MyStorage\")",
        fix: "writes lower case",
    }
    SEQUENCE = "name/sequence" Error {
        message: "`{sequence}` cannot stand in a {what}",
        summary: "The name holds a run of characters that is forbidden.",
        why: "The service refuses the name.",
        evidence: [Docs "resource name rules of the resource manager" "2026-11"],
        example: "checkName(\"keyVault\", \"a--b\")",
    }
    NOT_A_GUID = "name/not-a-guid" Error {
        message: "`{actual}` is no GUID (8-4-4-4-12 hexadecimal digits)",
        help: "copy the id, not the display name",
        summary: "A subscription id is a GUID.",
        why: "No subscription has another kind of id.",
        evidence: [Docs "resource name rules of the resource manager" "2026-11"],
        example: "checkName(\"subscription\", \"my-subscription\")",
    }
    RESERVED = "name/reserved" Warning {
        message: "`{actual}` means something else in SDK v1",
        help: "choose another name",
        summary: "The name is one that SDK v1 reads as another kind of target.",
        why: "SDK v1 refuses to create it and takes it for local or run-based compute in run configurations.",
        evidence: [Sdk "azureml-core 1.61" "2026-11"],
        example: "{\"name\": \"local\", \"properties\": {\"computeType\": \"AmlCompute\"}}",
    }
    TWO_NAMES = "name/two-names" Error {
        message: "the body says `{body}`, the option says `{option}`",
        help: "one request creates one compute; remove one of the names",
        summary: "Two different names are given for one compute.",
        why: "The name stands in the URL; a body that names another is a mix-up.",
        evidence: [Spec "Compute_CreateOrUpdate@2026-05-01" "2026-08"],
        example: "validate({name: \"a\"}, {name: \"b\"})",
    }
}

/// Which letters a name may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Letters {
    Ascii,
    Lower,
    AnyScript,
}

/// Which character may stand at an edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edge {
    Any,
    Letter,
    LetterOrDigit,
    LetterDigitOr(char),
    LetterOr(char),
    Not(&'static str),
}

/// A naming rule.
#[derive(Debug)]
pub struct NameRule {
    /// The word for `checkName`.
    pub what: &'static str,
    /// The words for messages.
    pub title: &'static str,
    /// Shortest.
    pub min: usize,
    /// Longest.
    pub max: usize,
    letters: Letters,
    digits: bool,
    also: &'static str,
    first: Edge,
    last: Edge,
    sequence: Option<&'static str>,
    hyphen_digits: bool,
    guid: bool,
    /// Offer a repaired name with hyphens.
    mend: bool,
    contested: fn(&str) -> Option<&'static str>,
}

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
            Some("the published pattern ends at 24 characters")
        } else if ends_in_hyphen_digits(name) {
            Some("the published pattern refuses a hyphen followed by digits only")
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
    contested: |name| {
        name.ends_with('-')
            .then_some("Studio refuses a hyphen at the end")
    },
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
            Some("the service was seen to end at 16 characters")
        } else if name.len() == 2 {
            Some("the published pattern begins at 3 characters")
        } else if ends_in_hyphen_digits(name) {
            Some("the published pattern refuses a hyphen followed by digits only")
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

const RULES: &[&NameRule] = &[
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
                Some("host names end at 64 characters")
            } else if name.contains('_') {
                Some("host names have no underscore")
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
        contested: |name| (name.len() > 30).then_some("an older rule ends at 30 characters"),
        ..BASE
    },
    &lower_account(
        "dataLakeAnalyticsAccount",
        "Data Lake Analytics account name",
    ),
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
            (name.contains('-') || name.bytes().any(|byte| byte.is_ascii_uppercase()))
                .then_some("the documentation names lower-case letters, digits and underscore only")
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
        ..BASE
    },
];

const fn lower_account(what: &'static str, title: &'static str) -> NameRule {
    NameRule {
        what,
        title,
        min: 3,
        max: 24,
        letters: Letters::Lower,
        ..BASE
    }
}

/// The rule for a word of `checkName`.
#[must_use]
pub fn rule(what: &str) -> Option<&'static NameRule> {
    RULES.iter().copied().find(|rule| rule.what == what)
}

/// The words that [`rule`] knows.
pub fn known() -> impl Iterator<Item = &'static str> {
    RULES.iter().map(|rule| rule.what)
}

/// Whether a text is a GUID: 8-4-4-4-12 hexadecimal digits.
#[must_use]
pub fn is_guid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// Whether everything behind the last hyphen is digits, at least one.
fn ends_in_hyphen_digits(name: &str) -> bool {
    name.rsplit_once('-')
        .is_some_and(|(_, tail)| !tail.is_empty() && tail.bytes().all(|byte| byte.is_ascii_digit()))
}

impl NameRule {
    fn allows(&self, c: char) -> bool {
        let letter = match self.letters {
            Letters::AnyScript => c.is_alphabetic() || (self.digits && c.is_numeric()),
            Letters::Ascii | Letters::Lower => c.is_ascii_alphabetic(),
        };
        letter || (self.digits && c.is_ascii_digit()) || self.also.contains(c)
    }

    fn allowed(&self) -> String {
        let letters = match self.letters {
            Letters::AnyScript => "letters and digits of any script",
            Letters::Ascii => "letters and digits",
            Letters::Lower => "lower-case letters and digits",
        };
        if self.also.is_empty() {
            return letters.to_owned();
        }
        let also: Vec<String> = self.also.chars().map(|c| format!("`{c}`")).collect();
        format!("{letters} and {}", also.join(" "))
    }

    /// A name as near as possible that this rule takes without any finding; `None` if there is none.
    #[must_use]
    pub fn repair(&self, name: &str) -> Option<String> {
        let name = name.trim().rsplit('/').next().unwrap_or_default();
        let mut mended: String = name
            .chars()
            .map(|c| if self.allows(c) { c } else { '-' })
            .collect();
        if self.letters == Letters::Lower {
            mended.make_ascii_lowercase();
        }
        if ends_in_hyphen_digits(&mended)
            && let Some((head, tail)) = mended.rsplit_once('-')
        {
            mended = format!("{}{tail}", head.trim_end_matches('-'));
        }
        let mended = mended.trim_matches('-').to_owned();
        (mended != name && self.findings(&mended, "").is_empty()).then_some(mended)
    }

    /// What is wrong with a name, as findings at `path`. Without fixes: how to write the name back is the
    /// caller's business.
    #[must_use]
    pub fn findings(&self, name: &str, path: &str) -> Vec<Diagnostic> {
        let finding = |code| {
            Diagnostic::new(code, path)
                .param("what", self.title)
                .actual(name)
        };
        if self.guid {
            return if is_guid(name) {
                Vec::new()
            } else {
                let short: String = name.chars().take(80).collect();
                vec![finding(&NOT_A_GUID).param("actual", short)]
            };
        }
        let mut found = Vec::new();
        let length = name.encode_utf16().count();
        if length < self.min || length > self.max {
            let mut out_of_range = finding(&LENGTH)
                .param("min", self.min)
                .param("max", self.max)
                .param("length", length)
                .expected(Expected::Length {
                    min: self.min,
                    max: self.max,
                    unit: "characters",
                });
            if length == 0 {
                out_of_range = out_of_range.param("reason", "empty");
                return vec![out_of_range];
            }
            found.push(out_of_range);
        }
        let mut strange: Vec<char> = name.chars().filter(|c| !self.allows(*c)).collect();
        strange.dedup();
        let characters_wrong = !strange.is_empty();
        if characters_wrong {
            let shown: Vec<String> = strange.iter().take(3).map(|c| quote(*c)).collect();
            let mut wrong = finding(&CHARACTERS)
                .param("found", shown.join(", "))
                .param("allowed", self.allowed());
            if name.contains('/') {
                wrong = wrong.param("reason", "id");
            }
            found.push(wrong);
        }
        for (side, edge, c) in [
            ("first", self.first, name.chars().next()),
            ("last", self.last, name.chars().last()),
        ] {
            let Some(c) = c.filter(|c| self.allows(*c)) else {
                continue;
            };
            if !edge.takes(c) {
                found.push(
                    finding(&EDGES)
                        .param("reason", side)
                        .param("allowed", edge.words())
                        .param("found", quote(c)),
                );
            }
        }
        if self.letters == Letters::Lower && name.chars().any(|c| c.is_ascii_uppercase()) {
            found.push(finding(&LETTER_CASE));
        }
        if let Some(sequence) = self.sequence.filter(|sequence| name.contains(sequence)) {
            found.push(finding(&SEQUENCE).param("sequence", sequence));
        }
        if self.hyphen_digits && ends_in_hyphen_digits(name) {
            found.push(finding(&HYPHEN_DIGITS));
        }
        if found.is_empty()
            && let Some(narrower) = (self.contested)(name)
        {
            found.push(finding(&CONTESTED).param("rule", narrower));
        }
        found
    }

    /// Checks a name that stands in a document at `path`; adds the repaired name as a fix where there is
    /// a good one.
    pub fn check(&self, name: &str, path: &str, order: u32, reporter: &mut Reporter) {
        let repaired = self.mend.then(|| self.repair(name)).flatten();
        for finding in self.findings(name, path) {
            let fixable = finding.code != &CONTESTED && !name.is_empty();
            let fix = repaired.clone().filter(|_| fixable).map(|value| {
                let operation = Operation::Replace {
                    path: path.to_owned(),
                    value: value.clone().into(),
                };
                Fix::suggested(format!("use `{value}`"), vec![operation])
            });
            reporter.add(order, finding.fix(fix));
        }
    }
}

impl Edge {
    fn takes(self, c: char) -> bool {
        match self {
            Self::Any => true,
            Self::Letter => c.is_alphabetic(),
            Self::LetterOrDigit => c.is_alphanumeric(),
            Self::LetterDigitOr(other) => c.is_alphanumeric() || c == other,
            Self::LetterOr(other) => c.is_alphabetic() || c == other,
            Self::Not(others) => !others.contains(c),
        }
    }

    fn words(self) -> String {
        match self {
            Self::Any => "any character".to_owned(),
            Self::Letter => "a letter".to_owned(),
            Self::LetterOrDigit => "a letter or digit".to_owned(),
            Self::LetterDigitOr(c) => format!("a letter, a digit or `{c}`"),
            Self::LetterOr(c) => format!("a letter or `{c}`"),
            Self::Not(_) => "another character".to_owned(),
        }
    }
}

/// A character in a message: invisible ones by name.
fn quote(c: char) -> String {
    match c {
        ' ' => "a blank".to_owned(),
        '\n' | '\r' => "a line break".to_owned(),
        '\t' => "a tab".to_owned(),
        '`' => "a back quote".to_owned(),
        c if c.is_control() || c.is_whitespace() || c == '\u{200b}' || c == '\u{feff}' => {
            format!("the character U+{:04X}", u32::from(c))
        }
        c => format!("`{c}`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn codes_of(what: &str, name: &str) -> Vec<&'static str> {
        rule(what)
            .unwrap()
            .findings(name, "")
            .iter()
            .map(|finding| finding.code.slug)
            .collect()
    }

    #[test]
    fn boundaries() {
        let a = |count: usize| "a".repeat(count);
        let rows: &[(&str, String, &[&str])] = &[
            ("AmlCompute", a(2), &["name/length"]),
            ("AmlCompute", a(3), &[]),
            ("AmlCompute", a(24), &[]),
            ("AmlCompute", a(25), &["name/contested"]), // published pattern: 24
            ("AmlCompute", a(32), &["name/contested"]),
            ("AmlCompute", a(33), &["name/length"]),
            ("AmlCompute", "CC-12345678".into(), &["name/contested"]), // taken by the service
            ("AmlCompute", "gpu_cluster".into(), &["name/characters"]),
            ("AmlCompute", "gpu-".into(), &["name/edges"]),
            ("AmlCompute", "1gpu".into(), &["name/edges"]),
            ("AmlCompute", "gpu\n".into(), &["name/characters"]),
            ("ComputeInstance", a(24), &[]),
            ("ComputeInstance", a(25), &["name/length"]),
            ("ComputeInstance", "gpu-2".into(), &["name/hyphen-digits"]),
            ("ComputeInstance", "a-b-3".into(), &["name/hyphen-digits"]),
            ("ComputeInstance", "gpu2".into(), &[]),
            ("ComputeInstance", "gpu-2x".into(), &[]),
            ("ComputeInstance", "abc-".into(), &["name/contested"]),
            ("attached", a(1), &["name/length"]),
            ("attached", a(2), &["name/contested"]),
            ("attached", a(16), &[]),
            ("attached", a(17), &["name/contested"]),
            ("workspace", "1_-".into(), &[]),
            ("workspace", "_ws".into(), &["name/edges"]),
            ("workspace", a(33), &[]),
            ("workspace", a(34), &["name/length"]),
            ("resourceGroup", "Группа (1)".into(), &["name/characters"]), // the blank
            ("resourceGroup", "Группа(1)".into(), &[]),
            ("resourceGroup", "group.".into(), &["name/edges"]),
            ("subscription", "x".into(), &["name/not-a-guid"]),
            (
                "subscription",
                "34adfa4f-cedf-4dc0-ba29-b6d1a69ab345".into(),
                &[],
            ),
            ("storageAccount", "MyStore".into(), &["name/letter-case"]),
            ("keyVault", "a--b".into(), &["name/sequence"]),
            ("synapseWorkspace", "x-ondemand".into(), &["name/sequence"]),
            ("adminUserName", "_me".into(), &[]),
            ("adminUserName", "1me".into(), &["name/edges"]),
            ("AmlCompute", String::new(), &["name/length"]),
        ];
        for (what, name, expected) in rows {
            assert_eq!(codes_of(what, name), *expected, "{what} {name:?}");
        }
    }

    #[test]
    fn repairs_pass() {
        for (what, name, repaired) in [
            ("AmlCompute", "gpu_cluster", Some("gpu-cluster")),
            ("AmlCompute", "gpu cluster.", Some("gpu-cluster")),
            ("ComputeInstance", "gpu-2", Some("gpu2")),
            ("AmlCompute", "1", None),
            ("AmlCompute", "gpu-cluster", None),
            ("AmlCompute", "/a/computes/gpu_1", Some("gpu1")),
        ] {
            assert_eq!(
                rule(what).unwrap().repair(name).as_deref(),
                repaired,
                "{name}"
            );
        }
    }
}
