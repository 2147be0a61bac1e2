/**
 * Cancellation. The caller's signal never crosses into the module: its reason may be anything, and what
 * rejects is that very reason.
 */

/** The options that stop a call. */
export const ABORT: readonly string[] = ["signal", "abortSignal"];

/** How a call is stopped. */
export interface AbortOptions {
  /** Stops the call; it rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** The same under the name that Azure's own packages use. */
  abortSignal?: AbortSignal | undefined;
}

/** The signals in the options of a call. */
export function signalsOf(options: AbortOptions | undefined): AbortSignal[] {
  // `null` is no signal, as for fetch.
  return [options?.signal, options?.abortSignal].filter((signal) => signal !== undefined && signal !== null);
}

/** Throws the reason of the first signal that is aborted. Not `throwIfAborted()`: AbortSignalLike has none. */
export function throwIfAborted(signals: readonly AbortSignal[]): void {
  for (const signal of signals) if (signal.aborted) throw reasonOf(signal);
}

/** Why a signal is aborted; older signals, such as those of `@azure/abort-controller`, tell no reason. */
export function reasonOf(signal: AbortSignal | undefined): unknown {
  if (signal === undefined || "reason" in signal) return signal?.reason;
  return new DOMException("the call was aborted", "AbortError");
}

/** Runs `work` with a signal of our own, and rejects with the caller's reason as soon as the caller aborts. */
export async function abortable<T>(
  given: readonly AbortSignal[],
  work: (signal: AbortSignal | undefined) => Promise<T>,
): Promise<T> {
  throwIfAborted(given);
  if (given.length === 0) return work(undefined);
  const inner = new AbortController();
  let stop: (() => void) | undefined;
  const stopped = new Promise<never>((_, reject) => {
    stop = () => {
      reject(reasonOf(given.find((signal) => signal.aborted)));
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
