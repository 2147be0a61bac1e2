/** The client against the emulator, over real HTTP. */
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { ComputeClient } from "../dist/esm/node.js";
import { startEmulator } from "./emulator.mjs";

const body = {
  location: "westeurope",
  properties: {
    computeType: "AmlCompute",
    properties: { vmSize: "STANDARD_DS3_V2", scaleSettings: { minNodeCount: 0, maxNodeCount: 4 } },
  },
};

let emulator;
let client;
before(async () => {
  emulator = await startEmulator("--speed", "1000");
  client = emulator.client();
});
after(() => emulator?.stop());
afterEach(() => emulator.control("reset", {}));

const requests = async () => (await emulator.control("dump")).requests;

test("create, watch, get, list, delete", async () => {
  const poller = client.create("cpu-cluster", body);
  const seen = [];
  poller.onProgress((progress) => seen.push(progress));
  await poller.submitted();
  const { method, ...rest } = JSON.parse(poller.serialize());
  assert.equal(method, "PUT");
  assert.doesNotMatch(JSON.stringify(rest), /secret-token|[?&]t=|[?&]c=|[?&]s=/);
  const created = await poller;
  assert.equal(created.name, "cpu-cluster");
  assert.equal(created.properties.provisioningState, "Succeeded");
  assert.ok(seen.length > 0);
  for (const { status, elapsedMs } of seen) assert.ok(typeof status === "string" && elapsedMs >= 0);

  const got = await client.get("cpu-cluster");
  assert.equal(got.properties.computeType, "AmlCompute");
  const names = [];
  for await (const compute of client.list()) names.push(compute.name);
  assert.deepEqual(names, ["cpu-cluster"]);

  const deletion = client.delete("cpu-cluster", { underlyingResourceAction: "Delete" });
  assert.equal(await deletion, undefined);
  assert.equal(deletion.operationState.status, "succeeded");
  assert.equal(await client.tryGet("cpu-cluster"), undefined);
  await assert.rejects(client.get("cpu-cluster"), (error) => {
    assert.equal(error.name, "ArmError");
    assert.equal(error.status, 404);
    assert.ok(error.code.length > 0 && error.message.length > 0);
    assert.match(error.requestId, /./);
    return true;
  });
});

test("a client says which workspace it is for, and nobody changes that", () => {
  const options = { subscriptionId: "0a1b", resourceGroup: "team", workspace: "vision" };
  const given = { ...options, credential: async () => ({ token: "t", expiresOnTimestamp: 0 }) };
  const { scope } = new ComputeClient(given);
  assert.deepEqual(scope, options);
  given.workspace = "other";
  assert.throws(() => {
    scope.workspace = "other";
  }, TypeError);
  assert.deepEqual(scope, options);
});

test("a wrong body is refused before anything is sent", async () => {
  const wrong = structuredClone(body);
  wrong.properties.properties.scaleSettings.minNodeCount = 9;
  const poller = client.create("cpu-cluster", wrong);
  await assert.rejects(poller, (error) => {
    assert.equal(error.name, "ValidationError");
    assert.equal(error.report.valid, false);
    assert.ok(error.report.diagnostics.some(({ code }) => code === "scale/min-above-max"));
    return true;
  });
  await assert.rejects(client.create("1", body), { name: "ValidationError" });
  const cyclic = { ...body };
  cyclic.tags = cyclic;
  await assert.rejects(client.create("cpu-cluster", cyclic), { name: "ValidationError" });
  await assert.rejects(client.create("cpu-cluster", cyclic, { validate: false }), { name: "TypeError" });
  assert.deepEqual(await requests(), []);
});

test("unchecked, the service itself answers", async () => {
  const wrong = structuredClone(body);
  wrong.properties.properties.vmPriority = 5;
  await assert.rejects(client.create("cpu-cluster", wrong, { validate: false }), (error) => {
    assert.equal(error.name, "ArmError");
    assert.equal(error.status, 400);
    return true;
  });
  assert.equal((await requests()).length, 1);
});

