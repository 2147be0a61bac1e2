/**
 * Reports as the module hands them over: a head of a few numbers each, and the findings as one text that is read
 * when somebody asks for them. What comes out is a report like any other: a plain object with the same members,
 * in the same order, for whoever copies, compares, writes or prints it.
 */
import type { Diagnostic, Report } from "./types.js";

/** What all reports of a module share. */
export interface Frame {
  readonly kinds: readonly string[];
  readonly apiVersion: string;
  /** The day of the dated knowledge. */
  readonly catalog: string;
}

/** Numbers of a head; see src/ffi/head.rs. */
export const HEAD = 7;

/** How tools that print values ask an object what it looks like: Node, Deno and Bun. */
const INSPECT = Symbol.for("nodejs.util.inspect.custom");
const LOOK: PropertyDescriptor = {
  value(this: Report): object {
    return { ...this };
  },
  configurable: true,
  writable: true,
};

/** The findings of a report: a text, until somebody looks. */
class Findings {
  #text: (() => string) | undefined;
  #read: readonly Diagnostic[] = [];

  constructor(text: () => string) {
    this.#text = text;
  }

  read(): readonly Diagnostic[] {
    if (this.#text !== undefined) {
      this.#read = JSON.parse(this.#text()) as Diagnostic[];
      this.#text = undefined;
    }
    return this.#read;
  }
}

/** As an assignment to a plain member does; what is frozen refuses. */
function assign(report: object, value: unknown): void {
  Object.defineProperty(report, "diagnostics", {
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  });
}

/** The report of a head that begins at `at`; `text` gives its texts, which are of so many bytes. */
export function reportOf(
  numbers: Uint32Array,
  at: number,
  frame: Frame,
  text: (from: number, length: number) => () => string,
): Report {
  const [strange = 0, said = 0, findings = 0] = [numbers[at + 4], numbers[at + 5], numbers[at + 6]];
  const kind = strange === 0 ? frame.kinds[(numbers[at] ?? 0) - 1] : text(0, strange)();
  const [error = 0, warning = 0, info = 0] = [numbers[at + 1], numbers[at + 2], numbers[at + 3]];
  const apiVersion = said === 0 ? frame.apiVersion : text(strange, said)();
  const catalog = { date: frame.catalog };
  const counts = { error, warning, info };
  const valid = error === 0;
  if (findings === 0) {
    if (kind === undefined) return { valid, apiVersion, catalog, diagnostics: [], counts };
    return { valid, kind, apiVersion, catalog, diagnostics: [], counts };
  }
  const found = new Findings(text(strange + said, findings));
  // Two literals: to spread a common part into one costs 4 µs in V8, forty times as much as a literal.
  const report =
    kind === undefined
      ? {
          valid,
          apiVersion,
          catalog,
          get diagnostics() {
            return found.read();
          },
          set diagnostics(value) {
            assign(this, value);
          },
          counts,
        }
      : {
          valid,
          kind,
          apiVersion,
          catalog,
          get diagnostics() {
            return found.read();
          },
          set diagnostics(value) {
            assign(this, value);
          },
          counts,
        };
  return Object.defineProperty(report, INSPECT, LOOK);
}

/** The reports of many documents, copied out of the module. */
export interface Batch {
  readonly numbers: Uint32Array<ArrayBuffer>;
  readonly texts: Uint8Array<ArrayBuffer>;
  readonly frame: Frame;
}

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** A text of the module. */
export function decoded(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

/** How many bytes the texts of a head take. */
function textOf(numbers: Uint32Array, at: number): number {
  return (numbers[at + 4] ?? 0) + (numbers[at + 5] ?? 0) + (numbers[at + 6] ?? 0);
}

/** How many bytes the texts of these heads take. */
export function textsOf(numbers: Uint32Array): number {
  let sum = 0;
  for (let at = 0; at < numbers.length; at += HEAD) sum += textOf(numbers, at);
  return sum;
}

/** The reports of a batch, one after the other. */
export function* reportsOf({ numbers, texts, frame }: Batch): Generator<Report, void, undefined> {
  let start = 0;
  for (let at = 0; at < numbers.length; at += HEAD) {
    const own = start;
    yield reportOf(numbers, at, frame, (from, length) => {
      return () => decoded(texts.subarray(own + from, own + from + length));
    });
    start += textOf(numbers, at);
  }
}
