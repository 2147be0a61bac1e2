/** Bodies as the form begins with them, compares them and checks them. Pure: must not know what is shown. */

import { isObject, read, write } from "../shared/pointer.js";
import type { JsonObject, KindDescription } from "../shared/types.js";
import { pricesFor } from "../sizes/price-region.js";
import type { FindingView } from "./findings.js";
import type { FormModel } from "./form-model.js";
import { linesOf } from "./json-lines.js";

/** What every kind has. */
const COMMON = new Set(["name", "location", "tags"]);
const DESCRIPTION = "/properties/description";

/** A line's text without its comma: that one changes when the next line comes or goes. */
export function linesByKey(model: FormModel) {
  return new Map(
    linesOf(model.masked()).map(({ key, pieces }) => [
      key,
      pieces
        .map(({ text }) => text)
        .join("")
        .replace(/,$/, ""),
    ]),
  );
}

/**
 * Facts with the prices of the sizes that the body names: a table of all of them would go to the checker
 * with every keystroke.
 */
export function pricedFor({ description, body }: FormModel, facts: unknown) {
  if (!isObject(facts) || facts.prices === undefined) return facts;
  const prices = pricesFor(read(body, "/location"), facts.prices);
  if (prices === undefined) return { ...facts, prices };
  const fields = description.fields.filter(({ format }) => format === "vm-size");
  const wanted = fields.map(({ path }) =>
    String(read(body, path) ?? "")
      .trim()
      .toLowerCase(),
  );
  const isWanted = (name: unknown) => wanted.includes(String(name).toLowerCase());
  /** @returns an answer, several, or a list of rows */
  const priced = (given: unknown): unknown => {
    if (Array.isArray(given)) {
      return given
        .filter((row) => row?.armSkuName === undefined || isWanted(row.armSkuName))
        .map((row) => (row?.armSkuName === undefined ? priced(row) : row));
    }
    if (!isObject(given)) return given;
    return Object.fromEntries(
      Object.entries(given).map(([name, value]) => {
        if (name === "sizes" && isObject(value)) {
          return [
            name,
            Object.fromEntries(Object.entries(value).filter(([size]) => isWanted(size))),
          ];
        }
        return [name, Array.isArray(value) ? priced(value) : value];
      }),
    );
  };
  return { ...facts, prices: priced(facts.prices) };
}

/** A body on top of the empty one of its kind: a host may give only a part. */
export function over(empty: JsonObject, body: JsonObject): JsonObject {
  const { properties: given } = body;
  const { properties: begun } = empty;
  const properties = isObject(given) && isObject(begun) ? { ...begun, ...given } : given;
  return { ...empty, ...body, ...(given !== undefined && { properties }) };
}

/** The members of a text that did not come over, by their names in it. */
export function lostOf(findings: FindingView[]) {
  const wrong = findings.filter(({ severity }) => severity === "error");
  const names = wrong.map(({ path }) => path.split("/").at(-1) || path);
  return [...new Set(names.filter((name) => name !== ""))];
}

/** What the host gave before there was a form; the inner part of another kind does not fit. */
export function forKind(body: JsonObject, kind: string) {
  const { properties, ...others } = body;
  const theirs = isObject(properties) ? properties.computeType : undefined;
  return theirs === undefined || theirs === kind ? body : others;
}

/** What a form of one kind can take over from a form of another. */
export function common(body: JsonObject | undefined, description: KindDescription): JsonObject {
  if (!body) return {};
  const text = read(body, DESCRIPTION);
  const kept = Object.fromEntries(Object.entries(body).filter(([name]) => COMMON.has(name)));
  return text === undefined ? kept : { ...kept, ...write(description.body, DESCRIPTION, text) };
}
