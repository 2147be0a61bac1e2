/** Terraform in workerd, where code made from bytes is refused. */
import { supply } from "../runtime.js";
import { imported } from "./imported.js";

export * from "../terraform/index.js";

supply(imported);
