/** Which pages the site has, in which order, and where the links of a page lead. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/** Guide pages that come first, in the order in which people need them; the others follow by name. */
const FIRST = [
  "start",
  "article",
  "kinds",
  "formats",
  "client",
  "auth",
  "plan",
  "guardrails",
  "command",
  "edge",
];

/** A page: where its text is, where it goes, and what it is called. */
function page(source, target, group) {
  const text = readFileSync(join(ROOT, source), "utf8");
  const title = text.match(/^# (.+)$/m)?.[1].replaceAll("`", "");
  return { source, target, group, text, title: title ?? target };
}

function markdown(folder) {
  return readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith(".md"))
    .map((name) => name.slice(0, -3))
    .sort();
}

/** All pages of the site. */
export function pages() {
  const guide = markdown("src/manual/guide");
  const last = guide.filter((name) => !FIRST.includes(name));
  return [
    page("README.md", "index.html", "Start"),
    ...[...FIRST.filter((name) => guide.includes(name)), ...last].map((name) =>
      page(`src/manual/guide/${name}.md`, `${name}.html`, "Guide"),
    ),
    page("www/README.md", "elements.html", "Guide"),
    page("tests/emulator/README.md", "emulator-differences.html", "Reference"),
    page("pkg/examples/edge-gate/README.md", "edge-gate.html", "Reference"),
    page("src/manual/rules.md", "rules.html", "Reference"),
    page("src/manual/durations.md", "durations.html", "Reference"),
    page("CHANGELOG.md", "changes.html", "Project"),
    page("CONTRIBUTING.md", "contributing.html", "Project"),
    page("SECURITY.md", "security-policy.html", "Project"),
    ...markdown("src/manual/decisions").map((name) =>
      page(`src/manual/decisions/${name}.md`, `decision-${name}.html`, "Decisions"),
    ),
  ];
}

/** Folders that pages link to, and the page that shows them. */
const FOLDERS = {
  "src/manual": "index.html",
  "src/manual/decisions": "decision-001-one-package.html",
  "pkg/examples/edge-gate": "edge-gate.html",
};

/**
 * Where a link of a page leads on the site. An image gives `asset`, the file to copy; a file that the site does
 * not show is an error, so that no link is lost unseen.
 */
export function resolve(link, from, all) {
  if (/^[a-z]+:/.test(link) || link.startsWith("#")) return { href: link };
  const [path, anchor] = link.split("#");
  const file = normalize(join(dirname(from.source), decodeURI(path))).replace(/\/$/, "");
  const found = all.find(({ source }) => source === file)?.target ?? FOLDERS[file];
  if (found !== undefined) return { href: anchor === undefined ? found : `${found}#${anchor}` };
  if (/\.(png|svg)$/.test(file) && existsSync(join(ROOT, file))) {
    return { href: `images/${file.replaceAll("/", "-")}`, asset: file };
  }
  throw new Error(`${from.source}: the site does not show ${link}`);
}
