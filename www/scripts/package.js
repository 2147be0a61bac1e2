/**
 * Makes pkg/element/, what the package takes of the elements: modules and CommonJS with what they stand on (lit,
 * uPlot) inside, the manifest that editors read, and the licences. What the elements load on demand stays apart.
 *
 * One build for pages and servers: lit's own build for servers differs from that for pages only in taking
 * what a server does not have from a shim. A server gets classes that nobody can draw.
 */

import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { cli } from "@custom-elements-manifest/analyzer/cli.js";
import { build } from "esbuild";
import { lessBlanks } from "./less-blanks.js";

const www = fileURLToPath(new URL("..", import.meta.url));
const pkg = fileURLToPath(new URL("../../pkg/", import.meta.url));
const out = `${pkg}element`;
const source = (/** @type {string} */ name) => `${www}src/element/${name}.ts`;
/** What is bundled, for its licences. */
const BUNDLED = ["lit", "uplot"];

/** Lit's and the browser's own callbacks are nobody's to call. */
const OWN =
  /Callback$|^(willUpdate|updated|render|firstUpdated|shouldUpdate|update|formAssociated)$/;

/** @type {import("esbuild").BuildOptions} */
const common = {
  absWorkingDir: www,
  bundle: true,
  minify: true,
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
  platform: "neutral",
  mainFields: ["module", "main"],
  conditions: ["node"],
  alias: {
    "@lit-labs/ssr-dom-shim": source("server"),
    // Its build for Node asks for modules of Node.
    yaml: `${pkg}node_modules/yaml/browser/index.js`,
  },
  plugins: [lessBlanks],
};

await rm(out, { recursive: true, force: true });
await mkdir(`${out}/modules`, { recursive: true });
await Promise.all([writeModules(), writeCommonJs(), writeManifest(), writeLicences()]);

function writeModules() {
  return build({
    ...common,
    entryPoints: {
      define: source("define"),
      "define-form": source("define-form"),
      "define-list": source("define-list"),
      class: source("index"),
    },
    outdir: `${out}/modules`,
    format: "esm",
    target: ["chrome123", "firefox120", "safari17.5"],
    splitting: true,
    chunkNames: "parts/[name]-[hash]",
  });
}

/** For what still calls `require`: servers and test runners. One copy of the classes for both entries. */
async function writeCommonJs() {
  /** @type {import("esbuild").BuildOptions} */
  const options = {
    ...common,
    outdir: `${out}/cjs`,
    format: "cjs",
    target: "es2022",
    outExtension: { ".js": ".cjs" },
  };
  await build({ ...options, entryPoints: { "element-class": source("index") } });
  /** @type {import("esbuild").Plugin} */
  const classes = {
    name: "classes-apart",
    setup: ({ onResolve }) =>
      onResolve({ filter: /^\.\/(index|form\/form|list\/list)\.js$/ }, () => ({
        path: "./element-class.cjs",
        external: true,
      })),
  };
  await build({
    ...options,
    plugins: [classes, lessBlanks],
    entryPoints: {
      element: source("define"),
      "element-form": source("define-form"),
      "element-list": source("define-list"),
    },
  });
}

/** What the analyzer says of the sources, as the files of the package. */
async function writeManifest() {
  const found = await cli({ argv: ["analyze", "--quiet"], cwd: www, noWrite: true });
  const manifest = {
    schemaVersion: found.schemaVersion,
    readme: "",
    modules: modulesOf(found.modules),
  };
  const text = `${JSON.stringify(manifest, null, 1)}\n`;
  await writeFile(`${out}/modules/custom-elements.json`, text);
}

/**
 * The files of the package that a user may import; what is not public stays out.
 * @param {Module[]} modules
 */
function modulesOf(modules) {
  const path = "dist/element/class.js";
  const declarations = modules
    .flatMap(({ declarations: each = [] }) => each)
    .filter(({ customElement, tagName }) => customElement && tagName !== undefined)
    .map(({ superclass: _, members = [], ...rest }) => ({
      ...rest,
      members: members.filter(isPublic).map(withoutOrigin),
      attributes: rest.attributes?.map(withoutOrigin),
    }));
  const reference = (/** @type {string} */ name) => ({ name, module: path });
  return [
    {
      kind: "javascript-module",
      path,
      declarations,
      exports: declarations.map(({ name }) => ({ kind: "js", name, declaration: reference(name) })),
    },
    ...["define", "define-form", "define-list"].map((file) => ({
      kind: "javascript-module",
      path: `dist/element/${file}.js`,
      declarations: [],
      exports: declarations
        .filter(({ tagName = "" }) => file === "define" || tagName.endsWith(file.slice(6)))
        .map(({ name, tagName }) => ({
          kind: "custom-element-definition",
          name: tagName,
          declaration: reference(name),
        })),
    })),
  ];
}

/**
 * @typedef {{ name: string, privacy?: string, static?: boolean, inheritedFrom?: unknown }} Member
 * @typedef {{ name: string, tagName?: string, customElement?: boolean, superclass?: unknown, members?: Member[], attributes?: Member[] }} Declaration
 * @typedef {{ declarations?: Declaration[] }} Module
 */

/** @param {Member} member */
function isPublic({ privacy = "public", name, static: fixed }) {
  return privacy === "public" && !fixed && !name.startsWith("#") && !OWN.test(name);
}

/**
 * Where a member is inherited from is a file that is not shipped.
 * @param {Member} member
 */
function withoutOrigin({ inheritedFrom: _, ...rest }) {
  return rest;
}

async function writeLicences() {
  const texts = BUNDLED.map(async (name) => {
    return `${name}\n\n${await readFile(`${www}node_modules/${name}/LICENSE`, "utf8")}`;
  });
  await writeFile(`${out}/licences.txt`, (await Promise.all(texts)).join("\n"));
}
