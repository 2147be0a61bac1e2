/** What the client takes of its host and of a service: bounded answers, bounded waits, no token in words. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { ComputeClient } from "../dist/esm/node.js";

const place = { subscriptionId: "s", resourceGroup: "g", workspace: "w", retry: { maxRetries: 0 } };
const credential = async () => ({ token: "a-token-of-mine", expiresOnTimestamp: Date.now() + 3_600_000 });
const client = (fetch, more = {}) => new ComputeClient({ ...place, credential, fetch, ...more });
const json = (body, init) => new Response(JSON.stringify(body), init);
const compute = (provisioningState, more = {}) => ({
  name: "abc",
  properties: { provisioningState, ...more },
});

/** A body of blanks, made as it is read; tells how much of it was read. */
function blanks(size) {
  const chunk = new Uint8Array(64 * 1024).fill(32);
  const read = { bytes: 0, cancelled: false };
  const stream = new ReadableStream({
    pull(controller) {
      if (read.bytes >= size) return controller.close();
      read.bytes += chunk.byteLength;
      controller.enqueue(chunk);
    },
    cancel() {
      read.cancelled = true;
    },
  });
  return { stream, read };
}

test("an answer is cut at the limit while it is read, whatever its length field says", async () => {
  for (const [status, name] of [
    [200, "ArmError"],
    [403, "AuthError"],
  ]) {
    const { stream, read } = blanks(600 * 1024 * 1024);
    const headers = { "content-length": "2", "x-ms-request-id": "r" };
    const before = process.memoryUsage().rss;
    const answering = client(async () => new Response(stream, { status, headers }));
    await assert.rejects(answering.get("abc"), { name, status, requestId: "r" });
    assert.ok(read.bytes < 9 * 1024 * 1024, `${read.bytes} bytes were read`);
    assert.equal(read.cancelled, true);
    const grown = (process.memoryUsage().rss - before) / 2 ** 20;
    assert.ok(grown < 100, `${grown} MB more`);
  }
  const { stream } = blanks(9 * 1024 * 1024);
  const cut = client(async () => new Response(stream));
  await assert.rejects(cut.get("abc"), { code: "UNEXPECTED_RESPONSE", message: /larger than 8 MiB/ });
});

test("a body in pieces arrives as it is, however it is cut", async () => {
  const text = `\ufeff{"name":"ü€\u{1f600}"}`;
  const bytes = new TextEncoder().encode(text);
  for (const size of [1, 2, 3, 7, bytes.length]) {
    const stream = new ReadableStream({
      start(controller) {
        for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
        controller.close();
      },
    });
    assert.deepEqual(await client(async () => new Response(stream)).get("abc"), { name: "ü€\u{1f600}" });
  }
});

test("a body that never ends is given up with the call", async () => {
  let cancelled = false;
  const stream = new ReadableStream({
    cancel() {
      cancelled = true;
    },
  });
  const stuck = client(async () => new Response(stream), { requestTimeoutMs: 60 });
  await assert.rejects(stuck.get("abc"), { name: "TimeoutError", code: "REQUEST_TIMEOUT" });
  assert.equal(cancelled, true);
});

test("messages are bounded", async () => {
  const message = "m".repeat(5_000_000);
  const answering = client(async () => json({ error: { code: "C", message } }, { status: 400 }));
  await assert.rejects(answering.get("abc"), (error) => error.message.length < 5000 && error.code === "C");
});

test("a status that is none shows nothing of the answer", async () => {
  for (const status of [2 ** 40, 1000, 99, 65_536 + 200]) {
    const answering = client(async () => ({
      status,
      headers: new Headers(),
      text: async () => "SECRET-BODY",
    }));
    await assert.rejects(
      answering.get("abc"),
      (error) => error.name === "NetworkError" && !error.message.includes("SECRET"),
    );
  }
});

