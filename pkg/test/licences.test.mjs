/** What is in the package keeps its licence: every crate that is linked into the module, and what is bundled. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe as suite, test } from "node:test";
import { fileURLToPath } from "node:url";

const text = readFileSync(new URL("../dist/THIRD-PARTY-LICENSES.txt", import.meta.url), "utf8");
const root = fileURLToPath(new URL("../..", import.meta.url));

suite("licences", () => {
  test("of every crate that reaches the module", () => {
    const options = ["--target", "wasm32-unknown-unknown", "--edges", "normal", "--prefix", "none"];
    const { stdout, status, stderr } = spawnSync(
      "cargo",
      ["tree", "--package", "azureml-compute", "--offline", ...options, "--format", "{p}|{l}"],
      { cwd: root, encoding: "utf8" },
    );
    assert.equal(status, 0, stderr);
    const crates = [...new Set(stdout.trim().split("\n"))]
      .map((line) => /^(\S+) v(\S+)[^|]*\|(.*?)(?: \(\*\))?$/.exec(line))
      .filter((found) => found !== null && found[1] !== "azureml-compute");
    assert.ok(crates.length > 20, stdout);
    for (const [, name, version, licence] of crates) {
      assert.ok(text.includes(`\n${name} ${version} (${licence})\n`), `${name} ${version} (${licence})`);
    }
    const named = text.match(/^[a-z][\w-]* \d+\.\d+\.\d+\S* \(/gm);
    assert.deepEqual(
      [...new Set(named.map((title) => title.slice(0, -2)))].sort(),
      [...new Set(crates.map(([, name, version]) => `${name} ${version}`))].sort(),
    );
  });

  test("with their texts: each part has the words of a licence", () => {
    for (const part of [
      "The Rust standard library",
      "yaml\n",
      "lit",
      "uplot",
      "strsim 0.",
      "bytes 1.",
      "serde 1.",
    ]) {
      const at = text.toLowerCase().indexOf(`\n${part.toLowerCase()}`);
      assert.ok(at >= 0 || text.toLowerCase().startsWith(part.toLowerCase()), part);
      assert.match(text.slice(Math.max(at, 0), at + 12_000), /permission|redistribution|licensed/i, part);
    }
    assert.ok(text.split("Permission is hereby granted").length > 10);
    assert.match(text, /UNICODE LICENSE V3/);
  });

  test("the bill of materials names them all, with sums, and the modules as they are", () => {
    const bill = JSON.parse(readFileSync(new URL("../dist/sbom.cdx.json", import.meta.url), "utf8"));
    assert.deepEqual([bill.bomFormat, bill.specVersion], ["CycloneDX", "1.6"]);
    const titles = text
      .match(/^[a-z][\w-]* \d+\.\d+\.\d+\S* \(/gm)
      .map((title) => title.slice(0, -2).replace(" ", "@"));
    const refs = bill.components.map((component) => component["bom-ref"]);
    assert.equal(new Set(refs).size, refs.length);
    for (const title of titles) assert.ok(refs.includes(`pkg:cargo/${title}`), title);
    for (const name of ["yaml", "lit", "lit-html", "uplot", "vscode-jsonrpc"]) {
      assert.ok(
        refs.some((ref) => ref.startsWith(`pkg:npm/${name}@`)),
        name,
      );
    }
    for (const { "bom-ref": ref, type, hashes, licenses } of bill.components) {
      assert.match(hashes?.[0]?.content ?? "", /^([0-9a-f]{64}|[0-9a-f]{128})$/, ref);
      if (type === "library") assert.ok(licenses[0].expression, ref);
      else {
        const bytes = readFileSync(new URL(`../${ref}`, import.meta.url));
        assert.equal(createHash("sha256").update(bytes).digest("hex"), hashes[0].content, ref);
      }
    }
    assert.deepEqual(bill.dependencies[0].dependsOn, refs);
    // The same sources give the same bill.
    assert.equal(bill.metadata.timestamp, undefined);
  });

  test("no folder of the machine that built it", () => {
    assert.doesNotMatch(text, /\/(?:root|home|Users)\/|\.cargo/);
  });
});
