import assert from "node:assert/strict";
import test from "node:test";
import { pauseSpoken } from "../src/element/run/pause-text.js";
import { RunController } from "../src/element/run/run-controller.js";
import type { Run } from "../src/element/run/run-model.js";
import { barOf, clockOf, reasonsOf, remedyOf, stepsOf } from "../src/element/run/run-model.js";
import type { Client, ComputeResource, Failure } from "../src/element/shared/types.js";
import { lateWords } from "../src/element/shared/words/late.js";
import { fakeClient, manualPoller } from "./fake-client.js";

const READY = {
  name: "gpu",
  properties: { provisioningState: "Succeeded", properties: { allocationState: "Steady" } },
};

function started(client: Client) {
  const told: { created: ComputeResource[]; failed: Failure[] } = { created: [], failed: [] };
  const runs = new RunController({
    changed: () => undefined,
    progressed: () => undefined,
    created: (resource) => told.created.push(resource),
    failed: (failure) => told.failed.push(failure),
  });
  const done = runs.create(client, "gpu", { properties: {} });
  return { runs, told, done };
}

function states(runs: RunController) {
  return stepsOf(runs.run as Run).map(({ state }) => state);
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test("steps follow what the service says, one after the other", async () => {
  const { poller, accept, progress, resolve } = manualPoller();
  const { runs, told, done } = started(fakeClient({ create: () => poller }));
  assert.deepEqual(states(runs), ["current", "waiting", "waiting", "waiting"]);
  accept();
  await settled();
  assert.deepEqual(states(runs), ["done", "current", "waiting", "waiting"]);
  progress({
    status: "InProgress",
    elapsedMs: 0,
    provisioningState: "Succeeded",
    allocationState: "Resizing",
  });
  assert.deepEqual(states(runs), ["done", "done", "current", "waiting"]);
  resolve(READY);
  await done;
  assert.deepEqual(states(runs), ["done", "done", "done", "done"]);
  assert.equal(told.created[0]?.name, "gpu");
});

test("an operation that ends while nodes are allocated is not called ready", async () => {
  const { poller, resolve } = manualPoller();
  const resizing = {
    name: "gpu",
    properties: { provisioningState: "Succeeded", properties: { allocationState: "Resizing" } },
  };
  const { runs, told } = started(fakeClient({ create: () => poller }));
  resolve(resizing);
  await settled();
  assert.deepEqual(states(runs), ["done", "done", "current", "waiting"]);
  assert.deepEqual(told.created, []);
  runs.clear();
});

test("a failure stops at its step and keeps the service's words", async () => {
  const { poller, accept, reject } = manualPoller();
  const { runs, told, done } = started(fakeClient({ create: () => poller }));
  accept();
  await settled();
  reject({ code: "QuotaExceeded", message: "no cores left", requestId: "r-1" });
  await done;
  assert.deepEqual(states(runs), ["done", "failed", "waiting", "waiting"]);
  assert.equal(runs.run?.requestId, "r-1");
  assert.equal(told.failed[0]?.code, "QuotaExceeded");
});

test("a client that throws at once is a failure, not an unhandled one", async () => {
  const { runs, done } = started(fakeClient());
  await done;
  assert.equal(runs.run?.phase, "failed");
});

test("stopping ends the waiting, later news are not told, and waiting can be taken up again", async () => {
  const first = manualPoller();
  const second = manualPoller();
  let signal: AbortSignal | undefined;
  const client = fakeClient({
    create: (_, __, options) => {
      signal = options?.signal;
      return first.poller;
    },
    resume: () => second.poller,
  });
  const { runs, told } = started(client);
  first.accept();
  await settled();
  runs.stop();
  first.resolve(READY);
  await settled();
  assert.equal(signal?.aborted, true);
  assert.equal(runs.run?.phase, "stopped");
  assert.deepEqual(told.created, []);
  const again = runs.keepWaiting(client);
  second.resolve(READY);
  await again;
  assert.equal(runs.run?.phase, "ready");
});

test("deleting what was created is told as such", async () => {
  const { poller, resolve } = manualPoller();
  const removal = manualPoller();
  const client = fakeClient({ create: () => poller, delete: () => removal.poller });
  const { runs, done } = started(client);
  resolve(READY);
  await done;
  const deleted = runs.delete(client);
  assert.equal(runs.run?.phase, "deleting");
  removal.resolve(undefined);
  await deleted;
  assert.equal(runs.run?.phase, "deleted");
});

test("the bar claims a share of a step only if the service gives one", () => {
  const run: Run = { name: "a", phase: "accepted", accepted: true, progress: {}, startedAt: 0 };
  assert.equal(barOf(run).share, undefined);
  assert.equal(barOf({ ...run, progress: { percent: 40 } }).share, 0.4);
  assert.equal(barOf({ ...run, progress: { percent: 140 } }).share, undefined);
  assert.equal(barOf(run).text, "Provisioning, step 2 of 4");
});

test("the service's reasons are unwrapped, the headline is not repeated", () => {
  const failure = {
    message: "head",
    details: [
      { code: "A", message: "head" },
      { code: "B", message: "b" },
    ],
    provisioningErrors: [{ error: { code: "C", message: "c" } }],
  };
  assert.deepEqual(reasonsOf(failure), [
    { code: "B", message: "b" },
    { code: "C", message: "c" },
  ]);
});

test("elapsed time reads as a clock", () => {
  assert.equal(clockOf(7_400), "0:07");
  assert.equal(clockOf(760_000), "12:40");
});

test("a pause says why nothing happens and when the next try is", async () => {
  lateWords();
  const { poller, accept, resolve } = manualPoller();
  let tell: (event: object) => void = () => undefined;
  let listening = 0;
  const onEvent = ((listener: (event: object) => void) => {
    tell = listener;
    listening += 1;
    return () => {
      listening -= 1;
    };
  }) as NonNullable<Client["onEvent"]>;
  const { runs, done } = started(fakeClient({ create: () => poller, onEvent }));
  const said = (online = true) => pauseSpoken(runs.run as Run, Date.now(), online);
  const path = "/subscriptions/s/resourceGroups/g/providers/p/workspaces/w/computes/gpu";
  const about = (event: object) => tell({ path, method: "PUT", attempt: 1, ...event });

  about({ type: "request" });
  assert.equal(said(), "");
  about({ type: "response", status: 429 });
  about({ type: "retry", delayMs: 109_500 });
  assert.match(said(), /asked to wait. Next try in 1:4\d/);
  assert.equal(stepsOf(runs.run as Run)[0]?.detail, "Not accepted yet");
  about({ type: "request", attempt: 2 });
  assert.equal(said(), "");
  about({ type: "broken" });
  about({ type: "retry", attempt: 2, delayMs: 4_500 });
  assert.match(said(), /^No response arrived. Next try in 0:04. Tried 2 times/);
  assert.match(said(false), /^You are offline/);
  about({ type: "response", status: 503 });
  about({ type: "retry", delayMs: 4_500 });
  assert.match(said(), /status 503/);
  // What happens to another compute is nobody's business here.
  tell({ path: path.replace("gpu", "cpu"), type: "request" });
  assert.match(said(), /status 503/);

  about({ type: "request" });
  accept();
  resolve(READY);
  await done;
  assert.equal(said(), "");
  assert.equal(listening, 0);
});

test("who is not signed in is told to sign in, not to ask for a role", () => {
  assert.match(remedyOf({ name: "AuthError", status: 401 }), /Sign in/);
  assert.match(remedyOf({ name: "AuthError", code: "CREDENTIAL_UNAVAILABLE" }), /Sign in/);
  assert.match(remedyOf({ name: "AuthError", status: 403 }), /role/);
});
