/** Lists that come in pages: item by item, or page by page. */
import { ArmError } from "./errors.js";
import { onlyKnown } from "./options.js";
import { ABORT, type AbortOptions, signalsOf, throwIfAborted } from "./signal.js";

const SETTINGS = [...ABORT, "continuationToken"];

/** One page; `continuationToken` leads to the next one and is absent on the last. */
export type Page<T> = T[] & { readonly continuationToken?: string };

/** Where to begin, and how to stop; a signal given here counts beside that of the list. */
export interface PageSettings extends AbortOptions {
  /** The `continuationToken` of the page before. */
  continuationToken?: string | undefined;
}

/** All items in order; `byPage()` gives whole pages. */
export interface PagedAsyncIterable<T> extends AsyncIterable<T> {
  /** The same page by page. */
  byPage(settings?: PageSettings): AsyncIterable<Page<T>>;
}

/** Makes the iterable out of the function that fetches one page; `given` are the signals of the list. */
export function paged<T>(
  fetchPage: (
    continuation: string | undefined,
    signals: AbortSignal[],
  ) => Promise<{ items: T[]; next?: string }>,
  given: readonly AbortSignal[],
): PagedAsyncIterable<T> {
  async function* byPage(settings: PageSettings = {}): AsyncGenerator<Page<T>, void, undefined> {
    onlyKnown(settings, SETTINGS, "byPage");
    const signals = [...given, ...signalsOf(settings)];
    let continuation = settings.continuationToken;
    const seen = new Set<string>();
    do {
      const { items, next } = await fetchPage(continuation, signals);
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
      for await (const page of byPage()) {
        for (const item of page) {
          // Nobody who has stopped the list is handed the rest of a page.
          throwIfAborted(given);
          yield item;
        }
      }
    },
  };
}
