/** YAML in Node, Deno and Bun. */
import { fromFile } from "../node-file.js";
import { supply } from "../runtime.js";

export * from "../yaml/index.js";

supply(fromFile);
