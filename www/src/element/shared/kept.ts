/**
 * A value that is kept over a reload of the page, in sessionStorage, as JSON. Works without a storage, only without
 * memory.
 */
export class Kept {
  #key;

  /** @param key one for each thing that a page keeps */
  constructor(key: string) {
    this.#key = `azureml-compute:${key}`;
  }

  get(): unknown {
    try {
      return JSON.parse(sessionStorage.getItem(this.#key) ?? "null");
    } catch {
      return undefined; // no storage, or something else wrote there
    }
  }

  /** @param longest more characters than these are not kept */
  put(value: unknown, longest = Number.POSITIVE_INFINITY) {
    const text = JSON.stringify(value);
    try {
      if (text.length <= longest) sessionStorage.setItem(this.#key, text);
    } catch {
      // A page without storage forgets it when it is loaded anew.
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
