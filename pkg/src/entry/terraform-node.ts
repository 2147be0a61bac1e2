/** Terraform in Node, Deno and Bun. */
import { fromFile } from "../node-file.js";
import { supply } from "../runtime.js";

export * from "../terraform/index.js";

supply(fromFile);
