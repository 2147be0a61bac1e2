import assert from "node:assert/strict";
import test from "node:test";
import { ALL_ROWS, filteredRows, offeredActions, rowOf } from "../src/element/list/list-model.js";
import { NodeHistory, stacked } from "../src/element/list/node-history.js";
import { ScaleEdit } from "../src/element/list/scale-edit.js";
import { reportOf } from "./fake-checker.js";
import { fakeClient, manualPoller } from "./fake-client.js";

function compute(inner: object, outer: object = {}) {
  return {
    name: "a",
    location: "westeurope",
    properties: {
      computeType: "AmlCompute",
      provisioningState: "Succeeded",
      properties: inner as any,
      ...outer,
    },
  };
}

test("a row says the one state that matters", () => {
  const state = (inner: object, outer = {}) => rowOf(compute(inner, outer)).state;
  assert.equal(state({ allocationState: "Steady" }), "Ready");
  assert.equal(state({ allocationState: "Resizing" }), "Resizing");
  assert.equal(state({}, { provisioningState: "Creating" }), "Creating");
  assert.equal(state({ state: "Stopped" }), "Stopped");
});

test("a failed compute shows the service's reason", () => {
  const failed = rowOf(
    compute(
      {},
      {
        provisioningState: "Failed",
        provisioningErrors: [
          { error: { code: "ClusterMinNodesExceedCoreQuota", message: "no cores" } },
        ],
      },
    ),
  );
  assert.deepEqual([failed.tone, failed.reason], ["bad", "no cores"]);
});

test("before a deletion it is said what is destroyed", () => {
  const busy = rowOf(compute({ nodeStateCounts: { idleNodeCount: 1, runningNodeCount: 2 } }));
  assert.match(busy.destroys[0] ?? "", /3 nodes/);
  assert.match(busy.destroys[1] ?? "", /2 busy nodes/);
  const attached = rowOf(compute({}, { computeType: "VirtualMachine", isAttachedCompute: true }));
  assert.deepEqual([attached.attached, attached.destroys.length], [true, 1]);
  const instance = rowOf(compute({ state: "Running" }, { computeType: "ComputeInstance" }));
  assert.match(instance.destroys[0] ?? "", /disk/);
});

test("what can be done follows the state, and what the client can do", () => {
  const actions = (inner: object, outer = {}) => rowOf(compute(inner, outer)).actions;
  const instance = { computeType: "ComputeInstance" };
  assert.deepEqual(actions({ state: "Running" }, instance), ["stop", "restart", "delete"]);
  assert.deepEqual(actions({ state: "Stopped" }, instance), ["start", "delete"]);
  assert.deepEqual(actions({ state: "Stopping" }, instance), ["delete"]);
  assert.deepEqual(actions({ scaleSettings: {} }), ["scale", "delete"]);
  assert.deepEqual(actions({}, { provisioningState: "Deleting" }), []);
  assert.deepEqual(actions({}, { isAttachedCompute: true }), ["detach"]);
  const row = rowOf(compute({ state: "Running" }, instance));
  assert.deepEqual(offeredActions(row, fakeClient()), ["delete"]);
  const able = fakeClient({ stop: () => manualPoller().poller });
  assert.deepEqual(offeredActions(row, able), ["stop", "delete"]);
});

test("filters by words, kind and state", () => {
  const rows = [
    rowOf({ ...compute({ vmSize: "Standard_NC6" }), name: "gpu" }),
    rowOf({ ...compute({ state: "Stopped" }, { computeType: "ComputeInstance" }), name: "me" }),
  ];
  const names = (filter: object) =>
    filteredRows(rows, { ...ALL_ROWS, ...filter }).map(({ name }) => name);
  assert.deepEqual(names({ search: "NC6 west" }), ["gpu"]);
  assert.deepEqual(names({ kind: "ComputeInstance" }), ["me"]);
  assert.deepEqual(names({ tone: "off" }), ["me"]);
  assert.deepEqual(names({}), ["gpu", "me"]);
});

test("the history of nodes is stacked for the chart and forgets what is gone", () => {
  const history = new NodeHistory();
  history.add("a", [{ state: "running", count: 1 }], 1_000);
  history.add(
    "a",
    [
      { state: "running", count: 2 },
      { state: "preparing", count: 3 },
    ],
    2_000,
  );
  assert.deepEqual(stacked(history.of("a")).slice(0, 4), [
    [1, 2],
    [1, 2],
    [1, 2],
    [1, 5],
  ]);
  for (let count = 0; count < 700; count += 1) history.add("a", [], count);
  assert.equal(history.of("a").length, 600);
  history.keep(new Set(["b"]));
  assert.deepEqual(history.of("a"), []);
});

test("an edit of the scale says what changes and asks the service in a pause", async () => {
  const resource = compute({
    scaleSettings: { minNodeCount: 0, maxNodeCount: 4, nodeIdleTimeBeforeScaleDown: "PT2M" },
    nodeStateCounts: {},
  });
  let asked: any;
  const client = fakeClient({
    plan: async (_, body) => {
      asked = body;
      return { action: "update", changes: [], method: "PATCH", report: reportOf([]) };
    },
  });
  const edit = new ScaleEdit(
    resource,
    { client, checker: undefined, messages: undefined },
    () => undefined,
  );
  assert.equal(edit.canApply, false);
  edit.type("maxNodeCount", "8");
  edit.type("nodeIdleTimeBeforeScaleDown", "5 min");
  assert.deepEqual(
    edit.changes.map(({ member, to }) => [member, to]),
    [
      ["maxNodeCount", 8],
      ["nodeIdleTimeBeforeScaleDown", "PT5M"],
    ],
  );
  assert.deepEqual(edit.patch.properties, {
    properties: {
      scaleSettings: { minNodeCount: 0, maxNodeCount: 8, nodeIdleTimeBeforeScaleDown: "PT5M" },
    },
  });
  await new Promise((resolve) => setTimeout(resolve, 600));
  assert.equal(asked.properties.properties.scaleSettings.maxNodeCount, 8);
  assert.equal(asked.properties.properties.nodeStateCounts, undefined);
  assert.equal(edit.plan?.action, "update");
  assert.equal(edit.canApply, true);
  edit.end();
});
