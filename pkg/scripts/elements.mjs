/**
 * Makes dist/element/: the elements of www with what they stand on (lit, uPlot) inside, and the manifest that
 * editors read. What the elements load on demand stays apart.
 *
 * One build for pages and servers: lit's own build for servers differs from that for pages only in taking
 * what a server does not have from a shim. A server gets classes that nobody can draw.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { lessBlanks } from "../../www/scripts/less-blanks.js";

const pkg = join(dirname(fileURLToPath(import.meta.url)), "..");
const www = join(pkg, "../www");
const source = (name) => join(www, "src/element", name);
/** What is bundled, for its licences. */
const BUNDLED = ["lit", "uplot"];

const common = {
  absWorkingDir: pkg,
  bundle: true,
  minify: true,
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
  platform: "neutral",
  mainFields: ["module", "main"],
  conditions: ["node"],
  alias: {
    "@lit-labs/ssr-dom-shim": join(pkg, "src/element/server.js"),
    // Its build for Node asks for modules of Node.
    yaml: join(pkg, "node_modules/yaml/browser/index.js"),
  },
  plugins: [lessBlanks],
};

/** Writes everything of the elements but their types. */
export async function writeElements() {
  await Promise.all([writeModules(), writeCommonJs(), writeCommonJsTypes(), writeManifest()]);
}

/** The licences of what is inside. */
export function licencesOfElements() {
  return BUNDLED.map(async (name) => {
    const text = await readFile(join(www, "node_modules", name, "LICENSE"), "utf8");
    return `${name}\n\n${text}`;
  });
}

function writeModules() {
  return build({
    ...common,
    entryPoints: {
      define: source("define.js"),
      "define-form": source("define-form.js"),
      "define-list": source("define-list.js"),
      class: source("index.js"),
    },
    outdir: join(pkg, "dist/element"),
    format: "esm",
    target: ["chrome123", "firefox120", "safari17.5"],
    splitting: true,
    chunkNames: "parts/[name]-[hash]",
  });
}

/** For what still calls `require`: servers and test runners. One copy of the classes for both entries. */
async function writeCommonJs() {
  const options = { ...common, outdir: join(pkg, "dist/cjs"), format: "cjs", target: "es2022" };
  const outExtension = { ".js": ".cjs" };
  await build({ ...options, outExtension, entryPoints: { "element-class": source("index.js") } });
  const classes = {
    name: "classes-apart",
    setup: ({ onResolve }) =>
      onResolve({ filter: /^\.\/(index|form|list)\.js$/ }, () => ({
        path: "./element-class.cjs",
        external: true,
      })),
  };
  await build({
    ...options,
    outExtension,
    plugins: [classes, lessBlanks],
    entryPoints: {
      element: source("define.js"),
      "element-form": source("define-form.js"),
      "element-list": source("define-list.js"),
    },
  });
}

/**
 * They lead to those of the modules: a second copy would say the same to the global maps of elements, as other
 * types.
 */
async function writeCommonJsTypes() {
  const folder = join(pkg, "dist/types-cjs/element");
  await mkdir(folder, { recursive: true });
  const from = (name) => `"../../types/element/${name}.js" with { "resolution-mode": "import" }`;
  const classes = ["AzuremlComputeForm", "AzuremlComputeList"].map(
    (name) => `/** See the class of this name. */
export declare const ${name}: typeof classes.${name};
export type ${name} = classes.${name};\n`,
  );
  for (const name of ["define", "define-form", "define-list"]) {
    await writeFile(join(folder, `${name}.d.cts`), `export type * from ${from(name)};\n`);
  }
  await writeFile(
    join(folder, "class.d.cts"),
    `import type * as classes from ${from("class")};\nexport type * from ${from("shapes")};\n${classes.join("")}`,
  );
}

/** What the analyzer says of the sources of www, as the files of the package. */
async function writeManifest() {
  const analyzer = join(www, "node_modules/@custom-elements-manifest/analyzer/cli.js");
  const { cli } = await import(pathToFileURL(analyzer).href);
  const { schemaVersion, modules } = await cli({ argv: ["analyze", "--quiet"], cwd: www, noWrite: true });
  const manifest = { schemaVersion, readme: "", modules: modulesOf(modules) };
  await mkdir(join(pkg, "dist/element"), { recursive: true });
  await writeFile(join(pkg, "dist/element/custom-elements.json"), `${JSON.stringify(manifest, null, 1)}\n`);
}

/** The files of the package that a user may import; what is not public stays out. */
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
  const reference = (name) => ({ name, module: path });
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
        .filter(({ tagName }) => file === "define" || tagName.endsWith(file.replace("define", "")))
        .map(({ name, tagName }) => ({
          kind: "custom-element-definition",
          name: tagName,
          declaration: reference(name),
        })),
    })),
  ];
}

/** Lit's and the browser's own callbacks are nobody's to call. */
const OWN = /Callback$|^(willUpdate|updated|render|firstUpdated|shouldUpdate|update)$/;

function isPublic({ privacy = "public", name, static: fixed }) {
  return privacy === "public" && !fixed && !name.startsWith("#") && !OWN.test(name);
}

/** Where a member is inherited from is a file that is not shipped. */
function withoutOrigin({ inheritedFrom: _, ...rest }) {
  return rest;
}
