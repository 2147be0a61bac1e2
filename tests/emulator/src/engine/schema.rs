//! What a request body may be: the schemas in `tests/oracle`, and nothing of the library's rules.
//! It also gives members their canonical spelling, because the service reads names without case.

use super::errors::{ArmError, invalid_value};
use jsonschema::{Registry, Validator};
use serde_json::{Map, Value};
use std::sync::OnceLock;

const BASE: &str = "https://azureml-compute.invalid/oracle/";
const ENVELOPE: &str = include_str!("../../../oracle/compute-resource.json");
const PATCH: &str = include_str!("../../../oracle/patch.json");
const JOB: &str = include_str!("../../../oracle/job.json");
/// The schema of each kind. A kind without settings has none.
const KINDS: [(&str, &str, &str); 10] = [
    ("AmlCompute", "aml-compute.json", include_str!("../../../oracle/aml-compute.json")),
    (
        "ComputeInstance",
        "compute-instance.json",
        include_str!("../../../oracle/compute-instance.json"),
    ),
    ("AKS", "aks.json", include_str!("../../../oracle/aks.json")),
    ("Kubernetes", "kubernetes.json", include_str!("../../../oracle/kubernetes.json")),
    (
        "VirtualMachine",
        "virtual-machine.json",
        include_str!("../../../oracle/virtual-machine.json"),
    ),
    ("HDInsight", "hdinsight.json", include_str!("../../../oracle/hdinsight.json")),
    ("Databricks", "databricks.json", include_str!("../../../oracle/databricks.json")),
    (
        "DataLakeAnalytics",
        "data-lake-analytics.json",
        include_str!("../../../oracle/data-lake-analytics.json"),
    ),
    ("SynapseSpark", "synapse-spark.json", include_str!("../../../oracle/synapse-spark.json")),
    ("Kusto", "kusto.json", include_str!("../../../oracle/kusto.json")),
];
/// More findings than this help nobody.
const FINDINGS_SHOWN: usize = 20;

/// The schemas, ready for use.
pub struct Oracle {
    envelope: Validator,
    kinds: Vec<(&'static str, Validator)>,
    patch: Validator,
    job: Validator,
    documents: Vec<Value>,
    job_document: Value,
}

impl Oracle {
    /// Reads the schemas that are built in.
    ///
    /// # Errors
    ///
    /// A description of what is wrong with them; a test sees to it that nothing is.
    pub fn new() -> Result<Self, String> {
        let parse = |text: &str| -> Result<Value, String> {
            serde_json::from_str(text).map_err(|error| error.to_string())
        };
        let envelope = parse(ENVELOPE)?;
        let mut documents = vec![envelope.clone()];
        let mut registry = Registry::new()
            .add(format!("{BASE}compute-resource.json"), envelope.clone())
            .map_err(|error| error.to_string())?;
        for (_, file, text) in KINDS {
            let document = parse(text)?;
            documents.push(document.clone());
            registry = registry
                .add(format!("{BASE}{file}"), document)
                .map_err(|error| error.to_string())?;
        }
        let registry = registry.prepare().map_err(|error| error.to_string())?;
        let build = |schema: &Value| {
            jsonschema::options()
                .with_registry(&registry)
                .build(schema)
                .map_err(|error| error.to_string())
        };
        let kinds = KINDS
            .iter()
            .map(|(kind, _, text)| Ok((*kind, build(&parse(text)?)?)))
            .collect::<Result<Vec<_>, String>>()?;
        let job_document = parse(JOB)?;
        Ok(Self {
            envelope: build(&envelope)?,
            kinds,
            patch: build(&parse(PATCH)?)?,
            job: build(&job_document)?,
            documents,
            job_document,
        })
    }

    /// The schemas, which are read once for all engines of a program.
    ///
    /// # Errors
    ///
    /// As [`Oracle::new`].
    pub fn shared() -> Result<&'static Self, String> {
        static SHARED: OnceLock<Result<Oracle, String>> = OnceLock::new();
        SHARED.get_or_init(Self::new).as_ref().map_err(Clone::clone)
    }

    /// Renames members that are known but for their case.
    pub fn canonicalize(&self, body: &mut Value) {
        for document in &self.documents {
            self.rename(body, document);
        }
    }

