import assert from "node:assert/strict";
import test from "node:test";
import { tableOf } from "../src/demo/prices.js";
import { glanceOf } from "../src/element/form/glance-model.js";
import type { VmSize } from "../src/element/shared/types.js";
import { scrollTo, windowOf } from "../src/element/shared/virtual.js";
import type { Price } from "../src/element/sizes/prices.js";
import { money, priceBook } from "../src/element/sizes/prices.js";
import { quotaBook } from "../src/element/sizes/quota.js";
import { nearestRows } from "../src/element/sizes/size-search.js";
import { sizeName } from "../src/element/sizes/size-text.js";
import type { SizeFilter } from "../src/element/sizes/sizes-model.js";
import { chosenRows, modelsOf, NO_FILTER, sizeRows } from "../src/element/sizes/sizes-model.js";
import { description } from "./fake-checker.js";

const size = (name: string, parts: Partial<VmSize>): VmSize => ({
  name,
  series: "",
  vCpus: 4,
  memoryGiB: 16,
  architecture: "x64",
  status: "current",
  mlSupport: "yes",
  known: true,
  ...parts,
});

const CATALOGUE = [
  size("Standard_D4s_v3", { family: "standardDSv3Family", lowPriorityCapable: true }),
  size("Standard_NC4as_T4_v3", {
    family: "Standard NCASv3_T4 Family",
    memoryGiB: 28,
    gpus: 1,
    gpuModel: "T4-16GB",
    lowPriorityCapable: true,
  }),
  size("Standard_NC24ads_A100_v4", {
    vCpus: 24,
    memoryGiB: 220,
    gpus: 1,
    gpuModel: "A100-80GB",
    lowPriorityCapable: false,
  }),
  size("Standard_NC6", { status: "retired", retires: "2023-08-31" }),
];
const USAGES = {
  value: [
    { limit: 48, currentValue: 8, name: { value: "standardDSv3Family" } },
    { limit: 2, currentValue: 0, name: { value: "Standard NCASv3_T4 Family" } },
    { limit: 100, currentValue: 95, name: { value: "TotalDedicatedCores" } },
    { limit: 40, currentValue: 0, name: { value: "TotalLowPriorityCores" } },
    {
      limit: 1,
      currentValue: 1,
      name: { value: "standardDSv3Family" },
      id: "/subscriptions/s/workspaces/w/usages",
    },
  ],
};

const bookOf = (sizes: Record<string, Price>) =>
  priceBook({ readPrices: () => ({ currency: "USD", sizes, complete: true }) }, { prices: {} });

const rowsOf = (parts: Partial<Parameters<typeof sizeRows>[0]> = {}) =>
  sizeRows({
    catalogue: CATALOGUE,
    inRegion: undefined,
    offered: undefined,
    kind: "AmlCompute",
    lowPriority: false,
    prices: priceBook(undefined),
    quota: quotaBook(undefined),
    ...parts,
  });

const found = (search: string, parts: Partial<SizeFilter> = {}) =>
  chosenRows(rowsOf(), { ...NO_FILTER, search, ...parts }).map(({ name }) => name);

test("a search reads words, models and numbers with units", () => {
  assert.deepEqual(found("t4 4"), ["Standard_NC4as_T4_v3"]);
  assert.deepEqual(found("a100 24 vcpu"), ["Standard_NC24ads_A100_v4"]);
  assert.deepEqual(found("4 cores 28gb"), ["Standard_NC4as_T4_v3"]);
  assert.deepEqual(found("gpu spot"), ["Standard_NC4as_T4_v3"]);
  assert.deepEqual(found("Standard_D4s_v3"), ["Standard_D4s_v3"]);
  assert.deepEqual(found("nothing"), []);
  assert.deepEqual(
    nearestRows("standard_nc4as_t4_v", rowsOf()).map(({ name }) => name)[0],
    "Standard_NC4as_T4_v3",
  );
});

