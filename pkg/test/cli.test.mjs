/** The command, as people and pipelines run it. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe as suite, test } from "node:test";
import { fileURLToPath } from "node:url";

const command = join(fileURLToPath(import.meta.url), "../../dist/esm/cli.js");
const folder = mkdtempSync(join(tmpdir(), "azureml-compute-"));
after(() => rmSync(folder, { recursive: true }));

function run(args, { input = "", env = {} } = {}) {
  const options = { cwd: folder, input, encoding: "utf8", env: { ...process.env, ...env } };
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], options);
  return { status, stdout, stderr };
}

function file(name, text) {
  writeFileSync(join(folder, name), text);
  return name;
}

const YAML =
  "name: cpu-cluster\ntype: amlcompute\nsize: Standard_DS3_v2\nmin_instances: 5 # hm\nmax_instances: 2\n";
const BODY =
  '{\n  "properties": {\n    "computeType": "amlcompute",\n    "properties": { "scaleSettings": { "maxNodeCount": "4", "minNodeCount": 0 } }\n  }\n}\n';

suite("command", () => {
  test("findings are shown with their lines, and the status says so", () => {
    const { status, stdout } = run(["check", file("cluster.yml", YAML)]);
    assert.equal(status, 1);
    assert.match(stdout, /cluster\.yml:4:16 error scale\/min-above-max/);
    assert.match(stdout, /4 \| min_instances: 5 …\n\s+\|\s+\^/);
    assert.match(stdout, /1 file: 1 error/);
    assert.ok(!stdout.includes("\u001b["), "no colour where nobody sees it");
  });

  test("a clean file, globs and standard input", () => {
    file(
      "good.yaml",
      "name: cpu-cluster\ntype: amlcompute\nsize: Standard_DS3_v2\nmin_instances: 0\nmax_instances: 2\n",
    );
    assert.equal(run(["check", "good.yaml"]).status, 0);
    assert.match(run(["check", "*.y*ml"]).stdout, /2 files: 1 error/);
    assert.equal(run(["check", "-"], { input: YAML }).status, 1);
    assert.equal(run(["check", "-"], { input: BODY }).status, 0);
    assert.equal(
      run(["check", "--strict", "-"], {
        input: "name: x1\ntype: amlcompute\nsize: Standard_NC6\nmax_instances: 1\n",
      }).status,
      1,
    );
  });

  test("JSON, SARIF and GitHub annotations", () => {
    const name = file("cluster.yml", YAML);
    const [{ file: shown, diagnostics }] = JSON.parse(run(["check", "--output", "json", name]).stdout).files;
    assert.equal(shown, name);
    assert.ok(diagnostics.some(({ code }) => code === "scale/min-above-max"));
    const sarif = JSON.parse(run(["check", "--output", "sarif", name]).stdout);
    assert.equal(sarif.version, "2.1.0");
    const [{ results, tool }] = sarif.runs;
    const result = results.find(({ ruleId }) => ruleId === "scale/min-above-max");
    assert.equal(result.locations[0].physicalLocation.region.startLine, 4);
    const { rules, fullName } = tool.driver;
    assert.equal(rules[result.ruleIndex].id, "scale/min-above-max");
    // What the code scanning of GitHub and of Azure DevOps demand (GH2012, GHAzDO1014, 1018, 2012 of Sarif.Multitool).
    assert.match(fullName, /^azureml-compute \d/);
    assert.equal(sarif.runs[0].automationDetails.id, "azureml-compute/");
    for (const { name: word, help, helpUri, shortDescription, fullDescription } of rules) {
      assert.match(word, /^([A-Z][A-Za-z0-9]*)+$/);
      for (const text of [help.text, help.markdown, shortDescription.text, fullDescription.text]) {
        assert.ok(text.length > 10, word);
      }
      assert.match(helpUri, /rules\.md#[a-z0-9-]+$/);
    }
    for (const { message } of results) assert.match(message.text, /[.!?]$/);
    const uriOf = (operand) => {
      const [{ results: found }] = JSON.parse(run(["check", "--output", "sarif", operand]).stdout).runs;
      return found[0].locations[0].physicalLocation.artifactLocation.uri;
    };
    assert.equal(uriOf(name), name);
    assert.equal(uriOf(`./${name}`), name);
    // Below the folder of the call a whole path is told from there; elsewhere it is an address by itself.
    assert.equal(uriOf(join(folder, name)), name);
    const outside = mkdtempSync(join(tmpdir(), "azureml-compute-outside-"));
    writeFileSync(join(outside, "a b.yml"), readFileSync(join(folder, name)));
    assert.match(uriOf(join(outside, "a b.yml")), /^file:\/\/\/.*\/a%20b\.yml$/);
    rmSync(outside, { recursive: true });
    const github = run(["check", "--output", "github", name]).stdout;
    assert.match(
      github,
      /^::error file=cluster\.yml,line=4,endLine=4,col=16,endColumn=17,title=scale\/min-above-max::/m,
    );
  });

  test("--fix applies the safe fixes in place and keeps the rest", () => {
    const name = file("body.json", BODY);
    chmodSync(join(folder, name), 0o640);
    const { status, stdout } = run(["check", "--fix", name]);
    assert.equal(status, 0);
    assert.match(stdout, /2 fixed/);
    const mended = BODY.replace('"amlcompute"', '"AmlCompute"').replace('"4"', "4");
    assert.equal(readFileSync(join(folder, name), "utf8"), mended);
    assert.equal(statSync(join(folder, name)).mode & 0o777, 0o640);
  });

  test("guardrails and facts come from files", () => {
    file("rules.json", '{"version":1,"maxNodes":1}');
    file(
      "good.yaml",
      "name: cpu-cluster\ntype: amlcompute\nsize: Standard_DS3_v2\nmin_instances: 0\nmax_instances: 2\n",
    );
    const { status, stdout } = run(["check", "--guardrails", "rules.json", "good.yaml"]);
    assert.equal(status, 1);
    assert.match(stdout, /guardrail\/nodes/);
  });

  test("convert writes to standard output and tells losses on standard error", () => {
    const { status, stdout, stderr } = run([
      "convert",
      file("cluster.yml", YAML.replace("5 # hm", "0")),
      "--to",
      "bicep",
    ]);
    assert.equal(status, 0, stderr);
    assert.match(stdout, /resource compute 'Microsoft\.MachineLearningServices/);
    const body = file(
      "hdi.json",
      '{"name":"hdi","properties":{"computeType":"HDInsight","resourceId":"/x"}}',
    );
    const refused = run(["convert", body, "--to", "cli-v2"]);
    assert.equal(refused.status, 1);
    assert.match(refused.stderr, /convert\/no-kind/);
  });

  test("of several computes one is selected, or each gets a file", () => {
    const compute = (name, properties) => ({
      type: "Microsoft.MachineLearningServices/workspaces/computes",
      apiVersion: "2025-12-01",
      name: `lab/${name}`,
      location: "uksouth",
      properties,
    });
    const scaleSettings = { minNodeCount: 0, maxNodeCount: 2, nodeIdleTimeBeforeScaleDown: "PT5M" };
    const both = file(
      "both.json",
      JSON.stringify({
        $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        contentVersion: "1.0.0.0",
        resources: [
          compute("nodes", {
            computeType: "AmlCompute",
            disableLocalAuth: true,
            properties: { vmSize: "Standard_E8s_v5", scaleSettings },
          }),
          compute("desk", {
            computeType: "ComputeInstance",
            disableLocalAuth: true,
            properties: { vmSize: "Standard_E4s_v5", idleTimeBeforeShutdown: "PT1H" },
          }),
        ],
      }),
    );
    const refused = run(["convert", both, "--to", "cli-v2"]);
    assert.deepEqual([refused.status, refused.stdout], [1, ""]);
    assert.match(refused.stderr, /convert\/several/);
    assert.match(refused.stderr, /nodes, desk/);
    for (const select of ["desk", "1"]) {
      const { status, stdout, stderr } = run(["convert", both, "--to", "cli-v2", "--select", select]);
      assert.equal(status, 0, stderr);
      assert.match(stdout, /name: desk\ntype: computeinstance/);
    }
    const each = run(["convert", both, "--to", "cli-v2", "--out-dir", "each"]);
    assert.equal(each.status, 0, each.stderr);
    assert.deepEqual(each.stdout.split("\n"), [join("each", "nodes.yml"), join("each", "desk.yml"), ""]);
    assert.match(readFileSync(join(folder, "each", "nodes.yml"), "utf8"), /name: nodes\ntype: amlcompute/);
    const again = run(["convert", both, "--to", "cli-v2", "--out-dir", "each"]);
    assert.equal(again.status, 2);
    assert.match(again.stderr, /nodes\.yml: this file already exists/);
    const one = run(["convert", both, "--to", "bicep", "--out-dir", "one", "--select", "nodes"]);
    assert.deepEqual([one.status, one.stdout], [0, `${join("one", "nodes.bicep")}\n`]);
  });

  test("explain and sizes", () => {
    assert.match(run(["explain", "scale/min-above-max"]).stdout, /How we know:/);
    assert.ok(run(["explain"]).stdout.split("\n").length > 150);
    assert.match(run(["sizes", "NC6s_v3"]).stdout, /Standard_NC6s_v3\s+6\s+112\s+1 V100/);
    assert.equal(run(["sizes", "nothing-like-this"]).status, 1);
  });

  test("what cannot be run says why and ends with 2", () => {
    for (const [args, words] of [
      [[], /give a command/],
      [["chek"], /no command `chek`/],
      [["check"], /needs files/],
      [["check", "absent.json"], /absent\.json: ENOENT/],
      [["check", "*.nothing"], /no file matches/],
      [["check", "--output", "xml", "a"], /--output must be/],
      [["check", "--colour", "a"], /Unknown option/],
      [["convert", "body.json", "--to", "helm"], /convert cannot write `helm`/],
      [["explain", "no/code"], /no code/],
    ]) {
      const { status, stderr, stdout } = run(args);
      assert.equal(status, 2, `${args}: ${stdout}${stderr}`);
      assert.match(stderr, words);
    }
  });

  test("a secret's line is not shown", () => {
    const text =
      "name: vm1\ntype: virtualmachine\nresource_id: /subscriptions/x\nssh_settings:\n  admin_username: maria\n  admin_password: Correct.Horse.7\n";
    const { stdout, stderr } = run(["check", file("vm.yml", text)]);
    assert.ok(!`${stdout}${stderr}`.includes("Correct.Horse"), stdout);
  });

  test("control characters of a file do not reach the terminal", () => {
    const { stdout } = run(["check", "-"], {
      input: '{"properties":{"computeType":"Aml\\u001b[31mCompute"}}',
    });
    assert.ok(!stdout.includes("\u001b"), JSON.stringify(stdout));
  });

  test("help and version", () => {
    assert.equal(run(["--help"]).status, 0);
    assert.match(run(["--version"]).stdout, /^\d+\.\d+\.\d+\n$/);
  });
});
