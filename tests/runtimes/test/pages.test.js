/** Every page passes the same program in every browser of this machine, from the tarball, under a strict policy. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import react from "@vitejs/plugin-react";
import vue from "@vitejs/plugin-vue";
import { build } from "esbuild";
import * as vite from "vite";
import { startEmulator } from "../../../pkg/test/emulator.mjs";
import { here, makeProject } from "../support/project.js";
import { serve } from "../support/site.js";
import { BROWSERS } from "../support/visit.js";

const APPS = { react: [react()], vue: [vue({ template: { compilerOptions: { isCustomElement } } })] };
const WASM = "/azureml-compute/wasm/azureml_compute.wasm";
const partOf = (name) => WASM.replace(".wasm", `_${name}.wasm`);

let emulator;
let project;
let site;
let cells = 0;

function isCustomElement(name) {
  return name.startsWith("azureml-");
}

before(async () => {
  emulator = await startEmulator("--speed", "8");
  project = makeProject(["react", "react-dom", "scheduler", "vue", "@vue", "@types", "csstype"]);
  const at = (path) => join(project.folder, path);
  for (const folder of ["pages", "apps"]) cpSync(join(here, folder), at(folder), { recursive: true });
  for (const name of ["program.mjs", "drive.mjs", "many.mjs", "told.mjs"])
    cpSync(at(name), at(`pages/${name}`));
  await build({
    absWorkingDir: project.folder,
    entryPoints: ["service-worker.js"],
    bundle: true,
    format: "iife",
    outfile: "pages/service-worker.js",
    logLevel: "error",
  });
  for (const [name, plugins] of Object.entries({ ...APPS, many: [] })) {
    await vite.build({
      root: at(`apps/${name}`),
      base: "./",
      configFile: false,
      logLevel: "error",
      plugins,
      build: { outDir: at(`out/${name}`), chunkSizeWarningLimit: 4000 },
    });
  }
  const folders = {
    "/": at("pages"),
    "/azureml-compute/": at("node_modules/azureml-compute"),
    "/react/": at("out/react"),
    "/vue/": at("out/vue"),
    "/many/": at("out/many"),
  };
  site = await serve(folders, emulator.url);
});
after(() => {
  site?.stop();
  emulator?.stop();
  project?.remove();
});

/** What comes out, without what every page has to say. */
async function visit(browser, path) {
  cells += 1;
  const { url: endpoint, subscriptionId, resourceGroup, workspace } = emulator;
  const place = { endpoint, subscriptionId, resourceGroup, workspace, name: `page-${cells}-x` };
  site.asked.clear();
  const told = await browser.visit(`${site.url}${path}?place=${encodeURIComponent(JSON.stringify(place))}`);
  const { error, refused, sizes, aborted, kept, complaints = [], ...rest } = told;
  assert.equal(error, undefined, error);
  assert.deepEqual({ refused, aborted, kept }, { refused: true, aborted: true, kept: place.name });
  assert.ok(sizes > 10, `${sizes} sizes`);
  assert.deepEqual(complaints, []);
  return rest;
}

function judgeElement({ found, drawn, sent, made, listed }) {
  assert.deepEqual({ found, sent, made }, { found: true, sent: true, made: true });
  assert.ok(drawn > 5, `${drawn} fields`);
  assert.ok(listed > 0, `${listed} rows`);
}

for (const { name, skip, launch } of BROWSERS) {
  describe(name, { skip }, () => {
    let browser;
    before(async () => {
      browser = await launch();
    });
    after(() => browser?.end());

    test("a page without a bundler", async () => {
      const { early, parts } = await visit(browser, "/bare.html");
      assert.equal(early, "NOT_INITIALIZED");
      // Before the first check nothing is fetched but what checks bodies.
      assert.deepEqual(parts, {
        valid: true,
        atFirst: ["azureml_compute.wasm"],
        without: "init({ formats: true })",
        withFormats: parts.withFormats,
        atLast: ["azureml_compute.wasm", "azureml_compute_formats.wasm"],
      });
      assert.equal(typeof parts.withFormats, "boolean");
      for (const file of [WASM, partOf("formats"), partOf("client")]) assert.equal(site.asked.get(file), 1, file);
    });

    test("what was preloaded is not fetched again", async () => {
      assert.equal((await visit(browser, "/preload.html")).early, "NOT_INITIALIZED");
      assert.equal(site.asked.get("/azureml-compute/dist/esm/web.js"), 1);
      // WebKit does not give to `fetch` what was preloaded for it: there the link saves nothing.
      const most = name === "WebKitGTK" ? 2 : 1;
      assert.ok(site.asked.get(WASM) <= most, `${site.asked.get(WASM)} times`);
    });

    test("a page without a bundler and without a line for loading", async () => {
      await visit(browser, "/inline.html");
      assert.equal(site.asked.get(WASM), undefined);
    });

    test("a worker", () => visit(browser, "/worker.html"));

    test("a service worker", () => visit(browser, "/service.html"));

    test("the elements in plain HTML", async () => {
      judgeElement((await visit(browser, "/element.html")).element);
    });

    for (const [how, path] of [
      ["without a bundler", "/many.html"],
      ["through Vite", "/many/index.html"],
    ]) {
      test(`many documents over workers, ${how}`, async () => {
        const { complaints = [], ...told } = await browser.visit(`${site.url}${path}`);
        assert.deepEqual(told, { documents: 4000, same: 4000, aborted: "enough" });
        assert.deepEqual(complaints, []);
      });
    }

    for (const app of Object.keys(APPS)) {
      test(`the elements through Vite in ${app}`, async () => {
        const { element, heard } = await visit(browser, `/${app}/index.html`);
        judgeElement(element);
        assert.equal(heard, true);
      });
    }
  });
}

test("Vite puts the core and its parts beside the page that asks for them, and none beside the other", () => {
  const modules = (name) =>
    readdirSync(join(project.folder, "out", name), { recursive: true }).filter((path) =>
      path.endsWith(".wasm"),
    );
  assert.equal(modules("react").length, 3);
  assert.deepEqual(modules("vue"), []);
});

test("the types of the elements hold in React and in Vue", () => {
  const tsc = join(here, "node_modules/typescript/bin/tsc");
  const flags = ["--noEmit", "--strict", "--jsx", "react-jsx", "--target", "es2022", "--module", "esnext"];
  const more = ["--moduleResolution", "bundler", "--skipLibCheck", "--allowJs", "--types", "react"];
  const files = ["apps/react/main.tsx", "frameworks.tsx"];
  const { stdout, status } = spawnSync(process.execPath, [tsc, ...flags, ...more, ...files], {
    cwd: project.folder,
    encoding: "utf8",
  });
  assert.equal(status, 0, stdout);
});
