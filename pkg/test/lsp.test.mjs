/** The language server, asked by a client: findings as one types, fixes, reasons, proposals. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe as suite, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from "vscode-jsonrpc/node";
import { poolOf } from "./terraform-files.mjs";

const command = join(fileURLToPath(import.meta.url), "../../dist/esm/cli.js");
const folder = mkdtempSync(join(tmpdir(), "azureml-compute-lsp-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const CLUSTER = poolOf("5 # night");

let server;
let client;
const told = new Map();
const waiting = [];

/** The findings of a version of a document, once they are there. */
function findings(uri, version) {
  const known = told.get(uri);
  if (known?.version === version) return Promise.resolve(known.diagnostics);
  return new Promise((resolve) => waiting.push({ uri, version, resolve }));
}

const uriOf = (name) => pathToFileURL(join(folder, name)).href;

function open(name, text, languageId = "plaintext") {
  const uri = uriOf(name);
  client.sendNotification("textDocument/didOpen", { textDocument: { uri, languageId, version: 1, text } });
  return findings(uri, 1);
}

function applied(text, [{ range, newText }]) {
  const lines = text.split("\n");
  const offset = ({ line, character }) =>
    lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0) + character;
  return text.slice(0, offset(range.start)) + newText + text.slice(offset(range.end));
}

