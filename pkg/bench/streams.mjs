/** Many documents in one stream: in one thread, in two, and in flat memory. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import Ajv from "ajv";
import { validateMany } from "../dist/esm/node.js";
import { validateManyInWorkers } from "../dist/esm/workers-node.js";
import { nth } from "./body.mjs";
import { compare } from "./measure.mjs";
import { schema } from "./schema.mjs";

const BODIES = 20_000;
const ROUNDS = 5;

/** The rows of this file. */
export async function streams() {
  const check = new Ajv({ allErrors: true }).compile(schema);
  const lines = Array.from({ length: BODIES }, (_, index) => JSON.stringify(nth(index)));
  const ndjson = new TextEncoder().encode(lines.join("\n"));
  const split = () => new TextDecoder().decode(ndjson).split("\n");
  const valid = (count) => {
    if (count !== BODIES - BODIES / 10) throw new Error(`${count} valid bodies`);
  };
  const counted = (reports) => async () => {
    let count = 0;
    for await (const { report } of reports()) count += report.valid ? 1 : 0;
    valid(count);
  };
  const one = [
    { name: "decode + split + JSON.parse", run: () => void split().map((line) => JSON.parse(line)) },
    {
      name: "decode + split + JSON.parse + ajv",
      isPeer: true,
      run: () => valid(split().filter((line) => check(JSON.parse(line))).length),
    },
    { name: "validateMany", run: counted(() => validateMany(ndjson)) },
  ];
  const spread = (workers) => counted(() => validateManyInWorkers(ndjson, { workers }));
  const two = [
    { name: "one worker", isPeer: true, run: spread(1) },
    { name: "two workers", run: spread(2) },
  ];
  const measured = { rounds: ROUNDS, amount: BODIES };
  return [
    {
      group: `${BODIES} bodies as NDJSON, 10 % faulty`,
      against: "decode + split + JSON.parse + ajv",
      rows: await compare(one, measured),
    },
    { group: "the same in workers", against: "one worker", rows: await compare(two, measured) },
  ];
}

/** Megabytes above what the process has before it begins, with 200 MB that are made as they are read. */
export function memory() {
  const script = fileURLToPath(new URL("memory.mjs", import.meta.url));
  const { stdout, status, stderr } = spawnSync(process.execPath, ["--expose-gc", script], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}
