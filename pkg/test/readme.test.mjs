/** Every fence of the README and of the guide that is marked `js run` is run, as it stands; every link leads somewhere. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const guide = readdirSync(join(root, "src/manual/guide")).map((name) => `src/manual/guide/${name}`);
const pages = ["README.md", ...guide].map((name) => ({ name, text: readFileSync(join(root, name), "utf8") }));
// So that the fences import the package by its name.
const cwd = join(root, "pkg");

test("the package is built", () => {
  assert.ok(existsSync(join(cwd, "dist/esm/node.js")), "build first: cargo xtask build");
});

for (const { name, text } of pages) {
  const fences = [...text.matchAll(/^```js run[^\n]*\n([\s\S]*?)^```$/gm)].map(([, code]) => code);
  for (const [index, code] of fences.entries()) {
    test(`${name}, JavaScript ${index + 1}`, () => {
      const args = ["--input-type=module", "--eval", code];
      const { status, stderr } = spawnSync(process.execPath, args, {
        cwd,
        encoding: "utf8",
        timeout: 60_000,
      });
      assert.equal(status, 0, stderr);
    });
  }
  test(`${name}: links to files`, () => {
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, link]) => link);
    const broken = links.filter((link) => !existsSync(join(root, dirname(name), link)));
    assert.deepEqual(broken, []);
  });
}

test("what the README promises in one look", () => {
  const [{ text }] = pages;
  assert.ok(text.split("\n").length <= 151, "the README is for somebody with two minutes");
  assert.match(text, /^```js run/m);
});
