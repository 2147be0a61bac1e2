//! Makes `src/catalog/data.rs` of the library: the table of machine sizes, out of a folder of tables
//! (`VM_SIZES_DIR`, default `../shared/vm-sizes` beside the repository). With `--check` it only says
//! whether the file is what it would make.
#![expect(clippy::print_stdout, reason = "a command talks to the person who runs it")]

mod read;
mod rows;
mod successor;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

/// The root of the repository.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Where the tables lie.
fn folder() -> PathBuf {
    let given = std::env::var_os("VM_SIZES_DIR").map(PathBuf::from);
    given.unwrap_or_else(|| root().join("../shared/vm-sizes"))
}

/// The file that is made.
fn target() -> PathBuf {
    root().join("src/catalog/data.rs")
}

fn make() -> Result<String> {
    let mut tables = read::tables(&folder())?;
    successor::find(&mut tables.sizes);
    rows::write(&tables)
}

fn main() -> Result<()> {
    let check = std::env::args().nth(1).is_some_and(|argument| argument == "--check");
    let text = make()?;
    if !check {
        fs::write(target(), &text)?;
        println!("{} bytes", text.len());
    } else if fs::read_to_string(target())? != text {
        bail!("src/catalog/data.rs is stale: run this command without --check");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_catalogue_is_not_stale() {
        if !folder().is_dir() {
            println!("skipped: no tables at {} (set VM_SIZES_DIR)", folder().display());
            return;
        }
        assert!(
            make().unwrap() == fs::read_to_string(target()).unwrap(),
            "make the catalogue again"
        );
    }
}
