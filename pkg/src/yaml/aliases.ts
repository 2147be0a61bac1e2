/** What aliases stand for, found in one walk over the document. */
import {
  type Alias,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type ParsedNode,
} from "yaml";

/** What an alias stands for. */
export type Aliases = ReadonlyMap<Alias, Node>;

/** An alias that stands for nothing. */
export interface Broken {
  readonly reason: "alias" | "self";
  readonly range: readonly [number, number];
}

/** Resolves every alias to the last anchor of its name before it. */
export function resolved(root: unknown): Aliases | Broken {
  const found = new Map<Alias, Node>();
  const anchors = new Map<string, Node>();
  const open = new Set<Node>();
  const walk = (node: unknown): Broken | undefined => {
    if (!isNode(node)) return undefined;
    if (isAlias(node)) {
      const target = anchors.get(node.source);
      const reason = target === undefined ? "alias" : open.has(target) ? "self" : undefined;
      if (reason !== undefined || target === undefined)
        return { reason: reason ?? "alias", range: rangeOf(node) };
      found.set(node, target);
      return undefined;
    }
    const { anchor } = node as { anchor?: string };
    if (anchor !== undefined) anchors.set(anchor, node);
    if (isScalar(node)) return undefined;
    open.add(node);
    const inside = isMap(node)
      ? node.items.flatMap(({ key, value }) => [key, value])
      : isSeq(node)
        ? node.items
        : [];
    for (const child of inside) {
      const broken = walk(child);
      if (broken !== undefined) return broken;
    }
    open.delete(node);
    return undefined;
  };
  return walk(root) ?? found;
}

/** The place of a node. */
export function rangeOf(node: unknown): readonly [number, number] {
  const range = (node as ParsedNode | null | undefined)?.range;
  return range == null ? [0, 0] : [range[0], range[1]];
}

/** What a node is behind an alias. */
export function behind(node: unknown, aliases: Aliases): unknown {
  return isAlias(node) ? aliases.get(node) : node;
}

/** A member of a map, as a reader sees it. */
export interface Member {
  readonly key: string;
  readonly pair: Pair;
  /** Whether `<<` brings it. */
  readonly merged: boolean;
}
