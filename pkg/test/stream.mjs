/** Streams that cut their bytes at awkward places, for the tests beside this file. */

/** What was pulled, and whether the reader left, is noted in `log`. */
export function stream(text, size, log = { pulled: 0, cancelled: false }) {
  const bytes = new TextEncoder().encode(text);
  let at = 0;
  return new ReadableStream(
    {
      pull(controller) {
        log.pulled += 1;
        if (at >= bytes.length) return controller.close();
        controller.enqueue(bytes.subarray(at, at + size));
        at += size;
      },
      cancel() {
        log.cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
}
