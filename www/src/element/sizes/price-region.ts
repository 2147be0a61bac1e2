/** Where prices hold. */

import { isObject } from "../shared/pointer.js";

/** Prices as far as they are of this region: a table may say in its `region` where it holds. */
export function pricesFor(region: unknown, prices: unknown): unknown {
  const named = isObject(prices) ? prices.region : undefined;
  if (typeof named !== "string" || typeof region !== "string" || region === "") return prices;
  return spelled(named) === spelled(region) ? prices : undefined;
}

/** "West Europe" and "westeurope" are one region. */
function spelled(region: string) {
  return region.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}
