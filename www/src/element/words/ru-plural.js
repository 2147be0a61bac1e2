/** Russian plural forms: 1 узел, 2 узла, 5 узлов. */

const rules = new Intl.PluralRules("ru");
/** Figures as they are written in Russian. */
export const figure = new Intl.NumberFormat("ru");

/**
 * @param {number} n
 * @param {string} one
 * @param {string} few
 * @param {string} many
 */
export function plural(n, one, few, many) {
  const form = rules.select(n);
  return `${figure.format(n)} ${form === "one" ? one : form === "few" ? few : many}`;
}
