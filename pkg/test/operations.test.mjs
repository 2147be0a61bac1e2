/** Every operation of the client against the emulator, over real HTTP. */
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { startEmulator } from "./emulator.mjs";

const cluster = {
  location: "westeurope",
  properties: {
    computeType: "AmlCompute",
    properties: { vmSize: "STANDARD_DS3_V2", scaleSettings: { minNodeCount: 0, maxNodeCount: 4 } },
  },
};
const instance = {
  location: "westeurope",
  properties: { computeType: "ComputeInstance", properties: { vmSize: "STANDARD_DS3_V2" } },
};

let emulator;
let client;
before(async () => {
  emulator = await startEmulator("--speed", "1000");
  client = emulator.client();
});
after(() => emulator?.stop());
afterEach(() => emulator.control("reset", {}));

const all = async (iterable) => {
  const items = [];
  for await (const item of iterable) items.push(item);
  return items;
};
const stateOf = (compute) => compute.properties.properties.state;

test("a cluster is scaled, and its nodes are listed", async () => {
  await client.create("cpu", cluster);
  assert.deepEqual(await all(client.listNodes("cpu")), []);
  const scaleSettings = { minNodeCount: 2, maxNodeCount: 5 };
  const updated = await client.update(
    "cpu",
    { properties: { properties: { scaleSettings } } },
    { until: "steady" },
  );
  assert.equal(updated.properties.properties.allocationState, "Steady");
  assert.equal(updated.properties.properties.scaleSettings.maxNodeCount, 5);
  const nodes = await all(client.listNodes("cpu"));
  assert.equal(nodes.length, 2);
  for (const { nodeId, nodeState } of nodes) assert.ok(nodeId && nodeState);
});

test("an older version gets the body that it knows", async () => {
  const older = emulator.client({ apiVersion: "2020-08-01" });
  await client.create("cpu", cluster);
  const scaleSettings = { minNodeCount: 0, maxNodeCount: 3 };
  let sent;
  const watching = emulator.client({
    apiVersion: "2020-08-01",
    fetch: (url, init) => {
      if (init.method === "PATCH") sent = init.body;
      return fetch(url, init);
    },
  });
  await watching.update("cpu", { properties: { properties: { scaleSettings } } });
  assert.deepEqual(JSON.parse(sent), { properties: { scaleSettings } });
  assert.ok((await older.vmSizes("westeurope")).length > 0, "there the list stands under another name");
});

test("the life of an instance", async () => {
  const created = await client.create("notebook", instance, { until: "steady" });
  assert.equal(stateOf(created), "Running");
  const seen = new Set();
  const stopping = client.stop("notebook");
  stopping.onProgress(({ state }) => seen.add(state));
  assert.equal(await stopping, undefined);
  assert.equal(stateOf(await client.get("notebook")), "Stopped");
  assert.ok(seen.has("Stopped"));
  assert.ok((await client.allowedResizeSizes("notebook")).length > 0);
  const resized = await client.resize("notebook", "STANDARD_DS4_V2");
  assert.equal(resized.properties.properties.vmSize.toUpperCase(), "STANDARD_DS4_V2");
  const starting = client.start("notebook");
  await starting.submitted();
  const { method, action, ...rest } = JSON.parse(starting.serialize());
  assert.deepEqual([method, action], ["POST", "start"]);
  assert.doesNotMatch(JSON.stringify(rest), /[?&]t=|[?&]c=|[?&]s=/);
  assert.equal(stateOf(await client.resume(starting.serialize())), "Running");
  await starting;
  assert.equal(await client.restart("notebook"), undefined);
  assert.equal(stateOf(await client.get("notebook")), "Running");
  await client.updateIdleShutdown("notebook", "PT30M");
  assert.equal((await client.get("notebook")).properties.properties.idleTimeBeforeShutdown, "PT30M");
  assert.equal(await client.updateCustomServices("notebook", []), undefined);
  assert.equal(await client.updateDataMounts("notebook", []), undefined);
});

