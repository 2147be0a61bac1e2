/** From pointers into a document that was made out of a text back to that text. */
import { below } from "../pointer.js";
import type { JsonPatchOperation } from "../types.js";
import type { Range } from "./fault.js";
import type { Back } from "./report.js";
import { split } from "./tree.js";

/** Where something of the made document was written. */
export interface Spot {
  /** What is shown. */
  readonly range: Range;
  /** What is shown if something is missing in it. */
  readonly head: Range;
  /** Where it stands itself, in the file that is checked. */
  readonly own: Range | undefined;
  /** The value was written there, and is no more than what stands there. */
  readonly exact: boolean;
}

/** By pointers into the made document. */
export type Spots = ReadonlyMap<string, Spot>;

/** The way back; `pointers` are those of the text itself, by where things stand in it. */
export function backOf(spots: Spots, pointers: ReadonlyMap<string, string>): Back {
  const pathOf = (range: Range | undefined) =>
    range === undefined ? undefined : pointers.get(range.join(":"));
  /** The pointer of the nearest thing around that stands in the file. */
  const nearest = (pointer: string) => {
    for (let above = pointer; above !== ""; [above] = split(above)) {
      const path = pathOf(spots.get(above)?.own);
      if (path !== undefined) return path;
    }
    return "";
  };
  return {
    place(pointer) {
      const spot = spots.get(pointer);
      if (spot !== undefined) {
        return { range: spot.range, path: pathOf(spot.range) ?? pathOf(spot.own) ?? nearest(pointer) };
      }
      let [above, rest] = [pointer, ""];
      while (above !== "") {
        const [parent, token] = split(above);
        [above, rest] = [parent, below("", token) + rest];
        const holder = spots.get(above);
        if (holder === undefined) continue;
        const path = pathOf(holder.own);
        return { range: holder.head, path: path === undefined ? nearest(above) : path + rest };
      }
      return { range: [0, 0], path: "" };
    },
    operation: (operation) => translated(operation, spots, pathOf),
  };
}

function translated(
  operation: JsonPatchOperation,
  spots: Spots,
  pathOf: (range: Range | undefined) => string | undefined,
): JsonPatchOperation | undefined {
  const there = (pointer: string) => pathOf(spots.get(pointer)?.own);
  const free = (pointer: string) => {
    const [above, name] = split(pointer);
    const holder = there(above);
    return holder === undefined ? undefined : below(holder, name);
  };
  switch (operation.op) {
    case "replace":
    case "test": {
      const spot = spots.get(operation.path);
      const path = spot?.exact === true ? pathOf(spot.own) : undefined;
      return path === undefined ? undefined : { ...operation, path };
    }
    case "add": {
      const path = spots.has(operation.path) ? undefined : free(operation.path);
      return path === undefined ? undefined : { ...operation, path };
    }
    case "remove": {
      const path = there(operation.path);
      return path === undefined ? undefined : { ...operation, path };
    }
    default: {
      const [from, path] = [there(operation.from), free(operation.path)];
      return from === undefined || path === undefined ? undefined : { ...operation, from, path };
    }
  }
}
