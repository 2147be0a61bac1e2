/** Streams of documents. */
import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { test } from "node:test";
import { reset, validate, validateMany } from "../dist/esm/node.js";
import { stream } from "./stream.mjs";

const body = (index) => ({
  location: "westeurope",
  tags: { index: String(index), text: "ж😀" },
  properties: { computeType: index % 10 === 0 ? "AmlComputer" : "AmlCompute" },
});
const bodies = Array.from({ length: 1000 }, (_, index) => body(index));
const lines = bodies.map((each) => JSON.stringify(each)).join("\n");
const list = JSON.stringify(bodies);

async function collect(input, options) {
  const out = [];
  for await (const { index, report } of validateMany(input, options)) {
    assert.equal(index, out.length);
    out.push(report);
  }
  return out;
}

const expected = bodies.map((each) => validate(each));

test("lines and a list, as text, bytes, stream and iterable, give what validate gives", async () => {
  for (const text of [
    lines,
    `${lines}\n`,
    `${lines.replaceAll("\n", "\r\n\r\n")}\n\n`,
    list,
    JSON.stringify(bodies, null, 2),
  ]) {
    assert.deepEqual(await collect(text), expected);
    assert.deepEqual(await collect(new TextEncoder().encode(text)), expected);
    assert.deepEqual(await collect(stream(text, 1013)), expected);
  }
  assert.deepEqual(await collect(Readable.from([lines.slice(0, 777), lines.slice(777)])), expected);
});

test("one byte at a time", async () => {
  const few = bodies.slice(0, 12);
  assert.deepEqual(
    await collect(stream(few.map((each) => JSON.stringify(each)).join("\n"), 1)),
    expected.slice(0, 12),
  );
});

test("nothing gives nothing", async () => {
  for (const input of ["", "\n\n", "[]", new Uint8Array(0), stream("", 1)])
    assert.deepEqual(await collect(input), []);
});

test("a broken document costs only itself", async () => {
  const reports = await collect(`${JSON.stringify(body(1))}\n{"a":\n${JSON.stringify(body(2))}`);
  assert.equal(reports.length, 3);
  assert.equal(reports[1].diagnostics[0].code, "text/not-json");
  assert.deepEqual([reports[0], reports[2]], [expected[1], expected[2]]);
});

test("half a surrogate pair in a text is found, not replaced", async () => {
  const [report] = await collect('{"location":"\ud800","properties":{"computeType":"AmlCompute"}}');
  assert.ok(
    report.diagnostics.some(({ code }) => code === "text/encoding"),
    JSON.stringify(report),
  );
});

test("options hold for every document", async () => {
  const [report] = await collect(lines.split("\n")[0], {
    levels: { "shape/unknown-word": "off" },
    region: "westeurope",
  });
  assert.deepEqual(
    report,
    validate(body(0), { levels: { "shape/unknown-word": "off" }, region: "westeurope" }),
  );
  assert.throws(() => validateMany(lines, { nmae: "x" }), { name: "TypeError" });
});

test("the wrong input is a TypeError", () => {
  for (const input of [undefined, null, 5, {}, Symbol("s"), () => {}]) {
    assert.throws(() => validateMany(input), { name: "TypeError" });
  }
});

test("nothing is read before it is wanted, and leaving early cancels the stream", async () => {
  const log = { pulled: 0, cancelled: false };
  const many = validateMany(stream(lines, 300, log));
  assert.equal(log.pulled, 0);
  for await (const { index } of many) {
    assert.ok(log.pulled < 12, `${log.pulled} pieces were read for ${index + 1} reports`);
    if (index === 5) break;
  }
  assert.equal(log.cancelled, true);
});

test("an error of the stream arrives, and the next call works", async () => {
  const broken = new ReadableStream({
    pull(controller) {
      controller.error(new Error("the line went dead"));
    },
  });
  await assert.rejects(collect(broken), { message: "the line went dead" });
  assert.deepEqual(await collect(lines), expected);
});

test("reset() in between ends the reading with an error, not with wrong answers", async () => {
  await assert.rejects(
    (async () => {
      for await (const { index } of validateMany(stream(lines, 5000))) if (index === 3) reset();
    })(),
    { message: /reset/ },
  );
  assert.deepEqual(await collect(lines), expected);
});

test("memory stays flat over a long stream", async () => {
  const piece = new TextEncoder().encode(`${lines}\n`);
  let left = 40;
  const long = new ReadableStream({
    pull(controller) {
      if (left-- > 0) controller.enqueue(piece);
      else controller.close();
    },
  });
  let seen = 0;
  let peak = 0;
  const before = process.memoryUsage().arrayBuffers + process.memoryUsage().external;
  for await (const { report } of validateMany(long)) {
    assert.equal(typeof report.valid, "boolean");
    seen += 1;
    if (seen % 5000 === 0) {
      const { arrayBuffers, external } = process.memoryUsage();
      peak = Math.max(peak, arrayBuffers + external - before);
    }
  }
  assert.equal(seen, 40_000);
  assert.ok(peak < 32_000_000, `${peak} bytes more`);
});

test("a list that is cut off is told, and so are commas with nothing between them", async () => {
  const good = JSON.stringify(body(1));
  const codes = async (input) =>
    (await collect(input)).map(({ diagnostics }) => diagnostics[0]?.code ?? "fine");
  const [broken, fine] = ["text/not-json", (await codes(good))[0]];
  for (const [text, wanted] of [
    [`[${good}`, [fine, broken]],
    [`[${good},`, [fine, broken]],
    [`[${good}, \n `, [fine, broken]],
    ["[", [broken]],
    [`[${good},{"a":`, [fine, broken]],
    [`[${good},]`, [fine, broken]],
    [`[${good},,${good}]`, [fine, broken, fine]],
    ["[,]", [broken]],
    [`[${",".repeat(300_000)}`, [broken, broken]],
    [`[${good}]`, [fine]],
  ]) {
    for (const input of [text, stream(text, 7919), stream(text.slice(0, 300), 1)].slice(
      0,
      text.length > 300 ? 2 : 3,
    )) {
      assert.deepEqual(await codes(input), wanted, text.slice(0, 40));
    }
  }
});

test("streams of texts are read, half characters at their seams too", async () => {
  const text = `${JSON.stringify(body(3))}\n${JSON.stringify(body(4))}`;
  for (const size of [1, 2, 3, 50]) {
    const pieces = text.match(new RegExp(`[^]{1,${size}}`, "g"));
    assert.deepEqual(await collect(ReadableStream.from(pieces)), expected.slice(3, 5));
    assert.deepEqual(await collect(Readable.from(pieces)), expected.slice(3, 5));
  }
  const bytes = new TextEncoder().encode(text);
  assert.deepEqual(await collect(ReadableStream.from([bytes.buffer])), expected.slice(3, 5));
  assert.deepEqual(
    await collect(ReadableStream.from([new DataView(bytes.buffer, 0, 9), bytes.subarray(9)])),
    expected.slice(3, 5),
  );
});

test("a stream of anything else is a TypeError at once", async () => {
  for (const piece of [body(1), [body(1)], 5, null, undefined, true, 7n, Symbol("x")]) {
    async function* pieces() {
      yield "";
      yield piece;
      assert.fail("nothing is read behind it");
    }
    await assert.rejects(collect(pieces()), { name: "TypeError", message: /the stream contained/ });
    if (piece !== undefined)
      await assert.rejects(collect(ReadableStream.from([piece])), { name: "TypeError" });
  }
});
