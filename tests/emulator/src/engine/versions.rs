//! Which api-versions are answered, and how the management API refuses the others.

use super::errors::ArmError;
use super::kind::CLASSIC;

/// Every published version from the first one with compute instances on.
pub const SUPPORTED: &[&str] = &[
    "2020-06-01",
    "2020-08-01",
    "2020-09-01-preview",
    "2021-01-01",
    "2021-03-01-preview",
    "2021-04-01",
    "2021-07-01",
    "2022-01-01-preview",
    "2022-02-01-preview",
    "2022-05-01",
    "2022-06-01-preview",
    "2022-10-01",
    "2022-10-01-preview",
    "2022-12-01-preview",
    "2023-02-01-preview",
    "2023-04-01",
    "2023-04-01-preview",
    "2023-06-01-preview",
    "2023-08-01-preview",
    "2023-10-01",
    "2024-01-01-preview",
    "2024-04-01",
    "2024-04-01-preview",
    "2024-07-01-preview",
    "2024-10-01",
    "2024-10-01-preview",
    "2025-01-01-preview",
    "2025-04-01",
    "2025-04-01-preview",
    "2025-06-01",
    "2025-07-01-preview",
    "2025-09-01",
    "2025-10-01-preview",
    "2025-12-01",
    "2026-01-15-preview",
    "2026-03-01",
    "2026-03-15-preview",
    "2026-05-01",
    "2026-05-15-preview",
];

/// Older ones, which clients still use for workspaces.
const OLDER: &[&str] = &[
    "2018-11-19",
    "2019-05-01",
    "2019-06-01",
    "2019-11-01",
    "2020-01-01",
    "2020-02-18-preview",
    "2020-03-01",
    "2020-04-01",
    "2020-04-01-preview",
    "2020-05-01-preview",
    "2020-05-15-preview",
];

/// A version that is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ApiVersion(&'static str);

impl ApiVersion {
    /// Reads the query parameter.
    ///
    /// # Errors
    ///
    /// The refusal of the management API, if the version is missing, malformed or unknown.
    pub fn parse(given: Option<&str>) -> Result<Self, ArmError> {
        let Some(given) = given.filter(|given| !given.trim().is_empty()) else {
            let message = "every request needs an api-version: add `?api-version=` to the URL";
            return Err(ArmError::new(400, "MissingApiVersionParameter", message));
        };
        let mut known = SUPPORTED.iter().chain(OLDER).chain([&CLASSIC]);
        if let Some(found) = known.find(|known| known.eq_ignore_ascii_case(given)) {
            return Ok(Self(found));
        }
        if !looks_like_version(given) {
            let message = format!(
                "the api-version `{given}` is invalid: it is a date such as `2026-05-01`, with \
                 `-preview` behind it for a preview"
            );
            return Err(ArmError::new(400, "InvalidApiVersionParameter", message));
        }
        let message = format!(
            "no registered resource provider knows api-version `{given}` for type \
             `workspaces/computes`; supported are `{}`",
            SUPPORTED.join(", ")
        );
        Err(ArmError::new(400, "NoRegisteredProviderFound", message))
    }

    /// The version as it is written in a URL.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.0
    }

    /// Whether it is that of the classic SDK.
    #[must_use]
    pub fn is_classic(self) -> bool {
        self.0 == CLASSIC
    }

    /// Whether it is as new as another one.
    #[must_use]
    pub fn has(self, since: &str) -> bool {
        self.0 >= since
    }

    /// Whether it is a preview as new as another one: what only previews have.
    #[must_use]
    pub fn has_preview(self, since: &str) -> bool {
        self.0.ends_with("-preview") && self.has(since)
    }

    /// The query parameter that continues a list.
    #[must_use]
    pub fn skip_parameter(self) -> &'static str {
        if self.0 < "2021-01-01" { "$skiptoken" } else { "$skip" }
    }
}

fn looks_like_version(text: &str) -> bool {
    let date = text.strip_suffix("-preview").unwrap_or(text);
    date.parse::<jiff::civil::Date>().is_ok() && date.len() == 10
}

#[cfg(test)]
mod tests {
    use super::{ApiVersion, OLDER, SUPPORTED};

    fn refusal(given: Option<&str>) -> String {
        let body = ApiVersion::parse(given).unwrap_err().into_body();
        body["code"].as_str().unwrap().to_owned()
    }

    #[test]
    fn tells_missing_malformed_and_unknown_apart() {
        assert_eq!(refusal(None), "MissingApiVersionParameter");
        assert_eq!(refusal(Some("")), "MissingApiVersionParameter");
        assert_eq!(refusal(Some("latest")), "InvalidApiVersionParameter");
        assert_eq!(refusal(Some("2026-13-01")), "InvalidApiVersionParameter");
        assert_eq!(refusal(Some("2020-02-03")), "NoRegisteredProviderFound");
        assert_eq!(refusal(Some("2099-01-01-preview")), "NoRegisteredProviderFound");
    }

    #[test]
    fn the_list_is_in_order_and_the_paging_parameter_follows_it() {
        assert!(SUPPORTED.is_sorted() && OLDER.is_sorted());
        assert!(ApiVersion::parse(Some("2020-02-02")).unwrap().is_classic());
        let parameter = |text| ApiVersion::parse(Some(text)).unwrap().skip_parameter();
        assert_eq!(parameter("2020-08-01"), "$skiptoken");
        assert_eq!(parameter("2021-01-01"), "$skip");
        assert_eq!(parameter("2026-05-15-PREVIEW"), "$skip");
    }
}
