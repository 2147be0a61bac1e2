/** Other languages: the words of a report are made again from a translation. */
import type { Diagnostic, Messages, Report, Template } from "./types.js";

/** Where a translation keeps what belongs to no code: titles of fixes, and words inside of templates. */
const COMMON = "*";

/** The report with the words of `messages`; a code that has none there keeps its English. */
export function localize(report: Report, messages: Messages): Report {
  return { ...report, diagnostics: report.diagnostics.map((diagnostic) => translate(diagnostic, messages)) };
}

function translate(diagnostic: Diagnostic, messages: Messages): Diagnostic {
  if (!Object.hasOwn(messages, diagnostic.code)) return diagnostic;
  const words = messages[diagnostic.code];
  const { titles = {}, values = {} } = messages[COMMON] ?? {};
  const message = fill(words?.message, diagnostic, values);
  const help = fill(words?.help, diagnostic, values);
  const { fix } = diagnostic;
  return {
    ...diagnostic,
    ...(message === undefined ? {} : { message }),
    ...(help === undefined ? {} : { help }),
    ...(fix === undefined ? {} : { fix: { ...fix, title: titleOf(fix.title, titles) } }),
  };
}

function fill(
  template: Template | undefined,
  { params = {} }: Diagnostic,
  values: Readonly<Record<string, string>>,
): string | undefined {
  const variant = Object.hasOwn(params, "reason") ? String(params["reason"]) : "";
  const text = typeof template === "object" ? (own(template, variant) ?? own(template, "")) : template;
  return text?.replace(/\{(\w+)\}/g, (whole, name: string) => {
    if (!Object.hasOwn(params, name)) return whole;
    const value = String(params[name]);
    return own(values, value) ?? value;
  });
}

/** The title of a fix; what stands in its back quotes is kept. */
function titleOf(title: string, titles: Readonly<Record<string, string>>): string {
  const exact = own(titles, title);
  if (exact !== undefined) return exact;
  const quoted: string[] = [];
  const bare = title.replace(/`([^`]*)`/g, (_, text: string) => {
    quoted.push(text);
    return "`{}`";
  });
  return own(titles, bare)?.replace(/\{\}/g, () => quoted.shift() ?? "") ?? title;
}

function own(texts: Readonly<Record<string, string>>, variant: string): string | undefined {
  return Object.hasOwn(texts, variant) ? texts[variant] : undefined;
}
