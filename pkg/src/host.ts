/**
 * What only JavaScript can do for the client in the module: send, sign in, wait, tell of events. Nothing
 * here throws; whatever happens is an answer, and answers are texts.
 */
import { LONGEST, unheld } from "./alive.js";
import { textOf } from "./body.js";
import type { GlueHost, GlueToken } from "./glue.js";
import type { Report } from "./types.js";

/** The header fields of an answer that are of use; a browser shows only what the service exposes. */
const READ = [
  "azure-asyncoperation",
  "operation-location",
  "location",
  "retry-after",
  "retry-after-ms",
  "x-ms-retry-after-ms",
  "www-authenticate",
  "x-ms-request-id",
  "x-ms-correlation-request-id",
];
/** What stands in the place of a body that is too large; see `TOO_LARGE` in src/client/http/error.rs. */
const TOO_LARGE = "x-azureml-compute-too-large:1\n";

/** What happens on the way to the service. Never a secret, a header, a query or a body. */
export interface ClientEvent {
  /**
   * A `request` goes out; a `response` came, or none did (`broken`); the request is sent again (`retry`) or an
   * operation is looked at (`poll`) after `delayMs`; the look before a request found something (`report`).
   */
  readonly type: "request" | "response" | "broken" | "retry" | "poll" | "report";
  /** The HTTP method. */
  readonly method: string;
  /** The path of the address. */
  readonly path: string;
  /** The number of the try, from 1. */
  readonly attempt: number;
  /** The HTTP status of a response. */
  readonly status?: number;
  /** The service's id of the request. */
  readonly requestId?: string;
  /** The client's id of the request. */
  readonly clientRequestId?: string;
  /** How long the exchange took, in milliseconds. */
  readonly elapsedMs?: number;
  /** How long is waited, in milliseconds. */
  readonly delayMs?: number;
  /** What was found before the request. */
  readonly report?: Report;
}

/** A wait that can be ended early. */
interface Wait extends Promise<unknown> {
  wake(): void;
}

/** The host's side of a client. */
export function hostOf(
  token: GlueToken,
  given: typeof globalThis.fetch | undefined,
  listeners: ReadonlySet<(event: ClientEvent) => void>,
): GlueHost {
  return {
    async send(method, url, headers, body, signal) {
      let outcome = "unsent";
      try {
        const fetch = given ?? globalThis.fetch;
        if (typeof fetch !== "function") throw new Error("this host has no fetch; pass one");
        const init = { method, headers, signal, ...modes(), ...(body !== undefined && { body }) };
        outcome = "broken";
        return await written(await fetch(url, init), signal);
      } catch (thrown) {
        const words = wordsOf(thrown);
        const query = url.split("?")[1];
        // The query may be signed.
        const tells = words.includes(url) || (query && words.includes(query));
        return `${outcome}\n${tells ? "the exchange failed" : words.slice(0, 300)}`;
      }
    },
    async token(scopes, claims, signal) {
      try {
        const answer = await token(JSON.parse(scopes) as string[], { ...(claims && { claims }), signal });
        // Without a time the token serves one call alone.
        const expires = wholeNumber(answer.expiresOnTimestamp) ?? 0;
        const renew = wholeNumber(answer.refreshAfterTimestamp);
        return `${expires}${renew === undefined ? "" : ` ${renew}`}\n${answer.token}`;
      } catch (thrown) {
        return `no token\n${wordsOf(thrown)}`;
      }
    },
    sleep(milliseconds) {
      let wake = () => {};
      const wait = new Promise<void>((resolve) => {
        const timer = unheld(setTimeout(resolve, Math.min(milliseconds, LONGEST)));
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      return Object.assign(wait, { wake });
    },
    wake: (wait) => (wait as Wait).wake(),
    // The clock on the wall is set back and forth; deadlines go by this one.
    listens: () => listeners.size > 0,
    ticks: () => globalThis.performance?.now() ?? Date.now(),
    tell(text) {
      const event = JSON.parse(text) as ClientEvent;
      for (const listener of listeners) {
        try {
          listener(event);
        } catch {
          // A listener that throws must not end the call.
        }
      }
    },
  };
}

/** A number as the module takes it, or `undefined` for what is no number of 0 or more. */
export function wholeNumber(value: unknown): number | undefined {
  return typeof value === "number" && value >= 0
    ? Math.floor(Math.min(value, Number.MAX_SAFE_INTEGER))
    : undefined;
}

/** How a request is sent besides what is in it. */
function modes(): RequestInit {
  // Servers define `WorkerGlobalScope` too (Workers do); `importScripts` or a document mark a browser.
  const inBrowser =
    "document" in globalThis || ("WorkerGlobalScope" in globalThis && "importScripts" in globalThis);
  // A page cannot see where a redirect leads. No cookies, no stale answers. Servers hand the redirect
  // out; some of them refuse the other two members.
  return inBrowser ? { redirect: "error", credentials: "omit", cache: "no-store" } : { redirect: "manual" };
}

/** An answer as HTTP writes it. A fetch that is not the host's own may answer with anything. */
async function written(response: Response, signal: AbortSignal): Promise<string> {
  const { status, headers } = response;
  if (status < 1) throw new Error("the response is hidden, which may be a redirect");
  if (!Number.isInteger(status) || status < 100 || status > 999) {
    throw new Error("fetch did not return a Response");
  }
  let fields = "";
  for (const name of READ) {
    const value: unknown = headers.get(name);
    if (typeof value === "string") fields += `${name}:${value.replaceAll("\n", " ")}\n`;
  }
  const body = await textOf(response, signal);
  return `${status}\n${fields}${body === undefined ? TOO_LARGE : ""}\n${body ?? ""}`;
}

/** The words of a thrown value: an error's message, or the text itself. */
function wordsOf(thrown: unknown): string {
  const words = (thrown as { message?: unknown } | null | undefined)?.message ?? thrown;
  return typeof words === "string" ? words : "no reason was given";
}
