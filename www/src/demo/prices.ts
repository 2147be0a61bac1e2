/**
 * A dated table of Linux list prices in US dollars for two regions, so that the page shows costs
 * without an account. Pay-as-you-go and Spot, read on the day below from the public price list.
 */

const DATE = "2026-08-01";
const REGIONS = new Set(["westeurope", "eastus"]);

/** @returns what `facts.prices` takes; undefined where nothing is known */
export async function findPrices(
  region: string,
  fetcher: typeof fetch,
): Promise<object | undefined> {
  if (!REGIONS.has(region)) return undefined;
  try {
    const answer = await fetcher(new URL(`./prices/${region}.csv`, import.meta.url));
    return answer.ok ? tableOf(await answer.text(), region) : undefined;
  } catch {
    return undefined; // a page without prices still checks and creates
  }
}

export function tableOf(csv: string, region: string) {
  const rows = csv.trim().split("\n").slice(1);
  const sizes = rows.map((row) => {
    const [name = "", dedicated = "", spot = ""] = row.split(",");
    const price = {
      ...(dedicated !== "" && { dedicated: Number(dedicated) }),
      ...(spot !== "" && { spot: Number(spot) }),
    };
    return [name, price];
  });
  return { currency: "USD", date: DATE, region, sizes: Object.fromEntries(sizes) };
}
