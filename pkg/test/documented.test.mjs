/** Whatever is public says what it is: each export of each entry, and what its classes and interfaces hold. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const pkg = join(dirname(fileURLToPath(import.meta.url)), "..");
const { exports } = JSON.parse(readFileSync(join(pkg, "package.json"), "utf8"));
/** The declarations that the exports name. */
const entries = new Set();
(function visit(node) {
  for (const [condition, child] of Object.entries(node)) {
    if (condition === "types" && child.endsWith(".d.ts")) entries.add(join(pkg, child));
    else if (typeof child === "object") visit(child);
  }
})(exports);

const program = ts.createProgram([...entries], {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.asynciterable.d.ts"],
  types: [],
});
const checker = program.getTypeChecker();

const isOurs = ({ declarations = [] }) =>
  declarations.some((each) => each.getSourceFile().fileName.includes("/dist/types/"));
const isSilent = (symbol) => symbol.getDocumentationComment(checker).length === 0;
/** What the name says in full, and what is an override of something documented elsewhere. */
const PLAIN =
  /^(name|constructor|prototype|then|catch|finally|index|report|code|kind|title|summary|type)$|^\[|^__|^#/;

test("every export of every entry has a comment", () => {
  assert.ok(entries.size >= 10, `${entries.size} entries`);
  const silent = new Set();
  for (const entry of entries) {
    const file = checker.getSymbolAtLocation(program.getSourceFile(entry));
    for (const found of file ? checker.getExportsOfModule(file) : []) {
      const symbol = found.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(found) : found;
      if (isSilent(symbol) && isSilent(found)) silent.add(found.name);
      const type = checker.getDeclaredTypeOfSymbol(symbol);
      if (!(symbol.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface))) continue;
      for (const member of checker.getPropertiesOfType(type)) {
        if (PLAIN.test(member.name) || !isOurs(member)) continue;
        if (isSilent(member)) silent.add(`${found.name}.${member.name}`);
      }
    }
  }
  assert.deepEqual([...silent].sort(), []);
});
