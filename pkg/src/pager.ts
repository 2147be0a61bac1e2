/** Lists that come in pages: item by item, or page by page. */
import { ArmError } from "./errors.js";
import { onlyKnown } from "./options.js";
import { ABORT, type AbortOptions, signalsOf, throwIfAborted } from "./signal.js";

/** The options of a list. */
export const LIST: readonly string[] = [...ABORT, "maxPages"];
const SETTINGS = [...LIST, "continuationToken"];
/** More pages than a workspace can fill. */
const MOST_PAGES = 1000;

/** One page; `continuationToken` leads to the next one and is absent on the last. */
export type Page<T> = T[] & { readonly continuationToken?: string };

/** How a list is read. */
export interface ListOptions extends AbortOptions {
  /** After how many pages a list that goes on is an error; 1000 by default. */
  maxPages?: number | undefined;
}

/** Where to begin, and how to stop; a signal given here counts beside that of the list. */
export interface PageSettings extends ListOptions {
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
  maxPages?: number,
): PagedAsyncIterable<T> {
  async function* byPage(settings: PageSettings = {}): AsyncGenerator<Page<T>, void, undefined> {
    onlyKnown(settings, SETTINGS, "byPage");
    const signals = [...given, ...signalsOf(settings)];
    let continuation = settings.continuationToken;
    const seen = new Set<string>();
    const limit = pagesOf(settings.maxPages) ?? pagesOf(maxPages) ?? MOST_PAGES;
    let pages = 0;
    do {
      if (pages === limit) {
        throw new ArmError({
          message: `the list continues after ${limit} pages`,
          code: "UNEXPECTED_RESPONSE",
          help: "the service may repeat pages forever; if the list is that long, raise `maxPages`",
        });
      }
      pages += 1;
      const { items, next } = await fetchPage(continuation, signals);
      if (next !== undefined) {
        if (seen.has(next)) {
          throw new ArmError({
            message: "the list links back to an earlier page",
            code: "UNEXPECTED_RESPONSE",
            help: "the service returned a nextLink that was already followed; report this with the request id",
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

function pagesOf(given: number | undefined | null): number | undefined {
  if (given === undefined || given === null) return undefined;
  if (typeof given === "number" && given >= 1) return Math.floor(given);
  throw new TypeError("`maxPages` must be a number, 1 or more");
}

/** A member of a page by its name, whatever its case, as the service itself reads. */
export function memberOf(page: object, name: string): unknown {
  if (Object.hasOwn(page, name)) return (page as Record<string, unknown>)[name];
  const found = Object.keys(page).find((key) => key.toLowerCase() === name.toLowerCase());
  return found === undefined ? undefined : (page as Record<string, unknown>)[found];
}
