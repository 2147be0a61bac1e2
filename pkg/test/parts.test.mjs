/** The parts beside the core: loaded when they are first needed, late, twice, at once, or not at all. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const pkg = join(dirname(fileURLToPath(import.meta.url)), "..");
const file = (part) => JSON.stringify(join(pkg, "wasm", `azureml_compute${part}.wasm`));

/** Each program has a process of its own: what is loaded stays loaded. */
const HEAD = `
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
const core = readFileSync(${file("")});
const parts = { client: readFileSync(${file("_client")}), formats: readFileSync(${file("_formats")}) };
let made = 0;
const Instance = WebAssembly.Instance;
WebAssembly.Instance = new Proxy(Instance, {
  construct(target, args) {
    made += 1;
    return Reflect.construct(target, args);
  },
});
const properties = { vmSize: "Standard_DS3_v2", scaleSettings: { minNodeCount: 0, maxNodeCount: 2 } };
const body = { location: "westeurope", properties: { computeType: "AmlCompute", properties } };
const auto = { format: "auto" };
const type = "Microsoft.MachineLearningServices/workspaces/computes";
const resource = { type, apiVersion: "2025-06-01", name: "ws/cpu-nodes", ...body };
const $schema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";
const template = { $schema, contentVersion: "1.0.0.0", resources: [resource] };
const document = { type: "amlcompute", name: "cpu-nodes", max_instances: 2 };
const call = { call: "AmlCompute.provisioning_configuration", args: { vm_size: "STANDARD_D2_V2", max_nodes: 2 } };
const line = { name: "NotInitializedError", code: "NOT_INITIALIZED", message: /await init\\(\\{ formats: true \\}\\)/ };
const place = { subscriptionId: "s", resourceGroup: "g", workspace: "w" };
const asked = [];
const options = {
  ...place,
  credential: async () => ({ token: "t", expiresOnTimestamp: Date.now() + 3_600_000 }),
  fetch: async (url) => {
    asked.push(String(url));
    return new Response(JSON.stringify({ name: "cpu-nodes", ...body }), { headers: { "content-type": "application/json" } });
  },
};
/** Answers every fetch of a file of the package. */
function serve(answers) {
  const fetched = [];
  globalThis.fetch = async (url) => {
    const name = String(url).split("/").pop();
    fetched.push(name);
    const answer = answers[name]?.() ?? new Response("", { status: 404 });
    return answer;
  };
  return fetched;
}
const wasm = (bytes) => () => new Response(bytes, { headers: { "content-type": "application/wasm" } });
const ALL = {
  "azureml_compute.wasm": wasm(core),
  "azureml_compute_client.wasm": wasm(parts.client),
  "azureml_compute_formats.wasm": wasm(parts.formats),
};
`;

function run(code) {
  const args = ["--input-type=module", "--eval", HEAD + code];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: pkg, encoding: "utf8" });
  assert.equal(status, 0, stderr);
}

test("nothing has to be initialised where files can be read: one part after the other, each once", () => {
  for (const entry of ["azureml-compute", "azureml-compute/inline"])
    run(`
      const api = await import(${JSON.stringify(entry)});
      assert.equal(made, 0);
      assert.equal(api.validate(body).valid, true);
      assert.equal(made, 1);
      for (const other of [template, document, call]) assert.equal(api.validate(other, auto).kind, "AmlCompute");
      assert.equal(made, 2);
      assert.equal(api.convert(document, { from: "cli-v2", to: "bicep" }).report.valid, true);
      assert.equal(made, 2);
      const client = new api.ComputeClient(options);
      assert.equal(made, 3);
      assert.equal((await client.get("cpu-nodes")).name, "cpu-nodes");
      assert.equal(made, 3);
    `);
});