    /// Checks the body of a PATCH: what it has must be right, nothing must be there.
    ///
    /// # Errors
    ///
    /// A 400 with one detail per finding.
    pub fn check_patch(&self, body: &Value) -> Result<(), ArmError> {
        Self::refuse(&self.patch, body)
    }

    /// Renames members of a job that are known but for their case.
    pub fn canonicalize_job(&self, body: &mut Value) {
        self.rename(body, &self.job_document);
    }

    /// Checks the body of a job.
    ///
    /// # Errors
    ///
    /// A 400 with one detail per finding.
    pub fn check_job(&self, body: &Value) -> Result<(), ArmError> {
        Self::refuse(&self.job, body)
    }

    /// Checks a body, in canonical spelling, against the schema of its kind.
    ///
    /// # Errors
    ///
    /// A 400 with one detail per finding. Values never appear in it: they may be secret.
    pub fn check(&self, body: &Value) -> Result<(), ArmError> {
        let word = body.pointer("/properties/computeType").and_then(Value::as_str);
        let word = word.unwrap_or_default();
        let found = self.kinds.iter().find(|(kind, _)| kind.eq_ignore_ascii_case(word));
        Self::refuse(found.map_or(&self.envelope, |(_, validator)| validator), body)
    }

    fn refuse(validator: &Validator, body: &Value) -> Result<(), ArmError> {
        let details: Vec<ArmError> = validator
            .iter_errors(body)
            .take(FINDINGS_SHOWN)
            .map(|error| {
                let path = error.instance_path().as_str().trim_start_matches('/').replace('/', ".");
                let message = match error.kind().keyword() {
                    // What these would say is the schema's own business.
                    "pattern" | "anyOf" => format!("`{path}` does not have the right form"),
                    _ => format!("`{path}` is not acceptable: {}", error.masked()),
                };
                invalid_value(&path, message)
            })
            .collect();
        if details.is_empty() {
            return Ok(());
        }
        let message = format!("the body has {} value(s) that are not acceptable", details.len());
        Err(ArmError::new(400, "BadRequest", message).details(details))
    }

    fn rename(&self, value: &mut Value, schema: &Value) {
        let schema = self.resolve(schema);
        if let (Value::Array(items), Some(schema)) = (&mut *value, schema.get("items")) {
            items.iter_mut().for_each(|item| self.rename(item, schema));
            return;
        }
        let (Value::Object(members), Some(known)) =
            (value, schema.get("properties").and_then(Value::as_object))
        else {
            return;
        };
        let mut renamed = Map::with_capacity(members.len());
        for (name, mut member) in std::mem::take(members) {
            let found = known
                .get_key_value(&name)
                .or_else(|| known.iter().find(|(known, _)| known.eq_ignore_ascii_case(&name)));
            let name = match found {
                Some((canonical, schema)) => {
                    self.rename(&mut member, schema);
                    canonical.clone()
                }
                None => name,
            };
            renamed.insert(name, member);
        }
        *members = renamed;
    }

    /// Follows a reference into one of our documents.
    fn resolve<'s>(&'s self, schema: &'s Value) -> &'s Value {
        let Some(reference) = schema.get("$ref").and_then(Value::as_str) else {
            return schema;
        };
        let (file, pointer) = reference.split_once('#').unwrap_or((reference, ""));
        let named = |document: &&Value| {
            let id = document.get("$id").and_then(Value::as_str).unwrap_or_default();
            file.is_empty() || id.ends_with(file)
        };
        self.documents
            .iter()
            .filter(named)
            .find_map(|document| document.pointer(pointer))
            .unwrap_or(schema)
    }
}

#[cfg(test)]
mod tests {
    use super::Oracle;
    use serde_json::{Value, json};

    fn accepts(oracle: &Oracle, properties: &Value) -> bool {
        let body = json!({
            "location": "x",
            "properties": { "computeType": "amlcompute", "properties": properties }
        });
        oracle.check(&body).is_ok()
    }

