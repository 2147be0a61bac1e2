/**
 * What the form shows while and after something is created, with its styles: one part, loaded once the
 * form stands. Must not know how a run goes.
 */

import { rowOf } from "./list-model.js";
import { runCard } from "./styles/run.js";

/** @import { Run } from "./run-model.js" */

export { confirmDialog } from "./render/confirm.js";
export { runCardTemplate } from "./render/run-card.js";

export const styles = runCard;

/**
 * What deleting the thing under way would destroy.
 * @param {Run | undefined} run
 * @param {string} computeType
 */
export function removalOf(run, computeType) {
  if (!run) return undefined;
  const properties = { computeType, properties: { ...run.progress } };
  return { ...rowOf(run.resource ?? { properties }), name: run.name };
}
