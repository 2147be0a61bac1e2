/**
 * The gate of the example in every runtime, started as its documentation says, in a copy of its folder beside the
 * installed package: before an upstream that keeps what arrives, and before the emulator.
 */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, request } from "node:http";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { startEmulator } from "../../../pkg/test/emulator.mjs";
import { firstAnswer, freePort, here, makeProject, run } from "../support/project.js";

const WORKSPACE =
  "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/ws";
const COMPUTE = `${WORKSPACE}/computes/cpu-cluster`;
const VERSION = "?api-version=2024-10-01";
const GUARDRAILS = '{"version":1,"maxNodes":4}';
const cluster = (maxNodeCount) => ({
  location: "westeurope",
  properties: {
    computeType: "AmlCompute",
    properties: { vmSize: "Standard_DS3_v2", scaleSettings: { minNodeCount: 0, maxNodeCount } },
  },
});
const good = `  ${JSON.stringify(cluster(2), null, 1)}\n`;
const twice = good.replace('"location"', '"location": "northeurope", "location"');

/** Status, method, path, body, further header fields. */
const REQUESTS = {
  "a good compute passes": [201, "PUT", COMPUTE, good],
  "a read passes": [201, "GET", `${WORKSPACE}/computes`],
  "a compute beyond a guardrail": [422, "PUT", COMPUTE, JSON.stringify(cluster(9))],
  "a duplicate key": [422, "PUT", COMPUTE, twice],
  "another case of the path": [422, "PUT", COMPUTE.toUpperCase(), JSON.stringify(cluster(9))],
  "a deployment": [
    403,
    "PUT",
    "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Resources/deployments/d",
    "{}",
  ],
  "a batch": [403, "POST", "/batch", "{}"],
  "a method in a header": [400, "POST", `${COMPUTE}/start`, "", { "x-http-method-override": "PUT" }],
  "an encoded body": [415, "PUT", COMPUTE, good, { "content-encoding": "gzip" }],
};

let project;
let gate;
let commands;
let upstream;
const arrived = [];

before(async () => {
  project = makeProject();
  gate = join(project.folder, "gate");
  cpSync(fileURLToPath(new URL("../../../pkg/examples/edge-gate", import.meta.url)), gate, {
    recursive: true,
  });
  // `npm pkg set type=module`; the package lies one folder above.
  writeFileSync(join(gate, "package.json"), '{ "private": true, "type": "module" }');
  // The upstream is on this machine, which the file says how to allow.
  const config = readFileSync(join(gate, "workerd.capnp"), "utf8");
  writeFileSync(join(gate, "workerd.capnp"), config.replace('["public"]', '["public", "private"]'));
  commands = documented(readFileSync(join(gate, "README.md"), "utf8"));
  upstream = createServer(async (incoming, outgoing) => {
    const pieces = [];
    for await (const piece of incoming) pieces.push(piece);
    const { method, url, headers } = incoming;
    arrived.push({ method, url, headers, text: Buffer.concat(pieces).toString() });
    outgoing.writeHead(201, { "content-type": "application/json" }).end("{}");
  });
  await new Promise((resolve) => upstream.listen(0, "127.0.0.1", resolve));
});
after(() => {
  upstream?.close();
  project?.remove();
});

/** The lines of the section on starting, by their programs. */
function documented(text) {
  const section = text.slice(text.indexOf("## Start"), text.indexOf("## Scale"));
  const lines = section.split("\n").filter((line) => /^(node|deno|bun|npx) /.test(line));
  const words = lines.map((line) => line.replace(/^npx /, "").split(" "));
  return Object.fromEntries(words.map(([program, ...args]) => [program, [program, ...args]]));
}

function programOf(name) {
  return name === "node" ? process.execPath : join(here, "node_modules/.bin", name);
}

/** Starts it as documented, before an upstream. */
async function start(name, address) {
  const [program, ...args] = commands[name];
  const port = String(await freePort());
  if (name === "workerd") {
    const [esbuild, file, ...options] = commands.esbuild;
    await run({ folder: gate }, [programOf(esbuild), ...options], file);
    args.push(`--socket-addr=http=127.0.0.1:${port}`);
  }
  const child = spawn(programOf(program), args, {
    cwd: gate,
    env: { ...process.env, UPSTREAM: address, GUARDRAILS, PORT: port },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => said.push(String(data)));
  const url = `http://127.0.0.1:${port}`;
  await firstAnswer(`${url}/subscriptions`);
  return { url, said, stop: () => child.kill() };
}

/** Not `fetch`, which decides about header fields and paths by itself. */
function send(url, [, method, path, body, headers = {}]) {
  const { hostname, port } = new URL(url);
  const fields = {
    authorization: "Bearer of-the-caller",
    ...(body && { "content-type": "application/json" }),
  };
  return new Promise((resolve, reject) => {
    const sent = request(
      { hostname, port, method, path: path + VERSION, headers: { ...fields, ...headers } },
      async (answer) => {
        const pieces = [];
        for await (const piece of answer) pieces.push(piece);
        resolve({
          status: answer.statusCode,
          headers: answer.headers,
          text: Buffer.concat(pieces).toString(),
        });
      },
    );
    sent.once("error", reject);
    sent.end(body);
  });
}

for (const name of ["node", "deno", "bun", "workerd"]) {
  describe(name, () => {
    let started;
    before(async () => {
      started = await start(name, `http://127.0.0.1:${upstream.address().port}`);
    });
    after(() => started?.stop());

    for (const [what, row] of Object.entries(REQUESTS)) {
      test(what, async () => {
        arrived.length = 0;
        const [status, method, path, body] = row;
        const answer = await send(started.url, row);
        assert.equal(answer.status, status, answer.text);
        if (status === 201) {
          const [{ url, headers, text, ...rest }] = arrived;
          assert.deepEqual({ ...rest, url, text }, { method, url: path + VERSION, text: body ?? "" });
          assert.equal(headers.authorization, "Bearer of-the-caller");
        } else {
          assert.deepEqual(arrived, []);
          assert.equal(answer.headers["content-type"], "application/problem+json");
          assert.equal(JSON.parse(answer.text).status, status);
        }
      });
    }

    test("each request is one line of the log, without a secret", () => {
      const text = started.said.join("");
      const lines = text.split("\n").filter((line) => line.startsWith("{"));
      const entries = lines.map((line) => JSON.parse(line));
      assert.ok(entries.length >= Object.keys(REQUESTS).length, text);
      assert.ok(
        entries.some(({ decision, compute }) => decision === "forwarded" && compute === "cpu-cluster"),
      );
      assert.ok(entries.some(({ findings }) => findings?.includes("error guardrail/nodes")));
      assert.ok(!text.includes("of-the-caller"));
    });

    test("before the emulator", async () => {
      const emulator = await startEmulator();
      const second = await start(name, emulator.url);
      try {
        const { subscriptionId, resourceGroup, workspace } = emulator;
        const place = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.MachineLearningServices/workspaces/${workspace}/computes/${name}-gate`;
        const made = await send(second.url, [201, "PUT", place, good]);
        assert.ok([200, 201, 202].includes(made.status), made.text);
        const found = await send(second.url, [200, "GET", place]);
        assert.equal(JSON.parse(found.text).name, `${name}-gate`);
        assert.equal((await send(second.url, [422, "PUT", place, JSON.stringify(cluster(9))])).status, 422);
      } finally {
        second.stop();
        emulator.stop();
      }
    });
  });
}
