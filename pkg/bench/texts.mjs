/** From one text, or one object, to a report that was read. */
import Ajv from "ajv";
import { validate } from "../dist/esm/node.js";
import { body, clean, FAULTS, faulty, tagged, varied } from "./body.mjs";
import { compare } from "./measure.mjs";
import { createSerializer, mappers } from "./official.mjs";
import { schema } from "./schema.mjs";
import { template } from "./template.mjs";

/** Different texts in a round: nothing that one of them leaves behind is of use to the next. */
const TEXTS = 200;
const ROUNDS = 21;

const check = new Ajv({ allErrors: true }).compile(schema);
const serializer = createSerializer(mappers);
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Reads all that there is to read. */
const read = (report) => report.valid && report.diagnostics.length;

/** The rows of this file. */
export async function texts() {
  if (!validate(clean).valid || validate(clean).diagnostics.length > 0 || !check(clean)) {
    throw new Error("the clean body is not clean");
  }
  const found = new Set(validate(faulty()).diagnostics.map(({ path }) => path));
  const missed = FAULTS.filter((path) => !found.has(path));
  if (missed.length > 0) throw new Error(`faults that were not found: ${missed}`);
  return [
    await row("clean body, every text new", (index) => varied(clean, index)),
    await row("body with three warnings", (index) => varied(body, index)),
    await row("body with five faults", (index) => varied(faulty(), index)),
    await row("body with 200 tags", tagged),
    await objects(),
    await compiled(),
  ];
}

async function row(name, make) {
  const all = Array.from({ length: TEXTS }, (_, index) => JSON.stringify(make(index)));
  const bytes = all.map((text) => encoder.encode(text));
  const each = (run, of = all) => eachOf(of, run);
  const candidates = [
    { name: "JSON.parse", run: each((text) => JSON.parse(text)) },
    { name: "JSON.parse + ajv", isPeer: true, run: each((text) => check(JSON.parse(text))) },
    { name: "JSON.parse + core-client's serializer", run: each(serialised) },
    { name: "validate(text)", run: each((text) => read(validate(text))) },
    { name: "validate(text).valid", run: each((text) => validate(text).valid) },
    { name: "validate(bytes)", run: each((text) => read(validate(text)), bytes) },
    { name: "decode + JSON.parse + ajv", run: each((one) => check(JSON.parse(decoder.decode(one))), bytes) },
  ];
  const rows = await compare(candidates, { rounds: ROUNDS, amount: TEXTS });
  return { group: `${name}, ${bytes[0].length} bytes`, against: "JSON.parse + ajv", rows };
}

/** What the official client does with a body before it sends it; it may refuse it. */
function serialised(text) {
  try {
    return serializer.serialize(mappers.ComputeResource, JSON.parse(text), "parameters");
  } catch {
    return undefined;
  }
}

async function objects() {
  const all = Array.from({ length: TEXTS }, (_, index) => varied(clean, index));
  const each = (run) => eachOf(all, run);
  const candidates = [
    {
      name: "validate(JSON.stringify(object))",
      isPeer: true,
      run: each((one) => read(validate(JSON.stringify(one)))),
    },
    { name: "validate(object)", run: each((one) => read(validate(one))) },
    { name: "ajv alone", run: each((one) => check(one)) },
  ];
  const rows = await compare(candidates, { rounds: ROUNDS, amount: TEXTS });
  return { group: "clean object", against: "validate(JSON.stringify(object))", rows };
}

/** No schema knows templates: here the times are those of the parser. */
async function compiled() {
  const text = template();
  const candidates = [
    { name: "JSON.parse", isPeer: true, run: () => JSON.parse(text) },
    { name: "validate(text)", run: () => read(validate(text, { format: "arm-template" })) },
  ];
  const rows = await compare(candidates, { rounds: ROUNDS, amount: 1 });
  return { group: `compiled template of ${(text.length / 1e6).toFixed(1)} MB`, against: "JSON.parse", rows };
}

function eachOf(items, run) {
  return () => {
    for (const item of items) run(item);
  };
}
