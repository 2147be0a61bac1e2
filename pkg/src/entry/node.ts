/** Node, Deno and Bun: the first call reads the file. */
import { readFileSync } from "node:fs";
import { supply } from "../runtime.js";

export * from "../index.js";

supply(() => readFileSync(new URL("../../wasm/azureml_compute.wasm", import.meta.url)));
