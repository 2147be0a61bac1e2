/** What agents can ask for: checks, fixes, conversions, reasons, sizes. Nothing here reads a file or calls a service. */
import type { FORMATS } from "../cli/arguments.js";
import { type Language, languageOf, READERS } from "../cli/languages.js";
import { mend } from "../cli/mend.js";
import { targetFormats } from "../convert/index.js";
import { codes } from "../describe.js";
import { explain } from "../explain.js";
import { vmSizes } from "../sizes.js";
import type { SourceOptions } from "../source/fault.js";
import type { Report, ValidateOptions, VmSizeFilter } from "../types.js";

/** A format, as the command line names it. */
type Format = (typeof FORMATS)[number];

/** A text, and what is known beside it. */
export interface Input {
  readonly text: string;
  /** Tells the language, and where `files` lie. */
  readonly path?: string | undefined;
  readonly format?: Format | undefined;
  /** Texts of files that belong to it. */
  readonly files?: Readonly<Record<string, string>> | undefined;
  readonly options?: Settings | undefined;
}

/** Options of a check that an agent may give. */
export type Settings = Omit<ValidateOptions, "format" | "levels">;

/** Formats that are written. */
export const TARGETS = targetFormats;

function settingsOf({ format = "auto", options = {} }: Input): ValidateOptions {
  return format === "terraform" || format === "bicep" ? options : { ...options, format };
}

function placeOf({ text, path = "", format = "auto", files = {} }: Input): {
  language: Language;
  beside: SourceOptions;
} {
  const language = languageOf(path, text, format);
  return { language, beside: path === "" ? {} : { path, files } };
}

/** The report of a text. */
export function check(input: Input): Report {
  const { language, beside } = placeOf(input);
  return READERS[language].check(input.text, settingsOf(input), beside);
}

/** A text with its safe fixes, and what is found in it afterwards. */
export function fix(input: Input): { text: string; fixed: number; report: Report } {
  const { language, beside } = placeOf(input);
  const most: ValidateOptions = { ...settingsOf(input), maxFindings: 2000 };
  const mended = mend(input.text, language, (text) => READERS[language].check(text, most, beside));
  return { text: mended.text, fixed: mended.count, report: check({ ...input, text: mended.text }) };
}

/** A text in another format, with what is lost on the way. */
export function convert(
  input: Input & { readonly to: (typeof TARGETS)[number]; readonly select?: string | number | undefined },
): { text: string; report: Report } {
  const { language, beside } = placeOf(input);
  const { format: from, ...options } = settingsOf(input);
  const passed = { ...options, ...(from === undefined ? {} : { from }), to: input.to, select: input.select };
  const { text, report } = READERS[language].convert(input.text, passed, beside);
  return { text, report };
}

/** What a code means, or all codes. */
export function explained({ code }: { readonly code?: string | undefined }): object {
  return code === undefined ? { codes: codes() } : explain(code);
}

/** Sizes of machines. */
export function sizes(filter: VmSizeFilter & { readonly limit?: number | undefined }): object {
  const { limit = 50, ...rest } = filter;
  const found = vmSizes(rest);
  return { total: found.length, sizes: found.slice(0, limit) };
}
