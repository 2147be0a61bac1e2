/** The gate under callers who ask for too much, leave early, or say strange things about the host. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, request } from "node:http";
import { connect } from "node:net";
import { createInterface } from "node:readline";
import { after, before, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { createGate, isHost } from "../examples/edge-gate/gate.js";

const WORKSPACE =
  "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/ws";
const COMPUTE = `${WORKSPACE}/computes/pool-a`;
const GUARDRAILS = { version: 1, maxNodes: 4 };
const LONGEST = 64 * 1024;

/** A gate in this process, with the log that it writes. */
function staged() {
  const lines = [];
  const gate = createGate({
    upstream: "https://management.azure.com",
    guardrails: GUARDRAILS,
    log: (entry) => lines.push(entry),
    fetch: async () => new Response("{}", { status: 201 }),
  });
  const send = (method, path, body) =>
    gate(
      new Request(`http://gate.test${path}?api-version=2024-10-01`, {
        method,
        headers: { "content-type": "application/json" },
        body,
      }),
    );
  return { lines, send };
}

const cluster = (more, rest = {}) =>
  JSON.stringify({
    location: "westeurope",
    ...rest,
    properties: {
      computeType: "AmlCompute",
      properties: { scaleSettings: { minNodeCount: 0, maxNodeCount: 9 }, ...more },
    },
  });
const many = (count, make) => Object.fromEntries(Array.from({ length: count }, (_, at) => make(at)));

describe("an answer and a line of the log are short", () => {
  const bodies = {
    "many unknown members": cluster(many(3000, (at) => [`member${at}`, at])),
    "long names of members": cluster(many(60, (at) => [`${"n".repeat(3000)}${at}`, at])),
    "one name of 200 KB": cluster({ ["x".repeat(200_000)]: 1 }),
    "names of characters that need escapes": cluster(
      many(900, (at) => [`\u0001\u0002"\\${at}`.repeat(12), at]),
    ),
    "names outside of ASCII": cluster(many(2000, (at) => [`${"€𝄞".repeat(8)}${at}`, at])),
    "a long text": cluster({ vmSize: "y".repeat(200_000) }),
    "many tags that are numbers": cluster({}, { tags: many(3000, (at) => [`t${at}`, at]) }),
    "items of a wrong type": cluster({ schedules: { computeStartStop: Array(500).fill(1) } }),
    "a key given often": `{${'"location":{},'.repeat(3000)}"a":1}`,
    brackets: "[".repeat(100_000),
    "no JSON": `{"a": ${"z".repeat(100_000)}}`,
  };
  for (const [name, body] of Object.entries(bodies)) {
    test(name, async () => {
      const { lines, send } = staged();
      const answer = await send("PUT", COMPUTE, body);
      const text = await answer.text();
      assert.equal(answer.status, 422, text.slice(0, 200));
      assert.ok(new TextEncoder().encode(text).length <= LONGEST, String(text.length));
      const { findings, counts, omitted = 0, detail, error } = JSON.parse(text);
      assert.ok(findings.length > 0 && error.details.length > 0 && detail.length > 0);
      assert.ok(findings[0].severity === "error");
      assert.ok(omitted >= 0 && findings.length <= counts.error + counts.warning + counts.info + 1);
      assert.ok(JSON.stringify(lines).length < 4096, JSON.stringify(lines).slice(0, 300));
    });
  }

  test("long names in the address", async () => {
    const { lines, send } = staged();
    await send("GET", `${WORKSPACE}/computes/${"c".repeat(10_000)}`);
    await send("PUT", `${WORKSPACE}/computes/${"%63".repeat(5_000)}`, "{}");
    assert.ok(lines.every((line) => JSON.stringify(line).length < 2048));
  });
});

/** A gate with guardrails, and what it has forwarded. */
function watchedGate() {
  const seen = [];
  const fetch = async (url) => {
    seen.push(url);
    return new Response("{}");
  };
  const upstream = "https://management.azure.com";
  return { seen, gate: createGate({ upstream, guardrails: GUARDRAILS, log() {}, fetch }) };
}

