//! The organisation's settings are checked themselves: an unknown one is a mistake of the caller.

use azureml_compute::validate::{Options, check_guardrails, validate};

#[test]
fn settings_are_known_and_of_their_type() {
    for right in [
        r#"{"version":1}"#,
        r#"{"version":1,"maxNodes":10,"allowedVmSizes":["Standard_D*"],"allowGpu":false}"#,
        r#"{"version":1,"namePattern":"ml-*","policies":["azure"]}"#,
    ] {
        assert_eq!(check_guardrails(right), Ok(()), "{right}");
    }
    for (wrong, words) in [
        ("", "no JSON object"),
        ("[]", "no JSON object"),
        ("{}", "`version: 1`"),
        (r#"{"version":2}"#, "`version: 1`"),
        (r#"{"version":1,"maxNodez":10}"#, "no setting `maxNodez`"),
        (r#"{"version":1,"maxNodes":"ten"}"#, "takes number"),
        (r#"{"version":1,"maxNodes":-1}"#, "takes number"),
        (r#"{"version":1,"allowedKinds":"AmlCompute"}"#, "takes texts"),
        (r#"{"version":1,"allowGpu":1}"#, "takes boolean"),
        (r#"{"version":1,"policies":["azure","chekov"]}"#, "no policy `chekov`; `checkov` is near"),
    ] {
        let message = check_guardrails(wrong).unwrap_err();
        assert!(message.contains(words), "{wrong}: {message}");
    }
}

/// What a published policy or tool finds in bodies of several kinds: the definitions of Azure/azure-policy,
/// the rules of PSRule.Rules.Azure, and the checks of checkov 3.3.30, read or run in November 2026.
#[test]
fn presets_answer_as_the_tools_of_their_name() {
    let cluster =
        r#""AmlCompute","properties":{"scaleSettings":{"minNodeCount":1,"maxNodeCount":2}}"#;
    let instance = r#""ComputeInstance","properties":{}"#;
    let kubernetes = r#""Kubernetes","properties":{}"#;
    let attached = r#""VirtualMachine","disableLocalAuth":true,"properties":{}"#;
    let (auth, network) = ("policy/local-auth", "policy/virtual-network");
    let (idle, public) = ("policy/idle-shutdown", "policy/no-public-ip");
    let rows: [(&str, &str, &[&str]); 17] = [
        ("azure", cluster, &[auth, network, public]),
        ("azure", instance, &[auth, idle, network, public]),
        ("azure", kubernetes, &[]),
        ("psrule", cluster, &[auth, network]),
        ("psrule", instance, &[auth, idle, network]),
        ("psrule", kubernetes, &[auth, network]),
        ("psrule", attached, &[network]),
        ("checkov", cluster, &[auth, "policy/min-nodes"]),
        ("checkov", instance, &[]),
        ("checkov", kubernetes, &[]),
        ("AZR-000405", attached, &[network]),
        ("AZR-000403", cluster, &[]),
        ("CKV_AZURE_142", instance, &[]),
        ("CKV_AZURE_150", cluster, &["policy/min-nodes"]),
        ("a6f9a2d0-cff7-4855-83ad-4cd750666512", instance, &[auth]),
        ("a6f9a2d0-cff7-4855-83ad-4cd750666512", kubernetes, &[]),
        ("E96A9A5F-07CA-471B-9BC5-6A0F33CBD68F", cluster, &[auth]),
    ];
    for (word, body, wanted) in rows {
        let guardrails = format!(r#"{{"version":1,"policies":["{word}"]}}"#);
        let options = Options { guardrails: Some(guardrails), ..Options::default() };
        let report = validate(&format!(r#"{{"properties":{{"computeType":{body}}}}}"#), &options);
        let mut found: Vec<&str> = report.diagnostics.iter().map(|found| found.code.slug).collect();
        found.retain(|slug| slug.starts_with("policy/"));
        found.sort_unstable();
        let mut wanted = wanted.to_vec();
        wanted.sort_unstable();
        assert_eq!(found, wanted, "{word} {body}");
    }
}
