/** The JSON Schemas against the check: a schema refuses only what the check refuses, and not too little. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import Ajv from "ajv";
import { parse } from "yaml";
import { convert, describe, validate } from "../dist/esm/node.js";
import { mutations } from "./mutations.mjs";

/** More rounds and other seeds hunt by hand. */
const rounds = Number(process.env.SCHEMA_ROUNDS ?? 5_000);
const seed = Number(process.env.SCHEMA_SEED ?? 20261124);

const here = dirname(fileURLToPath(import.meta.url));
const folder = join(here, "../schema");
const cases = join(here, "../../tests/cases");

const filesBelow = (path) =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".json"))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

const schemas = new Map(
  filesBelow(folder).map((path) => [
    relative(folder, path).split(sep).join("/"),
    JSON.parse(readFileSync(path, "utf8")),
  ]),
);
// For editors: what is told in the place of a pattern, and what is not offered.
const ajv = new Ajv({ strict: true, keywords: ["patternErrorMessage", "doNotSuggest"] });
for (const [name, schema] of schemas) ajv.addSchema(schema, name);
const accepts = (name, document) => ajv.getSchema(name)(document);

/** All cases whose text is a document: name, text, options, document. */
const all = filesBelow(cases).flatMap((path) => {
  let text = readFileSync(path, "utf8");
  let options = {};
  if (text.startsWith("// options: ")) {
    const end = text.indexOf("\n");
    options = JSON.parse(text.slice(12, end));
    text = text.slice(end + 1);
  }
  const name = relative(cases, path).split(sep).join("/");
  const group = name.split("/")[0];
  const format = ["arm-template", "cli-v2", "sdk-v1"].includes(group) ? (options.format ?? group) : "arm";
  try {
    return [{ name, text, options, format, document: JSON.parse(text) }];
  } catch {
    return []; // no JSON: an editor says so without a schema
  }
});
const bodies = all.filter(({ format }) => format === "arm");
const documents = all.filter(({ format }) => format === "cli-v2");

/** The schemas that a document of a kind must pass. */
const fileOf = (format, kind = "") => `${format}/${format === "arm" ? kind : kind.toLowerCase()}.json`;
const schemasOf = (format, kind) =>
  [`${format}.json`, fileOf(format, kind)].filter((name) => schemas.has(name));
const places = (report) =>
  report.diagnostics
    .filter(({ severity }) => severity === "error")
    .map(({ code, path }) => `${code} ${path}`);

/** Fails if a schema refuses what the check takes. */
function neverRejects(format, document, report, what) {
  for (const name of schemasOf(format, report.kind)) {
    const schema = ajv.getSchema(name);
    if (!schema(document)) {
      const [{ instancePath, schemaPath, message }] = schema.errors;
      assert.fail(
        `${name} refuses ${what} at ${instancePath} (${schemaPath}: ${message})\n${JSON.stringify(document)}`,
      );
    }
  }
}

test("one for each kind and document, one above them; all compile in strict mode, none has an id", () => {
  const types = ["amlcompute", "computeinstance", "kubernetes", "synapsespark", "virtualmachine"];
  const wanted = ["arm", "cli-v2", ...types.map((type) => `cli-v2/${type}`)];
  wanted.push(...describe().map(({ kind }) => `arm/${kind}`));
  assert.deepEqual([...schemas.keys()].sort(), wanted.map((name) => `${name}.json`).sort());
  for (const [name, schema] of schemas) {
    assert.equal(schema.$schema, "http://json-schema.org/draft-07/schema#");
    // Compiling resolves every reference, or throws.
    assert.equal(typeof ajv.getSchema(name), "function", name);
    // One file finds another by where it lies: the language server of YAML would look for an id on the web.
    assert.equal(schema.$id, undefined, name);
    const references = JSON.stringify(schema).match(/"\$ref":"[^#"][^"]*"/g) ?? [];
    for (const reference of references) assert.ok(schemas.has(reference.slice(8, -1)), reference);
  }
});

test("every member that a form shows is in the schema of its kind", () => {
  for (const { kind, fields } of describe()) {
    const text = JSON.stringify(schemas.get(`arm/${kind}.json`));
    for (const { name, title } of fields)
      assert.ok(text.includes(`"${name}":{"title":${JSON.stringify(title)}`), `${kind}: ${name}`);
  }
});

test("editors complete a member so that the document stays whole, and offer sizes that everybody may have", () => {
  for (const [name, schema] of schemas) {
    for (const key of Object.keys(schema.definitions ?? {})) assert.doesNotMatch(key, /\./, name);
    for (const owner of [schema, ...Object.values(schema.definitions ?? {})]) {
      for (const [member, value] of Object.entries(owner.properties ?? {})) {
        if (!/dropped when the document is read/.test(value.description ?? "")) continue;
        assert.equal(value.doNotSuggest, true, `${name}: ${member}`);
      }
    }
  }
  const { properties } = schemas.get("arm/AmlCompute.json");
  assert.deepEqual(properties.tags.examples, [{}]);
  assert.equal(schemas.get("cli-v2/amlcompute.json").properties.$schema.doNotSuggest, true);
  const { enum: sizes } = schemas.get("cli-v2/amlcompute.json").definitions.sizes;
  // General-purpose ones among them; none that new subscriptions cannot have.
  assert.ok(sizes.includes("Standard_D4ds_v5") && sizes.includes("Standard_NC4as_T4_v3"), sizes.join());
  assert.ok(!sizes.includes("Standard_DS3_v2") && !sizes.includes("Standard_NC6"));
});

