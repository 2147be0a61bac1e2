/**
 * The gate under load, beside the same proxy without checks: 100,000 requests of which every tenth is
 * malformed. Fails on one wrong answer. `node support/load.js [REQUESTS]`
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import autocannon from "autocannon";
import { bundleWorker, firstAnswer, freePort, makeProject, startWorkerd } from "./project.js";

const amount = Number(process.argv[2] ?? 100_000);
const GUARDRAILS = '{"version":1,"maxNodes":8}';
const PATH =
  "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/ws/computes/cpu-cluster?api-version=2024-10-01";
const cluster = (maxNodeCount) => ({
  location: "westeurope",
  tags: { owner: "team-a", "cost-center": "1234" },
  identity: { type: "SystemAssigned" },
  properties: {
    computeType: "AmlCompute",
    description: "a cluster for training",
    properties: {
      vmSize: "Standard_DS3_v2",
      vmPriority: "Dedicated",
      osType: "Linux",
      scaleSettings: { minNodeCount: 0, maxNodeCount, nodeIdleTimeBeforeScaleDown: "PT5M" },
      remoteLoginPortPublicAccess: "Disabled",
    },
  },
});
const good = JSON.stringify(cluster(4));
/** Each of them wrong in another way. */
const malformed = [
  good.slice(0, -9),
  JSON.stringify(cluster("four")),
  JSON.stringify(cluster(99)),
  good.replace('"location"', '"location":"northeurope","location"'),
  `${good}\u0000`,
  "[".repeat(500),
];

const project = makeProject();
const stops = [];
try {
  const example = fileURLToPath(new URL("../../../pkg/examples/edge-gate", import.meta.url));
  for (const folder of ["gate", "proxy"]) cpSync(example, join(project.folder, folder), { recursive: true });
  cpSync(join(project.folder, "proxy.js"), join(project.folder, "proxy/gate.js"));
  const backend = spawn(process.execPath, ["upstream.mjs"], { cwd: project.folder });
  stops.push(() => backend.kill());
  const [port] = await once(backend.stdout, "data");
  const upstream = `http://127.0.0.1:${String(port).trim()}`;
  const rows = [];
  for (const runtime of ["Node", "workerd"]) {
    for (const role of ["proxy", "gate"]) {
      const { url, pid, stop } = await start(runtime, role, upstream);
      stops.push(stop);
      rows.push({ runtime, role, ...(await load(url, pid, role)) });
      stop();
    }
  }
  console.table(rows);
  if (rows.some((row) => row.wrong > 0)) process.exitCode = 1;
} finally {
  for (const stop of stops) stop();
  project.remove();
}

async function start(runtime, role, upstream) {
  const text = { UPSTREAM: upstream, GUARDRAILS };
  if (runtime === "workerd") {
    await bundleWorker(project, `${role}/worker.js`, `${role}-out`);
    const started = await startWorkerd(project, `${role}-out`, { text, wasm: role === "gate" });
    await firstAnswer(`${started.url}/subscriptions`);
    return { url: started.url, pid: started.child.pid, stop: started.stop };
  }
  const environment = { ...process.env, ...text, PORT: String(await freePort()) };
  const child = spawn(process.execPath, [`${role}/node.js`], {
    cwd: project.folder,
    env: environment,
    stdio: "ignore",
  });
  const url = `http://127.0.0.1:${environment.PORT}`;
  await firstAnswer(`${url}/subscriptions`);
  return { url, pid: child.pid, stop: () => child.kill() };
}

async function load(url, pid, role) {
  let wrong = 0;
  let refused = 0;
  let answers = 0;
  const megabytes = [];
  const expect = (status) => (found) => {
    if (found !== (role === "gate" ? status : 201)) wrong += 1;
    if (found === 422) refused += 1;
    answers += 1;
    if (answers % Math.floor(amount / 10) === 0) megabytes.push(residentMegabytes(pid));
  };
  const request = (body, status) => ({
    method: "PUT",
    path: PATH,
    body,
    headers: { "content-type": "application/json", authorization: "Bearer token" },
    onResponse: expect(status),
  });
  // Nine that pass, then one that does not, for each sort of fault.
  const requests = malformed.flatMap((body) => [...Array(9).fill(request(good, 201)), request(body, 422)]);
  const { requests: rate, latency, errors } = await autocannon({ url, amount, connections: 16, requests });
  const perRequest = 1_000_000 / rate.average;
  return {
    "requests/s": Math.round(rate.average),
    "p50, ms": latency.p50,
    "p99, ms": latency.p99,
    "µs per request": Math.round(perRequest),
    answers,
    refused,
    wrong: wrong + errors,
    "MB after a tenth": megabytes[0],
    "MB at the half": megabytes[4],
    "MB at the end": megabytes.at(-1),
  };
}

function residentMegabytes(pid) {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  return Math.round(Number(kilobytes) / 1000);
}
