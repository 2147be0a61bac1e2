//! `cargo xtask build`: the crate as a WebAssembly module, its glue, the TypeScript around it: a complete
//! npm package in pkg/. What has not changed is not made again.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use crate::command::{cargo, node, npm, output, program, root, run as run_command};
use crate::split::{Part, Splitter};
use crate::steps::{Step, Steps};
use crate::tools::{WASM, require_node, require_packages, require_wasm_target};

/// How many steps [`package`] has.
pub(crate) const STEPS: usize = 4;
/// A changed way of packing makes everything again: raise it with every change of `bind` and `OPTIMISE`.
const RECIPE: u32 = 7;
/// Not `-Oz`: what it inlines and shares in locals makes the module shorter and its compressed form longer.
/// These are the passes after which the compressed form is shorter, found by trying each.
const OPTIMISE: &[&str] = &[
    "--shrink-level=2",
    "--optimize-level=2",
    "--duplicate-function-elimination",
    "--remove-unused-module-elements",
    "--simplify-locals-nostructure",
    "--precompute",
    "--rse",
    "--merge-blocks",
    "--remove-unused-names",
    "--vacuum",
    "--code-folding",
    "--duplicate-function-elimination",
    "--reorder-locals",
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];
/// A stack of 256 KB. Data lie behind it, so that their addresses take three bytes in the code in the place
/// of four; the deepest recursion is that of 64 levels of a document.
const STACK: &str = "-Clink-arg=-zstack-size=262144";

/// What the splitter needs to know: who refers to what, by names that no two functions share.
const LINKS: [&str; 2] = ["-Clink-arg=--emit-relocs", "-Clink-arg=--no-demangle"];
/// What is loaded when it is needed, and how the rest reaches it.
const PARTS: &[Part] = &[
    Part {
        name: "client",
        exports: &[
            "client_",
            "__wbg_client_free",
            // What promises call when they are settled.
            "wasm_bindgen__convert__closures",
            "__wbindgen_destroy_closure",
            "__wbg_jspi",
            "__wbindgen_jspi",
        ],
        doors: &[],
    },
    Part {
        name: "formats",
        exports: &["computes", "reportLosses", "unlike"],
        doors: &["azureml_compute::validate::others::check"],
    },
];

/// The command.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    if let Some(argument) = arguments.first() {
        bail!("build takes no arguments, and `{argument}` is one");
    }
    let mut steps = Steps::new(STEPS.saturating_add(1));
    package(&mut steps)?;
    weigh(&mut steps)?;
    println!("\npkg/ is complete: `npm pack ./pkg` makes the tarball");
    Ok(())
}

/// The steps of the build, inside whatever task needs it.
pub(crate) fn package(steps: &mut Steps) -> Result<()> {
    steps.run("looking for the tools", || {
        require_node()?;
        require_wasm_target()?;
        require_packages("pkg")?;
        // Its elements are part of the package.
        require_packages("www")
    })?;
    let mut module = PathBuf::new();
    steps.run("building the wasm module", || {
        module = compile()?;
        Ok(())
    })?;
    steps.maybe("binding and shrinking it", || bind(&module))?;
    steps.run("compiling and bundling the TypeScript", || {
        export()?;
        for file in ["README.md", "LICENSE", "CHANGELOG.md"] {
            let source = root().join(file);
            if source.is_file() {
                fs::copy(&source, root().join("pkg").join(file))?;
            }
        }
        run_command(node().arg("www/scripts/package.js"))?;
        run_command(node().arg("pkg/scripts/bundle.mjs"))
    })
}

/// Prints the sizes and fails above the budget.
pub(crate) fn weigh(steps: &mut Steps) -> Result<()> {
    steps.run("weighing", || run_command(node().arg("pkg/scripts/sizes.mjs")))
}

/// Compiles the crate and gives the path of the module.
fn compile() -> Result<PathBuf> {
    let mut command = cargo();
    command.args([
        "build",
        "--profile=wasm",
        "--lib",
        "--package=azureml-compute",
        "--message-format=json-render-diagnostics",
        "--target",
        WASM,
    ]);
    let messages = output(command.env("CARGO_ENCODED_RUSTFLAGS", rustc_flags()?))?;
    messages
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter(|message| message.pointer("/target/name") == Some(&"azureml_compute".into()))
        .filter_map(|message| message.get("filenames")?.as_array().cloned())
        .flatten()
        .filter_map(|file| file.as_str().map(PathBuf::from))
        .find(|file| file.extension().is_some_and(|extension| extension == "wasm"))
        .context("cargo built no wasm file")
}

/// The module holds the places of its panics: not those of the machine that built it, nor the name of the
/// folder in which cargo keeps what comes from one registry.
fn rustc_flags() -> Result<String> {
    // What is not there yet has no folder yet.
    run_command(cargo().args(["fetch", "--quiet", "--locked", "--target", WASM]))?;
    let library = PathBuf::from(output(program("rustc").args(["--print", "sysroot"]))?.trim())
        .join("lib/rustlib/src/rust/library");
    let cargo_home = match std::env::var("CARGO_HOME") {
        Ok(path) => PathBuf::from(path),
        Err(_) => std::env::home_dir().context("there is no home folder")?.join(".cargo"),
    };
    let registries = fs::read_dir(cargo_home.join("registry/src")).into_iter().flatten();
    let mut from: Vec<PathBuf> =
        registries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    from.sort();
    let flags = [(root(), "."), (library, "library")]
        .into_iter()
        .chain(from.into_iter().map(|path| (path, "cargo")))
        .map(|(from, to)| format!("--remap-path-prefix={}={to}", from.display()));
    let of_linker = [STACK].into_iter().chain(LINKS).map(str::to_owned);
    Ok(flags.chain(of_linker).collect::<Vec<_>>().join("\u{1f}"))
}

