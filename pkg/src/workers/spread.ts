/**
 * Spreads the documents of a stream over workers and gives the reports in order. Must not know what kind of
 * workers they are.
 */
import { asError, ComputeError, PoisonedError } from "../errors.js";
import { type Batch, reportsOf } from "../heads.js";
import { type IndexedReport, type ManyInput, piecesOf } from "../many.js";
import { OPTIONS, onlyKnown, optionsJson } from "../options.js";
import type { ValidateOptions } from "../types.js";
import type { Answer, Failed, Request } from "./script.js";
import { type Chunk, Seams } from "./seams.js";

/** Chunks that are given to each worker at once: one to work on, one that waits. */
const DEPTH = 2;
const MOST = 64;

/** A worker has failed: it could not be started, or it ended by itself. */
export class WorkerError extends ComputeError {
  override get name(): string {
    return "WorkerError";
  }
  constructor(message: string, cause?: unknown) {
    super({ message, code: "WORKER_FAILED", cause });
  }
}

/** A worker, of whatever kind. */
export interface Port {
  /** Sends a message; what is listed changes hands. */
  post(message: Request, transfer: ArrayBuffer[]): void;
  /** Whether the process waits for it. */
  hold(wanted: boolean): void;
  /** Ends it. */
  end(): unknown;
}

/** What a worker tells. */
export interface Ear {
  answered(answer: Answer): void;
  failed(cause: unknown): void;
}

/** Options of `validateManyInWorkers`. */
export interface WorkersOptions extends ValidateOptions {
  /** How many workers; by default as many as there are processors, at most 8. */
  workers?: number | undefined;
  /** Ends the reading; what waits is rejected with the reason of the signal. */
  signal?: AbortSignal | undefined;
}

interface Waiting {
  resolve(batch: Batch): void;
  reject(reason: unknown): void;
}

/** Reads, spreads, gathers. */
export async function* spread(
  input: ManyInput,
  options: WorkersOptions,
  amount: number,
  start: (ear: Ear) => Port,
): AsyncGenerator<IndexedReport, void, undefined> {
  const { workers: _, signal, ...rest } = options;
  const passed = optionsJson(rest, "validateManyInWorkers");
  const pieces = piecesOf(input)();
  const pool = new Pool(amount, passed, start);
  const stop = () => pool.fail(signal?.reason);
  signal?.addEventListener("abort", stop, { once: true });
  /** In the order of the documents, whoever is done first. */
  const under: Promise<Batch>[] = [];
  let index = 0;
  function* of(batch: Batch): Generator<IndexedReport, void, undefined> {
    for (const report of reportsOf(batch)) {
      signal?.throwIfAborted();
      yield { index: index++, report };
    }
  }
  try {
    signal?.throwIfAborted();
    for await (const chunk of chunksOf(pieces)) {
      under.push(pool.give(chunk));
      // No more is read than is worked on: this is what keeps memory flat.
      while (under.length >= amount * DEPTH) yield* of(await pool.take(under));
    }
    while (under.length > 0) yield* of(await pool.take(under));
  } finally {
    signal?.removeEventListener("abort", stop);
    await pool.end();
  }
}

/** Checks the options that `validateMany` does not have, and the names of all. */
export function amountOf(options: WorkersOptions | undefined, processors: number): number {
  onlyKnown(options, [...OPTIONS, "workers", "worker", "signal"], "validateManyInWorkers");
  const amount = options?.workers ?? Math.min(8, Math.max(1, processors));
  if (!Number.isInteger(amount) || amount < 1 || amount > MOST) {
    throw new TypeError(`\`workers\` must be a number from 1 to ${MOST}`);
  }
  return amount;
}

async function* chunksOf(
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Chunk, void, undefined> {
  const seams = new Seams();
  for await (const piece of pieces) yield* seams.push(piece);
  yield* seams.finish();
}

/** Started one by one, as there is work for them. */
class Pool {
  readonly #ports: { port: Port; busy: number }[] = [];
  readonly #waiting = new Map<number, Waiting & { of: { busy: number } }>();
  #next = 0;
  #failure: { reason: unknown } | undefined;

  constructor(
    readonly amount: number,
    readonly passed: string | undefined,
    readonly start: (ear: Ear) => Port,
  ) {}

  give({ layout, bytes }: Chunk): Promise<Batch> {
    if (this.#failure !== undefined) return unheard(Promise.reject(this.#failure.reason));
    const of = this.#idlest();
    const id = this.#next++;
    of.busy += 1;
    const answer = new Promise<Batch>((resolve, reject) => {
      this.#waiting.set(id, { of, resolve, reject });
    });
    of.port.post({ id, layout, bytes }, [bytes.buffer]);
    return unheard(answer);
  }

  /** The next that is done; there has to be one. */
  async take(under: Promise<Batch>[]): Promise<Batch> {
    for (const { port } of this.#ports) port.hold(true);
    try {
      return await (under.shift() as Promise<Batch>);
    } finally {
      for (const { port } of this.#ports) port.hold(false);
    }
  }

  fail(reason: unknown): void {
    this.#failure ??= { reason };
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(this.#failure.reason);
  }

  async end(): Promise<void> {
    this.fail(new WorkerError("the workers were ended"));
    await Promise.all(this.#ports.map(({ port }) => port.end()));
  }

  #idlest(): { port: Port; busy: number } {
    const idlest = this.#ports.toSorted((left, right) => left.busy - right.busy)[0];
    if (idlest !== undefined && (idlest.busy === 0 || this.#ports.length >= this.amount)) return idlest;
    const port = this.#started();
    port.post({ options: this.passed }, []);
    const made = { port, busy: 0 };
    this.#ports.push(made);
    return made;
  }

  #started(): Port {
    try {
      return this.start({
        answered: (answer) => this.#answered(answer),
        failed: (cause) => this.fail(failureOf(cause)),
      });
    } catch (cause) {
      throw failureOf(cause);
    }
  }

  #answered(answer: Answer): void {
    const waiting = this.#waiting.get(answer.id);
    if (waiting === undefined) return;
    if ("failed" in answer) {
      this.fail(errorOf(answer.failed));
      return;
    }
    this.#waiting.delete(answer.id);
    waiting.of.busy -= 1;
    waiting.resolve(answer.batch);
  }
}

/** Whoever takes it hears of a failure; nobody has to before. */
function unheard<Result>(promise: Promise<Result>): Promise<Result> {
  promise.catch(() => {});
  return promise;
}

function failureOf(cause: unknown): WorkerError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new WorkerError(`a worker failed: ${reason}`, cause);
}

/** What a worker found, as an error of the class that it had there. */
function errorOf(failed: Failed): unknown {
  if (failed.code === "POISONED") return new PoisonedError(failed);
  if (failed.code === "NOT_INITIALIZED") return failureOf(failed);
  return asError(failed);
}
