/** What stops a call, at which moment, and what is left afterwards; against answers made up on the spot. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { ComputeClient } from "../dist/esm/node.js";

const answer = (body, status = 200, headers = {}) =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json", ...headers } });
const token = async () => ({ token: "t", expiresOnTimestamp: Date.now() + 3_600_000 });
const clientOf = (fetch, options = {}) =>
  new ComputeClient({
    subscriptionId: "s",
    resourceGroup: "g",
    workspace: "w",
    credential: token,
    fetch,
    ...options,
  });
const never = (_, { signal }) =>
  new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("cut"))));
const all = async (iterable) => {
  const items = [];
  for await (const item of iterable) items.push(item);
  return items;
};

test("byPage takes a signal of its own, and knows its options", async () => {
  let sent = 0;
  const client = clientOf(async () => answer({ value: [{ name: "a" }], nextLink: `${"next"}${++sent}` }));
  for (const key of ["signal", "abortSignal"]) {
    const controller = new AbortController();
    const read = async () => {
      for await (const _ of client.list().byPage({ [key]: controller.signal })) controller.abort("enough");
    };
    await assert.rejects(read, (reason) => reason === "enough");
    await assert.rejects(read, (reason) => reason === "enough");
  }
  assert.equal(sent, 2);
  await assert.rejects(all(client.list().byPage({ signl: null })), TypeError);
});

test("a list that was stopped hands out no further item of its page", async () => {
  const client = clientOf(async () => answer({ value: [{ name: "a" }, { name: "b" }] }));
  const controller = new AbortController();
  const seen = [];
  await assert.rejects(
    async () => {
      for await (const { name } of client.list({ signal: controller.signal })) {
        seen.push(name);
        controller.abort(0);
      }
    },
    (reason) => reason === 0,
  );
  assert.deepEqual(seen, ["a"]);
});

test("null is no signal; a signal without reason and throwIfAborted stops as well", async () => {
  const client = clientOf(async () => answer({ name: "a" }));
  assert.equal((await client.get("a", { signal: null, abortSignal: null })).name, "a");
  const listeners = new Set();
  // What AbortSignalLike of @azure/abort-controller demands, and no more.
  const signal = {
    aborted: false,
    addEventListener: (_, listener) => listeners.add(listener),
    removeEventListener: (_, listener) => listeners.delete(listener),
  };
  const silent = clientOf(never);
  const calls = [
    silent.get("a", { abortSignal: signal }),
    silent.delete("a", { underlyingResourceAction: "Delete", abortSignal: signal }),
    silent.detach("a").pollUntilDone({ abortSignal: signal }),
  ];
  setTimeout(() => {
    signal.aborted = true;
    for (const listener of [...listeners]) listener();
  }, 10);
  for (const call of calls) await assert.rejects(call, { name: "AbortError" });
  await assert.rejects(silent.get("a", { abortSignal: signal }), { name: "AbortError" });
  assert.equal(listeners.size, 0);
});

test("who gives up takes the token from nobody", async () => {
  const slow = (_, { signal }) =>
    new Promise((resolve, reject) => {
      setTimeout(() => resolve(token()), 30);
      signal.addEventListener("abort", () => reject(new Error("cut")));
    });
  const client = clientOf(async () => answer({ name: "a" }), { credential: slow });
  const controller = new AbortController();
  const given = client.get("a", { signal: controller.signal });
  const kept = client.get("a");
  setTimeout(() => controller.abort("mine"), 5);
  await assert.rejects(given, (reason) => reason === "mine");
  assert.equal((await kept).name, "a");
});

test("actions give nothing", async () => {
  const body = { properties: { provisioningState: "Succeeded", properties: { state: "Running" } } };
  const headers = { "azure-asyncoperation": "https://management.azure.com/operation" };
  const client = clientOf(async (url, { method }) => {
    if (method === "POST") return new Response(null, { status: 202, headers });
    return answer(url.endsWith("/operation") ? { status: "Succeeded" } : body);
  });
  const poller = client.start("notebook");
  assert.equal(await poller, undefined);
  assert.deepEqual([poller.isDone, poller.result], [true, undefined]);
});

test("a process ends by itself after calls that ended or were given up", () => {
  const script = `
    import { ComputeClient } from ${JSON.stringify(new URL("../dist/esm/node.js", import.meta.url).href)};
    const before = process.getActiveResourcesInfo().length;
    const headers = { "azure-asyncoperation": "https://management.azure.com/operation", "retry-after": "60" };
    const client = new ComputeClient({
      subscriptionId: "s", resourceGroup: "g", workspace: "w", deadlineMs: 3_000_000,
      credential: async () => ({ token: "t", expiresOnTimestamp: Date.now() + 3_600_000 }),
      fetch: async (_, { method }) => method === "GET"
        ? new Response('{"name":"a","status":"InProgress"}')
        : new Response("", { status: 202, headers }),
    });
    await client.get("a");
    const controller = new AbortController();
    const poller = client.detach("a", { signal: controller.signal });
    await poller.submitted();
    controller.abort("enough");
    await poller.catch(() => {});
    await client.detach("a", { deadlineMs: 20 }).catch(() => {});
    process.once("exit", () => console.log(process.getActiveResourcesInfo().length - before));
  `;
  const { stdout, stderr, status } = spawnSync(process.execPath, ["--input-type=module", "--eval", script], {
    encoding: "utf8",
    timeout: 20_000,
  });
  assert.equal(status, 0, stderr || "it did not end");
  assert.equal(stdout.trim(), "0");
});

test("calls leave nothing behind in the module", () => {
  // What the module hands to JavaScript is registered until it is freed.
  const script = `
    let alive = 0;
    globalThis.FinalizationRegistry = class {
      register() { alive += 1; }
      unregister() { alive -= 1; }
    };
    const { ComputeClient } = await import(${JSON.stringify(new URL("../dist/esm/node.js", import.meta.url).href)});
    const client = new ComputeClient({
      subscriptionId: "s", resourceGroup: "g", workspace: "w",
      credential: async () => ({ token: "t", expiresOnTimestamp: Date.now() + 3_600_000 }),
      fetch: async () => new Response('{"name":"a"}'),
    });
    const round = async () => {
      for (let i = 0; i < 10; i += 1) await client.get("a");
      await new Promise((resolve) => setTimeout(resolve, 20));
      return alive;
    };
    console.log(-(await round()) + (await round()));
  `;
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", script], {
    encoding: "utf8",
    timeout: 20_000,
  });
  assert.equal(stdout.trim(), "0", stderr);
});
