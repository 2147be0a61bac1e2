/** Bicep in Node, Deno and Bun. */
import { fromFile } from "../node-file.js";
import { supply } from "../runtime.js";

export * from "../bicep/index.js";

supply(fromFile);
