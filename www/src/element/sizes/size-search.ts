/**
 * What a person types to find a size: "t4 4", "4x t4", "a100 spot", "8 vcpu 32 gb", "nvidia", "infiniband". Words match
 * the name and the GPU model, numbers match counts. Pure: must not know the DOM.
 */

import type { SizeRow } from "./size-row.js";

export type Test = (row: SizeRow) => boolean;

const UNIT = /^(\d+(?:\.\d+)?)(v?cpus?|cores?|gib|gb|g|gpus?)$/;
const NUMBER = /^\d+(?:\.\d+)?$/;
/** "4x t4" and "t4 x4": so many GPUs. */
const TIMES = /^(?:(\d+)x|x(\d+))$/;
/** They say what a number or another word is about, or nothing. */
const NOISE = new Set(
  "standard memory ram with and of a the vm size machine node per cheap cheapest small".split(" "),
);
const AMD_GPU = /^(mi\d|radeon|v710)/i;
/** What a name says with its small letters: r for the network between nodes, a for the processor's maker. */
const FEATURES = /^standard_[a-z]+\d+(?:-\d+)?([a-z]*)/;
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
    } else if (word === "amd" && words.some((each) => /^gpus?$/.test(each))) {
      tests.push(({ gpuModel }) => AMD_GPU.test(gpuModel)); // and not a processor of theirs beside another's GPU
    } else if (!NOISE.has(word)) {
      tests.push(testOf(word));
    }
  }
  return (row) => tests.every((test) => test(row));
}

function testOf(word: string): Test {
  const unit = UNIT.exec(word);
  if (unit) return countTest(Number(unit[1]), unit[2] ?? "");
  const times = TIMES.exec(word);
  if (times) {
    const count = Number(times[1] ?? times[2]);
    return ({ gpus }) => gpus === count;
  }
  if (NUMBER.test(word)) {
    const count = Number(word);
    return ({ vCpus, gpus, memoryGiB }) => [vCpus, gpus, memoryGiB].includes(count);
  }
  switch (word) {
    case "spot":
    case "low":
      return ({ spotCapable }) => spotCapable;
    case "gpus":
    case "gpu":
      return ({ gpuModel }) => gpuModel !== "";
    case "cpu":
      return ({ gpuModel }) => gpuModel === "";
    case "nvidia":
      return ({ gpuModel }) => gpuModel !== "" && !AMD_GPU.test(gpuModel);
    case "amd":
      return ({ gpuModel, key }) => AMD_GPU.test(gpuModel) || hasFeature(key, "a");
    case "infiniband":
    case "rdma":
      return ({ key }) => hasFeature(key, "r");
    case "arm":
      return ({ architecture }) => architecture === "arm64";
    default:
      return ({ key, gpuModel }) =>
        squeezed(key).includes(squeezed(word)) || gpuModel.toLowerCase().includes(word);
  }
}

function hasFeature(key: string, letter: string) {
  return FEATURES.exec(key)?.[1]?.includes(letter) === true;
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
