/**
 * Every case file through the formats that are both written and read, and back: what comes back is the body that
 * it was made of, or a finding says what is lost. What a tool adds of itself stands here by name.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe as suite, test } from "node:test";
import { fileURLToPath } from "node:url";
import { convert } from "azureml-compute";
import { convertYaml } from "azureml-compute/yaml";

const cases = join(fileURLToPath(import.meta.url), "../../../tests/cases");

/** Formats and how each is read again. */
const FORMATS = {
  "arm-template": convert,
  "cli-v2": convertYaml,
  "sdk-v1": convert,
};

/** What the tool of a format sends although nobody said it. */
const ADDED = {
  "arm-template": [],
  "cli-v2": [
    ["vmsize", "Standard_DS3_v2"],
    ["scalesettings/minnodecount", 0],
    ["scalesettings/maxnodecount", 4],
    ["scalesettings/nodeidletimebeforescaledown", "PT2M"],
    ["disablelocalauth", true],
    ["disablelocalauth", false],
    ["setupscripts/scripts/\\w+/scriptsource", "workspaceStorage"],
    ["setupscripts/scripts/\\w+/timeout", "15m"],
    ["customservices/\\d+/image/type", "docker"],
    ["customservices/\\d+/docker/privileged", true],
    ["customservices/\\d+/endpoints/\\d+/name", "connect"],
    ["customservices/\\d+/endpoints/\\d+/protocol", "http"],
    ["customservices/\\d+/volumes/\\d+/type", "bind"],
    ["customservices/\\d+/volumes/\\d+/readonly", false],
    ["schedules/computestartstop/\\d+/status", "Enabled"],
    // A schedule with one sort of trigger, and no word for it.
    ["schedules/computestartstop/\\d+/triggertype", "Cron"],
    ["schedules/computestartstop/\\d+/triggertype", "Recurrence"],
  ],
  "sdk-v1": [
    ["scalesettings/minnodecount", 0],
    ["scalesettings/nodeidletimebeforescaledown", "PT30M"],
  ],
};

/** What is said by leaving it out: what the service does without being told, or the tool sends anyway. */
const UNSAID = {
  "arm-template": [],
  "cli-v2": [
    ["ostype", "Linux"],
    ["remoteloginportpublicaccess", "NotSpecified"],
    ["applicationsharingpolicy", "Shared"],
    ["computeinstanceauthorizationtype", "personal"],
    ["customservices/\\d+/type", "docker"],
    ["customservices/\\d+/environmentvariables/.*/type", "local"],
    ["identity/type", "None"],
  ],
  "sdk-v1": [
    ["ostype", "Linux"],
    ["disablelocalauth", false],
    ["enablenodepublicip", true],
    ["identity/type", "None"],
  ],
};

function read(file) {
  const text = readFileSync(join(cases, file), "utf8");
  const [, line, rest = text] = /^\/\/ options: (.*)\n([\s\S]*)$/.exec(text) ?? [];
  try {
    return { body: JSON.parse(rest), options: line === undefined ? {} : JSON.parse(line) };
  } catch {
    return undefined; // Cases of the text itself are no bodies.
  }
}

/** Years and months only where there are none of them, a fraction only where it is nothing. */
const DURATION = /^P(?:0+Y)?(?:0+M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.0*)?S)?)?$/;

/** A value as the service takes it: words without case and order, times by their seconds, digits as numbers. */
function plain(value) {
  if (typeof value !== "string") return value;
  const parts = DURATION.exec(value.trim())?.slice(1);
  if (parts?.some((part) => part !== undefined)) {
    const [days, hours, minutes, seconds] = parts.map((part) => Number(part ?? 0));
    return ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
  }
  const time = /^(\d+(?:\.\d+)?)([smhd])$/.exec(value);
  if (time !== null) return Number(time[1]) * { s: 1, m: 60, h: 3600, d: 86_400 }[time[2]];
  if (/^-?\d+$/.test(value)) return Number(value);
  if (/^(?:true|false)$/i.test(value)) return /^t/i.test(value);
  const words = value
    .toLowerCase()
    .split(",")
    .map((word) => word.trim());
  return words.sort().join(",").replace(/\/+$/, "");
}

/** Pointers without case, and their values; null and what is empty says nothing. */
function leaves(value, path = "", out = new Map()) {
  if (typeof value === "object" && value !== null) {
    for (const [key, item] of Object.entries(value)) leaves(item, `${path}/${key.toLowerCase()}`, out);
  } else if (value !== null && value !== "" && !out.has(path)) out.set(path, plain(value));
  return out;
}

