#!/usr/bin/env bash
# Package: tree-sitter-bicep 1.1.0 (npm; run by web-tree-sitter 0.27.2), the Bicep grammar of editors.
# Likely guess: the grammar parses every construct of Microsoft's language reference, parameter files
#   (`.bicepparam`) included, without an ERROR node.
# What happens: resources, loops, conditions, lambdas, user-defined types and imports parse. An ERROR node comes
#   of `using` and `extends` (so of every parameter file), of the spread operator in objects and arrays, of
#   `resourceInput<…>`, of `extension … as`, of interpolated multi-line strings, of `[^1]` and of typed `var`s.
# Why our users care: who reads Bicep through this grammar must take an ERROR node for "not understood", not for
#   "wrong", and must read parameter files in another way.
# Date: 2026-11-30
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts tree-sitter-bicep@1.1.0 web-tree-sitter@0.27.2
cat >run.mjs <<'JS'
import { Language, Parser } from "web-tree-sitter";
await Parser.init();
const parser = new Parser();
parser.setLanguage(await Language.load("node_modules/tree-sitter-bicep/tree-sitter-bicep.wasm"));
const cluster = "resource c 'Microsoft.MachineLearningServices/workspaces/computes@2024-10-01' = ";
const parsed = {
  resource: `${cluster}{\n  parent: ws\n  name: 'cpu'\n}\n`,
  loop: `${cluster}[for (size, i) in sizes: if (size != '') {\n  name: 'cpu-\${i}'\n}]\n`,
  lambda: "var names = map(range(0, 3), i => 'cpu-${i}')\n",
  type: "type nodes = {\n  @minValue(0)\n  min: int\n  max: int?\n}\n",
  import: "import { nodes } from 'types.bicep'\n",
};
const refused = {
  using: "using 'main.bicep'\nparam nodes = 4\n",
  extends: "using 'main.bicep'\nextends 'base.bicepparam'\n",
  spread: "var all = {\n  ...base\n  nodes: 4\n}\n",
  spreadInArray: "var all = [\n  ...base\n  4\n]\n",
  resourceInput: "param sku resourceInput<'Microsoft.Storage/storageAccounts@2023-01-01'>.sku\n",
  extension: "extension kubernetes with {\n  namespace: 'default'\n} as k8s\n",
  interpolatedLines: "var text = $'''\nhello ${name}\n'''\n",
  fromTheEnd: "output last string = names[^1]\n",
  typedVariable: "var name string = 'cpu'\n",
};
let same = true;
for (const [expected, samples] of [[false, parsed], [true, refused]]) {
  for (const [name, text] of Object.entries(samples)) {
    const error = parser.parse(text).rootNode.hasError;
    console.log(`${name.padEnd(18)} ${error ? "ERROR node" : "parsed"}`);
    same &&= error === expected;
  }
}
process.exit(same ? 0 : 1);
JS
node run.mjs || exit 1
