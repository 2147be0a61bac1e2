/** Worker threads of Node, Deno and Bun. */
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { IndexedReport, ManyInput } from "../many.js";
import { amountOf, type Ear, type Port, spread, type WorkersOptions } from "./spread.js";

export type { IndexedReport, ManyInput } from "../many.js";
export { WorkerError, type WorkersOptions } from "./spread.js";

/**
 * Checks every document of a stream, as `validateMany` does, in several workers. The reports come in the order of
 * the documents; the stream is read only as fast as they are taken; the workers end with the loop, however it ends.
 *
 * Worth it for thousands of documents: a worker takes some milliseconds to start.
 *
 * @example
 * ```js
 * import { validateManyInWorkers } from "azureml-compute/workers";
 * for await (const { index, report } of validateManyInWorkers(stream, { workers: 4, signal })) {
 *   if (!report.valid) console.log(index, report.diagnostics);
 * }
 * ```
 */
export function validateManyInWorkers(
  input: ManyInput,
  options: WorkersOptions = {},
): AsyncIterable<IndexedReport> {
  return spread(input, options, amountOf(options, availableParallelism()), start);
}

function start({ answered, failed }: Ear): Port {
  const worker = new Worker(new URL("../esm/workers-thread.js", import.meta.url));
  let ended = false;
  worker.on("message", answered);
  worker.on("error", failed);
  worker.on("messageerror", failed);
  worker.on("exit", (code) => {
    if (!ended) failed(new Error(`it ended with ${code}`));
  });
  return {
    post: (message, transfer) => worker.postMessage(message, transfer),
    hold: (wanted) => (wanted ? worker.ref() : worker.unref()),
    end() {
      ended = true;
      return worker.terminate();
    },
  };
}
