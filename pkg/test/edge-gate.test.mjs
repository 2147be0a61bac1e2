/** The gate of the example, in this process and over sockets, before the emulator. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { after, before, describe, test } from "node:test";
import { createGate } from "../examples/edge-gate/gate.js";
import { stopIdle } from "../examples/stop-idle/stop-idle.js";
import { startEmulator } from "./emulator.mjs";

const HERE = "http://gate.test";
const WORKSPACE =
  "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/ws";
const COMPUTE = `${WORKSPACE}/computes/cpu-cluster`;
const VERSION = "?api-version=2024-10-01";
const GUARDRAILS = { version: 1, maxNodes: 4 };
const SECRET = "Sup3r-secret-Pa55";

const cluster = (maxNodeCount = 2) => ({
  location: "westeurope",
  properties: {
    computeType: "AmlCompute",
    properties: { vmSize: "Standard_DS3_v2", scaleSettings: { minNodeCount: 0, maxNodeCount } },
  },
});

/** A gate before an upstream that only remembers. */
function staged({ answer = () => new Response("{}", { status: 201 }) } = {}) {
  const seen = [];
  const lines = [];
  const gate = createGate({
    upstream: "https://management.azure.com",
    guardrails: GUARDRAILS,
    log: (entry) => lines.push(entry),
    fetch: async (url, init) => {
      seen.push({ url, ...init });
      return answer();
    },
  });
  const send = (method, path, body, headers = {}) =>
    gate(
      new Request(HERE + path, {
        method,
        headers: {
          authorization: "Bearer token-of-the-caller",
          "content-type": "application/json",
          ...headers,
        },
        ...(body !== undefined && { body: typeof body === "object" ? JSON.stringify(body) : body }),
      }),
    );
  return { seen, lines, send };
}

describe("what passes", () => {
  test("exactly the checked bytes, with the caller's token, to the fixed upstream", async () => {
    const { seen, lines, send } = staged();
    const text = `  ${JSON.stringify(cluster(), null, 1)}\n`;
    const answer = await send("PUT", COMPUTE + VERSION, text, {
      cookie: "session=1",
      "x-forwarded-host": "evil.test",
    });
    assert.equal(answer.status, 201);
    const [{ url, headers, body }] = seen;
    assert.equal(url, `https://management.azure.com${COMPUTE}${VERSION}`);
    assert.equal(new TextDecoder().decode(body), text);
    assert.equal(headers.get("authorization"), "Bearer token-of-the-caller");
    assert.equal(headers.get("cookie"), null);
    assert.equal(headers.get("x-forwarded-host"), null);
    assert.equal(lines[0].decision, "forwarded");
    assert.equal(lines[0].compute, "cpu-cluster");
    assert.ok(!JSON.stringify(lines).includes("token-of-the-caller"));
  });

  test("reads, removals and harmless actions", async () => {
    const { seen, send } = staged();
    for (const [method, path] of [
      ["GET", `${WORKSPACE}/computes`],
      ["DELETE", COMPUTE],
      ["POST", `${COMPUTE}/start`],
      ["POST", `${COMPUTE}/listNodes`],
    ])
      await send(method, path + VERSION);
    assert.equal(seen.length, 4);
  });

  test("addresses in an answer lead back to the gate", async () => {
    const headers = {
      location: "https://management.azure.com/x",
      "azure-asyncoperation": "https://other.test/y",
      "content-encoding": "gzip",
    };
    const { send } = staged({ answer: () => new Response("{}", { status: 202, headers }) });
    const answer = await send("DELETE", COMPUTE + VERSION);
    assert.equal(answer.headers.get("location"), `${HERE}/x`);
    assert.equal(answer.headers.get("azure-asyncoperation"), "https://other.test/y");
    assert.equal(answer.headers.get("content-encoding"), null);
  });
});

