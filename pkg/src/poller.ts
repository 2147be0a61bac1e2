/** A running operation: a promise of its result that also tells how far it is. */
import { hold } from "./alive.js";
import { ComputeError } from "./errors.js";
import { type AbortOptions, reasonOf, signalsOf } from "./signal.js";
import type { Progress, Report } from "./types.js";

/** The state of an operation in the words of Azure's own packages. */
export interface OperationState<T> {
  /** How far the operation is. */
  readonly status: "notStarted" | "running" | "succeeded" | "failed" | "canceled";
  /** The last progress. */
  readonly progress?: Progress;
  /** What it gave, once it is done. */
  readonly result?: T;
  /** Why it failed. */
  readonly error?: unknown;
}

/** What the poller gives to the function that does the work. */
export interface PollerHooks {
  readonly signal: AbortSignal;
  submitted(resumeToken: string): void;
  progress(progress: Progress): void;
  report(report: Report): void;
}

/** The rest of a promise: what `Promise` hides in its executor. */
interface Deferred<T> {
  resolve(value: T | PromiseLike<T>): void;
  reject(reason: unknown): void;
}

/**
 * A long-running operation. It starts at once; awaiting it gives the result. A failure that nobody
 * looks at is no unhandled rejection. A program that neither awaits it nor listens to it may end once the
 * service has accepted the operation: the operation goes on there, `serialize()` finds it again.
 *
 * Never return one from an async function: promises are flattened, and the caller would get the result
 * instead. Wrap it in an object there.
 */