/// Makes the glue and the small module, unless they are there for exactly this input.
fn bind(module: &Path) -> Result<Step> {
    let out = root().join("pkg/wasm");
    let bytes = fs::read(module)?;
    let mut hasher = DefaultHasher::new();
    (RECIPE, OPTIMISE, format!("{PARTS:?}"), &bytes).hash(&mut hasher);
    let stamp = format!("{:016x}\n", hasher.finish());
    let glue = out.join("azureml_compute.js");
    let stamp_file = out.join(".stamp");
    let same = fs::read_to_string(&stamp_file).is_ok_and(|text| text == stamp);
    let names = PARTS.iter().map(|part| file_of(Some(part.name)));
    let files: Vec<_> = names.chain([file_of(None)]).map(|name| out.join(name)).collect();
    if same && glue.is_file() && files.iter().all(|file| file.is_file()) {
        return Ok(Step::Skipped("the module has not changed".to_owned()));
    }
    remove(&out)?;
    let splitter = Splitter::new(&bytes, stamp.trim(), PARTS)?;
    Bindgen::new()
        .input_bytes("azureml_compute", bytes)
        .web(true)?
        .typescript(true)
        // The entries say where the module lies; the default address would make bundlers look for it.
        .omit_default_module_path(true)
        .reset_state_function(true)
        // The splitter knows functions by the names that the compiler gave them.
        .demangle(false)
        .remove_producers_section(true)
        .generate(&out)
        .context("wasm-bindgen could not read the module")?;
    let bound = out.join("azureml_compute_bg.wasm");
    let split = splitter.split(&fs::read(&bound)?, &fs::read_to_string(&glue)?)?;
    fs::remove_file(bound)?;
    fs::write(glue, split.glue)?;
    let types = out.join("azureml_compute.d.ts");
    let declared = fs::read_to_string(&types)?;
    fs::write(types, [declared, split.types].concat())?;
    shrink(&out, &file_of(None), &split.core)?;
    for (name, bytes) in &split.parts {
        shrink(&out, &file_of(Some(name)), bytes)?;
    }
    fs::write(stamp_file, stamp)?;
    Ok(Step::Done)
}

/// The file of a part, or of the one that is always there.
fn file_of(part: Option<&str>) -> String {
    part.map_or_else(
        || "azureml_compute.wasm".to_owned(),
        |part| format!("azureml_compute_{part}.wasm"),
    )
}

/// Writes a module as small as it gets.
fn shrink(folder: &Path, name: &str, bytes: &[u8]) -> Result<()> {
    let large = folder.join("large.wasm");
    fs::write(&large, bytes)?;
    run_command(node().arg("pkg/node_modules/binaryen/bin/wasm-opt").args(OPTIMISE).args([
        large.as_os_str(),
        "-o".as_ref(),
        folder.join(name).as_os_str(),
    ]))?;
    Ok(fs::remove_file(large)?)
}

/// Writes what the package takes from the crate beside the module.
fn export() -> Result<()> {
    let exported = output(cargo().args([
        "run",
        "--quiet",
        "--package=xtask",
        "--features=export",
        "--bin=export",
    ]))?;
    let folder = root().join("pkg/wasm");
    let exported: serde_json::Value = serde_json::from_str(&exported)?;
    for (name, kind) in [
        ("descriptions", "unknown[]"),
        ("codes", "string[]"),
        ("explanations", "Record<string, unknown>"),
        ("formats", "unknown"),
        ("targets", "unknown[]"),
        // Not shipped: the tests of the translations read it.
        ("templates", "Record<string, unknown>"),
    ] {
        let data = exported.get(name).context("the export is not complete")?;
        fs::write(folder.join(format!("{name}.js")), format!("export default {data};\n"))?;
        let types = format!("declare const {name}: {kind};\nexport default {name};\n");
        fs::write(folder.join(format!("{name}.d.ts")), types)?;
    }
    // The bundler puts it beside the licences of what comes from npm.
    fs::write(folder.join("licences.txt"), crate::licences::text()?)?;
    schemas(exported.get("schemas").context("the export is not complete")?)?;
    let bodies = exported.get("bodies").and_then(|text| text.as_str());
    let bodies = bodies.context("the export is not complete")?;
    write_new(&root().join("pkg/src/bodies.ts"), bodies)?;
    Ok(())
}

/// Writes a file unless it holds the same already.
fn write_new(file: &Path, text: &str) -> Result<()> {
    if fs::read_to_string(file).is_ok_and(|written| written == text) {
        return Ok(());
    }
    Ok(fs::write(file, text)?)
}

/// Writes the schemas for editors, and takes away what is none any more.
fn schemas(files: &serde_json::Value) -> Result<()> {
    let folder = root().join("pkg/schema");
    let files = files.as_object().context("the schemas are no object")?;
    for below in [folder.clone(), folder.join("arm"), folder.join("cli-v2")] {
        fs::create_dir_all(&below)?;
        for entry in fs::read_dir(&below)? {
            let path = entry?.path();
            let known = files.keys().any(|name| folder.join(name) == path);
            if path.is_file() && !known {
                fs::remove_file(path)?;
            }
        }
    }
    for (name, text) in files {
        write_new(&folder.join(name), text.as_str().context("a schema is no text")?)?;
    }
    Ok(())
}

fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

/// Builds the page, if there is one.
pub(crate) fn page() -> Result<Step> {
    if !root().join("www/package.json").is_file() {
        return Ok(Step::Skipped("there is no www/package.json".to_owned()));
    }
    require_packages("www")?;
    run_command(npm("www").args(["run", "--silent", "build"]))?;
    Ok(Step::Done)
}
