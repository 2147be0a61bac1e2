/** From a pointer to the nodes of the document that it leads through. */
import { isAlias, isMap, isSeq, type Pair, type YAMLMap, type YAMLSeq } from "yaml";
import { behind } from "./aliases.js";
import { membersOf, type Read } from "./read.js";

/** A place that a pointer names. */
export interface Place {
  /** What holds it. */
  readonly holder: YAMLMap | YAMLSeq;
  readonly step: string;
  /** The member as it is read: of those with one key the last one. Absent where there is none. */
  readonly pair?: Pair;
  /** All own members with this key. */
  readonly twins: readonly Pair[];
  /** The value as it is written, which may be an alias. */
  readonly written: unknown;
}

/** The place that steps lead to; `undefined` where an alias or a merge shares it with other places. */
export function pointed(found: Read, path: readonly string[]): Place | undefined {
  let node: unknown = found.root;
  let place: Place | undefined;
  for (const [index, step] of path.entries()) {
    place = within(node, step, found);
    if (place === undefined) return undefined;
    node = place.written;
    if (index < path.length - 1 && isAlias(node)) return undefined;
  }
  return place;
}

function within(node: unknown, step: string, found: Read): Place | undefined {
  if (isSeq(node)) {
    const written = step === "-" ? undefined : node.items[Number(step)];
    return { holder: node, step, twins: [], written };
  }
  if (!isMap(node)) return undefined;
  const members = membersOf(node, found.aliases).filter(({ key }) => key === step);
  const member = members.at(-1);
  const twins = members.filter(({ merged }) => !merged).map(({ pair }) => pair);
  // What a merge brings can be overridden here, but not changed.
  if (member === undefined || member.merged) return { holder: node, step, twins, written: undefined };
  return { holder: node, step, pair: member.pair, twins, written: member.pair.value };
}

/** The value that steps lead to in JSON. */
export function valueAt(json: unknown, path: readonly string[]): unknown {
  let value = json;
  for (const step of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string, unknown>)[step];
  }
  return value;
}

/** The node that steps lead to as it is written, with the steps that lead there; stops before an alias's inside. */
export function nearest(found: Read, path: readonly string[]): { node: unknown; path: readonly string[] } {
  let node: unknown = found.root;
  for (const [index, step] of path.entries()) {
    const next = within(node, step, found)?.written;
    if (next === undefined || next === null || (isAlias(next) && behind(next, found.aliases) === undefined))
      return { node, path: path.slice(0, index) };
    node = next;
    if (isAlias(next)) return { node, path: path.slice(0, index + 1) };
  }
  return { node, path };
}
