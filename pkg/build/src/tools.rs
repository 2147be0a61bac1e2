//! Finds what a task needs and installs what can be installed; names the missing piece and how to get
//! it where it cannot.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::command::{node, npm, output, program, root, run};

/// The target of the shipped module.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";
const OLDEST_NODE: u32 = 20;

/// Checks that Node is there and new enough.
pub(crate) fn require_node() -> Result<()> {
    let how = "install Node 20 or newer: https://nodejs.org";
    let version = output(node().arg("--version")).with_context(|| how)?;
    let major = version.trim().trim_start_matches('v').split('.').next();
    let major: u32 = major.and_then(|text| text.parse().ok()).unwrap_or(0);
    if major < OLDEST_NODE {
        bail!("Node {} is too old; {how}", version.trim());
    }
    Ok(())
}

/// Installs the WebAssembly target if it is missing.
pub(crate) fn require_wasm_target() -> Result<()> {
    let sysroot = output(program("rustc").args(["--print", "sysroot"]))?;
    let library = PathBuf::from(sysroot.trim()).join("lib/rustlib").join(WASM);
    if library.join("lib").is_dir() {
        return Ok(());
    }
    println!("      installing the Rust target {WASM}");
    run(program("rustup").args(["target", "add", WASM])).with_context(|| {
        format!("the Rust target {WASM} is missing; install it: rustup target add {WASM}")
    })
}

/// Installs the npm packages of a folder, unless those of its lock file are there already.
pub(crate) fn require_packages(folder: &str) -> Result<()> {
    let folder_path = root().join(folder);
    let lock = folder_path.join("package-lock.json");
    let wanted = fs::read_to_string(&lock)
        .with_context(|| format!("{folder}/package-lock.json cannot be read"))?;
    // A package that is linked in from beside (file:…) is not in the lock file's own text, but it needs
    // no installing either.
    let stamp = folder_path.join("node_modules/.lock-of-last-install");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    println!("      installing the npm packages of {folder}");
    // Not `npm ci`: it refuses a lock file without the packages of other platforms, and npm leaves those
    // out of the lock file where a registry does not serve them. This installs what is locked as well.
    run(npm(folder).args(["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"]))?;
    if stamp.parent().is_some_and(Path::is_dir) {
        fs::write(&stamp, wanted)?;
    }
    Ok(())
}

/// The browser and its driver.
pub(crate) struct Browser {
    /// Chromium itself.
    pub(crate) chromium: PathBuf,
    /// Its driver.
    pub(crate) driver: PathBuf,
}

/// Finds Chromium and its driver; installs them on Debian.
pub(crate) fn require_browser() -> Result<Browser> {
    if let Some(browser) = find_browser() {
        return Ok(browser);
    }
    let how = "install Chromium and its driver (Debian: apt-get install chromium chromium-driver; \
               elsewhere: https://googlechromelabs.github.io/chrome-for-testing/) and put both into PATH";
    if which("apt-get").is_some() && is_root() {
        install(&["chromium", "chromium-driver"]).with_context(|| how)?;
    }
    find_browser().with_context(|| format!("Chromium or chromedriver is missing; {how}"))
}

/// The other browsers of the end-to-end tests, and the editor in which the language server is tried. Where they cannot
/// be installed, their tests are skipped and say so.
pub(crate) fn want_browsers_and_editor() {
    let rows = [
        ("firefox-esr", "firefox-esr"),
        ("WebKitWebDriver", "webkit2gtk-driver"),
        ("Xvfb", "xvfb"),
        ("nvim", "neovim"),
    ];
    let missing = rows.into_iter().filter(|(name, _)| which(name).is_none());
    let packages: Vec<&str> = missing.map(|(_, package)| package).collect();
    if packages.is_empty() || which("apt-get").is_none() || !is_root() {
        return;
    }
    if let Err(error) = install(&packages) {
        println!("      not installed: {error:#}");
    }
}

/// Installs packages of Debian, where that can be done.
pub(crate) fn install(packages: &[&str]) -> Result<()> {
    if which("apt-get").is_none() || !is_root() {
        bail!("only root can install {}, and only with apt-get", packages.join(" "));
    }
    println!("      installing {} with apt-get", packages.join(" "));
    run(program("apt-get").args(["update", "-qq"]))?;
    run(program("apt-get")
        .env("DEBIAN_FRONTEND", "noninteractive")
        .args(["install", "-y", "-qq", "--no-install-recommends"])
        .args(packages))
}

fn find_browser() -> Option<Browser> {
    let names = ["chromium", "chromium-browser", "google-chrome", "chrome"];
    Some(Browser { chromium: names.into_iter().find_map(which)?, driver: which("chromedriver")? })
}

/// A program in the search path.
pub(crate) fn which(name: &str) -> Option<PathBuf> {
    let name = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(&std::env::var_os("PATH")?)
        .map(|folder| folder.join(&name))
        .find(|path| path.is_file())
}

fn is_root() -> bool {
    output(program("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
