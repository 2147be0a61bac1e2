/**
 * Layout hints: what a person wants to do, and the kinds that serve it, best first. A kind that stands
 * under no purpose is offered under the one for existing things. Must not know fields or the DOM.
 */

/** @import { KindDescription } from "./types.js" */

/** @typedef {"train" | "notebook" | "attach" | "serve"} PurposeId */
/** @typedef {{ id: PurposeId, kinds: KindDescription[] }} Purpose */

/** @type {Record<PurposeId, string[]>} */
const KINDS = {
  train: ["AmlCompute"],
  notebook: ["ComputeInstance"],
  attach: [
    "Kubernetes",
    "VirtualMachine",
    "HDInsight",
    "Databricks",
    "SynapseSpark",
    "Batch",
    "DataLakeAnalytics",
    "DataFactory",
  ],
  serve: ["Kubernetes", "AKS"],
};
const PURPOSES = /** @type {PurposeId[]} */ (Object.keys(KINDS));

/**
 * The purposes that the offered kinds can serve.
 * @param {KindDescription[]} offered
 * @returns {Purpose[]}
 */
export function purposesOf(offered) {
  const placed = new Set(Object.values(KINDS).flat());
  const homeless = offered.filter(({ kind }) => !placed.has(kind));
  return PURPOSES.map((id) => {
    const listed = KINDS[id]
      .map((kind) => offered.find((each) => each.kind === kind))
      .filter((each) => each !== undefined);
    return { id, kinds: id === "attach" ? [...listed, ...homeless] : listed };
  }).filter(({ kinds }) => kinds.length > 0);
}

/**
 * The purpose a kind is shown under: the one that was chosen, if it serves that.
 * @param {Purpose[]} purposes
 * @param {string} kind
 * @param {PurposeId | undefined} chosen
 * @returns {Purpose | undefined}
 */
export function purposeOf(purposes, kind, chosen) {
  const serves = (/** @type {Purpose} */ { kinds }) => kinds.some((each) => each.kind === kind);
  const wanted = purposes.find(({ id }) => id === chosen);
  return wanted && serves(wanted) ? wanted : purposes.find(serves);
}
