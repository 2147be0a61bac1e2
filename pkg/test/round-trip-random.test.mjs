/**
 * Round trips: valid bodies of every kind, made at random, go into each format that is read again, and come back.
 * They are the same, or every difference is a finding. Bodies and templates of a body without errors have none.
 */
import assert from "node:assert/strict";
import { describe as suite, test } from "node:test";
import { convert, describe, validate } from "azureml-compute";
import { convertYaml, validateYaml } from "azureml-compute/yaml";
import fc from "fast-check";
import { anyBody, schemaOf } from "./generated.mjs";

const kinds = describe().map(({ kind }) => kind);
const RUNS = Number(process.env.ROUND_TRIPS ?? 150);
const today = "2026-11-24";
const workspace =
  "/subscriptions/34adfa4f-cedf-4dc0-ba29-b6d1a69ab345/resourceGroups/ml/providers/" +
  "Microsoft.MachineLearningServices/workspaces/ml";
const facts = { workspace: { id: workspace, location: "westeurope" } };

/** The formats that are read again, and how. */
const FORMATS = {
  arm: { back: convert, check: validate },
  "arm-template": { back: convert, check: validate },
  "cli-v2": { back: convertYaml, check: validateYaml },
  "sdk-v1": { back: convert, check: validate },
};

/** Values by their pointers in small letters, in which items of a list go by their names; what says nothing is out. */
function leaves(value, path = "", key = "", into = new Map()) {
  if (value === null || value === undefined) return into;
  if (typeof value !== "object") return into.set(key, { path: path.toLowerCase(), value: plain(key, value) });
  const names = Array.isArray(value) ? value.map((item) => item?.name) : [];
  const isNamed = names.every((name) => typeof name === "string") && new Set(names).size === names.length;
  for (const [token, item] of Object.entries(value)) {
    const step = token.replaceAll("~", "~0").replaceAll("/", "~1");
    const name = Array.isArray(value) && isNamed ? names[token] : step;
    leaves(item, `${path}/${step}`, `${key}/${name.toLowerCase()}`, into);
  }
  // An id in a map says something by its name.
  if (/userassignedidentities\/[^/]+$/.test(key)) into.set(key, { path: path.toLowerCase(), value: "" });
  return into;
}

/** A value without what spellings differ in: durations as seconds, small letters. */
function plain(pointer, value) {
  if (typeof value !== "string") return value;
  const iso = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(value);
  const argument = pointer.endsWith("/timeout")
    ? /^(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(value)
    : null;
  const parts = iso ?? argument;
  if (parts === null) return value.toLowerCase();
  const [days, hours, minutes, rest] = parts.slice(1).map((part) => Number(part ?? 0));
  return ((days * 24 + hours) * 60 + minutes) * 60 + rest;
}

/** What the service takes for members that are left out, by their pointers; `*` stands for places in lists. */
function defaultsOf(schema, pointer = "", into = new Map()) {
  if (schema.default !== undefined) into.set(pointer.toLowerCase(), plain(pointer, schema.default));
  for (const [key, member] of Object.entries(schema.properties ?? {}))
    defaultsOf(member, `${pointer}/${key}`, into);
  for (const inner of [schema.items, schema.additionalProperties]) {
    if (inner !== undefined) defaultsOf(inner, `${pointer}/*`, into);
  }
  return into;
}

/** Differences of two bodies that no finding tells. */
function untold(kind, body, back, findings) {
  const [before, after] = [body, back].map((each) => leaves(placed(each)));
  const paths = findings.map(({ path }) => path.toLowerCase());
  // The type of an identity tells of its ids as well.
  const isTold = (pointer) =>
    paths.some((path) => pointer === path || pointer.startsWith(`${path}/`)) ||
    (pointer.startsWith("/identity/") && paths.includes("/identity/type"));
  const defaults = DEFAULTS.get(kind);
  const isDefault = (pointer, found) => {
    const steps = pointer.split("/");
    return [...defaults].some(([path, value]) => {
      const known = path.split("/");
      const fits =
        known.length === steps.length && known.every((step, at) => step === "*" || step === steps[at]);
      return fits && String(value) === String(found);
    });
  };
  const out = [];
  for (const pointer of new Set([...before.keys(), ...after.keys()])) {
    const [was, is] = [before.get(pointer)?.value, after.get(pointer)?.value];
    if (was === is || isTold((before.get(pointer) ?? after.get(pointer)).path)) continue;
    if (was === undefined && isDefault(pointer, is)) continue;
    if (is === undefined && isDefault(pointer, was)) continue;
    out.push(`${pointer}: ${was} became ${is}`);
  }
  return out;
}

/** Machines have public addresses unless somebody says no, of whichever kind. */
const PUBLIC = ["/properties/properties/enablenodepublicip", true];
const DEFAULTS = new Map(kinds.map((kind) => [kind, defaultsOf(schemaOf(kind)).set(...PUBLIC)]));

/** A body with its region in one place; where none is told, it is that of the workspace. */
function placed({ location, ...body }) {
  const { computeLocation, ...properties } = body.properties;
  return { ...body, properties, location: computeLocation ?? location ?? facts.workspace.location };
}

for (const kind of kinds) {
  suite(`round trips of ${kind}`, () => {
    for (const [to, { back, check }] of Object.entries(FORMATS)) {
      test(`into ${to} and back`, () => {
        let came = 0;
        fc.assert(
          fc.property(anyBody(kind), (body) => {
            fc.pre(validate(body, { today, facts }).valid);
            const there = convert(body, { to, today, facts });
            const lost = there.report.diagnostics.filter(({ code }) => code.startsWith("convert/"));
            if (there.text === "") {
              assert.ok(
                lost.some(({ code }) => code === "convert/no-kind"),
                "nothing is written, and nothing said",
              );
              return;
            }
            came += 1;
            const written = back(there.text, { from: to, to: "arm", today, facts });
            assert.ok(written.text !== "", `what is written is not read:\n${there.text}`);
            const parsed = JSON.parse(written.text);
            // In a template the name is part of an expression.
            if (to === "arm-template") parsed.name = body.name;
            assert.deepEqual(untold(kind, body, parsed, lost), [], there.text);
            if (check === undefined) return;
            const errors = check(there.text, { format: to, today, facts }).diagnostics.filter(
              // What stands for a secret is to be filled in.
              ({ code, severity }) => severity === "error" && code !== "placeholder/brackets",
            );
            assert.deepEqual(
              errors.map(({ code, path }) => `${code} ${path}`),
              [],
              there.text,
            );
          }),
          { numRuns: RUNS, seed: 20_261_124 },
        );
        assert.ok(came > 0 || ["cli-v2", "sdk-v1"].includes(to), "none was written");
      });
    }
  });
}
