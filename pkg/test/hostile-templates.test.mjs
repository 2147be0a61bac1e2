/**
 * Templates that would grow, recur or go on for ever if somebody evaluated them without care: each is answered with
 * a finding, in bounded time, by checks and conversions alike, and the next call works.
 */
import assert from "node:assert/strict";
import { afterEach, describe as suite, test } from "node:test";
import { convert, validate } from "azureml-compute";

const SCHEMA = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";
/** Longest that one call may take, on a machine that builds something else at the same time. */
const MOST = 10_000;

const cluster = (more = {}) => ({
  type: "Microsoft.MachineLearningServices/workspaces/computes",
  apiVersion: "2025-12-01",
  name: "forge/anvil",
  location: "norwayeast",
  ...more,
  properties: {
    computeType: "AmlCompute",
    properties: {
      vmSize: "Standard_E4ds_v5",
      scaleSettings: { minNodeCount: 0, maxNodeCount: 2, nodeIdleTimeBeforeScaleDown: "PT5M" },
    },
  },
});
const template = (parts) => ({
  $schema: SCHEMA,
  contentVersion: "1.0.0.0",
  resources: [cluster({ tags: { it: "[variables('it')]" } })],
  ...parts,
});
const deployment = (inner, more = {}) => ({
  type: "Microsoft.Resources/deployments",
  apiVersion: "2024-03-01",
  name: "[format('part-{0}', copyIndex())]",
  ...more,
  properties: { mode: "Incremental", expressionEvaluationOptions: { scope: "inner" }, template: inner },
});

/** Variables of which each is made of the one before. */
function chain(length, first, next) {
  const names = Array.from({ length }, (_, at) => [`v${at + 1}`, next(`variables('v${at}')`)]);
  return template({
    variables: Object.fromEntries([["v0", first], ...names, ["it", `[variables('v${length}')]`]]),
  });
}

const it = (expression, more = {}) => template({ variables: { ...more, it: `[${expression}]` } });
const nested = (depth, wrap, inside) => Array.from({ length: depth }).reduce(wrap, inside);
const copies = (name, count, input) => ({ copy: [{ name, count, input }] });

function answered(given, ...codes) {
  const text = typeof given === "string" ? given : JSON.stringify(given);
  const began = performance.now();
  const report = validate(text, { format: "arm-template" });
  const made = convert(text, { from: "arm-template", to: "bicep" });
  const took = performance.now() - began;
  assert.ok(took < MOST, `${took} ms`);
  const found = report.diagnostics.map(({ code }) => code);
  for (const code of codes) assert.ok(found.includes(code), `${code}: ${JSON.stringify(found.slice(0, 20))}`);
  assert.ok(made.text.length < 20_000_000, `${made.text.length}`);
  return report;
}

afterEach(() => {
  const report = validate(template({ variables: { it: "x" } }), { format: "arm-template" });
  assert.deepEqual([report.valid, report.counts.error], [true, 0]);
});

suite("what grows", () => {
  test("texts, lists and objects that double", () => {
    const twice = (before) => `[concat(${before}, ${before})]`;
    answered(chain(60, "0123456789", twice), "template/limit");
    answered(chain(60, [1, 2, 3], twice), "template/limit");
    answered(
      chain(60, { a: 1 }, (before) => `[createObject('l', ${before}, 'r', ${before})]`),
      "template/limit",
    );
    answered(
      chain(40, 1, (before) => ({ l: `[${before}]`, r: [`[${before}]`] })),
      "template/limit",
    );
    answered(
      chain(40, "ab", (before) => `[replace(${before}, 'a', ${before})]`),
      "template/limit",
    );
    answered(
      chain(40, "ab", (before) => `[format('{0}{0}{0}', ${before})]`),
      "template/limit",
    );
    answered(
      chain(40, "ab", (before) => `[base64(${before})]`),
      "template/limit",
    );
  });

  test("loops inside of loops", () => {
    const inside = nested(6, (input, _, at) => copies(`c${at}`, 800, input), "[copyIndex('c0')]");
    answered(template({ variables: { it: inside } }), "template/limit");
    const own = cluster({ name: "[concat('forge/c', copyIndex())]" });
    const inner = template({ resources: [{ ...own, copy: { name: "each", count: 800 } }] });
    const loop = { copy: { name: "parts", count: 800 } };
    answered(template({ resources: [deployment(inner, loop)] }), "template/limit");
    for (const count of [801, 1e12, -1]) {
      answered(template({ resources: [{ ...cluster(), copy: { name: "each", count } }] }), "template/copies");
    }
  });

  test("functions that go through lists inside of lists", () => {
    answered(it("map(range(0, 10000), lambda('i', map(range(0, 10000), lambda('j', 1))))"), "template/limit");
    answered(
      it(
        "reduce(range(0, 10000), createArray(), lambda('a', 'b', concat(lambdaVariables('a'), range(0, 99))))",
      ),
      "template/limit",
    );
    answered(
      it("filter(range(0, 10000), lambda('i', contains(range(0, 10000), lambdaVariables('i'))))"),
      "template/limit",
    );
    answered(
      it("sort(range(0, 1000), lambda('a', 'b', less(length(range(0, 10000)), lambdaVariables('b'))))"),
      "template/limit",
    );
    // A range that the resource manager refuses is nothing that is known.
    answered(it("length(range(0, 2147483647))"));
    answered(it("padLeft('x', 2147483647, 'y')"), "template/limit");
  });
});

