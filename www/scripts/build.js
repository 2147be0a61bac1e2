/**
 * Builds the page into dist/: one bundle for the page (elements, demo, the `./web` entry of
 * azureml-compute), the wasm beside it, and the element bundle alone for its weight.
 */

import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build } from "esbuild";

const at = (/** @type {string} */ path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** @type {import("esbuild").BuildOptions} */
const shared = {
  bundle: true,
  minify: true,
  format: "esm",
  target: ["chrome123", "firefox120", "safari17.5"],
  legalComments: "none",
  sourcemap: "linked",
  logLevel: "warning",
};

/** The package as its own manifest lays it out, so that the page uses what a user would. */
async function packageFiles() {
  const manifest = JSON.parse(await readFile(at("../pkg/package.json"), "utf8"));
  /** @param {unknown} entry @returns {string} */
  const target = (entry) => {
    if (typeof entry === "string") return entry;
    const { browser, import: esm, default: fallback } = /** @type {any} */ (entry);
    return target(browser ?? esm ?? fallback);
  };
  return {
    web: at(`../pkg/${target(manifest.exports["./web"])}`),
    wasm: at(`../pkg/${target(manifest.exports["./azureml_compute.wasm"])}`),
  };
}

/** @param {string} file */
async function weigh(file) {
  const bytes = await readFile(at(`dist/${file}`));
  const [raw, gzip, brotli] = [
    bytes.length,
    gzipSync(bytes).length,
    brotliCompressSync(bytes).length,
  ];
  const kilo = (/** @type {number} */ size) => `${(size / 1000).toFixed(1)} kB`;
  console.log(`${file.padEnd(24)} ${kilo(raw)} raw, ${kilo(gzip)} gzip, ${kilo(brotli)} brotli`);
}

const { web, wasm } = await packageFiles();
await rm(at("dist"), { recursive: true, force: true });
await mkdir(at("dist"), { recursive: true });
await build({
  ...shared,
  entryPoints: { page: at("src/demo/main.js"), page_style: at("src/demo/page.css") },
  outdir: at("dist"),
  alias: { "azureml-compute/web": web },
});
await build({
  ...shared,
  sourcemap: false,
  entryPoints: { element: at("src/element/define.js") },
  outdir: at("dist"),
});
await cp(wasm, at("dist/azureml_compute.wasm"));
await cp(at("src/demo/favicon.svg"), at("dist/favicon.svg"));
await writeFile(at("dist/index.html"), await readFile(at("index.html")));
for (const file of ["page.js", "element.js", "azureml_compute.wasm"]) await weigh(file);
