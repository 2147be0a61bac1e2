/**
 * What a person wants to do, and the kinds that serve it: what each kind is for says its description. A kind
 * that serves nothing else is offered under the one for existing things. Must not know fields or the DOM.
 */

/** @import { KindDescription } from "./types.js" */

/** @typedef {"train" | "notebook" | "attach" | "serve"} PurposeId */
/** @typedef {{ id: PurposeId, kinds: KindDescription[] }} Purpose */

/** @type {Record<PurposeId, (is: (purpose: string) => boolean, kind: KindDescription) => boolean>} */
const SERVES = {
  train: (is, { managed, purposes }) =>
    managed && (purposes === undefined || (is("training") && !is("development"))),
  notebook: (is) => is("development"),
  // What answers requests and does nothing else is not offered twice.
  attach: (_, { managed, purposes = [] }) => !managed && String(purposes) !== "real-time-inference",
  // A service on a machine for development is for tests.
  serve: (is) => is("real-time-inference") && !is("development"),
};
const PURPOSES = /** @type {PurposeId[]} */ (Object.keys(SERVES));

/**
 * The purposes that the offered kinds can serve.
 * @param {KindDescription[]} offered
 * @returns {Purpose[]}
 */
export function purposesOf(offered) {
  const serving = (/** @type {PurposeId} */ id) =>
    offered.filter((kind) =>
      SERVES[id]((purpose) => kind.purposes?.includes(purpose) === true, kind),
    );
  const placed = new Set(PURPOSES.flatMap(serving));
  const homeless = offered.filter((kind) => !placed.has(kind));
  return PURPOSES.map((id) => ({
    id,
    kinds: id === "attach" ? [...serving(id), ...homeless] : serving(id),
  })).filter(({ kinds }) => kinds.length > 0);
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
