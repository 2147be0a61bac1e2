/** Numbers in English: "1 node", "2,000 nodes". */

/** Figures as they are written in English. */
export const figure = new Intl.NumberFormat("en");

export function count(n: number, one: string, many: string) {
  return `${figure.format(n)} ${n === 1 ? one : many}`;
}