    #[test]
    fn counts_and_durations_are_read_as_the_service_reads_them() {
        let oracle = Oracle::new().unwrap();
        for (max, expected) in [
            (json!(4), true),
            (json!(4.0), true),
            (json!("4"), true),
            (json!(4.5), false),
            (json!(-1), false),
            (json!(null), false),
            (json!(3_000_000_000_u64), false),
            (json!([]), false),
        ] {
            let settings = json!({ "scaleSettings": { "maxNodeCount": max } });
            assert_eq!(accepts(&oracle, &settings), expected, "{settings}");
        }
        for (idle, expected) in [
            ("PT5M", true),
            ("PT1M40S", true),
            ("P1DT2H", true),
            ("PT0S", true),
            ("-PT0S", true),
            ("P1Y", true),
            ("PT0.5S", true),
            ("", true),
            ("P", false),
            ("PT", false),
            ("P1DT", false),
            ("PT5M\n", false),
            ("pt5m", false),
            ("00:05:00", false),
            ("-PT5M", false),
            ("PT5S5M", false),
        ] {
            let settings = json!({
                "scaleSettings": { "maxNodeCount": 1, "nodeIdleTimeBeforeScaleDown": idle }
            });
            assert_eq!(accepts(&oracle, &settings), expected, "{idle:?}");
        }
    }

    #[test]
    fn nulls_and_unknown_members_and_words_pass() {
        let oracle = Oracle::new().unwrap();
        assert!(accepts(&oracle, &json!(null)));
        assert!(accepts(&oracle, &json!({ "vmPriority": "Spot", "toast": 1, "subnet": null })));
        assert!(accepts(&oracle, &json!({ "isolatedNetwork": "True" })));
        assert!(!accepts(&oracle, &json!({ "isolatedNetwork": 1 })));
        assert!(!accepts(&oracle, &json!({ "subnet": {} })));
        assert!(!accepts(&oracle, &json!({ "vmSize": 3 })));
    }

    #[test]
    fn identity_type_and_ids_belong_together() {
        let oracle = Oracle::new().unwrap();
        let ids = json!({ "/subscriptions/x": {} });
        for (identity, expected) in [
            (json!(null), true),
            (json!({ "type": "SystemAssigned" }), true),
            (
                json!({ "type": "userassigned, SystemAssigned", "userAssignedIdentities": ids }),
                true,
            ),
            (json!({ "type": "UserAssigned" }), false),
            (json!({ "type": "UserAssigned", "userAssignedIdentities": {} }), false),
            (json!({ "type": "SystemAssigned", "userAssignedIdentities": ids }), false),
            (json!({ "type": "Managed" }), false),
            (json!({}), false),
        ] {
            let body = json!({ "identity": identity, "properties": { "computeType": "AKS" } });
            assert_eq!(oracle.check(&body).is_ok(), expected, "{identity}");
        }
    }

    #[test]
    fn findings_name_the_member_and_never_the_value() {
        let oracle = Oracle::new().unwrap();
        let body = json!({ "properties": { "computeType": "AmlCompute", "properties": {
            "userAccountCredentials": { "adminUserName": "a", "adminUserPassword": ["hunter2"] }
        } } });
        let error = oracle.check(&body).unwrap_err().into_body();
        let detail = &error["details"][0];
        assert_eq!(
            detail["target"],
            "properties.properties.userAccountCredentials.adminUserPassword"
        );
        assert!(!error.to_string().contains("hunter2"), "{error}");
    }

    #[test]
    fn members_get_their_canonical_spelling_at_every_level() {
        let oracle = Oracle::new().unwrap();
        let mut body = json!({
            "TAGS": { "Keep": "Me" },
            "Identity": { "TYPE": "None" },
            "properties": { "computetype": "AmlCompute", "Properties": {
                "VMSize": "s", "scalesettings": { "MAXNODECOUNT": 1 }, "other": { "A": 1 }
            } }
        });
        oracle.canonicalize(&mut body);
        assert_eq!(
            body,
            json!({
                "tags": { "Keep": "Me" },
                "identity": { "type": "None" },
                "properties": { "computeType": "AmlCompute", "properties": {
                    "vmSize": "s", "scaleSettings": { "maxNodeCount": 1 }, "other": { "A": 1 }
                } }
            })
        );
    }
}
