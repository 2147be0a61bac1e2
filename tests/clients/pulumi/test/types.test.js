/** The members that the writer has are those of the provider, and its programs pass the provider's types. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import ts from "typescript";
import { convert } from "../../../../pkg/dist/esm/node.js";
import { caseFiles } from "../../../../pkg/test/case-files.mjs";
import { derive, written } from "../derive.js";

test("pkg/src/convert/pulumi/members.ts is what the types of azure-native say", () => {
  assert.deepEqual(written(), derive());
});

test("every program that is made of a valid body compiles", () => {
  const folder = mkdtempSync(join(tmpdir(), "azureml-compute-pulumi-"));
  try {
    symlinkSync(new URL("../node_modules", import.meta.url).pathname, join(folder, "node_modules"));
    writeFileSync(join(folder, "package.json"), '{"type":"module"}');
    const names = new Map();
    for (const { name, body, from, options, isValid } of caseFiles()) {
      if (!isValid || from !== "arm") continue;
      const { text } = convert(body, { ...options, from, to: "pulumi-ts" });
      if (text === "") continue;
      const file = join(folder, `case-${names.size}.ts`);
      // A module has names of its own.
      writeFileSync(file, `${text}export {};\n`);
      names.set(file, name);
    }
    assert.ok(names.size > 200, String(names.size));
    const program = ts.createProgram([...names.keys()], {
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      target: ts.ScriptTarget.ES2022,
    });
    const faults = ts
      .getPreEmitDiagnostics(program)
      .map(({ file, messageText }) => {
        const text = ts.flattenDiagnosticMessageText(messageText, "\n");
        return `${names.get(file?.fileName) ?? file?.fileName}: ${text.slice(0, 1000)}`;
      });
    assert.deepEqual(faults, []);
    console.log(`${names.size} programs compile`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
