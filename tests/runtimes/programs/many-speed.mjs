/**
 * 20,000 bodies in one thread and over workers. On a busy machine the wall says little; what each thread
 * computed says where the next worker helps: never below what is left to the first thread.
 */
import { loadavg } from "node:os";
import { validateMany } from "azureml-compute";
import { validateManyInWorkers } from "azureml-compute/workers";

const AMOUNT = 20_000;
const ROUNDS = 7;
const body = (index) => ({
  location: "westeurope",
  tags: { owner: "team-a", "cost-center": String(index) },
  identity: { type: "SystemAssigned" },
  properties: {
    computeType: "AmlCompute",
    description: "a cluster for training",
    properties: {
      vmSize: "Standard_DS3_v2",
      vmPriority: "Dedicated",
      osType: "Linux",
      scaleSettings: {
        minNodeCount: 0,
        maxNodeCount: index % 10 === 0 ? -1 : 4,
        nodeIdleTimeBeforeScaleDown: "PT5M",
      },
      remoteLoginPortPublicAccess: "Disabled",
    },
  },
});
const lines = new TextEncoder().encode(
  Array.from({ length: AMOUNT }, (_, index) => JSON.stringify(body(index))).join("\n"),
);
const milliseconds = ({ user, system }) => Math.round((user + system) / 1000);
const rows = {};

async function measure(name, many) {
  const [process0, thread0, started] = [process.cpuUsage(), process.threadCpuUsage(), performance.now()];
  let seen = 0;
  for await (const { index } of many()) if (index === seen) seen += 1;
  const wall = Math.round(performance.now() - started);
  if (seen !== AMOUNT) throw new Error(`${seen} reports in order`);
  if (rows[name] !== undefined && rows[name]["wall, ms"] <= wall) return;
  rows[name] = {
    "wall, ms": wall,
    "computed, ms": milliseconds(process.cpuUsage(process0)),
    "by the first thread, ms": milliseconds(process.threadCpuUsage(thread0)),
  };
}

for (let round = 0; round < ROUNDS; round += 1) {
  await measure("validateMany", () => validateMany(lines));
  for (const workers of [1, 2])
    await measure(`${workers} in workers`, () => validateManyInWorkers(lines, { workers }));
}
console.log(`${AMOUNT} bodies, ${lines.length} bytes, best of ${ROUNDS}; load ${loadavg()[0].toFixed(1)}`);
console.table(rows);