test("no token gets into the words of an error", async () => {
  const shows = (error) =>
    /a-token-of-mine|eyJhbGci/.test(`${error.message} ${error.stack} ${JSON.stringify(error)}`);
  const bad = async (_, init) => {
    throw new Error(`bad ${init.headers.get("authorization")}`);
  };
  await assert.rejects(client(bad).get("abc"), (error) => error.name === "NetworkError" && !shows(error));
  const echo = async () =>
    json(
      { error: { code: "C", message: "not a-token-of-mine", details: [{ message: "a-token-of-mine" }] } },
      { status: 400 },
    );
  await assert.rejects(client(echo).get("abc"), (error) => error.name === "ArmError" && !shows(error));
  let calls = 0;
  const failing = client(async () => json(compute("Succeeded")), {
    credential: async () => {
      calls += 1;
      if (calls > 1) throw new Error("cannot renew a-token-of-mine nor eyJhbGciOiJub25lIn0.eyJhIjoxfQ.c2ln");
      return { token: "a-token-of-mine", expiresOnTimestamp: Date.now() - 1 };
    },
  });
  await failing.get("abc");
  await assert.rejects(failing.get("abc"), (error) => error.name === "AuthError" && !shows(error));
});

test("a token that never comes ends its call, and the others are answered", async () => {
  let calls = 0;
  const slow = client(async () => json(compute("Succeeded")), {
    requestTimeoutMs: 100,
    credential: () => {
      calls += 1;
      return calls === 1 ? new Promise(() => {}) : credential();
    },
  });
  const [first, second] = await Promise.allSettled([slow.get("abc"), slow.get("abd")]);
  assert.deepEqual([first.reason?.name, first.reason?.code], ["TimeoutError", "CREDENTIAL_TIMEOUT"]);
  assert.equal(second.status, "fulfilled");
});

test("a token is renewed when its source says so", async () => {
  let calls = 0;
  const renewing = client(async () => json(compute("Succeeded")), {
    credential: async () => {
      calls += 1;
      const now = Date.now();
      return {
        token: "a-token-of-mine",
        expiresOnTimestamp: now + 3_600_000,
        refreshAfterTimestamp: now + 30,
      };
    },
  });
  await renewing.get("abc");
  await renewing.get("abc");
  assert.equal(calls, 1);
  await new Promise((resolve) => setTimeout(resolve, 60));
  await renewing.get("abc");
  assert.equal(calls, 2);
});

test("lists end: after a thousand pages, or as many as are allowed", async () => {
  let pages = 0;
  const endless = client(async (url) => {
    pages += 1;
    const next = new URL(url);
    next.searchParams.set("$skip", String(pages));
    return json({ value: [{ name: `n${pages}` }], nextLink: next.href });
  });
  const read = async (list) => {
    pages = 0;
    const names = [];
    try {
      for await (const { name } of list) names.push(name);
    } catch (error) {
      return [error.name, error.code, pages, names.length];
    }
    return [pages];
  };
  assert.deepEqual(await read(endless.list()), ["ArmError", "UNEXPECTED_RESPONSE", 1000, 1000]);
  assert.deepEqual(await read(endless.list({ maxPages: 3 })), ["ArmError", "UNEXPECTED_RESPONSE", 3, 3]);
  pages = 0;
  await assert.rejects(endless.vmSizes("westeurope", { maxPages: 2 }), { code: "UNEXPECTED_RESPONSE" });
  await assert.rejects(endless.vmSizes("westeurope", { maxPages: 0 }), { name: "TypeError" });
});

test("members of a page are read whatever their case", async () => {
  const answers = [
    { Value: [{ name: "one" }], NextLink: "https://management.azure.com/next" },
    { VALUE: [{ name: "two" }], nextlink: null },
  ];
  const names = [];
  for await (const { name } of client(async () => json(answers.shift())).list()) names.push(name);
  assert.deepEqual(names, ["one", "two"]);
});

