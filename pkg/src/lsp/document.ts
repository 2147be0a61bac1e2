/** A document of an editor: what is found in it, what mends it, what is said about a place in it. */
import { fileURLToPath } from "node:url";
import { beside } from "../cli/beside.js";
import { type Language, languageOf, mayHoldCompute, READERS } from "../cli/languages.js";
import { mend } from "../cli/mend.js";
import { explain } from "../explain.js";
import type { Files, SourceOptions } from "../source/fault.js";
import type { Diagnostic, Report } from "../types.js";

/** A change of a text: from one offset to another. */
export interface Change {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** A text with its findings. */
export class Checked {
  readonly path: string;
  readonly language: Language;
  readonly findings: readonly Diagnostic[];
  readonly #around: SourceOptions;

  constructor(
    uri: string,
    readonly text: string,
    /** Texts of other documents that are open, by their paths. */
    readonly open: Files,
  ) {
    this.path = pathOf(uri);
    this.language = languageOf(this.path, text, "auto");
    this.#around = beside(this.path, this.language, text);
    // Editors open everything: what is no compute is nobody's mistake here.
    this.findings = mayHoldCompute(this.language, text) ? shown(this.report(text)) : [];
  }

  /** Whether the same would be found now: what lies beside a text, or is open beside it, belongs to it. */
  isFresh(text: string, open: Files): boolean {
    if (text !== this.text) return false;
    if (this.#around.path === undefined) return true;
    const around = beside(this.path, this.language, text);
    return isSame(this.open, open) && isSame(this.#around.files ?? {}, around.files ?? {});
  }

  report(text: string): Report {
    const around = text === this.text ? this.#around : beside(this.path, this.language, text);
    const files = { ...around.files, ...this.open };
    const here = around.path === undefined ? {} : { path: around.path, files };
    return READERS[this.language].check(text, { format: "auto", maxFindings: 500 }, here);
  }

  /** What a fix changes; nothing if it does not fit any more. */
  change({ fix }: Diagnostic): Change | undefined {
    if (fix === undefined) return undefined;
    try {
      return changeOf(this.text, READERS[this.language].fix(this.text, fix));
    } catch {
      return undefined;
    }
  }

  /** What all safe fixes change together. */
  changeAll(): Change | undefined {
    return changeOf(this.text, mend(this.text, this.language, (text) => this.report(text)).text);
  }

  /** The findings at an offset. */
  at(offset: number): readonly Diagnostic[] {
    return this.findings.filter(
      ({ range }) => range !== undefined && range.start.offset <= offset && offset <= range.end.offset,
    );
  }
}

function isSame(one: Files, other: Files): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}

/** Findings of what is no compute, which a check by name would tell. */
const QUIET = ["envelope/foreign-document", "template/no-compute"];

function shown({ diagnostics }: Report): readonly Diagnostic[] {
  return diagnostics.filter(({ code }) => !QUIET.includes(code));
}

function pathOf(uri: string): string {
  try {
    return uri.startsWith("file:") ? fileURLToPath(uri) : uri;
  } catch {
    return uri;
  }
}

/** What differs between two texts, in one piece. */
function changeOf(before: string, after: string): Change | undefined {
  if (before === after) return undefined;
  let from = 0;
  while (from < before.length && before[from] === after[from]) from += 1;
  let [to, end] = [before.length, after.length];
  while (to > from && end > from && before[to - 1] === after[end - 1]) {
    to -= 1;
    end -= 1;
  }
  return { from, to, text: after.slice(from, end) };
}

/** Why a finding is one, and how that is known, in Markdown. */
export function because({ code, severity, message, help }: Diagnostic): string {
  const { why, evidence } = explain(code);
  const sources = evidence.map(({ rank, source, date }) => `- ${rank.toLowerCase()}: ${source} (${date})`);
  const advice = help === undefined ? [] : [`Help: ${help}`];
  return [`**${code}** (${severity})`, message, ...advice, why, `How we know:\n${sources.join("\n")}`].join(
    "\n\n",
  );
}