describe("update bodies of every api-version that is in use", () => {
  const shapes = {
    "2021-04 and before": (maxNodeCount) => ({
      properties: { scaleSettings: { minNodeCount: 0, maxNodeCount } },
    }),
    "since then": (maxNodeCount) => ({
      properties: { properties: { scaleSettings: { minNodeCount: 0, maxNodeCount } } },
    }),
    "in another case": (maxNodeCount) => ({
      Properties: { SCALESETTINGS: { MinNodeCount: 0, MAXNODECOUNT: maxNodeCount } },
    }),
    "at both depths": (maxNodeCount) => ({
      properties: {
        computeType: "AmlCompute",
        properties: { scaleSettings: { minNodeCount: 0, maxNodeCount: 2 } },
        scaleSettings: { minNodeCount: 0, maxNodeCount },
      },
    }),
    // The service goes by the compute that has the name, not by the word in the body.
    "of another kind": (maxNodeCount) => ({
      location: "westeurope",
      properties: {
        computeType: "ComputeInstance",
        properties: { vmSize: "Standard_DS3_v2", scaleSettings: { minNodeCount: 0, maxNodeCount } },
      },
    }),
    "of another kind, 2021-04 and before": (maxNodeCount) => ({
      location: "westeurope",
      properties: {
        computeType: "ComputeInstance",
        properties: { vmSize: "Standard_DS3_v2" },
        scaleSettings: { minNodeCount: 0, maxNodeCount },
      },
    }),
  };
  const queries = [
    "?api-version=2021-04-01",
    "?API-VERSION=2021-04-01",
    "?api%2dversion=2021-04-01",
    "?api-version=2020-06-01",
    "?api-version=2018-11-19",
    "?api-version=2024-10-01",
    "?api-version=2019-99-99",
    "",
  ];
  for (const [shape, body] of Object.entries(shapes)) {
    for (const query of queries) {
      test(`${shape}, ${query || "without a version"}`, async () => {
        const { gate, seen } = watchedGate();
        const patch = (maxNodeCount) =>
          new Request(`http://gate.test${COMPUTE}${query}`, {
            method: "PATCH",
            headers: { "content-type": "application/json" },
            body: JSON.stringify(body(maxNodeCount)),
          });
        const answer = await gate(patch(100));
        assert.equal(answer.status, 422, await answer.clone().text());
        assert.deepEqual(seen, []);
      });
    }
  }
});

test("a write says which api-version it is of", async () => {
  for (const [query, code] of [
    ["", "MissingApiVersionParameter"],
    ["?api-version=", "MissingApiVersionParameter"],
    ["?api-version=newest", "InvalidApiVersionParameter"],
    ["?api-version=2024-13-01", "InvalidApiVersionParameter"],
    ["?API%2dVersion=2024-10-01%20", "InvalidApiVersionParameter"],
    ["?api-version=2024-10-01-beta", "InvalidApiVersionParameter"],
    ["?API%2dVersion=2024-10-01", undefined],
    ["?api-version=2024-10-01-PREVIEW", undefined],
    ["?%20api-version=2024-10-01&api-version=2021-04-01", "RefusedByGate"],
  ]) {
    const { gate, seen } = watchedGate();
    const answer = await gate(
      new Request(`http://gate.test${COMPUTE}${query}`, {
        method: "PATCH",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ properties: { properties: { scaleSettings: { maxNodeCount: 2 } } } }),
      }),
    );
    const text = await answer.text();
    assert.equal(answer.status, code === undefined ? 200 : 400, `${query}: ${text}`);
    assert.equal(JSON.parse(text).error?.code, code, query);
    assert.equal(seen.length, code === undefined ? 1 : 0, query);
  }
});

test("what a host is", () => {
  for (const host of [
    "a",
    "gate.example.net",
    "127.0.0.1:8787",
    "[::1]:80",
    "my_gate.internal:443",
    "localhost",
  ]) {
    assert.ok(isHost(host), host);
  }
  for (const host of [
    "",
    "evil.com/x?",
    "evil.com#",
    "a@b",
    "a b",
    "a,b",
    "[::1",
    "a:b",
    "a:123456",
    ":80",
    "-a",
    "a\\b",
    "é.net",
    "a%2fb",
  ]) {
    assert.ok(!isHost(host), host);
  }
});

