/** YAML: findings at their lines, fixes that keep comments, everything the command line's reader takes. */
import assert from "node:assert/strict";
import { describe as suite, test } from "node:test";
import { validate } from "azureml-compute";
import { applyFixYaml, convertYaml, validateYaml } from "azureml-compute/yaml";

const CLUSTER = `# the cluster of the vision team
$schema: https://azuremlschemas.azureedge.net/latest/amlCompute.schema.json
name: cpu-cluster
type: amlcompute
size: Standard_DS3_v2   # enough for now
min_instances: 5 # too many
max_instances: 2
tags:
  team: vision # nobody else
`;

const found = (text, code, options) =>
  validateYaml(text, options).diagnostics.find((one) => one.code === code);

suite("yaml", () => {
  test("a finding has the line of the YAML text", () => {
    const finding = found(CLUSTER, "scale/min-above-max");
    assert.equal(finding.path, "/min_instances");
    assert.deepEqual(finding.range.start, { line: 6, column: 16, offset: CLUSTER.indexOf("5 # too") });
  });

  test("a missing member is shown at the map that lacks it", () => {
    const text =
      "name: ci\ntype: computeinstance\nsize: Standard_DS3_v2\nsetup_scripts:\n  creation_script:\n    path: a.sh\n";
    const finding = found(text, "cli-v2/timeout");
    assert.equal(finding.range.start.line, 5);
    assert.equal(finding.range.start.column, 3);
  });

  test("a fix changes its value and nothing else", () => {
    const { fix } = found(CLUSTER, "scale/min-above-max");
    assert.equal(applyFixYaml(CLUSTER, fix), CLUSTER.replace("5 # too", "2 # too"));
  });

  test("removing, adding and renaming keep comments and order", () => {
    const removed = applyFixYaml(CLUSTER, patch([{ op: "remove", path: "/max_instances" }]));
    assert.equal(removed, CLUSTER.replace("max_instances: 2\n", ""));
    const added = applyFixYaml(CLUSTER, patch([{ op: "add", path: "/tier", value: "low_priority" }]));
    assert.equal(added, `${CLUSTER}tier: low_priority\n`);
    const nested = applyFixYaml(CLUSTER, patch([{ op: "add", path: "/tags/owner", value: "on" }]));
    assert.equal(nested, `${CLUSTER}  owner: "on"\n`);
    const renamed = applyFixYaml(CLUSTER, patch([{ op: "move", from: "/size", path: "/vm_size" }]));
    assert.equal(renamed, CLUSTER.replace("\nsize:", "\nvm_size:"));
  });

  test("a layout that cannot be edited in place is written anew, with the same data", () => {
    const flow = "{name: cpu, type: amlcompute, size: Standard_DS3_v2, max_instances: 4} # one line\n";
    const added = applyFixYaml(flow, patch([{ op: "add", path: "/min_instances", value: 0 }]));
    assert.match(added, /min_instances: 0/);
    assert.match(added, /# one line/);
  });

  test("YAML 1.1: words for booleans, anchors, merges, dates as texts", () => {
    const text = `name: maria-ci
type: computeinstance
size: Standard_DS3_v2
enable_sso: no
defaults: &zone
  time_zone: UTC
schedules:
  compute_start_stop:
    - action: stop
      state: enabled
      trigger:
        type: cron
        expression: 0 18 * * *
        start_time: 2026-01-01T00:00:00
        <<: *zone
`;
    const codes = validateYaml(text).diagnostics.filter(({ severity }) => severity === "error");
    assert.deepEqual(
      codes.map(({ code, path }) => [code, path]),
      [["cli-v2/unknown-field", "/defaults"]],
    );
  });

  test("what is no document is a finding with a place", () => {
    for (const [text, code] of [
      ["name: [cpu\n", "text/not-yaml"],
      ["name: a\n---\nname: b\n", "text/not-yaml"],
      ["a: 1\n\tb: 2\n", "text/not-yaml"],
      ["", "text/not-an-object"],
      ["- a\n- b\n", "envelope/foreign-document"],
      ["name: a\nname: b\ntype: amlcompute\n", "text/duplicate-key"],
    ]) {
      const finding = found(text, code);
      assert.ok(finding?.range, `${JSON.stringify(text)}: ${JSON.stringify(validateYaml(text).diagnostics)}`);
    }
  });

  test("a block that should not be there is shown by its key, not by its first member", () => {
    const text =
      "name: cpu-a\ntype: amlcompute\nsize: Standard_D4s_v5\nmax_instances: 2\nscaling:\n  minimum: 1\n";
    const { range } = found(text, "cli-v2/unknown-field");
    assert.deepEqual(range.start, { line: 5, column: 1, offset: text.indexOf("scaling") });
  });

  test("aliases that expand without end are stopped", () => {
    const bomb = `a: &a [x, x, x, x, x, x, x, x, x]\n${[..."bcdefgh"]
      .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${"abcdefgh"[index]}`).join(", ")}]`)
      .join("\n")}\n`;
    assert.ok(found(bomb, "text/limit"));
  });

  test("a job is told from a compute", () => {
    const text =
      "$schema: https://azuremlschemas.azureedge.net/latest/commandJob.schema.json\ntype: command\ncommand: python a.py\n";
    assert.match(found(text, "envelope/foreign-document").message, /job/);
    assert.match(found(text, "envelope/foreign-document", { format: "auto" }).message, /job/);
  });

  test("a body of the management API may be written in YAML", () => {
    const text =
      "location: westeurope\nproperties:\n  computeType: AmlCompute\n  properties:\n    scaleSettings: {maxNodeCount: 1, minNodeCount: 2}\n";
    const finding = found(text, "scale/min-above-max", { format: "auto" });
    assert.equal(finding.range.start.line, 5);
  });

  test("what is written is read back the same", () => {
    const { text, report } = convertYaml(CLUSTER, { to: "cli-v2" });
    assert.equal(report.diagnostics.filter(({ code }) => code.startsWith("convert/")).length, 0);
    const [there, back] = [CLUSTER, text].map((one) => JSON.parse(convertYaml(one, { to: "arm" }).text));
    assert.deepEqual(back, there);
  });

  test("the main entry says where YAML is read", () => {
    const [finding] = validate(CLUSTER).diagnostics;
    assert.equal(finding.code, "text/yaml-not-loaded");
  });

  test("exponents and points alone are texts, as the tools read them", () => {
    const texts = ["e9", ".", "-.", ".e3", "E+5", "._", "1e5", "1.0e5"];
    const tags = Object.fromEntries(texts.map((text, index) => [`t${index}`, text]));
    const properties = { computeType: "Kubernetes", resourceId: "/x" };
    for (const given of [tags, Object.fromEntries(texts.map((text) => [text, "key"]))]) {
      const written = convertYaml(JSON.stringify({ properties, tags: given }), { from: "arm", to: "cli-v2" });
      // Quoted, for readers that take them for numbers; and not quoted, as a person writes them.
      for (const text of [written.text, written.text.replaceAll('"', "")]) {
        assert.deepEqual(JSON.parse(convertYaml(text, { to: "arm" }).text).tags, given);
      }
      assert.ok(
        texts.every((text) => written.text.includes(JSON.stringify(text))),
        written.text,
      );
    }
  });

  test("wrong arguments are TypeErrors", () => {
    assert.throws(() => validateYaml({}), TypeError);
    assert.throws(() => validateYaml("", { frmat: "arm" }), TypeError);
    assert.throws(() => applyFixYaml(1, []), TypeError);
  });
});

function patch(operations) {
  return { title: "", applicability: "safe", patch: operations };
}
