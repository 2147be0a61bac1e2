/** The command on folders, Bicep and Terraform: what lies beside belongs to a file, fixes keep comments. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, describe as suite, test } from "node:test";
import { fileURLToPath } from "node:url";
import { PLAN, poolOf } from "./terraform-files.mjs";

const command = join(fileURLToPath(import.meta.url), "../../dist/esm/cli.js");
const folder = mkdtempSync(join(tmpdir(), "azureml-compute-source-"));
after(() => rmSync(folder, { recursive: true, force: true }));

function put(name, text) {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

function run(args, input) {
  return spawnSync(process.execPath, [command, ...args], { cwd: folder, encoding: "utf8", input });
}

const POOL = `param size string
resource pool 'Microsoft.MachineLearningServices/workspaces/computes@2025-06-01' = {
  name: 'forecast/pool_1' // odd
  location: 'North Europe' // home
  properties: {
    computeType: 'AmlCompute'
    properties: {
      vmSize: size
      scaleSettings: {
        minNodeCount: 0
        maxNodeCount: 2
        nodeIdleTimeBeforeScaleDown: 'PT15M'
      }
    }
  }
}
`;
const CLUSTER = poolOf("0");

suite("bicep and terraform on the command line", () => {
  put(
    "infra/main.bicep",
    "module pool 'modules/pool.bicep' = {\n  name: 'pool'\n  params: {\n    size: 'Standard_NC6'\n  }\n}\n",
  );
  put("infra/modules/pool.bicep", POOL);
  put("infra/tf/main.tf", CLUSTER);
  put("infra/tf/variables.tf", 'variable "size" {}\nvariable "workspace_id" {}\n');
  put("infra/tf/terraform.tfvars", 'size = "Standard_E8s_v5"\n');
  put("infra/package.json", '{"name":"x","version":"1.0.0"}');
  put("infra/settings.json", '{"a":1}');
  put("infra/workflow.yml", "on: push\njobs: {}\n");
  put("infra/cpu.yml", "type: amlcompute\nname: cpu\nmax_instances: -1\n");
  put("infra/node_modules/x/cpu.yml", "type: amlcompute\n");
  put("infra/broken.tf", "resource {\n");

  test("a folder is searched; what is no compute is left out, and nothing hides the rest", () => {
    chmodSync(join(folder, "infra/settings.json"), 0o644);
    const { status, stdout } = run(["check", "infra", "--output", "json"]);
    const { files } = JSON.parse(stdout);
    const found = Object.fromEntries(
      files.map(({ file, diagnostics }) => [file.replaceAll("\\", "/"), diagnostics]),
    );
    assert.deepEqual(Object.keys(found).sort(), [
      "infra/broken.tf",
      "infra/cpu.yml",
      "infra/main.bicep",
      "infra/modules/pool.bicep",
      "infra/tf/main.tf",
    ]);
    assert.equal(status, 1);
    const codes = (file) => found[file].map(({ code, range }) => `${range.start.line} ${code}`);
    assert.ok(codes("infra/main.bicep").includes("4 vm-size/retired"));
    assert.ok(codes("infra/modules/pool.bicep").includes("3 name/characters"));
    assert.deepEqual(codes("infra/broken.tf"), ["2 text/not-terraform"]);
    assert.ok(codes("infra/tf/main.tf").every((one) => !one.includes("terraform/")));
  });

  test("--fix keeps comments", () => {
    put("fix/main.tf", CLUSTER);
    put("fix/pool.bicep", POOL);
    run(["check", "--fix", "fix"]);
    const [terraform, bicep] = ["fix/main.tf", "fix/pool.bicep"].map((name) =>
      readFileSync(join(folder, name), "utf8"),
    );
    assert.equal(terraform, CLUSTER.replace("North Europe", "northeurope"));
    assert.equal(bicep, POOL.replace("North Europe", "northeurope"));
  });

  test("convert reads both, by name, by look and by --from", () => {
    put("one/main.tf", CLUSTER);
    put("one/pool.bicep", POOL);
    for (const args of [["one/main.tf"], ["--from", "terraform", "one/main.tf"], ["one/pool.bicep"]]) {
      const { stdout, stderr } = run(["convert", ...args, "--to", "arm"]);
      assert.equal(JSON.parse(stdout || "{}").properties?.computeType, "AmlCompute", stderr);
    }
    for (const [text, kind] of [
      [CLUSTER, "terraform/missing-argument"],
      [POOL, "name/characters"],
    ]) {
      const broken = text.replace(/ {2}vm_priority.*\n/, "");
      const { stdout } = run(["check", "-", "--output", "json"], broken);
      assert.ok(stdout.includes(kind), stdout);
    }
  });

  test("a plan is known by what it says", () => {
    put("plan.json", JSON.stringify(PLAN, null, 2));
    const { status, stdout } = run(["check", "plan.json"]);
    assert.equal(status, 1);
    assert.match(stdout, /plan\.json:\d+:\d+ error terraform\/value/);
  });
});
