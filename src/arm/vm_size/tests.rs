//! The grammar, on one name of each form.

use super::SizeName;

/// Name, series, vCPUs, features, accelerator, version.
type Row = (&'static str, &'static str, u16, &'static str, Option<&'static str>, Option<u8>);

const SAMPLE: &[Row] = &[
    ("Basic_A1", "BasicA", 1, "", None, None),
    ("Standard_A0", "A", 1, "", None, None),
    ("Standard_A7", "A", 8, "", None, None),
    ("Standard_A8m_v2", "Amv2", 8, "m", None, Some(2)),
    ("Standard_B1ls", "Bls", 1, "ls", None, None),
    ("Standard_D5_v2", "Dv2", 16, "", None, Some(2)),
    ("Standard_D2_v2_Promo", "Dv2_Promo", 2, "", None, Some(2)),
    ("Standard_DS15_v2", "DSv2", 20, "", None, Some(2)),
    ("Standard_DS11-1_v2", "DSv2", 2, "", None, Some(2)),
    ("Standard_D2s_v3", "Dsv3", 2, "s", None, Some(3)),
    ("Standard_G5", "G", 32, "", None, None),
    ("Standard_GS5-16", "GS", 32, "", None, None),
    ("Standard_DC4ads_cc_v5", "DCads_cc_v5", 4, "ads", None, Some(5)),
    ("Standard_E4-2ads_v5", "Eadsv5", 4, "ads", None, Some(5)),
    ("Standard_H16mr", "Hmr", 16, "mr", None, None),
    ("Standard_M416s_8_v2", "Msv2", 416, "s", None, Some(2)),
    ("Standard_M1792ixds_32_v3", "Mixdsv3", 1792, "ixds", None, Some(3)),
    ("Standard_M64-32bds_1_v3", "Mbdsv3", 64, "bds", None, Some(3)),
    ("Standard_NC4as_T4_v3", "NCasT4_v3", 4, "as", Some("T4"), Some(3)),
    ("Standard_NC24ads_A100_v4", "NCadsA100_v4", 24, "ads", Some("A100"), Some(4)),
    ("Standard_NCC40ads_H100_v5", "NCCadsH100_v5", 40, "ads", Some("H100"), Some(5)),
    (
        "Standard_NC144lds_xl_RTXPRO6000BSE_v6",
        "NClds_xl_RTXPRO6000BSE_v6",
        144,
        "lds",
        Some("RTXPRO6000BSE"),
        Some(6),
    ),
    ("Standard_ND96isr_MI300X_v5", "NDisrMI300X_v5", 96, "isr", Some("MI300X"), Some(5)),
    ("Standard_ND128isrG5_GB300_v6", "NDisrGB300_v6", 128, "isr", Some("GB300"), Some(6)),
    ("Standard_ND128isr_NDR_GB200_v6", "NDisr_NDR_GB200_v6", 128, "isr", Some("GB200"), Some(6)),
    ("Standard_NG8ads_V620_v1", "NGadsV620_v1", 8, "ads", Some("V620"), Some(1)),
    ("Standard_NM16ads_MA35D", "NMadsMA35D", 16, "ads", Some("MA35D"), None),
    // Sizes that do not exist yet are read the same way.
    ("Standard_NC48ads_B300_v7", "NCadsB300_v7", 48, "ads", Some("B300"), Some(7)),
];

#[test]
fn names_are_read() {
    for (name, series, vcpus, features, accelerator, version) in SAMPLE {
        let read = SizeName::parse(name).unwrap();
        assert_eq!(read.series(), *series, "{name}");
        assert_eq!(read.vcpus(), *vcpus, "{name}");
        let details = read.details().unwrap();
        assert_eq!(details.features, *features, "{name}");
        assert_eq!(details.accelerator, *accelerator, "{name}");
        assert_eq!(details.version, *version, "{name}");
    }
}

#[test]
fn any_case_has_one_spelling() {
    for (name, ..) in SAMPLE {
        for written in [name.to_ascii_lowercase(), name.to_ascii_uppercase()] {
            assert_eq!(SizeName::parse(&written).unwrap().canonical(), *name);
        }
    }
}

#[test]
fn parts() {
    let read = SizeName::parse("standard_m64-32bds_1_v3").unwrap();
    assert_eq!((read.letters, read.number, read.constrained), ("m", 64, Some(32)));
    assert_eq!(read.details().unwrap().memory, Some(1));
    let read = SizeName::parse("Standard_ND128isrG5_GB300_v6").unwrap();
    assert_eq!(read.details().unwrap().generation, Some("G5"));
    assert!(read.is_arm());
    assert!(SizeName::parse("Standard_D2ps_v5").unwrap().is_arm());
    assert!(!SizeName::parse("Standard_D2s_v5").unwrap().is_arm());
    assert!(SizeName::parse("Standard_D2_v2_Promo").unwrap().details().unwrap().promo);
    let read = SizeName::parse("Standard_NC24lds_xl_RTXPRO6000BSE_v6").unwrap();
    assert_eq!(read.details().unwrap().modifiers, "_xl");
}

#[test]
fn the_form_of_a_name() {
    for name in ["Standard_GS5-16", "STANDARD_NC4AS_T4_V3", "basic_a1", "Standard_D2_x-y_"] {
        assert!(SizeName::parse(name).is_some(), "{name}");
    }
    for name in [
        "",
        "D2_v2",
        "Standard_",
        "Standard D2",
        "Standard-D2_v2",
        "Standard_D2 v2",
        "Standard_D2.v2",
        "Premium_D2",
        "Standard_ABCDE1",
        "Standard_A12345",
        "Standard_2",
        "Standard_Dé2",
        "Standard_D2é",
    ] {
        assert!(SizeName::parse(name).is_none(), "{name}");
    }
}

#[test]
fn tails_outside_of_the_grammar() {
    for tail in
        ["176ds-44_3_v3", "2_v3_T4", "2_4_xl", "2_", "2s5", "2_T4_A100_v1", "2_Promo_v2", "2__v2"]
    {
        let name = ["Standard_M", tail].concat();
        assert!(SizeName::parse(&name).unwrap().details().is_none(), "{name}");
    }
}

/// Every name of a client of Microsoft's and of the documentation is read, down to its last part.
#[test]
fn published_names() {
    let names = include_str!("../../../tests/oracle/vm-size-names.txt");
    let mut count = 0;
    for name in names.lines().filter(|line| !line.starts_with('#')) {
        let read = SizeName::parse(name).unwrap_or_else(|| panic!("{name}"));
        assert!(read.details().is_some(), "{name}");
        assert_eq!(read.canonical(), name);
        count += 1;
    }
    assert!(count > 170, "{count}");
}
