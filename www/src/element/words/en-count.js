/** Numbers in English: "1 node", "2,000 nodes". */

/** Figures as they are written in English. */
export const figure = new Intl.NumberFormat("en");

/** @param {number} n @param {string} one @param {string} many */
export function count(n, one, many) {
  return `${figure.format(n)} ${n === 1 ? one : many}`;
}