test("text and bytes are sent as they are", async () => {
  const text = JSON.stringify(body, null, 3);
  for (const [name, input] of [
    ["as-text", text],
    ["as-bytes", new TextEncoder().encode(text)],
  ]) {
    let sent;
    const watching = emulator.client({
      fetch: async (request, init) => {
        const copy = request instanceof Request ? request.clone() : new Request(request, init);
        if (copy.method === "PUT") sent = await copy.text();
        return fetch(request, init);
      },
    });
    await watching.create(name, input);
    assert.equal(sent, text);
  }
});

test("wrong use is a TypeError, in the place where it can be seen", async () => {
  const place = { subscriptionId: "s", resourceGroup: "g", workspace: "w" };
  const credential = async () => ({ token: "t", expiresOnTimestamp: 0 });
  assert.throws(() => new ComputeClient(), { name: "TypeError" });
  assert.throws(() => new ComputeClient(place), { name: "TypeError", message: /credential/ });
  assert.throws(() => new ComputeClient({ ...place, credential: {} }), { name: "TypeError" });
  assert.throws(() => new ComputeClient({ ...place, credential, cloud: "mars" }), { name: "TypeError" });
  assert.throws(() => new ComputeClient({ ...place, credential, regionn: "x" }), {
    name: "TypeError",
    message: /regionn/,
  });
  await assert.rejects(client.get(5), { name: "TypeError" });
  await assert.rejects(client.get("a", { timeout: 1 }), { name: "TypeError", message: /timeout/ });
  await assert.rejects(client.create(5, body), { name: "TypeError" });
  await assert.rejects(client.create("abc", body, { validat: false }), {
    name: "TypeError",
    message: /validat/,
  });
  await assert.rejects(client.delete("abc"), { name: "TypeError", message: /underlyingResourceAction/ });
  await assert.rejects(client.delete("abc", { underlyingResourceAction: "Destroy" }), { name: "TypeError" });
  await assert.rejects(client.resume(5), { name: "TypeError" });
});

test("an aborted call rejects with the caller's own reason, whatever that is", async () => {
  await emulator.control("faults", { method: "GET", delayMs: 30_000 });
  for (const reason of ["stop", { mine: true }, new Error("mine"), 0]) {
    for (const name of ["signal", "abortSignal"]) {
      const controller = new AbortController();
      const call = client.get("cpu-cluster", { [name]: controller.signal });
      setTimeout(() => controller.abort(reason), 20);
      await assert.rejects(call, (thrown) => thrown === reason);
    }
  }
  await assert.rejects(
    client.get("a", { signal: AbortSignal.abort("before") }),
    (thrown) => thrown === "before",
  );
  await assert.rejects(client.get("a", { signal: AbortSignal.timeout(20) }), { name: "TimeoutError" });
  const listing = new AbortController();
  setTimeout(() => listing.abort("enough"), 20);
  await assert.rejects(
    (async () => {
      for await (const compute of client.list({ signal: listing.signal })) assert.fail(compute.name);
    })(),
    (thrown) => thrown === "enough",
  );
  await emulator.control("faults", undefined, "DELETE");
  assert.equal(await client.tryGet("cpu-cluster"), undefined);
});

test("an operation is aborted and taken up again from its text", async () => {
  await emulator.control("clock", { mode: "virtual" });
  const controller = new AbortController();
  const poller = client.create("cpu-cluster", body, { signal: controller.signal });
  await poller.submitted();
  controller.abort("later");
  await assert.rejects(poller, (thrown) => thrown === "later");
  await emulator.control("clock", { mode: "real", speed: 1000 });
  const resumed = client.resume(poller.serialize());
  assert.equal((await resumed).name, "cpu-cluster");
  assert.equal(resumed.serialize(), poller.serialize());
});

test("pollUntilDone stops at its signal", async () => {
  await emulator.control("clock", { mode: "virtual" });
  const poller = client.create("cpu-cluster", body);
  await poller.submitted();
  const controller = new AbortController();
  setTimeout(() => controller.abort("no time"), 50);
  await assert.rejects(poller.pollUntilDone({ signal: controller.signal }), (thrown) => thrown === "no time");
  await emulator.control("clock", { mode: "real", speed: 1000 });
});

