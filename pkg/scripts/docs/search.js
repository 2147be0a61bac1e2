/** The search box: finds sections in the data that the page loaded, without any request. */
import MiniSearch from "minisearch";

const MOST = 12;
const index = MiniSearch.loadJS(globalThis.azuremlSearch, {
  fields: ["title", "text", "page"],
  storeFields: ["title", "page"],
});
const query = document.getElementById("query");
const results = document.getElementById("results");
// On a wide screen the list of pages is always open.
const wide = matchMedia("(min-width: 56rem)");
const pages = document.querySelector("nav details");
const fit = () => {
  pages.open = wide.matches;
};
wide.addEventListener("change", fit);
fit();

query.addEventListener("input", () => {
  const wanted = query.value.trim();
  const found =
    wanted === ""
      ? []
      : index.search(wanted, { prefix: true, fuzzy: 0.1, boost: { title: 3 }, combineWith: "AND" });
  results.replaceChildren(...found.slice(0, MOST).map(item));
  if (wanted !== "" && found.length === 0) results.append(note("Nothing found"));
  results.hidden = wanted === "";
});
query.addEventListener("keydown", ({ key }) => {
  if (key === "Escape") results.hidden = true;
  if (key === "Enter") results.querySelector("a")?.click();
});

function item({ id, title, page }) {
  const link = document.createElement("a");
  link.href = id;
  link.textContent = title;
  const line = document.createElement("li");
  line.append(link);
  if (page !== title) line.append(` in ${page}`);
  return line;
}

function note(text) {
  const line = document.createElement("li");
  line.textContent = text;
  return line;
}
