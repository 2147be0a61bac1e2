/** Every fence of the README that is marked `js run` is run, as it stands. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
const fences = [...readme.matchAll(/^```js run[^\n]*\n([\s\S]*?)^```$/gm)].map(([, code]) => code);
// So that the fences import the package by its name.
const cwd = new URL("..", import.meta.url);

test("the README has JavaScript to run", {
  skip: fences.length > 0 ? false : "no fence is marked `js run` yet",
}, () => {
  assert.ok(existsSync(new URL("dist/esm/node.js", cwd)), "build first: cargo xtask build");
});

for (const [index, code] of fences.entries()) {
  test(`README, JavaScript ${index + 1}`, () => {
    const args = ["--input-type=module", "--eval", code];
    const { status, stderr } = spawnSync(process.execPath, args, { cwd, encoding: "utf8", timeout: 60_000 });
    assert.equal(status, 0, stderr);
  });
}
