/**
 * Cancellation. The caller's signal never crosses into the module: its reason may be anything, and what
 * rejects is that very reason.
 */

/** How a call is stopped. */
export interface AbortOptions {
  /** Stops the call; it rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** The same under the name that Azure's own packages use. */
  abortSignal?: AbortSignal | undefined;
}

/** The signals in the options of a call. */
export function signalsOf(options: AbortOptions | undefined): AbortSignal[] {
  return [options?.signal, options?.abortSignal].filter((signal) => signal !== undefined);
}

/** Runs `work` with a signal of our own, and rejects with the caller's reason as soon as the caller aborts. */
export async function abortable<T>(
  given: readonly AbortSignal[],
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  for (const signal of given) signal.throwIfAborted();
  const inner = new AbortController();
  if (given.length === 0) return work(inner.signal);
  let stop: (() => void) | undefined;
  const stopped = new Promise<never>((_, reject) => {
    stop = () => {
      const cause = given.find((signal) => signal.aborted);
      reject(cause?.reason);
      inner.abort();
    };
    for (const signal of given) signal.addEventListener("abort", stop, { once: true });
  });
  const running = work(inner.signal);
  try {
    return await Promise.race([running, stopped]);
  } finally {
    // After an abort the work still ends, in its own time, with an error that nobody waits for.
    running.catch(() => {});
    for (const signal of given) if (stop) signal.removeEventListener("abort", stop);
  }
}
