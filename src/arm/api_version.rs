//! Versions of the management API: the published ones, their form, and the one that is used when nobody
//! chooses.

/// The newest stable version; used when nobody chooses another.
pub const DEFAULT: &str = "2026-05-01";

/// The newest preview version.
pub const NEWEST_PREVIEW: &str = "2026-05-15-preview";

/// The version that SDK v1 speaks; it was never published.
pub const SDK_V1: &str = "2020-02-02";

/// Published stable versions, as of the type tables of 2026-08-20.
const STABLE: &[&str] = &[
    "2018-11-19",
    "2019-05-01",
    "2019-06-01",
    "2019-11-01",
    "2020-01-01",
    "2020-03-01",
    "2020-04-01",
    "2020-06-01",
    "2020-08-01",
    "2021-01-01",
    "2021-04-01",
    "2021-07-01",
    "2022-05-01",
    "2022-10-01",
    "2023-04-01",
    "2023-10-01",
    "2024-04-01",
    "2024-10-01",
    "2025-04-01",
    "2025-06-01",
    "2025-09-01",
    "2025-12-01",
    "2026-03-01",
    "2026-05-01",
];

/// Dates of published previews, as of the type tables of 2026-08-20.
const PREVIEW: &[&str] = &[
    "2018-03-01",
    "2020-02-18",
    "2020-04-01",
    "2020-05-01",
    "2020-05-15",
    "2020-09-01",
    "2021-03-01",
    "2022-01-01",
    "2022-02-01",
    "2022-06-01",
    "2022-10-01",
    "2022-12-01",
    "2023-02-01",
    "2023-04-01",
    "2023-06-01",
    "2023-08-01",
    "2024-01-01",
    "2024-04-01",
    "2024-07-01",
    "2024-10-01",
    "2025-01-01",
    "2025-04-01",
    "2025-07-01",
    "2025-10-01",
    "2026-01-15",
    "2026-03-15",
    "2026-05-15",
];

/// Whether a version is published, or is the one of SDK v1.
#[must_use]
pub fn is_known(version: &str) -> bool {
    match version.strip_suffix("-preview") {
        Some(date) => PREVIEW.contains(&date),
        None => STABLE.contains(&version) || version == SDK_V1,
    }
}

/// Whether a version is a preview.
#[must_use]
pub fn is_preview(version: &str) -> bool {
    version.ends_with("-preview")
}

/// Whether a text has the form of an api-version: a date, or a date and `-preview`. The service knows
/// which of them exist.
#[must_use]
pub fn is_api_version(text: &str) -> bool {
    let date = text.strip_suffix("-preview").unwrap_or(text);
    date.len() == 10
        && date.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_well_formed() {
        assert!(is_known(DEFAULT) && is_known(NEWEST_PREVIEW) && is_known(SDK_V1));
        assert!(STABLE.is_sorted() && PREVIEW.is_sorted());
        assert!(STABLE.iter().chain(PREVIEW).all(|version| is_api_version(version)));
        for text in ["", "2026-05", "2026-05-01-beta", "2026-05-01-preview-preview", "２026-05-01"]
        {
            assert!(!is_known(text), "{text}");
            assert!(!is_api_version(text), "{text}");
        }
    }
}