test("every member tells its title and what it is for", () => {
  let count = 0;
  for (const [name, schema] of schemas) {
    for (const owner of [schema, ...Object.values(schema.definitions ?? {})]) {
      for (const [member, value] of Object.entries(owner.properties ?? {})) {
        assert.ok(value.title && value.description, `${name}: ${member}`);
        count += 1;
      }
    }
  }
  assert.ok(count > 550, `${count} members`);
});

test("what the check takes among the cases, the schemas take", (t) => {
  let count = 0;
  const outside = [];
  for (const { name, text, options, format, document } of [...bodies, ...documents]) {
    if (!validate(text, { ...options, format }).valid) continue;
    const report = validate(text, { format });
    // Valid only by its options, such as an older api-version: no schema can know of them.
    if (!report.valid) outside.push(name);
    else {
      neverRejects(format, document, report, name);
      count += 1;
    }
  }
  t.diagnostic(
    `${count} cases taken; ${outside.length} are valid by their options only: ${outside.join(", ")}`,
  );
  assert.ok(count > 600, `${count}`);
  assert.ok(outside.length < 20, outside.join("\n"));
});

test("what bodies become as documents of the command line, the schemas take", (t) => {
  let count = 0;
  for (const { name, text } of bodies) {
    if (!validate(text, { format: "arm" }).valid) continue;
    const converted = convert(text, { from: "arm", to: "cli-v2" }).text;
    if (converted === "") continue;
    const document = parse(converted);
    const report = validate(JSON.stringify(document), { format: "cli-v2" });
    if (!report.valid) continue;
    neverRejects("cli-v2", document, report, `what ${name} becomes`);
    count += 1;
  }
  t.diagnostic(`${count} bodies became documents`);
  assert.ok(count > 200, `${count}`);
});

test("of what the check refuses among the cases, the schemas refuse the greater part", (t) => {
  // [found by the check, refused by the schemas as well]
  const found = { arm: [0, 0], "cli-v2": [0, 0] };
  const missed = new Map();
  for (const { text, format, document } of [...bodies, ...documents]) {
    const report = validate(text, { format });
    if (report.valid) continue;
    found[format][0] += 1;
    if (schemasOf(format, report.kind).every((name) => accepts(name, document))) {
      const [{ code }] = report.diagnostics.filter(({ severity }) => severity === "error");
      missed.set(code, (missed.get(code) ?? 0) + 1);
    } else found[format][1] += 1;
  }
  for (const [format, [errors, refused]] of Object.entries(found))
    t.diagnostic(`${format}: ${refused} of ${errors} are refused`);
  const codes = [...missed].sort((a, b) => b[1] - a[1]).map(([code, count]) => `${code} ${count}`);
  t.diagnostic(`left to the check: ${codes.join(", ")}`);
  assert.ok(found.arm[1] / found.arm[0] > 0.8, `${found.arm}`);
  assert.ok(found["cli-v2"][1] / found["cli-v2"][0] > 0.7, `${found["cli-v2"]}`);
});

for (const [format, group] of [
  ["arm", bodies],
  ["cli-v2", documents],
]) {
  const kinds = describe().filter(({ kind }) => schemas.has(fileOf(format, kind)));
  for (const { kind } of kinds) {
    test(`${format}/${kind}: whatever is done to a document, the schema refuses nothing that the check takes`, (t) => {
      const seeds = group
        .map(({ text, document }) => ({ document, report: validate(text, { format }) }))
        .filter(({ report }) => report.valid && report.kind === kind)
        .map(({ document }) => document);
      if (format === "cli-v2")
        for (const { text } of bodies) {
          const report = validate(text, { format: "arm" });
          if (!report.valid || report.kind !== kind) continue;
          const converted = parse(convert(text, { from: "arm", to: "cli-v2" }).text);
          if (validate(JSON.stringify(converted), { format }).valid) seeds.push(converted);
        }
      assert.ok(seeds.length > 0, "no document to begin with");
      let [taken, faulty, refused] = [0, 0, 0];
      const missed = new Map();
      for (const document of mutations(seeds, rounds, seed + kind.length)) {
        const report = validate(JSON.stringify(document), { format });
        if (report.valid) {
          taken += 1;
          neverRejects(format, document, report, "a changed document");
          continue;
        }
        faulty += 1;
        if (accepts(fileOf(format, kind), document)) {
          const [place] = places(report);
          missed.set(place, (missed.get(place) ?? 0) + 1);
        } else refused += 1;
      }
      t.diagnostic(`${taken} taken, ${refused} of ${faulty} faulty ones refused`);
      if (process.env.SCHEMA_MISSED)
        t.diagnostic(JSON.stringify([...missed].sort((a, b) => b[1] - a[1]).slice(0, 25), null, 1));
      assert.ok(taken > rounds / 5, `${taken}`);
      assert.ok(refused / faulty > 0.9, `${refused} of ${faulty}`);
    });
  }
}
