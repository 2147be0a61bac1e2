/**
 * A client for unit tests: the test decides each step of an operation.
 */

/** @import { Client, ComputeResource, Poller, Progress } from "../src/element/types.js" */

/**
 * A poller whose end and progress the test decides.
 * @template T
 */
export function manualPoller() {
  const { promise, resolve, reject } = withResolvers();
  const { promise: submitted, resolve: accept } = withResolvers();
  promise.catch(() => undefined);
  /** @type {((progress: Progress) => void)[]} */
  const listeners = [];
  const poller = /** @type {Poller<any>} */ (
    Object.assign(promise, {
      submitted: () => submitted,
      onProgress: (/** @type {(progress: Progress) => void} */ callback) =>
        listeners.push(callback),
      serialize: () => "resume-token",
    })
  );
  const progress = (/** @type {Progress} */ step) => {
    for (const listener of listeners) listener(step);
  };
  return { poller, resolve, reject, accept: () => accept(undefined), progress };
}

/**
 * @param {Partial<Client>} [parts]
 * @returns {Client}
 */
export function fakeClient(parts = {}) {
  const refuse = () => {
    throw new Error("not expected in this test");
  };
  return {
    list: async function* () {},
    get: refuse,
    create: refuse,
    delete: refuse,
    resume: refuse,
    ...parts,
  };
}

/** @returns {{ promise: Promise<any>, resolve: (value: any) => void, reject: (reason: any) => void }} */
function withResolvers() {
  /** @type {any} */
  let functions = {};
  const promise = new Promise((resolve, reject) => {
    functions = { resolve, reject };
  });
  return { promise, ...functions };
}
