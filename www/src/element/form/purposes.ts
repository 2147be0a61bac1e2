/**
 * What a person wants to do, and the kinds that serve it: what each kind is for says its description. A kind
 * that serves nothing else is offered under the one for existing things. Must not know fields or the DOM.
 */

import type { KindDescription } from "../shared/types.js";

export type PurposeId = "train" | "notebook" | "attach" | "serve";
type Use = KindDescription["purposes"][number];
export type Purpose = { id: PurposeId; kinds: KindDescription[] };

const SERVES: Record<PurposeId, (is: (purpose: Use) => boolean, kind: KindDescription) => boolean> =
  {
    train: (is, { managed, purposes }) =>
      managed && (purposes === undefined || (is("training") && !is("development"))),
    notebook: (is) => is("development"),
    // What answers requests and does nothing else is not offered twice.
    attach: (_, { managed, purposes = [] }) =>
      !managed && String(purposes) !== "real-time-inference",
    // A service on a machine for development is for tests.
    serve: (is) => is("real-time-inference") && !is("development"),
  };
const PURPOSES = Object.keys(SERVES) as PurposeId[];

/** The purposes that the offered kinds can serve. */
export function purposesOf(offered: KindDescription[]): Purpose[] {
  const serving = (id: PurposeId) =>
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

/** The purpose a kind is shown under: the one that was chosen, if it serves that. */
export function purposeOf(
  purposes: Purpose[],
  kind: string,
  chosen: PurposeId | undefined,
): Purpose | undefined {
  const serves = ({ kinds }: Purpose) => kinds.some((each) => each.kind === kind);
  const wanted = purposes.find(({ id }) => id === chosen);
  return wanted && serves(wanted) ? wanted : purposes.find(serves);
}
