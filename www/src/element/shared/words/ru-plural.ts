/** Russian plural forms: 1 узел, 2 узла, 5 узлов. */

const rules = new Intl.PluralRules("ru");
/** Figures as they are written in Russian. */
export const figure = new Intl.NumberFormat("ru");

export function plural(n: number, one: string, few: string, many: string) {
  const form = rules.select(n);
  return `${figure.format(n)} ${form === "one" ? one : form === "few" ? few : many}`;
}
