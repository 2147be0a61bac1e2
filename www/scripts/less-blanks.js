/** Makes the elements smaller before they are bundled, for the page and for the package alike. */

import { readFile } from "node:fs/promises";

/**
 * Blanks at the beginning of a line carry no meaning in the templates of the elements; the bundler
 * leaves them as they are.
 * @type {import("esbuild").Plugin}
 */
export const lessBlanks = {
  name: "less-blanks",
  setup({ onLoad }) {
    onLoad({ filter: /src\/element\/.*\.ts$/ }, async ({ path }) => {
      const text = (await readFile(path, "utf8")).replaceAll(/\n[ \t]+/g, "\n");
      const squeeze = (/** @type {string} */ css) =>
        css
          .replaceAll(/\/\*.*?\*\//gs, "")
          .replaceAll(/\s+/g, " ")
          .replaceAll(/ ?([{};]) ?/g, "$1");
      return { contents: text.replaceAll(/css`[^`]*`/g, squeeze), loader: "ts" };
    });
  },
};
