/** Findings with the places of the YAML text. Knows nothing of the module, so that others can use it too. */
import type { Diagnostic, Report } from "../types.js";
import { type Place, position, type Read } from "./read.js";

/** The report with the places of the YAML text in the stead of those of the JSON text. */
export function placed(report: Report, found: Read): Report {
  const diagnostics = report.diagnostics.map((finding): Diagnostic => {
    const [start, end] = placeOf(finding.path, found);
    return { ...finding, range: { start: position(found.lines, start), end: position(found.lines, end) } };
  });
  return { ...report, diagnostics };
}

/** The place of a value; of a missing one the key of the map that lacks it. */
function placeOf(pointer: string, found: Read): readonly [number, number] {
  const place = found.places.get(pointer);
  if (place !== undefined) return pointer === "" ? place.value : covering(place);
  for (let above = pointer; above !== ""; ) {
    above = above.slice(0, above.lastIndexOf("/"));
    const holder = found.places.get(above);
    if (holder !== undefined) return holder.key ?? [holder.value[0], holder.value[0]];
  }
  return [0, 0];
}

/** A value that is written as nothing has no width: then the key is shown. */
function covering(place: Place): readonly [number, number] {
  return place.value[0] === place.value[1] && place.key !== undefined ? place.key : place.value;
}
