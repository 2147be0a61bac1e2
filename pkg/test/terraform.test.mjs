// biome-ignore-all lint/suspicious/noTemplateCurlyInString: texts of other languages look things up so
/** Terraform is read: verdicts, codes and lines; fixes that keep comments; whatever is unknown stays silent. */
import assert from "node:assert/strict";
import { describe as suite, test } from "node:test";
import { validate } from "azureml-compute";
import { applyFixTerraform, convertTerraform, validateTerraform } from "azureml-compute/terraform";
import { PLAN } from "./terraform-files.mjs";

const WORKSPACE =
  "/subscriptions/0c6d8fb4-53b5-4d9a-8a0f-7b1f9c3a2e41/resourceGroups/forecast/providers/Microsoft.MachineLearningServices/workspaces/forecast";
const cluster = (rest = "", scale = "min_node_count = 0\n    max_node_count = 4") => `
resource "azurerm_machine_learning_compute_cluster" "pool" {
  name                          = "training"
  location                      = "northeurope"
  machine_learning_workspace_id = "${WORKSPACE}"
  vm_priority                   = "Dedicated"
  vm_size                       = "Standard_E8s_v5"
${rest}
  scale_settings {
    ${scale}
    scale_down_nodes_after_idle_duration = "PT15M"
  }
}
`;
const azapi = (body) => `
resource "azapi_resource" "pool" {
  type      = "Microsoft.MachineLearningServices/workspaces/computes@2025-06-01"
  name      = "training"
  parent_id = "${WORKSPACE}"
  location  = "northeurope"
  body = ${body}
}
`;

/** Findings that matter, as `line code`. */
const told = (text, options) =>
  validateTerraform(text, options)
    .diagnostics.filter(({ severity }) => severity !== "info")
    .map(({ code, range }) => `${range.start.line} ${code}`);

