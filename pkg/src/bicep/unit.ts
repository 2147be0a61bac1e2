/** A Bicep file with its declarations. */
import type { Statement } from "./ast.js";

/** What a file declares, by name. */
export type Symbols = ReadonlyMap<string, Statement>;

/** A file with what it declares. */
export interface Unit {
  readonly path: string;
  readonly statements: readonly Statement[];
  readonly symbols: Symbols;
}
