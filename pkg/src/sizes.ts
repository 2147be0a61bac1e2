/** Machine sizes: what a name says, and the list of the known ones. */
import { demandText } from "./check.js";
import { onlyKnown } from "./options.js";
import { call } from "./runtime.js";
import type { ParsedVmSize, VmSize, VmSizeFilter } from "./types.js";

/** More than any name may have: of a longer one the finding is the same. */
const ENOUGH = 1024;

const MEMBERS = ["gpu", "minVCpus", "maxVCpus", "minMemoryGiB", "family", "region", "status", "text"];

/**
 * Reads the name of a machine size, in any case. A size that is not known gives what its name says,
 * with `known: false`.
 *
 * @example
 * ```js
 * parseVmSize("standard_nc24ads_a100_v4").size?.gpuModel; // "A100-80GB"
 * ```
 */
export function parseVmSize(name: string): ParsedVmSize {
  demandText(name, "name");
  return JSON.parse(call((glue) => glue.parseVmSize(name.slice(0, ENOUGH)))) as ParsedVmSize;
}

/** The known machine sizes in the order of their names, or those that a filter takes. */
export function vmSizes(filter?: VmSizeFilter): VmSize[] {
  onlyKnown(filter, MEMBERS, "vmSizes");
  return JSON.parse(call((glue) => glue.vmSizes(JSON.stringify(filter ?? {})))) as VmSize[];
}
