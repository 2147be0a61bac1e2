/** Makes the site of the manual: static pages, a search that needs no server, the playground if it is built. */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import MiniSearch from "minisearch";
import { pages, ROOT, resolve } from "./docs/pages.mjs";
import { render, shell } from "./docs/render.mjs";

const here = fileURLToPath(new URL("./docs/", import.meta.url));
const PLAYGROUND = join(ROOT, "www/dist");

/** Writes the site into a folder, which it owns; gives the pages and the index of the search. */
export async function site(folder, { playground = existsSync(PLAYGROUND) } = {}) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const all = pages();
  const index = new MiniSearch({ fields: ["title", "text", "page"], storeFields: ["title", "page"] });
  for (const page of all) {
    const linked = (link) => {
      const { href, asset } = resolve(link, page, all);
      if (asset === undefined) return { href };
      return { href, ...copy(asset, join(folder, href)) };
    };
    const { html, sections } = render(page, linked);
    index.addAll(sections);
    writeFileSync(join(folder, page.target), shell(page, html, all, playground));
  }
  writeFileSync(join(folder, "search-data.js"), `globalThis.azuremlSearch = ${JSON.stringify(index)};\n`);
  writeFileSync(join(folder, "site.css"), readFileSync(join(here, "site.css")));
  await build({
    entryPoints: [join(here, "search.js")],
    outfile: join(folder, "search.js"),
    bundle: true,
    minify: true,
    format: "iife",
    banner: { js: "/* with MiniSearch, MIT licence, Luca Ongaro */" },
  });
  if (playground) cpSync(PLAYGROUND, join(folder, "playground"), { recursive: true });
  return { all, index };
}

/** Copies a picture; its size keeps the page from jumping when it is there. */
function copy(asset, target) {
  mkdirSync(dirname(target), { recursive: true });
  const bytes = readFileSync(join(ROOT, asset));
  writeFileSync(target, bytes);
  if (!asset.endsWith(".png")) return {};
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = join(ROOT, "target/site");
  const { all } = await site(folder);
  console.log(`${all.length} pages: ${join(folder, "index.html")}`);
}
