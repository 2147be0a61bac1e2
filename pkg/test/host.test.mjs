/** What the module asks of JavaScript: whatever a fetch or a credential does is an answer, never a trap. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { ComputeClient } from "../dist/esm/node.js";

const place = { subscriptionId: "s", resourceGroup: "g", workspace: "w", retry: { maxRetries: 0 } };
const credential = async () => ({ token: "t", expiresOnTimestamp: Number.POSITIVE_INFINITY });
const client = (fetch, more = {}) => new ComputeClient({ ...place, credential, fetch, ...more });

test("a fetch that answers with anything is a NetworkError", async () => {
  const text = async () => "{}";
  const headers = new Headers();
  for (const answer of [
    undefined,
    null,
    5,
    "text",
    {},
    { status: 200 },
    { status: 0, headers, text },
    { status: 200.5, headers, text },
    { status: "200", headers, text },
    { status: 200, headers, text: async () => 5 },
  ]) {
    await assert.rejects(client(async () => answer).get("abc"), { name: "NetworkError" });
  }
});

test("a fetch that throws is a NetworkError, and its words do not repeat the address", async () => {
  for (const [thrown, message] of [
    [new Error("no route"), /no route/],
    ["refused", /refused/],
    [undefined, /no reason was given/],
  ]) {
    const failing = client(() => {
      throw thrown;
    });
    await assert.rejects(failing.get("abc"), { name: "NetworkError", message });
  }
  const telling = client(async (url) => Promise.reject(new Error(`cannot reach ${url}`)));
  await assert.rejects(telling.get("abc"), { name: "NetworkError", message: /^(?!.*subscriptions)/ });
});

test("header fields and body arrive as they are", async () => {
  const body = '{"name":"abc","tags":{"a":"line\\nbreak","b":"ü:\u{1f600}"}}';
  const seen = [];
  const answering = client(async (url, init) => {
    seen.push([url, init.method, init.headers.get("authorization"), init.redirect]);
    return new Response(body, { headers: { "x-ms-request-id": "a:b" } });
  });
  assert.deepEqual(await answering.get("abc"), JSON.parse(body));
  const [[url, method, bearer, redirect]] = seen;
  assert.match(url, /^https:\/\/management\.azure\.com\/subscriptions\/s\//);
  assert.deepEqual([method, bearer, redirect], ["GET", "Bearer t", "manual"]);
  const refusing = client(
    async () =>
      new Response('{"error":{"code":"C","message":"m"}}', {
        status: 404,
        headers: { "x-ms-request-id": "a:b" },
      }),
  );
  await assert.rejects(refusing.get("abc"), { name: "ArmError", code: "C", status: 404, requestId: "a:b" });
});

test("numbers are numbers of 0 or more, names are known ones", async () => {
  for (const wrong of [-1, Number.NaN, "5", {}]) {
    assert.throws(() => client(undefined, { deadlineMs: wrong }), {
      name: "TypeError",
      message: /deadlineMs/,
    });
    await assert.rejects(client().delete("abc", { underlyingResourceAction: "Delete", deadlineMs: wrong }), {
      name: "TypeError",
      message: /deadlineMs/,
    });
  }
  for (const fine of [0, 0.5, Number.POSITIVE_INFINITY, undefined]) client(undefined, { deadlineMs: fine });
  assert.throws(() => client(undefined, { retry: { tries: 5 } }), { name: "TypeError", message: /tries/ });
  assert.throws(() => client(undefined, { scopes: [5] }), { name: "TypeError", message: /scopes/ });
  await assert.rejects(client().create("abc", "{}", { until: "morning" }), {
    name: "TypeError",
    message: /until/,
  });
});
