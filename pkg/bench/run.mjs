/**
 * Our text-to-report time beside `JSON.parse` and `JSON.parse` + ajv, from one run. The rounds of all
 * candidates alternate in one process, so that a busy machine slows them all alike.
 */
import Ajv from "ajv";
import { validate, validateMany } from "../dist/esm/node.js";
import { body, FAULTS, faulty, nth } from "./body.mjs";
import { schema } from "./schema.mjs";
import { template } from "./template.mjs";

const BODIES = 20_000;
const asJson = process.argv.includes("--json");

const ajv = new Ajv({ allErrors: true });
const check = ajv.compile(schema);

const single = [
  ["valid body", JSON.stringify(body)],
  ["faulty body (5)", JSON.stringify(faulty())],
].flatMap(([name, text]) => {
  const bytes = new TextEncoder().encode(text);
  const decoder = new TextDecoder();
  return [
    { group: name, name: "JSON.parse", size: bytes.length, run: () => JSON.parse(text) },
    { group: name, name: "JSON.parse + ajv", size: bytes.length, run: () => check(JSON.parse(text)) },
    { group: name, name: "azureml-compute, text", size: bytes.length, run: () => validate(text) },
    { group: name, name: "azureml-compute, bytes", size: bytes.length, run: () => validate(bytes) },
    {
      group: name,
      name: "decode + JSON.parse + ajv",
      size: bytes.length,
      run: () => check(JSON.parse(decoder.decode(bytes))),
    },
  ];
});

const compiled = template();
const megabytes = (compiled.length / 1e6).toFixed(1);
for (const [name, run] of [
  ["JSON.parse", () => JSON.parse(compiled)],
  ["azureml-compute, text", () => validate(compiled, { format: "arm-template" })],
]) {
  // No schema knows templates: here the times are those of the parser.
  single.push({ group: `compiled template of ${megabytes} MB, × parse`, name, size: compiled.length, run });
}

const ndjson = new TextEncoder().encode(
  Array.from({ length: BODIES }, (_, index) => JSON.stringify(nth(index))).join("\n"),
);
const group = `${BODIES} bodies as NDJSON, 10 % faulty`;
const lines = () => new TextDecoder().decode(ndjson).split("\n");
const bulk = [
  {
    name: "decode, split, JSON.parse",
    run: () => {
      let objects = 0;
      for (const line of lines()) objects += typeof JSON.parse(line) === "object" ? 1 : 0;
      return objects - BODIES / 10;
    },
  },
  {
    name: "decode, split, JSON.parse + ajv",
    run: () => {
      let valid = 0;
      for (const line of lines()) valid += check(JSON.parse(line)) ? 1 : 0;
      return valid;
    },
  },
  {
    name: "azureml-compute, validateMany",
    run: async () => {
      let valid = 0;
      for await (const { report } of validateMany(ndjson)) valid += report.valid ? 1 : 0;
      return valid;
    },
  },
].map((candidate) => ({ ...candidate, group, size: ndjson.length }));

for (const { name, run } of bulk) {
  const valid = await run();
  if (valid !== BODIES - BODIES / 10) throw new Error(`${name} finds ${valid} valid bodies`);
}
const judged = validate(compiled, { format: "arm-template" });
if (!judged.valid || judged.diagnostics.some(({ code }) => code.startsWith("template/"))) {
  throw new Error(`the template is not judged whole: ${JSON.stringify(judged.diagnostics.slice(0, 3))}`);
}
if (!validate(body).valid || !check(body)) throw new Error("the valid body is not valid");
const found = new Set(validate(faulty()).diagnostics.map(({ path }) => path));
const missed = FAULTS.filter((path) => !found.has(path));
if (missed.length > 0) throw new Error(`faults that were not found: ${missed}`);

await measureSingle();
await measureBulk();
print();

async function measureSingle() {
  // Warm up, and find how many calls make about 20 ms.
  for (const candidate of single) {
    let calls = 1;
    for (let took = 0; took < 20; calls *= 2) took = time(candidate.run, calls);
    candidate.calls = calls;
    candidate.rounds = [];
  }
  for (let round = 0; round < 21; round += 1) {
    for (const candidate of single)
      candidate.rounds.push(time(candidate.run, candidate.calls) / candidate.calls);
  }
}

async function measureBulk() {
  for (const candidate of bulk) candidate.rounds = [];
  for (let round = 0; round < 5; round += 1) {
    for (const candidate of bulk) {
      const began = performance.now();
      await candidate.run();
      candidate.rounds.push(performance.now() - began);
    }
  }
}

function time(run, calls) {
  const began = performance.now();
  for (let call = 0; call < calls; call += 1) run();
  return performance.now() - began;
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

function print() {
  const all = [...single, ...bulk].map((candidate) => {
    const milliseconds = median(candidate.rounds);
    const count = candidate.group === group ? BODIES : 1;
    return {
      group: candidate.group,
      name: candidate.name,
      medianMs: milliseconds,
      bestMs: Math.min(...candidate.rounds),
      megabytesPerSecond: candidate.size / milliseconds / 1000,
      bodiesPerSecond: (count / milliseconds) * 1000,
    };
  });
  const peer = ({ group }) => {
    const rows = all.filter((other) => other.group === group);
    return rows.find(({ name }) => name.endsWith("JSON.parse + ajv")) ?? rows[0];
  };
  for (const row of all) row.timesThePeer = row.medianMs / peer(row).medianMs;
  if (asJson) {
    console.log(JSON.stringify({ node: process.version, arch: process.arch, rows: all }));
    return;
  }
  console.log(
    `\nNode ${process.version}, medians over alternating rounds; the body is ${single[0].size} bytes\n`,
  );
  const cells = [["", "median", "best", "MB/s", "bodies/s", "× parse + ajv"]];
  let last = "";
  for (const row of all) {
    if (row.group !== last) cells.push([row.group]);
    last = row.group;
    const unit =
      row.group === group
        ? (value) => `${value.toFixed(0)} ms`
        : (value) => `${(value * 1000).toFixed(2)} µs`;
    cells.push([
      `  ${row.name}`,
      unit(row.medianMs),
      unit(row.bestMs),
      row.megabytesPerSecond.toFixed(0),
      Math.round(row.bodiesPerSecond).toLocaleString("en"),
      row.timesThePeer.toFixed(2),
    ]);
  }
  for (const [name, ...numbers] of cells) {
    console.log(name.padEnd(40) + numbers.map((text) => text.padStart(14)).join(""));
  }
}
