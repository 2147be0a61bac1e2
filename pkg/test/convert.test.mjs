/** Conversions: every case through every format, secrets never written, and back again where a format is read. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe as suite, test } from "node:test";
import { fileURLToPath } from "node:url";
import { convert, describe, targetFormats, validate } from "azureml-compute";

const cases = join(fileURLToPath(import.meta.url), "../../../tests/cases");

/** All case files: their bodies as objects, with the options that they carry. */
function* bodies(folder) {
  for (const name of readdirSync(join(cases, folder), { recursive: true })) {
    if (!name.endsWith(".json")) continue;
    const text = readFileSync(join(cases, folder, name), "utf8");
    const [, line, body = text] = /^\/\/ options: (.*)\n([\s\S]*)$/.exec(text) ?? [];
    const options = line === undefined ? {} : JSON.parse(line);
    let parsed;
    try {
      parsed = JSON.parse(body);
    } catch {
      continue; // Cases of the text itself are no bodies.
    }
    yield { name: join(folder, name), body: parsed, options };
  }
}

const kinds = describe().map(({ kind }) => kind);

suite("convert", () => {
  test("every case goes through every format, and no secret is written", () => {
    let count = 0;
    for (const kind of kinds) {
      const secrets = describe(kind).fields.filter((field) => field.secret);
      for (const { name, body, options } of bodies(kind)) {
        const { operation, format: _format, ...rest } = options;
        if (operation === "update") continue;
        const hidden = secrets
          .map(({ path }) => path.split("/").slice(1))
          .map((steps) => steps.reduce((value, step) => value?.[step], body))
          .filter((value) => typeof value === "string" && value.length > 8);
        for (const to of targetFormats) {
          const { text, report } = convert(body, { to, ...rest });
          count += 1;
          const gone = report.diagnostics.some(({ code }) => code === "convert/no-kind");
          if (report.kind !== undefined) assert.equal(text === "", gone, `${name} to ${to}`);
          for (const secret of hidden) assert.ok(!text.includes(secret), `${name} to ${to} shows a secret`);
        }
      }
    }
    assert.ok(count > 3000, `${count} conversions`);
  });

  test("arm to arm changes nothing", () => {
    for (const kind of kinds) {
      for (const { name, body, options } of bodies(join(kind, "valid"))) {
        if (options.operation === "update") continue;
        const { text } = convert(body, { to: "arm", secrets: "keep" });
        assert.deepEqual(JSON.parse(text), body, name);
      }
    }
  });

  test("what a template holds is the body", () => {
    const body = [...bodies("AmlCompute/valid")].find(
      ({ options }) => Object.keys(options).length === 0,
    ).body;
    const { text } = convert({ name: "cpu-cluster", ...body }, { to: "arm-template" });
    const [resource] = JSON.parse(text).resources;
    assert.equal(resource.type, "Microsoft.MachineLearningServices/workspaces/computes");
    assert.match(resource.name, /'cpu-cluster'\)\]$/);
    assert.deepEqual(resource.properties, body.properties);
  });

  test("a call of the first SDK comes back as the body that it came from, or says what it lost", () => {
    let same = 0;
    for (const kind of kinds) {
      for (const { name, body, options } of bodies(join(kind, "valid"))) {
        if (options.operation === "update") continue;
        const there = convert(body, { to: "sdk-v1" });
        if (there.text === "") continue;
        const lost = there.report.diagnostics.filter(({ code }) => code === "convert/lost-member");
        const back = convert(there.text, { from: "sdk-v1", to: "arm" });
        assert.ok(back.text !== "", name);
        if (lost.length === 0 && validate(body, { current: JSON.parse(back.text) }).valid) same += 1;
        assert.equal(back.report.kind, there.report.kind, name);
      }
    }
    assert.ok(same > 5, `${same} came back whole`);
  });

  test("numbers that Bicep cannot spell are read from JSON", () => {
    for (const [number, written] of [
      [1e30, "json('1e+30')"],
      [0.5, "json('0.5')"],
      [4, "4"],
    ]) {
      const scaleSettings = { minNodeCount: 0, maxNodeCount: number };
      const properties = {
        computeType: "AmlCompute",
        properties: { vmSize: "Standard_D2_v3", scaleSettings },
      };
      const { text } = convert({ name: "cpu-cluster", properties }, { to: "bicep" });
      assert.ok(text.includes(`maxNodeCount: ${written}\n`), text);
    }
  });

  test("a wrong target is a TypeError that names the known ones", () => {
    assert.throws(() => convert({}, { to: "helm" }), /TypeError|convert cannot write `helm`; use arm, /);
    assert.throws(() => convert({}, { to: "bicep", secrets: "keep" }), TypeError);
    assert.throws(() => convert({}, { to: "arm", form: "arm" }), TypeError);
  });

  test("expressions of a template that nothing resolves are told, member by member", () => {
    const text = readFileSync(join(cases, "arm-template/valid/unknown-expressions.json"), "utf8");
    const template = text.replace(/^\/\/.*\n/, "");
    const compute = "/resources/0/properties/properties";
    for (const to of ["arm", "arm-template", "bicep", "terraform"]) {
      const { report } = convert(template, { from: "arm-template", to });
      const told = report.diagnostics
        .filter(({ code }) => code === "convert/lost-member")
        .map(({ path }) => path);
      // The region of the resource group is the same in every template: it is a default of the parameter.
      const place = ["arm-template", "bicep"].includes(to) ? [] : ["/resources/0/location"];
      assert.deepEqual(told, [
        ...place,
        `${compute}/scaleSettings/minNodeCount`,
        `${compute}/scaleSettings/maxNodeCount`,
        `${compute}/subnet/id`,
      ]);
    }
    const needed = convert(template, { from: "arm-template", to: "sdk-v1" });
    assert.equal(needed.text, "");
    assert.ok(needed.report.diagnostics.some(({ code }) => code === "convert/no-kind"));
  });

  test("a call that makes no compute is told", () => {
    const call = { call: "AciWebservice.deploy_configuration", args: { cpu_cores: 1, memory_gb: 1 } };
    const { text, report } = convert(call, { from: "sdk-v1", to: "bicep" });
    assert.equal(text, "");
    assert.ok(report.diagnostics.some(({ code, path }) => code === "convert/no-kind" && path === "/call"));
  });

  test("kinds without a word are told", () => {
    const body = { name: "hdi", properties: { computeType: "HDInsight", resourceId: null } };
    const { text, report } = convert(body, { to: "cli-v2" });
    assert.equal(text, "");
    assert.ok(report.diagnostics.some(({ code }) => code === "convert/no-kind"));
  });
});
