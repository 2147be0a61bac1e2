/**
 * Keeps a run under way over a reload of the page, in sessionStorage: name, kind and the resume token,
 * which holds no secret and no signed address. Works without a storage, only without memory.
 */

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
  #key;

  /** @param key one for each form of a page */
  constructor(key: string) {
    this.#key = `azureml-compute:run:${key}`;
  }

  get(): KeptRun | undefined {
    try {
      const kept = JSON.parse(sessionStorage.getItem(this.#key) ?? "null");
      return typeof kept?.token === "string" && typeof kept.name === "string" ? kept : undefined;
    } catch {
      return undefined; // no storage, or something else wrote there
    }
  }

  put(run: KeptRun) {
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
