import assert from "node:assert/strict";
import test from "node:test";
import { rowOf } from "../src/element/list-model.js";

/** @param {string} provisioningState @param {object} [inner] @param {object} [outer] */
const resource = (provisioningState, inner = {}, outer = {}) => ({
  name: "gpu",
  properties: { computeType: "AmlCompute", provisioningState, properties: { ...inner }, ...outer },
});

test("the state is the one word that matters most", () => {
  const said = [
    [resource("Creating"), "Creating", "busy", true],
    [resource("Succeeded", { allocationState: "Steady" }), "Ready", "good", false],
    [resource("Succeeded", { allocationState: "Resizing" }), "Resizing", "busy", true],
    [resource("Failed"), "Failed", "bad", false],
    [resource("Succeeded", { state: "Stopped" }), "Stopped", "off", false],
  ];
  for (const [given, ...expected] of said) {
    const { state, tone, inTransit } = rowOf(/** @type {any} */ (given));
    assert.deepEqual([state, tone, inTransit], expected);
  }
});

test("a ready cluster is watched as long as nodes come or go", () => {
  const nodeStateCounts = { preparingNodeCount: 1 };
  const row = rowOf(resource("Succeeded", { allocationState: "Steady", nodeStateCounts }));
  assert.deepEqual([row.state, row.inTransit], ["Ready", true]);
});

test("a resource with nothing in it is a row all the same", () => {
  assert.equal(rowOf({}).state, "Unknown");
  assert.equal(rowOf({ properties: { properties: null } }).size, "");
});

test("the confirmation counts what is destroyed", () => {
  const nodeStateCounts = { idleNodeCount: 1, runningNodeCount: 2, preparingNodeCount: 0 };
  const [first, second] = rowOf(resource("Succeeded", { nodeStateCounts })).destroys;
  assert.equal(first, "The cluster and its 3 nodes are destroyed.");
  assert.equal(second, "Jobs on 2 busy nodes stop.");
});

test("an attached resource is only forgotten", () => {
  const row = rowOf(resource("Succeeded", {}, { isAttachedCompute: true }));
  assert.equal(row.attached, true);
  assert.match(row.destroys[0] ?? "", /stays as it is/);
});

test("a failed row gives the service's reason", () => {
  const provisioningErrors = [{ error: { code: "X", message: "no quota" } }];
  assert.equal(rowOf(resource("Failed", {}, { provisioningErrors })).reason, "no quota");
});