test("what was checked is what is sent", async () => {
  let sent;
  const fetch = async (_, init) => {
    if (init.method !== "GET") sent = init.body;
    return json(compute("Succeeded"), { status: init.method === "PUT" ? 201 : 200 });
  };
  let reads = 0;
  const body = {
    location: "westeurope",
    properties: {
      computeType: "AmlCompute",
      properties: {
        get vmSize() {
          reads += 1;
          return reads === 1 ? "Standard_DS3_v2" : "no size at all";
        },
        scaleSettings: { minNodeCount: 0, maxNodeCount: 1 },
      },
    },
  };
  const creating = client(fetch).create("abc", body);
  await creating;
  assert.equal(JSON.parse(sent).properties.properties.vmSize, "Standard_DS3_v2");
  assert.equal(creating.report.valid, true);
  const bytes = new TextEncoder().encode(
    '{"location":"westeurope","properties":{"computeType":"AmlCompute","properties":{"vmSize":"Standard_DS3_v2","scaleSettings":{"minNodeCount":0,"maxNodeCount":1}}}}',
  );
  const own = bytes.slice();
  const sending = client(fetch).create("abc", own);
  setTimeout(() => own.fill(32), 0);
  await sending;
  assert.deepEqual(JSON.parse(sent), JSON.parse(new TextDecoder().decode(bytes)));
  const refused = client(fetch).create("abc", { properties: { computeType: 5 } });
  await assert.rejects(refused, { name: "ValidationError" });
  assert.equal(refused.report.valid, false);
});

test("a compute that is there is not made again", async () => {
  const sent = [];
  const there = client(async (_url, init) => {
    sent.push(init.method);
    return json(compute("Succeeded"));
  });
  const refused = there.create("abc", "{}", { validate: false, ifAbsent: true });
  await assert.rejects(refused, { name: "ArmError", code: "Conflict" });
  assert.deepEqual(sent, ["GET"]);
});

test("a request whose answer was lost is not sent again while nobody may look, and the error says so", async () => {
  for (const [call, method] of [
    [(of) => of.create("abc", "{}", { validate: false }), "PUT"],
    [(of) => of.delete("abc", { underlyingResourceAction: "Delete" }), "DELETE"],
  ]) {
    const sent = [];
    const retry = { maxRetries: 2, baseDelayMs: 1 };
    const unlucky = client(
      async (_, init) => {
        sent.push(init.method);
        if (init.method !== "GET") throw new TypeError("fetch failed");
        return new Response("{}", { status: 403 });
      },
      { retry },
    );
    await assert.rejects(call(unlucky), (error) => {
      assert.deepEqual([error.name, error.status, error.outcomeUnknown], ["AuthError", 403, true]);
      return error.message.startsWith("it is not known whether");
    });
    assert.deepEqual(sent, [method, "GET"]);
  }
  // What was refused is known.
  const refused = client(async () => new Response("{}", { status: 403 }));
  await assert.rejects(
    refused.create("abc", "{}", { validate: false }),
    (error) => !("outcomeUnknown" in error),
  );
});

test("a removal that does something else is told, and sent only if it is confirmed", async () => {
  const events = [];
  const sent = [];
  const attached = client(
    async (_, init) => {
      sent.push(init.method);
      return init.method === "GET"
        ? json({ properties: { computeType: "AKS" } })
        : new Response(null, { status: 204 });
    },
    { onEvent: (event) => event.type === "report" && events.push(event.report.diagnostics[0].code) },
  );
  const options = { underlyingResourceAction: "Delete", validate: true };
  const refused = attached.delete("abc", options);
  await assert.rejects(
    refused,
    (error) => error.name === "ValidationError" && error.report.diagnostics.length > 0,
  );
  assert.equal(refused.report.diagnostics[0].code, "lifecycle/removal");
  const confirmed = attached.delete("abc", { ...options, confirmRemoval: true });
  await confirmed;
  assert.equal(confirmed.report.diagnostics[0].code, "lifecycle/removal");
  assert.deepEqual(sent, ["GET", "GET", "DELETE"]);
  assert.deepEqual(events, ["lifecycle/removal", "lifecycle/removal"]);
});

