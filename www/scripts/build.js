/**
 * Builds the page into dist/: one bundle for the page (elements, demo, the `./web` entry of
 * azureml-compute), the wasm beside it, and the element bundle alone for its weight.
 */

import { cp, mkdir, readFile, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build } from "esbuild";
import { lessBlanks } from "./less-blanks.js";

const at = (/** @type {string} */ path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** What both elements may weigh, with lit, without what they load on demand: kB brotli. */
const ELEMENT_BUDGET = 46;

/** @type {import("esbuild").BuildOptions} */
const shared = {
  bundle: true,
  minify: true,
  format: "esm",
  target: ["chrome123", "firefox120", "safari17.5"],
  legalComments: "none",
  sourcemap: "linked",
  logLevel: "warning",
  plugins: [lessBlanks],
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
    ru: at(`../pkg/${target(manifest.exports["./locales/ru"])}`),
    wasm: ["", "_client", "_formats"].map((part) => {
      const name = `azureml_compute${part}.wasm`;
      return { name, file: at(`../pkg/${target(manifest.exports[`./${name}`])}`) };
    }),
  };
}

/**
 * A file, or a bundle with the parts that it loads at once; parts that are loaded on demand stand apart.
 * @param {string} name
 * @param {string[]} files
 */
async function weigh(name, files) {
  const sums = [0, 0, 0];
  for (const file of files) {
    const bytes = await readFile(at(`dist/${file}`));
    const sizes = [bytes.length, gzipSync(bytes).length, brotliCompressSync(bytes).length];
    sizes.forEach((size, index) => {
      sums[index] = (sums[index] ?? 0) + size;
    });
  }
  const [all = 0, zipped = 0, pressed = 0] = sums.map((size) => size / 1000);
  const kilo = (/** @type {number} */ size) => `${size.toFixed(1)} kB`;
  console.log(`${name.padEnd(24)} ${kilo(all)} raw, ${kilo(zipped)} gzip, ${kilo(pressed)} brotli`);
  return pressed;
}

/**
 * The files that an entry loads at once.
 * @param {import("esbuild").Metafile} metafile
 * @param {string} entry
 */
function loadedAtOnce({ outputs }, entry) {
  const found = new Set([entry]);
  for (const file of found) {
    for (const { path, kind } of outputs[file]?.imports ?? []) {
      if (kind === "import-statement") found.add(path);
    }
  }
  return [...found].map((file) => file.replace(/^.*?dist\//, ""));
}

/**
 * The elements without a page.
 * @param {string} entry
 * @param {string} [folder]
 */
function elements(entry, folder = "dist") {
  return build({
    ...shared,
    metafile: true,
    absWorkingDir: at("."),
    sourcemap: false,
    splitting: true,
    chunkNames: "parts/[name]-[hash]",
    entryPoints: { element: at(`src/element/${entry}`) },
    outdir: at(folder),
  });
}

const { web, ru, wasm } = await packageFiles();
await rm(at("dist"), { recursive: true, force: true });
await mkdir(at("dist"), { recursive: true });
const page = await build({
  ...shared,
  metafile: true,
  absWorkingDir: at("."),
  entryPoints: {
    page: at("src/demo/main.ts"),
    page_style: at("src/demo/page.css"),
    redirect: at("src/demo/redirect.ts"),
  },
  outdir: at("dist"),
  splitting: true,
  chunkNames: "parts/[name]-[hash]",
  alias: { "azureml-compute/web": web, "azureml-compute/locales/ru": ru },
});
// Texts of more than a hundred kilobytes, which only a bundle of their own leaves out of the page.
await build({
  ...shared,
  absWorkingDir: at("."),
  entryPoints: { explain: at("src/demo/explain.ts") },
  outdir: at("dist"),
  alias: { "azureml-compute/web": web },
});
const element = await elements("define.ts");
for (const { name, file } of wasm) await cp(file, at(`dist/${name}`));
await cp(at("src/demo/prices"), at("dist/prices"), { recursive: true });
await cp(at("src/demo/favicon.svg"), at("dist/favicon.svg"));
for (const name of ["index.html", "redirect.html"]) await cp(at(name), at(`dist/${name}`));
await weigh("page", loadedAtOnce(page.metafile, "dist/page.js"));
const weight = await weigh("elements", loadedAtOnce(element.metafile, "dist/element.js"));
for (const one of ["form", "list"]) {
  const { metafile } = await elements(`define-${one}.ts`, "dist/alone");
  await weigh(`the ${one} alone`, loadedAtOnce(metafile, "dist/alone/element.js"));
  await rm(at("dist/alone"), { recursive: true });
}
for (const { name } of wasm) await weigh(name, [name]);
if (weight > ELEMENT_BUDGET) {
  console.error(`the elements weigh more than ${ELEMENT_BUDGET} kB brotli`);
  process.exitCode = 1;
}
