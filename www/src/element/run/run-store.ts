/**
 * Keeps a run under way over a reload of the page: name, kind and the resume token, which holds no secret and no
 * signed address.
 */

import { Kept } from "../shared/kept.js";
import { isObject } from "../shared/pointer.js";

export interface KeptRun {
  name: string;
  kind: string;
  token: string;
  startedAt: number;
  allocates: boolean;
  attaches?: boolean | undefined;
  task?: "create" | "update" | undefined;
}

export class RunStore {
  #kept: Kept;

  /** @param key one for each form of a page */
  constructor(key: string) {
    this.#kept = new Kept(`run:${key}`);
  }

  get(): KeptRun | undefined {
    const kept = this.#kept.get();
    const isRun = isObject(kept) && typeof kept.token === "string" && typeof kept.name === "string";
    return isRun ? (kept as unknown as KeptRun) : undefined;
  }

  put(run: KeptRun) {
    this.#kept.put(run);
  }

  clear() {
    this.#kept.clear();
  }
}
