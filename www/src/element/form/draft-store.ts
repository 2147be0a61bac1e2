/**
 * Keeps what was typed over a reload of the page, in sessionStorage and without secrets: those of fields are kept
 * apart from the body, and a member whose name speaks of one is left out. Works without a storage, only without memory.
 */

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
  #key;

  /** @param key one for each form of a page */
  constructor(key: string) {
    this.#key = `azureml-compute:draft:${key}`;
  }

  get(): Draft | undefined {
    try {
      const kept: unknown = JSON.parse(sessionStorage.getItem(this.#key) ?? "null");
      if (!isObject(kept) || typeof kept.kind !== "string") return undefined;
      const { kind, body, given } = kept;
      return isObject(body) && isObject(given) ? { kind, body, given } : undefined;
    } catch {
      return undefined; // no storage, or something else wrote there
    }
  }

  put({ kind, body, given }: Draft) {
    const draft = JSON.stringify({
      kind,
      body: withoutSecrets(body),
      given: withoutSecrets(given),
    });
    try {
      if (draft.length <= LONGEST) sessionStorage.setItem(this.#key, draft);
    } catch {
      // A page without storage forgets what was typed when it is loaded anew.
    }
  }

  clear() {
    try {
      sessionStorage.removeItem(this.#key);
    } catch {
      // Nothing was kept.
    }
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
