/**
 * Prices per hour, from whatever the page knows: a table of its own, an answer of the retail prices
 * service, or the estimates in the service's list of sizes. All are optional. Pure.
 */

import { isObject } from "./pointer.js";

/** @import { JsonObject, OfferedSize } from "./types.js" */

/** @typedef {{ dedicated?: number, spot?: number }} Price */
/** @typedef {{ currency: string, date: string, of: (key: string) => Price }} PriceBook key = name in lower case */

/**
 * @param {unknown} given `facts.prices`: `{ currency?, date?, sizes: { [name]: { dedicated?, spot? } } }`
 *   or `{ BillingCurrency, Items }` of the retail prices service
 * @param {OfferedSize[]} [offered]
 * @returns {PriceBook}
 */
export function priceBook(given, offered = []) {
  /** @type {Map<string, Price>} */
  const prices = new Map(offered.map((size) => [size.name.toLowerCase(), estimateOf(size)]));
  let [currency, date] = ["USD", ""];
  if (isObject(given)) {
    const said = given.currency ?? given.BillingCurrency;
    if (typeof said === "string" && /^[A-Z]{3}$/.test(said)) currency = said;
    if (typeof given.date === "string") date = given.date;
    if (isObject(given.sizes)) {
      for (const [name, price] of Object.entries(given.sizes)) {
        prices.set(name.toLowerCase(), { ...prices.get(name.toLowerCase()), ...priceOf(price) });
      }
    }
    if (Array.isArray(given.Items)) for (const item of given.Items) addRetail(prices, item);
  }
  return { currency, date, of: (key) => prices.get(key) ?? {} };
}

/** @param {unknown} price @returns {Price} */
function priceOf(price) {
  if (!isObject(price)) return {};
  const [dedicated, spot] = [amount(price.dedicated), amount(price.spot)];
  return { ...(dedicated !== undefined && { dedicated }), ...(spot !== undefined && { spot }) };
}

/**
 * The dearest of several estimates: the same pair of system and tier may appear twice.
 * @param {OfferedSize} size
 * @returns {Price}
 */
function estimateOf({ estimatedVMPrices }) {
  /** @type {Price} */
  const price = {};
  for (const { retailPrice, osType, vmTier } of estimatedVMPrices?.values ?? []) {
    const found = amount(retailPrice);
    if (found === undefined || osType !== "Linux") continue;
    const tier = vmTier === "Standard" ? "dedicated" : "spot";
    price[tier] = Math.max(price[tier] ?? 0, found);
  }
  return price;
}

/**
 * @param {Map<string, Price>} prices
 * @param {JsonObject} item
 */
function addRetail(prices, { armSkuName, retailPrice, skuName, productName, type }) {
  const found = amount(retailPrice);
  if (typeof armSkuName !== "string" || found === undefined) return;
  if (/windows/i.test(String(productName)) || (type && type !== "Consumption")) return;
  const key = armSkuName.toLowerCase();
  const cheap = /spot|low priority/i.test(String(skuName));
  prices.set(key, { ...prices.get(key), [cheap ? "spot" : "dedicated"]: found });
}

/** @param {unknown} value */
function amount(value) {
  return typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : undefined;
}

/**
 * "$0.526", "1.533 €"
 * @param {number} value
 * @param {string} currency
 * @param {string} locale
 * @param {"hour" | "month"} [per]
 */
export function money(value, currency, locale, per = "hour") {
  const digits = per === "month" ? 0 : value >= 10 || value === 0 ? 2 : 3;
  return new Intl.NumberFormat(locale || undefined, {
    style: "currency",
    currency,
    minimumFractionDigits: per === "month" ? 0 : 2,
    maximumFractionDigits: digits,
  }).format(value);
}
