/** Lines and columns of a text, counted as for JSON: a line ends behind `\n`. */
import type { Position } from "../types.js";

/** Where the lines of a text begin. */
export class Lines {
  readonly #starts: number[] = [0];
  readonly #length: number;

  constructor(text: string) {
    this.#length = text.length;
    for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) this.#starts.push(at + 1);
  }

  /** The position of an offset; one after the end is the end. */
  position(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.#length));
    let [low, high] = [0, this.#starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: at - (this.#starts[low] ?? 0) + 1, offset: at };
  }
}

/** The position of an offset. */
export function position(lines: Lines, offset: number): Position {
  return lines.position(offset);
}
