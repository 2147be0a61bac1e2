import assert from "node:assert/strict";
import test from "node:test";
import { languageOf, maskedLines } from "../src/element/form/import-text.js";

test("texts are told apart by what they say, then by their name", () => {
  const cases: [string, string, string][] = [
    ["json", '  { "name": "x" }', ""],
    ["json", "[]", "x.yml"],
    ["json", "name: x", "x.json"],
    ["yaml", "name: x\ntype: amlcompute\n", ""],
    ["yaml", "# az ml compute create --file\nname: x\n", ""],
    ["bicep", "targetScope = 'resourceGroup'\n", ""],
    ["bicep", "@description('x')\nparam a string\n", ""],
    ["bicep", "anything", "main.BICEP"],
    ["terraform", 'resource "azurerm_x" "y" {\n}\n', ""],
    ["terraform", "terraform {\n}\n", ""],
    ["cli", "az ml compute create -n x\n", ""],
    ["python", "from azure.ai.ml import MLClient\n", ""],
    ["yaml", "description: import nothing from anywhere\n", ""],
  ];
  for (const [language, text, name] of cases) assert.equal(languageOf(text, name), language, text);
});

test("what is called a secret is masked in JSON and in YAML, also where nothing could be read", () => {
  const lines = maskedLines(
    '{"adminPassword": "hun\\"ter2", "a": 1}\n  admin_password: hunter2 # mine\n- token: "t"\nnote: it is hunter3',
    ["hunter3"],
  );
  assert.deepEqual(lines, [
    '{"adminPassword": "••••••••", "a": 1}',
    "  admin_password: ••••••••",
    "- token: ••••••••",
    "note: it is ••••••••",
  ]);
});