test("an action that cannot be is refused: by the service, or before anything is sent", async () => {
  await client.create("notebook", instance, { until: "steady" });
  await client.create("cpu", cluster);
  await assert.rejects(client.start("notebook"), { name: "ArmError" });
  const sent = async () =>
    (await emulator.control("dump")).requests.filter(({ method }) => method === "POST").length;
  const before = await sent();
  await assert.rejects(client.start("notebook", { validate: true }), (error) => {
    assert.equal(error.name, "ValidationError");
    assert.deepEqual(
      error.report.diagnostics.map(({ code }) => code),
      ["lifecycle/state"],
    );
    return true;
  });
  await assert.rejects(client.stop("cpu", { validate: true }), { name: "ValidationError" });
  assert.equal(await sent(), before);
  await client.restart("notebook", { validate: true });
});

test("the region and the workspace", async () => {
  const sizes = await client.vmSizes("westeurope");
  assert.ok(sizes.length > 0 && sizes.every(({ name }) => typeof name === "string"));
  const usages = await all(client.usages("westeurope"));
  assert.ok(usages.some(({ name }) => name.value === "TotalDedicatedCores"));
  const [quota] = await all(client.quotas("westeurope"));
  assert.equal(typeof quota.limit, "number");
  const workspace = await client.workspace();
  assert.equal(workspace.location, "westeurope");
  const id = `${workspace.id}/quotas/standardDSv2Family`;
  const type = "Microsoft.MachineLearningServices/workspaces/quotas";
  const [row] = await client.updateQuotas("westeurope", [{ id, type, limit: 1, unit: "Count" }]);
  assert.equal(typeof row.status, "string");
});

test("names", async () => {
  assert.equal((await client.checkNameAvailability("cpu", "AmlCompute")).nameAvailable, true);
  await client.create("cpu", cluster);
  const taken = await client.checkNameAvailability("cpu", "AmlCompute");
  assert.deepEqual([taken.nameAvailable, taken.reason], [false, "AlreadyExists"]);
  assert.equal((await client.checkNameAvailability("notebook", "ComputeInstance")).nameAvailable, true);
  const invalid = await client.checkNameAvailability("notebook-2", "computeinstance");
  assert.deepEqual([invalid.nameAvailable, invalid.reason], [false, "Invalid"]);
});

test("a job", async () => {
  await client.create("cpu", cluster);
  const { id } = await client.workspace();
  const properties = { command: "python train.py", environmentId: `${id}/environments/e/versions/1` };
  const job = await client.submit({ name: "job-1", properties: { ...properties, computeId: "cpu" } });
  assert.equal(job.name, "job-1");
  assert.equal(job.properties.computeId, `${id}/computes/cpu`);
  assert.equal(typeof (await client.getJob("job-1")).properties.status, "string");
  const named = await client.submit({ properties: { ...properties, computeId: `${id}/computes/cpu` } });
  assert.match(named.name, /^[0-9a-f-]{36}$/);
  const ended = await client.cancelJob("job-1");
  assert.match(ended.properties.status, /^(Canceled|Completed)$/);
  await assert.rejects(client.submit({ properties: { ...properties, computeId: "local" } }), {
    name: "TypeError",
    message: /`local` is this machine and needs no compute/,
  });
  await assert.rejects(client.getJob("none"), { name: "ArmError", status: 404 });
});

test("wrong use is a TypeError", async () => {
  for (const call of [
    () => client.resize("a", 5),
    () => client.updateIdleShutdown("a", 30),
    () => client.updateCustomServices("a", {}),
    () => client.updateDataMounts("a"),
    () => client.updateQuotas("westeurope", {}),
    () => client.checkNameAvailability("a"),
    () => client.removeIdentity("a", "/id"),
    () => client.start("a", { until: "never" }),
    () => client.start("a", { validat: true }),
    () => client.submit(),
    () => all(client.listNodes(5)),
  ]) {
    await assert.rejects(async () => call(), { name: "TypeError" }, String(call));
  }
  assert.deepEqual((await emulator.control("dump")).requests, []);
});
