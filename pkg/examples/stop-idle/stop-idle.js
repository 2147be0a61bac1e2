/**
 * Stops compute instances on which nothing has been started or stopped for a while. A dry run unless told otherwise.
 * Call it from whatever calls things on time: `scheduled` of a worker, `Deno.cron`, a timer of a function, cron.
 */
import { ComputeClient } from "azureml-compute";

const HOUR = 3_600_000;

/**
 * @typedef {object} Choice
 * @property {number} [hours] since the last operation of the instance
 * @property {string} [keepTag] instances with this tag are left alone
 * @property {boolean} [dryRun] only tells
 * @property {AbortSignal} [signal]
 * @property {number} [now]
 */

/**
 * What was or would be stopped, and what could not be.
 *
 * @param {ConstructorParameters<typeof ComputeClient>[0]} place where and as whom
 * @param {Choice} [choice]
 */
export async function stopIdle(place, choice = {}) {
  const { hours = 12, keepTag = "keep-running", dryRun = true, signal, now = Date.now() } = choice;
  const client = new ComputeClient(place);
  const idle = [];
  for await (const compute of client.list({ signal })) {
    if (isIdle(compute, now - hours * HOUR) && compute.tags?.[keepTag] === undefined) idle.push(compute.name);
  }
  const rows = [];
  for (const name of idle) {
    if (dryRun) rows.push({ name, outcome: "would stop" });
    else rows.push({ name, ...(await stop(client, name, signal)) });
  }
  return rows;
}

/** One that cannot be stopped must not keep the others running. */
async function stop(client, name, signal) {
  try {
    await client.stop(name, { signal });
    return { outcome: "stopped" };
  } catch (error) {
    signal?.throwIfAborted();
    return { outcome: "failed", code: error.code };
  }
}

/** An instance that says nothing about its last operation counts as busy. */
function isIdle({ properties }, before) {
  const { state, lastOperation } = properties?.properties ?? {};
  return (
    properties?.computeType === "ComputeInstance" &&
    state === "Running" &&
    Date.parse(lastOperation?.operationTime ?? "") < before
  );
}
