/** Markdown to pages: headings with addresses, links within the site, the sections for the search. */
import markdownIt from "markdown-it";

/** The address of a heading: its words with hyphens. */
export function slug(text, taken) {
  const base =
    text
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
      .replaceAll(/^-|-$/g, "") || "section";
  let name = base;
  for (let count = 2; taken.has(name); count += 1) name = `${base}-${count}`;
  taken.add(name);
  return name;
}

const plain = (tokens) =>
  tokens
    .filter(({ type }) => type === "text" || type === "code_inline")
    .map(({ content }) => content)
    .join("");

/** The HTML of a page and its sections: address, title, text. `linked` gives the address that a link becomes, and the size of a picture. */
export function render({ text, title, target }, linked) {
  const md = markdownIt({ html: false, linkify: false });
  const tokens = md.parse(text, {});
  const taken = new Set();
  const sections = [{ id: target, title, page: title, text: "" }];
  for (const [at, token] of tokens.entries()) {
    if (token.type === "heading_open") {
      const heading = plain(tokens[at + 1].children);
      const id = slug(heading, taken);
      token.attrSet("id", id);
      if (token.tag !== "h1") sections.push({ id: `${target}#${id}`, title: heading, page: title, text: "" });
    } else if (token.type === "inline") {
      sections.at(-1).text += ` ${plain(token.children)}`;
      for (const child of token.children) {
        const name = child.type === "link_open" ? "href" : child.type === "image" ? "src" : undefined;
        if (name === undefined) continue;
        const { href, ...size } = linked(child.attrGet(name));
        child.attrSet(name, href);
        for (const [side, pixels] of Object.entries(size)) child.attrSet(side, String(pixels));
      }
    } else if (token.type === "table_open") {
      token.attrSet("tabindex", "0");
    } else if (token.type === "fence") {
      // The words behind the language are for the tests.
      token.info = token.info.split(" ")[0];
    }
  }
  const html = md.renderer
    .render(tokens, md.options, {})
    .replaceAll("<pre>", '<pre tabindex="0">')
    .replaceAll("<th></th>", "<td></td>");
  return { html, sections };
}

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

/** The navigation, with the page that is open. */
function navigation(all, open) {
  const groups = Map.groupBy === undefined ? grouped(all) : Map.groupBy(all, ({ group }) => group);
  return [...groups]
    .map(([group, pages]) => {
      const items = pages.map(({ target, title }) => {
        const current = target === open ? ' aria-current="page"' : "";
        return `<li><a href="${target}"${current}>${escaped(title)}</a></li>`;
      });
      return `<h2>${group}</h2>\n<ul>\n${items.join("\n")}\n</ul>`;
    })
    .join("\n");
}

function grouped(all) {
  const groups = new Map();
  for (const page of all) groups.set(page.group, [...(groups.get(page.group) ?? []), page]);
  return groups;
}

/** A whole page. */
export function shell(page, html, all, playground) {
  const play = playground ? '<a href="playground/index.html">Playground</a>' : "";
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(page.title)} · azureml-compute</title>
<link rel="stylesheet" href="site.css">
<script src="search-data.js" defer></script>
<script src="search.js" defer></script>
</head>
<body>
<a class="skip" href="#content">Skip to the text</a>
<header>
<a class="home" href="index.html">azureml-compute</a>
${play}
<search>
<label for="query" class="hidden">Search the manual</label>
<input id="query" type="search" placeholder="Search" autocomplete="off" aria-controls="results">
<ol id="results" aria-live="polite" aria-label="Search results" hidden></ol>
</search>
</header>
<div class="columns">
<nav aria-label="Pages">
<details>
<summary>Pages</summary>
${navigation(all, page.target)}
</details>
</nav>
<main id="content">
${html}
</main>
</div>
</body>
</html>
`;
}
