/** A report is a plain object, although its findings are read late: for whoever copies, compares, writes or prints it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import { deserialize, serialize } from "node:v8";
import { Worker } from "node:worker_threads";
import { validate, validateMany } from "../dist/esm/node.js";

const FAULTY = '{"location":5,"properties":{"computeType":"AmlCompute"}}';
const STRANGE = '{"location":5}';
const CLEAN =
  '{"location":"westeurope","properties":{"computeType":"AmlCompute","properties":{"vmSize":"STANDARD_D4DS_V5","remoteLoginPortPublicAccess":"Disabled","scaleSettings":{"maxNodeCount":1}}}}';

/** Reports that nobody has looked into, and what they are, as plain data. */
async function reports() {
  const makes = [
    ...[FAULTY, STRANGE, CLEAN].map((text) => () => validate(text)),
    () => validate(new TextEncoder().encode(FAULTY)),
    () => validate(JSON.parse(FAULTY)),
    () => validate(FAULTY, { apiVersion: "2023-04-01" }),
  ];
  for await (const { report } of validateMany(`${FAULTY}\n${CLEAN}\n${STRANGE}`)) {
    makes.push(() => report);
  }
  return makes.map((make) => ({ make, plain: JSON.parse(JSON.stringify(make())) }));
}

const all = await reports();

test("every way of copying gives the same data", () => {
  const ways = {
    "JSON.stringify": (report) => JSON.parse(JSON.stringify(report)),
    structuredClone,
    "v8.serialize": (report) => deserialize(serialize(report)),
    spread: (report) => ({ ...report }),
    "Object.assign": (report) => Object.assign({}, report),
    "Object.entries": (report) => Object.fromEntries(Object.entries(report)),
    "for in": (report) => {
      const copy = {};
      for (const key in report) copy[key] = report[key];
      return copy;
    },
    rest: ({ valid, ...rest }) => ({ valid, ...rest }),
    descriptors: (report) => Object.defineProperties({}, Object.getOwnPropertyDescriptors(report)),
    itself: (report) => report,
  };
  for (const [name, copy] of Object.entries(ways)) {
    for (const { make, plain } of all) {
      assert.deepStrictEqual(copy(make()), plain, name);
      assert.deepStrictEqual(plain, copy(make()), name);
      assert.equal(JSON.stringify(copy(make())), JSON.stringify(plain), name);
    }
  }
  assert.notDeepStrictEqual(validate(FAULTY), validate(STRANGE));
});

test("the members are there, in their order, before and after somebody looks", () => {
  for (const { make, plain } of all) {
    const report = make();
    for (let look = 0; look < 2; look += 1) {
      assert.deepEqual(Object.keys(report), Object.keys(plain));
      assert.ok("diagnostics" in report && Object.hasOwn(report, "diagnostics"));
      assert.ok(Object.prototype.propertyIsEnumerable.call(report, "diagnostics"));
      assert.deepEqual(
        Reflect.ownKeys(report).filter((key) => typeof key === "string"),
        Object.keys(plain),
      );
      assert.equal(Object.getPrototypeOf(report), Object.prototype);
      assert.equal(report.diagnostics, report.diagnostics, "one list");
    }
  }
});

test("it prints as plain data does, also inside of something else", () => {
  for (const { make, plain } of all) {
    for (const options of [{}, { depth: 9 }, { compact: false }]) {
      assert.equal(inspect(make(), options), inspect(plain, options));
      assert.equal(inspect([{ report: make() }], options), inspect([{ report: plain }], options));
    }
  }
});

test("it can be changed, frozen and sealed as before", () => {
  for (const text of [FAULTY, CLEAN]) {
    const changed = validate(text);
    changed.diagnostics = [];
    assert.deepStrictEqual(changed.diagnostics, []);
    assert.deepEqual(Object.keys(changed), Object.keys(validate(text)));
    const pushed = validate(text);
    pushed.diagnostics.push({ code: "x" });
    assert.equal(pushed.diagnostics.at(-1).code, "x");
    const cut = validate(text);
    delete cut.diagnostics;
    assert.ok(!("diagnostics" in cut));
    const frozen = Object.freeze(validate(text));
    assert.throws(() => {
      frozen.diagnostics = [];
    }, TypeError);
    assert.deepStrictEqual(frozen, validate(text));
    const heir = Object.create(validate(text));
    assert.equal(heir.diagnostics.length, validate(text).diagnostics.length);
  }
});

test("a report belongs to its call: later calls change nothing of it", () => {
  const first = validate(FAULTY);
  for (let call = 0; call < 50; call += 1) validate(`{"location":"${"x".repeat(call * 2000)}"}`);
  validate("[".repeat(100_000));
  assert.deepStrictEqual(first, validate(FAULTY));
});

test("reports of one stream are read in any order, and after its end", async () => {
  const lines = Array.from({ length: 400 }, (_, index) =>
    index % 3 === 0 ? CLEAN : `{"location":${index}}`,
  );
  const found = [];
  for await (const { report } of validateMany(lines.join("\n"))) found.push(report);
  assert.equal(found.length, lines.length);
  for (const [index, report] of [...found.entries()].toReversed()) {
    const { range: _, ...rest } = validate(lines[index]).diagnostics[0] ?? {};
    assert.deepStrictEqual(report.diagnostics[0] ?? {}, rest);
  }
});

test("it crosses to a worker", async () => {
  const script =
    'require("node:worker_threads").parentPort.on("message", (report) => { require("node:worker_threads").parentPort.postMessage(report); })';
  const worker = new Worker(script, { eval: true });
  try {
    worker.postMessage(validate(FAULTY));
    const back = await new Promise((resolve) => worker.once("message", resolve));
    assert.deepStrictEqual(back, validate(FAULTY));
  } finally {
    await worker.terminate();
  }
});
