//! Who gets the token. The URL parser of the platforms is the oracle.

use azureml_compute::client::trust::{Endpoint, Trust};
use proptest::prelude::*;
use url::Url;

fn trust(endpoint: &str, others: &[&str]) -> Trust {
    let parse = |text: &str| Endpoint::parse(text, true).unwrap();
    Trust::new(parse(endpoint), others.iter().map(|text| parse(text)).collect())
}

#[test]
fn urls_that_may_and_may_not_have_the_token() {
    let trust = trust("https://management.azure.com", &["https://eastus.management.azure.com"]);
    let rows = [
        ("https://management.azure.com/subscriptions/1?api-version=2", true),
        ("https://management.azure.com:443/subscriptions/1", true),
        ("HTTPS://Management.Azure.COM/x", true),
        ("https://management.azure.com/", true),
        ("https://management.azure.com//double", true),
        ("https://management.azure.com/@evil.example/", true),
        ("https://eastus.management.azure.com/x", true),
        ("https://management.azure.com", false),
        ("https://management.azure.com?x=/", false),
        ("https://management.azure.com#/", false),
        ("http://management.azure.com/x", false),
        ("https://management.azure.com:80/x", false),
        ("https://management.azure.com:4430/x", false),
        ("https://management.azure.com:443@evil.example/x", false),
        ("https://management.azure.com@evil.example/x", false),
        ("https://management.azure.com%40evil.example/x", false),
        ("https://management.azure.com.evil.example/x", false),
        ("https://management.azure.com./x", false),
        ("https://evil.example/https://management.azure.com/", false),
        ("https://evil.example/?https://management.azure.com/", false),
        ("https://westus.management.azure.com/x", false),
        ("https://management.azure.com\\@evil.example/x", false),
        ("https://management.azure.com\\.evil.example/x", false),
        ("https://management.azure.com/\\evil.example", false),
        ("https:\\\\management.azure.com/x", false),
        ("https:/management.azure.com/x", false),
        ("https:management.azure.com/x", false),
        ("//management.azure.com/x", false),
        ("\thttps://management.azure.com/x", false),
        (" https://management.azure.com/x", false),
        ("ht\ntps://management.azure.com/x", false),
        ("https://management.azure.com\t.evil.example/x", false),
        ("https://management.azure.com/\r\nx", false),
        ("https://user:pw@management.azure.com/x", false),
        ("https://management.azure.coṃ/x", false),
        ("https://ｍanagement.azure.com/x", false),
        ("javascript://management.azure.com/%0a", false),
        ("file:///management.azure.com/x", false),
        ("", false),
    ];
    for (url, wanted) in rows {
        assert_eq!(trust.allows(url), wanted, "{url:?}");
    }
}

#[test]
fn references_are_followed_from_the_root_only() {
    let trust = trust("https://management.azure.com", &[]);
    let rows = [
        ("/subscriptions/1?x", Some("https://management.azure.com/subscriptions/1?x")),
        (
            "https://management.azure.com/a?c=%2F&s=a+b%20'",
            Some("https://management.azure.com/a?c=%2F&s=a+b%20'"),
        ),
        ("//evil.example/x", None),
        ("/\\evil.example/x", None),
        ("subscriptions/1", None),
        ("?$skip=2", None),
        ("nextLink", None),
        ("https://evil.example/", None),
    ];
    for (reference, wanted) in rows {
        let followed = trust.follow(reference);
        match wanted {
            Some(wanted) => assert_eq!(followed.unwrap(), wanted),
            None => assert!(followed.unwrap_err().is_untrusted_url(), "{reference:?}"),
        }
    }
}

