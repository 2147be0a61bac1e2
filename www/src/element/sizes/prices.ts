/**
 * Prices per hour, from whatever the page knows: a table of its own, answers of the retail prices service, or
 * the estimates in the service's list of sizes. All are optional. The checker reads them, so that what is shown is
 * what a limit of the organisation is compared with. Pure.
 */

import { isObject } from "../shared/pointer.js";
import type { Checker, JsonObject } from "../shared/types.js";
import { pricesFor } from "./price-region.js";

export type Price = { dedicated?: number; spot?: number };
/** Key = name in lower case. */
export interface PriceBook {
  currency: string;
  date: string;
  /** Where they are asked; "" if a table does not say. */
  region: string;
  of: (key: string) => Price;
}

/**
 * @param checker without a reader there are no prices
 * @param facts `prices` and `vmSizes` as in `facts` of a check
 */
export function priceBook(
  checker: Pick<Checker, "readPrices"> | undefined,
  facts: JsonObject = {},
  region: string = "",
): PriceBook {
  const given = pricesFor(region, facts.prices);
  const date = isObject(given) && typeof given.date === "string" ? given.date : "";
  const found = tableOf(checker, { ...facts, prices: given }, region);
  const currency = /^[A-Z]{3}$/i.test(found?.currency ?? "") ? String(found?.currency) : "USD";
  const prices = new Map(Object.entries(found?.sizes ?? {}));
  const place = isObject(given) && given.region === undefined && !isAnswer(given) ? "" : region;
  return {
    currency: currency.toUpperCase(),
    date,
    region: place,
    of: (key) => prices.get(key) ?? {},
  };
}

/** Whether it came from the service, each row with its region. */
function isAnswer(prices: JsonObject) {
  return "Items" in prices || "items" in prices;
}

function tableOf(
  checker: Pick<Checker, "readPrices"> | undefined,
  { prices, vmSizes }: JsonObject,
  region: string,
) {
  if (!checker?.readPrices || (prices === undefined && vmSizes === undefined)) return undefined;
  try {
    return checker.readPrices({ prices, vmSizes }, region === "" ? {} : { region });
  } catch {
    return undefined; // a host gave what cannot be written; the check says so
  }
}

/** "$0.526", "1.533 €". */
export function money(
  value: number,
  currency: string,
  locale: string,
  per: "hour" | "month" = "hour",
) {
  const digits = per === "month" ? 0 : value >= 10 || value === 0 ? 2 : 3;
  return new Intl.NumberFormat(locale || undefined, {
    style: "currency",
    currency,
    minimumFractionDigits: per === "month" ? 0 : 2,
    maximumFractionDigits: digits,
  }).format(value);
}
