/** Findings with the places of the YAML text. Knows nothing of the module, so that others can use it too. */
import type { Diagnostic, Fix, Report } from "../types.js";
import { type Place, position, type Read } from "./read.js";

/** The report with the places of the YAML text in the stead of those of the JSON text. */
export function placed(report: Report, found: Read): Report {
  const diagnostics = report.diagnostics.map((finding): Diagnostic => {
    const [start, end] = placeOf(finding.path, found);
    const range = { start: position(found.lines, start), end: position(found.lines, end) };
    const { fix, ...rest } = finding;
    return fix === undefined || isTorn(fix, found) ? { ...rest, range } : { ...rest, fix, range };
  });
  return { ...report, diagnostics };
}

/**
 * Whether a fix would change one of several values of a key: perhaps not the one that its finding is about. Equal
 * ones are replaced together, but are not moved away or removed.
 */
function isTorn({ patch }: Fix, { twins, torn }: Read): boolean {
  if (twins.size === 0) return false;
  return patch.some((one) => {
    const those = one.op === "replace" || one.op === "add" ? torn : twins;
    const pointers = "from" in one ? [one.from, one.path] : [one.path];
    return pointers.some((pointer) => {
      for (let at = pointer; at !== ""; at = at.slice(0, at.lastIndexOf("/"))) if (those.has(at)) return true;
      return false;
    });
  });
}

/** The place of a value; of a missing one the key of the map that lacks it. */
function placeOf(pointer: string, found: Read): readonly [number, number] {
  const place = found.places.get(pointer);
  if (place !== undefined) return pointer === "" ? place.value : covering(place, found);
  for (let above = pointer; above !== ""; ) {
    above = above.slice(0, above.lastIndexOf("/"));
    const holder = found.places.get(above);
    if (holder !== undefined) return holder.key ?? [holder.value[0], holder.value[0]];
  }
  return [0, 0];
}

/**
 * The key is shown where the value has no width (it is written as nothing), and where the value begins on a line of
 * its own: the first member of a map would be taken for what is wrong.
 */
function covering({ key, value }: Place, { lines }: Read): readonly [number, number] {
  if (key === undefined) return value;
  const isBelow = position(lines, value[0]).line > position(lines, key[1]).line;
  return value[0] === value[1] || isBelow ? key : value;
}