export class Poller<T> extends Promise<T> {
  /** `then` and its like give plain promises. */
  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }
  /** How `console.log` and the like call it. */
  override get [Symbol.toStringTag](): string {
    return "Poller";
  }

  readonly #listeners = new Set<(progress: Progress) => void>();
  readonly #controller = new AbortController();
  readonly #submitted: Promise<void>;
  #token: string | undefined;
  #state: OperationState<T> = { status: "notStarted" };
  #changed: Deferred<void>;
  #change: Promise<void>;
  readonly #history: Progress[] = [];
  #report: Report | undefined;
  /** Lets the process end; there while something is waited for. */
  #release: (() => void) | undefined;
  #watched = false;

  /** @internal */
  constructor(work: (hooks: PollerHooks) => Promise<T>) {
    const own = {} as Deferred<T>;
    super((resolve, reject) => Object.assign(own, { resolve, reject }));
    const accepted = {} as Deferred<void>;
    this.#submitted = new Promise<void>((resolve, reject) => Object.assign(accepted, { resolve, reject }));
    [this.#change, this.#changed] = signalled();
    // Not `this.catch`: nobody watches by that.
    for (const promise of [this as Promise<unknown>, this.#submitted]) {
      Promise.prototype.then.call(promise, undefined, () => {});
    }
    // Nothing is lost before the service has it.
    this.#release = hold();

    const settle = (state: OperationState<T>): void => {
      this.#state = { ...(this.#state.progress && { progress: this.#state.progress }), ...state };
      this.#changed.resolve();
      this.#release?.();
    };
    const hooks: PollerHooks = {
      signal: this.#controller.signal,
      submitted: (token) => {
        this.#token = token;
        if (this.#state.status === "notStarted") this.#state = { ...this.#state, status: "running" };
        accepted.resolve();
        if (!this.#watched) this.#release?.();
      },
      progress: (progress) => this.#advance(progress),
      report: (report) => {
        this.#report = report;
      },
    };
    // Not before the next turn: whoever made the poller can still register with it.
    Promise.resolve()
      .then(() => work(hooks))
      .then(
        (result) => {
          settle({ status: "succeeded", result });
          accepted.resolve();
          own.resolve(result);
        },
        (error: unknown) => {
          settle({ status: wasCanceled(error) ? "canceled" : "failed", error });
          accepted.reject(error);
          own.reject(error);
        },
      );
  }

  #advance(progress: Progress): void {
    this.#state = { status: "running", progress };
    this.#history.push(progress);
    const changed = this.#changed;
    [this.#change, this.#changed] = signalled();
    changed.resolve();
    for (const listener of this.#listeners) tell(listener, progress);
  }

  /** Somebody waits: the process goes on until the operation is over. */
  #watch(): void {
    if (this.#watched || this.isDone) return;
    this.#watched = true;
    this.#release?.();
    this.#release = hold();
  }

  /** As for every promise. */
  // biome-ignore lint/suspicious/noThenProperty: a promise, which notes that somebody waits for it
  override then<R = T, E = never>(
    fulfilled?: ((value: T) => R | PromiseLike<R>) | null,
    rejected?: ((reason: unknown) => E | PromiseLike<E>) | null,
  ): Promise<R | E> {
    this.#watch();
    return super.then(fulfilled, rejected);
  }

  /** Waits until the service has accepted the operation. */
  submitted(): Promise<void> {
    return this.#submitted;
  }

  /**
   * Waits for the result, as `await` does. The signal ends the polling (not the operation at the
   * service: `serialize()` and `resume` pick that up again).
   */
  async pollUntilDone(options?: AbortOptions): Promise<T> {
    const signals = signalsOf(options);
    const stop = (): void => this.#controller.abort(reasonOf(signals.find((signal) => signal.aborted)));
    try {
      for (const signal of signals) {
        if (signal.aborted) stop();
        else signal.addEventListener("abort", stop, { once: true });
      }
      return await (this as Promise<T>);
    } finally {
      for (const signal of signals) signal.removeEventListener("abort", stop);
    }
  }

  /** Calls back at every progress; the answer ends that. */
  onProgress(callback: (progress: Progress) => void): () => void {
    this.#watch();
    this.#listeners.add(callback);
    return () => this.#listeners.delete(callback);
  }

  /** Where the operation stands. */
  get operationState(): OperationState<T> {
    return this.#state;
  }

  /** Whether it has ended, well or not. */
  get isDone(): boolean {
    return this.#state.status !== "notStarted" && this.#state.status !== "running";
  }

  /**
   * What the check before the request has found, warnings included: of the body of a `create`, or of the
   * compute as it is with `validate: true`. `undefined` if nothing was checked or found.
   */
  get report(): Report | undefined {
    return this.#report;
  }

  /** The result, once it is there. */
  get result(): T | undefined {
    return this.#state.result;
  }

  /**
   * A text with which `ComputeClient.resume` continues, in another process too. It holds method,
   * resource, api-version and start time, no token and no signed address.
   */
  serialize(): string {
    if (this.#token !== undefined) return this.#token;
    throw new ComputeError({
      message: "the service has not accepted the operation yet",
      code: "NOT_SUBMITTED",
      help: "await submitted() first",
    });
  }

  /** Every progress from the beginning; ends with the operation, throws if it fails. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Progress, void, undefined> {
    this.#watch();
    let next = 0;
    for (;;) {
      const change = this.#change;
      while (next < this.#history.length) yield this.#history[next++] as Progress;
      if (this.isDone) break;
      if (change === this.#change) await change;
    }
    await this;
  }
}

function signalled(): [Promise<void>, Deferred<void>] {
  const deferred = {} as Deferred<void>;
  return [new Promise<void>((resolve, reject) => Object.assign(deferred, { resolve, reject })), deferred];
}

function wasCanceled(error: unknown): boolean {
  const { name, code } = (typeof error === "object" && error !== null ? error : {}) as {
    name?: unknown;
    code?: unknown;
  };
  return name === "AbortError" || code === "OPERATION_CANCELED";
}

/** A callback that throws must not end the operation; its error surfaces as an uncaught one. */
function tell(listener: (progress: Progress) => void, progress: Progress): void {
  try {
    listener(progress);
  } catch (error) {
    setTimeout(() => {
      throw error;
    });
  }
}
