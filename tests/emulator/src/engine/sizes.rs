//! A short list of machine sizes, current and previous, so that a wrong size can be refused. The
//! full catalogue with cores, prices and regions is not part of this crate yet.

/// The sizes, in the upper case in which the service answers.
pub const SUPPORTED: &[&str] = &[
    "STANDARD_D1",
    "STANDARD_D2",
    "STANDARD_D3",
    "STANDARD_D4",
    "STANDARD_D1_V2",
    "STANDARD_D2_V2",
    "STANDARD_D3_V2",
    "STANDARD_D4_V2",
    "STANDARD_D11_V2",
    "STANDARD_D12_V2",
    "STANDARD_D13_V2",
    "STANDARD_D14_V2",
    "STANDARD_DS1_V2",
    "STANDARD_DS2_V2",
    "STANDARD_DS3_V2",
    "STANDARD_DS4_V2",
    "STANDARD_DS5_V2",
    "STANDARD_DS11_V2",
    "STANDARD_DS12_V2",
    "STANDARD_DS13_V2",
    "STANDARD_DS14_V2",
    "STANDARD_D2S_V3",
    "STANDARD_D4S_V3",
    "STANDARD_D8S_V3",
    "STANDARD_E4S_V3",
    "STANDARD_E8S_V3",
    "STANDARD_E4DS_V4",
    "STANDARD_E4DS_V5",
    "STANDARD_D2AS_V4",
    "STANDARD_D4DS_V4",
    "STANDARD_D4DS_V5",
    "STANDARD_F2S_V2",
    "STANDARD_F4S_V2",
    "STANDARD_F8S_V2",
    "STANDARD_F16S_V2",
    "STANDARD_A1_V2",
    "STANDARD_A2_V2",
    "STANDARD_M64S",
    "STANDARD_HB120RS_V3",
    "STANDARD_NC6",
    "STANDARD_NC12",
    "STANDARD_NC24",
    "STANDARD_NC6S_V3",
    "STANDARD_NC12S_V3",
    "STANDARD_NC24S_V3",
    "STANDARD_NC4AS_T4_V3",
    "STANDARD_NC8AS_T4_V3",
    "STANDARD_NC16AS_T4_V3",
    "STANDARD_NC64AS_T4_V3",
    "STANDARD_NC24ADS_A100_V4",
    "STANDARD_NC48ADS_A100_V4",
    "STANDARD_NC96ADS_A100_V4",
    "STANDARD_ND40RS_V2",
    "STANDARD_ND96ASR_V4",
    "STANDARD_ND96AMSR_A100_V4",
    "STANDARD_ND96ISR_H100_V5",
    "STANDARD_NC40ADS_H100_V5",
    "STANDARD_NV6",
    "STANDARD_NV12S_V3",
    "STANDARD_NV36ADS_A10_V5",
];

/// What is known about a size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// On the list.
    Supported,
    /// Has the form of a size and is not on the list: the service finds out while provisioning.
    Unavailable,
    /// No size at all: the service refuses the request.
    Unknown,
}

/// Judges a size in any case.
#[must_use]
pub fn judge(size: &str) -> Verdict {
    let upper = size.to_ascii_uppercase();
    if SUPPORTED.contains(&upper.as_str()) {
        return Verdict::Supported;
    }
    let rest = upper.strip_prefix("STANDARD_").or_else(|| upper.strip_prefix("BASIC_"));
    let word = |rest: &str| {
        rest.starts_with(|first: char| first.is_ascii_uppercase())
            && rest.contains(|digit: char| digit.is_ascii_digit())
            && rest.chars().all(|one| one.is_ascii_alphanumeric() || matches!(one, '_' | '-'))
    };
    if rest.is_some_and(word) { Verdict::Unavailable } else { Verdict::Unknown }
}

#[cfg(test)]
mod tests {
    use super::{SUPPORTED, Verdict, judge};

    #[test]
    fn sizes_are_listed_once_and_in_upper_case() {
        let distinct: std::collections::HashSet<&&str> = SUPPORTED.iter().collect();
        assert_eq!(distinct.len(), SUPPORTED.len());
        assert!(SUPPORTED.iter().all(|size| **size == size.to_ascii_uppercase()));
    }

    #[test]
    fn judges_by_list_then_by_form() {
        assert_eq!(judge("Standard_DS2_v2"), Verdict::Supported);
        assert_eq!(judge("Standard_D2_v99"), Verdict::Unavailable);
        assert_eq!(judge("Basic_A1"), Verdict::Unavailable);
        for unknown in ["DS2_v2", "Standard_", "Standard_Big", "Standard_2", "a lot", "", "ünits"]
        {
            assert_eq!(judge(unknown), Verdict::Unknown, "{unknown}");
        }
    }
}
