/** The schemas for editors: they refuse what every reader refuses, and never what the check takes. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe as suite, test } from "node:test";
import { fileURLToPath } from "node:url";
import Ajv from "ajv";
import { convert, describe, validate } from "azureml-compute";
import { parse } from "yaml";

const root = join(fileURLToPath(import.meta.url), "../../..");
const folder = join(root, "pkg/schema");
const cases = join(root, "tests/cases");
const kinds = describe().map(({ kind }) => kind);

const files = readdirSync(folder, { recursive: true })
  .map((name) => name.replaceAll("\\", "/"))
  .filter((name) => name.endsWith(".json"))
  .sort();
// What must be there may be written in another case: a choice beside the members.
const ajv = new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true });
for (const name of files) ajv.addSchema(JSON.parse(readFileSync(join(folder, name), "utf8")), name);
const arm = ajv.getSchema("arm.json");
const document = ajv.getSchema("cli-v2.json");

/** All case files of a folder that hold JSON, with the options that they carry. */
function* bodies(of) {
  for (const name of readdirSync(join(cases, of), { recursive: true })) {
    if (!name.endsWith(".json")) continue;
    const text = readFileSync(join(cases, of, name), "utf8");
    const [, line, body = text] = /^\/\/ options: (.*)\n([\s\S]*)$/.exec(text) ?? [];
    const options = line === undefined ? {} : JSON.parse(line);
    // Schemas are for whole bodies of the newest version.
    if (options.operation === "update" || options.apiVersion !== undefined) continue;
    try {
      yield { name: join(of, name), body: JSON.parse(body), options };
    } catch {
      // Cases of the text itself are no bodies.
    }
  }
}

const isWrong = ({ severity }) => severity === "error";

function accepted(schema, body, name) {
  assert.ok(schema(body), `${name}: ${JSON.stringify(schema.errors)}\n${JSON.stringify(body)}`);
}

/** Numbers from 0 to 1, the same in every run. */
function random(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const VALUES = [null, 0, 1, -1, 1.5, 4.0, 1e9, true, false, "", " ", "1", "true", "no", "x", "PT5M", [], {}];
const EXPRESSIONS = ["[parameters('value')]", "$" + "{value}", "<value>", ["x"], { x: 1 }, [1], [null]];

/** A copy with one thing changed: a value, the case of a name or a word, a member more or less. */
function damaged(body, next) {
  const copy = structuredClone(body);
  const holders = [];
  const walk = (value) => {
    if (typeof value !== "object" || value === null) return;
    holders.push(value);
    Object.values(value).forEach(walk);
  };
  walk(copy);
  const pick = (list) => list[Math.floor(next() * list.length)];
  const holder = pick(holders.filter((value) => Object.keys(value).length > 0));
  const key = pick(Object.keys(holder));
  const value = holder[key];
  const way = next();
  if (way < 0.5) holder[key] = pick([...VALUES, ...EXPRESSIONS]);
  else if (way < 0.6) delete holder[key];
  else if (way < 0.7 && !Array.isArray(holder)) {
    delete holder[key];
    holder[pick([key.toUpperCase(), key.toLowerCase(), `${key}x`])] = value;
  } else if (way < 0.8 && typeof value === "string") holder[key] = pick([value.toUpperCase(), ` ${value}`]);
  else if (way < 0.9 && typeof value !== "object") holder[key] = String(value);
  else if (!Array.isArray(holder)) holder[pick(["extra", "vmSize", "name", "location"])] = pick(VALUES);
  return copy;
}

suite("schemas", () => {
  test("one for each kind and document, one above them; all compile, none has an own id", () => {
    const documents = ["amlcompute", "computeinstance", "kubernetes", "synapsespark", "virtualmachine"];
    const wanted = ["arm", "cli-v2", ...kinds.map((kind) => `arm/${kind}`)];
    wanted.push(...documents.map((type) => `cli-v2/${type}`));
    assert.deepEqual(files, wanted.map((name) => `${name}.json`).sort());
    for (const name of files) {
      const schema = ajv.getSchema(name);
      assert.equal(typeof schema, "function", name);
      // Editors find one file from another by where they lie.
      assert.equal(schema.schema.$id, undefined, name);
      assert.equal(schema.schema.$schema, "http://json-schema.org/draft-07/schema#", name);
    }
  });

  test("every member that the form shows is in the schema of its kind", () => {
    for (const { kind, fields } of describe()) {
      const text = readFileSync(join(folder, `arm/${kind}.json`), "utf8");
      for (const { name, title } of fields) {
        assert.ok(text.includes(`"${name}": {`) && text.includes(JSON.stringify(title)), `${kind}: ${name}`);
      }
    }
  });

  test("bodies without an error pass, and many wrong ones do not", (context) => {
    let [right, wrong, refused] = [0, 0, 0];
    for (const kind of kinds) {
      for (const { name, body, options } of bodies(kind)) {
        const report = validate(body, options);
        if (!report.diagnostics.some(isWrong)) {
          right += 1;
          accepted(arm, body, name);
          if (report.kind !== undefined) accepted(ajv.getSchema(`arm/${report.kind}.json`), body, name);
        } else {
          wrong += 1;
          if (!arm(body)) refused += 1;
        }
      }
    }
    context.diagnostic(`${right} bodies pass; of ${wrong} with errors ${refused} are refused`);
    assert.ok(right > 500 && refused > 35, `${right} ${refused}`);
  });

  test("documents of the command line without an error pass, also those that we write", (context) => {
    let [right, wrong, refused] = [0, 0, 0];
    for (const { name, body, options } of bodies("cli-v2")) {
      if (!validate(body, { ...options, format: "cli-v2" }).diagnostics.some(isWrong)) {
        right += 1;
        accepted(document, body, name);
      } else {
        wrong += 1;
        if (!document(body)) refused += 1;
      }
    }
    for (const kind of kinds) {
      for (const { name, body } of bodies(join(kind, "valid"))) {
        const { text } = convert(body, { to: "cli-v2" });
        if (text === "") continue;
        const written = parse(text);
        if (validate(written, { format: "cli-v2" }).diagnostics.some(isWrong)) continue;
        right += 1;
        accepted(document, written, name);
      }
    }
    context.diagnostic(`${right} documents pass; of ${wrong} with errors ${refused} are refused`);
    assert.ok(right > 90 && refused > 13, `${right} ${refused}`);
  });

  test("what is damaged and still taken by the check is taken by the schema", (context) => {
    const next = random(20261124);
    let [taken, refused] = [0, 0];
    const sources = kinds.map((kind) => ({
      schema: arm,
      options: {},
      bodies: [...bodies(join(kind, "valid"))].filter(({ options }) => options.format === undefined),
    }));
    sources.push({
      schema: document,
      options: { format: "cli-v2", name: "name" },
      bodies: [...bodies("cli-v2/valid")],
    });
    for (const { schema, options, bodies: all } of sources) {
      for (let round = 0; round < 2000; round += 1) {
        const body = damaged(all[round % all.length].body, next);
        if (validate(body, options).diagnostics.some(isWrong)) {
          if (!schema(body)) refused += 1;
          continue;
        }
        taken += 1;
        accepted(schema, body, all[round % all.length].name);
      }
    }
    context.diagnostic(`${taken} taken by both, ${refused} refused by both`);
    assert.ok(taken > 5000 && refused > 3000, `${taken} ${refused}`);
  });
});