describe("what is refused and never reaches the upstream", () => {
  const bad = JSON.stringify(cluster(9));
  const twice = (first, second) =>
    JSON.stringify(cluster()).replace(
      '"properties":{"computeType"',
      `"${first}":${JSON.stringify(cluster(99).properties)},"${second}":{"computeType"`,
    );
  const rows = [
    ["a guardrail", 422, "PUT", COMPUTE, bad],
    [
      "a PATCH beyond a guardrail",
      422,
      "PATCH",
      COMPUTE,
      { properties: { properties: { scaleSettings: { maxNodeCount: 9 } } } },
    ],
    ["another case of the path", 422, "PUT", COMPUTE.toUpperCase(), bad],
    ["an encoded letter", 422, "PUT", COMPUTE.replace("/computes", "/comp%75tes"), bad],
    ["a slash at the end", 422, "PUT", `${COMPUTE}/`, bad],
    ["a duplicate key", 422, "PUT", COMPUTE, twice("properties", "properties")],
    ["a key twice in two cases", 422, "PUT", COMPUTE, twice("Properties", "properties")],
    ["no JSON", 422, "PUT", COMPUTE, "{"],
    ["no body", 422, "PUT", COMPUTE, undefined],
    [
      "a template in the place of a compute",
      422,
      "PUT",
      COMPUTE,
      {
        $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        resources: [],
      },
    ],
    ["a second encoding", 400, "PUT", COMPUTE.replace("/computes", "/comp%2575tes"), bad],
    ["an encoded slash", 400, "PUT", COMPUTE.replace("/computes/", "/computes%2f"), bad],
    ["an empty step", 400, "PUT", COMPUTE.replace("/computes", "//computes"), bad],
    ["a broken encoding", 400, "PUT", COMPUTE.replace("/computes", "/comp%ff"), bad],
    [
      "a deployment",
      403,
      "PUT",
      "/subscriptions/s/resourcegroups/rg/providers/Microsoft.Resources/deployments/d",
      "{}",
    ],
    ["a batch", 403, "POST", "/batch", "{}"],
    ["another size by an action", 403, "POST", `${COMPUTE}/resize`, { targetVMSize: "Standard_ND96asr_v4" }],
    ["a workspace", 403, "PUT", WORKSPACE, "{}"],
    ["something below a compute", 403, "PUT", `${COMPUTE}/x`, bad],
    ["an encoded body", 415, "PUT", COMPUTE, bad, { "content-encoding": "gzip" }],
    ["another charset", 415, "PUT", COMPUTE, bad, { "content-type": "application/json; charset=utf-16" }],
    ["another type", 415, "PUT", COMPUTE, bad, { "content-type": "text/plain" }],
    ["a body without end", 413, "PUT", COMPUTE, `"${"x".repeat(300_000)}"`],
    ["a method in a header", 400, "GET", COMPUTE, undefined, { "x-http-method-override": "PUT" }],
  ];
  for (const [name, status, method, path, body, headers] of rows) {
    test(name, async () => {
      const { seen, lines, send } = staged();
      const answer = await send(method, path + VERSION, body, headers);
      assert.equal(answer.status, status, await answer.clone().text());
      assert.equal(answer.headers.get("content-type"), "application/problem+json");
      assert.equal((await answer.json()).status, status);
      assert.deepEqual(seen, []);
      assert.deepEqual(
        lines.map(({ decision }) => decision),
        ["refused"],
      );
    });
  }

  test("the api-version twice, the method in the query", async () => {
    const { seen, send } = staged();
    for (const query of [`${VERSION}&API-version=2020-01-01`, `${VERSION}&_method=PUT`]) {
      assert.equal((await send("PUT", COMPUTE + query, cluster())).status, 400);
    }
    assert.deepEqual(seen, []);
  });

  test("the answer names the findings for people, programs and clients of the service, and no secret", async () => {
    const { lines, send } = staged();
    const body = cluster(9);
    body.properties.properties.userAccountCredentials = {
      adminUserName: "azureuser",
      adminUserPassword: SECRET,
    };
    const answer = await send("PUT", COMPUTE + VERSION, body);
    const text = await answer.text();
    const { title, findings, error, kind } = JSON.parse(text);
    assert.equal(kind, "AmlCompute");
    assert.equal(title, "the compute was refused");
    assert.ok(findings.some(({ code }) => code === "guardrail/nodes"));
    assert.equal(error.code, "ComputeRefused");
    assert.ok(error.details.some(({ target }) => target.endsWith("/maxNodeCount")));
    assert.ok(!text.includes(SECRET));
    assert.ok(!JSON.stringify(lines).includes(SECRET));
    assert.ok(lines[0].findings.includes("error guardrail/nodes"));
  });
});

