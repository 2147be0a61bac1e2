/** Plans, ensure and preflight against the emulator, over real HTTP. */
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { startEmulator } from "./emulator.mjs";

const body = {
  location: "westeurope",
  properties: {
    computeType: "AmlCompute",
    properties: { vmSize: "Standard_DS3_v2", scaleSettings: { minNodeCount: 0, maxNodeCount: 4 } },
  },
};

let emulator;
let client;
before(async () => {
  emulator = await startEmulator("--speed", "1000");
  client = emulator.client({ retry: { maxRetries: 1, baseDelayMs: 1, maxDelayMs: 2 } });
});
after(() => emulator?.stop());
afterEach(() => emulator.control("reset", {}));

const requests = async () => (await emulator.control("dump")).requests;
const fault = (rule) => emulator.control("faults", rule);
const codes = (report) => report.diagnostics.map(({ code }) => code);
const wider = structuredClone(body);
wider.properties.properties.scaleSettings.maxNodeCount = 8;

test("create, keep, update, replace", async () => {
  assert.deepEqual((await client.plan("gpu-cluster", body)).action, "create");
  const poller = client.ensure("gpu-cluster", body);
  const seen = [];
  poller.onProgress((progress) => seen.push(progress));
  await poller.submitted();
  assert.equal(JSON.parse(poller.serialize()).method, "PUT");
  const created = await poller;
  assert.equal(created.outcome, "created");
  assert.equal(created.resource.name, "gpu-cluster");
  assert.equal(created.plan.action, "create");
  assert.ok(seen.length > 0);

  const kept = client.ensure("gpu-cluster", JSON.stringify(body));
  assert.equal((await kept).outcome, "unchanged");
  await kept.submitted();

  const plan = await client.plan("gpu-cluster", new TextEncoder().encode(JSON.stringify(wider)));
  assert.equal(plan.method, "PATCH");
  assert.deepEqual(plan.changes, [
    {
      path: "/properties/properties/scaleSettings/maxNodeCount",
      from: 4,
      to: 8,
      effect: "patch",
      message: "`maxNodeCount` from 4 to 8, by PATCH",
    },
  ]);
  const updated = await client.ensure("gpu-cluster", wider, { until: "steady" });
  assert.equal(updated.outcome, "updated");
  assert.equal(updated.resource.properties.properties.scaleSettings.maxNodeCount, 8);

  const other = structuredClone(body);
  other.properties.properties.vmSize = "Standard_DS4_v2";
  const replaced = await client.ensure("gpu-cluster", other);
  assert.equal(replaced.outcome, "replace-needed");
  assert.ok(replaced.plan.changes.some(({ effect }) => effect === "replace"));
  assert.ok(codes(replaced.plan.report).includes("update/same-name"));
});

test("identities", async () => {
  await client.ensure("gpu-cluster", body);
  const added = await client.addIdentity("gpu-cluster", { type: "SystemAssigned" });
  assert.equal(added.identity.type, "SystemAssigned");
  const same = await client.addIdentity("gpu-cluster", { type: "SystemAssigned" });
  assert.equal(same.identity.principalId, added.identity.principalId);
  const removed = await client.removeIdentity("gpu-cluster");
  assert.ok((removed.identity?.type ?? "None") === "None");
});

test("a failure blocks a plan and rejects ensure with its class", async () => {
  for (const [status, reason, name] of [
    [401, "auth", "AuthError"],
    [403, "not-allowed", "AuthError"],
    [429, "throttled", "ThrottledError"],
    [500, "other", "ArmError"],
  ]) {
    await fault({ status });
    const plan = await client.plan("gpu-cluster", body);
    assert.equal(plan.action, "blocked");
    assert.equal(plan.reason, reason);
    assert.equal(plan.error.name, name);
    assert.ok(plan.error instanceof Error);
    await assert.rejects(client.ensure("gpu-cluster", body), { name });
    await emulator.control("reset", {});
  }
  assert.ok((await requests()).every(({ method }) => method === "GET"));
});

test("what is wrong with a body is no exception of plan and preflight", async () => {
  const cyclic = {};
  cyclic.self = cyclic;
  for (const wrong of ["", "{", "\ud800", new Uint8Array([0xff]), cyclic, undefined, { properties: 5 }]) {
    const plan = await client.plan("gpu-cluster", wrong);
    assert.equal(plan.action, "blocked");
    assert.equal(plan.reason, "other");
    assert.equal(plan.report.valid, false);
    assert.equal((await client.preflight("gpu-cluster", wrong)).valid, false);
    await assert.rejects(client.ensure("gpu-cluster", wrong), { name: "ValidationError" });
  }
  assert.ok((await requests()).every(({ method }) => method === "GET"));
});

test("preflight says what the services know, and what they do not tell", async () => {
  const fine = await client.preflight("gpu-cluster", body);
  assert.equal(fine.valid, true);
  assert.ok(!codes(fine).includes("facts/unread"));
  const paths = (await requests()).map(({ url }) => url.replace(/\?.*/, "").split("/").at(-1));
  assert.deepEqual(new Set(paths), new Set([emulator.workspace, "computes", "vmSizes", "usages"]));

  await client.ensure("gpu-cluster", body);
  await fault({ urlContains: "/usages", status: 403 });
  const report = await client.preflight("gpu-cluster", body, { levels: { "vm-size/ageing": "off" } });
  assert.ok(codes(report).includes("conflict/name-exists"));
  assert.ok(!codes(report).includes("vm-size/ageing"));
  const unread = report.diagnostics.find(({ code }) => code === "facts/unread");
  assert.match(unread.message, /^the usages of the region could not be read/);
  assert.equal(unread.severity, "warning");
});

test("options and aborts", async () => {
  await assert.rejects(client.plan("gpu-cluster", body, { deadline: 5 }), TypeError);
  await assert.rejects(client.ensure("gpu-cluster", body, { validate: false }), TypeError);
  await assert.rejects(client.preflight(5, body), TypeError);
  await fault({ delayMs: 5000 });
  const reason = new Error("enough");
  for (const call of ["plan", "preflight", "ensure"]) {
    const controller = new AbortController();
    const running = client[call]("gpu-cluster", body, { signal: controller.signal });
    setTimeout(() => controller.abort(reason), 20);
    await assert.rejects(running, (error) => error === reason);
  }
});
