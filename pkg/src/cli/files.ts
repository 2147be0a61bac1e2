/** Files of the command: found by name or glob and read as the bytes that they are. */
import { closeSync, openSync, readSync, statSync } from "node:fs";
import { type Request, UsageError } from "./arguments.js";
import { glob, isPattern } from "./glob.js";
import { type Language, languageOf, SEARCHED } from "./languages.js";

/** Standard input. */
export const STANDARD_INPUT = "-";
/** More than the largest document that is checked (1 MiB): of a larger file the finding is the same. */
const ENOUGH = 2 * 1024 * 1024;

/** A file as it was read. */
export interface Source {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** `undefined` for what is not UTF-8. */
  readonly text: string | undefined;
  readonly language: Language;
  /** Nobody has named it: it was found in a folder. */
  readonly searched: boolean;
  /** Whether there is more of it. */
  readonly cut: boolean;
}

/** Something that could not be done, with one file; the others go on. */
export interface Problem {
  readonly name: string;
  readonly message: string;
}

/** What operands name. */
export interface Operands {
  /** The files, each once. */
  readonly names: string[];
  /** Those that were found in folders. */
  readonly searched: ReadonlySet<string>;
  /** Patterns that match no file. */
  readonly problems: Problem[];
}

/** The files that operands name: files, patterns, and folders, which are searched. */
export function expand(operands: readonly string[]): Operands {
  const problems: Problem[] = [];
  const named = new Set<string>();
  const searched = new Set<string>();
  for (const operand of operands) {
    if (operand === STANDARD_INPUT) named.add(operand);
    else if (isPattern(operand)) {
      const matches = glob(operand);
      if (matches.length === 0) problems.push({ name: operand, message: `no file matches ${operand}` });
      for (const match of matches) named.add(match);
    } else if (isFolder(operand)) {
      const matches = glob(`${operand.replace(/[\\/]+$/, "")}/${SEARCHED}`);
      if (matches.length === 0) problems.push({ name: operand, message: `no file to check in ${operand}` });
      for (const match of matches) searched.add(match);
    } else named.add(operand);
  }
  for (const name of named) searched.delete(name);
  return { names: [...new Set([...named, ...searched])], searched, problems };
}

function isFolder(name: string): boolean {
  return statSync(name, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Reads a file; throws what the system says. */
export function load(name: string, format: Request["format"] = "auto", searched = false): Source {
  const { bytes, cut } = bytesOf(name);
  const text = decode(bytes, cut);
  return { name, bytes, text, language: languageOf(name, text ?? "", format), searched, cut };
}

/** Reads a file of settings: a text, or the request cannot be carried out. */
export function loadText(name: string): string {
  let source: Source;
  try {
    source = load(name);
  } catch (error) {
    throw new UsageError(told(name, error));
  }
  if (source.text === undefined) throw new UsageError(`${name}: the file is not UTF-8`);
  if (source.cut) throw new UsageError(`${name}: the file is larger than ${ENOUGH} bytes`);
  return source.text.replace(/^\uFEFF/, "");
}

/** What the system says about a file, without the call in which it happened. */
export function told(name: string, error: unknown): string {
  const message = error instanceof Error ? (error.message.split(",")[0] ?? "") : String(error);
  return message.startsWith(name) ? message : `${name}: ${message}`;
}

/** By pieces and no further than needed: a device or a pipe may have no end. */
function bytesOf(name: string): { bytes: Uint8Array; cut: boolean } {
  const file = name === STANDARD_INPUT ? 0 : openSync(name, "r");
  const bytes = new Uint8Array(ENOUGH + 1);
  let length = 0;
  try {
    while (length < bytes.length) {
      const read = readSome(file, bytes, length);
      if (read === 0) break;
      length += read;
    }
  } finally {
    if (file !== 0) closeSync(file);
  }
  return { bytes: bytes.slice(0, Math.min(length, ENOUGH)), cut: length > ENOUGH };
}

function readSome(file: number, bytes: Uint8Array, at: number): number {
  for (;;) {
    try {
      return readSync(file, bytes, at, bytes.length - at, null);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // The end of a console of Windows; a pipe whose writer is not ready yet.
      if (code === "EOF") return 0;
      if (code !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

function decode(bytes: Uint8Array, cut: boolean): string | undefined {
  try {
    // A character that was cut off at the end is no mistake of the file.
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes, { stream: cut });
  } catch {
    return undefined;
  }
}
