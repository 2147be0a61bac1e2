/**
 * Makes the tables of tests/oracle anew from the readers themselves and shows what changed:
 * `node make.mjs PYTHON [--write]`. The texts of a table are its first column: a new line with a text alone gets
 * its answers here. Exit 1 if an answer changed. A reader that is not there leaves its table as it is, and says so.
 */

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const [python = "python3", ...switches] = process.argv.slice(2);
const here = fileURLToPath(new URL(".", import.meta.url));
const oracle = new URL("../../oracle/", import.meta.url);

/** @param {string} program @param {string[]} args @param {unknown} input @param {string} [folder] */
const ask = (program, args, input, folder = "") =>
  JSON.parse(
    execFileSync(program, args, {
      cwd: join(here, folder),
      input: JSON.stringify(input),
      encoding: "utf8",
      maxBuffer: 1 << 26,
      stdio: ["pipe", "pipe", "inherit"],
    }),
  );

/** Why the readers in Go do not answer, once that is known. */
let trouble = "";

/** The readers that are written in Go. @param {string} table @param {string[][]} rows */
function go(table, rows) {
  if (trouble !== "") return trouble;
  try {
    const answers = ask("go", ["run", "-mod=mod", "."], { table, rows }, "go");
    return answers.map((/** @type {string} */ answer) => [answer]);
  } catch (error) {
    trouble = error?.code === "ENOENT" ? "there is no Go" : "Go could not build the readers";
    return trouble;
  }
}

/** Each gives, for the asking cells of a table, those behind them; or the reason why it cannot. */
const TABLES = {
  "durations.tsv": (/** @type {string[][]} */ rows) => {
    const texts = rows.flat();
    const seconds = ask("node", ["durations.mjs"], texts);
    const pairs = ask(python, ["durations.py"], texts);
    return pairs.map((/** @type {string[]} */ pair, /** @type {number} */ at) => [...pair, seconds[at]]);
  },
  "ncrontab.tsv": (/** @type {string[][]} */ rows) =>
    process.env.NCRONTAB
      ? ask(python, ["ncrontab.py"], rows.flat())
      : "NCRONTAB does not name the NCrontab.dll of its package",
  "kubernetes-quantities.tsv": (/** @type {string[][]} */ rows) => go("kubernetes-quantities.tsv", rows),
  "kubernetes-names.tsv": (/** @type {string[][]} */ rows) => go("kubernetes-names.tsv", rows),
  "image-references.tsv": (/** @type {string[][]} */ rows) => go("image-references.tsv", rows),
};

/** The cells of a row that ask: a text as JSON, behind the word that says what it is in one table. */
const asking = (/** @type {string} */ row) => {
  const cells = row.split("\t");
  return cells.slice(0, cells[0].startsWith('"') ? 1 : 2);
};
const plain = (/** @type {string} */ cell) => (cell.startsWith('"') ? JSON.parse(cell) : cell);

/** @param {string} line the text of a row as a person reads it */
const shown = (line) => (line === undefined ? "(none)" : line.replaceAll("\t", "  "));

let changed = 0;
for (const [name, make] of Object.entries(TABLES)) {
  const file = new URL(name, oracle);
  const lines = readFileSync(file, "utf8").trimEnd().split("\n");
  const rows = lines.filter((line) => !line.startsWith("#"));
  const found = make(rows.map((row) => asking(row).map(plain)));
  if (typeof found === "string") {
    console.log(`${name}: as it was, ${found}`);
    continue;
  }
  const made = rows.map((row, at) => [...asking(row), ...found[at]].join("\t"));
  const different = rows.flatMap((row, at) => (row === made[at] ? [] : [at]));
  console.log(`${name}: ${rows.length} rows, ${different.length} changed`);
  for (const at of different) console.log(`  - ${shown(rows[at])}\n  + ${shown(made[at])}`);
  changed += different.length;
  if (switches.includes("--write")) {
    const head = lines.filter((line) => line.startsWith("#"));
    writeFileSync(file, `${[...head, ...made].join("\n")}\n`);
  }
}

const names = new URL("vm-size-names.txt", oracle);
const known = readFileSync(names, "utf8").split("\n");
const { KnownVirtualMachineSizeTypes } = await import("@azure/arm-compute");
const missing = Object.values(KnownVirtualMachineSizeTypes ?? {}).filter((name) => !known.includes(name));
console.log(`vm-size-names.txt: ${missing.length} names are missing`);
for (const name of missing) console.log(`  + ${name}`);
if (switches.includes("--write") && missing.length > 0) {
  writeFileSync(names, `${known.join("\n").trimEnd()}\n${missing.join("\n")}\n`);
}
process.exitCode = changed + missing.length > 0 ? 1 : 0;
