/** `check`: every file by itself, so that what goes wrong with one hides nothing of the others. */
import { validate } from "../check.js";
import type { Report, ValidateOptions } from "../types.js";
import { type Request, UsageError } from "./arguments.js";
import { beside } from "./beside.js";
import { expand, load, type Problem, type Source, STANDARD_INPUT, told } from "./files.js";
import { isSource, mayHoldCompute, READERS } from "./languages.js";
import { type Checked, github, json, sarif } from "./machine.js";
import { mend } from "./mend.js";
import { painter, pretty, summary, visible } from "./pretty.js";
import { store } from "./store.js";

/** Where the command writes. */
export interface Streams {
  readonly out: { write(text: string): unknown; isTTY?: boolean };
  readonly err: { write(text: string): unknown; isTTY?: boolean };
  readonly environment: NodeJS.ProcessEnv;
}

/** Findings of one file among which fixes are looked for. */
const MOST_LOOKED_AT = 2000;

const WRITERS: Record<
  Exclude<Request["output"], "pretty">,
  (all: readonly Checked[], problems: readonly Problem[]) => string
> = { json, sarif, github };

/** Checks the files; gives the exit status. */
export function check(asked: Request, options: ValidateOptions, streams: Streams): number {
  if (asked.operands.length === 0) throw new UsageError("check needs files, or - for standard input");
  const { names, searched, problems } = expand(asked.operands);
  if (asked.fix && names.includes(STANDARD_INPUT)) throw new UsageError("--fix needs files");
  const paint = painter(streams.out, streams.environment);
  const checked: Checked[] = [];
  const counts = { error: 0, warning: 0, info: 0 };
  let fixed = 0;
  for (const name of names) {
    try {
      const found = load(name, asked.format, searched.has(name));
      if (found.searched && !mayHoldCompute(found.language, found.text ?? "")) continue;
      const done = one(found, asked, options, problems);
      const { source, report } = done;
      if (source.searched && isNothing(report)) continue;
      fixed += done.fixed;
      for (const severity of ["error", "warning", "info"] as const)
        counts[severity] += report.counts[severity];
      checked.push({ name, report });
      if (asked.output === "pretty" && report.diagnostics.length > 0) {
        streams.out.write(`${pretty(source, report, paint)}\n`);
      }
    } catch (error) {
      problems.push({ name, message: told(name, error) });
    }
  }
  streams.out.write(
    asked.output === "pretty"
      ? `${summary(checked.length, counts, fixed, problems.length)}\n`
      : WRITERS[asked.output](checked, problems),
  );
  for (const { message } of problems) streams.err.write(`azureml-compute: ${visible(message)}\n`);
  if (problems.length > 0) return 2;
  return counts.error > 0 || (asked.strict && counts.warning > 0) ? 1 : 0;
}

interface Done {
  readonly source: Source;
  readonly report: Report;
  readonly fixed: number;
}

/** Checks a file, and mends it before if that is wanted. */
function one(source: Source, asked: Request, options: ValidateOptions, problems: Problem[]): Done {
  const examine = (text: string) => examined({ ...source, text }, asked, options);
  const { text, cut } = source;
  if (!asked.fix || text === undefined || cut) {
    return { source, report: examined(source, asked, options), fixed: 0 };
  }
  // A report of usual length could leave out what can be fixed.
  const thorough = { ...options, maxFindings: MOST_LOOKED_AT };
  const mended = mend(text, source.language, (now) => examined({ ...source, text: now }, asked, thorough));
  if (mended.text === text) return { source, report: examine(text), fixed: 0 };
  try {
    store(source.name, source.bytes, mended.text);
  } catch (error) {
    // What is said of the file is true of what it still holds.
    problems.push({ name: source.name, message: `${told(source.name, error)}; nothing was fixed in it` });
    return { source, report: examine(text), fixed: 0 };
  }
  return { source: { ...source, text: mended.text }, report: examine(mended.text), fixed: mended.count };
}

/** Nothing that was looked for: what a folder holds beside computes is nobody's mistake. */
function isNothing({ diagnostics }: Report): boolean {
  const quiet = ["envelope/foreign-document", "template/no-compute"];
  return diagnostics.length > 0 && diagnostics.every(({ code }) => quiet.includes(code));
}

/** Of a format that was not named, YAML is a document of the command line unless it looks like a body. */
function examined(source: Source, asked: Request, options: ValidateOptions): Report {
  const { format } = asked;
  const passed = { ...options, ...(isSource(format) ? {} : { format }) };
  if (source.text === undefined) return validate(source.bytes, passed);
  return READERS[source.language].check(
    source.text,
    passed,
    beside(source.name, source.language, source.text),
  );
}
