/**
 * Drives one create operation through the client and tells each change. One run at a time; a run that
 * was replaced tells nothing more. Must not know how anything is drawn.
 */

import { progressOf } from "./run-model.js";

/** @import { Client, ComputeResource, Failure, JsonObject, Poller, Progress } from "./types.js" */
/** @import { Run } from "./run-model.js" */

const SETTLE_INTERVAL_MS = 2_000;

/**
 * @typedef {object} RunEvents
 * @property {(run: Run) => void} changed
 * @property {(progress: Progress, run: Run) => void} progressed
 * @property {(resource: ComputeResource, run: Run) => void} created
 * @property {(failure: Failure, run: Run) => void} failed
 */

export class RunController {
  /** @type {Run | undefined} */
  #run;
  /** @type {AbortController | undefined} */
  #abort;
  /** @type {RunEvents} */
  #events;

  /** @param {RunEvents} events */
  constructor(events) {
    this.#events = events;
  }

  get run() {
    return this.#run;
  }

  get busy() {
    return this.#run !== undefined && ["sending", "accepted", "deleting"].includes(this.#run.phase);
  }

  /**
   * @param {Client} client
   * @param {string} name
   * @param {JsonObject} body
   * @param {Partial<Run>} [about]
   */
  create(client, name, body, about) {
    const signal = this.#start(name, about);
    return this.#follow(
      client,
      () => client.create(name, body, { signal, ifAbsent: true }),
      signal,
    );
  }

  /**
   * Changes a compute: in place where the client can, else by sending the whole of it again.
   * @param {Client} client
   * @param {string} name
   * @param {{ patch?: JsonObject, body: JsonObject }} change
   * @param {Partial<Run>} [about]
   */
  update(client, name, { patch, body }, about) {
    const signal = this.#start(name, { task: "update", ...about });
    const send = () =>
      patch && client.update
        ? client.update(name, patch, { signal })
        : client.create(name, body, { signal });
    return this.#follow(client, send, signal);
  }

  /**
   * Changes a compute by an action that answers at once, and shows what the compute then is.
   * @param {Client} client
   * @param {string} name
   * @param {(signal: AbortSignal) => Promise<unknown>} send
   */
  async act(client, name, send) {
    const signal = this.#start(name, { task: "update", allocates: false });
    try {
      await send(signal);
      const resource = await client.get(name, { signal });
      if (signal.aborted || !this.#run) return;
      this.#update({ phase: "ready", accepted: true, resource, endedAt: Date.now() });
      this.#events.created(resource, this.#run);
    } catch (error) {
      this.#fail(error, signal);
    }
  }

  /**
   * Picks up a run that an earlier page began.
   * @param {Client} client
   * @param {import("./run-store.js").KeptRun} kept
   */
  pickUp(client, { name, token, startedAt, allocates, attaches, task }) {
    const signal = this.#start(name, {
      phase: "accepted",
      accepted: true,
      resumed: true,
      token,
      startedAt,
      allocates,
      attaches,
      task,
    });
    const resume = () => /** @type {Poller<ComputeResource>} */ (client.resume(token, { signal }));
    return this.#follow(client, resume, signal);
  }

  /** @param {Client} client */
  keepWaiting(client) {
    const { token } = this.#run ?? {};
    if (!this.#run || token === undefined) return undefined;
    const signal = this.#begin();
    this.#update({ phase: "accepted", endedAt: undefined, failure: undefined });
    const resume = () => /** @type {Poller<ComputeResource>} */ (client.resume(token, { signal }));
    return this.#follow(client, resume, signal);
  }

  /** Stops waiting; the service carries on. */
  stop() {
    this.#abort?.abort();
    if (this.busy) this.#update({ phase: "stopped", endedAt: Date.now() });
  }

  /** @param {Client} client */
  async delete(client) {
    const { name } = this.#run ?? {};
    if (name === undefined) return;
    const signal = this.#begin();
    this.#update({ phase: "deleting", endedAt: undefined, failure: undefined });
    try {
      await client.delete(name, { underlyingResourceAction: "Delete", signal });
      if (!signal.aborted) this.#update({ phase: "deleted", endedAt: Date.now() });
    } catch (error) {
      this.#fail(error, signal);
    }
  }

  /** Forgets the run; what it still does is not told. */
  clear() {
    this.#abort?.abort();
    this.#run = undefined;
  }

  /**
   * @param {string} name
   * @param {Partial<Run>} [about]
   */
  #start(name, about) {
    const signal = this.#begin();
    const begun = { phase: /** @type {const} */ ("sending"), accepted: false, progress: {} };
    this.#run = { name, ...begun, startedAt: Date.now(), ...about };
    this.#events.changed(this.#run);
    return signal;
  }

  #begin() {
    this.#abort?.abort();
    this.#abort = new AbortController();
    return this.#abort.signal;
  }

  /**
   * @param {Client} client
   * @param {() => Poller<ComputeResource>} start
   * @param {AbortSignal} signal
   */
  async #follow(client, start, signal) {
    try {
      const poller = start();
      poller.onProgress((progress) => this.#progress(progress, signal));
      Promise.resolve(poller.submitted()).then(
        () => this.#accept(poller, signal),
        () => undefined, // the poller itself fails with the same reason, below
      );
      const result = await poller;
      if (signal.aborted) return;
      const resource = await this.#settle(client, result, signal);
      if (signal.aborted || !this.#run) return;
      this.#update({ phase: "ready", accepted: true, resource, endedAt: Date.now() });
      this.#events.created(resource, this.#run);
    } catch (error) {
      this.#fail(error, signal);
    }
  }

  /**
   * @param {Poller<ComputeResource>} poller
   * @param {AbortSignal} signal
   */
  #accept(poller, signal) {
    if (signal.aborted) return;
    const phase = this.#run?.phase === "sending" ? "accepted" : this.#run?.phase;
    this.#update({ phase, accepted: true, token: tokenOf(poller) });
  }

  /**
   * The operation may end while nodes are still being allocated: only a steady cluster is ready.
   * @param {Client} client
   * @param {ComputeResource | undefined} result
   * @param {AbortSignal} signal
   */
  async #settle(client, result, signal) {
    const name = this.#run?.name ?? "";
    let resource = result?.properties ? result : await client.get(name, { signal });
    for (;;) {
      const progress = progressOf(resource);
      this.#update({ accepted: true, resource });
      this.#progress(progress, signal);
      const { allocationState } = progress;
      if (signal.aborted || !allocationState || allocationState.toLowerCase() !== "resizing") {
        return resource;
      }
      await new Promise((resolve) => setTimeout(resolve, SETTLE_INTERVAL_MS));
      if (signal.aborted) return resource;
      resource = await client.get(name, { signal });
    }
  }

  /**
   * @param {Progress} progress
   * @param {AbortSignal} signal
   */
  #progress(progress, signal) {
    if (signal.aborted || !this.#run) return;
    const known = Object.entries(progress).filter(([, value]) => value !== undefined);
    this.#update({
      progress: { ...this.#run.progress, ...Object.fromEntries(known) },
      requestId: progress.requestId ?? this.#run.requestId,
    });
    this.#events.progressed(progress, this.#run);
  }

  /**
   * @param {unknown} error
   * @param {AbortSignal} signal
   */
  #fail(error, signal) {
    if (signal.aborted || !this.#run) return;
    const failure = /** @type {Failure} */ (
      error instanceof Object ? error : { message: String(error) }
    );
    const requestId = failure.requestId ?? this.#run.requestId;
    this.#update({ phase: "failed", failure, requestId, endedAt: Date.now() });
    this.#events.failed(failure, this.#run);
  }

  /** @param {Partial<Run>} change */
  #update(change) {
    if (!this.#run) return;
    this.#run = { ...this.#run, ...change };
    this.#events.changed(this.#run);
  }
}

/**
 * @param {Poller<unknown>} poller
 * @returns {string | undefined} undefined if the operation ended before it could be resumed
 */
function tokenOf(poller) {
  try {
    return poller.serialize();
  } catch {
    return undefined;
  }
}
