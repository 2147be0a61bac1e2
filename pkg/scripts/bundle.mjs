/** Makes dist/: the entries as ES modules with shared chunks and as CommonJS, and their types for both. */
import { spawnSync } from "node:child_process";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { licencesOfElements, writeElements } from "./elements.mjs";
import { bill } from "./sbom.mjs";

const pkg = join(dirname(fileURLToPath(import.meta.url)), "..");
const entry = (name) => join(pkg, "src/entry", `${name}.ts`);
const locales = { "locales/ru": join(pkg, "src/locales/ru.ts") };
const entries = (names) => ({ ...Object.fromEntries(names.map((name) => [name, entry(name)])), ...locales });
const common = { absWorkingDir: pkg, bundle: true, target: "es2022", charset: "utf8", logLevel: "warning" };

/** Folders of the packages that are bundled beside the crates and the elements' own. */
const bundled = new Set();

/** What the elements have inside. */
const IN_ELEMENTS = ["lit", "lit-element", "lit-html", "@lit/reactive-element", "uplot"];

await rm(join(pkg, "dist"), { recursive: true, force: true });
await writeInlineModule();
declare();
await Promise.all([writeModules(), writeCommonJs(), writeElements(), writeCommonJsTypes()]);
await writeLicences();

/** The texts that the inline entry carries: the only copies of the core and its parts beside the files. */
async function writeInlineModule() {
  for (const [file, inline] of [
    ["azureml_compute", "inline"],
    ["azureml_compute_client", "inline-client"],
    ["azureml_compute_formats", "inline-formats"],
  ]) {
    const bytes = await readFile(join(pkg, "wasm", `${file}.wasm`));
    await writeFile(join(pkg, "wasm", `${inline}.js`), `export default "${bytes.toString("base64")}";\n`);
    const types = "declare const text: string;\nexport default text;\n";
    await writeFile(join(pkg, "wasm", `${inline}.d.ts`), types);
  }
}

function declare() {
  const tsc = join(pkg, "node_modules/typescript/bin/tsc");
  const { status } = spawnSync(process.execPath, [tsc, "-p", pkg], { stdio: "inherit" });
  if (status !== 0) process.exit(1);
}

async function writeModules() {
  const { metafile } = await build({
    ...common,
    metafile: true,
    entryPoints: entries([
      "node",
      "workerd",
      "web",
      "inline",
      "slim",
      "yaml",
      "yaml-node",
      "yaml-workerd",
      "terraform",
      "terraform-node",
      "terraform-workerd",
      "bicep",
      "bicep-node",
      "bicep-workerd",
      "workers",
      "workers-node",
      "workers-script",
      "workers-thread",
      "cli",
    ]),
    outdir: join(pkg, "dist/esm"),
    format: "esm",
    splitting: true,
    chunkNames: "shared-[hash]",
    // The file stays a file: workerd and the tools around it make a module of such an import.
    external: ["node:*", "*.wasm"],
  });
  note(metafile);
}

/** One file per entry. The inline one is left to bundlers, which read ES modules. */
async function writeCommonJs() {
  const { metafile } = await build({
    ...common,
    metafile: true,
    entryPoints: entries([
      "node",
      "web",
      "slim",
      "yaml-node",
      "terraform-node",
      "bicep-node",
      "lsp",
      "mcp",
      "workers-node",
    ]),
    outdir: join(pkg, "dist/cjs"),
    outExtension: { ".js": ".cjs" },
    format: "cjs",
    platform: "node",
    define: { "import.meta.url": "addressOfThisFile" },
    banner: { js: 'const addressOfThisFile = require("node:url").pathToFileURL(__filename).href;' },
  });
  note(metafile);
}

/** Notes the packages of which something is in a bundle. */
function note({ outputs }) {
  for (const { inputs } of Object.values(outputs)) {
    for (const input of Object.keys(inputs)) {
      const folder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
      if (folder !== undefined) bundled.add(folder);
    }
  }
}

/** The same declarations once more, as those of CommonJS files. */
async function writeCommonJsTypes() {
  const from = join(pkg, "dist/types");
  for (const found of await readdir(from, { recursive: true, withFileTypes: true })) {
    const file = join(found.parentPath ?? found.path, found.name);
    if (!found.name.endsWith(".d.ts") || relative(from, file).startsWith("element")) continue;
    const text = await readFile(file, "utf8");
    const target = join(pkg, "dist/types-cjs", relative(from, file)).replace(/\.d\.ts$/, ".d.cts");
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text.replace(/((?:from|import\()\s*"\.{1,2}\/[^"]+)\.js"/g, '$1.cjs"'));
  }
}

/** What is bundled keeps its licence. */
async function writeLicences() {
  const texts = [...bundled].sort().map(async (folder) => {
    const { name } = JSON.parse(await readFile(join(pkg, folder, "package.json"), "utf8"));
    const file = (await readdir(join(pkg, folder))).find((one) => /^licen[cs]e(?:\.|$)/i.test(one));
    // Without its text nothing may be handed on.
    if (file === undefined) throw new Error(`the package ${name} is bundled and has no file of its licence`);
    return `${name}\n\n${await readFile(join(pkg, folder, file), "utf8")}`;
  });
  // Made by `cargo xtask build`; a test looks that every crate is there.
  const linked = readFile(join(pkg, "wasm/licences.txt"), "utf8").catch((error) => {
    console.warn(`the licences of the crates are missing: ${error.message}`);
    return "";
  });
  await writeFile(
    join(pkg, "dist/THIRD-PARTY-LICENSES.txt"),
    (await Promise.all([...texts, licencesOfElements(), linked])).join("\n"),
  );
  const lock = async (folder) => JSON.parse(await readFile(join(pkg, folder, "package-lock.json"), "utf8"));
  const packages = [
    { lock: await lock("."), folders: [...bundled] },
    { lock: await lock("../www"), folders: IN_ELEMENTS.map((name) => `node_modules/${name}`) },
  ];
  const made = await bill(pkg, await linked, packages);
  await writeFile(join(pkg, "dist/sbom.cdx.json"), `${JSON.stringify(made, null, 2)}\n`);
}
