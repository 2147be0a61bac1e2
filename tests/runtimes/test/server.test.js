/** Rendering on a server, as Next.js and its like do: the package and its elements where there is no window. */
import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import * as vite from "vite";
import webpack from "webpack";
import { startEmulator } from "../../../pkg/test/emulator.mjs";
import { makeProject, RUNTIMES, run } from "../support/project.js";

let emulator;
let project;
let cells = 0;

before(async () => {
  emulator = await startEmulator();
  project = makeProject(["react", "react-dom", "scheduler"]);
});
after(() => {
  emulator?.stop();
  project?.remove();
});

async function judge(command, file) {
  cells += 1;
  const { url: endpoint, subscriptionId, resourceGroup, workspace } = emulator;
  const place = { endpoint, subscriptionId, resourceGroup, workspace, name: `server-${cells}-x` };
  const { sizes, ...rest } = JSON.parse(await run(project, command, file, { PLACE: JSON.stringify(place) }));
  assert.ok(sizes > 10, `${sizes} sizes`);
  assert.deepEqual(rest, {
    refused: true,
    aborted: true,
    kept: place.name,
    markup: '<azureml-compute-form kind="AmlCompute" storage-key=""></azureml-compute-form>',
    methods: "function",
  });
}

for (const [name, command] of Object.entries(RUNTIMES)) {
  for (const file of ["server.mjs", "server.cjs"]) test(`${name}, ${file}`, () => judge(command, file));
}

test("bundled by webpack for a server", async () => {
  const options = {
    mode: "production",
    target: "node20",
    context: project.folder,
    entry: "./server.mjs",
    experiments: { outputModule: true },
    output: { path: join(project.folder, "out/webpack"), filename: "server.mjs", module: true },
  };
  await new Promise((resolve, reject) => {
    webpack(options, (error, stats) => {
      if (error || stats.hasErrors()) reject(error ?? new Error(stats.toString("errors-only")));
      else resolve();
    });
  });
  await judge(RUNTIMES["this Node"], "out/webpack/server.mjs");
});

test("bundled by Vite for a server, the package kept outside and taken in", async () => {
  // A file beside the bundle is not Vite's way on a server: taken in, the package brings its module inline.
  const inline = [{ find: /^azureml-compute$/, replacement: "azureml-compute/inline" }];
  for (const [noExternal, alias] of [
    [[], []],
    [true, inline],
  ]) {
    const outDir = join(project.folder, "out/ssr");
    rmSync(outDir, { recursive: true, force: true });
    await vite.build({
      root: project.folder,
      configFile: false,
      logLevel: "error",
      ssr: { noExternal },
      resolve: { alias },
      build: { ssr: "server.mjs", outDir, emptyOutDir: true },
    });
    await judge(RUNTIMES["this Node"], "out/ssr/server.mjs");
  }
});
