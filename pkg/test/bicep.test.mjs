// biome-ignore-all lint/suspicious/noTemplateCurlyInString: texts of other languages look things up so
/** Bicep is read: verdicts, codes and lines; fixes that keep comments; whatever is unknown stays silent. */
import assert from "node:assert/strict";
import { describe as suite, test } from "node:test";
import { applyFixBicep, convertBicep, validateBicep } from "azureml-compute/bicep";

const TYPE = "Microsoft.MachineLearningServices/workspaces/computes@2025-06-01";
const head = `resource hub 'Microsoft.MachineLearningServices/workspaces@2025-06-01' existing = {
  name: 'forecast'
}
`;
const cluster = (
  data = "vmSize: 'Standard_E8s_v5'",
  scale = "minNodeCount: 0\n        maxNodeCount: 4",
) => `resource pool '${TYPE}' = {
  parent: hub
  name: 'training'
  location: 'northeurope'
  properties: {
    computeType: 'AmlCompute'
    properties: {
      ${data}
      scaleSettings: {
        ${scale}
        nodeIdleTimeBeforeScaleDown: 'PT15M'
      }
    }
  }
}
`;

/** Findings that matter, as `line code`. */
const told = (text, options) =>
  validateBicep(text, options)
    .diagnostics.filter(({ severity }) => severity !== "info")
    .map(({ code, range }) => `${range.start.line} ${code}`);