test("an upstream is an https origin", () => {
  for (const upstream of ["http://example.org", "https://example.org/x", "https://a@example.org", "x"])
    assert.throws(() => createGate({ upstream }), TypeError);
});

test("an upstream that cannot be reached is told as such", async () => {
  const { send } = staged({
    answer: () => {
      throw new TypeError("secret detail");
    },
  });
  const answer = await send("PUT", COMPUTE + VERSION, cluster());
  assert.equal(answer.status, 502);
  assert.ok(!(await answer.text()).includes("secret detail"));
});

describe("before the emulator", () => {
  let emulator;
  let child;
  let endpoint;
  const lines = [];
  before(async () => {
    emulator = await startEmulator();
    child = spawn(process.execPath, [new URL("../examples/edge-gate/node.js", import.meta.url).pathname], {
      env: { ...process.env, PORT: "0", UPSTREAM: emulator.url, GUARDRAILS: JSON.stringify(GUARDRAILS) },
      stdio: ["ignore", "pipe", "pipe"],
    });
    createInterface({ input: child.stdout }).on("line", (line) => lines.push(JSON.parse(line)));
    const [line] = await new Promise((resolve) => {
      createInterface({ input: child.stderr }).once("line", (first) => resolve([first]));
    });
    endpoint = line.replace(/^listening on /, "").replace(/\/$/, "");
  });
  after(() => {
    child?.kill();
    emulator?.stop();
  });

  test("a client creates through it, and is refused by it", async () => {
    const client = emulator.client({ endpoint });
    const poller = client.create("cpu-one", cluster());
    await poller.submitted();
    assert.equal((await client.get("cpu-one")).name, "cpu-one");
    await assert.rejects(
      client.create("cpu-two", cluster(9)),
      ({ name, status, code }) => name === "ArmError" && status === 422 && code === "ComputeRefused",
    );
    assert.equal(await client.tryGet("cpu-two"), undefined);
    assert.ok(lines.some(({ decision, compute }) => decision === "forwarded" && compute === "cpu-one"));
    assert.ok(!JSON.stringify(lines).includes("secret-token"));
  });

  test("idle instances are told, then stopped when that is wanted", async () => {
    const client = emulator.client();
    const body = {
      location: emulator.location,
      properties: { computeType: "ComputeInstance", properties: { vmSize: "Standard_DS3_v2" } },
    };
    const poller = client.create("ci-idle", body);
    await poller.submitted();
    await emulator.control("advance", { seconds: 3_600 });
    await poller;
    const place = {
      subscriptionId: emulator.subscriptionId,
      resourceGroup: emulator.resourceGroup,
      workspace: emulator.workspace,
      endpoint: emulator.url,
      allowInsecureLoopback: true,
      credential: async () => ({ token: "t", expiresOnTimestamp: Date.now() + 3_600_000 }),
    };
    const now = Date.now() + 48 * 3_600_000;
    assert.deepEqual(await stopIdle(place, { now }), [{ name: "ci-idle", outcome: "would stop" }]);
    assert.equal((await client.get("ci-idle")).properties.properties.state, "Running");
    assert.deepEqual(await stopIdle(place, { now: 0, dryRun: false }), []);
    const stopping = stopIdle(place, { now, dryRun: false });
    // The clock of the emulator moves on while the client waits.
    const timer = setInterval(() => emulator.control("advance", { seconds: 60 }).catch(() => {}), 200);
    try {
      assert.deepEqual(await stopping, [{ name: "ci-idle", outcome: "stopped" }]);
    } finally {
      clearInterval(timer);
    }
  });
});
