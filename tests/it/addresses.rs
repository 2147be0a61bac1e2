//! Our address parsers beside those of the standard library, and beside the patterns of the API.

use std::net::{Ipv4Addr, Ipv6Addr};

use azureml_compute::arm::address::{ipv4, ipv6, range, spell_ipv4};
use proptest::prelude::*;
use serde_json::json;

/// The pattern of the ranges of an AKS network, as the API description has it since 2018.
const RANGE: &str = r"^([0-9]{1,3}\.){3}[0-9]{1,3}(\/([0-9]|[1-2][0-9]|3[0-2]))?$";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn ipv4_agrees(text in "([0-9]{1,4}\\.){2,4}[0-9]{0,3}[.a]?") {
        let leading_zero = text.split('.').any(|octet| octet.len() > 1 && octet.starts_with('0'));
        prop_assume!(!leading_zero);
        prop_assert_eq!(ipv4(&text), text.parse().ok().map(|found: Ipv4Addr| u32::from(found)));
    }

    #[test]
    fn ipv6_agrees(text in "(:|::|[0-9a-fA-F]{1,5}|[0-9]{1,2}\\.[0-9]{1,3}\\.[0-9]\\.[0-9]){1,14}") {
        prop_assert_eq!(ipv6(&text), text.parse().ok().map(|found: Ipv6Addr| found.segments()));
    }

    #[test]
    fn spelled_ipv6_agrees(groups in any::<[u16; 8]>(), zeros in 0_usize..8) {
        let mut groups = groups;
        groups.iter_mut().skip(zeros).take(3).for_each(|group| *group = 0);
        let text = Ipv6Addr::from(groups).to_string();
        prop_assert_eq!(ipv6(&text), Some(groups), "{}", text);
    }

    #[test]
    fn spelled_ipv4_agrees(address in any::<u32>()) {
        prop_assert_eq!(spell_ipv4(address), Ipv4Addr::from(address).to_string());
    }

    #[test]
    fn ranges_agree_with_the_pattern(text in "([0-9]{1,4}\\.){2,4}[0-9]{1,3}(/[0-9]{0,3})?") {
        let pattern = jsonschema::validator_for(&json!({ "pattern": RANGE })).unwrap();
        let quad = text.split('/').next().unwrap();
        let octets_fit = quad.split('.').all(|octet| octet.parse::<u16>().is_ok_and(|octet| octet < 256));
        prop_assert_eq!(range(&text).is_some(), octets_fit && pattern.is_valid(&json!(text)), "{}", text);
    }
}
