//! Region names. Normal form: lower case without blanks; every known display name then equals its ARM
//! name.

use crate::diagnostics::codes;

codes! {
    MALFORMED = "region/malformed" Error {
        message: [
            "" => "`{actual}` is not a valid region name",
            "empty" => "the region is empty",
        ],
        help: [
            "" => "write the short name, such as westeurope",
            "empty" => "remove the property, or give a region such as westeurope",
        ],
        summary: "The string cannot be a region name.",
        why: "ARM accepts only letters, digits, dots, hyphens and underscores.",
        evidence: [Spec "location@all, pattern of the path parameter" "2026-08"],
        example: "{\"location\": \"west/europe\"}",
        fix: "removes an empty region; removes the geography before a known one",
    }
    DISPLAY_NAME = "region/display-name" Info {
        message: "`{actual}` is read as `{normal}`",
        summary: "The region is spelled as its display name.",
        why: "ARM ignores case and spaces when it compares regions; one spelling keeps diffs small.",
        evidence: [Docs "region list: every display name without spaces, in lower case, is the name" "2026-11"],
        example: "{\"location\": \"West Europe\"}",
        fix: "writes the short name",
    }
    UNKNOWN = "region/unknown" Warning {
        message: "`{actual}` is not a known region",
        help: "check the spelling; the list dates from {date}",
        summary: "The region is well-formed but not in the dated list.",
        why: "ARM rejects a misspelt region; a new region may be younger than the list.",
        evidence: [Docs "region lists of the public, China and US government clouds" "2026-11"],
        example: "{\"location\": \"westeuropa\"}",
        fix: "writes the nearest known region",
    }
    CLUSTER_ELSEWHERE = "region/cluster-elsewhere" Info {
        message: "the cluster is in `{region}`, its workspace is in `{workspace}`",
        help: "traffic between the regions is billed; with a managed network it is not possible",
        summary: "A cluster is created in another region than its workspace.",
        why: "It is allowed, but traffic costs money, and moving means creating the cluster again.",
        evidence: [Docs "how-to-create-attach-compute-cluster" "2024-05"],
        example: "{\"location\":\"westeurope\",\"properties\":{\"computeType\":\"AmlCompute\"}}" with "{\"workspaceLocation\":\"northeurope\"}",
    }
    INSTANCE_ELSEWHERE = "region/instance-elsewhere" Error {
        message: "the instance would be in `{region}`, but its workspace is in `{workspace}`",
        help: "an instance is always in the region of its workspace; remove the region",
        summary: "The region of an instance differs from the region of its workspace.",
        why: "An instance runs in the region of its workspace; no other region is possible.",
        evidence: [
            Docs "article on compute targets, compute instance: the region of the workspace" "2020-10",
            Sdk "azure-ai-ml 1.35.2 overwrites the region" "2026-11",
        ],
        example: "{\"location\":\"westus2\",\"properties\":{\"computeType\":\"ComputeInstance\"}}" with "{\"workspaceLocation\":\"westeurope\"}",
        fix: "writes the region of the workspace",
    }
}

/// Lower case, without blanks.
#[must_use]
pub fn normal_form(region: &str) -> String {
    let mut normal: String = if region.is_ascii() {
        region.split_ascii_whitespace().collect()
    } else {
        region.split_whitespace().collect()
    };
    normal.make_ascii_lowercase();
    normal
}

/// Whether a normal form can be a region name.
#[must_use]
pub fn is_well_formed(normal: &str) -> bool {
    !normal.is_empty()
        && normal.bytes().all(|byte| {
            byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'_' | b'-')
        })
}

/// Day of the list below.
pub const LISTED: &str = "2026-11-23";

/// Regions with a name of their own in the public, China and US government clouds (no staging, canary
/// or legacy ones).
const REGIONS: &[&str] = &[
    "australiacentral",
    "australiacentral2",
    "australiaeast",
    "australiasoutheast",
    "austriaeast",
    "belgiumcentral",
    "brazilsouth",
    "brazilsoutheast",
    "canadacentral",
    "canadaeast",
    "centralindia",
    "centralus",
    "chilecentral",
    "chinaeast",
    "chinaeast2",
    "chinaeast3",
    "chinanorth",
    "chinanorth2",
    "chinanorth3",
    "denmarkeast",
    "eastasia",
    "eastus",
    "eastus2",
    "eastus3",
    "francecentral",
    "francesouth",
    "germanynorth",
    "germanywestcentral",
    "indiasouthcentral",
    "indonesiacentral",
    "israelcentral",
    "israelnorthwest",
    "italynorth",
    "japaneast",
    "japanwest",
    "jioindiacentral",
    "jioindiawest",
    "koreacentral",
    "koreasouth",
    "malaysiasouth",
    "malaysiawest",
    "mexicocentral",
    "newzealandnorth",
    "northcentralus",
    "northeurope",
    "norwayeast",
    "norwaywest",
    "polandcentral",
    "qatarcentral",
    "saudiarabiaeast",
    "southafricanorth",
    "southafricawest",
    "southcentralus",
    "southcentralus2",
    "southeastasia",
    "southeastus",
    "southindia",
    "spaincentral",
    "swedencentral",
    "swedensouth",
    "switzerlandnorth",
    "switzerlandwest",
    "taiwannorth",
    "taiwannorthwest",
    "uaecentral",
    "uaenorth",
    "uksouth",
    "ukwest",
    "usdodcentral",
    "usdodeast",
    "usgovarizona",
    "usgovtexas",
    "usgovvirginia",
    "westcentralus",
    "westeurope",
    "westindia",
    "westus",
    "westus2",
    "westus3",
];

/// The known regions in normal form.
#[must_use]
pub const fn known() -> &'static [&'static str] {
    REGIONS
}

/// Whether a normal form is a known region.
#[must_use]
pub fn is_known(normal: &str) -> bool {
    REGIONS.binary_search(&normal).is_ok()
}
