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
  const help = helped(diagnostic, values) ?? fill(words?.help, diagnostic, values);
  const { fix } = diagnostic;
  return {
    ...diagnostic,
    ...(message === undefined ? {} : { message }),
    ...(help === undefined ? {} : { help }),
    ...(fix === undefined ? {} : { fix: { ...fix, title: titleOf(fix.title, titles) } }),
  };
}

/** Help that belongs to no code: a format has no word for what the code's own help names. */
function helped(
  { help, params = {} }: Diagnostic,
  values: Readonly<Record<string, string>>,
): string | undefined {
  return help !== undefined && Object.hasOwn(params, "help") ? (own(values, help) ?? help) : undefined;
}

/**
 * Fills in a template. `{@vmSize}` names a member of the resource, `{@vmSize=x}` a value of it: the params hold
 * its words in the caller's format, where those differ.
 */
function fill(
  template: Template | undefined,
  { params = {} }: Diagnostic,
  values: Readonly<Record<string, string>>,
): string | undefined {
  const variant = Object.hasOwn(params, "reason") ? String(params["reason"]) : "";
  const text = typeof template === "object" ? (own(template, variant) ?? own(template, "")) : template;
  return text?.replace(/\{(@?)([\w=]+)\}/g, (whole, member: string, name: string) => {
    if (!Object.hasOwn(params, name)) return member === "" ? whole : name.slice(name.indexOf("=") + 1);
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