test("./web: init() fetches the core alone; other formats name the line, and nothing else is lost", () => {
  run(`
    const fetched = serve(ALL);
    const api = await import("azureml-compute/web");
    await Promise.all([api.init(), api.init()]);
    assert.equal(api.validate(body).valid, true);
    for (const other of [template, document, call]) {
      assert.throws(() => api.validate(other, auto), line);
      assert.throws(() => api.validate(JSON.stringify(other), auto), line);
      assert.throws(() => api.validate(new TextEncoder().encode(JSON.stringify(other)), auto), line);
    }
    assert.throws(() => api.validate({}, { format: "cli-v2" }), line);
    assert.throws(() => api.convert(body, { from: "arm", to: "bicep" }), line);
    // What needs no part goes on, and so does what is not meant for us at all.
    assert.equal(api.validate(body).valid, true);
    assert.equal(api.validate("{").diagnostics[0].code, "text/not-json");
    assert.equal(api.validate({ name: "x", version: "1.0.0", dependencies: {}, scripts: {} }).diagnostics[0].code, "envelope/foreign-document");
    assert.deepEqual(fetched, ["azureml_compute.wasm"]);
    await Promise.all([api.init({ formats: true }), api.init({ formats: true })]);
    for (const other of [template, document, call]) assert.equal(api.validate(other, auto).kind, "AmlCompute");
    assert.match(api.convert(body, { from: "arm", to: "bicep", name: "cpu-nodes" }).text, /AmlCompute/);
    await api.init({ formats: true });
    assert.deepEqual(fetched, ["azureml_compute.wasm", "azureml_compute_formats.wasm"]);
  `);
});

test("./web: the same reports as with everything at hand", () => {
  run(`
    serve(ALL);
    const web = await import("azureml-compute/web");
    const whole = await import("azureml-compute");
    await web.init({ formats: true });
    const faulty = { ...document, max_instances: -1, colour: "red" };
    for (const input of [body, template, document, call, faulty, {}, [], "x", JSON.stringify(faulty)])
      assert.deepEqual(web.validate(input, auto), whole.validate(input, auto));
  `);
});

test("./web: the client fetches its part by itself, once, and says wrong options", () => {
  run(`
    const fetched = serve(ALL);
    const api = await import("azureml-compute/web");
    assert.throws(() => new api.ComputeClient(options), { code: "NOT_INITIALIZED" });
    await api.init();
    const client = new api.ComputeClient(options);
    const other = new api.ComputeClient({ ...options, cloud: "mars" });
    const [one, two] = await Promise.all([client.get("cpu-nodes"), client.get("cpu-nodes")]);
    assert.deepEqual([one.name, two.name], ["cpu-nodes", "cpu-nodes"]);
    assert.deepEqual(fetched, ["azureml_compute.wasm", "azureml_compute_client.wasm"]);
    await assert.rejects(other.get("cpu-nodes"), { name: "TypeError" });
    // From now on they are said at once.
    assert.throws(() => new api.ComputeClient({ ...options, cloud: "mars" }), TypeError);
    const plan = await client.plan("cpu-nodes", body);
    assert.equal(plan.report.kind, "AmlCompute");
    assert.equal(fetched.length, 2);
  `);
});

test("./web: a part that cannot be had is said, the rest goes on, and a second try may succeed", () => {
  const faults = {
    404: 'new Response("", { status: 404 })',
    "other bytes": 'new Response("nothing", { headers: { "content-type": "application/wasm" } })',
    "the core in its place": "wasm(core)()",
    "another part in its place": 'wasm(part === "client" ? parts.formats : parts.client)()',
    "another build":
      'wasm(Buffer.from(parts[part].toString("latin1").replace(/core(.)m/s, "core$1n"), "latin1"))()',
    offline: '(() => { throw new TypeError("fetch failed"); })()',
  };
  for (const [name, fault] of Object.entries(faults))
    run(`
      const answers = { ...ALL };
      for (const part of ["client", "formats"]) answers["azureml_compute_" + part + ".wasm"] = () => ${fault};
      serve(answers);
      const api = await import("azureml-compute/web");
      await api.init();
      const failed = { name: "NotInitializedError", code: "NOT_INITIALIZED", message: /part "(formats|client)"/ };
      const loaded = api.init({ formats: true });
      // The bytes of a module are judged when it meets the core.
      await assert.rejects(loaded.then(() => api.validate(template, auto)), failed, ${JSON.stringify(name)});
      const client = new api.ComputeClient(options);
      await assert.rejects(client.get("cpu-nodes"), failed);
      assert.equal(asked.length, 0);
      assert.equal(api.validate(body).valid, true);
      serve(ALL);
      await api.init({ formats: true });
      assert.equal(api.validate(template, auto).kind, "AmlCompute");
      assert.equal((await client.get("cpu-nodes")).name, "cpu-nodes");
    `);
});

