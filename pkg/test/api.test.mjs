/** What the functions answer, on the built package. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import * as api from "../dist/esm/node.js";

const good = {
  location: "westeurope",
  properties: {
    computeType: "AmlCompute",
    properties: {
      vmSize: "STANDARD_DS3_V2",
      scaleSettings: { minNodeCount: 0, maxNodeCount: 4, nodeIdleTimeBeforeScaleDown: "PT5M" },
    },
  },
};
const swapped = structuredClone(good);
swapped.properties.properties.scaleSettings.minNodeCount = 9;

const codesOf = (report) => report.diagnostics.map(({ code }) => code);
const errorsOf = (report) => report.diagnostics.filter(({ severity }) => severity === "error");

test("a good body is valid as object, text and bytes", () => {
  const text = JSON.stringify(good);
  for (const input of [good, text, new TextEncoder().encode(text), Buffer.from(text)]) {
    const report = api.validate(input);
    assert.equal(report.valid, true, JSON.stringify(report.diagnostics));
    assert.equal(report.kind, "AmlCompute");
    assert.equal(report.counts.error, 0);
  }
});

test("text and bytes carry places, objects do not", () => {
  const text = JSON.stringify(swapped, null, 2);
  const [inText] = errorsOf(api.validate(text));
  assert.equal(inText.code, "scale/min-above-max");
  const { start, end } = inText.range;
  assert.ok(start.line > 1 && start.offset < end.offset);
  const lines = text.split("\n");
  const lineStart = lines.slice(0, start.line - 1).join("\n").length + 1;
  assert.equal(start.offset, lineStart + start.column - 1);
  const [inBytes] = errorsOf(api.validate(Buffer.from(text)));
  assert.deepEqual(inBytes.range, inText.range);
  const [inObject] = errorsOf(api.validate(swapped));
  assert.equal(inObject.range, undefined);
  assert.deepEqual({ ...inText, range: undefined }, { ...inObject, range: undefined });
});

test("a view into a larger buffer is read at its place", () => {
  const text = `  ${JSON.stringify(good)}`;
  const whole = new TextEncoder().encode(`xxxx${text}yyyy`);
  assert.equal(api.validate(whole.subarray(4, whole.length - 4)).valid, true);
  assert.equal(api.validate(whole.slice(4, whole.length - 4).buffer).valid, true);
});

test("options reach the check", () => {
  const off = api.validate(swapped, { levels: { "scale/min-above-max": "off" } });
  assert.ok(!codesOf(off).includes("scale/min-above-max"));
  const softer = api.validate(swapped, { levels: { "scale/min-above-max": "warning" } });
  assert.equal(softer.diagnostics.find(({ code }) => code === "scale/min-above-max").severity, "warning");
  assert.ok(api.validate(good, { name: "1" }).counts.error > 0);
});

test("wrong options are TypeErrors that name the option", () => {
  assert.throws(() => api.validate(good, { nmae: "x" }), { name: "TypeError", message: /`nmae`/ });
  assert.throws(() => api.validate(good, { format: "xml" }), { name: "TypeError", message: /format/ });
  assert.throws(() => api.validate(good, { operation: "destroy" }), { name: "TypeError" });
  assert.throws(() => api.validate(good, { levels: { "scale/min-above-max": "loud" } }), {
    name: "TypeError",
  });
  assert.throws(() => api.validate(good, { facts: { usages: 1n } }), { name: "TypeError", message: /facts/ });
  assert.throws(() => api.validate(good, { levels: "off" }), { name: "TypeError", message: /levels/ });
  for (const facts of ["nonsense", "[]", [], 5, "5", { VMSizes: {} }, { unknown: 1 }]) {
    assert.throws(() => api.validate(good, { facts }), { name: "TypeError", message: /facts/ });
  }
  assert.throws(() => api.validate(good, { facts: { VMSizes: {} } }), { message: /vmSizes, usages/ });
  for (const levels of [[], null, { "nope/nope": "off" }]) {
    assert.throws(() => api.validate(good, { levels }), { name: "TypeError", message: /levels/ });
  }
  assert.throws(() => api.validate(good, { name: 5n }), { name: "TypeError", message: /name/ });
  assert.throws(() => api.validate(good, { name: 5 }), { name: "TypeError", message: /name/ });
  assert.throws(() => api.validate(good, "name"), { name: "TypeError" });
  assert.throws(() => api.parseResourceId("/x", { typ: "y" }), { name: "TypeError" });
  assert.equal(api.validate(good).valid, true);
});

test("a fix gives back what was put in", () => {
  const input = { location: "westeurope", properties: { computeType: "amlcompute" } };
  const { fix } = api.validate(input).diagnostics.find(({ code }) => code === "shape/word-case");
  const frozen = JSON.stringify(input);
  const object = api.applyFix(input, fix);
  assert.equal(object.properties.computeType, "AmlCompute");
  assert.equal(JSON.stringify(input), frozen);

  const text =
    '{\n  "location" : "westeurope",\n  "properties": {"computeType":"amlcompute", "x": 1.50}\n}\n';
  assert.equal(api.applyFix(text, fix), text.replace("amlcompute", "AmlCompute"));

  const bytes = api.applyFixes(new TextEncoder().encode(text), [fix]);
  assert.ok(bytes instanceof Uint8Array);
  assert.equal(new TextDecoder().decode(bytes), text.replace("amlcompute", "AmlCompute"));
});

test("every fix of a faulty body removes its finding", () => {
  let input = {
    Location: "westeurope",
    properties: { computeType: "amlcompute", properties: { vmsize: "standard_ds3_v2" } },
  };
  for (let round = 0; round < 10; round += 1) {
    const finding = api.validate(input).diagnostics.find(({ fix }) => fix !== undefined);
    if (finding === undefined) return;
    input = api.applyFix(input, finding.fix);
    const left = api
      .validate(input)
      .diagnostics.filter(({ code, path }) => code === finding.code && path === finding.path);
    assert.deepEqual(left, [], finding.code);
  }
  assert.fail("the fixes lead nowhere");
});

test("a fix that does not fit throws, and __proto__ is an ordinary member", () => {
  const fix = { title: "t", applicability: "safe", patch: [{ op: "remove", path: "/nothing" }] };
  assert.throws(
    () => api.applyFix({ a: 1 }, fix),
    (error) => error.name === "FixError" && typeof error.code === "string",
  );
  const input = JSON.parse('{"__proto__":{"x":1},"a":2}');
  const output = api.applyFix(input, { ...fix, patch: [{ op: "remove", path: "/a" }] });
  assert.deepEqual(Object.keys(output), ["__proto__"]);
  assert.equal({}.x, undefined);
});

test("names and ids", () => {
  assert.equal(api.checkName("AmlCompute", "cpu-cluster").valid, true);
  assert.equal(api.checkName("AmlCompute", "1").valid, false);
  assert.throws(() => api.checkName("Nothing", "a"), { name: "TypeError" });
  assert.throws(() => api.checkName("AmlCompute", 5), { name: "TypeError" });
  const id =
    "/subscriptions/34adfa4f-cedf-4dc0-ba29-b6d1a69ab345/resourceGroups/group/providers/Microsoft.Network/virtualNetworks/net/subnets/default";
  const parsed = api.parseResourceId(id, { type: "Microsoft.Network/virtualNetworks/subnets" });
  assert.equal(parsed.ok, true);
  assert.equal(parsed.id.name, "default");
  assert.equal(parsed.id.resourceGroup, "group");
  assert.equal(parsed.id.canonical, id);
  const wrong = api.parseResourceId("my-subnet");
  assert.equal(wrong.ok, false);
  assert.equal(wrong.ok, wrong.report.valid);
});

test("targets say what each place is for, the kinds among them", () => {
  const all = api.targets();
  const kinds = all.filter(({ isCompute }) => isCompute);
  assert.deepEqual(
    kinds.map(({ name }) => name).sort(),
    api
      .describe()
      .map(({ kind }) => kind)
      .sort(),
  );
  for (const { name, purposes } of kinds) assert.deepEqual(api.describe(name).purposes, purposes);
  const serving = (purpose) =>
    all.filter(({ purposes }) => purposes.includes(purpose)).map(({ name }) => name);
  assert.deepEqual(serving("batch-inference"), ["AmlCompute", "Kubernetes"]);
  // Made with a deployment, or after it: neither created nor attached.
  for (const name of ["local", "ContainerInstance", "Functions", "IoTEdge"]) {
    assert.equal(all.find((target) => target.name === name).isCompute, false);
  }
});

test("describe, explain and codes agree with each other", () => {
  const all = api.describe();
  assert.ok(all.length > 0);
  for (const kind of all) {
    assert.deepEqual(api.describe(kind.kind), kind);
    const groups = new Set(kind.groups.map(({ id }) => id));
    for (const field of kind.fields) assert.ok(groups.has(field.group), field.path);
  }
  assert.throws(() => api.describe("Abacus"), { name: "TypeError" });
  const codes = api.codes();
  assert.equal(new Set(codes).size, codes.length);
  for (const code of codes) assert.equal(api.explain(code).code, code);
  assert.throws(() => api.explain("no/such-code"), { name: "TypeError" });
});

test("the version is that of the package and of the crate", () => {
  const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  assert.equal(api.version, version);
});

test("localize fills the words of a translation", () => {
  const report = api.validate(swapped);
  const russian = api.localize(report, {
    "scale/min-above-max": { message: "минимум {min} больше максимума {max}", help: { "": "исправьте" } },
    "text/not-json": { message: "x" },
  });
  const before = report.diagnostics.find(({ code }) => code === "scale/min-above-max");
  const after = russian.diagnostics.find(({ code }) => code === "scale/min-above-max");
  assert.match(after.message, /^минимум .* больше максимума/);
  assert.equal(after.help, "исправьте");
  assert.equal(after.path, before.path);
  assert.notEqual(before.message, after.message);
  assert.equal(russian.diagnostics.length, report.diagnostics.length);
});
