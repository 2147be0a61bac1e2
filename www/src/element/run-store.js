/**
 * Keeps a run under way over a reload of the page, in sessionStorage: name, kind and the resume token,
 * which holds no secret and no signed address. Works without a storage, only without memory.
 */

/** @typedef {{ name: string, kind: string, token: string, startedAt: number, allocates: boolean, attaches?: boolean, task?: "create" | "update" }} KeptRun */

export class RunStore {
  #key;

  /** @param {string} key one for each form of a page */
  constructor(key) {
    this.#key = `azureml-compute:run:${key}`;
  }

  /** @returns {KeptRun | undefined} */
  get() {
    try {
      const kept = JSON.parse(sessionStorage.getItem(this.#key) ?? "null");
      return typeof kept?.token === "string" && typeof kept.name === "string" ? kept : undefined;
    } catch {
      return undefined; // no storage, or something else wrote there
    }
  }

  /** @param {KeptRun} run */
  put(run) {
    try {
      sessionStorage.setItem(this.#key, JSON.stringify(run));
    } catch {
      // A page without storage forgets the run when it is loaded anew.
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
