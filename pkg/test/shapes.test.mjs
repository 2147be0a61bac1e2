/**
 * What the crate writes against what the types declare, both ways: every answer fits its type with no member that
 * is not declared, and every declared member is one that the crate writes. The answers come from all case files,
 * all tables and the emulator.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import * as api from "../dist/esm/node.js";
import { startEmulator } from "./emulator.mjs";

const pkg = join(dirname(fileURLToPath(import.meta.url)), "..");
/** Members whose values are words of a type: samples that differ in them are all kept. */
const WORDS =
  /^(severity|kind|op|applicability|effect|action|method|reason|architecture|status|mlSupport|type|rank|outcome|unit)$/;
/** Declared for whoever writes patches by hand, or for what only some services say. */
const NOT_SEEN = {
  Progress: ["state", "allocationState", "nodeStateCounts", "provisioningState", "errors", "percent"],
};

/** Samples by the name of their type, one of each shape. */
const samples = new Map();
const seen = new Map();

function add(name, sample) {
  if (!samples.has(name)) {
    samples.set(name, new Map());
    seen.set(name, new Set());
  }
  for (const member of Object.keys(sample)) seen.get(name).add(member);
  samples.get(name).set(shapeOf(sample), sample);
}

function shapeOf(value, member = "") {
  if (Array.isArray(value)) return `[${[...new Set(value.map((each) => shapeOf(each, member)))].sort()}]`;
  if (typeof value === "object" && value !== null) {
    return `{${Object.entries(value).map(([key, each]) => `${key}:${shapeOf(each, key)}`)}}`;
  }
  return WORDS.test(member) && typeof value === "string" ? JSON.stringify(value) : typeof value;
}

function addReport({ diagnostics, ...rest }) {
  add("Report", { ...rest, diagnostics: [] });
  for (const diagnostic of diagnostics) {
    add("Diagnostic", diagnostic);
    const { expected, fix, range } = diagnostic;
    if (expected) add("Expected", expected);
    if (range) add("Position", range.start);
    if (!fix) continue;
    add("Fix", fix);
    for (const operation of fix.patch) add("JsonPatchOperation", operation);
  }
}

function addPlan({ report, changes, error: _, ...rest }) {
  addReport(report);
  for (const change of changes) add("PlanChange", change);
  add("Plan", { ...rest, changes: [], report: { ...report, diagnostics: [] } });
}

let emulator;
before(async () => {
  emulator = await startEmulator("--speed", "1000");
});
after(() => emulator?.stop());

function collectTables() {
  for (const description of api.describe()) {
    add("KindDescription", { ...description, fields: [] });
    for (const field of description.fields) add("FieldDescription", field);
  }
  for (const target of api.targets()) add("ComputeTarget", target);
  for (const code of api.codes()) {
    const explanation = api.explain(code);
    add("CodeExplanation", explanation);
    for (const evidence of explanation.evidence) add("Evidence", evidence);
  }
  for (const size of api.vmSizes()) add("VmSize", size);
  for (const name of ["Standard_NC24ads_A100_v4", "standard_ds3", "Standard_X9_v9", "x y"]) {
    const parsed = api.parseVmSize(name);
    add("ParsedVmSize", { ...parsed, report: { ...parsed.report, diagnostics: [] } });
    if (parsed.size) add("VmSize", parsed.size);
    addReport(parsed.report);
  }
}

function collectCases() {
  const folder = join(pkg, "../tests/cases");
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.name.endsWith(".json")) continue;
    addReport(api.validate(readFileSync(join(entry.parentPath ?? entry.path, entry.name), "utf8")));
  }
  const group = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg";
  for (const id of [`${group}/providers/Microsoft.Network/virtualNetworks/v/subnets/s`, group, "/x", "x"]) {
    const parsed = api.parseResourceId(id);
    add("ParsedResourceId", { ...parsed, report: { ...parsed.report, diagnostics: [] } });
    if (parsed.id) add("ParsedId", parsed.id);
    for (const parent of parsed.id?.parents ?? []) add("IdParent", parent);
    addReport(parsed.report);
  }
  for (const [what, name] of [
    ["AmlCompute", "a"],
    ["storageAccount", "A-B"],
    ["workspace", "x y"],
  ])
    addReport(api.checkName(what, name));
}

