# The gate in workerd. The files in out/ are made by the command in README.md.
using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "gate", worker = .gate),
    # Add "private" only to reach an emulator on this machine.
    (name = "internet", network = (allow = ["public"], tlsOptions = (trustBrowserCas = true))),
  ],
  sockets = [(name = "http", address = "127.0.0.1:8787", http = (), service = "gate")],
);

const gate :Workerd.Worker = (
  modules = [
    (name = "worker.js", esModule = embed "out/worker.js"),
    (name = "azureml_compute.wasm", wasm = embed "out/azureml_compute.wasm"),
    (name = "azureml_compute_client.wasm", wasm = embed "out/azureml_compute_client.wasm"),
    (name = "azureml_compute_formats.wasm", wasm = embed "out/azureml_compute_formats.wasm"),
  ],
  compatibilityDate = "2026-11-01",
  bindings = [
    (name = "UPSTREAM", fromEnvironment = "UPSTREAM"),
    (name = "GUARDRAILS", fromEnvironment = "GUARDRAILS"),
  ],
);
