/**
 * What a person types to find a size: "t4 4", "a100 spot", "8 vcpu 32 gb". Words match the name and the
 * GPU model, numbers match counts. Pure: must not know the DOM.
 */

import type { SizeRow } from "./size-row.js";

export type Test = (row: SizeRow) => boolean;

const UNIT = /^(\d+(?:\.\d+)?)(v?cpus?|cores?|gib|gb|g|gpus?)$/;
const NUMBER = /^\d+(?:\.\d+)?$/;
const UNIT_WORD = /^(v?cpus?|cores?|gib|gb|gpus?)$/;

export function searchOf(text: string): Test {
  const words = text
    .toLowerCase()
    .split(/[\s,;_]+/)
    .filter(Boolean);
  const tests: Test[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const [word = "", next = ""] = [words[at], words[at + 1]];
    if (NUMBER.test(word) && UNIT_WORD.test(next)) {
      tests.push(testOf(`${word}${next}`));
      at += 1;
    } else if (word !== "standard") {
      tests.push(testOf(word));
    }
  }
  return (row) => tests.every((test) => test(row));
}

function testOf(word: string): Test {
  const unit = UNIT.exec(word);
  if (unit) return countTest(Number(unit[1]), unit[2] ?? "");
  if (NUMBER.test(word)) {
    const count = Number(word);
    return ({ vCpus, gpus, memoryGiB }) => [vCpus, gpus, memoryGiB].includes(count);
  }
  switch (word) {
    case "spot":
    case "low":
      return ({ spotCapable }) => spotCapable;
    case "gpu":
      return ({ gpuModel }) => gpuModel !== "";
    case "cpu":
      return ({ gpuModel }) => gpuModel === "";
    case "arm":
      return ({ architecture }) => architecture === "arm64";
    default:
      return ({ key, gpuModel }) =>
        squeezed(key).includes(squeezed(word)) || gpuModel.toLowerCase().includes(word);
  }
}

function countTest(count: number, unit: string): Test {
  if (unit.startsWith("gpu")) return ({ gpus }) => gpus === count;
  if (unit.startsWith("g")) return ({ memoryGiB }) => memoryGiB === count;
  return ({ vCpus }) => vCpus === count;
}

/** The names nearest to a search that found nothing. */
export function nearestRows(text: string, rows: SizeRow[], most: number = 3): SizeRow[] {
  const wanted = pairsOf(squeezed(text.toLowerCase()));
  if (wanted.size === 0) return [];
  return rows
    .map((row) => ({ row, share: likeness(wanted, pairsOf(squeezed(row.key))) }))
    .filter(({ share }) => share > 0.4)
    .sort((a, b) => b.share - a.share)
    .slice(0, most)
    .map(({ row }) => row);
}

function squeezed(name: string) {
  return name.replace(/^standard/, "").replaceAll(/[^a-z0-9.]/g, "");
}

function pairsOf(text: string) {
  const pairs = new Set<string>();
  for (let at = 0; at < text.length - 1; at += 1) pairs.add(text.slice(at, at + 2));
  return pairs;
}

function likeness(a: Set<string>, b: Set<string>) {
  let shared = 0;
  for (const pair of a) if (b.has(pair)) shared += 1;
  return (2 * shared) / (a.size + b.size);
}
