/** Lists that come in pages: item by item, or page by page. */
import { ArmError } from "./errors.js";

/** One page; `continuationToken` leads to the next one and is absent on the last. */
export type Page<T> = T[] & { readonly continuationToken?: string };

/** Where to begin, and how to stop. */
export interface PageSettings {
  /** The `continuationToken` of the page before. */
  continuationToken?: string;
}

/** All items in order; `byPage()` gives whole pages. */
export interface PagedAsyncIterable<T> extends AsyncIterable<T> {
  byPage(settings?: PageSettings): AsyncIterable<Page<T>>;
}

/** Makes the iterable out of the function that fetches one page. */
export function paged<T>(
  fetchPage: (continuation?: string) => Promise<{ items: T[]; next?: string }>,
): PagedAsyncIterable<T> {
  async function* byPage(settings: PageSettings = {}): AsyncGenerator<Page<T>, void, undefined> {
    let continuation = settings.continuationToken;
    const seen = new Set<string>();
    do {
      const { items, next } = await fetchPage(continuation);
      if (next !== undefined) {
        if (seen.has(next)) {
          throw new ArmError({
            message: "the list leads back to a page that was read already",
            code: "UNEXPECTED_RESPONSE",
            help: "the service answers with a nextLink that was followed before; report this with the request id",
          });
        }
        seen.add(next);
      }
      yield next === undefined ? items : Object.assign(items, { continuationToken: next });
      continuation = next;
    } while (continuation !== undefined);
  }
  return {
    byPage,
    async *[Symbol.asyncIterator]() {
      for await (const page of byPage()) yield* page;
    },
  };
}
