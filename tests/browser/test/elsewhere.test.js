/**
 * The client in a page on another origin than the service: real preflights, real CORS. Which header fields
 * the real service lets a page read is not known, so both extremes are tried: all of them, and none.
 */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { browsers } from "../support/browsers.js";
import { serveElsewhere } from "../support/elsewhere.js";
import { startService } from "../support/emulator.js";

/** Runs in the page: the life of a cluster and of an instance, and what the page learns of it. */
async function live({ url, subscriptionId, resourceGroup, workspace }) {
  const { ComputeClient, init } = await import("/dist/esm/web.js");
  await init();
  const events = [];
  const client = new ComputeClient({
    subscriptionId,
    resourceGroup,
    workspace,
    endpoint: url,
    allowInsecureLoopback: true,
    credential: async () => ({ token: "secret-token", expiresOnTimestamp: Date.now() + 3_600_000 }),
    onEvent: (event) => events.push(event),
  });
  const body = (computeType, properties) => ({
    location: "westeurope",
    properties: { computeType, properties: { vmSize: "STANDARD_DS3_V2", ...properties } },
  });
  const scaleSettings = { minNodeCount: 0, maxNodeCount: 2 };
  const seen = {};
  const creating = client.create("cpu", body("AmlCompute", { scaleSettings }));
  await creating.submitted();
  seen.resumed = (await client.resume(creating.serialize())).properties.provisioningState;
  seen.created = (await creating).properties.provisioningState;
  const patch = {
    properties: { properties: { scaleSettings: { ...scaleSettings, maxNodeCount: 3 } } },
  };
  seen.updated = (
    await client.update("cpu", patch)
  ).properties.properties.scaleSettings.maxNodeCount;
  seen.nodes = [];
  for await (const node of client.listNodes("cpu")) seen.nodes.push(node);
  seen.instance = (
    await client.create("notebook", body("ComputeInstance"), { until: "steady" })
  ).properties.properties.state;
  const state = async () => (await client.get("notebook")).properties.properties.state;
  await client.stop("notebook");
  seen.stopped = await state();
  await client.start("notebook");
  seen.started = await state();
  seen.names = [];
  for await (const { name } of client.list()) seen.names.push(name);
  seen.sizes = (await client.vmSizes("westeurope")).length > 0;
  await client.delete("notebook", { underlyingResourceAction: "Delete" });
  await client.delete("cpu", { underlyingResourceAction: "Delete" });
  seen.left = (await client.tryGet("cpu")) === undefined;
  seen.missing = await client
    .get("cpu")
    .catch(({ name, status, code }) => ({ name, status, code }));
  const controller = new AbortController();
  const aborted = client.get("cpu", { signal: controller.signal });
  controller.abort(7);
  seen.aborted = await aborted.catch((reason) => reason);
  const answered = events.filter(({ type }) => type === "response");
  seen.readable = answered.filter(({ requestId }) => requestId !== undefined).length;
  seen.answered = answered.length;
  seen.polled = events.filter(({ path }) => path.includes("computeOperationsStatus")).length;
  seen.secrets = /secret-token|[?&]s=/.test(JSON.stringify(events));
  return seen;
}

const LIFE = {
  resumed: "Succeeded",
  created: "Succeeded",
  updated: 3,
  nodes: [],
  instance: "Running",
  stopped: "Stopped",
  started: "Running",
  names: ["cpu", "notebook"],
  sizes: true,
  left: true,
  missing: { name: "ArmError", status: 404, code: "ResourceNotFound" },
  aborted: 7,
  secrets: false,
};

for (const expose of ["all", "none"]) {
  describe(`a page elsewhere, header fields exposed: ${expose}`, () => {
    let service;
    let site;
    before(async () => {
      service = await startService(["--cors-expose", expose, "--speed", "1000"]);
      site = await serveElsewhere(service.ready.url);
    });
    after(async () => {
      await site?.stop();
      await service?.stop();
    });

    for (const { name, launch, skip } of browsers()) {
      test(name, { skip }, async () => {
        await service.control("reset");
        const browser = await launch();
        try {
          const page = await browser.newPage();
          const complaints = [];
          page.on("pageerror", ({ message }) => complaints.push(message));
          await page.goto(site.url);
          assert.notEqual(new URL(site.url).origin, service.ready.url);
          const { readable, answered, polled, ...seen } = await page.evaluate(live, service.ready);
          assert.deepEqual(seen, LIFE);
          if (expose === "all") {
            assert.equal(readable, answered);
            assert.ok(polled > 0, "operations are polled at their own address");
          } else {
            // Nothing to follow is readable: the resources themselves tell.
            assert.deepEqual({ readable, polled }, { readable: 0, polled: 0 });
          }
          assert.deepEqual(complaints, []);
        } finally {
          await browser.close();
        }
      });
    }
  });
}
