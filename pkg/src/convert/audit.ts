/**
 * Tells every difference between a resource and what is read again of its text that the writer has not told: what
 * the tools of the format would leave out, change or add of themselves. Knows no format; the readers do.
 */
import { differencesOf } from "../formats-part.js";
import type { Source, Told } from "./resource.js";

/** The differences of a resource and what is read again, but for those that are told already. */
export function audit(source: Source, back: string, told: readonly Told[], home: string | undefined): Told[] {
  const paths = told.map(({ path }) => path.toLowerCase());
  const isTold = (path: string) => {
    const pointer = path.toLowerCase();
    const isAbove = (other: string) => pointer === other || pointer.startsWith(`${other}/`);
    return paths.some(isAbove) || (pointer.startsWith("/identity/") && paths.includes("/identity/type"));
  };
  const found = JSON.parse(differencesOf(JSON.stringify(source.resource), back, home)) as Told[];
  return found.filter(({ path }) => !isTold(path));
}
