/** Files of the command: found by name or glob and read as the bytes that they are. */
import { closeSync, openSync, readSync } from "node:fs";
import { UsageError } from "./arguments.js";
import { glob, isPattern } from "./glob.js";

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
  readonly yaml: boolean;
  /** Whether there is more of it. */
  readonly cut: boolean;
}

/** Something that could not be done, with one file; the others go on. */
export interface Problem {
  readonly name: string;
  readonly message: string;
}

/** The files that operands name, each once, and the patterns that name none. */
export function expand(operands: readonly string[]): { names: string[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const found = operands.flatMap((operand) => {
    if (operand === STANDARD_INPUT || !isPattern(operand)) return [operand];
    const matches = glob(operand);
    if (matches.length === 0) problems.push({ name: operand, message: `no file matches ${operand}` });
    return matches;
  });
  return { names: [...new Set(found)], problems };
}

/** Reads a file; throws what the system says. */
export function load(name: string): Source {
  const { bytes, cut } = bytesOf(name);
  const text = decode(bytes, cut);
  return { name, bytes, text, yaml: text !== undefined && isYaml(name, text), cut };
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

/** By the name, or by how the text begins: JSON is YAML, but its places are better known as JSON. */
function isYaml(name: string, text: string): boolean {
  if (/\.ya?ml$/i.test(name)) return true;
  if (/\.json$/i.test(name)) return false;
  return !/^\s*[[{]/.test(text.replace(/^\uFEFF/, ""));
}
