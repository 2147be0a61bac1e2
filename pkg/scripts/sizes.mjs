/** Weighs what a page downloads and fails above the budget. 1 KB = 1000 bytes. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { buildSync } from "esbuild";

const pkg = join(dirname(fileURLToPath(import.meta.url)), "..");

/**
 * Bytes. The first is the figure that is meant by "the size of this package". Raised only together with a line
 * in src/manual/decisions/006-weight.md that says what for.
 */
const BUDGET = {
  "before the first check": { brotli: 193_000 },
  "client part": { brotli: 63_000 },
  "formats part": { brotli: 116_000 },
  everything: { brotli: 430_000 },
  "reader of Bicep": { brotli: 12_500 },
  "reader of Terraform": { brotli: 16_000 },
};

/** Where they are meant to go. */
const GOALS = {
  "before the first check": 130_000,
  "client part": 50_000,
  "formats part": 45_000,
  everything: 215_000,
};

const file = (part) => weigh(readFileSync(join(pkg, "wasm", `azureml_compute${part}.wasm`)));
const [core, client, formats] = ["", "_client", "_formats"].map(file);
// What a page fetches that says: import { init, validate } from "azureml-compute/web"; await init(); validate(text);
const first = weigh(minified("web", ["init", "validate"]));
const withClient = weigh(minified("web", ["init", "validate", "ComputeClient"]));
const withConvert = weigh(minified("web", ["init", "validate", "convert"]));
const all = weigh(minified("web"));
const rows = {
  "before the first check": sum(core, first),
  "  core": core,
  "  its glue": first,
  "client part": client,
  "  glue of ComputeClient": less(withClient, first),
  "formats part": formats,
  "  glue of convert": less(withConvert, first),
  everything: sum(core, client, formats, all),
  "  glue of ./web, all of it": all,
  "default entry, all inline": weigh(minified("inline")),
};

// Entries of their own: what they hold beside the module, which all have inline.
const inline = weigh(withoutModules(minified("inline", ["validate", "convert"])));
for (const [entry, name] of [
  ["yaml", "reader of YAML"],
  ["bicep", "reader of Bicep"],
  ["terraform", "reader of Terraform"],
]) {
  rows[name] = less(weigh(withoutModules(minified(entry))), inline);
}

const column = (text) => String(text).padStart(12);
console.log(`      ${"KB".padEnd(28)}${column("raw")}${column("gzip")}${column("brotli")}`);
const faults = [];
for (const [name, sizes] of Object.entries(rows)) {
  const cells = Object.entries(sizes).map(([how, size]) => {
    const limit = BUDGET[name]?.[how];
    if (limit !== undefined && size > limit) faults.push(`${name}, ${how}: ${size} bytes of ${limit}`);
    return column(limit === undefined ? kb(size) : `${kb(size)}/${limit / 1000}`);
  });
  console.log(`      ${name.padEnd(28)}${cells.join("")}`);
}
for (const [name, goal] of Object.entries(GOALS)) {
  const above = rows[name].brotli - goal;
  if (above > 0) console.log(`      ${name}: ${kb(above)} KB above the goal of ${kb(goal)} KB brotli`);
}
if (faults.length > 0) {
  console.error(`over the budget:\n  ${faults.join("\n  ")}`);
  process.exit(1);
}

/** What a bundler makes of an entry, or of those of its exports that are wanted. */
function minified(entry, wanted) {
  const file = join(pkg, "dist/esm", `${entry}.js`);
  const options = {
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    write: false,
    logLevel: "error",
  };
  const names = wanted === undefined ? "*" : `{ ${wanted.join(", ")} }`;
  const contents = `export ${names} from ${JSON.stringify(file)};`;
  const { outputFiles } = buildSync({ ...options, stdin: { contents, resolveDir: pkg } });
  return Buffer.from(outputFiles[0].contents);
}

/** A script without the modules that stand in it as base64: beside so much, a small difference would be chance. */
function withoutModules(script) {
  return Buffer.from(script.toString().replace(/"AGFzb[\w+/=]{1000,}"/g, '""'));
}

function sum(...sizes) {
  return combined(sizes, (one, other) => one + other);
}

function less(whole, part) {
  return combined([whole, part], (one, other) => one - other);
}

function combined(sizes, how) {
  const names = Object.keys(sizes[0]);
  return Object.fromEntries(names.map((name) => [name, sizes.map((size) => size[name]).reduce(how)]));
}

function weigh(bytes) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return {
    raw: bytes.length,
    gzip: gzipSync(bytes, { level: 9 }).length,
    brotli: brotliCompressSync(bytes, { params }).length,
  };
}

function kb(bytes) {
  return (bytes / 1000).toFixed(1);
}
