/** The tools for agents, asked by the protocol's own client over standard input and output. */
import assert from "node:assert/strict";
import { after, before, describe as suite, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { startEmulator } from "./emulator.mjs";
import { poolOf } from "./terraform-files.mjs";

const command = fileURLToPath(new URL("../dist/esm/cli.js", import.meta.url));
const CLUSTER = {
  location: "westeurope",
  properties: {
    computeType: "AmlCompute",
    properties: { vmSize: "Standard_D4s_v3", scaleSettings: { minNodeCount: 0, maxNodeCount: 4 } },
  },
};
const resized = structuredClone(CLUSTER);
resized.properties.properties.scaleSettings.maxNodeCount = 8;

async function connect(env = {}) {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [command, "mcp"],
    env: { PATH: process.env.PATH, ...env },
    stderr: "inherit",
  });
  const client = new Client({ name: "test", version: "1" });
  await client.connect(transport);
  return client;
}

async function ask(client, name, args) {
  const answer = await client.callTool({ name, arguments: args });
  assert.notEqual(answer.isError, true, answer.content[0].text);
  return JSON.parse(answer.content[0].text);
}

suite("tools for agents", () => {
  let client;
  before(async () => {
    client = await connect();
  });
  after(() => client.close());

  test("there are six, and none of them changes anything", async () => {
    const { tools } = await client.listTools();
    assert.deepEqual(
      tools.map(({ name }) => name),
      ["check", "fix", "convert", "explain", "sizes", "plan"],
    );
    for (const { name, annotations, inputSchema } of tools) {
      assert.equal(annotations.readOnlyHint, true, name);
      assert.equal(inputSchema.type, "object", name);
    }
    assert.equal(client.getServerVersion().name, "azureml-compute");
  });

  test("check: every language, with the files beside it", async () => {
    const terraform = await ask(client, "check", { text: poolOf("5"), path: "main.tf" });
    assert.ok(
      terraform.diagnostics.some(
        ({ code, range }) => code === "scale/min-above-max" && range.start.line === 8,
      ),
    );
    const yaml = await ask(client, "check", {
      text: "name: cpu\ntype: amlcompute\nmin_instances: 3\nmax_instances: 1\n",
    });
    assert.equal(yaml.valid, false);
    const body = await ask(client, "check", {
      text: JSON.stringify(CLUSTER),
      format: "arm",
      options: { name: "a_b" },
    });
    assert.ok(body.diagnostics.some(({ code }) => code === "name/characters"));
    const module = "module pool 'pool.bicep' = {\n  name: 'pool'\n  params: { least: 3 }\n}\n";
    const files = {
      "infra/pool.bicep":
        "param least int\nresource a 'Microsoft.MachineLearningServices/workspaces/computes@2025-06-01' = {\n  name: 'hub/cpu'\n  properties: {\n    computeType: 'AmlCompute'\n    properties: { scaleSettings: { minNodeCount: least, maxNodeCount: 1 } }\n  }\n}\n",
    };
    const bicep = await ask(client, "check", { text: module, path: "infra/main.bicep", files });
    assert.ok(bicep.diagnostics.some(({ code }) => code === "scale/min-above-max"));
  });

  test("fix keeps comments; convert tells what is lost; explain and sizes", async () => {
    const text = "name: cpu # ours\ntype: amlcompute\nlocation: West Europe\nsize: Standard_E4s_v5\n";
    const mended = await ask(client, "fix", { text, path: "cpu.yml" });
    assert.equal(mended.text, text.replace("West Europe", "westeurope"));
    assert.equal(mended.fixed, 1);
    const bicep = await ask(client, "convert", { text, path: "cpu.yml", to: "bicep" });
    assert.match(bicep.text, /vmSize: 'Standard_E4s_v5'/);
    const { why } = await ask(client, "explain", { code: "scale/min-above-max" });
    assert.ok(why.length > 10);
    assert.ok((await ask(client, "explain", {})).codes.length > 100);
    const found = await ask(client, "sizes", { text: "E4s_v5", limit: 3 });
    assert.equal(found.sizes[0].vCpus, 4);
  });

  test("plan against what the caller hands over asks nobody", async () => {
    const current = structuredClone(CLUSTER);
    current.properties.provisioningState = "Succeeded";
    const same = await ask(client, "plan", { name: "cpu", body: CLUSTER, current });
    assert.equal(same.action, "none");
    const more = await ask(client, "plan", { name: "cpu", body: resized, current });
    assert.equal(more.action, "update");
    assert.equal(more.changes[0].to, 8);
    const first = await ask(client, "plan", { name: "cpu", body: CLUSTER, current: null });
    assert.equal(first.action, "create");
    const answer = await client.callTool({ name: "plan", arguments: { name: "cpu", body: CLUSTER } });
    assert.equal(answer.isError, true);
    assert.match(answer.content[0].text, /AZURE_SUBSCRIPTION_ID.*AZURE_ACCESS_TOKEN/);
  });

  test("what is no argument is told, and the server goes on", async () => {
    for (const [name, given] of [
      ["check", { text: 5 }],
      ["check", { text: "{}", options: { nmae: "x" } }],
      ["convert", { text: "{}", to: "toml" }],
      ["explain", { code: "no/such-code" }],
    ]) {
      const answer = await client.callTool({ name, arguments: given });
      assert.equal(answer.isError, true, name);
    }
    const report = await ask(client, "check", { text: "[".repeat(100_000) });
    assert.equal(report.valid, false);
  });
});

test("with a credential the workspace is read, and nothing is written", async () => {
  const emulator = await startEmulator("--speed", "1000");
  try {
    await emulator.client().create("cpu", CLUSTER);
    const client = await connect({
      AZURE_SUBSCRIPTION_ID: emulator.subscriptionId,
      AZURE_RESOURCE_GROUP: emulator.resourceGroup,
      AZUREML_WORKSPACE_NAME: emulator.workspace,
      AZURE_RESOURCE_MANAGER_ENDPOINT: emulator.url,
      AZURE_ACCESS_TOKEN: "secret-token",
    });
    const plan = await ask(client, "plan", { name: "cpu", body: resized });
    assert.equal(plan.action, "update");
    assert.ok(!JSON.stringify(plan).includes("secret-token"));
    await client.close();
    const now = await emulator.client().get("cpu");
    assert.equal(now.properties.properties.scaleSettings.maxNodeCount, 4);
  } finally {
    emulator.stop();
  }
});