async function collectPlans() {
  const client = emulator.client({ retry: { maxRetries: 0 } });
  const body = (maxNodeCount, vmSize = "Standard_DS3_v2") => ({
    location: "westeurope",
    properties: {
      computeType: "AmlCompute",
      properties: {
        vmSize,
        scaleSettings: { minNodeCount: 0, maxNodeCount },
        userAccountCredentials: { adminUserName: "azureuser", adminUserPassword: "Sup3r-secret-Pa55" },
      },
    },
  });
  addPlan(await client.plan("cpu", body(2)));
  const poller = client.ensure("cpu", body(2));
  poller.onProgress((progress) => add("Progress", progress));
  const { plan, resource: _, ...result } = await poller;
  addPlan(plan);
  add("EnsureResult", {
    ...result,
    resource: {},
    plan: { ...plan, changes: [], report: { ...plan.report, diagnostics: [] } },
  });
  for (const wanted of [body(2), body(4), body(2, "Standard_NC6s_v3"), body(-1)])
    addPlan(await client.plan("cpu", wanted));
  const instance = {
    location: "westeurope",
    properties: { computeType: "ComputeInstance", properties: { vmSize: "Standard_DS3_v2" } },
  };
  await client.create("instance-x", instance, { until: "steady" });
  instance.properties.properties.vmSize = "Standard_DS4_v2";
  addPlan(await client.plan("instance-x", instance));
  await emulator.control("faults", { status: 401 });
  addPlan(await client.plan("cpu", body(2)));
  addReport(await client.preflight("cpu", body(400)));
}

/** Names of the members of a declared type; of a union those of all its parts. */
function declared(program, name) {
  const checker = program.getTypeChecker();
  const index = program.getSourceFile(join(pkg, "dist/types/index.d.ts"));
  const symbol = checker
    .getExportsOfModule(checker.getSymbolAtLocation(index))
    .find((each) => each.name === name);
  assert.ok(symbol, `a type ${name}`);
  const actual = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const type = checker.getDeclaredTypeOfSymbol(actual);
  const parts = type.isUnion() ? type.types : [type];
  return new Set(parts.flatMap((part) => checker.getPropertiesOfType(part).map((member) => member.name)));
}

test("what the crate writes is what the types declare", async () => {
  collectTables();
  collectCases();
  await collectPlans();
  const names = [...samples.keys()];
  const lines = names.map((name) => {
    const values = [...samples.get(name).values()].map((value) => `  ${JSON.stringify(value)},\n`).join("");
    return `export const of${name}: readonly ${name}[] = [\n${values}];\n`;
  });
  const file = join(pkg, "dist/samples-test.ts");
  writeFileSync(file, `import type { ${names.join(", ")} } from "./types/index.js";\n${lines.join("")}`);
  try {
    const program = ts.createProgram([file], {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.asynciterable.d.ts"],
      types: [],
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
    });
    const faults = ts.getPreEmitDiagnostics(program).map(({ messageText, start, file: source }) => {
      const at = source?.text.slice(source.text.lastIndexOf("\n", start) + 1, start + 60) ?? "";
      return `${ts.flattenDiagnosticMessageText(messageText, "\n")}\n  ${at.slice(-160)}`;
    });
    assert.deepEqual(faults, []);
    for (const name of names) {
      const written = seen.get(name);
      const missing = [...declared(program, name)].filter((member) => !written.has(member));
      const allowed = [...(NOT_SEEN[name] ?? []), ...(name === "Plan" ? ["error"] : [])];
      assert.deepEqual(
        missing.filter((member) => !allowed.includes(member)),
        [],
        `${name}: declared, never written`,
      );
    }
  } finally {
    rmSync(file);
  }
});

test("every sort of expectation and every severity came up", () => {
  const words = (name, member) => new Set([...samples.get(name).values()].map((sample) => sample[member]));
  assert.deepEqual([...words("Expected", "kind")].sort(), [
    "absent",
    "format",
    "length",
    "oneOf",
    "present",
    "range",
    "type",
  ]);
  assert.deepEqual([...words("Diagnostic", "severity")].sort(), ["error", "info", "warning"]);
  assert.ok(samples.get("Diagnostic").size > 100, `${samples.get("Diagnostic").size} shapes`);
});
