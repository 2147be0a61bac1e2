/** How the module is found, in processes of their own: nothing at import, one compile at the first call. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

const pkg = join(dirname(fileURLToPath(import.meta.url)), "..");
const url = (path) => JSON.stringify(pathToFileURL(join(pkg, path)).href);
const path = (name) => JSON.stringify(join(pkg, name));

/** Counts every compile from now on. */
const WATCH = `
let compiled = 0;
for (const name of ["Module", "Instance"]) {
  const Original = WebAssembly[name];
  WebAssembly[name] = new Proxy(Original, { construct(target, args) { if (name === "Module") compiled += 1; return Reflect.construct(target, args); } });
}
for (const name of ["compile", "instantiate", "compileStreaming"]) {
  const original = WebAssembly[name];
  WebAssembly[name] = (...args) => { compiled += 1; return original.apply(WebAssembly, args); };
}
const assert = (await import("node:assert/strict")).default;
const good = { location: "westeurope", properties: { computeType: "AmlCompute" } };
`;

function run(code, ...flags) {
  const args = [...flags, "--input-type=module", "--eval", WATCH + code];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: pkg, encoding: "utf8" });
  assert.equal(status, 0, stderr);
  return stdout;
}

test("Node, ES module: nothing at import, one compile", () => {
  run(`
    const api = await import("azureml-compute");
    assert.equal(compiled, 0);
    assert.equal(api.validate(good).kind, "AmlCompute");
    api.validate(good);
    assert.equal(compiled, 1);
  `);
});

test("Node, CommonJS: nothing at require, one compile, beside the ES module", () => {
  run(`
    const { createRequire } = await import("node:module");
    const require = createRequire(${url("test/x.mjs")});
    const cjs = require("azureml-compute");
    const esm = await import("azureml-compute");
    assert.equal(compiled, 0);
    assert.deepEqual(cjs.validate(good), esm.validate(good));
    assert.equal(compiled, 2);
    assert.deepEqual(Object.keys(cjs).sort(), Object.keys(esm).sort());
    for (const entry of ["web", "inline", "slim"]) assert.equal(typeof require("azureml-compute/" + entry).validate, "function");
  `);
});

test("browser and default conditions carry the module inside and compile at the first call", () => {
  const code = `
    const fs = (await import("node:fs")).default;
    const { syncBuiltinESMExports } = await import("node:module");
    fs.readFileSync = () => { throw new Error("no files here"); };
    syncBuiltinESMExports();
    const api = await import(NAME);
    assert.equal(compiled, 0);
    assert.equal(api.validate(good).kind, "AmlCompute");
    assert.equal(compiled, 1);
  `;
  run(code.replace("NAME", '"azureml-compute/inline"'));
  run(code.replace("NAME", url("dist/esm/inline.js")));
});

test("./web: a call before init names the line to add; init is idempotent and shared", () => {
  run(`
    const { readFile } = await import("node:fs/promises");
    const api = await import("azureml-compute/web");
    const line = { name: "NotInitializedError", code: "NOT_INITIALIZED", message: /await init\\(\\)/ };
    assert.throws(() => api.validate(good), line);
    assert.throws(() => api.checkName("AmlCompute", "abc"), line);
    await assert.rejects(api.validateMany("[]")[Symbol.asyncIterator]().next(), line);
    assert.throws(() => new api.ComputeClient({ subscriptionId: "s", resourceGroup: "g", workspace: "w", credential: async () => ({}) }), line);
    const bytes = await readFile(${path("wasm/azureml_compute.wasm")});
    const [first, second] = [api.init(bytes), api.init(bytes)];
    assert.equal(first, second);
    await Promise.all([first, second]);
    await api.init("data:text/plain,ignored by now");
    assert.equal(compiled, 1);
    assert.equal(api.validate(good).kind, "AmlCompute");
  `);
});

