/** README and manual: every fence that is marked `js run` is run, and every `text output` is what the command prints. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = new URL("../../", import.meta.url);
const guide = readdirSync(new URL("src/manual/guide/", root)).map((name) => `src/manual/guide/${name}`);
const pages = ["README.md", ...guide];
const command = fileURLToPath(new URL("pkg/dist/esm/cli.js", root));
// So that the fences import the package by its name.
const cwd = new URL("..", import.meta.url);

/** The fences of a page with these words behind the three signs. */
function fences(page, words) {
  const text = readFileSync(new URL(page, root), "utf8");
  const found = text.matchAll(new RegExp(`^\`\`\`${words}[^\\n]*\\n([\\s\\S]*?)^\`\`\`$`, "gm"));
  return [...found].map(([, code]) => code);
}

test("README and manual have JavaScript to run, and output to compare", () => {
  const runnable = pages.flatMap((page) => fences(page, "js run"));
  assert.ok(runnable.length >= 6, `${runnable.length} fences`);
  const lines = readFileSync(new URL("README.md", root), "utf8").split("\n").length;
  assert.ok(lines <= 151, "the README is for somebody with two minutes");
  assert.ok(fences("README.md", "js run").length > 0 && fences("README.md", "text output").length > 0);
  assert.ok(existsSync(command), "build first: cargo xtask build");
});

for (const page of pages) {
  for (const [index, code] of fences(page, "js run").entries()) {
    test(`${page}, JavaScript ${index + 1}`, () => {
      const args = ["--input-type=module", "--eval", code];
      const { status, stderr } = spawnSync(process.execPath, args, {
        cwd,
        encoding: "utf8",
        timeout: 60_000,
      });
      assert.equal(status, 0, stderr);
    });
  }
  for (const [index, shown] of fences(page, "text output").entries()) {
    test(`${page}, output ${index + 1}`, () => {
      const [first, ...output] = shown.split("\n");
      const args = first.replace(/^\$ azureml-compute /, "").split(" ");
      assert.notEqual(args.join(" "), first, "begins with `$ azureml-compute`");
      const folder = new URL("src/manual/examples/", root);
      const env = { ...process.env, NO_COLOR: "1" };
      const { stdout } = spawnSync(process.execPath, [command, ...args], {
        cwd: folder,
        env,
        encoding: "utf8",
      });
      assert.equal(output.join("\n"), stdout);
    });
  }
}

test("links of README and manual lead to files", () => {
  const lost = pages.flatMap((page) => {
    const text = readFileSync(new URL(page, root), "utf8").replaceAll(/^```[\s\S]*?^```$/gm, "");
    const links = [...text.matchAll(/\]\(([^)\s#]+)[^)]*\)/g)].map(([, link]) => link);
    return links
      .filter((link) => !/^[a-z]+:/.test(link) && !existsSync(new URL(link, new URL(page, root))))
      .map((link) => `${page}: ${link}`);
  });
  assert.deepEqual(lost, []);
});
