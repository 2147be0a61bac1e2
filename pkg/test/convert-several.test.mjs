/** Several computes in one input: none is lost, none is mixed with another, and no secret is written. */
import assert from "node:assert/strict";
import { describe as suite, test } from "node:test";
import { convert, describe } from "azureml-compute";
import { convertYaml } from "azureml-compute/yaml";

const GROUP = "/subscriptions/91c7a3fe-2b0d-4c55-8f61-6d0e4b7a9c22/resourceGroups/lab/providers";
const TYPE = "Microsoft.MachineLearningServices/workspaces/computes";
const SINGLE = ["arm", "cli-v2", "sdk-v1"];
const MANY = ["arm-template", "bicep", "terraform", "az-cli", "python-v1", "python-v2"];

/** A secret of its own for every place, long enough to be found anywhere. */
let count = 0;
const secrets = new Set();
const hush = () => {
  count += 1;
  const word = `Hush9-never-shown-${count}-`;
  secrets.add(word);
  return word;
};
const account = () => ({ username: "trainer", password: hush() });
const attached = (computeType, resource, properties = {}) => ({
  computeType,
  resourceId: `${GROUP}/${resource}`,
  properties,
});

/** One of each kind, with all the secrets that the kind has. */
const BODIES = {
  AmlCompute: {
    computeType: "AmlCompute",
    properties: {
      vmSize: "Standard_E8s_v5",
      scaleSettings: { minNodeCount: 0, maxNodeCount: 3 },
      userAccountCredentials: { adminUserName: "trainer", adminUserPassword: hush() },
    },
  },
  ComputeInstance: {
    computeType: "ComputeInstance",
    properties: {
      vmSize: "Standard_E4s_v5",
      customServices: [
        {
          name: "board",
          image: { type: "docker", reference: "ghcr.io/lab/board:1" },
          endpoints: [{ target: 8080, published: 8080 }],
          environmentVariables: { DB_PASSWORD: { type: "local", value: hush() } },
        },
      ],
    },
  },
  Kubernetes: attached("Kubernetes", "Microsoft.Kubernetes/connectedClusters/edge", {
    relayConnectionString: hush(),
    serviceBusConnectionString: `Endpoint=sb://lab/;SharedAccessKey=${hush()}`,
  }),
  VirtualMachine: attached("VirtualMachine", "Microsoft.Compute/virtualMachines/box", {
    sshPort: 22,
    administratorAccount: account(),
  }),
  HDInsight: attached("HDInsight", "Microsoft.HDInsight/clusters/hive", {
    sshPort: 22,
    address: "hive.azurehdinsight.net",
    administratorAccount: account(),
  }),
  Databricks: attached("Databricks", "Microsoft.Databricks/workspaces/bricks", {
    databricksAccessToken: hush(),
  }),
  SynapseSpark: attached("SynapseSpark", "Microsoft.Synapse/workspaces/syn/bigDataPools/pool"),
  AKS: attached("AKS", "Microsoft.ContainerService/managedClusters/scoring", {
    sslConfiguration: { status: "Enabled", cert: hush(), key: hush(), cname: "ml.example.com" },
  }),
  DataFactory: attached("DataFactory", "Microsoft.DataFactory/factories/mover"),
  DataLakeAnalytics: attached("DataLakeAnalytics", "Microsoft.DataLakeAnalytics/accounts/lake"),
  Batch: attached("Batch", "Microsoft.Batch/batchAccounts/render"),
};

const KINDS = Object.keys(BODIES);
const name = (index) => `pool${"abc"[index]}x`;
const resource = (kind, index, more = {}) => ({
  type: TYPE,
  apiVersion: "2025-12-01",
  name: `lab/${name(index)}`,
  location: "swedencentral",
  properties: BODIES[kind],
  ...more,
});
const template = (resources, more = {}) => ({
  $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  contentVersion: "1.0.0.0",
  ...more,
  resources,
});

const noKind = (report) =>
  report.diagnostics.filter(({ code }) => code === "convert/no-kind").map(({ path }) => path);