suite("terraform", () => {
  test("findings stand at the lines of the file", () => {
    for (const [text, wanted] of [
      [cluster(), []],
      [cluster("", "min_node_count = 5\n    max_node_count = 2"), ["10 scale/min-above-max"]],
      [cluster('  ssh {\n    admin_username = "operator"\n  }'), ["8 terraform/no-credential"]],
      [cluster("  vm_sise = 3"), ["8 terraform/unknown-argument"]],
      [cluster('  tags = "a"'), ["8 terraform/value"]],
      [cluster('  identity = { type = "SystemAssigned" }'), ["8 terraform/value"]],
      [cluster('  local_auth_enabled = "true"\n  description = 4'), []],
      [cluster().replace(/ {2}vm_priority.*\n/, ""), ["2 terraform/missing-argument"]],
      [cluster().replace("Dedicated", "low_priority"), ["6 terraform/value"]],
      [cluster().replace("training", "training_pool"), ["3 name/characters"]],
      [cluster().replace(/ {2}scale_settings \{[^}]*\}/, ""), ["2 terraform/missing-argument"]],
      [
        azapi('{\n    properties = {\n      computeType = "AmlComputes"\n    }\n  }'),
        ["9 envelope/kind-unknown"],
      ],
      [
        azapi(
          'jsonencode({\n    properties = {\n      computeType = "AmlCompute"\n      properties = {\n        vmSize = "Standard_E8s_v5"\n        scaleSettings = {\n          minNodeCount = 7\n          maxNodeCount = 3\n        }\n      }\n    }\n  })',
        ),
        ["13 scale/min-above-max"],
      ],
      [
        azapi(
          '<<JSON\n{\n  "properties": {\n    "computeType": "AmlCompute",\n    "description": "${var.nowhere}",\n    "properties": {\n      "vmSize": "Standard_NC6"\n    }\n  }\n}\nJSON',
        ),
        ["12 scale/missing", "13 vm-size/retired"],
      ],
    ]) {
      assert.deepEqual(told(text), wanted, text);
    }
  });

  test("the language: variables, locals, loops, functions, heredocs", () => {
    const heads = `
variable "nodes" {
  type    = object({ least = number, most = optional(number, 2) })
  default = { least = 6 }
}
locals {
  sizes = { for name in ["a", "b"] : name => upper("standard_e8s_v5") if name != "b" }
  notes = <<-EOT
    several $$\{lines} # no comment
    %{ if true }and ${"${"}join("-", ["so", "on"])}%{ endif }
  EOT
}
`;
    const text = `${heads}${cluster('  description = trimspace(local.notes)\n  for_each = toset(["x", "y"])\n', "min_node_count = var.nodes.least\n    max_node_count = var.nodes.most")}`;
    assert.deepEqual(told(text), ["4 scale/min-above-max"]);
    assert.deepEqual(told(text, { parameters: { nodes: { least: 1, most: 2 } } }), []);
    const { text: body } = convertTerraform(text, {
      to: "arm",
      select: 0,
      parameters: { nodes: { least: 1, most: 2 } },
    });
    assert.match(JSON.parse(body).properties.description, /several \$\{lines\} # no comment\n *and so-on/);
  });

  test("the JSON syntax is known by its first sign, whatever the path", () => {
    const json = JSON.stringify({
      resource: { azurerm_machine_learning_compute_cluster: { pool: { name: "training_pool" } } },
    });
    const codes = (options) => validateTerraform(json, options).diagnostics.map(({ code }) => code);
    for (const options of [{}, { path: "main.tf" }, { path: "main.tf.json" }]) {
      assert.ok(codes(options).includes("name/characters"), JSON.stringify(options));
      assert.ok(codes(options).includes("terraform/missing-argument"), JSON.stringify(options));
    }
  });

  test("what only an apply knows is silent", () => {
    for (const [name, value] of [
      ["vm_size", "var.nowhere"],
      ["vm_size", 'data.external.sizes.result["size"]'],
      ["vm_size", 'coalesce(var.nowhere, "x")'],
      ["vm_size", 'var.nowhere ? "Standard_E8s_v5" : "Standard_NC6"'],
      ["vm_size", "provider::other::size(3)"],
      ["name", '"${var.nowhere}_x"'],
      ["vm_priority", 'lookup(module.other.words, "a", "b")'],
      ["location", "azurerm_resource_group.main.location"],
    ]) {
      const text = cluster().replace(new RegExp(`  ${name} +=.*`), `  ${name} = ${value}`);
      assert.deepEqual(told(text), [], `${name} = ${value}`);
    }
    const sized = (value) => cluster().replace(/ {2}vm_size +=.*/, `  vm_size = ${value}`);
    assert.deepEqual(told(sized('var.nowhere ? "Standard_NC6" : "Standard_NC12"')), ["7 vm-size/retired"]);
    assert.deepEqual(told(sized('var.nowhere ? "Standard_NC6" : "Standard_E8s_v5"')), []);
    assert.deepEqual(told(sized('{ a = "Standard_NC6", b = "Standard_NC12" }[var.nowhere]')), [
      "7 vm-size/retired",
    ]);
    assert.deepEqual(told(cluster("  count = 0").replace("Dedicated", "x")), []);
    assert.deepEqual(told(azapi("local.body")), ["2 template/not-judged"]);
  });

  test("dynamic blocks, modules and files beside it", () => {
    const dynamic = (list) =>
      cluster(
        `  dynamic "ssh" {\n    for_each = ${list}\n    content {\n      admin_username = ssh.value\n    }\n  }`,
      );
    assert.deepEqual(told(dynamic("[]")), []);
    assert.deepEqual(told(dynamic("var.users")), []);
    assert.deepEqual(told(dynamic('["operator"]')), ["8 terraform/no-credential"]);
    const module = cluster().replace('"Standard_E8s_v5"', "var.size").replace('"training"', "var.name");
    const files = {
      "infra/pool/main.tf": `variable "size" {}\nvariable "name" {}\n${module}`,
      "infra/variables.tf": 'variable "wanted" {\n  default = "pool_1"\n}\n',
      "infra/terraform.tfvars": 'other = "x"\n',
    };
    const call =
      'module "pool" {\n  source = "./pool"\n  size   = "Standard_E8s_v5"\n  name   = var.wanted\n}\n';
    assert.deepEqual(told(call, { path: "infra/main.tf", files }), ["1 name/characters"]);
    assert.deepEqual(told(call.replace("var.wanted", '"a_b"'), { path: "infra/main.tf", files }), [
      "4 name/characters",
    ]);
    const given = { ...files, "infra/terraform.tfvars": 'wanted = "pool"\n' };
    assert.deepEqual(told(call, { path: "infra/main.tf", files: given }), []);
  });

  test("the JSON syntax", () => {
    const text = JSON.stringify(
      {
        variable: { most: { default: 2 } },
        resource: {
          azurerm_machine_learning_compute_cluster: {
            pool: {
              name: "training",
              location: "northeurope",
              machine_learning_workspace_id: WORKSPACE,
              vm_priority: "dedicated",
              vm_size: "Standard_E8s_v5",
              scale_settings: {
                min_node_count: 3,
                max_node_count: "${var.most}",
                scale_down_nodes_after_idle_duration: "PT15M",
              },
            },
          },
        },
      },
      null,
      2,
    );
    const { diagnostics } = validateTerraform(text, { path: "main.tf.json" });
    const found = diagnostics.filter(({ severity }) => severity === "error");
    assert.deepEqual(
      found.map(({ code, range }) => [code, range.start.line]),
      [
        ["terraform/value", 13],
        ["scale/min-above-max", 16],
      ],
    );
    const fixed = found.reduce((out, { fix }) => applyFixTerraform(out, fix), text);
    assert.ok(validateTerraform(fixed, { path: "main.tf.json" }).valid, fixed);
  });

  test("a plan is read by both entries", () => {
    const plan = JSON.stringify(PLAN);
    const codes = ({ diagnostics }) => diagnostics.map(({ code, path }) => `${code} ${path}`);
    assert.deepEqual(codes(validateTerraform(plan)), codes(validate(plan, { format: "auto" })));
    assert.ok(codes(validate(plan, { format: "auto" })).some((one) => one.startsWith("terraform/value ")));
  });

  test("texts that are not Terraform are told at their place", () => {
    for (const [text, line] of [
      ['resource "a" "b" {\n  x = \n}\n', 2],
      ['resource "a" "b" {\n', 2],
      ['locals {\n  a = "x\n}\n', 2],
      ["locals {\n  a = [1, 2\n}\n", 3],
      ["name: cpu\n", 1],
      ["locals {\n  a = <<EOT\nx\n", 2],
      ['locals {\n  a = "\\q"\n}\n', 2],
      ["locals {\n  a = 1\n  a = 2\n}\n", 3],
      [`locals {\n  a = ${"(".repeat(5000)}\n}`, 2],
    ]) {
      const { diagnostics } = validateTerraform(text);
      assert.deepEqual(
        diagnostics.map(({ code, range }) => [code, range.start.line]),
        [["text/not-terraform", line]],
        text.slice(0, 80),
      );
    }
    assert.equal(validateTerraform("# nothing\n").diagnostics[0].code, "template/no-compute");
    assert.equal(validateTerraform(`# ${"x".repeat(2 ** 20)}`).diagnostics[0].code, "text/limit");
  });

  test("fixes keep comments and layout", () => {
    const text = cluster(
      '  # who pays\n  vm_sise = "x" # misspelled',
      "min_node_count = 5 # night\n    max_node_count = 2",
    )
      .replace(/ {2}vm_size .*\n/, "")
      .replaceAll("\n", "\r\n");
    const { diagnostics } = validateTerraform(text);
    const fixed = diagnostics
      .filter(({ fix }) => fix)
      .reduce((out, { fix }) => applyFixTerraform(out, fix), text);
    assert.equal(fixed, text.replace("vm_sise", "vm_size").replace("= 5 #", "= 2 #"));
    const patch = [
      {
        op: "add",
        path: "/resource/azurerm_machine_learning_compute_cluster/pool/tags",
        value: { "cost center": "a ${b}" },
      },
      { op: "remove", path: "/resource/azurerm_machine_learning_compute_cluster/pool/vm_priority" },
    ];
    const edited = applyFixTerraform(cluster(), { title: "", applicability: "safe", patch });
    assert.match(edited, /\n {2}tags = \{\n {4}"cost center" = "a \$\$\{b\}"\n {2}\}\n\}\n$/);
    assert.doesNotMatch(edited, /vm_priority/);
  });

  test("nothing throws, whatever the text, and work is bounded", () => {
    const whole = cluster(
      '  tags = { a = "${upper("x")}" }\n  dynamic "ssh" {\n    for_each = [1]\n    content {}\n  }',
    );
    for (let at = 0; at < whole.length; at += 7) {
      validateTerraform(whole.slice(0, at));
      validateTerraform(whole.slice(at));
      validateTerraform(`${whole.slice(0, at)}\u0000"{[${whole.slice(at)}`);
    }
    const doubling = Array.from(
      { length: 60 },
      (_, at) => `  a${at + 1} = "\${local.a${at}}\${local.a${at}}"`,
    );
    const loops = "[for a in range(1000) : [for b in range(1000) : [for c in range(1000) : a]]]";
    for (const text of [
      `locals {\n  a0 = "xxxxxxxx"\n${doubling.join("\n")}\n}\n${cluster("  description = local.a60")}`,
      `locals {\n  a = local.b\n  b = local.a\n}\n${cluster("  description = local.a")}`,
      cluster(`  description = jsonencode(${loops})`),
      cluster('  description = regex("(a+)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!")'),
    ]) {
      const before = performance.now();
      validateTerraform(text);
      assert.ok(performance.now() - before < 5000);
    }
    assert.throws(() => validateTerraform(3), TypeError);
    assert.throws(() => validateTerraform("", { files: { a: 3 } }), TypeError);
    assert.throws(() => validateTerraform("", { nonsense: 1 }), TypeError);
  });
});