#[test]
fn endpoints_are_origins_over_https() {
    let rows = [
        ("https://management.azure.com", true, Some("https://management.azure.com/x")),
        ("https://Management.Azure.com/", false, Some("https://management.azure.com/x")),
        ("https://management.azure.com:443", false, Some("https://management.azure.com/x")),
        ("https://proxy.example:8443/arm/", false, Some("https://proxy.example:8443/arm/x")),
        ("http://localhost:8080", true, Some("http://localhost:8080/x")),
        ("http://127.0.0.1:80", true, Some("http://127.0.0.1/x")),
        ("http://[::1]:9", true, Some("http://[::1]:9/x")),
        ("http://localhost:8080", false, None),
        ("http://192.168.0.1", true, None),
        ("http://localhost.evil.example", true, None),
        ("http://127.0.0.1.evil.example", true, None),
        ("https://user@host", true, None),
        ("https://host?x", true, None),
        ("https://host#x", true, None),
        ("https://host:0x1", true, None),
        ("https://host:99999", true, None),
        ("https://host:", true, None),
        ("https://", true, None),
        ("https://ho st", true, None),
        ("https://host/a/../b", true, None),
        ("https://host/%2e%2e/b", true, None),
        ("ftp://host", true, None),
        ("host", true, None),
        ("", true, None),
    ];
    for (text, loopback, wanted) in rows {
        let endpoint = Endpoint::parse(text, loopback);
        assert_eq!(endpoint.ok().map(|found| found.url("/x")).as_deref(), wanted, "{text:?}");
    }
}

#[test]
fn a_base_path_is_not_left() {
    let trust = trust("https://proxy.example/arm", &[]);
    let rows = [
        ("https://proxy.example/arm/x", true),
        ("https://proxy.example/arm/x?u=../..", true),
        ("https://proxy.example/arm", false),
        ("https://proxy.example/armada/x", false),
        ("https://proxy.example/other", false),
        ("https://proxy.example/arm/../other", false),
        ("https://proxy.example/arm/%2E./other", false),
        ("https://proxy.example/arm/x/..", false),
    ];
    for (url, wanted) in rows {
        assert_eq!(trust.allows(url), wanted, "{url:?}");
    }
}

fn url_pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "https",
        "http",
        "HTTPS",
        ":",
        "/",
        "//",
        "\\",
        "@",
        "?",
        "#",
        ".",
        "..",
        "%2e",
        "%2F",
        "%40",
        ":443",
        ":80",
        ":8443",
        "management.azure.com",
        "Management.Azure.Com",
        "evil.example",
        "127.0.0.1",
        "[::1]",
        "user",
        "\t",
        "\n",
        " ",
        "arm",
        "x",
        "é",
        "\u{ff0f}",
        "\u{3002}",
        "\0",
    ]);
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    /// Whatever passes goes, in the eyes of a URL parser, to a trusted origin and below its base path.
    #[test]
    fn what_passes_goes_to_a_trusted_origin(
        tail in url_pieces(),
        head in prop::sample::select(vec![
            "", "https://management.azure.com", "https://proxy.example:8443/arm", "http://127.0.0.1:8080",
        ]),
    ) {
        let url = format!("{head}{tail}");
        let endpoints = ["https://management.azure.com", "https://proxy.example:8443/arm", "http://127.0.0.1:8080"];
        let trust = trust(endpoints[0], &endpoints[1..]);
        if trust.allows(&url) {
            let seen = Url::parse(&url).unwrap();
            let below = endpoints.iter().any(|endpoint| {
                let endpoint = Url::parse(endpoint).unwrap();
                let base = endpoint.path().trim_end_matches('/');
                seen.origin() == endpoint.origin() && seen.path().starts_with(&format!("{base}/"))
            });
            prop_assert!(below, "{:?} is {}", url, seen);
            prop_assert!(seen.username().is_empty() && seen.password().is_none());
        }
    }

    /// And what a URL parser writes for a trusted origin passes.
    #[test]
    fn what_is_trusted_passes(path in "(/[a-zA-Z0-9._~!$&'()*+,;=:@%-]{0,12}){1,4}", query in "[a-z0-9=&%+/?-]{0,20}") {
        let url = Url::parse(&format!("https://management.azure.com{path}?{query}"));
        prop_assume!(url.is_ok());
        let trust = trust("https://management.azure.com", &[]);
        prop_assert!(trust.allows(url.unwrap().as_str()));
    }

    /// An endpoint that is accepted is the one a URL parser sees.
    #[test]
    fn endpoints_are_what_they_seem(text in url_pieces()) {
        if let Ok(endpoint) = Endpoint::parse(&text, true) {
            let url = endpoint.url("/x");
            let seen = Url::parse(&url).unwrap();
            let given = Url::parse(&text).unwrap();
            prop_assert_eq!(seen.origin(), given.origin());
            prop_assert!(seen.scheme() == "https" || seen.host_str().is_some_and(|host| ["127.0.0.1", "[::1]", "localhost"].contains(&host)));
        }
    }
}
