/** The poller: a promise that also tells how far it is. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { Poller } from "../dist/esm/node.js";

const progress = (status, elapsedMs = 0) => ({ status, elapsedMs });
const tick = () => new Promise((resolve) => setTimeout(resolve, 5));

function manual() {
  const handle = {};
  handle.poller = new Poller((hooks) => {
    handle.hooks = hooks;
    return new Promise((resolve, reject) => Object.assign(handle, { resolve, reject }));
  });
  return handle;
}

test("it is a promise, and what follows from it is a plain one", async () => {
  const poller = new Poller(async () => 5);
  assert.ok(poller instanceof Promise);
  assert.equal(poller.then((value) => value).constructor, Promise);
  assert.equal(poller.finally(() => {}).constructor, Promise);
  assert.equal(await poller, 5);
  assert.equal(await Promise.all([poller, 6]).then(([first]) => first), 5);
  assert.deepEqual([poller.isDone, poller.result, poller.operationState.status], [true, 5, "succeeded"]);
});

test("it starts by itself and reports every step", async () => {
  const first = manual();
  assert.equal(first.hooks, undefined);
  const handle = manual();
  await tick();
  const heard = [];
  const stop = handle.poller.onProgress((step) => heard.push(step.status));
  assert.equal(handle.poller.operationState.status, "notStarted");
  assert.throws(() => handle.poller.serialize(), { code: "NOT_SUBMITTED" });
  handle.hooks.submitted("token");
  await handle.poller.submitted();
  assert.equal(handle.poller.serialize(), "token");
  assert.equal(handle.poller.operationState.status, "running");
  const walked = (async () => {
    const out = [];
    for await (const step of handle.poller) out.push(step.status);
    return out;
  })();
  handle.hooks.progress(progress("Creating"));
  await tick();
  assert.equal(handle.poller.operationState.progress.status, "Creating");
  handle.hooks.progress(progress("Resizing"));
  stop();
  handle.hooks.progress(progress("Steady"));
  handle.resolve("done");
  assert.equal(await handle.poller.pollUntilDone(), "done");
  assert.deepEqual(await walked, ["Creating", "Resizing", "Steady"]);
  assert.deepEqual(heard, ["Creating", "Resizing"]);
  const late = [];
  for await (const step of handle.poller) late.push(step.status);
  assert.deepEqual(late, ["Creating", "Resizing", "Steady"]);
  assert.equal(first.poller.isDone, false);
  // What the service has not accepted yet holds the process, this one as well.
  first.hooks.submitted("token");
});

test("a failure that nobody looks at is no unhandled rejection", async () => {
  const unhandled = [];
  const note = (reason) => unhandled.push(reason);
  process.on("unhandledRejection", note);
  const poller = new Poller(async () => {
    throw new Error("failed");
  });
  const sync = new Poller(() => {
    throw new Error("failed at once");
  });
  await tick();
  await tick();
  process.off("unhandledRejection", note);
  assert.deepEqual(unhandled, []);
  assert.deepEqual([poller.isDone, poller.operationState.status], [true, "failed"]);
  await assert.rejects(poller, { message: "failed" });
  await assert.rejects(poller.submitted(), { message: "failed" });
  await assert.rejects(sync, { message: "failed at once" });
  await assert.rejects(
    (async () => {
      for await (const step of poller) assert.fail(step);
    })(),
    { message: "failed" },
  );
});

test("the signal of pollUntilDone reaches the work, and its reason comes back", async () => {
  const poller = new Poller(
    ({ signal }) => new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
  );
  const controller = new AbortController();
  const waiting = poller.pollUntilDone({ abortSignal: controller.signal });
  await tick();
  controller.abort("enough");
  await assert.rejects(waiting, (reason) => reason === "enough");
  assert.equal(poller.isDone, true);
});

test("a callback that throws surfaces as an uncaught error and does not end the operation", () => {
  const code = `
    import { Poller } from "azureml-compute";
    process.on("uncaughtException", (error) => console.log("uncaught:", error.message));
    const poller = new Poller(async ({ progress }) => {
      progress({ status: "Creating", elapsedMs: 0 });
      await new Promise((resolve) => setTimeout(resolve, 20));
      return "done";
    });
    poller.onProgress(() => { throw new Error("from the callback"); });
    console.log(await poller);
  `;
  const cwd = new URL("..", import.meta.url);
  const { stdout } = spawnSync(process.execPath, ["--input-type=module", "--eval", code], {
    cwd,
    encoding: "utf8",
  });
  assert.equal(stdout, "uncaught: from the callback\ndone\n");
});
