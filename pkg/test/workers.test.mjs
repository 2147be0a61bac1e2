/** Streams of documents in several worker threads: the same reports in the same order as in one. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createRequire, syncBuiltinESMExports } from "node:module";
import { test } from "node:test";
import threads from "node:worker_threads";
import { stream } from "./stream.mjs";

/** Every worker that was started. */
const started = [];
const { Worker } = threads;
threads.Worker = class extends Worker {
  constructor(...given) {
    super(...given);
    started.push(this);
  }
};
syncBuiltinESMExports();
const { validateMany } = await import("../dist/esm/node.js");
const { validateManyInWorkers } = await import("../dist/esm/workers-node.js");

const body = (index) => ({
  location: "westeurope",
  tags: { index: String(index), text: "ж😀 ],[ {}" },
  properties: { computeType: index % 10 === 0 ? "AmlComputer" : "AmlCompute" },
});
const bodies = Array.from({ length: 6000 }, (_, index) => body(index));
const lines = bodies.map((each) => JSON.stringify(each)).join("\n");
const list = JSON.stringify(bodies, null, 1);

async function collect(many) {
  const out = [];
  for await (const { index, report } of many) {
    assert.equal(index, out.length);
    out.push(report);
  }
  return out;
}

/** Whoever is ended has no number any more. */
function allEnded() {
  assert.ok(started.length > 0);
  assert.deepEqual(
    started.map(({ threadId }) => threadId),
    started.map(() => -1),
  );
  started.length = 0;
}

test("lines and a list, in one worker and in several, give what validateMany gives", async () => {
  const expected = await collect(validateMany(lines));
  for (const [input, workers] of [
    [lines, 1],
    [lines, 3],
    [list, 2],
    [stream(lines, 1013), 2],
    [stream(list, 70_001), 2],
  ])
    assert.deepEqual(await collect(validateManyInWorkers(input, { workers })), expected);
  allEnded();
});

test("what is broken, empty, too large or behind the list is told as by validateMany", async () => {
  const good = JSON.stringify(body(1));
  const long = `"${"x".repeat(1_100_000)}"`;
  const many = `${good}\n`.repeat(1500);
  for (const text of [
    "",
    "\n\n",
    "[]",
    good,
    `${good}\n{"a":\n${good}`,
    `${many}[1,2]\n\ufeff${good}\n[]\n${many}`,
    `${many}${long}\n${good}`,
    `${many}${good}\n${long}`,
    `[${good},${long},${good}]`,
    `[${good},,{"a":],${good}] ${good}\n${good}`,
    `[${many.trim().replaceAll("\n", ",")}]\n${many}`,
    `\ufeff [${good},[1],"]"`,
    `[${good},"open`,
    `[${good}`,
    `[${good},`,
    `[${good},]`,
    `[${good},,,${good},,]`,
    "[",
    "[,",
    `[${",".repeat(300_000)}${good}`,
    `[${`${good},`.repeat(1500)}`,
  ]) {
    const expected = await collect(validateMany(text));
    assert.deepEqual(await collect(validateManyInWorkers(text, { workers: 2 })), expected, text.slice(0, 99));
    const pieces = stream(text, 4099);
    assert.deepEqual(
      await collect(validateManyInWorkers(pieces, { workers: 2 })),
      expected,
      text.slice(0, 99),
    );
  }
  allEnded();
});

test("options hold in every worker; wrong ones are a TypeError at once", async () => {
  const options = { levels: { "shape/unknown-word": "off" }, guardrails: { version: 1, maxNodes: 2 } };
  const expected = await collect(validateMany(lines, options));
  assert.deepEqual(await collect(validateManyInWorkers(lines, { ...options, workers: 2 })), expected);
  allEnded();
  for (const wrong of [{ nmae: "x" }, { workers: 0 }, { workers: 1.5 }, { workers: "2" }, { workers: 1000 }])
    assert.throws(() => validateManyInWorkers(lines, wrong), { name: "TypeError" });
  assert.equal(started.length, 0);
});

test("no more is read than is worked on; leaving early cancels the stream and ends the workers", async () => {
  const log = { pulled: 0, cancelled: false };
  const many = validateManyInWorkers(stream(lines.repeat(4), 64_000, log), { workers: 2 });
  assert.equal(log.pulled, 0);
  assert.equal(started.length, 0);
  for await (const { index } of many) if (index === 5) break;
  // Four chunks under way, of 128 kB and what is read to complete them.
  assert.ok(log.pulled <= 14, `${log.pulled} pieces were read`);
  assert.equal(log.cancelled, true);
  allEnded();
});

test("a signal ends it with its own reason", async () => {
  const controller = new AbortController();
  const reason = new Error("enough");
  let last;
  const reading = (async () => {
    for await (const { index } of validateManyInWorkers(lines, { workers: 2, signal: controller.signal })) {
      last = index;
      if (index === 3) controller.abort(reason);
    }
  })();
  await assert.rejects(reading, (error) => error === reason);
  assert.equal(last, 3);
  allEnded();
  const aborted = validateManyInWorkers(lines, { signal: AbortSignal.abort(reason) });
  await assert.rejects(collect(aborted), (error) => error === reason);
  assert.equal(started.length, 0);
});

test("a worker that ends by itself is a WorkerError; the others are ended", async () => {
  const reading = (async () => {
    for await (const { index } of validateManyInWorkers(lines.repeat(2), { workers: 2 }))
      if (index === 3) await started[1].terminate();
  })();
  await assert.rejects(reading, { name: "WorkerError", code: "WORKER_FAILED" });
  allEnded();
});

test("an error inside a worker keeps its class; the stream's own error arrives", async () => {
  const reading = collect(validateManyInWorkers(lines, { workers: 2, format: "nonsense" }));
  const alone = await collect(validateMany(lines, { format: "nonsense" })).catch((error) => error);
  await assert.rejects(reading, { name: alone.name, message: alone.message });
  allEnded();
  const broken = new ReadableStream({
    pull(controller) {
      controller.error(new Error("the line went dead"));
    },
  });
  await assert.rejects(collect(validateManyInWorkers(broken)), { message: "the line went dead" });
});

test("required, it works as well; a process is not kept by a reading that nobody goes on with", () => {
  const require = createRequire(import.meta.url);
  assert.equal(typeof require("../dist/cjs/workers-node.cjs").validateManyInWorkers, "function");
  const program = `
const { validateManyInWorkers } = require(${JSON.stringify(require.resolve("../dist/cjs/workers-node.cjs"))});
const many = validateManyInWorkers("{}\\n".repeat(100000), { workers: 2 })[Symbol.asyncIterator]();
many.next().then(({ value: { index } }) => console.log(index));`;
  const { stdout, status } = spawnSync(process.execPath, ["-e", program], {
    encoding: "utf8",
    timeout: 30_000,
  });
  assert.deepEqual({ stdout, status }, { stdout: "0\n", status: 0 });
});
