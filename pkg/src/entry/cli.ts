#!/usr/bin/env node
/** The command `azureml-compute`. */
import { run } from "../cli/run.js";
import { fromFile } from "../node-file.js";
import { supply } from "../runtime.js";

supply(fromFile);
process.exitCode = run(process.argv.slice(2), {
  out: process.stdout,
  err: process.stderr,
  environment: process.env,
});
