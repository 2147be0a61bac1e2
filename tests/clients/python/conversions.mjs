/**
 * Writes every case file in every format that `convert` writes, for the programs that the formats are meant
 * for: `conversions.mjs FOLDER` puts the texts into the folder, and beside them `index.json`, which says of
 * each text what it was made of and what the request is that we would send for it. It needs the built package.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { convert, targetFormats } from "../../../pkg/dist/esm/node.js";
import { convertYaml } from "../../../pkg/dist/esm/yaml-node.js";

const cases = fileURLToPath(new URL("../../cases/", import.meta.url));
const folder = process.argv[2];

/** Folders whose documents are no resource bodies. */
const FORMATS = ["arm-template", "cli-v2", "sdk-v1"];

/** The format that our own reader takes a text for; what a script loads or calls is read as data. */
const READ_AS = {
  arm: "arm",
  "arm-template": "arm-template",
  "cli-v2": "cli-v2",
  "sdk-v1": "sdk-v1",
  "az-cli": "cli-v2",
  "python-v1": "sdk-v1",
  "python-v2": "cli-v2",
};

/** A case file; what it says if it is left out. */
function read(file) {
  const text = readFileSync(join(cases, file), "utf8");
  const [, line, rest = text] = /^\/\/ options: (.*)\n([\s\S]*)$/.exec(text) ?? [];
  const options = line === undefined ? {} : JSON.parse(line);
  if (options.operation === "update") return { skipped: "a change of a compute, which no format writes" };
  try {
    return { body: JSON.parse(rest), options };
  } catch {
    return { skipped: "no JSON" };
  }
}

function parsed(text) {
  return text === "" ? null : JSON.parse(text);
}

const written = [];
let count = 0;
const skipped = {};
const files = readdirSync(cases, { recursive: true }).filter((file) => file.endsWith(".json"));
for (const file of files.map((path) => path.split(sep).join("/")).sort()) {
  const { body, options, skipped: reason } = read(file);
  if (reason !== undefined) {
    skipped[reason] = (skipped[reason] ?? 0) + 1;
    continue;
  }
  const { format: _format, operation: _operation, ...rest } = options;
  const group = file.split("/")[0];
  const from = FORMATS.includes(group) ? group : "arm";
  const id = `c${count}`;
  count += 1;
  const named = { ...rest, from, name: `${id}-case` };
  const { text: arm, report } = convert(body, { ...named, to: "arm" });
  if (arm === "") {
    skipped["no compute"] = (skipped["no compute"] ?? 0) + 1;
    continue;
  }
  for (const to of targetFormats) {
    const { text, report: told } = convert(body, { ...named, to });
    const path = `${id}.${to}.txt`;
    const readAs = READ_AS[to];
    const data = to === readAs ? text : readAs && convert(body, { ...named, to: readAs }).text;
    const reader = readAs === "cli-v2" ? convertYaml : convert;
    const ours = data ? reader(data, { ...rest, from: readAs, to: "arm" }) : undefined;
    written.push({
      file,
      kind: report.kind,
      to,
      name: named.name,
      apiVersion: report.apiVersion,
      // Whether the checker has nothing against what was read, and against what was written.
      valid: report.valid,
      writtenValid: ours === undefined ? null : ours.report.valid,
      path: text === "" ? null : path,
      told: told.diagnostics.filter(({ code }) => code.startsWith("convert/")),
      arm: JSON.parse(arm),
      ours: parsed(ours?.text ?? ""),
    });
    if (text === "") continue;
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
writeFileSync(join(folder, "index.json"), JSON.stringify({ skipped, written }));
