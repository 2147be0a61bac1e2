/** The elements as the package holds them: what its manifest and its types say is what the classes have. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const pkg = join(dirname(fileURLToPath(import.meta.url)), "..");
const dist = join(pkg, "dist/element");
const manifest = JSON.parse(readFileSync(join(dist, "custom-elements.json"), "utf8"));
const [{ declarations }] = manifest.modules;

/** Members of a class as its declaration has them. */
function declared(file, name) {
  const program = ts.createProgram([file], {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    lib: ["lib.es2022.d.ts", "lib.dom.d.ts"],
    types: [],
  });
  const source = program.getSourceFile(file);
  const found = source.statements.find((each) => ts.isClassDeclaration(each) && each.name?.text === name);
  return found.members.map((member) => member.name.getText(source)).sort();
}

test("the manifest names files that are there, and is named by the package", () => {
  const { customElements } = JSON.parse(readFileSync(join(pkg, "package.json"), "utf8"));
  assert.equal(join(pkg, customElements), join(dist, "custom-elements.json"));
  for (const { path } of manifest.modules) assert.ok(readFileSync(join(pkg, path), "utf8").length > 0, path);
  assert.deepEqual(
    declarations.map(({ tagName }) => tagName),
    ["azureml-compute-form", "azureml-compute-list"],
  );
});

for (const { name, members, events } of declarations) {
  test(`${name}: the types say what the source has`, () => {
    const source = [...new Set(members.map((member) => member.name))].sort();
    assert.deepEqual(declared(join(pkg, "dist/types/element/class.d.ts"), name), source);
    const shapes = readFileSync(join(pkg, "dist/types/element/shapes.d.ts"), "utf8");
    for (const event of events) assert.ok(shapes.includes(`"${event.name}":`), event.name);
  });
}

test("a server imports and requires them; nothing is registered there", async () => {
  assert.equal(typeof globalThis.HTMLElement, "undefined");
  await import("../dist/element/define.js");
  await import("../dist/element/define-form.js");
  await import("../dist/element/define-list.js");
  const { AzuremlComputeForm } = await import("../dist/element/class.js");
  const require = createRequire(import.meta.url);
  for (const name of ["element", "element-form", "element-list"]) require(`../dist/cjs/${name}.cjs`);
  for (const each of [AzuremlComputeForm, require("../dist/cjs/element-class.cjs").AzuremlComputeForm])
    assert.equal(typeof each.prototype.check, "function");
  assert.equal(globalThis.customElements, undefined);
  assert.equal(globalThis.HTMLElement, undefined);
  assert.equal(globalThis.document, undefined);
});

test("what is needed on demand stays apart, and no module is carried along", () => {
  const text = (name) => readFileSync(join(dist, name), "utf8");
  const parts = readdirSync(join(dist, "parts")).map((name) => `parts/${name}`);
  const atOnce = new Set(["class.js"]);
  for (const name of atOnce) {
    for (const [, path] of text(name).matchAll(/(?:from|import)"(\.{1,2}\/[^"]+)"/g)) {
      atOnce.add(join(dirname(name), path));
    }
  }
  const later = parts.filter((name) => !atOnce.has(name)).join(" ");
  for (const name of ["import-dialog", "list-details", "ru", "size-browser"])
    assert.match(later, RegExp(name));
  for (const name of parts) assert.doesNotMatch(text(name), /AGFzbQ|WebAssembly/);
});
