/** The tarball in an empty project: what a user gets, not what lies around here. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const pkg = join(dirname(fileURLToPath(import.meta.url)), "..");
const project = mkdtempSync(join(tmpdir(), "azureml-compute-"));
const installed = join(project, "node_modules/azureml-compute");
const bin = (path) => join(pkg, "node_modules", path);
let tarball;
let files;

function run(program, args, options = {}) {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: project, encoding: "utf8", ...options });
  assert.equal(status, 0, `${program} ${args.join(" ")}\n${stdout}\n${stderr}`);
  return stdout;
}

/** The same program for every way of loading: prints `AmlCompute false 1.` */
const PROGRAM = `
const report = validate({ location: "westeurope", properties: { computeType: "AmlCompute", properties: { scaleSettings: { minNodeCount: 3, maxNodeCount: 1 } } } });
console.log(report.kind, report.valid, report.diagnostics.some(({ code }) => code === "scale/min-above-max"));
`;
const ANSWER = "AmlCompute false true\n";

before(() => {
  const packed = run("npm", ["pack", "--json", "--pack-destination", project], { cwd: pkg });
  [{ filename: tarball, files }] = JSON.parse(packed);
  files = files.map(({ path }) => path);
  writeFileSync(join(project, "package.json"), '{ "private": true }');
  run("npm", ["install", "--no-audit", "--no-fund", "--offline", `./${tarball}`]);
});
after(() => rmSync(project, { recursive: true, force: true }));

const MODULES = ["", "_client", "_formats"].map((part) => `wasm/azureml_compute${part}.wasm`);

