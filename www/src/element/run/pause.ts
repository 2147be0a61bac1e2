/**
 * Why a request of a run waits before its next try, from the events of the client. Must not know how anything is
 * drawn.
 */

import type { Client } from "../shared/types.js";

export interface Pause {
  /** The service asked to wait, refused for now, or did not answer. */
  reason: "asked" | "refused" | "silent";
  /** The HTTP status, if the service answered. */
  status: number | undefined;
  /** When the next try begins, in milliseconds since 1970. */
  until: number;
  /** How often it was tried. */
  tries: number;
}

/**
 * Tells each pause of the requests about one compute, and `undefined` when the next try begins.
 * @returns what ends it
 */
export function watchPauses(
  client: Client,
  name: string,
  changed: (pause: Pause | undefined) => void,
): () => void {
  let status: number | undefined;
  const stop = client.onEvent?.((event) => {
    if (!isAbout(event.path, name)) return;
    switch (event.type) {
      case "request":
        changed(undefined);
        break;
      case "response":
      case "broken":
        status = event.status;
        break;
      case "retry": {
        const reason = status === 429 ? "asked" : status === undefined ? "silent" : "refused";
        const until = Date.now() + (event.delayMs ?? 0);
        changed({ reason, status, until, tries: event.attempt });
        break;
      }
    }
  });
  return () => stop?.();
}

/** The compute itself, or an operation of the service, whose address does not name it. */
function isAbout(path: string, name: string) {
  const own = `/computes/${encodeURIComponent(name)}`.toLowerCase();
  const asked = path.toLowerCase();
  return asked.endsWith(own) || asked.includes(`${own}/`) || asked.includes("operation");
}
