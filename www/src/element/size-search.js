/**
 * What a person types to find a size: "t4 4", "a100 spot", "8 vcpu 32 gb". Words match the name and the
 * GPU model, numbers match counts. Pure: must not know the DOM.
 */

/** @import { SizeRow } from "./sizes-model.js" */

/** @typedef {(row: SizeRow) => boolean} Test */

const UNIT = /^(\d+(?:\.\d+)?)(v?cpus?|cores?|gib|gb|g|gpus?)$/;
const NUMBER = /^\d+(?:\.\d+)?$/;
const UNIT_WORD = /^(v?cpus?|cores?|gib|gb|gpus?)$/;

/**
 * @param {string} text
 * @returns {Test}
 */
export function searchOf(text) {
  const words = text
    .toLowerCase()
    .split(/[\s,;_]+/)
    .filter(Boolean);
  /** @type {Test[]} */
  const tests = [];
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

/**
 * @param {string} word
 * @returns {Test}
 */
function testOf(word) {
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

/**
 * @param {number} count
 * @param {string} unit
 * @returns {Test}
 */
function countTest(count, unit) {
  if (unit.startsWith("gpu")) return ({ gpus }) => gpus === count;
  if (unit.startsWith("g")) return ({ memoryGiB }) => memoryGiB === count;
  return ({ vCpus }) => vCpus === count;
}

/**
 * The names nearest to a search that found nothing.
 * @param {string} text
 * @param {SizeRow[]} rows
 * @param {number} [most]
 * @returns {SizeRow[]}
 */
export function nearestRows(text, rows, most = 3) {
  const wanted = pairsOf(squeezed(text.toLowerCase()));
  if (wanted.size === 0) return [];
  return rows
    .map((row) => ({ row, share: likeness(wanted, pairsOf(squeezed(row.key))) }))
    .filter(({ share }) => share > 0.4)
    .sort((a, b) => b.share - a.share)
    .slice(0, most)
    .map(({ row }) => row);
}

/** @param {string} name */
function squeezed(name) {
  return name.replace(/^standard/, "").replaceAll(/[^a-z0-9.]/g, "");
}

/** @param {string} text */
function pairsOf(text) {
  const pairs = new Set();
  for (let at = 0; at < text.length - 1; at += 1) pairs.add(text.slice(at, at + 2));
  return pairs;
}

/** @param {Set<string>} a @param {Set<string>} b */
function likeness(a, b) {
  let shared = 0;
  for (const pair of a) if (b.has(pair)) shared += 1;
  return (2 * shared) / (a.size + b.size);
}
