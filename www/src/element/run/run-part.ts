/**
 * What the form shows while and after something is created, with its styles: one part, loaded once the
 * form stands. Must not know how a run goes.
 */

import { words } from "../shared/words.js";
import { destroysOf } from "./removal.js";
import type { Run } from "./run-model.js";
import { runCard } from "./styles/run.js";

export { confirmDialog } from "../shared/render/confirm.js";
export { runCardTemplate } from "./render/run-card.js";

import { lateWords } from "../shared/words/late.js";

lateWords();

export const styles = runCard;

/** What deleting the thing under way would destroy. */
export function removalOf(run: Run | undefined, computeType: string) {
  if (!run) return undefined;
  const { properties: outer = {} } = run.resource ?? {};
  const attached = outer.isAttachedCompute === true;
  const state = outer.properties ?? run.progress;
  const destroys = attached
    ? [words.detaches]
    : destroysOf(state, outer.computeType ?? computeType);
  return { name: run.name, attached, destroys };
}
