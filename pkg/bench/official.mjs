/** The official client and its serialiser, bundled: its package is of a form that Node does not import piece by piece. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { buildSync } from "esbuild";

const folder = mkdtempSync(join(tmpdir(), "bench-"));
const outfile = join(folder, "official.mjs");
buildSync({
  stdin: {
    contents: `
      export { createSerializer } from "@azure/core-client";
      export { createHttpHeaders } from "@azure/core-rest-pipeline";
      export { AzureMachineLearningWorkspaces } from "@azure/arm-machinelearning";
      export * as mappers from "@azure/arm-machinelearning/dist-esm/src/models/mappers.js";
    `,
    resolveDir: join(dirname(fileURLToPath(import.meta.url)), ".."),
  },
  bundle: true,
  platform: "node",
  format: "esm",
  outfile,
  logLevel: "error",
  banner: {
    js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
  },
});
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

/** The bundle, for those that start it in a process of their own. */
export const official = pathToFileURL(outfile).href;
export const { AzureMachineLearningWorkspaces, createHttpHeaders, createSerializer, mappers } = await import(
  official
);