suite("what recurs", () => {
  test("variables, parameters and functions that need themselves", () => {
    answered(it("variables('it')"), "template/reference");
    answered(it("variables('b')", { b: "[variables('c')]", c: "[variables('b')]" }), "template/reference");
    const parameters = { a: { type: "string", defaultValue: "[parameters('a')]" } };
    answered({ ...it("parameters('a')"), parameters }, "template/reference");
    const output = {
      type: "string",
      value: "[concat(own.again(parameters('x')), own.again(parameters('x')))]",
    };
    const again = { parameters: [{ name: "x", type: "string" }], output };
    const functions = [{ namespace: "own", members: { again } }];
    answered({ ...it("own.again('x')"), functions }, "template/limit");
  });

  test("a module that passes its parameter on to itself", () => {
    const inner = nested(
      12,
      (resource) =>
        deployment({
          ...template({ resources: [resource] }),
          parameters: { a: { type: "string", defaultValue: "[concat(parameters('a'), 'x')]" } },
        }),
      cluster({ tags: { it: "[parameters('a')]" } }),
    );
    answered(template({ resources: [inner] }), "template/reference");
  });
});

suite("what is deep or large", () => {
  test("calls inside of calls, members of members, values in values", () => {
    answered(it(`${"not(".repeat(5000)}true()${")".repeat(5000)}`), "template/limit");
    answered(it(`variables('a')${".b".repeat(5000)}`, { a: {} }), "template/limit");
    answered(it(`variables('a')${"[0]".repeat(5000)}`, { a: [] }), "template/limit");
    answered(
      chain(3000, "x", (before) => `[${before}]`),
      "template/limit",
    );
    answered(`{"$schema":"${SCHEMA}","resources":${"[".repeat(100_000)}`, "text/limit");
  });

  test("modules down to where a document may not go", () => {
    const inner = nested(40, (resource) => deployment(template({ resources: [resource] })), cluster());
    answered(template({ resources: [inner] }), "text/limit");
  });

  test("as much as the resource manager takes, and more", () => {
    const fill = (bytes) => {
      const one = { type: "string", metadata: { description: "x".repeat(900) } };
      return Object.fromEntries(Array.from({ length: bytes / 1000 }, (_, at) => [`p${at}`, one]));
    };
    const large = JSON.stringify({ ...it("'x'"), parameters: fill(4_000_000) });
    assert.ok(large.length > 3_500_000 && large.length < 4_194_304, `${large.length}`);
    const report = answered(large);
    assert.deepEqual([report.valid, report.counts.error], [true, 0], JSON.stringify(report.diagnostics[0]));
    answered(JSON.stringify({ ...it("'x'"), parameters: fill(5_000_000) }), "text/limit");
  });

  test("ten thousand computes, and ten thousand conditions", () => {
    const many = Array.from({ length: 10_000 }, (_, at) => cluster({ name: `forge/c${at}` }));
    answered(JSON.stringify(template({ resources: many })), "template/limit");
    const parameters = Object.fromEntries(
      Array.from({ length: 2000 }, (_, at) => [`p${at}`, { type: "bool" }]),
    );
    const tags = Object.fromEntries(
      Array.from({ length: 2000 }, (_, at) => [`t${at}`, `[if(parameters('p${at}'), 'a', 'b')]`]),
    );
    answered(template({ parameters, resources: [cluster({ tags })] }));
  });
});
