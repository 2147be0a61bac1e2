//! Runs the tests inside a wasm module, in Node or in a browser. It is wasm-bindgen's own runner, built
//! here from the lock file, so that its format always matches and nothing has to be installed.

fn main() -> anyhow::Result<()> {
    wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(std::env::args_os())
}
