/** Conversions of templates: what only a deployment knows is asked for again, what is known is written as it is. */
import assert from "node:assert/strict";
import { describe as suite, test } from "node:test";
import { convert, validate } from "azureml-compute";
import { caseFiles } from "./case-files.mjs";

const TYPE = "Microsoft.MachineLearningServices/workspaces/computes";
const template = (resource, more = {}) => ({
  $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  contentVersion: "1.0.0.0",
  parameters: {
    who: { type: "string" },
    many: { type: "int" },
    shut: { type: "bool" },
    all: { type: "object" },
  },
  ...more,
  resources: [resource],
});
const cluster = (more = {}, inner = {}) => ({
  type: TYPE,
  apiVersion: "2025-12-01",
  name: "atelier/pool",
  location: "[resourceGroup().location]",
  ...more,
  properties: {
    computeType: "AmlCompute",
    ...more.properties,
    properties: {
      vmSize: "Standard_E8ds_v5",
      scaleSettings: { minNodeCount: 0, maxNodeCount: 3, nodeIdleTimeBeforeScaleDown: "PT10M" },
      ...inner,
    },
  },
});
/** Apart from its bracket: in a text of ours both would look like a mistake. */
const DOLLAR = "$";
const to = (format, input) => convert(input, { from: "arm-template", to: format });
const told = ({ report }) =>
  report.diagnostics.filter(({ code }) => code === "convert/lost-member").map(({ path }) => path);

