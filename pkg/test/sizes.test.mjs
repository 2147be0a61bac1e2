/** Machine sizes, on the built package. */
import assert from "node:assert/strict";
import { test } from "node:test";
import * as api from "../dist/esm/node.js";

const codesOf = ({ report }) => report.diagnostics.map(({ code }) => code);

test("a known size in any case", () => {
  const answer = api.parseVmSize("standard_nc24ads_a100_V4");
  assert.equal(answer.ok, true);
  assert.deepEqual(answer.size, {
    name: "Standard_NC24ads_A100_v4",
    family: "StandardNCADSA100v4Family",
    series: "NCadsA100_v4",
    vCpus: 24,
    memoryGiB: 220,
    tempDiskGiB: 64,
    gpus: 1,
    gpuModel: "A100-80GB",
    gpuMemoryGiB: 80,
    lowPriorityCapable: "by-region",
    architecture: "x64",
    status: "current",
    mlSupport: "yes",
    known: true,
  });
});

test("fractions are numbers", () => {
  assert.equal(api.parseVmSize("Standard_NV6ads_A10_v5").size.gpus, 0.1667);
  assert.equal(api.parseVmSize("Standard_M8ms").size.memoryGiB, 218.75);
});

test("unknown, retired and malformed names", () => {
  const unknown = api.parseVmSize("Standard_NC6_v3");
  assert.deepEqual([unknown.ok, unknown.size.known, codesOf(unknown)], [true, false, ["vm-size/unknown"]]);
  assert.equal(unknown.report.diagnostics[0].fix.patch[0].value, "Standard_NC6s_v3");
  const retired = api.parseVmSize("Standard_NC6");
  assert.deepEqual(
    [retired.ok, retired.size.status, codesOf(retired)],
    [true, "retired", ["vm-size/retired"]],
  );
  assert.equal(retired.size.successor, "Standard_NC4as_T4_v3");
  for (const name of ["D2_v2", "", "Standard_D2 v2", "x".repeat(1e6), "\ud800"]) {
    const malformed = api.parseVmSize(name);
    assert.deepEqual(
      [malformed.ok, malformed.size, codesOf(malformed)],
      [false, undefined, ["vm-size/malformed"]],
    );
  }
  assert.throws(() => api.parseVmSize(6), TypeError);
});

test("the list and its filters", () => {
  assert.equal(api.vmSizes().length, 1564);
  assert.ok(api.vmSizes().every(({ known, name }) => known && api.parseVmSize(name).size.name === name));
  const names = (filter) => api.vmSizes(filter).map(({ name }) => name);
  assert.deepEqual(names({ gpu: "T4", maxVCpus: 8 }), ["Standard_NC4as_T4_v3", "Standard_NC8as_T4_v3"]);
  assert.ok(
    names({ gpu: true, status: "current", region: "West Europe" }).includes("Standard_NC24ads_A100_v4"),
  );
  assert.ok(names({ gpu: false, minMemoryGiB: 1000.5 }).every((name) => !/^Standard_[AB]/.test(name)));
  assert.ok(!names({ region: "westindia" }).includes("Standard_NC4as_T4_v3"));
  assert.deepEqual(names({ region: "atlantis" }), []);
  for (const family of ["standarddsv2family", "DSv2", "ds"]) {
    assert.ok(names({ family }).includes("Standard_DS3_v2"), family);
  }
  assert.equal(names({ family: undefined, text: "ds3_v2" })[0], "Standard_DS3_v2");
  const [found] = api.vmSizes({ family: "NC", status: "current", gpu: "a100", minVCpus: 90 });
  assert.deepEqual(found, api.parseVmSize("Standard_NC96ads_A100_v4").size);
});

test("wrong filters are TypeErrors", () => {
  assert.throws(() => api.vmSizes({ cpu: 1 }), { name: "TypeError", message: /`cpu`/ });
  assert.throws(() => api.vmSizes({ minVCpus: "2" }), { name: "TypeError", message: /minVCpus/ });
  assert.throws(() => api.vmSizes({ gpu: 1 }), { name: "TypeError", message: /gpu/ });
  assert.throws(() => api.vmSizes("gpu"), TypeError);
});

test("the service's own list reaches the check", () => {
  const properties = { vmSize: "Standard_NC6", scaleSettings: { minNodeCount: 0, maxNodeCount: 1 } };
  const body = { location: "westeurope", properties: { computeType: "AmlCompute", properties } };
  const codes = (facts) => api.validate(body, { facts }).diagnostics.map(({ code }) => code);
  assert.ok(codes(undefined).includes("vm-size/retired"));
  assert.ok(codes({ vmSizes: { value: [{ name: "Standard_DS3_v2" }] } }).includes("vm-size/not-offered"));
  const offered = codes({ vmSizes: [{ name: "STANDARD_NC6" }] });
  assert.ok(!offered.includes("vm-size/retired") && !offered.includes("vm-size/not-offered"));
});

test("prices are read as a limit of the organisation reads them", () => {
  const row = (retailPrice, own) => ({
    currencyCode: "USD",
    retailPrice,
    armRegionName: "westeurope",
    armSkuName: "Standard_E16as_v5",
    productName: "Virtual Machines Easv5 Series",
    skuName: "E16as v5",
    serviceName: "Virtual Machines",
    unitOfMeasure: "1 Hour",
    type: "Consumption",
    effectiveStartDate: "2024-05-01T00:00:00Z",
    ...own,
  });
  const Items = [
    row(3.3, { productName: "Easv5 Series CloudServices", effectiveStartDate: "2026-01-01T00:00:00Z" }),
    row(1.2, {}),
    row(1.6, { effectiveEndDate: "2026-10-31T23:59:59Z" }),
    row(0.9, { armRegionName: "eastus" }),
    row(0.25, { skuName: "E16as v5 Spot" }),
  ];
  const prices = { BillingCurrency: "USD", Items, NextPageLink: null };
  const options = { region: "West Europe", today: "2026-11-30" };
  const sizes = { standard_e16as_v5: { dedicated: 1.2, spot: 0.25 } };
  const found = api.readPrices({ prices }, options);
  assert.deepEqual(found, { currency: "USD", sizes, complete: true });
  const body = {
    location: "westeurope",
    properties: {
      computeType: "AmlCompute",
      properties: { vmSize: "Standard_E16as_v5", scaleSettings: { minNodeCount: 0, maxNodeCount: 1 } },
    },
  };
  for (const [maxHourlyPrice, code] of [
    [1.2, undefined],
    [1.19, "guardrail/price"],
  ]) {
    const guardrails = { version: 1, maxHourlyPrice };
    const report = api.validate(body, { today: options.today, facts: { prices }, guardrails });
    assert.equal(
      codesOf({ report }).find((slug) => slug.startsWith("guardrail/")),
      code,
    );
  }
  const paged = { ...prices, Items: [], NextPageLink: "https://prices.example.test/" };
  assert.equal(api.readPrices({ prices: paged }).complete, false);
  assert.deepEqual(api.readPrices({ prices: [paged, prices] }, options), found);
  assert.deepEqual(api.readPrices({}), { currency: "USD", sizes: {}, complete: true });
  assert.throws(() => api.readPrices({}, { place: "here" }), /is not an option of readPrices/);
});
