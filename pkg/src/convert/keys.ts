/** Keys of maps that only a deployment knows: parameters where a format has some for keys, left out elsewhere. */
import { escapeToken } from "../pointer.js";
import {
  isObject,
  type Json,
  type JsonObject,
  keyOf,
  lost,
  marked,
  type Secret,
  type Told,
} from "./resource.js";

const IDS = "userAssignedIdentities";

/** Pointers, in small letters, of what only a deployment can evaluate. */
export interface Open {
  /** Members by their keys. */
  readonly keys: ReadonlySet<string>;
  readonly values: ReadonlySet<string>;
}

/** The resource without members whose keys are not known, and what is told of them. */
export function withoutOpenKeys(resource: JsonObject, open: Open): { resource: JsonObject; told: Told[] } {
  const told: Told[] = [];
  const left = mapKeys(resource, "", open.keys, (_, path) => {
    told.push({ path, reason: "expression-lost" });
    return undefined;
  });
  if (told.length === 0) return { resource, told };
  const found = isObject(left) ? left : {};
  told.push(...withoutIds(resource, found, open.values));
  return { resource: found, told };
}

/** The same resource with a parameter for each key that is not known. */
export function withKeyParameters(
  resource: JsonObject,
  open: Open,
  parameter: (word: string) => string,
): { resource: JsonObject; secrets: Secret[] } {
  const secrets: Secret[] = [];
  const found = mapKeys(resource, "", open.keys, (map, path) => {
    const word = map.replace(/[^A-Za-z0-9]/g, "");
    const own = parameter(/^[A-Za-z]/.test(word) ? `${word}Key` : "key");
    secrets.push({ path, parameter: own, open: true });
    return marked(own);
  });
  return { resource: isObject(found) ? found : resource, secrets };
}

/** Gives keys that are expressions other names, or none; a map that nothing is left of says nothing. */
function mapKeys(
  value: Json,
  pointer: string,
  open: ReadonlySet<string>,
  rename: (map: string, path: string) => string | undefined,
  map = "",
): Json | undefined {
  if (Array.isArray(value)) {
    return value.map((item, index) => mapKeys(item, `${pointer}/${index}`, open, rename, map) ?? {});
  }
  if (!isObject(value)) return value;
  const entries = Object.entries(value).flatMap(([key, item]): [string, Json][] => {
    const path = `${pointer}/${escapeToken(key)}`;
    const isOpen = open.has(path.toLowerCase());
    const name = isOpen ? rename(map, path) : key;
    if (name === undefined) return [];
    const below = mapKeys(item, path, open, rename, isOpen ? map : key);
    return below === undefined ? [] : [[name, below]];
  });
  return entries.length === 0 && Object.keys(value).length > 0 ? undefined : Object.fromEntries(entries);
}

/** An identity of its own ids that has none left is refused: what is written does not ask for it. */
function withoutIds(before: JsonObject, after: JsonObject, open: ReadonlySet<string>): Told[] {
  const key = keyOf(before, "identity");
  const [had, has] = [before[key ?? ""], after[key ?? ""]];
  if (key === undefined || !isObject(had) || keyOf(had, IDS) === undefined) return [];
  if (isObject(has) && keyOf(has, IDS) !== undefined) return [];
  const type = isObject(has) ? keyOf(has, "type") : undefined;
  const words = type !== undefined && isObject(has) ? has[type] : undefined;
  if (typeof words !== "string" || open.has("/identity/type")) return [];
  const left = words.split(",").filter((word) => word.trim().toLowerCase() !== "userassigned");
  if (left.length === words.split(",").length) return [];
  if (left.length === 0) {
    delete after[key];
    return [lost("/identity")];
  }
  if (isObject(has)) has[type ?? ""] = left.map((word) => word.trim()).join(",");
  return [lost(`/identity/${IDS}`)];
}