test("what cannot be used says why, comes last, and can be hidden", () => {
  const reasons = (parts: Parameters<typeof rowsOf>[0]) =>
    Object.fromEntries(rowsOf(parts).map(({ name, reason }) => [name, reason]));
  assert.equal(reasons({}).Standard_NC6, "retired");
  assert.equal(reasons({ lowPriority: true }).Standard_NC24ads_A100_v4, "spot");
  assert.equal(reasons({ inRegion: new Set() }).Standard_D4s_v3, "region");
  assert.equal(reasons({ quota: quotaBook(USAGES) }).Standard_NC4as_T4_v3, "quota");
  const offered = [{ name: "standard_d4s_v3", supportedComputeTypes: ["ComputeInstance"] }];
  assert.equal(reasons({ offered }).Standard_D4s_v3, "kind");
  assert.equal(reasons({ offered }).Standard_NC4as_T4_v3, "region");
  assert.equal(found("", { fits: false }).at(-1), "Standard_NC6");
  assert.ok(!found("").includes("Standard_NC6"));
});

test("filters and orders", () => {
  assert.deepEqual(found("", { offer: "gpu", sort: "vCpus", descending: true }), [
    "Standard_NC24ads_A100_v4",
    "Standard_NC4as_T4_v3",
  ]);
  assert.deepEqual(found("", { maxCores: 4, minMemory: 20 }), ["Standard_NC4as_T4_v3"]);
  assert.deepEqual(modelsOf(rowsOf()), ["A100-80GB", "T4-16GB"]);
});

test("at first what lasts comes first, the cheapest on top; a price is that of the priority", () => {
  const catalogue = [
    size("Standard_A", { status: "retirement-announced", retires: "2028-05-01" }),
    size("Standard_B", { mlSupport: "unknown" }),
    size("Standard_C", { status: "previous-gen" }),
    size("Standard_D", {}),
    size("Standard_E", {}),
  ];
  const prices = bookOf({
    standard_a: { dedicated: 1, spot: 0.1 },
    standard_b: { dedicated: 1, spot: 0.1 },
    standard_c: { dedicated: 3, spot: 0.3 },
    standard_d: { dedicated: 2, spot: 0.9 },
  });
  const names = (lowPriority: boolean, maxPrice?: number) =>
    chosenRows(rowsOf({ catalogue, prices, lowPriority }), { ...NO_FILTER, maxPrice })
      .map(({ name }) => name.slice(-1))
      .join("");
  assert.equal(names(false), "DEBCA");
  assert.equal(names(true), "DEBCA");
  assert.equal(names(false, 2), "DBA");
  assert.equal(names(true, 0.5), "BCA");
});

test("prices are what the checker reads in the facts", () => {
  const asked: unknown[] = [];
  const checker = {
    readPrices: (...args: unknown[]) => {
      asked.push(args);
      const sizes = { standard_d4s_v3: { dedicated: 0.2 } };
      return { currency: "eur", sizes, complete: true };
    },
  };
  const facts = { prices: { date: "2026-11-01", Items: [] }, vmSizes: [{ name: "A" }] };
  const book = priceBook(checker, facts, "westeurope");
  assert.deepEqual(asked, [[facts, { region: "westeurope" }]]);
  assert.deepEqual([book.currency, book.date], ["EUR", "2026-11-01"]);
  assert.deepEqual([book.of("standard_d4s_v3"), book.of("b")], [{ dedicated: 0.2 }, {}]);
  const broken = { readPrices: () => assert.fail("cannot be written") };
  for (const empty of [priceBook(undefined, facts), priceBook(checker), priceBook(broken, facts)]) {
    assert.deepEqual([empty.currency, empty.of("standard_d4s_v3")], ["USD", {}]);
  }
  assert.equal(asked.length, 1);
  assert.deepEqual(tableOf("name,dedicated,spot\nA,0.5,\nB,1,0.2\n", "eastus").sizes, {
    A: { dedicated: 0.5 },
    B: { dedicated: 1, spot: 0.2 },
  });
  assert.equal(money(1.5, "USD", "en"), "$1.50");
  assert.match(money(1095, "USD", "ru", "month"), /^1\s095\s\$$/);
});

