/** Every cell of runtimes and bundlers passes the same program, from the tarball, against the emulator. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import { build } from "esbuild";
import { JSDOM } from "jsdom";
import { rollup } from "rollup";
import * as vite from "vite";
import webpack from "webpack";
import { startEmulator } from "../../../pkg/test/emulator.mjs";
import { bundleWorker, firstAnswer, makeProject, RUNTIMES, run, startWorkerd } from "../support/project.js";

let emulator;
let project;
let cells = 0;

before(async () => {
  emulator = await startEmulator();
  project = makeProject();
});
after(() => {
  emulator?.stop();
  project?.remove();
});

/** A compute of its own for each cell. */
function placeOf() {
  cells += 1;
  const { url: endpoint, subscriptionId, resourceGroup, workspace } = emulator;
  return { endpoint, subscriptionId, resourceGroup, workspace, name: `cell-${cells}-x` };
}

function judge({ refused, sizes, aborted, kept }, { name }) {
  assert.equal(refused, true);
  assert.ok(sizes > 10, `${sizes} sizes`);
  assert.equal(aborted, true);
  assert.equal(kept, name);
}

describe("runtimes", () => {
  for (const [name, command] of Object.entries(RUNTIMES)) {
    for (const file of ["main.mjs", "main.cjs"]) {
      test(`${name}, ${file}`, async () => {
        const place = placeOf();
        judge(JSON.parse(await run(project, command, file, { PLACE: JSON.stringify(place) })), place);
      });
    }
  }

  for (const [name, command] of Object.entries(RUNTIMES)) {
    test(`${name}, many documents over workers`, async () => {
      const told = JSON.parse(await run(project, command, "many-main.mjs"));
      assert.deepEqual(told, { documents: 4000, same: 4000, aborted: "enough" });
    });
  }

  test("workerd", async () => {
    const place = placeOf();
    await bundleWorker(project, "worker.js", "worker");
    const { url, stop } = await startWorkerd(project, "worker", { text: { PLACE: JSON.stringify(place) } });
    try {
      const answer = await firstAnswer(url);
      assert.equal(answer.status, 200, await answer.clone().text());
      judge(await answer.json(), place);
    } finally {
      stop();
    }
  });
});

/** Each without a plugin for WebAssembly, for a browser: one file that needs no other. */
const BUNDLERS = {
  esbuild: (outfile) =>
    build({
      absWorkingDir: project.folder,
      entryPoints: ["page.js"],
      bundle: true,
      format: "esm",
      outfile,
      logLevel: "error",
    }),
  async rollup(file) {
    const plugins = [nodeResolve({ browser: true })];
    const bundle = await rollup({ input: join(project.folder, "page.js"), plugins });
    await bundle.write({ file, format: "es" });
    await bundle.close();
  },
  vite: (file) =>
    vite.build({
      root: project.folder,
      configFile: false,
      logLevel: "error",
      build: {
        outDir: join(file, ".."),
        emptyOutDir: false,
        lib: {
          entry: join(project.folder, "page.js"),
          formats: ["es"],
          fileName: () => file.split("/").pop(),
        },
      },
    }),
  webpack: (file) =>
    new Promise((resolve, reject) => {
      const options = {
        mode: "production",
        context: project.folder,
        entry: "./page.js",
        output: { path: join(file, ".."), filename: file.split("/").pop() },
      };
      webpack(options, (error, stats) => {
        if (error || stats.hasErrors()) reject(error ?? new Error(stats.toString("errors-only")));
        else resolve();
      });
    }),
};

describe("bundlers, for a browser and without a plugin", () => {
  for (const [name, bundle] of Object.entries(BUNDLERS)) {
    test(name, async () => {
      const place = placeOf();
      const file = join(project.folder, "out", `${name}.mjs`);
      await bundle(file);
      assert.deepEqual(
        readdirSync(join(project.folder, "out")).filter((each) => each.endsWith(".wasm")),
        [],
      );
      assert.doesNotMatch(readFileSync(file, "utf8"), /["']node:/);
      globalThis.place = place;
      await import(file);
      judge(await globalThis.outcome, place);
    });
  }

  test("the bundle in a document of jsdom", async () => {
    const place = placeOf();
    const file = join(project.folder, "out/classic.js");
    await build({
      absWorkingDir: project.folder,
      entryPoints: ["page.js"],
      bundle: true,
      format: "iife",
      outfile: file,
      logLevel: "error",
    });
    const { window } = new JSDOM("<!doctype html>", { runScripts: "outside-only", url: "http://localhost/" });
    // What jsdom does not have and every browser does.
    Object.assign(window, {
      place,
      fetch,
      WebAssembly,
      TextEncoder,
      TextDecoder,
      AbortController,
      Uint8Array,
    });
    window.eval(readFileSync(file, "utf8"));
    judge(await window.outcome, place);
    window.close();
  });
});
