/** Our times beside those of the peers, from one run: a table, or JSON with `--json`. Words name the rows that are wanted. */
import { calls } from "./calls.mjs";
import { growth } from "./growth.mjs";
import { starts } from "./starts.mjs";
import { memory, streams } from "./streams.mjs";
import { texts } from "./texts.mjs";

const wanted = process.argv.slice(2).filter((word) => word !== "--json");
const asJson = process.argv.includes("--json");
const wants = (name) => wanted.length === 0 || wanted.includes(name);

const groups = [
  ...(wants("texts") ? await texts() : []),
  ...(wants("growth") ? [await growth()] : []),
  ...(wants("streams") ? await streams() : []),
  ...(wants("calls") ? [await calls()] : []),
  ...(wants("starts") ? [starts()] : []),
];
const used = wants("memory") ? memory() : undefined;

if (asJson) console.log(JSON.stringify({ node: process.version, arch: process.arch, groups, memory: used }));
else print();
// The clients leave timers and sockets behind.
process.exit();

function print() {
  console.log(`\nNode ${process.version}, medians over rounds that alternate\n`);
  for (const { group, against, rows } of groups) {
    line(group, "median", "best", "a second", `× ${against}`);
    for (const { name, medianMs, bestMs, ratio } of rows) {
      const each = Math.round(1000 / medianMs).toLocaleString("en");
      line(`  ${name}`, shown(medianMs), shown(bestMs), each, ratio.toFixed(2));
    }
    console.log();
  }
  if (used === undefined) return;
  console.log(`200 MB of NDJSON, ${used.documents} documents: ${used.aboveMB.toFixed(0)} MB above the`);
  console.log(`${used.baselineMB.toFixed(0)} MB that the process has with the module loaded`);
}

function line(name, ...cells) {
  console.log(
    name.padEnd(44) + cells.map((cell, at) => (at < 3 ? cell.padStart(12) : `   ${cell}`)).join(""),
  );
}

function shown(milliseconds) {
  return milliseconds < 1 ? `${(milliseconds * 1000).toFixed(2)} µs` : `${milliseconds.toFixed(1)} ms`;
}