test("credentials: an object with getToken gets scopes and options; none and failing ones are AuthErrors", async () => {
  const asked = [];
  const credential = {
    async getToken(scopes, options) {
      asked.push([scopes, Object.keys(options).sort()]);
      return { token: "t", expiresOnTimestamp: Date.now() + 3_600_000 };
    },
  };
  await emulator.client({ credential }).tryGet("a");
  assert.equal(asked.length, 1);
  assert.ok(Array.isArray(asked[0][0]) && asked[0][0][0].endsWith("/.default"));
  assert.ok(asked[0][1].includes("enableCae"));
  await assert.rejects(emulator.client({ credential: { getToken: async () => null } }).get("a"), {
    name: "AuthError",
  });
  const failing = async () => {
    throw new Error("signed out");
  };
  await assert.rejects(emulator.client({ credential: failing }).get("a"), {
    name: "AuthError",
    message: /signed out/,
  });
});

test("somebody may listen for a while", async () => {
  const seen = { first: [], second: [] };
  const stop = client.onEvent(({ type, status }) => seen.first.push([type, status]));
  const throwing = client.onEvent(() => {
    throw new Error("a listener that fails");
  });
  await emulator.control("faults", { method: "GET", status: 503, code: "ServerBusy", times: 1 });
  const stopSecond = client.onEvent((event) => seen.second.push(event));
  assert.equal(await client.tryGet("nobody"), undefined);
  // A look at the workspace follows: what is missing may be that.
  assert.deepEqual(seen.first.slice(0, 5), [
    ["request", undefined],
    ["response", 503],
    ["retry", undefined],
    ["request", undefined],
    ["response", 404],
  ]);
  const [, , retry] = seen.second;
  assert.equal(retry.attempt, 1);
  assert.ok(retry.delayMs > 0 && retry.path.endsWith("/computes/nobody"));
  for (const end of [stop, throwing, stopSecond]) end();
  const heard = seen.first.length;
  await client.tryGet("nobody");
  assert.equal(seen.first.length, heard);
});

test("the token is in no error and in no event", async () => {
  const events = [];
  const watched = emulator.client({ onEvent: (event) => events.push(event) });
  await emulator.control("faults", { method: "GET", status: 403, code: "AuthorizationFailed", times: 1 });
  const error = await watched.get("a").catch((thrown) => thrown);
  assert.ok(events.length > 0);
  const { inspect } = await import("node:util");
  for (const thing of [error, ...events]) {
    assert.doesNotMatch(
      inspect(thing, { depth: 9, showHidden: true }) + JSON.stringify(thing),
      /secret-token/,
    );
  }
});

test("pages, one by one, and from the middle", async () => {
  const paging = await startEmulator("--speed", "1000", "--page-size", "2");
  try {
    const pager = paging.client();
    for (const name of ["aaa", "bbb", "ccc", "ddd", "eee"]) await pager.create(name, body);
    const pages = [];
    for await (const page of pager.list().byPage()) pages.push(page);
    assert.deepEqual(
      pages.map((page) => page.map(({ name }) => name)),
      [["aaa", "bbb"], ["ccc", "ddd"], ["eee"]],
    );
    assert.equal(pages[2].continuationToken, undefined);
    const rest = [];
    for await (const page of pager.list().byPage({ continuationToken: pages[0].continuationToken }))
      rest.push(...page);
    assert.deepEqual(
      rest.map(({ name }) => name),
      ["ccc", "ddd", "eee"],
    );
  } finally {
    paging.stop();
  }
});

test("a list that leads in circles ends with an error", async () => {
  const page = (request) => {
    const url = typeof request === "string" ? request : request.url;
    const nextLink = `${url.split("&$skip")[0]}&$skip=${url.endsWith("$skip=1") ? 2 : 1}`;
    return new Response(JSON.stringify({ value: [{ name: "a" }], nextLink }), {
      headers: { "content-type": "application/json" },
    });
  };
  const circling = emulator.client({ fetch: async (request) => page(request) });
  const read = async () => {
    let count = 0;
    for await (const compute of circling.list()) count += compute.name === "a" ? 1 : 0;
    return count;
  };
  await assert.rejects(read(), { code: "UNEXPECTED_RESPONSE" });
});
