// Every operation that the client has on computes, and the lists around them. The emulator runs fast:
// what takes minutes in the service is over at the first or second poll.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import { all, connect, control, place, quickly, ready } from "../stage.js";

const client = connect();
const computes = client.computeOperations;

const cluster = (min, max, more = {}) => ({
  location: ready.location,
  properties: {
    computeType: "AmlCompute",
    properties: {
      vmSize: "Standard_DS3_v2",
      vmPriority: "LowPriority",
      scaleSettings: {
        minNodeCount: min,
        maxNodeCount: max,
        nodeIdleTimeBeforeScaleDown: "PT5M",
      },
      ...more,
    },
  },
});

const create = (name, body) => computes.beginCreateOrUpdateAndWait(...place, name, body, quickly);
const get = (name) => computes.get(...place, name);

/** Asks again until what is asked for is there: the emulated machines need a moment. */
async function until(look, what) {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (Date.now() > deadline) throw new Error(`${what}: did not happen`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

before(() => control("reset"));

test("a cluster is created, read, scaled and deleted", async () => {
  const made = await create("cpu-cluster", cluster(3, 4));
  assert.equal(made.name, "cpu-cluster");
  assert.equal(made.properties.computeType, "AmlCompute");
  assert.equal(made.properties.provisioningState, "Succeeded");
  assert.equal(made.properties.properties.vmSize, "STANDARD_DS3_V2");
  assert.equal(made.properties.properties.scaleSettings.nodeIdleTimeBeforeScaleDown, "PT5M");

  const steady = await until(async () => {
    const now = await get("CPU-cluster");
    return now.properties.properties.nodeStateCounts?.idleNodeCount === 3 && now;
  }, "three idle nodes");
  assert.equal(steady.properties.properties.allocationState, "Steady");

  const nodes = await all(computes.listNodes(...place, "cpu-cluster"));
  assert.equal(nodes.length, 3);
  assert.equal(nodes[0].nodeState, "idle");
  assert.equal(typeof nodes[0].port, "number");

  const scaled = await computes.beginUpdateAndWait(
    ...place,
    "cpu-cluster",
    { properties: { scaleSettings: { minNodeCount: 0, maxNodeCount: 8 } } },
    quickly,
  );
  assert.equal(scaled.properties.properties.scaleSettings.maxNodeCount, 8);
  assert.equal(scaled.properties.properties.vmPriority, "LowPriority");

  await computes.beginDeleteAndWait(...place, "cpu-cluster", "Delete", quickly);
  await assert.rejects(get("cpu-cluster"), { statusCode: 404, code: "ResourceNotFound" });
  await computes.beginDeleteAndWait(...place, "cpu-cluster", "Delete", quickly);
});

test("a poller tells how far it is and can be taken up elsewhere", async () => {
  await control("clock", { mode: "virtual" });
  try {
    const poller = await computes.beginCreateOrUpdate(...place, "polled", cluster(0, 2), quickly);
    await poller.poll();
    assert.equal(poller.isDone(), false);
    assert.equal(poller.getOperationState().isStarted, true);
    const resumed = await connect().computeOperations.beginCreateOrUpdate(...place, "polled", cluster(0, 2), {
      ...quickly,
      resumeFrom: poller.toString(),
    });
    await control("advance", { seconds: 600 });
    const ends = await Promise.all([poller.pollUntilDone(), resumed.pollUntilDone()]);
    for (const end of ends) assert.equal(end.properties.provisioningState, "Succeeded");
    assert.equal(poller.isDone(), true);
  } finally {
    await control("clock", { mode: "real", speed: 500 });
  }
});

test("both kinds of identity come back with their ids", async () => {
  const id = `/subscriptions/${ready.subscriptionId}/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/me`;
  for (const [name, identity] of [
    ["with-system", { type: "SystemAssigned" }],
    ["with-user", { type: "UserAssigned", userAssignedIdentities: { [id]: {} } }],
  ]) {
    const made = await create(name, { ...cluster(0, 1), identity });
    assert.equal(made.identity.type, identity.type);
    if (identity.type === "SystemAssigned") assert.match(made.identity.principalId, /^[0-9a-f-]{36}$/);
    else assert.match(made.identity.userAssignedIdentities[id].clientId, /^[0-9a-f-]{36}$/);
  }
});

test("an instance is created, stopped, started and restarted", async () => {
  const made = await create("ci-emulated", {
    location: ready.location,
    properties: {
      computeType: "ComputeInstance",
      properties: {
        vmSize: "Standard_DS3_v2",
        applicationSharingPolicy: "Personal",
        sshSettings: { sshPublicAccess: "Disabled" },
      },
    },
  });
  assert.equal(made.properties.properties.vmSize, "STANDARD_DS3_V2");
  const state = (word) =>
    until(async () => (await get("ci-emulated")).properties.properties.state === word, `the state ${word}`);
  await state("Running");
  await computes.beginStopAndWait(...place, "ci-emulated", quickly);
  await state("Stopped");
  await computes.beginStartAndWait(...place, "ci-emulated", quickly);
  await state("Running");
  await computes.beginRestartAndWait(...place, "ci-emulated", quickly);
  await state("Running");
  const seen = (await get("ci-emulated")).properties.properties;
  assert.equal(seen.lastOperation.operationName, "Restart");
  assert.equal(seen.applicationSharingPolicy, "Personal");
  await computes.beginDeleteAndWait(...place, "ci-emulated", "Delete", quickly);
});

test("kinds that are attached: keys are handed out, detaching leaves what is behind", async () => {
  const resource = (kind) => `/subscriptions/${ready.subscriptionId}/resourceGroups/g/providers/${kind}/x`;
  const machine = {
    sshPort: 22,
    administratorAccount: { username: "azureuser", password: "not-A-real-1" },
  };
  const bodies = {
    vm: {
      computeType: "VirtualMachine",
      resourceId: resource("Microsoft.Compute/virtualMachines"),
      properties: machine,
    },
    hdi: {
      computeType: "HDInsight",
      resourceId: resource("Microsoft.HDInsight/clusters"),
      properties: machine,
    },
    bricks: {
      computeType: "Databricks",
      resourceId: resource("Microsoft.Databricks/workspaces"),
      properties: { databricksAccessToken: "not-a-token" },
    },
    lake: {
      computeType: "DataLakeAnalytics",
      resourceId: resource("Microsoft.DataLakeAnalytics/accounts"),
    },
    factory: { computeType: "DataFactory", resourceId: resource("Microsoft.DataFactory/factories") },
    spark: {
      computeType: "SynapseSpark",
      resourceId: resource("Microsoft.Synapse/workspaces/w/bigDataPools"),
    },
    aks: {
      computeType: "AKS",
      resourceId: resource("Microsoft.ContainerService/managedClusters"),
    },
    k8s: {
      computeType: "Kubernetes",
      resourceId: `${resource("Microsoft.ContainerService/managedClusters")}2`,
      properties: { namespace: "default" },
    },
  };
  for (const [name, properties] of Object.entries(bodies)) {
    const made = await create(`to-${name}`, { location: ready.location, properties });
    assert.equal(made.properties.computeType, properties.computeType, name);
    assert.equal(made.properties.isAttachedCompute, true, name);
    assert.equal(made.properties.resourceId, properties.resourceId, name);
    assert.equal(made.properties.provisioningState, "Succeeded", name);
    assert.doesNotMatch(JSON.stringify(made), /not-A-real-1|not-a-token/, name);
  }
  const keys = (name) => computes.listKeys(...place, name);
  assert.equal((await keys("to-vm")).administratorAccount.username, "azureuser");
  assert.equal((await keys("to-bricks")).databricksAccessToken, "not-a-token");
  assert.equal((await keys("to-aks")).computeType, "AKS");
  for (const name of Object.keys(bodies)) {
    await computes.beginDeleteAndWait(...place, `to-${name}`, "Detach", quickly);
    await assert.rejects(get(`to-${name}`), { statusCode: 404 }, name);
  }
});

test("lists come page by page", async () => {
  const names = ["page-a", "page-b", "page-c", "page-d", "page-e"];
  await Promise.all(names.map((name) => create(name, cluster(0, 1))));
  const listed = (await all(computes.list(...place))).map((compute) => compute.name);
  assert.deepEqual(
    listed.filter((name) => name.startsWith("page-")),
    names,
  );
  const pages = await all(computes.list(...place).byPage());
  assert.ok(pages.length >= 3, `${pages.length} pages of two`);
  assert.ok(pages.every((page) => page.length <= 2));
});

test("sizes, usage, quotas, features and workspaces are there", async () => {
  const sizes = (await client.virtualMachineSizes.list(ready.location)).value;
  const size = sizes.find((one) => /^standard_ds3_v2$/i.test(one.name));
  assert.equal(size.vCPUs, 4);
  assert.equal(size.memoryGB, 14);
  const usages = await all(client.usages.list(ready.location));
  // Families of low-priority cores have no limit of their own: -1.
  assert.ok(
    usages.every(({ name, limit, currentValue }) => name.value && (limit < 0 || limit >= currentValue)),
  );
  const quotas = await all(client.quotas.list(ready.location));
  assert.ok(quotas.length > 0);
  const row = quotas.find((quota) => quota.id?.includes("/workspaces/")) ?? quotas[0];
  const updated = await client.quotas.update(ready.location, {
    location: ready.location,
    value: [
      { id: row.id, type: "Microsoft.MachineLearningServices/workspaces/quotas", limit: 4, unit: "Count" },
    ],
  });
  assert.equal(updated.value.length, 1);
  assert.equal(typeof updated.value[0].status, "string");
  assert.ok(Array.isArray(await all(client.workspaceFeatures.list(...place))));
  const workspace = await client.workspaces.get(...place);
  assert.equal(workspace.location, ready.location);
  for (const list of [
    client.workspaces.listBySubscription(),
    client.workspaces.listByResourceGroup(ready.resourceGroup),
  ]) {
    assert.ok((await all(list)).some((one) => one.id === workspace.id));
  }
});

test("refusals and failures keep their code", async () => {
  await assert.rejects(create("no_good", cluster(0, 1)), { statusCode: 400 });
  await assert.rejects(create("too-many", cluster(5, 1)), { statusCode: 400 });
  await assert.rejects(get("absent"), { statusCode: 404, code: "ResourceNotFound" });
  await assert.rejects(computes.get(ready.resourceGroup, "elsewhere", "absent"), { statusCode: 404 });
  await assert.rejects(create("toaster", cluster(0, 1, { vmSize: "Standard_Toaster" })), {
    statusCode: 400,
    code: "InvalidPropertyValue",
  });
  // A size that is retired is found out while it is being made. The client keeps the message only.
  await assert.rejects(create("retired", cluster(0, 1, { vmSize: "Standard_NC6" })), /InvalidPropertyValue/);
});

test("throttling and a broken connection are survived", async () => {
  await control("faults", [
    {
      method: "GET",
      urlContains: "/computes/page-a",
      status: 429,
      headers: { "retry-after": "1" },
      times: 1,
    },
    { method: "GET", urlContains: "/computes/page-b", drop: "before", times: 1 },
  ]);
  assert.equal((await get("page-a")).name, "page-a");
  assert.equal((await get("page-b")).name, "page-b");
  await control("faults", undefined, "DELETE");
});

test("older and newer api-versions are spoken", async () => {
  for (const apiVersion of ["2021-07-01", "2022-10-01", "2025-12-01", "2026-05-01"]) {
    const other = connect({ apiVersion }).computeOperations;
    const listed = await all(other.list(...place));
    assert.ok(
      listed.some((compute) => compute.name === "page-a"),
      apiVersion,
    );
    const made = await other.beginCreateOrUpdateAndWait(...place, "page-a", cluster(0, 3), quickly);
    assert.equal(made.properties.properties.scaleSettings.maxNodeCount, 3, apiVersion);
  }
});
