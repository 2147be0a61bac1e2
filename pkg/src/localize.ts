/** Other languages: the words of a report are made again from a translation. */
import type { Diagnostic, Messages, Report, Template } from "./types.js";

/** The report with the words of `messages`; a code that has none there keeps its English. */
export function localize(report: Report, messages: Messages): Report {
  return { ...report, diagnostics: report.diagnostics.map((diagnostic) => translate(diagnostic, messages)) };
}

function translate(diagnostic: Diagnostic, messages: Messages): Diagnostic {
  if (!Object.hasOwn(messages, diagnostic.code)) return diagnostic;
  const words = messages[diagnostic.code];
  const message = fill(words?.message, diagnostic);
  const help = fill(words?.help, diagnostic);
  return {
    ...diagnostic,
    ...(message === undefined ? {} : { message }),
    ...(help === undefined ? {} : { help }),
  };
}

function fill(template: Template | undefined, { params = {} }: Diagnostic): string | undefined {
  const variant = Object.hasOwn(params, "reason") ? String(params["reason"]) : "";
  const text = typeof template === "object" ? (own(template, variant) ?? own(template, "")) : template;
  return text?.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(params, name) ? String(params[name]) : whole,
  );
}

function own(texts: Readonly<Record<string, string>>, variant: string): string | undefined {
  return Object.hasOwn(texts, variant) ? texts[variant] : undefined;
}
