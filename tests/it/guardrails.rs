//! The organisation's settings are checked themselves: an unknown one is a mistake of the caller.

use azureml_compute::diagnostics::Severity;
use azureml_compute::validate::{Operation, Options, check_guardrails, check_options, validate};

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
        ("", "a JSON object"),
        ("[]", "a JSON object"),
        ("{}", "`version: 1`"),
        (r#"{"version":2}"#, "`version: 1`"),
        (r#"{"version":1,"maxNodez":10}"#, "no setting `maxNodez`"),
        (r#"{"version":1,"maxNodes":"ten"}"#, "must be a whole number"),
        (r#"{"version":1,"maxNodes":-1}"#, "must be a whole number"),
        (r#"{"version":1,"allowedKinds":"AmlCompute"}"#, "must be a list of strings"),
        (r#"{"version":1,"allowGpu":1}"#, "must be true or false"),
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

/// A body with members of `properties.properties`.
fn body(kind: &str, data: &str) -> String {
    format!(
        r#"{{"location":"northeurope","properties":{{"computeType":"{kind}","properties":{{{data}}}}}}}"#
    )
}

fn found(settings: &str, text: &str, options: &Options) -> Vec<&'static str> {
    let guardrails = Some(format!(r#"{{"version":1,{settings}}}"#));
    let report = validate(text, &Options { guardrails, ..options.clone() });
    let slugs = report.diagnostics.iter().map(|found| found.code.slug);
    let mut slugs: Vec<&str> = slugs.filter(|slug| slug.starts_with("guardrail/")).collect();
    slugs.sort_unstable();
    slugs.dedup();
    slugs
}

#[test]
fn every_setting_is_kept_in_every_shape() {
    const UNDECIDED: &str = "guardrail/undecided";
    let sized = |size: &str| body("AmlCompute", &format!(r#""vmSize":"{size}""#));
    let scaled = |scale: &str| {
        body("AmlCompute", &format!(r#""vmSize":"Standard_DS2_v2","scaleSettings":{{{scale}}}"#))
    };
    let cluster = |data: &str| body("AmlCompute", data);
    let instance = |data: &str| body("ComputeInstance", data);
    let nowhere = r#"{"properties":{"computeType":"AmlCompute","properties":{}}}"#.to_owned();
    let rows: Vec<(&str, String, &[&str])> = vec![
        (r#""allowedKinds":["AmlCompute"]"#, cluster(""), &[]),
        (r#""allowedKinds":["AmlCompute"]"#, instance(""), &["guardrail/kind"]),
        (r#""allowedKinds":["AmlCompute"]"#, body("Kusto", ""), &["guardrail/kind"]),
        (r#""allowedKinds":["AmlCompute"]"#, body("NewKind", ""), &["guardrail/kind"]),
        (r#""allowedKinds":["Kusto"]"#, body("kusto", ""), &[]),
        (r#""allowedKinds":["AmlCompute"]"#, r#"{"properties":{}}"#.into(), &[UNDECIDED]),
        (r#""allowedKinds":["AmlCompute"]"#, r#"{"properties":{"computeType":7}}"#.into(), &[UNDECIDED]),
        (r#""allowedKinds":["ComputeInstance"]"#, r#"{"properties":{"computeType":"AmlCompute","vmSize":"Standard_DS2_v2"}}"#.into(), &["guardrail/kind"]),
        (r#""maxNodes":4"#, body("Kusto", ""), &[UNDECIDED]),
        (r#""allowGpu":true,"requireSubnet":false"#, body("Kusto", ""), &[]),
        (r#""allowedVmSizes":["Standard_DS*"]"#, sized("Standard_DS2_v2"), &[]),
        (r#""allowedVmSizes":["Standard_DS*"]"#, sized(" standard_ds2_v2 "), &[]),
        (r#""allowedVmSizes":["Standard_DS*"]"#, sized("Standard_E4s_v3"), &["guardrail/vm-size"]),
        (r#""allowedVmSizes":["Standard_DS*"]"#, cluster(""), &[UNDECIDED]),
        (r#""allowedVmSizes":["Standard_DS*"]"#, cluster(r#""vmSize":5"#), &[UNDECIDED]),
        (r#""allowedVmSizes":["Standard_DS*"]"#, cluster(r#""vmSize":"Standard_DS2_v2","VMSIZE":"Standard_E4s_v3""#), &["guardrail/vm-size"]),
        (r#""allowedVmSizes":["Standard_DS*"]"#, body("AKS", r#""agentVmSize":"Standard_E4s_v3""#), &["guardrail/vm-size"]),
        (r#""deniedVmSizes":["Standard_E*"]"#, instance(r#""vmSize":"Standard_E4s_v3""#), &["guardrail/vm-size"]),
        (r#""deniedVmSizes":["Standard_E*"]"#, instance(""), &[UNDECIDED]),
        (r#""maxVCpus":4"#, sized("Standard_D64s_v3"), &["guardrail/vm-size"]),
        (r#""maxVCpus":4"#, sized("big"), &[UNDECIDED]),
        (r#""allowGpu":false"#, sized("Standard_DS2_v2"), &[]),
        (r#""allowGpu":false"#, sized("Standard_NC6s_v3"), &["guardrail/vm-size"]),
        (r#""allowGpu":false"#, sized("Standard_ND256isr_GB300_v7"), &["guardrail/vm-size"]),
        (r#""allowGpu":false"#, sized("standard_nc999as_t5_v9"), &["guardrail/vm-size"]),
        (r#""allowGpu":false"#, sized("Standard_D999as_v9"), &[]),
        (r#""allowGpu":false"#, sized("${size}"), &[UNDECIDED]),
        (r#""allowGpu":true"#, cluster(""), &[]),
        (r#""allowedRegions":["northeurope"]"#, cluster(""), &[]),
        (r#""allowedRegions":["North Europe"]"#, cluster(""), &[]),
        (r#""allowedRegions":["westus"]"#, cluster(""), &["guardrail/region"]),
        (r#""allowedRegions":["westus"]"#, nowhere.clone(), &[UNDECIDED]),
        (r#""allowedRegions":["northeurope"]"#, r#"{"location":"northeurope","properties":{"computeType":"AmlCompute","computeLocation":"westus","properties":{}}}"#.into(), &["guardrail/region"]),
        (r#""allowedRegions":["northeurope"]"#, r#"{"location":"northeurope","LOCATION":"westus","properties":{"computeType":"AmlCompute","properties":{}}}"#.into(), &["guardrail/region"]),
        (r#""maxNodes":4"#, scaled(r#""minNodeCount":0,"maxNodeCount":4"#), &[]),
        (r#""maxNodes":4"#, scaled(r#""minNodeCount":0,"maxNodeCount":5"#), &["guardrail/nodes"]),
        (r#""maxNodes":4"#, scaled(r#""minNodeCount":0,"maxNodeCount":"100""#), &["guardrail/nodes"]),
        (r#""maxNodes":4"#, scaled(r#""minNodeCount":0,"maxNodeCount":1e2"#), &["guardrail/nodes"]),
        (r#""maxNodes":4"#, scaled(r#""minNodeCount":0,"maxNodeCount":"1e2""#), &[UNDECIDED]),
        (r#""maxNodes":4"#, scaled(r#""minNodeCount":0"#), &[UNDECIDED]),
        (r#""maxNodes":4"#, cluster(""), &[UNDECIDED]),
        (r#""maxNodes":4"#, instance(""), &[]),
        (r#""maxNodes":4"#, body("AKS", r#""agentCount":9"#), &["guardrail/nodes"]),
        (r#""maxMinNodes":1"#, scaled(r#""minNodeCount":2,"maxNodeCount":4"#), &["guardrail/nodes"]),
        (r#""maxMinNodes":1"#, scaled(r#""maxNodeCount":4"#), &[]),
        (r#""maxIdleSeconds":600"#, scaled(r#""maxNodeCount":4,"nodeIdleTimeBeforeScaleDown":"PT10M""#), &[]),
        (r#""maxIdleSeconds":600"#, scaled(r#""maxNodeCount":4,"nodeIdleTimeBeforeScaleDown":"PT11M""#), &["guardrail/idle"]),
        (r#""maxIdleSeconds":600"#, scaled(r#""maxNodeCount":4,"nodeIdleTimeBeforeScaleDown":"soon""#), &[UNDECIDED]),
        (r#""maxIdleSeconds":600"#, scaled(r#""maxNodeCount":4,"nodeIdleTimeBeforeScaleDown":"-PT99H""#), &[UNDECIDED]),
        (r#""maxIdleSeconds":600"#, instance(r#""idleTimeBeforeShutdown":"PT2H""#), &["guardrail/idle"]),
        (r#""maxIdleSeconds":600"#, instance(""), &["guardrail/idle"]),
        (r#""requireIdleShutdown":true"#, instance(""), &["guardrail/idle"]),
        (r#""requireIdentity":true"#, cluster(""), &["guardrail/member"]),
        (r#""requireIdentity":true"#, r#"{"identity":{"type":"None"},"properties":{"computeType":"AmlCompute","properties":{}}}"#.into(), &["guardrail/member"]),
        (r#""requireIdentity":true"#, r#"{"identity":{"type":"SystemAssigned"},"properties":{"computeType":"AmlCompute","properties":{}}}"#.into(), &[]),
        (r#""requireSubnet":true"#, cluster(r#""subnet":"vnet/subnet""#), &["guardrail/member"]),
        (r#""requireSubnet":true"#, instance(r#""subnet":{"id":""}"#), &["guardrail/member"]),
        (r#""denyPublicIp":true"#, cluster(r#""enableNodePublicIp":"no""#), &["guardrail/member"]),
        (r#""denyPublicIp":true"#, cluster(r#""enableNodePublicIp":false"#), &[]),
        (r#""requireLocalAuthOff":true"#, instance(""), &["guardrail/member"]),
        (r#""denySsh":true"#, instance(r#""sshSettings":{"sshPublicAccess":"enabled"}"#), &["guardrail/member"]),
        (r#""denySsh":true"#, instance(r#""sshSettings":{"sshPublicAccess":"On"}"#), &["guardrail/member"]),
        (r#""denySsh":true"#, instance(r#""sshSettings":{"sshPublicAccess":"Disabled"}"#), &[]),
        (r#""denySsh":true"#, cluster(r#""userAccountCredentials":"admin""#), &["guardrail/member"]),
        (r#""denyLowPriority":true"#, cluster(r#""vmPriority":"lowpriority""#), &["guardrail/member"]),
        (r#""denyLowPriority":true"#, cluster(r#""vmPriority":"Spot""#), &["guardrail/member"]),
        (r#""denyLowPriority":true"#, cluster(""), &[]),
        (r#""requiredPriority":"LowPriority""#, cluster(""), &["guardrail/member"]),
        (r#""requiredTags":["team"]"#, cluster(""), &["guardrail/labels"]),
        (r#""requiredTags":["team"]"#, r#"{"tags":{"team":7},"properties":{"computeType":"AmlCompute","properties":{}}}"#.into(), &["guardrail/labels"]),
        (r#""requiredTags":["team"]"#, r#"{"tags":{"TEAM":"x"},"properties":{"computeType":"AmlCompute","properties":{}}}"#.into(), &[]),
        (r#""namePattern":"ml-*""#, cluster(""), &[UNDECIDED]),
    ];
    for (settings, text, wanted) in rows {
        let create = Options::default();
        assert_eq!(found(settings, &text, &create), wanted, "{settings} {text}");
        // The PUT of an update is a whole body as well; its name stands in the address.
        let update = Options { operation: Operation::Update, ..Options::default() };
        if !settings.contains("namePattern") && text.contains("computeType") {
            assert_eq!(found(settings, &text, &update), wanted, "update: {settings} {text}");
        }
        // Whatever the levels are, what is asked is told.
        let levels = ["envelope/nesting", "shape/same-property-twice", "shape/type-mismatch"];
        let levels = levels.iter().map(|code| ((*code).to_owned(), None)).collect();
        let quiet = Options { levels, ..Options::default() };
        assert_eq!(found(settings, &text, &quiet), wanted, "{settings} {text}");
    }
}

#[test]
fn a_patch_is_judged_by_what_it_changes() {
    let flat = |scale: &str| format!(r#"{{"properties":{{"scaleSettings":{{{scale}}}}}}}"#);
    let deep = |scale: &str| {
        format!(r#"{{"properties":{{"properties":{{"scaleSettings":{{{scale}}}}}}}}}"#)
    };
    let many = r#""minNodeCount":0,"maxNodeCount":100,"nodeIdleTimeBeforeScaleDown":"PT10H""#;
    let few = r#""minNodeCount":0,"maxNodeCount":4,"nodeIdleTimeBeforeScaleDown":"PT10M""#;
    let twins = r#""minNodeCount":0,"maxNodeCount":4,"MaxNodeCount":100,"nodeIdleTimeBeforeScaleDown":"PT10M""#;
    let limits = r#""maxNodes":4,"maxMinNodes":0,"maxIdleSeconds":600"#;
    let all = r#""maxNodes":4,"maxIdleSeconds":600,"allowedKinds":["AmlCompute"],"allowedRegions":["northeurope"],"allowedVmSizes":["Standard_D*"],"allowGpu":false,"requireIdentity":true,"requireSubnet":true,"denyPublicIp":true,"requireLocalAuthOff":true,"denySsh":true,"denyLowPriority":true,"requiredPriority":"Dedicated","requiredTags":["team"],"namePattern":"ml-*""#;
    for version in [
        "2018-11-19",
        "2020-06-01",
        "2021-01-01",
        "2021-04-01",
        "2021-07-01",
        "2022-10-01",
        "2026-05-01",
    ] {
        let options = Options {
            operation: Operation::Update,
            api_version: Some(version.to_owned()),
            ..Options::default()
        };
        for shape in [&flat as &dyn Fn(&str) -> String, &deep] {
            let found = |settings: &str, scale: &str| found(settings, &shape(scale), &options);
            assert_eq!(found(limits, many), ["guardrail/idle", "guardrail/nodes"], "{version}");
            assert_eq!(found(limits, twins), ["guardrail/nodes"], "{version}");
            assert_eq!(
                found(limits, r#""maxNodeCount":"many""#),
                ["guardrail/idle", "guardrail/undecided"],
                "{version}"
            );
            assert_eq!(found(limits, few), Vec::<&str>::new(), "{version}");
            assert_eq!(found(all, few), Vec::<&str>::new(), "{version}");
        }
        let found = |text: &str| found(all, text, &options);
        assert_eq!(found("{}"), Vec::<&str>::new());
        assert_eq!(found(r#"{"identity":{"type":"None"}}"#), ["guardrail/member"]);
        assert_eq!(
            found(r#"{"location":"westus","identity":{"type":"SystemAssigned"}}"#),
            ["guardrail/region"]
        );
    }
}

/// The service goes by the compute that has the name, so a body cannot hide the scale of a cluster by saying
/// another kind, or by saying it at both depths.
#[test]
fn the_scale_of_an_update_is_seen_at_every_depth_and_under_every_kind() {
    let update = Options { operation: Operation::Update, ..Options::default() };
    let many = r#""scaleSettings":{"maxNodeCount":7,"nodeIdleTimeBeforeScaleDown":"PT9H"}"#;
    let few = r#""scaleSettings":{"maxNodeCount":1,"nodeIdleTimeBeforeScaleDown":"PT1M"}"#;
    let limits = r#""maxNodes":4,"maxIdleSeconds":600"#;
    for kind in ["AmlCompute", "ComputeInstance", "AKS", "Databricks"] {
        let idle = r#""idleTimeBeforeShutdown":"PT5M","agentCount":1"#;
        let both = |outer: &str, inner: &str| {
            format!(
                r#"{{"properties":{{"computeType":"{kind}",{outer},"properties":{{{idle},{inner}}}}}}}"#
            )
        };
        for text in [both(r#""description":"d""#, many), both(many, few)] {
            let found = found(limits, &text, &update);
            assert_eq!(found, ["guardrail/idle", "guardrail/nodes"], "{text}");
        }
        assert!(found(limits, &both(few, few), &update).is_empty(), "{kind}");
    }
}

#[test]
fn facts_and_levels_that_nobody_asks_for_are_refused() {
    let facts = |facts: &str| Options { facts: Some(facts.to_owned()), ..Options::default() };
    let level = |code: &str, level| Options {
        levels: vec![(code.to_owned(), level)],
        ..Options::default()
    };
    for right in [
        Options::default(),
        facts("{}"),
        facts(r#"{"vmSizes":{"value":[]},"usages":null,"computes":[],"workspace":{},"prices":{}}"#),
        facts(r#"{"subnets":[],"nameAvailability":{"nameAvailable":true}}"#),
        level("scale/min-above-max", None),
        level("report/more", Some(Severity::Error)),
    ] {
        assert_eq!(check_options(&right), Ok(()), "{right:?}");
    }
    for (wrong, words) in [
        (facts("nonsense"), "a JSON object"),
        (facts("[]"), "a JSON object"),
        (facts("5"), "a JSON object"),
        (facts("\"vmSizes\""), "a JSON object"),
        (facts(r#"{"VMSizes":{}}"#), "`VMSizes`; use vmSizes, usages"),
        (facts(r#"{"unknown":1}"#), "`unknown`"),
        (level("nope/nope", None), "`nope/nope`"),
        (level("scale/min-above-maxx", None), "did you mean `scale/min-above-max`"),
        (Options { guardrails: Some("{}".to_owned()), ..Options::default() }, "version"),
    ] {
        let message = check_options(&wrong).unwrap_err();
        assert!(message.contains(words), "{message}");
    }
}
