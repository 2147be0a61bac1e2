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
