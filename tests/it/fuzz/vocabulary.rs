//! Texts with a grammar of their own: ids beside `url`, durations beside `jiff`, sizes, expressions of time, keys.

use azureml_compute::ResourceId;
use azureml_compute::arm::{
    cron, date_time, duration, image, quantity, region, ssh, time_limit, vm_size,
};
use url::Url;

use super::{Target, run};

fn seeds(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

/// The first column of a table of the real readers.
fn column(table: &str) -> Vec<String> {
    let rows = table.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    let first = |line: &str| line.split('\t').next().unwrap_or_default().to_owned();
    rows.map(first).map(|text| serde_json::from_str(&text).unwrap_or(text)).collect()
}

/// An id that is taken stays inside its path: nothing that a browser or a server would read otherwise.
#[test]
fn resource_ids() {
    fn holds(text: &str) {
        let Some(id) = ResourceId::parse(text) else { return };
        let again = ResourceId::parse(&id.canonical).unwrap();
        assert_eq!(again.canonical, id.canonical);
        assert!(id.same(&again));
        let url = Url::parse(&format!("https://management.azure.com{}", id.canonical)).unwrap();
        assert_eq!(url.host_str(), Some("management.azure.com"), "{id:?}");
        assert_eq!((url.query(), url.fragment()), (None, None), "{id:?}");
        let parts = |path: &str| path.split('/').count();
        assert_eq!(parts(url.path()), parts(&id.canonical), "{id:?} is another path: {url}");
    }
    let group = "/subscriptions/34adfa4f-cedf-4dc0-ba29-b6d1a69ab345/resourceGroups/ml";
    let seeds = seeds(&[
        group,
        &format!("{group}/providers/Microsoft.Network/virtualNetworks/network/subnets/a"),
        &format!("{group}/providers/Microsoft.ContainerService/managedClusters/one"),
        &format!("{group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/one/"),
    ]);
    let words = &[
        "/providers/",
        "subscriptions",
        "resourceGroups",
        "Microsoft.Network",
        "/../",
        "%2F",
        "\\",
        ";",
        "/./",
    ];
    run(&Target { name: "resource-ids", holds, seeds, words });
}

#[test]
fn durations() {
    fn holds(text: &str) {
        let theirs = text.trim().parse::<jiff::Span>();
        if let Ok(ours) = duration::read(text) {
            // .NET takes a fraction of many digits and large counts; `jiff` reads the same form.
            let plain = text.trim();
            let digits = plain.bytes().filter(u8::is_ascii_digit).count();
            // `PT5.S` and `PT.5S` as well, which `jiff` refuses.
            let open = plain.contains(".S") || plain.contains("T.") || digits > 4;
            assert!(theirs.is_ok() || open, "{text:?} {theirs:?}");
            if ours.seconds > 0 && !ours.negative {
                let spelled = duration::spell(ours.seconds);
                assert_eq!(
                    duration::read(&spelled).map(|read| read.seconds),
                    Ok(ours.seconds),
                    "{spelled}"
                );
            }
        }
        let _ = duration::guess(text);
        if let Some(seconds) = time_limit::seconds(text) {
            assert!(time_limit::is_time_limit(text) && seconds >= 0, "{text:?}");
        }
        if let Some(read) = date_time::read(text) {
            let again = date_time::read(&read.spell()).map(|again| again.parts);
            assert_eq!(again, Some(read.parts), "{text:?}");
        }
    }
    let mut seeds = column(include_str!("../../oracle/durations.tsv"));
    seeds.extend(["15m", "1.5h", "900", "2026-04-23T01:30:00Z"].map(str::to_owned));
    run(&Target {
        name: "durations",
        holds,
        seeds,
        words: &["P", "T", "D", "H", "M", "S", "W", "Y", "PT", "."],
    });
}

#[test]
fn cron_expressions() {
    fn holds(text: &str) {
        if let Ok(read) = cron::read(text) {
            let days = read.days([2026, 12, 1], 3);
            assert!(days.windows(2).all(|pair| pair[0] < pair[1]), "{text:?} {days:?}");
            assert!(read.comes() || days.is_empty(), "{text:?}");
        }
        for mended in [
            cron::without_seconds(text).map(str::to_owned),
            cron::with_spaces(text),
            cron::with_sunday(text),
        ] {
            if let Some(mended) = mended.filter(|_| cron::read(text).is_ok()) {
                assert!(cron::read(&mended).is_ok(), "{text:?} becomes {mended:?}");
            }
        }
    }
    let seeds = column(include_str!("../../oracle/ncrontab.tsv"));
    run(&Target {
        name: "cron",
        holds,
        seeds,
        words: &["*", "*/5", "1-5", "0", "59", "60", "mon", "jan-dec", ",", "7", "99999999999"],
    });
}

#[test]
fn sizes() {
    fn holds(text: &str) {
        if let Some(name) = vm_size::SizeName::parse(text) {
            let canonical = name.canonical();
            let again = vm_size::SizeName::parse(&canonical).unwrap();
            assert_eq!(again.canonical(), canonical, "{text:?}");
            assert_eq!(again.vcpus(), name.vcpus(), "{text:?}");
            let _ = (name.series(), name.details().is_some(), name.is_arm());
        }
        let _ = azureml_compute::validate::parse_vm_size(text);
        if let Some(amount) = quantity::parse(text) {
            assert!(!amount.is_nan(), "{text:?}: {amount}");
        }
        let _ = (image::fault(text), region::is_known(&region::normal_form(text)));
        assert_eq!(
            region::normal_form(&region::normal_form(text)),
            region::normal_form(text),
            "{text:?}"
        );
    }
    let names = include_str!("../../oracle/vm-size-names.txt")
        .lines()
        .filter(|line| !line.starts_with('#'));
    let mut seeds: Vec<String> = names.step_by(7).map(str::to_owned).collect();
    seeds.extend(
        ["500m", "2Gi", "1e3", "mcr.microsoft.com/a/b:1@sha256:0", "West Europe"]
            .map(str::to_owned),
    );
    run(&Target {
        name: "sizes",
        holds,
        seeds,
        words: &["Standard_", "Basic_", "_v5", "_v2", "ads", "-", "_A100", "Promo"],
    });
}

#[test]
fn keys() {
    fn holds(text: &str) {
        let _ = (ssh::judge(text), ssh::unusable_private_key(text));
    }
    let body: serde_json::Value = serde_json::from_str(crate::support::WHOLE).unwrap();
    let key = &body["properties"]["properties"]["userAccountCredentials"]["adminUserSshPublicKey"];
    let seeds = vec![
        key.as_str().unwrap().to_owned(),
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGk= me".to_owned(),
        "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA\n-----END OPENSSH PRIVATE KEY-----\n".to_owned(),
    ];
    run(&Target {
        name: "keys",
        holds,
        seeds,
        words: &["ssh-rsa", "AAAA", "=", "-----BEGIN", "ecdsa-sha2-nistp256", "sk-"],
    });
}
