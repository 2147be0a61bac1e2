/** Node, Deno and Bun: the first call reads the file. */
import { fromFile } from "../node-file.js";
import { supply } from "../runtime.js";

export * from "../index.js";

supply(fromFile);