/** The members of a body that are compared: the name is an option, a region is that of the workspace. */
function members({ name: _name, ...body }) {
  return leaves(body);
}

const there = [];
for (const file of readdirSync(cases, { recursive: true }).sort()) {
  if (!file.endsWith(".json")) continue;
  const { body, options } = read(file) ?? {};
  if (body === undefined || options.operation === "update") continue;
  const { format: _format, operation: _operation, ...rest } = options;
  const from = ["arm-template", "cli-v2", "sdk-v1"].find((format) => file.startsWith(format)) ?? "arm";
  const named = { name: "round-trip", ...rest, from };
  const { text } = convert(body, { ...named, to: "arm" });
  if (text !== "") there.push({ file, named: { ...rest, name: "round-trip" }, arm: JSON.parse(text) });
}

suite("round trips", () => {
  for (const [format, back] of Object.entries(FORMATS)) {
    test(`of every case through ${format}`, () => {
      let count = 0;
      const troubles = [];
      for (const { file, named, arm } of there) {
        const { text, report } = convert(arm, { ...named, to: format });
        if (text === "") {
          const told = report.diagnostics.some(({ code }) => code === "convert/no-kind");
          if (!told) troubles.push(`${file}: nothing is written, and nothing said`);
          continue;
        }
        count += 1;
        const returned = back(text, { ...named, from: format, to: "arm" });
        if (returned.text === "") {
          troubles.push(`${file}: nothing comes back`);
          continue;
        }
        troubles.push(
          ...different(file, format, members(arm), members(JSON.parse(returned.text)), [
            report,
            returned.report,
          ]),
        );
      }
      assert.deepEqual(troubles.slice(0, 20), [], `${troubles.length} differences`);
      assert.ok(count > 400, `${count} bodies went through ${format}`);
    });
  }
});

suite("a body without a name", () => {
  const TARGETS = [...Object.keys(FORMATS), "bicep", "terraform", "az-cli", "python-v1", "python-v2"];
  /** What is told of the members; a name that is not known is told at the root. */
  const told = ({ report }) =>
    report.diagnostics
      .filter(({ code, path }) => code === "convert/lost-member" && path !== "" && path !== "/name")
      .map(({ path, params }) => `${path} ${params.reason}`)
      .sort();
  for (const to of TARGETS) {
    test(`loses nothing in silence in ${to}`, () => {
      let count = 0;
      const troubles = [];
      for (const { file, named, arm } of there) {
        const { name: _name, ...unnamed } = arm;
        const { name, ...options } = named;
        const [known, unknown] = [
          convert(arm, { ...named, name, to }),
          convert(unnamed, { ...options, to }),
        ].map(told);
        count += known.length;
        if (known.join() !== unknown.join()) troubles.push({ file, known, unknown });
      }
      assert.deepEqual(troubles.slice(0, 5), [], `${troubles.length} bodies`);
      assert.ok(count > 100, `${count} losses of bodies with a name`);
    });
  }
});

/** What differs and is neither told nor known. */
function different(file, format, sent, got, [there, back]) {
  const findings = there.diagnostics.filter(({ code }) => code === "convert/lost-member");
  const lost = findings
    .filter(({ params }) => params.reason !== "secret")
    .map(({ path }) => path.replaceAll("~1", "/").replaceAll("~0", "~").toLowerCase());
  const isLost = (path) => lost.some((other) => path === other || path.startsWith(`${other}/`));
  // The id of a subnet is put together by the parts of a call; the subscription is that of the workspace.
  const standsIn = back.diagnostics.some(({ params }) => params?.reason === "stand-in");
  const isSame = (path, one, other) =>
    one === other ||
    (standsIn &&
      /subnet/.test(path) &&
      String(one).split("/").slice(3).join() === String(other).split("/").slice(3).join());
  const isKnown = (list, path, value) =>
    list.some(([end, known]) => new RegExp(`/${end}$`).test(path) && plain(known) === value);
  const isRegion = (path) => /^\/(?:location|properties\/computelocation)$/.test(path);
  const out = [];
  for (const [path, value] of sent) {
    if (isSame(path, value, got.get(path)) || isLost(path) || isRegion(path)) continue;
    if (!isKnown(UNSAID[format], path, value)) out.push(`${file}: ${path} was ${value}, is ${got.get(path)}`);
  }
  for (const [path, value] of got) {
    if (sent.has(path) || isRegion(path) || isKnown(ADDED[format], path, value)) continue;
    out.push(`${file}: ${path} is ${value}`);
  }
  return out;
}