test("./web: parts lie beside a core of another address, or where the page says", () => {
  run(`
    const fetched = [];
    globalThis.fetch = async (url) => {
      fetched.push(String(url));
      return ALL[String(url).split("/").pop().split("?")[0]]();
    };
    const api = await import("azureml-compute/web");
    await api.init("https://files.example/a/azureml_compute.wasm?v=3");
    await api.init({ formats: true });
    assert.equal(api.validate(template, auto).kind, "AmlCompute");
    await new api.ComputeClient(options).get("cpu-nodes");
    assert.deepEqual(fetched, [
      "https://files.example/a/azureml_compute.wasm?v=3",
      "https://files.example/a/azureml_compute_formats.wasm?v=3",
      "https://files.example/a/azureml_compute_client.wasm?v=3",
    ]);
  `);
  run(`
    const api = await import("azureml-compute/web");
    await api.init({ module: core, formats: parts.formats, client: new WebAssembly.Module(parts.client) });
    assert.equal(api.validate(template, auto).kind, "AmlCompute");
    assert.equal((await new api.ComputeClient(options).get("cpu-nodes")).name, "cpu-nodes");
    assert.throws(() => api.init({ moduel: core }), TypeError);
  `);
});

test("./slim: the caller brings the parts too", () => {
  run(`
    const api = await import("azureml-compute/slim");
    await api.init(core);
    assert.throws(() => api.validate(template, auto), { code: "NOT_INITIALIZED", message: /slim/ });
    await assert.rejects(new api.ComputeClient(options).get("cpu-nodes"), { code: "NOT_INITIALIZED", message: /slim/ });
    await api.init({ formats: parts.formats, client: Promise.resolve(parts.client) });
    assert.equal(api.validate(template, auto).kind, "AmlCompute");
    assert.equal((await new api.ComputeClient(options).get("cpu-nodes")).name, "cpu-nodes");
  `);
});

test("many documents: formats among them are read, or the one that needs the part says so", () => {
  const LINES = "[body, template, document].map((each) => JSON.stringify(each)).join('\\n')";
  run(`
    const fetched = serve(ALL);
    const api = await import("azureml-compute/web");
    await api.init();
    // Bodies alone need nothing more.
    for await (const { report } of api.validateMany(JSON.stringify(body))) assert.equal(report.valid, true);
    assert.equal(fetched.length, 1);
    const kinds = [];
    for await (const { report } of api.validateMany(${LINES}, auto)) kinds.push(report.kind);
    assert.deepEqual(kinds, ["AmlCompute", "AmlCompute", "AmlCompute"]);
    assert.equal(fetched.length, 2);
  `);
  run(`
    serve({ "azureml_compute.wasm": wasm(core) });
    const api = await import("azureml-compute/web");
    await api.init();
    const kinds = [];
    const reading = async () => {
      for await (const { report } of api.validateMany(${LINES}, auto)) kinds.push(report.kind);
    };
    await assert.rejects(reading(), line);
    assert.deepEqual(kinds, ["AmlCompute"]);
  `);
});

test("after reset() the parts are made anew out of what was loaded", () => {
  run(`
    const fetched = serve(ALL);
    const api = await import("azureml-compute/web");
    await api.init({ formats: true });
    const client = new api.ComputeClient(options);
    await client.get("cpu-nodes");
    assert.equal(api.validate(template, auto).kind, "AmlCompute");
    api.reset();
    assert.equal(api.validate(template, auto).kind, "AmlCompute");
    assert.equal((await client.get("cpu-nodes")).name, "cpu-nodes");
    assert.equal(fetched.length, 3);
  `);
});