test("a missing workspace is no missing compute", async () => {
  const missing = (message) => json({ error: { code: "ResourceNotFound", message } }, { status: 404 });
  const here = client(async (url) =>
    url.includes("/computes/") ? missing("no abc") : json({ location: "x" }),
  );
  assert.equal(await here.tryGet("abc"), undefined);
  const nowhere = client(async () => missing("not found"));
  await assert.rejects(nowhere.tryGet("abc"), { status: 404, code: "ParentResourceNotFound" });
});

test("setting the clock changes no deadline, and a timeout says how far it was", async () => {
  const real = Date.now;
  try {
    for (const jump of [86_400_000, -86_400_000]) {
      let polls = 0;
      Date.now = real;
      const creating = client(async (_, init) => {
        if (init.method === "PUT") return json(compute("Creating"), { status: 201 });
        polls += 1;
        Date.now = () => real() + jump;
        return json(compute(polls < 2 ? "Creating" : "Succeeded"));
      }).create("abc", "{}", { validate: false, deadlineMs: 20_000 });
      await creating;
      assert.ok(creating.operationState.progress.elapsedMs < 20_000, String(jump));
    }
  } finally {
    Date.now = real;
  }
  const errors = [{ error: { code: "Q", message: "No cores." } }];
  const waiting = client(async (_, init) =>
    init.method === "PUT"
      ? json(compute("Creating", { properties: { errors } }), { status: 201 })
      : json(compute("Creating", { properties: { allocationState: "Resizing", errors } })),
  ).create("abc", "{}", { validate: false, deadlineMs: 1400 });
  await assert.rejects(waiting, (error) => {
    assert.deepEqual(error.progress.errors, [{ code: "Q", message: "No cores." }]);
    return error.name === "TimeoutError" && error.progress.allocationState === "Resizing";
  });
});

test("a wait that is too long is not cut short", async () => {
  let calls = 0;
  const busy = new ComputeClient({
    ...place,
    retry: { maxDelayMs: 500 },
    credential,
    fetch: async () => {
      calls += 1;
      return json(
        { error: { code: "Busy", message: "busy" } },
        { status: 429, headers: { "retry-after": "2" } },
      );
    },
  });
  await assert.rejects(busy.get("abc"), { name: "ThrottledError", retryAfterMs: 2000 });
  assert.equal(calls, 1);
});

test("a poller that nobody waits for does not hold the process, and one that is awaited does", () => {
  const program = (end) => `
    import { ComputeClient } from "azureml-compute";
    let polls = 0;
    const client = new ComputeClient({ subscriptionId: "s", resourceGroup: "g", workspace: "w",
      credential: async () => ({ token: "t", expiresOnTimestamp: Date.now() + 3600000 }),
      fetch: async (_, init) => {
        if (init.method === "GET") polls += 1;
        const provisioningState = polls > 1 ? "Succeeded" : "Creating";
        return new Response(JSON.stringify({ properties: { provisioningState } }), { status: init.method === "PUT" ? 201 : 200 });
      } });
    const poller = client.create("abc", "{}", { validate: false });
    process.on("exit", () => console.log(poller.operationState.status));
    ${end}
  `;
  const cwd = new URL("..", import.meta.url);
  const run = (end) => {
    const args = ["--input-type=module", "--eval", program(end)];
    const { stdout, stderr, status } = spawnSync(process.execPath, args, { cwd, encoding: "utf8" });
    return [stdout.trim(), status, stderr];
  };
  assert.deepEqual(run(""), ["running", 0, ""]);
  assert.deepEqual(run("await poller.submitted();"), ["running", 0, ""]);
  for (const end of [
    "await poller;",
    "poller.then(() => {});",
    "poller.pollUntilDone();",
    "poller.onProgress(() => {});",
    "for await (const _ of poller);",
  ]) {
    assert.deepEqual(run(end), ["succeeded", 0, ""], end);
  }
});
