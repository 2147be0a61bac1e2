/** The examples for pre-commit and GitHub: their commands run, on a folder like the one that they name. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe as suite, test } from "node:test";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

const pkg = join(fileURLToPath(import.meta.url), "../..");
const example = (name) => parse(readFileSync(join(pkg, "examples/ci", name), "utf8"));
const folder = mkdtempSync(join(tmpdir(), "azureml-compute-ci-"));
const bin = join(folder, "bin");
const infra = join(folder, "infra/compute");
mkdirSync(bin);
mkdirSync(infra, { recursive: true });
// What npx and pre-commit would install.
const command = `exec "${process.execPath}" "${join(pkg, "dist/esm/cli.js")}" "$@"\n`;
writeFileSync(join(bin, "azureml-compute"), `#!/bin/sh\n${command}`);
writeFileSync(
  join(bin, "npx"),
  `#!/bin/sh\ntest "$1 $2" = "--yes azureml-compute" || exit 9\nshift 2\n${command}`,
);
for (const name of ["azureml-compute", "npx"]) chmodSync(join(bin, name), 0o755);
after(() => rmSync(folder, { recursive: true, force: true }));

const RIGHT =
  "name: cpu-cluster\ntype: amlcompute\nsize: Standard_E4s_v3\nmin_instances: 0\nmax_instances: 4\n";

function run(line, file) {
  rmSync(infra, { recursive: true });
  mkdirSync(infra);
  writeFileSync(join(infra, "cluster.yml"), file);
  // What else lies there: a folder, and files that are no computes.
  mkdirSync(join(infra, "team"));
  writeFileSync(join(infra, "team/notes.yaml"), RIGHT);
  writeFileSync(join(infra, "README.md"), "# Computes\n");
  const env = { ...process.env, PATH: `${bin}:${process.env.PATH}` };
  return spawnSync("sh", ["-e", "-c", line], { cwd: folder, encoding: "utf8", env });
}

suite("examples for CI", () => {
  test("pre-commit: a right file passes, a wrong one stops the commit", () => {
    const [{ hooks }] = example("pre-commit-config.yaml").repos;
    const [{ entry, files, additional_dependencies: packages }] = hooks;
    assert.deepEqual(packages, ["azureml-compute"]);
    assert.match("infra/compute/cluster.yml", new RegExp(files));
    assert.doesNotMatch("infra/compute/readme.md", new RegExp(files));
    const line = `${entry} infra/compute/cluster.yml`;
    assert.equal(run(line, RIGHT).status, 0);
    const wrong = run(line, RIGHT.replace("instances: 0", "instances: 9"));
    assert.equal(wrong.status, 1, wrong.stderr);
    assert.match(wrong.stdout, /scale\/min-above-max/);
  });

  test("pre-commit takes Bicep and Terraform as well", () => {
    const [{ hooks }] = example("pre-commit-config.yaml").repos;
    const [{ files }] = hooks;
    for (const name of [
      "infra/main.bicep",
      "infra/main.bicepparam",
      "infra/a/main.tf",
      "infra/main.tf.json",
    ]) {
      assert.match(name, new RegExp(files));
    }
    assert.doesNotMatch("infra/package.json", new RegExp(files));
  });

  test("Azure Pipelines and GitLab: findings stop the run, the log is there all the same", () => {
    const wrong = RIGHT.replace("instances: 0", "instances: 9");
    const pipeline = example("azure-pipelines.yml").steps.flatMap(({ script = [] }) => script);
    const [findings, log] = pipeline.map((line) =>
      line.replaceAll("$(Build.ArtifactStagingDirectory)", folder),
    );
    const [job] = example("gitlab-ci.yml")["azureml-compute"].script;
    for (const line of [findings, job]) {
      assert.equal(run(line, RIGHT).status, 0);
      assert.equal(run(line, wrong).status, 1);
    }
    assert.equal(run(log, wrong).status, 0);
    const [{ results }] = JSON.parse(readFileSync(join(folder, "compute.sarif"), "utf8")).runs;
    assert.ok(results.some(({ ruleId }) => ruleId === "scale/min-above-max"));
  });

  test("the commands of the manual", () => {
    const page = readFileSync(join(pkg, "../src/manual/guide/command.md"), "utf8");
    const lines = page.split("\n").filter((line) => line.startsWith("npx --yes azureml-compute check "));
    assert.equal(lines.length, 2);
    const wrong = RIGHT.replace("instances: 0", "instances: 9");
    for (const line of lines) {
      assert.equal(run(line, RIGHT).status, 0);
      assert.equal(run(line, wrong).status, 1);
    }
  });

  test("GitHub: annotations of findings, and SARIF that code scanning reads", () => {
    const steps = example("github-workflow.yml").jobs.check.steps;
    const line = (name) => steps.find((step) => step.name === name).run;
    assert.equal(run(line("Annotations"), RIGHT).status, 0);
    const wrong = RIGHT.replace("instances: 0", "instances: 9");
    const annotations = run(line("Annotations"), wrong);
    assert.equal(annotations.status, 1);
    assert.match(annotations.stdout, /^::error file=infra\/compute\/cluster\.yml,line=4,/m);
    const sarif = run(line("SARIF"), wrong);
    assert.equal(sarif.status, 0, sarif.stderr);
    const [log] = JSON.parse(readFileSync(join(folder, "compute.sarif"), "utf8")).runs;
    assert.ok(log.results.some(({ ruleId }) => ruleId === "scale/min-above-max"));
    assert.equal(run(line("SARIF"), RIGHT).status, 0);
  });
});
