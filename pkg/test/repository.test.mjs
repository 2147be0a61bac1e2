/** What every folder of packages in the repository has to keep. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";

const root = new URL("../../", import.meta.url);

for (const folder of ["pkg", "www", "tests/browser"]) {
  const lock = new URL(`${folder}/package-lock.json`, root);
  const skip = existsSync(lock) ? false : `there is no ${folder}/package-lock.json`;
  test(`the lock file of ${folder} names versions, not addresses`, { skip }, () => {
    const { packages } = JSON.parse(readFileSync(lock, "utf8"));
    for (const [path, entry] of Object.entries(packages)) {
      // A folder beside this one is a link; its address is a path.
      if (!entry.link) assert.equal(entry.resolved, undefined, path);
      else assert.doesNotMatch(entry.resolved, /^\w+:|^\//, path);
    }
  });
}

test("the versions of crate and package are one", () => {
  const cargo = readFileSync(new URL("Cargo.toml", root), "utf8");
  const { version } = JSON.parse(readFileSync(new URL("pkg/package.json", root), "utf8"));
  assert.match(cargo, new RegExp(`^version = "${version}"$`, "m"));
});
