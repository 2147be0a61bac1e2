/** `convert`: one file into another format, on standard output or each compute into a file of its own. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { validate } from "../check.js";
import { type Converted, type ConvertOptions, type TargetFormat, targetFormats } from "../convert/index.js";
import { extensionOf } from "../convert/writers.js";
import type { Diagnostic, Report, ValidateOptions } from "../types.js";
import { type Request, UsageError } from "./arguments.js";
import { beside } from "./beside.js";
import type { Streams } from "./check.js";
import { load, type Source, told } from "./files.js";
import { isSource, READERS } from "./languages.js";
import { painter, pretty } from "./pretty.js";

/** Converts a file; gives the exit status. */
export function converted(asked: Request, given: ValidateOptions, streams: Streams): number {
  const [name, ...others] = asked.operands;
  if (name === undefined || others.length > 0)
    throw new UsageError("convert needs one file, or - for standard input");
  if (asked.to === undefined) throw new UsageError(`--to must be one of ${targetFormats.join(", ")}`);
  const { format } = asked;
  const from = isSource(format) ? "auto" : format;
  const options: ConvertOptions = { ...given, from, to: asked.to as TargetFormat };
  const source = read(name, format);
  const write = (select: string | number | undefined) => conversion(source, { ...options, select });
  if (asked.outDir !== undefined) return intoFolder(asked.outDir, asked, source, write, streams);
  const { text, report } = write(asked.select);
  tell(source, report, streams);
  streams.out.write(text);
  return text === "" || !report.valid ? 1 : 0;
}

function read(name: string, format: Request["format"]): Source {
  try {
    return load(name, format);
  } catch (error) {
    throw new UsageError(told(name, error));
  }
}

function conversion(source: Source, options: ConvertOptions): Converted {
  const { name, bytes, text, language } = source;
  if (text === undefined) return { text: "", report: validate(bytes), computes: [] };
  return READERS[language].convert(text, options, beside(name, language, text));
}

function tell(source: Source, report: Report, streams: Streams): void {
  if (report.diagnostics.length === 0) return;
  const diagnostics = report.diagnostics.filter(({ severity }) => severity !== "info");
  streams.err.write(pretty(source, { ...report, diagnostics }, painter(streams.err, streams.environment)));
}

/** Each compute into a file of its own; what is found in all of them is told once. */
function intoFolder(
  folder: string,
  asked: Request,
  source: Source,
  write: (select: string | number | undefined) => Converted,
  streams: Streams,
): number {
  const all = write(asked.select);
  const each = all.computes.map((_, index) => index);
  // A run is no compute, and is one text.
  const selections = asked.select === undefined && each.length > 0 ? each : [asked.select];
  const names = new Set<string>();
  const files: { path: string; text: string }[] = [];
  const found = new Map<string, Diagnostic>();
  for (const select of selections) {
    const { text, report } = write(select);
    for (const finding of report.diagnostics) {
      found.set(JSON.stringify([finding.code, finding.path, finding.message]), finding);
    }
    if (text === "") continue;
    const known = typeof select === "number" ? all.computes[select]?.name : select;
    const word = known ?? (select === undefined ? "run" : `compute-${Number(select) + 1}`);
    files.push({ path: join(folder, freeName(word, asked.to ?? "", names)), text });
  }
  tell(source, { ...all.report, diagnostics: [...found.values()] }, streams);
  store(folder, files);
  for (const { path } of files) streams.out.write(`${path}\n`);
  const isWrong = [...found.values()].some(({ severity }) => severity === "error");
  return files.length < selections.length || isWrong ? 1 : 0;
}

/** All files or none: what is there already stays as it is. */
function store(folder: string, files: readonly { path: string; text: string }[]): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch {
    throw new UsageError(`${folder}: this is not a folder, and none can be created`);
  }
  const there = files.find(({ path }) => existsSync(path));
  if (there !== undefined) throw new UsageError(`${there.path}: this file already exists`);
  for (const { path, text } of files) writeFileSync(path, text, { flag: "wx" });
}

/** A name that no other file of the run has, on systems that know no case as well. */
function freeName(word: string, to: string, taken: Set<string>): string {
  const base = word.replace(/[^A-Za-z0-9._-]+/g, "-").replace(/^\.+/, "") || "compute";
  let name = base;
  for (let count = 2; taken.has(name.toLowerCase()); count += 1) name = `${base}-${count}`;
  taken.add(name.toLowerCase());
  return `${name}${extensionOf(to)}`;
}
