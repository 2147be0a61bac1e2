/** Deployment templates: conversions tell what only a deployment knows. */
import assert from "node:assert/strict";
import { describe as suite, test } from "node:test";
import { convert, validate } from "azureml-compute";

const TYPE = "Microsoft.MachineLearningServices/workspaces/computes";
const EVERY = [
  "arm",
  "cli-v2",
  "sdk-v1",
  "arm-template",
  "bicep",
  "terraform",
  "az-cli",
  "python-v1",
  "python-v2",
];

const cluster = (more = {}) => ({
  type: TYPE,
  apiVersion: "2025-12-01",
  name: "forge/anvil",
  location: "norwayeast",
  ...more,
  properties: {
    computeType: "AmlCompute",
    ...more.properties,
    properties: {
      vmSize: "Standard_E4ds_v5",
      scaleSettings: { minNodeCount: 0, maxNodeCount: 2 },
      ...more.properties?.properties,
    },
  },
});
const template = (resources, more = {}) => ({
  $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  contentVersion: "1.0.0.0",
  ...more,
  resources,
});
const lostOf = ({ report }) =>
  report.diagnostics.filter(({ code }) => code === "convert/lost-member").map(({ path }) => path);

suite("what only a deployment knows", () => {
  const ID = "/identity/userAssignedIdentities";
  const open = (type, other) =>
    template(
      [
        cluster({
          identity: {
            type,
            userAssignedIdentities: other ?? "[createObject(parameters('who'), createObject())]",
          },
        }),
      ],
      { parameters: { who: { type: "string" } } },
    );

  test("a key that is not known is told in every format, and what is written is accepted", () => {
    for (const type of ["UserAssigned", "SystemAssigned,UserAssigned"]) {
      for (const to of EVERY) {
        const made = convert(open(type), { from: "arm-template", to });
        const told = made.report.diagnostics.filter(({ path }) => path === `/resources/0${ID}`);
        assert.ok(told.length > 0, `${to}: ${JSON.stringify(made.report.diagnostics)}`);
        const words = ["arm-template", "bicep"].includes(to) ? /becomes a parameter in/ : /left out/;
        assert.ok(
          told.some(({ message }) => words.test(message) && message.includes("who")),
          JSON.stringify(told),
        );
        assert.ok(!made.text.includes("parameters('who')"), made.text);
        if (["arm", "arm-template"].includes(to)) {
          const format = to;
          assert.equal(validate(made.text, { format }).counts.error, 0, made.text);
        }
      }
    }
    const { resources, parameters } = JSON.parse(
      convert(open("UserAssigned"), { from: "arm-template", to: "arm-template" }).text,
    );
    const [key] = Object.keys(resources[0].identity.userAssignedIdentities);
    assert.equal(parameters[/^\[parameters\('(\w+)'\)\]$/.exec(key)[1]].type, "string");
    const file = convert(open("UserAssigned"), { from: "arm-template", to: "bicep" }).text;
    const [, name] = /'\$\{(\w+)\}': \{\}/.exec(file);
    assert.match(file, new RegExp(`^param ${name} string$`, "m"));
  });

  test("what is known beside it stays", () => {
    const known =
      "/subscriptions/0a7c1f52-6b1d-4e2b-9c55-3f1e8d7a6b40/resourceGroups/lab/providers/Microsoft.ManagedIdentity/userAssignedIdentities/smith";
    const input = open("UserAssigned", { [known]: {}, "[parameters('who')]": {} });
    for (const to of EVERY) {
      const made = convert(input, { from: "arm-template", to });
      assert.ok(
        lostOf(made).some((path) => path.startsWith(`/resources/0${ID}`)),
        to,
      );
      if (!["sdk-v1", "python-v1"].includes(to))
        assert.ok(made.text.includes("/smith"), `${to} ${made.text}`);
      assert.ok(!made.text.includes("parameters('who')"), `${to} ${made.text}`);
    }
  });

  test("keys of other maps, with all that is below them", () => {
    const input = template([cluster({ tags: { "[parameters('who')]": "x", kept: "y" } })], {
      parameters: { who: { type: "string" } },
    });
    for (const to of EVERY) {
      const made = convert(input, { from: "arm-template", to });
      const paths = lostOf(made);
      assert.ok(paths.includes("/resources/0/tags/[parameters('who')]"), `${to} ${paths}`);
      assert.ok(!made.text.includes("parameters('who')"), made.text);
    }
  });

  test("a loop and a condition that are known are no loss", () => {
    const name = "[format('forge/anvil{0}', copyIndex())]";
    const input = template(
      [
        { ...cluster({ name }), copy: { name: "each", count: "[parameters('many')]" } },
        { ...cluster({ name: "forge/hammer" }), condition: "[not(equals(parameters('many'), 1))]" },
      ],
      { parameters: { many: { type: "int", defaultValue: 3 } } },
    );
    for (const to of ["bicep", "arm-template", "terraform"]) {
      const made = convert(input, { from: "arm-template", to });
      assert.deepEqual(
        made.computes.map((compute) => compute.name),
        ["anvil0", "anvil1", "anvil2", "hammer"],
      );
      const told = made.report.diagnostics.filter(({ path }) => /copy|condition/.test(path));
      assert.deepEqual(told, [], to);
    }
    const { report } = convert(input, {
      from: "arm-template",
      to: "bicep",
      parameters: { many: 1 },
    });
    assert.deepEqual(
      report.diagnostics.filter(({ path }) => /copy|condition/.test(path)),
      [],
    );
  });

  test("those that are not are told, also of the deployment around", () => {
    const inner = { ...cluster(), condition: "[parameters('wanted')]" };
    const around = {
      type: "Microsoft.Resources/deployments",
      apiVersion: "2022-09-01",
      name: "inner",
      condition: "[equals(reference('elsewhere').outputs.on.value, 1)]",
      properties: { mode: "Incremental", template: template([inner]) },
    };
    const input = template([around], { parameters: { wanted: { type: "bool" } } });
    const told = lostOf(convert(input, { from: "arm-template", to: "bicep" }));
    const base = "/resources/0";
    assert.deepEqual(
      told.filter((path) => path.endsWith("/condition")).sort(),
      [`${base}/condition`, `${base}/properties/template/resources/0/condition`].sort(),
    );
  });

  test("null is nothing, and a name that can be resolved is written", () => {
    const input = template(
      [cluster({ name: "[concat('forge/', variables('pool'))]", tags: "[json('null')]" })],
      { variables: { pool: "bellows" } },
    );
    for (const to of EVERY) {
      const made = convert(input, { from: "arm-template", to });
      assert.ok(made.text.includes("bellows") && !made.text.includes("null"), `${to}\n${made.text}`);
      assert.ok(
        lostOf(made).every((path) => !/name|tags/.test(path)),
        to,
      );
    }
  });
});
