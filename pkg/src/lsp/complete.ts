/** What can stand behind a key: sizes with their cores and memory, and words of enumerations. */
import { describe } from "../describe.js";
import { vmSizes } from "../sizes.js";
import type { VmSize } from "../types.js";

/** A proposal. */
export interface Proposal {
  readonly label: string;
  readonly detail: string;
}

/** Keys that hold a size, in all languages. */
const SIZES = /^(?:vmSize|vm_size|virtual_machine_size|size)$/;
/** A key, and the beginning of its value up to the cursor. */
const BEFORE = /^\s*(?:-\s+)?["']?([A-Za-z_][\w-]*)["']?\s*[:=]\s*["']?([\w-]*)$/;

/** Words that other languages spell in their own way. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  vm_priority: ["Dedicated", "LowPriority"],
  cluster_purpose: ["DevTest", "FastProd", "DenseProd"],
  tier: ["dedicated", "low_priority"],
  type: ["amlcompute", "computeinstance", "kubernetes", "synapsespark", "virtualmachine"],
};

/** What can stand where a line ends; the part of the word that is there already counts. */
export function proposals(
  line: string,
): { readonly all: readonly Proposal[]; readonly typed: string } | undefined {
  const [, key, typed = ""] = BEFORE.exec(line) ?? [];
  if (key === undefined) return undefined;
  if (SIZES.test(key))
    return {
      typed,
      all: vmSizes({})
        .filter(isOffered)
        .map((size) => ({ label: size.name, detail: detail(size) })),
    };
  const words = key === "computeType" ? describe().map(({ kind }) => kind) : (WORDS[key] ?? wordsOf(key));
  return words.length === 0 ? undefined : { typed, all: words.map((label) => ({ label, detail: key })) };
}

function isOffered({ status, mlSupport }: VmSize): boolean {
  return status !== "retired" && status !== "retirement-announced" && mlSupport !== "no";
}

function detail({ vCpus, memoryGiB, gpus, gpuModel, status }: VmSize): string {
  const cards = gpus !== undefined && gpus > 0 ? [`${gpus} ${gpuModel ?? "GPU"}`] : [];
  return [`${vCpus} vCPU`, `${memoryGiB ?? "?"} GiB`, ...cards, status].join(", ");
}

function wordsOf(key: string): readonly string[] {
  const found = describe().flatMap(({ fields }) => fields.filter(({ name }) => name === key));
  return [...new Set(found.flatMap((field) => field.words ?? []))];
}
