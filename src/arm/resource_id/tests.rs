//! Resource ids by themselves, right and wrong ones.

use super::types::TYPES;
use super::*;

const SUBNET: &str = "Microsoft.Network/virtualNetworks/subnets";

#[track_caller]
fn codes_of(text: &str, wanted: Option<&str>) -> Vec<&'static str> {
    let wanted = wanted.map(|name| resource_type(name).unwrap());
    let mut reporter = Reporter::new();
    read(text, wanted, "", 0, &mut reporter);
    reporter.since(0).map(|found| found.code.slug).collect()
}

#[test]
fn every_prefix_of_an_id_is_told() {
    let whole = resource_type(SUBNET).unwrap().example;
    assert_eq!(codes_of(whole, Some(SUBNET)), [""; 0]);
    let words: Vec<&str> = whole.split('/').skip(1).collect();
    for count in 1..words.len() {
        let prefix = format!("/{}", words[..count].join("/"));
        let found = codes_of(&prefix, Some(SUBNET));
        let told = ["resource-id/segments", "resource-id/not-an-id", "resource-id/wrong-type"];
        assert!(found.iter().any(|code| told.contains(code)), "{prefix}: {found:?}");
    }
    let longer = format!("{whole}/extra/name");
    assert_eq!(codes_of(&longer, Some(SUBNET)), ["resource-id/segments"]);
}

#[test]
fn mistakes_have_their_code() {
    let good = resource_type(SUBNET).unwrap().example;
    let rows = [
        (good.replacen('/', "", 1), "resource-id/leading-slash"),
        (format!("{good}/"), "resource-id/extra-slash"),
        (good.replacen("/providers", "//providers", 1), "resource-id/extra-slash"),
        (good.replace("resourceGroups", "resourcegroups"), "resource-id/word-case"),
        (good.replace("resourceGroups", "resourceGroup"), "resource-id/fixed-word"),
        (good.replace("virtualNetworks", "virtualNetwork"), "resource-id/fixed-word"),
        (good.replace("Microsoft.Network", "Microsoft.Networks"), "resource-id/fixed-word"),
        (good.replace("/subnets/training", ""), "resource-id/wrong-type"),
        (good.replace("/training", ""), "resource-id/segments"),
        (good.replace("/group/", "//"), "resource-id/segments"),
        (
            good.replace("34adfa4f-cedf-4dc0-ba29-b6d1a69ab345", "production"),
            "resource-id/subscription",
        ),
        (good.replace("training", "-training"), "resource-id/part-name"),
        (
            resource_type("Microsoft.Compute/disks").unwrap().example.to_owned(),
            "resource-id/wrong-type",
        ),
        (format!("https://management.azure.com{good}?api-version=1"), "resource-id/url"),
        (format!("https://portal.azure.com/#@x/resource{good}/overview"), "resource-id/url"),
        ("training".to_owned(), "resource-id/not-an-id"),
        ("test-subnet-resource-id".to_owned(), "resource-id/not-an-id"),
        (String::new(), "resource-id/not-an-id"),
    ];
    for (text, code) in rows {
        assert_eq!(codes_of(&text, Some(SUBNET)), [code], "{text}");
    }
}

#[test]
fn of_a_plain_id_nothing_is_to_be_said() {
    let signs = ["", "/", "-", ".", "%20", "{x}", "é", "\n", "a", "A", "providers", "//", "?"];
    for kind in TYPES {
        for at in (0..=kind.example.len()).filter(|at| kind.example.is_char_boundary(*at)) {
            for sign in signs {
                let mut text = kind.example.to_owned();
                text.insert_str(at, sign);
                if !sign.is_empty() && at < kind.example.len() {
                    text.remove(at + sign.len());
                }
                let mut reporter = Reporter::new();
                let parsed = read(&text, Some(kind), "", 0, &mut reporter);
                let silent = parsed.whole && parsed.mended.is_none() && reporter.is_empty();
                assert!(silent || !is_plain(&text, kind), "{text}");
            }
        }
    }
}

#[test]
fn names_that_lead_elsewhere_are_no_names() {
    for kind in TYPES {
        let words: Vec<&str> = kind.example.split('/').collect();
        for at in 1..words.len() {
            for dots in [".", ".."] {
                let mut words = words.clone();
                words[at] = dots;
                let text = words.join("/");
                let mut reporter = Reporter::new();
                let parsed = read(&text, Some(kind), "", 0, &mut reporter);
                assert!(!parsed.whole && !reporter.is_empty() && !is_plain(&text, kind), "{text}");
                assert!(ResourceId::parse(&text).is_none(), "{text}");
            }
        }
    }
}

#[test]
fn mended_ids_are_right() {
    let wanted = resource_type(SUBNET).unwrap();
    let good = wanted.example;
    for text in [
        good.replacen('/', "", 1),
        format!("{good}/"),
        good.replace("resourceGroups", "resourcegroup"),
        good.replace("Microsoft.Network", "microsoft.network"),
        format!("https://portal.azure.com/#@x/resource{good}/overview"),
    ] {
        assert_eq!(
            read(&text, Some(wanted), "", 0, &mut Reporter::new()).mended.as_deref(),
            Some(good),
            "{text}"
        );
    }
    assert_eq!(read(good, Some(wanted), "", 0, &mut Reporter::new()).mended, None);
}

#[test]
fn takes_ids_apart() {
    let id = ResourceId::parse(resource_type(SUBNET).unwrap().example).unwrap();
    assert_eq!((id.kind.as_str(), id.name.as_str()), (SUBNET, "training"));
    assert_eq!(id.parents, [Part { kind: "virtualNetworks".into(), name: "network".into() }]);
    let group = "/subscriptions/34adfa4f-cedf-4dc0-ba29-b6d1a69ab345/resourceGroups/g";
    assert_eq!(ResourceId::parse(group).unwrap().name, "g");
    let location =
        "/subscriptions/34adfa4f-cedf-4dc0-ba29-b6d1a69ab345/providers/Microsoft.X/locations/a";
    assert_eq!(ResourceId::parse(location).unwrap().kind, "Microsoft.X/locations");
    let broken = [
        location.replace("/locations/a", "/locations/providers/Microsoft.Y/b/c"),
        location.replace("/locations/a", ""),
        location.replace("/locations/a", "/providers/Microsoft.Y/b/c"),
        [location, "/providers/Microsoft.Y"].concat(),
        [location, "\r/"].concat(),
        location.replace("Microsoft.X", "Micro\u{7f}soft.X"),
    ];
    for text in broken {
        assert_eq!(ResourceId::parse(&text), None, "{text:?}");
        assert_ne!(codes_of(&text, None), [""; 0], "{text:?}");
    }
    let extension = [location, "/providers/Microsoft.Y/b/c"].concat();
    let extension = ResourceId::parse(&extension).unwrap();
    assert_eq!((extension.kind.as_str(), extension.name.as_str()), ("Microsoft.Y/b", "c"));
    assert_eq!(extension.parents.len(), 1);
    for kind in TYPES {
        assert_eq!(codes_of(kind.example, Some(kind.name)), [""; 0], "{}", kind.example);
        assert!(is_plain(kind.example, kind), "{}", kind.example);
    }
}
