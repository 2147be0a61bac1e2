/** In a process of its own: how much memory 200 MB of NDJSON take at most. */
import { validateMany } from "../dist/esm/node.js";
import { nth } from "./body.mjs";

const BYTES = 200_000_000;

const encoder = new TextEncoder();
/** The same few pieces again and again: what they take is there before it is measured. */
const pieces = Array.from({ length: 16 }, (_, piece) => {
  const lines = Array.from({ length: 50 }, (_, index) => JSON.stringify(nth(piece * 50 + index)));
  return encoder.encode(`${lines.join("\n")}\n`);
});

async function* stream(bytes) {
  for (let given = 0, at = 0; given < bytes; at = (at + 1) % pieces.length) {
    given += pieces[at].length;
    yield pieces[at];
  }
}

async function run(bytes) {
  let documents = 0;
  let peak = 0;
  for await (const { report } of validateMany(stream(bytes))) {
    documents += report.valid ? 1 : 1;
    if (documents % 500 === 0) peak = Math.max(peak, process.memoryUsage.rss());
  }
  return { documents, peak };
}

// The module is compiled, and what is made once is there.
await run(1_000_000);
globalThis.gc?.();
const before = process.memoryUsage.rss();
const { documents, peak } = await run(BYTES);
console.log(
  JSON.stringify({ documents, baselineMB: before / 1e6, peakMB: peak / 1e6, aboveMB: (peak - before) / 1e6 }),
);