test("cost and quota of what is in the body", () => {
  const rows = rowsOf({
    prices: bookOf({ standard_d4s_v3: { dedicated: 0.5, spot: 0.1 } }),
    quota: quotaBook(USAGES),
  });
  const find = (name: string) => rows.find(({ key }) => key === name.trim().toLowerCase());
  const inner = {
    vmSize: " standard_d4s_v3",
    scaleSettings: { minNodeCount: 1, maxNodeCount: 4 },
  };
  const glance = glanceOf(description.fields, { properties: { properties: inner } }, find);
  assert.deepEqual(glance?.least, { nodes: 1, hour: 0.5, month: 365 });
  assert.deepEqual(glance?.most, { nodes: 4, hour: 2, month: 1460 });
  assert.deepEqual(glance?.quota, {
    pool: { kind: "total", used: 95, limit: 100, left: 5 },
    least: 4,
    most: 16,
    over: 11,
  });
  const odd = glanceOf(
    description.fields,
    { properties: { properties: { ...inner, scaleSettings: { maxNodeCount: "4x" } } } },
    find,
  );
  assert.equal(odd?.most.nodes, 0);
  assert.equal(glanceOf([], {}, find), undefined);
});

test("of a long list only the rows in view are drawn", () => {
  const view = { count: 2_000, rowHeight: 50, height: 500 };
  const at = windowOf({ ...view, scrollTop: 50_000 });
  assert.deepEqual([at.first, at.end], [994, 1_016]);
  assert.equal(at.before + (at.end - at.first) * 50 + at.after, 2_000 * 50);
  assert.deepEqual(windowOf({ ...view, count: 3, scrollTop: 9_999 }), {
    first: 0,
    end: 3,
    before: 0,
    after: 0,
  });
  assert.equal(scrollTo({ index: 30, rowHeight: 50, scrollTop: 0, height: 500 }), 1_050);
  assert.equal(scrollTo({ index: 2, rowHeight: 50, scrollTop: 500, height: 500 }), 100);
});

test("names in capitals are written as people know them", () => {
  const names = {
    STANDARD_DS3_V2: "Standard_DS3_v2",
    STANDARD_NC4AS_T4_V3: "Standard_NC4as_T4_v3",
    "STANDARD_M8-2MS": "Standard_M8-2ms",
    STANDARD_NV36ADMS_A10_V5: "Standard_NV36adms_A10_v5",
    STANDARD_NV6_PROMO: "Standard_NV6_Promo",
    Standard_D4s_v3: "Standard_D4s_v3",
    "my own": "my own",
    "": "",
  };
  for (const [given, said] of Object.entries(names)) assert.equal(sizeName(given), said);
});

test("a search knows makers, counts, the network between nodes, and words that say nothing", () => {
  const catalogue = [
    size("Standard_NC64as_T4_v3", { gpus: 4, gpuModel: "T4-16GB", memoryGiB: 440, vCpus: 64 }),
    size("Standard_NC4as_T4_v3", { gpus: 1, gpuModel: "T4-16GB", memoryGiB: 28 }),
    size("Standard_ND96isr_MI300X_v5", { gpus: 8, gpuModel: "MI300X", memoryGiB: 1850, vCpus: 96 }),
    size("Standard_HB120rs_v3", { vCpus: 120, memoryGiB: 448 }),
    size("Standard_E8s_v5", { vCpus: 8, memoryGiB: 64 }),
  ];
  const rows = rowsOf({ catalogue });
  const names = (search: string) =>
    chosenRows(rows, { ...NO_FILTER, search, sort: "name" }).map(({ name }) =>
      name.replace("Standard_", ""),
    );
  assert.deepEqual(names("nvidia"), ["NC4as_T4_v3", "NC64as_T4_v3"]);
  assert.deepEqual(names("4x t4"), ["NC64as_T4_v3"]);
  assert.deepEqual(names("t4 x4"), ["NC64as_T4_v3"]);
  assert.deepEqual(names("64gb memory"), ["E8s_v5"]);
  assert.deepEqual(names("infiniband"), ["HB120rs_v3", "ND96isr_MI300X_v5"]);
  assert.deepEqual(names("amd gpu"), ["ND96isr_MI300X_v5"]);
  assert.deepEqual(names("cheap gpu with 8 gpus"), ["ND96isr_MI300X_v5"]);
});

test("prices of another region are none", () => {
  const seen: unknown[] = [];
  const checker = {
    readPrices: (facts: { prices?: unknown }) => {
      seen.push(facts.prices);
      return { currency: "USD", sizes: { a: { dedicated: 1 } }, complete: true };
    },
  };
  const prices = { region: "westeurope", sizes: { a: { dedicated: 1 } } };
  assert.equal(priceBook(checker, { prices }, "West Europe").region, "West Europe");
  assert.deepEqual(priceBook(checker, { prices }, "eastus").of("a"), {});
  assert.deepEqual(seen, [prices]);
});
