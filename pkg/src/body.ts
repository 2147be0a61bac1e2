/** Reads the body of an answer, but never more of it than the client takes. */

/** The largest body that is read: the management API itself turns larger answers into errors. */
export const LARGEST = 8 * 1024 * 1024;

/** The text of a body, or `undefined` for one that is too large. What is behind the limit is not fetched. */
export async function textOf(response: Response, signal: AbortSignal): Promise<string | undefined> {
  const stream: unknown = response.body;
  if (!isStream(stream)) {
    // No stream: no body, or a fetch of somebody's own.
    const text: unknown = await response.text();
    if (typeof text !== "string") throw new Error("fetch did not return a Response");
    return text.length > LARGEST ? undefined : text;
  }
  const reader = stream.getReader();
  const stop = (): void => void reader.cancel().catch(() => {});
  signal.addEventListener("abort", stop, { once: true });
  try {
    const chunks: Uint8Array[] = [];
    let size = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.byteLength;
      if (size > LARGEST) {
        stop();
        return undefined;
      }
      chunks.push(value);
    }
    if (signal.aborted) throw new Error("the exchange was given up");
    return decoded(chunks, size);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

function isStream(body: unknown): body is ReadableStream<Uint8Array> {
  return typeof (body as { getReader?: unknown } | null | undefined)?.getReader === "function";
}

/** Made once: making one takes longer than most bodies. */
const decoder = new TextDecoder();

/** As `Response.text()` decodes: a byte order mark goes, and what is no UTF-8 is replaced. */
function decoded(chunks: readonly Uint8Array[], size: number): string {
  const [first] = chunks;
  if (chunks.length === 1) return decoder.decode(first);
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return decoder.decode(whole);
}