test("holds each wasm file once, one inline copy of each, no dependency and nothing of the workshop", () => {
  assert.deepEqual(files.filter((path) => path.endsWith(".wasm")).sort(), MODULES.toSorted());
  for (const module of MODULES) {
    // The first bytes of a module, in base64 as long as the alignment is that of a whole module.
    const magic = readFileSync(join(installed, module)).subarray(0, 300).toString("base64");
    const copies = files.filter((path) => readFileSync(join(installed, path), "utf8").includes(magic));
    assert.equal(copies.length, 1, `${module}: ${copies.join(", ")}`);
    assert.match(copies[0], /^dist\/esm\//);
  }
  for (const path of files)
    assert.match(
      path,
      /^(dist\/|schema\/[\w/-]+\.json$|wasm\/azureml_compute(_client|_formats)?\.wasm$|package\.json$|README|LICENSE|CHANGELOG)/,
    );
  const manifest = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
  for (const kind of ["dependencies", "peerDependencies", "optionalDependencies"])
    assert.equal(manifest[kind], undefined);
  for (const script of ["preinstall", "install", "postinstall", "prepare"])
    assert.equal(manifest.scripts[script], undefined);
  for (const name of ["README.md", "LICENSE"]) assert.ok(files.includes(name), name);
});

test("no path of the machine that built it is in any file", () => {
  const home = process.env.CARGO_HOME ?? join(process.env.HOME ?? "/root", ".cargo");
  for (const path of files) {
    const text = readFileSync(join(installed, path), "latin1");
    for (const word of [join(pkg, ".."), home, project])
      assert.ok(!text.includes(word), `${word} in ${path}`);
    // Where cargo keeps what comes from a registry: the host, and a number of its own.
    assert.doesNotMatch(text, /registry\/src|[\w.-]+\.[a-z]+-[0-9a-f]{16}\//, path);
  }
});

test("types come first in every branch of exports, and every file is there", () => {
  const { exports } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
  const visit = (node, where) => {
    if (typeof node === "string") {
      // A pattern stands for the files of a folder.
      return assert.ok(existsSync(join(installed, node.replace(/\*$/, ""))), node);
    }
    if ("types" in node) assert.equal(Object.keys(node)[0], "types", where);
    for (const [condition, child] of Object.entries(node)) visit(child, `${where} ${condition}`);
  };
  visit(exports, "exports");
});

test("ES module and CommonJS in Node, and under the condition of a browser", () => {
  writeFileSync(join(project, "a.mjs"), `import { validate } from "azureml-compute";${PROGRAM}`);
  writeFileSync(join(project, "a.cjs"), `const { validate } = require("azureml-compute");${PROGRAM}`);
  assert.equal(run(process.execPath, ["a.mjs"]), ANSWER);
  assert.equal(run(process.execPath, ["a.cjs"]), ANSWER);
  assert.equal(run(process.execPath, ["--conditions=browser", "a.mjs"]), ANSWER);
  assert.equal(run(process.execPath, ["--conditions=browser", "a.cjs"]), ANSWER);
});

test("the wasm file has a name of its own", () => {
  writeFileSync(
    join(project, "b.mjs"),
    `import { readFileSync } from "node:fs"; import { init, validate } from "azureml-compute/web";
     await init(readFileSync(new URL(import.meta.resolve("azureml-compute/azureml_compute.wasm"))));${PROGRAM}`,
  );
  assert.equal(run(process.execPath, ["b.mjs"]), ANSWER);
});

test("a browser bundle by esbuild, of import and of require, runs without a plugin and without files", async () => {
  writeFileSync(join(project, "c.js"), `import { validate } from "azureml-compute";${PROGRAM}`);
  writeFileSync(join(project, "d.js"), `const { validate } = require("azureml-compute");${PROGRAM}`);
  for (const entry of ["c.js", "d.js"]) {
    const outfile = join(project, "out", entry.replace(".js", ".mjs"));
    await build({
      absWorkingDir: project,
      entryPoints: [entry],
      bundle: true,
      minify: true,
      format: "esm",
      platform: "browser",
      outfile,
    });
    assert.ok(!readFileSync(outfile, "utf8").includes("node:fs"));
    assert.equal(run(process.execPath, [outfile]), ANSWER);
  }
});

test("a Node bundle that leaves the file behind says what to import instead", async () => {
  const outfile = join(project, "out/e.mjs");
  await build({
    absWorkingDir: project,
    entryPoints: ["a.mjs"],
    bundle: true,
    format: "esm",
    platform: "node",
    outfile,
  });
  const { status, stderr } = spawnSync(process.execPath, [outfile], { cwd: project, encoding: "utf8" });
  assert.notEqual(status, 0);
  assert.match(stderr, /azureml-compute\/inline/);
});

test("unused parts can be shaken off", async () => {
  const size = async (code) => {
    writeFileSync(join(project, "f.js"), code);
    const { outputFiles } = await build({
      absWorkingDir: project,
      entryPoints: ["f.js"],
      bundle: true,
      minify: true,
      format: "esm",
      write: false,
    });
    return outputFiles[0].contents.length;
  };
  const whole = await size('export * from "azureml-compute/web"');
  const part = await size('export { init, validate } from "azureml-compute/web"');
  assert.ok(part < whole * 0.9, `${part} of ${whole}`);
});

test("the types hold for NodeNext and for bundlers, as ES module and CommonJS", () => {
  mkdirSync(join(project, "types"), { recursive: true });
  cpSync(join(pkg, "test/types/api.ts"), join(project, "types/api.mts"));
  const text = readFileSync(join(pkg, "test/types/api.ts"), "utf8");
  writeFileSync(join(project, "types/api.cts"), text);
  cpSync(join(pkg, "test/types/element.ts"), join(project, "types/element.mts"));
  writeFileSync(join(project, "types/element.cts"), readFileSync(join(pkg, "test/types/element.ts"), "utf8"));
  cpSync(bin("@types"), join(project, "node_modules/@types"), { recursive: true });
  cpSync(bin("undici-types"), join(project, "node_modules/undici-types"), { recursive: true });
  const strict = [
    "--strict",
    "--noEmit",
    "--exactOptionalPropertyTypes",
    "--target",
    "es2022",
    "--lib",
    "es2023",
    "--types",
    "node",
  ];
  const tsc = bin("typescript/bin/tsc");
  run(process.execPath, [tsc, ...strict, "--module", "nodenext", "types/api.mts", "types/api.cts"]);
  run(process.execPath, [
    tsc,
    ...strict,
    "--module",
    "esnext",
    "--moduleResolution",
    "bundler",
    "types/api.mts",
  ]);
  const page = [
    "--strict",
    "--noEmit",
    "--target",
    "es2022",
    "--lib",
    "es2023,dom,dom.asynciterable",
    "--typeRoots",
    "none",
  ];
  const bundler = ["--module", "esnext", "--moduleResolution", "bundler"];
  run(process.execPath, [tsc, ...page, ...bundler, "types/api.mts", "types/element.mts"]);
  run(process.execPath, [tsc, ...page, "--module", "nodenext", "types/element.mts", "types/element.cts"]);
});

test("publint and attw have nothing to say", () => {
  run(process.execPath, [bin("publint/src/cli.js"), "run", join(project, tarball), "--strict"]);
  run(process.execPath, [
    bin("@arethetypeswrong/cli/dist/index.js"),
    join(project, tarball),
    "--profile",
    "node16",
    "--format",
    "ascii",
    "--exclude-entrypoints",
    "azureml_compute.wasm",
    "azureml_compute_client.wasm",
    "azureml_compute_formats.wasm",
    // The script of a worker: started by its address, never required.
    "workers/script",
  ]);
});