test("./web: what cannot be loaded is said, and a second try may succeed", () => {
  run(`
    const { readFile } = await import("node:fs/promises");
    const api = await import("azureml-compute/web");
    const bytes = await readFile(${path("wasm/azureml_compute.wasm")});
    await assert.rejects(api.init("data:text/plain,nothing"), { name: "NotInitializedError" });
    await assert.rejects(api.init(new Response("", { status: 404 })), { name: "NotInitializedError", message: /404/ });
    await api.init(bytes);
    assert.equal(api.validate(good).kind, "AmlCompute");
  `);
});

test("./web: every kind of source", () => {
  for (const source of [
    "bytes",
    "bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)",
    "new WebAssembly.Module(bytes)",
    'new Response(bytes, { headers: { "content-type": "application/wasm" } })',
    "new Response(bytes)",
    "Promise.resolve(new Response(bytes))",
    '"data:application/wasm;base64," + bytes.toString("base64")',
    'new URL("data:application/wasm;base64," + bytes.toString("base64"))',
  ]) {
    run(`
      const { readFile } = await import("node:fs/promises");
      const bytes = await readFile(${path("wasm/azureml_compute.wasm")});
      const { init, validate } = await import("azureml-compute/web");
      await init(${source});
      assert.equal(validate(good).kind, "AmlCompute");
    `);
  }
});

test("./slim chooses nothing", () => {
  run(`
    const { readFileSync } = await import("node:fs");
    const { initSync, validate } = await import("azureml-compute/slim");
    assert.throws(() => validate(good), { code: "NOT_INITIALIZED", message: /slim/ });
    initSync(readFileSync(${path("wasm/azureml_compute.wasm")}));
    assert.equal(validate(good).kind, "AmlCompute");
  `);
});

test("after a trap every call throws PoisonedError, until reset()", () => {
  run(`
    const Original = WebAssembly.Instance;
    let broken = true;
    WebAssembly.Instance = function (...args) {
      const { exports } = new Original(...args);
      const checker_check = (...all) => { if (broken) throw new WebAssembly.RuntimeError("unreachable"); return exports.checker_check(...all); };
      return { exports: { ...exports, checker_check } };
    };
    WebAssembly.Instance.prototype = Original.prototype;
    const api = await import("azureml-compute");
    const poisoned = { name: "PoisonedError", code: "POISONED", help: /reset/ };
    assert.equal(api.parseResourceId("x").ok, false);
    assert.throws(() => api.validate(good), poisoned);
    assert.throws(() => api.parseResourceId("x"), poisoned);
    assert.throws(() => api.checkName("AmlCompute", "abc"), poisoned);
    assert.equal(api.version.length > 0, true);
    broken = false;
    assert.throws(() => api.validate(good), poisoned);
    api.reset();
    assert.equal(api.validate(good).kind, "AmlCompute");
    api.reset();
    api.reset();
    assert.equal(api.validate(good).kind, "AmlCompute");
  `);
});

test("a module of another version is refused", () => {
  run(`
    const Original = WebAssembly.Instance;
    WebAssembly.Instance = function (...args) {
      const { exports } = new Original(...args);
      return { exports: { ...exports, version: () => { const answer = exports.parseResourceId(1, 0, 0, 0); return answer; } } };
    };
    WebAssembly.Instance.prototype = Original.prototype;
    const api = await import("azureml-compute");
    assert.throws(() => api.validate(good), { name: "NotInitializedError", message: /version/ });
  `);
});

test("errors can be told apart without instanceof", () => {
  run(`
    const { createRequire } = await import("node:module");
    const cjs = createRequire(${url("test/x.mjs")})("azureml-compute");
    const esm = await import("azureml-compute");
    for (const name of Object.keys(esm).filter((key) => key.endsWith("Error"))) {
      const error = new cjs[name]({ message: "m", code: "c" });
      assert.equal(error.name, name);
      assert.equal(error instanceof esm[name], false);
      assert.equal(error instanceof Error, true);
      assert.equal(typeof error.code, "string");
      assert.match(String(error), new RegExp("^" + name));
    }
  `);
});
