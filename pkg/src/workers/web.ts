/** Web workers. */
import type { IndexedReport, ManyInput } from "../many.js";
import {
  amountOf,
  type WorkersOptions as CommonOptions,
  type Ear,
  type Port,
  spread,
  WorkerError,
} from "./spread.js";

export type { IndexedReport, ManyInput } from "../many.js";
export { WorkerError } from "./spread.js";

/** Options of `validateManyInWorkers`. */
export interface WorkersOptions extends CommonOptions {
  /**
   * Makes a worker that runs `azureml-compute/workers/script`; for bundlers that do not find it by themselves,
   * and for pages that vouch for every script.
   */
  worker?: (() => Worker) | undefined;
}

/**
 * Checks every document of a stream, as `validateMany` does, in several workers. The reports come in the order of
 * the documents; the stream is read only as fast as they are taken; the workers end with the loop, however it ends.
 *
 * Worth it for thousands of documents: a worker takes some milliseconds to start.
 *
 * @example
 * ```js
 * import { validateManyInWorkers } from "azureml-compute/workers";
 * for await (const { index, report } of validateManyInWorkers(response.body, { workers: 4, signal })) {
 *   if (!report.valid) console.log(index, report.diagnostics);
 * }
 * ```
 */
export function validateManyInWorkers(
  input: ManyInput,
  options: WorkersOptions = {},
): AsyncIterable<IndexedReport> {
  const { worker: make = made, ...rest } = options;
  const processors = globalThis.navigator?.hardwareConcurrency ?? 1;
  return spread(input, rest, amountOf(options, processors), (ear) => start(make, ear));
}

/** Written so that Vite and webpack find the file. */
function made(): Worker {
  return new Worker(new URL("./workers-script.js", import.meta.url), { type: "module" });
}

function start(make: () => Worker, { answered, failed }: Ear): Port {
  if (typeof Worker === "undefined") {
    throw new WorkerError("this runtime has no workers; use validateMany in one thread");
  }
  const worker = make();
  worker.onmessage = ({ data }) => answered(data);
  worker.onerror = (event) => failed(event.message || "it could not be loaded");
  worker.onmessageerror = () => failed("a message could not be read");
  return {
    post: (message, transfer) => worker.postMessage(message, transfer),
    hold() {},
    end: () => worker.terminate(),
  };
}