before(async () => {
  server = spawn(process.execPath, [command, "lsp", "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
  client = createMessageConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  client.onNotification("textDocument/publishDiagnostics", ({ uri, version, diagnostics }) => {
    told.set(uri, { version, diagnostics });
    for (const one of waiting) if (one.uri === uri && one.version === version) one.resolve(diagnostics);
  });
  client.listen();
  const { capabilities } = await client.sendRequest("initialize", {
    processId: process.pid,
    rootUri: null,
    capabilities: {},
  });
  assert.ok(capabilities.hoverProvider && capabilities.codeActionProvider && capabilities.completionProvider);
  client.sendNotification("initialized", {});
});

after(async () => {
  await client.sendRequest("shutdown");
  client.sendNotification("exit");
  const status = await new Promise((resolve) => server.on("exit", resolve));
  client.dispose();
  assert.equal(status, 0);
});

suite("language server", () => {
  test("findings of every language, at their places", async () => {
    writeFileSync(join(folder, "variables.tf"), 'variable "size" {\n  default = "Standard_NC6"\n}\n');
    const terraform = await open("main.tf", CLUSTER);
    assert.deepEqual(
      terraform.filter(({ severity }) => severity < 3).map(({ code, range }) => [code, range.start.line]),
      [
        ["vm-size/retired", 5],
        ["scale/min-above-max", 7],
      ],
    );
    const bicep = await open(
      "main.bicep",
      "resource a 'Microsoft.MachineLearningServices/workspaces/computes@2025-06-01' = {\n  name: 'hub/a_b'\n  properties: {\n    computeType: 'AmlCompute'\n  }\n}\n",
    );
    assert.ok(bicep.some(({ code, range }) => code === "name/characters" && range.start.line === 1));
    const yaml = await open("cpu.yml", "name: cpu\ntype: amlcompute\nmin_instances: 3\nmax_instances: 1\n");
    assert.ok(yaml.some(({ code, range }) => code === "scale/min-above-max" && range.start.line === 2));
    const json = await open("cpu.json", '{\n  "properties": {\n    "computeType": "AmlComputes"\n  }\n}\n');
    assert.ok(json.some(({ code, range }) => code === "envelope/kind-unknown" && range.start.line === 2));
    assert.deepEqual(await open("package.json", '{"name":"x","version":"1.0.0"}'), []);
    assert.deepEqual(await open("network.tf", 'resource "azurerm_virtual_network" "a" {\n}\n'), []);
  });

  test("a change of a file of 200 lines is answered within 100 ms", async () => {
    const uri = uriOf("long.tf");
    const text = CLUSTER + "# more\n".repeat(190);
    await open("long.tf", text);
    const times = [];
    for (let version = 2; version < 22; version += 1) {
      const range = { start: { line: 8, character: 43 }, end: { line: 8, character: 44 } };
      const contentChanges = [{ range, text: String(version % 10) }];
      const before = performance.now();
      client.sendNotification("textDocument/didChange", { textDocument: { uri, version }, contentChanges });
      const found = await findings(uri, version);
      times.push(performance.now() - before);
      const isWrong = version % 10 < 5;
      assert.equal(
        found.some(({ code }) => code === "scale/min-above-max"),
        isWrong,
        String(version),
      );
    }
    const median = times.sort((a, b) => a - b)[10];
    assert.ok(median < 100, `${median} ms`);
  });

  test("fixes remove their finding and keep comments; reasons; proposals", async () => {
    const uri = uriOf("fix.tf");
    await open("fix.tf", CLUSTER);
    const position = { line: 7, character: 43 };
    const range = { start: position, end: position };
    const actions = await client.sendRequest("textDocument/codeAction", {
      textDocument: { uri },
      range,
      context: { diagnostics: [] },
    });
    const quick = actions.find(({ kind }) => kind === "quickfix");
    assert.equal(applied(CLUSTER, quick.edit.changes[uri]), CLUSTER.replace("= 5 #", "= 2 #"));
    const all = actions.find(({ kind }) => kind === "source.fixAll");
    assert.equal(applied(CLUSTER, all.edit.changes[uri]), CLUSTER.replace("North Europe", "northeurope"));
    const hover = await client.sendRequest("textDocument/hover", { textDocument: { uri }, position });
    assert.match(hover.contents.value, /scale\/min-above-max[\s\S]*How we know:/);
    const ask = async (name, text, line, character) => {
      await open(name, text);
      return client.sendRequest("textDocument/completion", {
        textDocument: { uri: uriOf(name) },
        position: { line, character },
      });
    };
    const sizes = await ask("size.yml", "type: amlcompute\nsize: Standard_E8s\n", 1, 18);
    const size = sizes.find(({ label }) => label === "Standard_E8s_v5");
    assert.match(size.detail, /^8 vCPU, 64 GiB/);
    const words = await ask("word.tf", '  vm_priority = "', 0, 17);
    assert.deepEqual(
      words.map(({ label }) => label),
      ["Dedicated", "LowPriority"],
    );
    const kinds = await ask("kind.bicep", "    computeType: '", 0, 18);
    assert.ok(kinds.some(({ label }) => label === "AmlCompute"));
  });

  test("a change of another file of the same program is seen, in a buffer and on disk", async () => {
    const main = ["module pool 'pool.bicep' = {", "  name: 'pool'", "  params: { least: 3 }", "}", ""].join(
      "\n",
    );
    const pool = (most) =>
      `param least int\nresource a 'Microsoft.MachineLearningServices/workspaces/computes@2025-06-01' = {\n  name: 'hub/cpu'\n  properties: {\n    computeType: 'AmlCompute'\n    properties: { scaleSettings: { minNodeCount: least, maxNodeCount: ${most} } }\n  }\n}\n`;
    const codes = (found) => found.filter(({ severity }) => severity === 1).map(({ code }) => code);
    /** The next findings of a document that are told without a change of itself. */
    const next = (uri) => {
      told.delete(uri);
      return new Promise((resolve) => waiting.push({ uri, version: 1, resolve }));
    };
    writeFileSync(join(folder, "pool.bicep"), pool(4));
    const uri = uriOf("program.bicep");
    assert.deepEqual(codes(await open("program.bicep", main)), []);
    let again = next(uri);
    await open("pool.bicep", pool(2));
    assert.deepEqual(codes(await again), ["scale/min-above-max"]);
    again = next(uri);
    const other = { uri: uriOf("pool.bicep") };
    client.sendNotification("textDocument/didClose", { textDocument: other });
    assert.deepEqual(codes(await again), []);
    again = next(uri);
    writeFileSync(join(folder, "pool.bicep"), pool(1));
    client.sendNotification("workspace/didChangeWatchedFiles", { changes: [{ ...other, type: 2 }] });
    assert.deepEqual(codes(await again), ["scale/min-above-max"]);
    const position = { line: 0, character: 2 };
    writeFileSync(join(folder, "pool.bicep"), pool(9));
    const hover = await client.sendRequest("textDocument/hover", { textDocument: { uri }, position });
    assert.ok(!/scale\/min-above-max/.test(hover?.contents.value ?? ""));
  });
});
