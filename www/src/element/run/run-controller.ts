/**
 * Drives one create operation through the client and tells each change. One run at a time; a run that
 * was replaced tells nothing more. Must not know how anything is drawn.
 */

import type { Client, ComputeResource, Failure, JsonObject, Poller } from "../shared/types.js";
import { watchPauses } from "./pause.js";
import type { Run, Told } from "./run-model.js";
import { progressOf } from "./run-model.js";
import type { KeptRun } from "./run-store.js";

const SETTLE_INTERVAL_MS = 2_000;

export interface RunEvents {
  changed: (run: Run) => void;
  progressed: (progress: Told, run: Run) => void;
  created: (resource: ComputeResource, run: Run) => void;
  failed: (failure: Failure, run: Run) => void;
}

export class RunController {
  #run: Run | undefined;
  #abort: AbortController | undefined;
  #events: RunEvents;

  constructor(events: RunEvents) {
    this.#events = events;
  }

  get run() {
    return this.#run;
  }

  get busy() {
    return this.#run !== undefined && ["sending", "accepted", "deleting"].includes(this.#run.phase);
  }

  create(client: Client, name: string, body: JsonObject, about?: Partial<Run>) {
    const signal = this.#start(name, about);
    return this.#follow(
      client,
      () => client.create(name, body, { signal, ifAbsent: true }),
      signal,
    );
  }

  /** Changes a compute: in place where the client can, else by sending the whole of it again. */
  update(
    client: Client,
    name: string,
    { patch, body }: { patch: JsonObject | undefined; body: JsonObject },
    about?: Partial<Run>,
  ) {
    const signal = this.#start(name, { task: "update", ...about });
    const send = () =>
      patch && client.update
        ? client.update(name, patch, { signal })
        : client.create(name, body, { signal });
    return this.#follow(client, send, signal);
  }

  /** Changes a compute by an action that answers at once, and shows what the compute then is. */
  async act(client: Client, name: string, send: (signal: AbortSignal) => Promise<unknown>) {
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

  /** Picks up a run that an earlier page began. */
  pickUp(client: Client, { name, token, startedAt, allocates, attaches, task }: KeptRun) {
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
    const resume = () => client.resume(token, { signal }) as Poller<ComputeResource>;
    return this.#follow(client, resume, signal);
  }

  keepWaiting(client: Client) {
    const { token } = this.#run ?? {};
    if (!this.#run || token === undefined) return undefined;
    const signal = this.#begin();
    this.#update({ phase: "accepted", endedAt: undefined, failure: undefined, resumed: undefined });
    const resume = () => client.resume(token, { signal }) as Poller<ComputeResource>;
    return this.#follow(client, resume, signal);
  }

  /** Stops waiting; the service carries on. */
  stop() {
    this.#abort?.abort();
    if (this.busy) this.#update({ phase: "stopped", pause: undefined, endedAt: Date.now() });
  }

  async delete(client: Client) {
    const { name } = this.#run ?? {};
    if (name === undefined) return;
    const signal = this.#begin();
    this.#update({ phase: "deleting", endedAt: undefined, failure: undefined });
    const unwatch = this.#watch(client, signal);
    try {
      await client.delete(name, { underlyingResourceAction: "Delete", signal });
      if (!signal.aborted) this.#update({ phase: "deleted", endedAt: Date.now() });
    } catch (error) {
      this.#fail(error, signal);
    } finally {
      unwatch();
    }
  }

  /** Forgets the run; what it still does is not told. */
  clear() {
    this.#abort?.abort();
    this.#run = undefined;
  }

  #start(name: string, about?: Partial<Run>) {
    const signal = this.#begin();
    const begun = { phase: "sending" as const, accepted: false, progress: {} };
    this.#run = { name, ...begun, startedAt: Date.now(), ...about };
    this.#events.changed(this.#run);
    return signal;
  }

  #begin() {
    this.#abort?.abort();
    this.#abort = new AbortController();
    return this.#abort.signal;
  }

  async #follow(client: Client, start: () => Poller<ComputeResource>, signal: AbortSignal) {
    const unwatch = this.#watch(client, signal);
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
    } finally {
      unwatch();
    }
  }

  /** Shows why nothing happens while the client waits before it tries again. */
  #watch(client: Client, signal: AbortSignal) {
    return watchPauses(client, this.#run?.name ?? "", (pause) => {
      if (!signal.aborted && this.#run?.pause !== pause) this.#update({ pause });
    });
  }

  #accept(poller: Poller<ComputeResource>, signal: AbortSignal) {
    if (signal.aborted) return;
    if (!this.#run) return;
    const { phase } = this.#run;
    this.#update({
      phase: phase === "sending" ? "accepted" : phase,
      accepted: true,
      token: tokenOf(poller),
    });
  }

  /**
   * The operation may end while nodes are still being allocated: only a steady cluster is ready.
   */
  async #settle(client: Client, result: ComputeResource | undefined, signal: AbortSignal) {
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

  #progress(progress: Told, signal: AbortSignal) {
    if (signal.aborted || !this.#run) return;
    const known = Object.entries(progress).filter(([, value]) => value !== undefined);
    this.#update({
      progress: { ...this.#run.progress, ...Object.fromEntries(known) },
      requestId: progress.requestId ?? this.#run.requestId,
    });
    this.#events.progressed(progress, this.#run);
  }

  #fail(error: unknown, signal: AbortSignal) {
    if (signal.aborted || !this.#run) return;
    const failure = (error instanceof Object ? error : { message: String(error) }) as Failure;
    const requestId = failure.requestId ?? this.#run.requestId;
    this.#update({ phase: "failed", pause: undefined, failure, requestId, endedAt: Date.now() });
    this.#events.failed(failure, this.#run);
  }

  #update(change: Partial<Run>) {
    if (!this.#run) return;
    this.#run = { ...this.#run, ...change };
    this.#events.changed(this.#run);
  }
}

/** @returns undefined if the operation ended before it could be resumed */
function tokenOf(poller: Poller<unknown>): string | undefined {
  try {
    return poller.serialize();
  } catch {
    return undefined;
  }
}
