/** What ends the reading of a text in a language, and how deep a text may be nested. */

/** From one UTF-16 offset to another. */
export type Range = readonly [number, number];

/** Deepest that expressions and blocks stand inside each other: no file of a person comes near. */
export const DEEPEST = 200;

/** Bytes of the longest text that is read. */
export const LONGEST = 1024 * 1024;

/** A text that is not of its language. */
export class SyntaxFault extends Error {
  constructor(
    readonly found: string,
    readonly range: Range,
  ) {
    super(found);
  }
}

/** Texts by their paths. */
export type Files = Readonly<Record<string, string>>;

/** What is known beside a text. */
export interface SourceOptions {
  /** The path of the file, by which `files` are found; a file of this folder unless said otherwise. */
  readonly path?: string | undefined;
  /** Texts of files that belong to it, by their paths: those of its folder, and of modules that lie there. */
  readonly files?: Files | undefined;
}

/** Throws a TypeError for options that are none. */
export function demandFiles(path: unknown, files: unknown): void {
  if (typeof path !== "string") throw new TypeError("the option `path` must be a string");
  const isObject = typeof files === "object" && files !== null;
  if (!isObject || Object.values(files).some((file) => typeof file !== "string")) {
    throw new TypeError("the option `files` must be an object of strings by path");
  }
}
