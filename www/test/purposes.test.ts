/** What the chooser offers is what the package says that each kind is for. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { test } from "node:test";
import { purposeOf, purposesOf } from "../src/element/form/purposes.js";

const DESCRIPTIONS = new URL("../../pkg/wasm/descriptions.js", import.meta.url);
const skip = existsSync(DESCRIPTIONS)
  ? false
  : "pkg/wasm is not built, so there are no descriptions";
const described = async (): Promise<any[]> => (await import(DESCRIPTIONS.href)).default;

/** @returns the kinds by purpose */
const offered = (kinds: any[]): any =>
  Object.fromEntries(purposesOf(kinds).map(({ id, kinds }) => [id, kinds.map(({ kind }) => kind)]));

test("every kind is offered, each under what it is for", { skip }, async () => {
  const kinds = await described();
  const found = offered(kinds);
  assert.deepEqual(found.train, ["AmlCompute"]);
  assert.deepEqual(found.notebook, ["ComputeInstance"]);
  assert.deepEqual(found.serve, ["Kubernetes", "AKS"]);
  assert.deepEqual(found.attach.toSorted(), [
    "Batch",
    "DataFactory",
    "DataLakeAnalytics",
    "Databricks",
    "HDInsight",
    "Kubernetes",
    "SynapseSpark",
    "VirtualMachine",
  ]);
  assert.deepEqual(new Set(Object.values(found).flat()), new Set(kinds.map(({ kind }) => kind)));
});

test("a kind of which nothing is said is offered all the same", () => {
  assert.deepEqual(offered([{ kind: "Kusto", managed: false }]), { attach: ["Kusto"] });
  assert.deepEqual(offered([{ kind: "AmlCompute", managed: true }]), { train: ["AmlCompute"] });
});

test("a kind under two purposes is shown under the chosen one", { skip }, async () => {
  const purposes = purposesOf(await described());
  assert.equal(purposeOf(purposes, "Kubernetes", "serve")?.id, "serve");
  assert.equal(purposeOf(purposes, "Kubernetes", "train")?.id, "attach");
});
