/** What is said of a machine size: its memory, its GPUs, its state. Must not know the DOM. */

import { locale, words } from "../shared/words.js";

import type { SizeRow } from "./size-row.js";

/**
 * The service answers with names in capitals; people know them otherwise.
 * @param name "STANDARD_NC4AS_T4_V3"
 * @returns "Standard_NC4as_T4_v3"
 */
export function sizeName(name: string): string {
  const parts = /^STANDARD_([A-Z]+)([0-9-]+)([A-Z]*)((?:_[A-Z0-9]+)*)$/.exec(name);
  if (!parts) return name;
  const [, family = "", number = "", suffix = "", rest = ""] = parts;
  const end = rest.replace(/_V(\d+)/, "_v$1").replace(/_PROMO/, "_Promo");
  return `Standard_${family}${number}${suffix.toLowerCase()}${end}`;
}

/** @param row "4 vCPU · 28 GiB · 1 × T4, 16 GiB" */
export function factsOf(row: SizeRow) {
  return [words.cores(row.vCpus), memoryText(row), gpuText(row) || words.noGpu].join(" · ");
}

export function memoryText({ memoryGiB }: SizeRow) {
  return memoryGiB === undefined ? "–" : `${new Intl.NumberFormat(locale).format(memoryGiB)} GiB`;
}

/** @param row "1 × T4, 16 GiB", "" without a GPU */
export function gpuText({ gpus, gpuModel, gpuMemoryGiB }: SizeRow) {
  if (gpuModel === "") return "";
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const model = gpuModel.replace(/-\d+GB$/, "");
  const memory = gpuMemoryGiB === undefined ? "" : `, ${number.format(gpuMemoryGiB)} GiB`;
  return `${gpus > 0 ? `${number.format(gpus)} × ` : ""}${model}${memory}`;
}

/** @param row what is to be known before it is chosen, "" if nothing */
export function statusText({ reason, status, retires, untested }: SizeRow) {
  if (reason) return words.sizeReason[reason];
  if (retires) return words.sizeRetires(dayText(retires));
  if (status === "current") return untested ? words.sizeUntested : "";
  if (status === "unknown") return untested ? words.sizeUntested : "";
  return words.sizeStatus[status as keyof typeof words.sizeStatus] ?? "";
}

/** @param date ISO */
export function dayText(date: string) {
  const time = new Date(`${date.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(time.getTime())) return date;
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" }).format(time);
}
