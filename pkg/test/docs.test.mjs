/** The site of the manual: every link and address leads somewhere, the search finds, no request leaves the site. */
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { resolve } from "../scripts/docs/pages.mjs";
import { render, slug } from "../scripts/docs/render.mjs";
import { site } from "../scripts/docs.mjs";

const folder = mkdtempSync(join(tmpdir(), "site-"));
after(() => rmSync(folder, { recursive: true }));
const { all, index } = await site(folder, { playground: false });
const html = (target) => readFileSync(join(folder, target), "utf8");

test("every link leads to a page, and every anchor to a heading of it", () => {
  const lost = [];
  for (const { target } of all) {
    for (const [, link] of html(target).matchAll(/ (?:href|src)="([^"]*)"/g)) {
      if (/^https?:/.test(link)) continue;
      const [path, anchor] = link.split("#");
      const file = path === "" ? target : path;
      if (!existsSync(join(folder, file))) lost.push(`${target}: ${link}`);
      else if (anchor !== undefined && !html(file).includes(` id="${anchor}"`))
        lost.push(`${target}: ${link}`);
    }
  }
  assert.deepEqual(lost, []);
});

test("a link to a file that the site does not show fails the build", () => {
  assert.throws(() => resolve("nowhere.md", all[0], all), /README\.md: the site does not show nowhere\.md/);
  assert.equal(resolve("src/manual/rules.md#access", all[0], all).href, "rules.html#access");
});

test("the search finds what people ask for", () => {
  for (const [query, wanted] of [
    ["idle shutdown", "rules.html#"],
    ["scale/min-above-max", "rules.html#scale-min-above-max"],
    ["ensure", "plan.html"],
    ["cron", "formats.html#cron-expressions"],
    ["neovim", "command.html#language-server"],
  ]) {
    const found = index.search(query, { prefix: true, fuzzy: 0.1, boost: { title: 3 }, combineWith: "AND" });
    const first = found.slice(0, 12).map(({ id }) => id);
    assert.ok(
      first.some((id) => id.startsWith(wanted)),
      `${query}: ${first.join(", ")}`,
    );
  }
});

test("pages load nothing from elsewhere, and say what they are", () => {
  for (const { target } of all) {
    const text = html(target);
    assert.doesNotMatch(text, /<(?:script|link|img)[^>]+(?:src|href)="https?:/);
    assert.equal([...text.matchAll(/<h1[ >]/g)].length, 1, target);
    assert.match(text, /<html lang="en">/);
  }
});

test("headings of the same words have addresses of their own, and HTML in a page is text", () => {
  const taken = new Set();
  assert.deepEqual(
    [slug("A `b`!", taken), slug("a b", taken), slug("…", taken)],
    ["a-b", "a-b-2", "section"],
  );
  const page = { text: "# T\n\n<script>x</script> [a](b)", title: "T", target: "t.html" };
  const { html: made } = render(page, (link) => ({ href: `${link}.html` }));
  assert.ok(made.includes("&lt;script&gt;") && made.includes('href="b.html"'));
});
