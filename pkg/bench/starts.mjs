/** From the import to the first report, each in a process of its own. */
import { spawnSync } from "node:child_process";
import { clean } from "./body.mjs";
import { median } from "./measure.mjs";
import { official } from "./official.mjs";

const ROUNDS = 9;
const text = JSON.stringify(JSON.stringify(clean));

const ours = new URL("../dist/esm/node.js", import.meta.url).href;
const SCRIPTS = {
  "official client, one body serialised": `
    const { createSerializer, mappers } = await import(${JSON.stringify(official)});
    createSerializer(mappers).serialize(mappers.ComputeResource, JSON.parse(${text}), "parameters");`,
  "import, validate(text)": `
    const { validate } = await import(${JSON.stringify(ours)});
    if (!validate(${text}).valid) throw new Error("not valid");`,
};

/** The row of this file. */
export function starts() {
  const times = Object.fromEntries(Object.keys(SCRIPTS).map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, script] of Object.entries(SCRIPTS)) times[name].push(timed(script));
  }
  const [peer] = Object.keys(SCRIPTS);
  const rows = Object.entries(times).map(([name, all]) => ({
    name,
    medianMs: median(all),
    bestMs: Math.min(...all),
    ratio: median(all.map((time, round) => time / times[peer][round])),
  }));
  return { group: "import to first report", against: peer, rows };
}

function timed(script) {
  const timing = `const began = performance.now();${script}
    process.stdout.write(String(performance.now() - began));`;
  const run = spawnSync(process.execPath, ["--input-type=module", "--eval", timing], { encoding: "utf8" });
  if (run.status !== 0) throw new Error(run.stderr);
  return Number(run.stdout);
}