describe("in Node, before an upstream that is slow", () => {
  let upstream;
  let child;
  let gate;
  const open = new Set();
  const arrived = [];
  const log = [];
  before(async () => {
    upstream = createServer((incoming, outgoing) => {
      arrived.push(incoming.url);
      open.add(outgoing);
      outgoing.once("close", () => open.delete(outgoing));
      if (incoming.url.includes("never")) return;
      if (incoming.url.includes("cut")) {
        outgoing.writeHead(200, { "content-length": "1000000" });
        outgoing.write("x".repeat(1000));
        setTimeout(() => outgoing.destroy(), 200);
        return;
      }
      const piece = Buffer.alloc(64 * 1024, "x");
      const more = () => {
        while (!outgoing.destroyed && outgoing.write(piece));
      };
      outgoing.on("drain", more);
      outgoing.on("error", () => {});
      more();
    });
    await once(upstream.listen(0, "127.0.0.1"), "listening");
    child = spawn(process.execPath, [new URL("../examples/edge-gate/node.js", import.meta.url).pathname], {
      env: {
        ...process.env,
        PORT: "0",
        UPSTREAM: `http://127.0.0.1:${upstream.address().port}`,
        GUARDRAILS: JSON.stringify(GUARDRAILS),
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    createInterface({ input: child.stdout }).on("line", (line) => log.push(JSON.parse(line)));
    const [line] = await once(createInterface({ input: child.stderr }), "line");
    gate = new URL(line.replace(/^listening on /, ""));
  });
  after(() => {
    child?.kill();
    upstream?.closeAllConnections();
    upstream?.close();
  });

  async function emptied() {
    for (let waited = 0; open.size > 0 && waited < 10_000; waited += 100) await sleep(100);
    assert.equal(open.size, 0);
  }

  test("callers that leave in the middle of an answer leave no exchange open", async () => {
    for (let at = 0; at < 20; at += 1) {
      const sent = request({
        hostname: gate.hostname,
        port: gate.port,
        path: `${COMPUTE}?api-version=2024-10-01`,
      });
      sent.on("error", () => {});
      sent.end();
      const [answer] = await once(sent, "response");
      await once(answer, "readable");
      sent.destroy();
    }
    assert.equal(arrived.length, 20);
    await emptied();
  });

  test("callers that leave before an answer begins, too", async () => {
    const sent = request({ hostname: gate.hostname, port: gate.port, path: `${WORKSPACE}/computes/never` });
    sent.on("error", () => {});
    sent.end();
    while (open.size === 0) await sleep(20);
    sent.destroy();
    await emptied();
    while (!log.some(({ decision }) => decision === "abandoned")) await sleep(20);
  });

  test("callers that leave in the middle of their body", async () => {
    const before = arrived.length;
    for (let at = 0; at < 5; at += 1) {
      const socket = connect(Number(gate.port), gate.hostname);
      await once(socket, "connect");
      socket.write(
        `PUT ${COMPUTE} HTTP/1.1\r\nHost: gate\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{"a":`,
      );
      await sleep(50);
      socket.destroy();
    }
    await sleep(300);
    assert.equal(arrived.length, before);
    assert.ok(log.every(({ decision }) => decision !== "failed"));
  });

  test("an answer that does not come to its end does not look as if it had", async () => {
    const sent = request({ hostname: gate.hostname, port: gate.port, path: `${WORKSPACE}/computes/cut` });
    sent.end();
    const [answer] = await once(sent, "response");
    answer.resume();
    await assert.rejects(once(answer, "end"), /aborted|ECONNRESET/);
  });

  test("a host that is none is refused", async () => {
    const before = arrived.length;
    for (const host of ["evil.com/x?", "evil.com#", "", "a b", "a,b", "evil.com\\@x"]) {
      const socket = connect(Number(gate.port), gate.hostname);
      socket.write(`GET ${COMPUTE} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
      let text = "";
      for await (const piece of socket) text += piece;
      assert.match(text, /^HTTP\/1\.1 400 /, host);
    }
    assert.equal(arrived.length, before);
  });
});
