/** What the removal of a compute destroys, sentence by sentence. */

import { isObject } from "../shared/pointer.js";
import { words } from "../shared/words.js";
import { nodeEntries } from "./run-model.js";

const BUSY_NODES = new Set(["running"]);

/** @param state of the compute: its nodes, or how it is */
export function destroysOf(state: object, kind: string): string[] {
  const { state: own, nodeStateCounts } = state as { state?: unknown; nodeStateCounts?: unknown };
  if (typeof own === "string" && kind !== "AmlCompute") {
    return [words.destroysInstance, words.keepsData, words.noUndo];
  }
  if (kind !== "AmlCompute") return [words.destroysOther, words.keepsData, words.noUndo];
  const nodes = nodeEntries(isObject(nodeStateCounts) ? nodeStateCounts : {});
  const sum = (some: { count: number }[]) => some.reduce((total, { count }) => total + count, 0);
  const all = sum(nodes);
  const running = sum(nodes.filter((entry) => BUSY_NODES.has(entry.state)));
  return [
    all > 0 ? words.destroysNodes(all) : words.destroysNoNodes,
    ...(running > 0 ? [words.destroysJobs(running)] : []),
    words.keepsData,
    words.noUndo,
  ];
}
