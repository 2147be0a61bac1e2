#!/usr/bin/env node
/** The command `azureml-compute`. */
import { run } from "../cli/run.js";
import { fromFile } from "../node-file.js";
import { supply } from "../runtime.js";

supply(fromFile);
let status = 2;
// Who read our output may have had enough (`| head`): that is no failure. A full disk is one.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  process.exitCode = error.code === "EPIPE" ? status : 2;
  if (error.code !== "EPIPE") process.stderr.write(`azureml-compute: cannot write: ${error.message}\n`);
});
process.stderr.on("error", () => {});
const [word] = process.argv.slice(2);
if (word === "lsp" || word === "mcp") {
  // It stays until the editor or the agent ends it. Whoever only checks does not load it.
  const server = new URL(`../cjs/${word}.cjs`, import.meta.url);
  void import(server.href);
} else {
  status = run(process.argv.slice(2), {
    out: process.stdout,
    err: process.stderr,
    environment: process.env,
  });
  process.exitCode ??= status;
}