const count_ = (text, expression) => [...text.matchAll(expression)].length;
const at = (value, pointer) =>
  pointer
    .split("/")
    .slice(1)
    .reduce((found, step) => found?.[step.replaceAll("~1", "/").replaceAll("~0", "~")], value);

/** How many computes a text makes. */
const MADE = {
  "arm-template": (text) => JSON.parse(text).resources.length,
  bicep: (text) => count_(text, /^resource compute\w* /gm),
  terraform: (text) => count_(text, /^resource "/gm),
  "az-cli": (text) => count_(text, /^az (?:ml compute|rest) /gm),
  "python-v1": (text) => count_(text, /^target = /gm),
  "python-v2": (text) => count_(text, /\.compute\.begin_\w+\(/gm),
};

function* mixes() {
  for (const [first, one] of KINDS.entries()) {
    for (const [second, two] of KINDS.entries()) {
      yield [one, two];
      // Threes in one order only, and each kind with itself.
      for (const three of KINDS.slice(second)) if (second >= first) yield [one, two, three];
    }
  }
}

suite("several computes", () => {
  test("every mix of two and three, into every format", () => {
    let conversions = 0;
    for (const kinds of mixes()) {
      const input = template(kinds.map((kind, index) => resource(kind, index)));
      const where = kinds.join(" ");
      for (const to of MANY) {
        const { text, report, computes } = convert(input, { from: "arm-template", to });
        conversions += 1;
        assert.deepEqual(
          computes,
          kinds.map((kind, index) => ({ name: name(index), kind })),
        );
        const without = noKind(report);
        assert.equal(
          text === "" ? 0 : MADE[to](text),
          kinds.length - without.length,
          `${where} to ${to}\n${text}`,
        );
        for (const [index, kind] of kinds.entries()) {
          const isTold = without.some((path) => path.startsWith(`/resources/${index}/`));
          assert.ok(isTold || text.includes(name(index)), `${where} to ${to}: ${name(index)}`);
          if (["arm-template", "bicep"].includes(to))
            assert.ok(text.includes(kind) && !isTold, `${where} to ${to}`);
        }
        hidden(text, report, `${where} to ${to}`);
        pointers(input, report, `${where} to ${to}`);
      }
      for (const to of SINGLE) {
        const { text, report } = convert(input, { from: "arm-template", to });
        conversions += 1;
        const told = report.diagnostics.filter(({ code }) => code.startsWith("convert/"));
        assert.deepEqual(
          [text, told.map(({ code }) => code), report.valid],
          ["", ["convert/several"], false],
        );
        for (const index of kinds.keys()) assert.ok(told[0].message.includes(name(index)), told[0].message);
        for (const select of [name(kinds.length - 1), kinds.length - 1]) {
          const chosen = convert(input, { from: "arm-template", to, select });
          const gone = noKind(chosen.report);
          assert.equal(chosen.text === "", gone.length === 1, `${where} to ${to}`);
          if (chosen.text !== "") assert.ok(chosen.text.includes(name(kinds.length - 1)));
          assert.ok(!chosen.text.includes(name(0)), `${where} to ${to}`);
          hidden(chosen.text, chosen.report, `${where} to ${to}`);
        }
      }
    }
    console.log(JSON.stringify({ conversions, secrets: secrets.size }));
    assert.ok(conversions > 3500);
  });

  function hidden(text, report, where) {
    const all = text + JSON.stringify(report);
    for (const secret of secrets) assert.ok(!all.includes(secret), `${where} shows ${secret}\n${text}`);
  }

  /** What is missing is told where it would stand. */
  function pointers(input, report, where) {
    for (const { path, code } of report.diagnostics) {
      const above = path.slice(0, path.lastIndexOf("/"));
      assert.ok(at(input, path) !== undefined || at(input, above) !== undefined, `${where}: ${code} ${path}`);
    }
  }

  test("each compute keeps its kind and what is its own", () => {
    const first = resource("AmlCompute", 0, { apiVersion: "2024-10-01" });
    const second = resource("VirtualMachine", 1, { apiVersion: "2023-08-01-preview", location: "uksouth" });
    const input = template([first, second]);
    const { resources, parameters } = JSON.parse(
      convert(input, { from: "arm-template", to: "arm-template" }).text,
    );
    assert.deepEqual(
      resources.map(({ apiVersion, location, properties }) => [apiVersion, location, properties.computeType]),
      [
        ["2024-10-01", "swedencentral", "AmlCompute"],
        ["2023-08-01-preview", "uksouth", "VirtualMachine"],
      ],
    );
    assert.deepEqual(parameters, {
      workspaceName: { type: "string" },
      poolaxAdminUserPassword: { type: "secureString" },
      poolbxPassword: { type: "secureString" },
    });
    const bicep = convert(input, { from: "arm-template", to: "bicep" }).text;
    assert.match(bicep, /resource computePoolax '[^']+@2024-10-01'/);
    assert.match(bicep, /resource computePoolbx '[^']+@2023-08-01-preview'/);
    const one = convert(template([second]), { from: "arm-template", to: "bicep" });
    assert.equal(one.report.apiVersion, "2023-08-01-preview");
    assert.match(one.text, /resource compute '[^']+@2023-08-01-preview'/);
  });

  test("computes of the same name in two workspaces stay apart", () => {
    const input = template([
      resource("AmlCompute", 0, { name: "north/pool" }),
      resource("Databricks", 1, { name: "south/pool" }),
    ]);
    const text = (to) => convert(input, { from: "arm-template", to }).text;
    const { resources } = JSON.parse(text("arm-template"));
    assert.deepEqual(
      resources.map((one) => one.name),
      [
        "[format('{0}/{1}', parameters('workspaceName'), 'pool')]",
        "[format('{0}/{1}', parameters('workspaceName2'), 'pool')]",
      ],
    );
    assert.match(text("bicep"), /parent: workspace2\n/);
    assert.match(text("terraform"), /= var\.workspace_id_2\n/);
    assert.match(text("az-cli"), /\$WORKSPACE_2\b/);
    assert.match(text("python-v1"), /attach\(workspace_2, /);
    const { report } = convert(input, { from: "arm-template", to: "arm", select: "pool" });
    assert.equal(report.diagnostics.filter(({ code }) => code === "convert/several").length, 1);
    assert.ok(convert(input, { from: "arm-template", to: "arm", select: 1 }).text.includes("Databricks"));
  });

  test("a selection that names none is told", () => {
    const input = template([resource("AmlCompute", 0), resource("AKS", 1)]);
    for (const select of ["poolzz", 7]) {
      const { text, report } = convert(input, { from: "arm-template", to: "bicep", select });
      assert.equal(text, "");
      const [finding] = report.diagnostics.filter(({ code }) => code === "convert/several");
      assert.match(finding.message, /contains no compute `(?:poolzz|7)`, only poolax, poolbx$/);
    }
    assert.throws(() => convert(input, { to: "bicep", select: {} }), TypeError);
    assert.ok(
      convert(input, { from: "arm-template", to: "cli-v2", select: "POOLAX" }).text.includes("amlcompute"),
    );
  });

  test("a kind that a format does not know leaves the others", () => {
    const input = template([resource("AmlCompute", 0), resource("DataFactory", 1)]);
    const { text, report } = convert(input, { from: "arm-template", to: "python-v2" });
    assert.match(text, /poolax/);
    assert.deepEqual([noKind(report), report.valid], [["/resources/1/properties/computeType"], false]);
  });

  test("a name that nobody says is a parameter, and told", () => {
    const nameless = { location: "swedencentral", properties: BODIES.AmlCompute };
    const shown = {
      "arm-template": "parameters('computeName')",
      bicep: "name: computeName\n",
      terraform: "= var.compute_name\n",
      "cli-v2": `name: "\${computeName}"`,
      "az-cli": "$COMPUTE_NAME",
      "python-v1": 'os.environ["COMPUTE_NAME"]',
      "python-v2": 'document["name"] = os.environ["COMPUTE_NAME"]',
      "sdk-v1": '"name": "<computeName>"',
    };
    for (const [to, word] of Object.entries(shown)) {
      const { text, report } = convert(nameless, { to });
      assert.ok(text.includes(word), `${to}\n${text}`);
      assert.ok(
        report.diagnostics.some(
          ({ code, path, message }) => code === "convert/lost-member" && path === "" && /name/.test(message),
        ),
      );
    }
    assert.ok(!convert(nameless, { to: "arm" }).text.includes("computeName"));
    const built = template([resource("AmlCompute", 0, { name: "[uniqueString(resourceGroup().id)]" })]);
    const { text, report } = convert(built, { from: "arm-template", to: "bicep" });
    assert.ok(text.includes("param computeName string"));
    assert.ok(
      report.diagnostics.some(
        ({ code, path }) => code === "convert/lost-member" && path === "/resources/0/name",
      ),
    );
  });

  test("how often and whether a compute is deployed is told where it is lost", () => {
    const input = template(
      [
        resource("AmlCompute", 0, { copy: { name: "each", count: "[parameters('count')]" } }),
        resource("AKS", 1, { condition: "[parameters('wanted')]" }),
      ],
      { parameters: { count: { type: "int" }, wanted: { type: "bool" } } },
    );
    const { report } = convert(input, { from: "arm-template", to: "bicep" });
    const told = report.diagnostics.filter(({ message }) => /whether or how often/.test(message));
    assert.deepEqual(
      told.map(({ path }) => path),
      ["/resources/0/copy", "/resources/1/condition"],
    );
  });

  test("secrets of any form and place become parameters", () => {
    const word = hush();
    const places = [
      {
        computeType: "VirtualMachine",
        properties: { administratorAccount: { username: "a", password: { deep: word } } },
      },
      {
        computeType: "VirtualMachine",
        properties: { administratorAccount: { username: "a", password: [word] } },
      },
      { computeType: "AmlCompute", properties: { administratorAccount: { username: "a", password: word } } },
      { computeType: "Kusto", properties: { administratorAccount: { password: word } } },
      { computeType: "AmlCompute", description: `AccountKey=${word}`, properties: {} },
      { computeType: "Kubernetes", properties: { extension: { token: word } } },
      {
        computeType: "ComputeInstance",
        properties: {
          setupScripts: {
            scripts: {
              startupScript: {
                scriptSource: "inline",
                scriptData: Buffer.from(`mount -o password=${word}`).toString("base64"),
              },
            },
          },
        },
      },
    ];
    const packed = Buffer.from(word).toString("base64").slice(4, 20);
    for (const properties of places) {
      for (const to of [...SINGLE, ...MANY]) {
        const { text } = convert({ name: "place", tags: { apiToken: word }, properties }, { to });
        assert.ok(
          !text.includes(word) && !text.includes(packed),
          `${to} ${JSON.stringify(properties)}\n${text}`,
        );
      }
    }
    for (const { kind, fields } of [describe()].flat()) {
      for (const { path } of fields.filter(({ secret }) => secret)) {
        const body = { name: "place", properties: { computeType: kind, properties: {} } };
        const steps = path.split("/").slice(1);
        const last = steps.pop();
        let holder = body;
        for (const step of steps) {
          holder[step] ??= {};
          holder = holder[step];
        }
        holder[last] = word;
        for (const to of [...SINGLE, ...MANY])
          assert.ok(!convert(body, { to }).text.includes(word), `${path} to ${to}`);
      }
    }
  });

  test("the subnet of an unknown workspace is something to fill in", () => {
    const yaml =
      "name: pool\ntype: amlcompute\nmax_instances: 2\nnetwork_settings:\n  vnet_name: hub\n  subnet: training\n";
    for (const to of ["arm", "bicep", "terraform", "az-cli", "python-v2"]) {
      const { text, report } = convertYaml(yaml, { to });
      assert.ok(text.includes("/subscriptions/<subscription>/resourceGroups/<group>/"), `${to}\n${text}`);
      assert.ok(report.diagnostics.some(({ code }) => code === "convert/lost-member"));
    }
  });
});
