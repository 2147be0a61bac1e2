//! `cargo xtask rule CODE`: everything that belongs to a rule, from its code or from one of its cases: where it
//! is written, what it says in each language, and which cases hold it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::command::root;

/// The command.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let [wanted] = arguments else {
        bail!("rule takes one code, such as scale/min-above-max, or the path of a case");
    };
    let slug = slug_of(wanted).context("neither `area/slug` nor the path of an invalid case")?;
    let code = [slug.as_str(), "\""].concat();
    let mut found = false;
    println!("{slug}\n");
    for (title, folder, pattern) in [
        ("rule", "src", format!("= \"{code}")),
        ("translation", "pkg/src/locales", format!("\"{code}")),
    ] {
        for place in lines_with(&root().join(folder), &pattern)? {
            found = true;
            println!("{title:<12} {place}");
        }
    }
    if !found {
        bail!("no rule has the code `{slug}`");
    }
    let cases = cases_of(&slug)?;
    for case in &cases {
        println!("{:<12} {case}", "case");
    }
    println!("\n{} cases; explained in src/manual/rules.md", cases.len());
    Ok(())
}

/// The code that is meant: given as such, or by the folder of a case (`area--slug`).
fn slug_of(wanted: &str) -> Option<String> {
    let folders = wanted.split(['/', '\\']);
    if let Some(folder) = folders.clone().find(|part| part.contains("--")) {
        return Some(folder.replacen("--", "/", 1));
    }
    (folders.count() == 2).then(|| wanted.to_owned())
}

/// `path:line` of every line below a folder that holds the pattern.
fn lines_with(folder: &Path, pattern: &str) -> Result<Vec<String>> {
    let mut places = Vec::new();
    for path in files(folder)? {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let shown = shown(&path);
        let lines = text.lines().zip(1_usize..).filter(|(line, _)| line.contains(pattern));
        places.extend(lines.map(|(_, number)| format!("{shown}:{number}")));
    }
    Ok(places)
}

/// The files of all kinds and formats in which the code must be found.
fn cases_of(slug: &str) -> Result<Vec<String>> {
    let folder = slug.replacen('/', "--", 1);
    let all = files(&root().join("tests/cases"))?;
    let own = all.iter().filter(|path| path.iter().any(|part| part == folder.as_str()));
    Ok(own.map(|path| shown(path)).collect())
}

/// All files below a folder, sorted.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        let entries = fs::read_dir(&folder);
        for entry in entries.with_context(|| format!("{} cannot be read", folder.display()))? {
            let path = entry?.path();
            if path.is_dir() { open.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    Ok(found)
}

/// A path as people write it, from the root of the repository.
fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}

#[cfg(test)]
mod tests {
    use super::slug_of;

    #[test]
    fn a_code_is_named_or_shown_by_a_case() {
        let case = "tests/cases/AmlCompute/invalid/scale--min-above-max/far.json";
        for wanted in ["scale/min-above-max", case, "scale--min-above-max"] {
            assert_eq!(slug_of(wanted).as_deref(), Some("scale/min-above-max"), "{wanted}");
        }
        assert_eq!(slug_of("scale"), None);
        assert_eq!(slug_of("tests/cases/AmlCompute/valid/every-member.json"), None);
    }
}
