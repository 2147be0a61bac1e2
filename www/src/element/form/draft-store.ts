/**
 * Keeps what was typed over a reload of the page, without secrets: those of fields are kept apart from the body, and
 * a member whose name speaks of one is left out.
 */

import { Kept } from "../shared/kept.js";
import { isObject } from "../shared/pointer.js";
import type { JsonObject } from "../shared/types.js";

export interface Draft {
  kind: string;
  body: JsonObject;
  /** What the host page had given when it was typed. */
  given: JsonObject;
}

const SECRET = /password|passphrase|secret|token|credential|private|(^|[a-z_])keys?$|^cert$|sas/i;
/** A storage is small, and a form is no place for more. */
const LONGEST = 200_000;

export class DraftStore {
  #kept: Kept;

  /** @param key one for each form of a page */
  constructor(key: string) {
    this.#kept = new Kept(`draft:${key}`);
  }

  get(): Draft | undefined {
    const kept = this.#kept.get();
    if (!isObject(kept) || typeof kept.kind !== "string") return undefined;
    const { kind, body, given } = kept;
    return isObject(body) && isObject(given) ? { kind, body, given } : undefined;
  }

  put({ kind, body, given }: Draft) {
    const draft = { kind, body: withoutSecrets(body), given: withoutSecrets(given) };
    this.#kept.put(draft, LONGEST);
  }

  clear() {
    this.#kept.clear();
  }
}

/** @returns a copy in which no text stands under a name that speaks of a secret */
export function withoutSecrets(value: JsonObject): JsonObject {
  const clean = (each: unknown): unknown => {
    if (Array.isArray(each)) return each.map(clean);
    return isObject(each) ? withoutSecrets(each) : each;
  };
  const safe = Object.entries(value).filter(
    ([name, inner]) => !(SECRET.test(name) && typeof inner === "string"),
  );
  return Object.fromEntries(safe.map(([name, inner]) => [name, clean(inner)]));
}
