//! Tables of what other readers make of a text: their form, and the page of the manual that shows one.

use std::fs;

use crate::support::root;

fn rows(name: &str) -> (String, Vec<Vec<String>>) {
    let text = fs::read_to_string(root().join("tests/oracle").join(name)).unwrap();
    let (head, rows): (Vec<&str>, Vec<&str>) = text.lines().partition(|line| line.starts_with('#'));
    let cells = |row: &&str| row.split('\t').map(str::to_owned).collect();
    (head.join("\n"), rows.iter().map(cells).collect())
}

/// A table is worth what its source is worth: it names version and day, and every row is whole.
#[test]
fn tables_name_their_source_and_day() {
    for (name, words) in [
        ("durations.tsv", &[".NET Core 3.1.23", "isodate 0.7.2", "moment 2.31.0"][..]),
        ("ncrontab.tsv", &["NCrontab", "034bec1"]),
        ("prices.tsv", &["Retail Prices API"]),
        ("windows-zones.tsv", &["CLDR 48.2.0"]),
        ("vm-size-names.txt", &["@azure/arm-compute 24.1.0"]),
    ] {
        let (head, rows) = rows(name);
        for word in words.iter().chain(&["2026-11"]) {
            assert!(head.contains(word), "{name}: {word}");
        }
        let width = rows[0].len();
        let mut texts: Vec<&String> = rows.iter().map(|row| &row[0]).collect();
        assert!(rows.iter().all(|row| row.len() == width), "{name}");
        texts.sort_unstable();
        texts.dedup();
        assert_eq!(texts.len(), rows.len(), "{name}: a row stands twice");
    }
}

#[test]
fn the_manual_shows_the_table_of_durations() {
    let page = fs::read_to_string(root().join("src/manual/durations.md")).unwrap();
    let shown: Vec<&str> = page.lines().filter(|line| line.starts_with("| `")).collect();
    let (_, rows) = rows("durations.tsv");
    let expected: Vec<String> =
        rows.iter().map(|row| format!("| `{}` | {} |", row[0], row[1..].join(" | "))).collect();
    assert_eq!(shown, expected);
}
