/**
 * A client for unit tests: the test decides each step of an operation.
 */

import type { Client, ComputeResource, Poller, Progress } from "../src/element/shared/types.js";

/** A poller whose end and progress the test decides. */
export function manualPoller<_T>() {
  const { promise, resolve, reject } = withResolvers();
  const { promise: submitted, resolve: accept } = withResolvers();
  promise.catch(() => undefined);
  const listeners: ((progress: Progress) => void)[] = [];
  const poller = Object.assign(promise, {
    submitted: () => submitted,
    onProgress: (callback: (progress: Progress) => void) => listeners.push(callback),
    serialize: () => "resume-token",
  }) as Poller<any>;
  const progress = (step: Progress) => {
    for (const listener of listeners) listener(step);
  };
  return { poller, resolve, reject, accept: () => accept(undefined), progress };
}

export function fakeClient(parts: Partial<Client> = {}): Client {
  const refuse = () => {
    throw new Error("not expected in this test");
  };
  return {
    list: () => listed([]),
    get: refuse,
    create: refuse,
    delete: refuse,
    resume: refuse,
    ...parts,
  };
}

function withResolvers(): {
  promise: Promise<any>;
  resolve: (value: any) => void;
  reject: (reason: any) => void;
} {
  let functions: any = {};
  const promise = new Promise((resolve, reject) => {
    functions = { resolve, reject };
  });
  return { promise, ...functions };
}

/** A list as a client gives it, in one page. */
export function listed(resources: ComputeResource[]): ReturnType<Client["list"]> {
  async function* each() {
    yield* resources;
  }
  async function* pages() {
    yield resources;
  }
  return Object.assign(each(), { byPage: pages }) as unknown as ReturnType<Client["list"]>;
}
