/** Weighs what a page downloads and fails above the budget. 1 KB = 1000 bytes. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { buildSync } from "esbuild";

const pkg = join(dirname(fileURLToPath(import.meta.url)), "..");

/**
 * Bytes. The sum is the figure that is meant by "the size of this package". Raised only together with a line
 * in src/manual/decisions/006-weight.md that says what for.
 */
const BUDGET = {
  wasm: { brotli: 333_000 },
  "wasm + glue of ./web": { brotli: 353_000 },
  "reader of Bicep": { brotli: 40_000 },
  "reader of Terraform": { brotli: 40_000 },
};

/** Where the sum is meant to go. */
const GOAL = 70_000;

const wasm = weigh(readFileSync(join(pkg, "wasm/azureml_compute.wasm")));
// Everything of ./web but what only who calls it loads: the texts of `explain`, the writers of formats.
const OPTIONAL = ["explain", "convert", "targetFormats"];
const needed = (name) => !OPTIONAL.includes(name);
const glue = weigh(minified("web", needed));
const rows = {
  wasm,
  "glue of ./web": glue,
  "wasm + glue of ./web": {
    raw: wasm.raw + glue.raw,
    gzip: wasm.gzip + glue.gzip,
    brotli: wasm.brotli + glue.brotli,
  },
  "glue with explain, convert": weigh(minified("web")),
  "default entry, wasm inline": weigh(minified("inline", needed)),
};

// Entries of their own: what they hold beside the module, which they have inline.
const inline = weigh(minified("inline", needed));
for (const [entry, name] of [
  ["yaml", "reader of YAML"],
  ["bicep", "reader of Bicep"],
  ["terraform", "reader of Terraform"],
]) {
  const whole = weigh(minified(entry));
  rows[name] = {
    raw: whole.raw - inline.raw,
    gzip: whole.gzip - inline.gzip,
    brotli: whole.brotli - inline.brotli,
  };
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
const sum = rows["wasm + glue of ./web"].brotli;
if (sum > GOAL) console.log(`      ${kb(sum - GOAL)} KB above the goal of ${kb(GOAL)} KB brotli`);
if (faults.length > 0) {
  console.error(`over the budget:\n  ${faults.join("\n  ")}`);
  process.exit(1);
}

/** What a bundler makes of an entry, or of those of its exports that are wanted. */
function minified(entry, wanted = () => true) {
  const file = join(pkg, "dist/esm", `${entry}.js`);
  const options = { bundle: true, minify: true, format: "esm", target: "es2022", write: false };
  const { metafile } = buildSync({ ...options, entryPoints: [file], metafile: true });
  const [{ exports }] = Object.values(metafile.outputs);
  const contents = `export { ${exports.filter(wanted).join(", ")} } from ${JSON.stringify(file)};`;
  const { outputFiles } = buildSync({ ...options, stdin: { contents, resolveDir: pkg } });
  return outputFiles[0].contents;
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
