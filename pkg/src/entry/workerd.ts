/** workerd, where code made from bytes is refused: the modules are imported, and used by the first calls. */
import { supply } from "../runtime.js";
import { imported } from "./imported.js";

export * from "../index.js";

supply(imported);
