//! The catalogue by itself; `tests/it/sizes.rs` compares every cell with the published tables.

use super::*;

fn size(name: &str) -> VmSize {
    VmSize::parse(name).unwrap()
}

fn amount(text: &str) -> Option<Amount> {
    Amount::parse(text)
}

#[test]
fn every_size_is_found_by_its_name() {
    let mut count = 0;
    let mut names = std::collections::BTreeSet::new();
    for entry in entries() {
        let name = entry.name();
        for written in [name.clone(), name.to_ascii_uppercase(), name.to_ascii_lowercase()] {
            assert_eq!(find(&written).unwrap().name(), name);
        }
        assert!(names.insert(name));
        count += 1;
    }
    assert_eq!(count, 1_564);
    for name in ["", "Standard_D6", "Standard_D3s_v3", "Basic_D2_v2", "Standard_E4-3ds_v5", "zzz"] {
        assert!(find(name).is_none(), "{name}");
    }
}

#[test]
fn facts_of_some_sizes() {
    let found = size("STANDARD_DS3_V2");
    assert_eq!(found.name(), "Standard_DS3_v2");
    assert_eq!(found.family().as_deref(), Some("standardDSv2Family"));
    assert_eq!(
        (found.v_cpus(), found.memory_gib(), found.temp_disk_gib()),
        (4, amount("14"), amount("28"))
    );
    assert_eq!((found.gpus(), found.gpu_model()), (Some(Amount::default()), None));
    assert_eq!(
        (found.status(), found.retires()),
        (Status::RetirementAnnounced, Some("2028-05-01"))
    );
    assert_eq!(found.successor().as_deref(), Some("Standard_D4ds_v5"));
    assert_eq!((found.architecture(), found.ml_support(), found.known()), ("x64", "yes", true));
    let found = size("Standard_NV12ads_A10_v5");
    assert_eq!((found.gpus(), found.gpu_memory_gib()), (amount("0.3333"), amount("8")));
    assert_eq!(found.gpu_model(), Some("A10-24GB"));
    let found = size("Standard_NC64as_T4_v3");
    assert_eq!((found.gpus(), found.gpu_memory_gib()), (amount("4"), amount("64")));
    assert_eq!(found.low_priority_capable(), Some(LowPriority::ByRegion));
    let found = size("Standard_E4-2ds_v5");
    assert_eq!((found.v_cpus(), found.constrained_v_cpus()), (4, Some(2)));
    let found = size("Standard_M8-2ms");
    assert_eq!(found.memory_gib(), amount("218.75"));
    let found = size("Standard_NC8ads_A10_v4");
    assert_eq!((found.gpus(), found.gpu_memory_gib()), (amount("1"), None));
    let found = size("Standard_D2pds_v5");
    assert_eq!((found.architecture(), found.ml_support()), ("arm64", "unknown"));
}

#[test]
fn share_alike_facts_are_left_out() {
    for name in ["Standard_DC8s", "Standard_HB60rs"] {
        assert_eq!(size(name).memory_gib(), None, "{name}");
    }
    assert_eq!(size("Standard_B2ms").temp_disk_gib(), None);
}

#[test]
fn unknown_names_give_what_they_say() {
    let found = size("standard_nc48ads_b300_V7");
    assert_eq!(found.name(), "Standard_NC48ads_B300_v7");
    assert_eq!((found.v_cpus(), found.gpus(), found.known()), (48, None, false));
    assert_eq!(found.status(), Status::Unknown);
    let found = size("Standard_D4ds_v9");
    assert_eq!((found.series().as_str(), found.gpus()), ("Ddsv9", Some(Amount::default())));
    assert_eq!(size("Standard_D2ps_v9").architecture(), "arm64");
    assert!(VmSize::parse("D2_v2").is_none());
}

#[test]
fn successors() {
    for (name, next) in [
        ("Standard_NC6", Some("Standard_NC4as_T4_v3")),
        ("Standard_NC12", Some("Standard_NC64as_T4_v3")),
        ("Standard_NC6s_v3", Some("Standard_NC24ads_A100_v4")),
        ("Standard_H16r", Some("Standard_HB120rs_v3")),
        ("Standard_D5_v2", Some("Standard_D16ds_v5")),
        ("Standard_DS14-4_v2", Some("Standard_E16ds_v5")),
        ("Standard_DC4es_v5", None),
        ("Standard_D4ds_v5", None),
    ] {
        assert_eq!(size(name).successor().as_deref(), next, "{name}");
    }
    for entry in entries() {
        let Some(name) = entry.successor() else { continue };
        let next = find(&name).unwrap_or_else(|| panic!("{name} after {}", entry.name()));
        assert!(next.lifecycle().date.is_none() && next.successor().is_none(), "{name}");
        assert_eq!(next.support().cluster, Some(true), "{name}");
        assert_ne!(next.support().instance, Some(false), "{name}");
    }
    let lost =
        entries().filter(|entry| entry.lifecycle().restricted && entry.successor().is_none());
    assert_eq!(lost.map(|entry| entry.name()).collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn regions_and_low_priority() {
    let entry = find("Standard_NC4as_T4_v3").unwrap();
    assert_eq!(entry.listed_in("westindia"), Some(false));
    assert_eq!(entry.listed_in("westeurope"), Some(true));
    assert_eq!(entry.listed_in("chinaeast"), None);
    assert_eq!(entry.low_priority_in("eastus"), Some(false));
    assert_eq!(entry.low_priority_in("westeurope"), Some(true));
    assert_eq!(entry.low_priority_in("chinaeast"), None);
    let entry = find("Standard_ND96asr_v4").unwrap();
    assert_eq!(entry.low_priority(), Some(LowPriority::No));
    assert_eq!(entry.low_priority_in(""), Some(false));
    let entry = find("Standard_B2ms").unwrap();
    assert_eq!(entry.low_priority(), Some(LowPriority::ByRegion));
    assert_eq!(entry.low_priority_in("austriaeast"), Some(true));
    assert_eq!(entry.low_priority_in("eastus"), Some(false));
    assert_eq!(find("Standard_NC6_Promo").unwrap().listed_in("eastus"), None);
}

#[test]
fn what_was_meant() {
    for (written, meant) in [
        ("Standard_NC6_v3", Some("Standard_NC6s_v3")),
        ("Standard_ND96asr_A100_v4", Some("Standard_ND96asr_v4")),
        ("Standard_D16as_v3", Some("Standard_D16as_v4")),
        ("Standard_NC24ads_v4", Some("Standard_NC24ads_A100_v4")),
        ("Standard_NC4as_T4", Some("Standard_NC4as_T4_v3")),
        ("Standard_DS3v2", Some("Standard_DS3_v2")),
        ("Standard_D4sv3", Some("Standard_D4s_v3")),
        ("Standard_ND40s_v2", Some("Standard_ND40rs_v2")),
        ("standard_d5s_v3", Some("Standard_D2s_v3")),
        ("Standard_QQ7_v1", None),
        ("Standard_A100", None),
        ("no name", None),
    ] {
        assert_eq!(nearest(written).map(|entry| entry.name()).as_deref(), meant, "{written}");
    }
}