suite("bicep", () => {
  test("findings stand at the lines of the file", () => {
    for (const [text, wanted] of [
      [head + cluster(), []],
      [head + cluster(undefined, "minNodeCount: 5\n        maxNodeCount: 2"), ["13 scale/min-above-max"]],
      [head + cluster().replace("'training'", "'training_pool'"), ["6 name/characters"]],
      [head + cluster().replace("'AmlCompute'", "'AmlComputes'"), ["9 envelope/kind-unknown"]],
      [cluster().replace("  parent: hub\n", ""), ["2 template/name-segments"]],
      [cluster().replace("  parent: hub\n", "").replace("'training'", "'forecast/training'"), []],
      [
        head + cluster("vmSize: 'Standard_E8s_v5'\n      vmPriorty: 'Dedicated'"),
        ["12 shape/unknown-property"],
      ],
      [`param size string = 'Standard_NC6'\n${head}${cluster("vmSize: size")}`, ["1 vm-size/retired"]],
      [
        `@allowed(['Standard_E8s_v5'])\nparam size string = 'Standard_E4s_v5'\n${head}${cluster("vmSize: size")}`,
        ["2 template/parameter"],
      ],
      [
        `param gpu bool = false\n${head}${cluster("vmSize: gpu\n        ? 'Standard_NC4as_T4_v3'\n        : 'Standard_NC6'")}`,
        ["14 vm-size/retired"],
      ],
    ]) {
      assert.deepEqual(told(text), wanted, text);
    }
  });

  test("resources at any depth, loops, conditions", () => {
    const nested = `resource hub 'Microsoft.MachineLearningServices/workspaces@2025-06-01' = {
  name: 'forecast'
  location: 'northeurope'
  @batchSize(1)
  resource pool 'computes' = [for name in ['a_b', 'cd']: {
    name: name
    properties: {
      computeType: 'AmlCompute'
    }
  }]
}
`;
    const names = validateBicep(nested).diagnostics.map(({ code, range }) => `${range.start.line} ${code}`);
    assert.ok(names.includes("5 name/characters") && names.includes("5 name/length"), names.join());
    const looped = `var pools = [\n  { name: 'one', most: 4 }\n  { name: 'two', most: 1 }\n]\n${head}${cluster(
      undefined,
      "minNodeCount: 2\n        maxNodeCount: item.most",
    )
      .replace("= {\n", "= [for (item, at) in pools: if (at > 0) {\n")
      .replace("'training'", "item.name")
      .trimEnd()}]\n`;
    assert.deepEqual(told(looped), ["17 scale/min-above-max"]);
    const off =
      head + cluster(undefined, "minNodeCount: 2\n        maxNodeCount: 1").replace("= {", "= if (false) {");
    assert.deepEqual(told(off), []);
  });

  test("the language: types, functions, lambdas, spread, texts over lines, safe access", () => {
    const text = `targetScope = 'resourceGroup'
metadata owner = 'forecast'
type size = 'Standard_E8s_v5' | 'Standard_E4s_v5'
type scale = {
  @minValue(0)
  least: int
  most: int?
}
func twice(n int) int => n * 2
param wanted size = 'Standard_E8s_v5'
param settings scale?
@secure()
param password string?
var base = {
  vmSize: wanted
  vmPriority: 'Dedicated'
}
var names string[] = map(range(0, 2), i => 'pool-\${i}')
var text = '''
it's ''\${no}
'''
var last = names[^1]
#disable-next-line no-unused-vars
var sum = reduce([1, 2], 0, (cur, next) => cur + next) /* three */
${head}resource pool '${TYPE}' = {
  parent: hub
  name: !empty(names) ? last! : 'none'
  location: resourceGroup().location
  tags: {
    'cost center': '\${text}\\u{e9}'
    ...{ n: string(sum) }
  }
  properties: {
    computeType: 'AmlCompute'
    properties: {
      ...base
      scaleSettings: {
        minNodeCount: settings.?least ?? 9
        maxNodeCount: twice(2)
        nodeIdleTimeBeforeScaleDown: 'PT15M'
      }
    }
  }
}
output id string = pool.id
`;
    assert.deepEqual(told(text), ["41 scale/min-above-max"]);
    const { text: body } = convertBicep(text, { to: "arm" });
    const { name, tags, properties } = JSON.parse(body);
    assert.equal(name, "pool-1");
    assert.deepEqual(tags, { "cost center": "it's ''${no}\n\u00e9", n: "3" });
    assert.deepEqual(properties.properties.scaleSettings.maxNodeCount, 4);
    assert.deepEqual(properties.properties.vmSize, "Standard_E8s_v5");
  });

  test("what only a deployment knows is silent", () => {
    for (const size of [
      "wanted",
      "other.outputs.size",
      "hub.properties.size",
      "loadJsonContent('sizes.json').small",
      "reference(hub.id).size",
      "someFunction('x')",
      "keyVault.getSecret('size')",
      "wanted == 'x' ? wanted : wanted",
      "empty(wanted) ? wanted : '${wanted}_v2'",
    ]) {
      const text = `param wanted string\nmodule other 'br/public:avm/res/x:1.0' = {\n  name: 'x'\n}\n${head}${cluster(`vmSize: ${size}`)}`;
      assert.deepEqual(told(text), [], size);
    }
  });

  test("modules, imports, loaded files, parameter files", () => {
    const pool = `import { sizes } from 'types.bicep'\nparam name string\nparam least int = 9\n${head}${cluster("vmSize: sizes.big", "minNodeCount: least\n        maxNodeCount: 4").replace("'training'", "name")}`;
    const files = {
      "infra/modules/pool.bicep": pool,
      "infra/modules/types.bicep": "@export()\nvar sizes = loadJsonContent('sizes.json')\n",
      "infra/modules/sizes.json": '{"big":"Standard_NC6"}',
    };
    const main = (params) =>
      `module pool 'modules/pool.bicep' = {\n  name: 'pool'\n  params: {\n    ${params}\n  }\n}\n`;
    const options = { path: "infra/main.bicep", files };
    assert.deepEqual(told(main("name: 'a_b'\n    least: 2"), options), [
      "1 vm-size/retired",
      "4 name/characters",
    ]);
    assert.deepEqual(told(main("name: 'training'"), options), ["1 scale/min-above-max", "1 vm-size/retired"]);
    const parameters =
      "using './main.bicep'\n\nparam size = 'Standard_NC6'\nparam unused = readEnvironmentVariable('X', 'y')\n";
    const beside = {
      "main.bicep": `param size string\nparam unused string\n${head}${cluster("vmSize: size")}`,
    };
    assert.deepEqual(told(parameters, { path: "main.bicepparam", files: beside }), ["3 vm-size/retired"]);
    assert.deepEqual(
      told(`param size string\n${head}${cluster("vmSize: size")}`, { parameters: { size: "Standard_NC6" } })
        .length,
      1,
    );
  });

  test("a parameter file gives all values that its Bicep file needs, and no others", () => {
    const main = `param size string\nparam most int = 4\nparam note string?\n${head}${cluster("vmSize: size")}`;
    const files = { "main.bicep": main, "base.bicepparam": "using none\nparam size = 'Standard_NC6'\n" };
    const ask = (text, more = {}) => {
      const { diagnostics } = validateBicep(text, { path: "main.bicepparam", files: { ...files, ...more } });
      return diagnostics
        .filter(({ severity }) => severity !== "info")
        .map(({ code, range, message }) => `${range.start.line} ${code}: ${message}`);
    };
    assert.match(ask("using 'main.bicep'\nparam most = 5\n").join(), /^1 template\/parameter: .*`size`/);
    assert.match(
      ask("using 'main.bicep'\nparam size = 'Standard_E4s_v5'\nparam least = 5\n").join(),
      /^3 template\/parameter: .*`least`/,
    );
    assert.deepEqual(ask("using 'main.bicep'\nparam size = 'Standard_E4s_v5'\n"), []);
    assert.match(ask("using 'main.bicep'\nextends 'base.bicepparam'\n").join(), /^1 vm-size\/retired/);
    assert.deepEqual(
      ask("using 'main.bicep'\nextends 'base.bicepparam'\nparam size = 'Standard_E4s_v5'\n"),
      [],
    );
    assert.match(ask("param size = 'x'\n").join(), /^1 text\/main-file: .*references no Bicep file/);
    assert.match(
      ask("// first\nusing './other.bicep'\n").join(),
      /^2 text\/main-file: `\.\/other\.bicep` does not exist/,
    );
    assert.match(
      ask("using 'bad.bicep'\n", { "bad.bicep": "param =" }).join(),
      /^1 text\/main-file: .*cannot be read/,
    );
    const template = JSON.stringify({
      contentVersion: "1.0.0.0",
      parameters: { size: { type: "string" } },
      resources: [
        {
          type: "Microsoft.MachineLearningServices/workspaces/computes",
          apiVersion: "2025-06-01",
          name: "hub/cpu",
          location: "westeurope",
          properties: { computeType: "AmlCompute", properties: { vmSize: "[parameters('size')]" } },
        },
      ],
    });
    const built = { "main.json": template };
    assert.ok(
      ask("using 'main.json'\nparam size = 'Standard_NC6'\n", built).some((one) =>
        /vm-size\/retired/.test(one),
      ),
    );
    assert.match(ask("using 'main.json'\n", built).join(), /template\/parameter/);
  });

  test("texts that are not Bicep are told at their place", () => {
    for (const [text, line] of [
      ["param x string =\n", 1],
      ["resource a 'b@c' = {\n  name: 'x\n}\n", 2],
      ["resource a 'b@c' = {\n  name 'x'\n}\n", 2],
      ["var a = [\n  1\n", 3],
      ["name: cpu\n", 1],
      ["var a = '\\q'\n", 1],
      ["var a = '''\nx\n", 1],
      ["param a string\nparam a string\n", 2],
      [`var a = ${"(".repeat(5000)}\n`, 1],
    ]) {
      const { diagnostics } = validateBicep(text);
      assert.deepEqual(
        diagnostics.map(({ code, range }) => [code, Math.min(range.start.line, line)]),
        [["text/not-bicep", line]],
        text.slice(0, 80),
      );
    }
    assert.equal(validateBicep("// nothing\n").diagnostics[0].code, "template/no-compute");
  });

  test("fixes keep comments and layout", () => {
    const text = (
      head +
      cluster("vmSizes: 'Standard_E8s_v5' // biggest", "minNodeCount: 5 // night\n        maxNodeCount: 2")
    ).replaceAll("\n", "\r\n");
    const { diagnostics } = validateBicep(text);
    const fixed = diagnostics
      .filter(({ fix }) => fix)
      .reduce((out, { fix }) => applyFixBicep(out, fix), text);
    assert.equal(fixed, text.replace("vmSizes", "vmSize").replace("5 // night", "2 // night"));
    const patch = [
      { op: "add", path: "/resources/pool/tags", value: { "cost center": "it's ${x}" } },
      { op: "remove", path: "/resources/pool/location" },
    ];
    const edited = applyFixBicep(head + cluster(), { title: "", applicability: "safe", patch });
    assert.match(edited, /\n {2}tags: \{\n {4}'cost center': 'it\\'s \\\$\{x\}'\n {2}\}\n\}\n$/);
    assert.doesNotMatch(edited, /location/);
  });

  test("nothing throws, whatever the text, and work is bounded", () => {
    const whole = `${head}@allowed(['x'])\nparam p 'a' | 'b' = 'a'\nvar f = [for i in range(0, 3): { a: '\${i}' }]\n${cluster()}`;
    for (let at = 0; at < whole.length; at += 5) {
      validateBicep(whole.slice(0, at));
      validateBicep(whole.slice(at));
      validateBicep(`${whole.slice(0, at)}\u0000'{[${whole.slice(at)}`);
    }
    const circle = `var a = b\nvar b = a\n${head}${cluster("vmSize: a")}`;
    const doubling = Array.from({ length: 40 }, (_, at) => `var v${at + 1} = '\${v${at}}\${v${at}}'`).join(
      "\n",
    );
    const self = { "main.bicep": `module again 'main.bicep' = {\n  name: 'x'\n}\n${head}${cluster()}` };
    for (const text of [circle, `var v0 = 'xxxxxxxx'\n${doubling}\n${head}${cluster("vmSize: v40")}`]) {
      const before = performance.now();
      validateBicep(text);
      assert.ok(performance.now() - before < 5000);
    }
    validateBicep(self["main.bicep"], { files: self });
    assert.throws(() => validateBicep(3), TypeError);
    assert.throws(() => validateBicep("", { files: 3 }), TypeError);
  });
});