suite("a value that only a deployment knows", () => {
  const input = template(
    cluster(
      {
        tags: { owner: "[parameters('who')]", made: "[concat('by ', parameters('who'))]" },
        properties: { disableLocalAuth: "[parameters('shut')]" },
      },
      {
        scaleSettings: { minNodeCount: 0, maxNodeCount: "[parameters('many')]" },
        subnet: { id: "[resourceId('Microsoft.Network/virtualNetworks/subnets', parameters('who'), 'own')]" },
        propertyBag: "[parameters('all')]",
      },
    ),
  );
  const paths = [
    "/resources/0/tags/owner",
    "/resources/0/tags/made",
    "/resources/0/properties/disableLocalAuth",
    "/resources/0/properties/properties/scaleSettings/maxNodeCount",
    "/resources/0/properties/properties/subnet/id",
    "/resources/0/properties/properties/propertyBag",
  ];

  test("is a parameter of its type in a template", () => {
    const made = to("arm-template", input);
    const { parameters, resources } = JSON.parse(made.text);
    assert.deepEqual(parameters.tagOwner, { type: "string" });
    assert.deepEqual(parameters.maxNodeCount, { type: "int" });
    assert.deepEqual(parameters.disableLocalAuth, { type: "bool" });
    assert.equal(resources[0].tags.owner, "[parameters('tagOwner')]");
    assert.equal(resources[0].properties.properties.subnet.id, "[parameters('subnetId')]");
    assert.deepEqual(told(made).sort(), paths.toSorted());
    assert.equal(validate(made.text, { format: "arm-template" }).counts.error, 0);
    // Read again, it is the same: the same members are asked for.
    const again = to("arm-template", made.text);
    assert.deepEqual(JSON.parse(again.text).parameters, parameters);
  });

  test("is a parameter of its type in Bicep, and a variable in Terraform", () => {
    const { text } = to("bicep", input);
    for (const line of ["param maxNodeCount int", "param disableLocalAuth bool", "param tagOwner string"]) {
      assert.match(text, new RegExp(`^${line}$`, "m"));
    }
    assert.match(text, /^ {4}owner: tagOwner$/m);
    const made = to("terraform", input);
    assert.match(made.text, /variable "max_node_count" \{\n {2}type = number\n\}/);
    assert.match(made.text, /maxNodeCount += var\.max_node_count/);
    assert.match(made.text, /owner += var\.tag_owner/);
    assert.ok(!/"\[/.test(made.text), made.text);
  });

  test("in azurerm's words as well, and no variable stands there that nothing uses", () => {
    const settings = {
      minNodeCount: 0,
      maxNodeCount: "[parameters('many')]",
      nodeIdleTimeBeforeScaleDown: "PT5M",
    };
    const { text } = to("terraform", template(cluster({}, { scaleSettings: settings })));
    assert.match(text, /resource "azurerm_machine_learning_compute_cluster"/);
    assert.match(text, /max_node_count += var\.max_node_count/);
    const properties = { computeType: "ComputeInstance", properties: { vmSize: "Standard_E8ds_v5" } };
    const instance = { ...cluster(), name: "atelier/desk-one", properties };
    const desk = to("terraform", template(instance));
    assert.match(desk.text, /azurerm_machine_learning_compute_instance/);
    assert.ok(!desk.text.includes("location"), desk.text);
    assert.deepEqual(told(desk), []);
  });

  test("what means the same in every template is a default, and no loss", () => {
    const through = template(cluster({ location: "[parameters('place')]" }), {
      parameters: { place: { type: "string", defaultValue: "[resourceGroup().location]" } },
    });
    for (const plain of [template(cluster()), through]) {
      const made = to("arm-template", plain);
      assert.deepEqual(JSON.parse(made.text).parameters.location, {
        type: "string",
        defaultValue: "[resourceGroup().location]",
      });
      assert.deepEqual(told(made), []);
      // Terraform knows no such expression: its variable has no default.
      assert.ok(told(to("terraform", plain)).includes("/resources/0/location"));
      assert.match(to("bicep", plain).text, /^param location string = resourceGroup\(\)\.location$/m);
    }
  });

  test("a secret among them stays one", () => {
    const account = { adminUserName: "smith", adminUserPassword: "[parameters('who')]" };
    const secret = template(cluster({}, { userAccountCredentials: account }));
    const { text } = to("arm-template", secret);
    assert.deepEqual(JSON.parse(text).parameters.adminUserPassword, { type: "secureString" });
    assert.match(
      to("terraform", secret).text,
      /variable "admin_user_password" \{\n {2}type += string\n {2}sensitive = true/,
    );
  });
});

suite("a text in brackets that is no expression", () => {
  const tags = {
    doubled: "[[parameters('who')]",
    made: "[concat('[', 'x]')]",
    open: "[not closed",
    dollar: `${DOLLAR}{who}`,
    quoted: "it's \\ 'so'",
    "[[a key]": "x",
  };
  const known = {
    doubled: "[parameters('who')]",
    made: "[x]",
    open: "[not closed",
    dollar: `${DOLLAR}{who}`,
    quoted: "it's \\ 'so'",
    "[a key]": "x",
  };

  test("is the same text in every format, and no loss", () => {
    const closed = { remoteLoginPortPublicAccess: "Disabled" };
    const input = template(cluster({ location: "norwayeast", tags }, closed));
    for (const format of ["arm", "arm-template", "bicep", "terraform"]) {
      const made = to(format, input);
      assert.deepEqual(told(made), [], format);
      assert.ok(!/param(eter)? who|var\.who/.test(made.text), made.text);
    }
    assert.deepEqual(JSON.parse(to("arm", input).text).tags, known);
    const written = JSON.parse(to("arm-template", input).text).resources[0].tags;
    assert.equal(written.doubled, "[[parameters('who')]");
    assert.equal(written.made, "[[x]");
    assert.equal(written["[[a key]"], "x");
    const again = to("arm", to("arm-template", input).text);
    assert.deepEqual(JSON.parse(again.text).tags, known);
    assert.match(to("bicep", input).text, /doubled: '\[parameters\(\\'who\\'\)\]'/);
    assert.match(to("bicep", input).text, /dollar: '\\\$\{who\}'/);
    assert.match(to("terraform", input).text, /dollar += "\$\$\{who\}"/);
  });

  test("also where it comes from a document of another format", () => {
    const body = {
      name: "pool",
      location: "norwayeast",
      tags: { a: "[draft]" },
      ...{ properties: cluster().properties },
    };
    const made = convert(body, { to: "arm-template" });
    assert.equal(JSON.parse(made.text).resources[0].tags.a, "[[draft]");
    const yaml = {
      type: "amlcompute",
      name: "pool",
      size: "Standard_E8ds_v5",
      max_instances: 2,
      tags: { a: "[draft]" },
    };
    const other = convert(yaml, { from: "cli-v2", to: "bicep" });
    assert.match(other.text, /a: '\[draft\]'/);
    assert.ok(
      told(other).every((path) => !path.startsWith("/tags")),
      JSON.stringify(told(other)),
    );
  });
});

suite("what comes of every template among the cases", () => {
  /** How each format names a parameter where it declares one, and where it uses one. */
  const NAMES = {
    "arm-template": (text) => {
      const { parameters, resources } = JSON.parse(text);
      const used = [...JSON.stringify(resources).matchAll(/parameters\('(\w+)'\)/g)];
      return [Object.keys(parameters), used.map(([, name]) => name)];
    },
    bicep: (text) => {
      const declared = [...text.matchAll(/^param (\w+) /gm)].map(([, name]) => name);
      const values = text
        .replaceAll(/'(?:[^'\\$]|\\.|\$(?!\{))*'/g, "''")
        .replaceAll(/^(?:param|@|output|resource).*/gm, "");
      const used = [...values.matchAll(/(?:[:[] *|\$\{|^ +)([A-Za-z]\w*)(?=\}|$)/gm)].map(([, name]) => name);
      const own = [
        "true",
        "false",
        "null",
        ...[...text.matchAll(/^resource (\w+) /gm)].map(([, name]) => name),
      ];
      return [declared, used.filter((name) => !own.includes(name))];
    },
    terraform: (text) => {
      const declared = [...text.matchAll(/^variable "(\w+)"/gm)].map(([, name]) => name);
      return [declared, [...text.matchAll(/(?<![\w$])var\.(\w+)/g)].map(([, name]) => name)];
    },
  };

  test("refers to nothing that it does not declare, and declares nothing in vain", () => {
    let texts = 0;
    for (const { name, body, from, options } of caseFiles()) {
      if (from !== "arm-template") continue;
      for (const [format, namesOf] of Object.entries(NAMES)) {
        const { text } = convert(body, { from, to: format, ...options });
        if (text === "") continue;
        texts += 1;
        const [declared, used] = namesOf(text).map((names) => [...new Set(names)].sort());
        assert.deepEqual(used, declared, `${name} to ${format}\n${text}`);
        if (format !== "arm-template") continue;
        const again = validate(text, { format });
        const wrong = again.diagnostics.filter(({ code }) => /^template\/(?:ref|exp|par)/.test(code));
        assert.deepEqual(wrong, [], `${name}\n${text}`);
      }
    }
    assert.ok(texts > 60, `${texts}`);
  });
});
