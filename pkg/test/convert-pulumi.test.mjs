/** Programs of Pulumi: run with a provider that only looks, they make the body that they were made of. */
import assert from "node:assert/strict";
import { describe as suite, test } from "node:test";
import { convert } from "azureml-compute";
import { parse } from "yaml";
import { caseFiles } from "./case-files.mjs";

/** The computes that a program in TypeScript makes: [name, arguments]. */
export function made(text) {
  const lines = text.split("\n").filter((line) => !/^import /.test(line));
  const code = lines.join("\n").replaceAll("requireObject<any>", "requireObject");
  const found = [];
  class Compute {
    constructor(name, args) {
      found.push([name, args]);
    }
  }
  const ask = (name) => `\u0001${name}`;
  class Config {
    require = ask;
    requireSecret = ask;
    requireNumber = ask;
    requireBoolean = ask;
    requireObject = ask;
  }
  new Function("machinelearningservices", "pulumi", code)({ Compute }, { Config });
  return found;
}

/** The same of a program in YAML. */
function written(text) {
  const { runtime, config, resources } = parse(text);
  assert.equal(runtime, "yaml");
  const value = (item) => {
    if (typeof item === "string") {
      const name = /^\$\{(\w+)\}$/.exec(item)?.[1];
      if (name !== undefined) assert.ok(Object.hasOwn(config, name), name);
      return name === undefined ? item.replaceAll("$${", () => "${") : `\u0001${name}`;
    }
    if (Array.isArray(item)) return item.map(value);
    if (typeof item !== "object" || item === null) return item;
    return Object.fromEntries(Object.entries(item).map(([key, inner]) => [key, value(inner)]));
  };
  return Object.entries(resources).map(([name, { type, properties }]) => {
    assert.equal(type, "azure-native:machinelearningservices:Compute");
    return [name, value(properties)];
  });
}

/** Leaves of a value by pointers in small letters. */
function leaves(value, pointer = "", out = new Map()) {
  if (typeof value === "object" && value !== null && Object.keys(value).length > 0) {
    for (const [key, item] of Object.entries(value)) {
      const token = Array.isArray(value)
        ? key
        : key.toLowerCase().replaceAll("~", "~0").replaceAll("/", "~1");
      leaves(item, `${pointer}/${token}`, out);
    }
  } else if (value !== null && !(typeof value === "object")) out.set(pointer, value);
  return out;
}

/** What is no argument of its own, or is not sent as it is written. */
const AROUND =
  /^\/(?:id|name|type|systemdata|apiversion|dependson|condition|copy|comments|scope)(?:\/|$)|^\/identity(?:\/|$)/;

suite("pulumi", () => {
  test("both programs make what the body says, or a finding says what is lost", () => {
    const counts = { programs: 0, held: 0, told: 0, refused: 0 };
    for (const { name, body, from, options } of caseFiles()) {
      if (from !== "arm") continue;
      const { text: program, report } = convert(body, { ...options, from, to: "pulumi-ts" });
      const other = convert(body, { ...options, from, to: "pulumi-yaml" });
      if (program === "") {
        assert.equal(other.text, "", name);
        assert.ok(!report.valid || report.diagnostics.some(({ code }) => code === "convert/no-kind"), name);
        counts.refused += 1;
        continue;
      }
      counts.programs += 1;
      const [[label, args], ...more] = made(program);
      assert.equal(more.length, 0, name);
      const [[otherLabel, same]] = written(other.text);
      assert.deepEqual([otherLabel, same], [label, args], name);
      const lost = report.diagnostics
        .filter(({ code }) => code === "convert/lost-member")
        .map(({ path }) => path.toLowerCase());
      const has = leaves(args);
      for (const [pointer, value] of leaves(body)) {
        if (AROUND.test(pointer)) continue;
        const got = has.get(pointer);
        const isSame =
          String(got).toLowerCase() === String(value).toLowerCase() || String(got).startsWith("\u0001");
        const isTold = lost.some((path) => pointer === path || pointer.startsWith(`${path}/`) || path === "");
        assert.ok(isSame || isTold, `${name}: ${pointer}: ${value} -> ${got}\n${program}`);
        counts[isSame ? "held" : "told"] += 1;
      }
    }
    assert.ok(counts.programs > 300 && counts.held > 3000, JSON.stringify(counts));
    console.log(JSON.stringify(counts));
  });

  test("secrets are asked for, ids are a list, and signs of the language are spelled out", () => {
    // What the YAML would take for a reference.
    const literal = `$${"{free}"}`;
    const id =
      "/subscriptions/91c7a3fe-2b0d-4c55-8f61-6d0e4b7a9c22/resourceGroups/lab/providers/Microsoft.ManagedIdentity/userAssignedIdentities/trainer";
    const body = {
      name: "gpu-pool",
      location: "westeurope",
      tags: { price: literal },
      identity: { type: "UserAssigned", userAssignedIdentities: { [id]: {} } },
      properties: {
        computeType: "AmlCompute",
        properties: {
          vmSize: "Standard_D4s_v3",
          scaleSettings: { minNodeCount: "0", maxNodeCount: 4 },
          userAccountCredentials: { adminUserName: "trainer", adminUserPassword: "Hush9-never-shown-1" },
        },
      },
    };
    const { text } = convert(body, { to: "pulumi-ts" });
    const [[name, args]] = made(text);
    assert.equal(name, "gpu-pool");
    assert.deepEqual(args.identity, { type: "UserAssigned", userAssignedIdentities: [id] });
    assert.equal(args.tags.price, literal);
    assert.equal(args.properties.properties.scaleSettings.minNodeCount, 0);
    assert.match(text, /adminUserPassword: config\.requireSecret\("adminUserPassword"\)/);
    const yaml = convert(body, { to: "pulumi-yaml" }).text;
    assert.deepEqual(parse(yaml).config.adminUserPassword, { type: "string", secret: true });
    assert.ok(yaml.includes(`$${literal}`));
    assert.ok(!`${text}${yaml}`.includes("Hush9"));
  });

  test("kinds that the provider does not know are told", () => {
    const body = {
      name: "render",
      location: "westeurope",
      properties: { computeType: "Batch", resourceId: "x" },
    };
    const { text, report } = convert(body, { to: "pulumi-ts" });
    assert.equal(text, "");
    assert.ok(report.diagnostics.some(({ code }) => code === "convert/no-kind"));
  });
});
