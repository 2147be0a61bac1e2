/** From one format to another. */
import { demandText } from "../check.js";
import { computesIn, reportOfLosses } from "../formats-part.js";
import { OPTIONS, onlyKnown, optionsJson } from "../options.js";
import { covers } from "../pointer.js";
import { call } from "../runtime.js";
import { serialise } from "../serialise.js";
import type { Report } from "../types.js";
import { homeOf, lossesOf } from "./losses.js";
import type { ConvertOptions } from "./options.js";
import { isObject, isOpenAt, type JsonObject, KIND, type Loss, type Part, type Piece } from "./resource.js";
import { RUN_CALLS, readRun } from "./run/read.js";
import { type Read, type Ready, sourcesOf } from "./sources.js";
import { runWriterOf, type TargetFormat, targetFormats, writerOf } from "./writers.js";

export type { ConvertOptions, TargetFormat };
export { targetFormats };

/** What comes of a conversion. */
export interface Converted {
  /** The text; empty if nothing can be written, and the report says why. */
  readonly text: string;
  /** The findings of the input, and what is lost on the way. */
  readonly report: Report;
  /** All computes of the input, whatever was selected; none of an input that cannot be read, and of runs. */
  readonly computes: readonly ConvertedCompute[];
}

/** A compute of the input. */
export interface ConvertedCompute {
  /** Its name, if the input says it. */
  readonly name?: string;
  /** Its kind, if it is a known one. */
  readonly kind?: string;
}

/**
 * Reads a compute configuration in one format and writes it in another.
 *
 * Secrets become parameters, variables or names of the environment. What the other format cannot say is a
 * finding of the report (`convert/lost-member`, `convert/no-kind`); nothing is lost in silence. Of an input with
 * several computes all are written; formats that hold one need `select` (else `convert/several`).
 *
 * @example
 * ```js
 * const { text, report } = convert({ type: "amlcompute", name: "cpu", max_instances: 4 }, { from: "cli-v2", to: "bicep" });
 * ```
 * @throws TypeError for wrong options.
 */
export function convert(input: string | object, options: ConvertOptions): Converted {
  const own = ["from", "to", "select", "secrets"];
  onlyKnown(options, [...own, ...OPTIONS.filter((name) => name !== "format")], "convert");
  const { from, to, select, secrets, ...rest } = options;
  demandText(to, "to");
  if (!targetFormats.includes(to)) {
    throw new TypeError(`convert cannot write \`${to}\`; use ${targetFormats.join(", ")}`);
  }
  if (secrets === "keep" && (to !== "arm" || !["arm", undefined].includes(from))) {
    throw new TypeError('`secrets: "keep"` goes from arm to arm only');
  }
  if (!["string", "number", "undefined"].includes(typeof select)) {
    throw new TypeError("`select` must be a name or an index");
  }
  const written = typeof input === "string" ? { text: input, refusal: undefined } : serialise(input);
  if (written.refusal !== undefined) {
    const { reason, found, path } = written.refusal;
    const refused = call((glue) => glue.unserialisableReport(reason, found, path));
    return { text: "", report: JSON.parse(refused), computes: [] };
  }
  const checked = { ...rest, ...(from === undefined ? {} : { format: from }) };
  const passed = optionsJson(checked, "convert", typeof input === "string");
  const { text } = written;
  const resources = JSON.parse(computesIn(text, passed)) as readonly Read[];
  // The check comes last, when it is known what is lost: then one is enough.
  const told = (losses: readonly Loss[]) =>
    JSON.parse(reportOfLosses(text, passed, JSON.stringify(losses))) as Report;
  if (from === "sdk-v1" || from === "auto") {
    const root = parse(text);
    if (isObject(root) && RUN_CALLS.includes(String(root["call"])))
      return { ...convertRun(root, to, options.facts, told), computes: [] };
  }
  const computes = resources.map(({ name, kind }) => ({
    ...(name === undefined ? {} : { name }),
    ...(kind === undefined ? {} : { kind }),
  }));
  if (resources.length === 0) {
    // A call that makes no compute, such as a deployment: nothing is wrong with it, and nothing can be written.
    const loss: Loss = { path: "/call", reason: "kind", target: to };
    const report = told([]);
    return { text: "", report: report.valid ? told([loss]) : report, computes };
  }
  if (secrets === "keep") {
    const kept = `${JSON.stringify(parse(text), null, 2)}\n`;
    const report = told([]);
    return { text: report.kind === undefined ? "" : kept, report, computes };
  }
  return { ...write(resources, options, told), computes };
}

function write(
  resources: readonly Read[],
  options: ConvertOptions,
  told: (losses: readonly Loss[]) => Report,
): Omit<Converted, "computes"> {
  const { to, select, name, facts } = options;
  const workspaceLocation = homeOf(options);
  const writer = writerOf(to);
  const all = resources.map((read, index) => ({ index, read }));
  const chosen = choose(all, select, writer?.single === true, to);
  if (!Array.isArray(chosen)) return { text: "", report: told([chosen]) };
  // A name that the caller gives is that of one compute.
  const given = {
    name: chosen.length === 1 ? name : undefined,
    workspaceLocation,
    subscription: subscriptionOf(facts),
    takesKeys: writer?.takesKeys === true,
    takesValues: writer?.takesValues === true,
  };
  const pieces: (Piece<Part> & { ready: Ready })[] = [];
  const losses: Loss[] = [];
  for (const ready of sourcesOf(chosen, given)) {
    const { source, index } = ready;
    const refuse = (loss: Pick<Loss, "path" | "reason">) =>
      losses.push({ ...loss, target: to, resource: index });
    if (source.kind === "") {
      // A kind that is missing or unknown is told by the check.
      const open = ["/properties", KIND].find((path) => isOpenAt(source, path));
      if (open !== undefined) refuse({ path: open, reason: "open" });
      else if (all.length > 1 || told([]).valid) refuse({ path: "/properties", reason: "open" });
      continue;
    }
    const part = writer?.part(source) ?? KIND;
    if (typeof part === "string") refuse({ path: part, reason: part === KIND ? "kind" : "needs" });
    else pieces.push({ source, part, ready });
  }
  const text = pieces.length === 0 ? "" : (writer?.text(pieces) ?? "");
  for (const { part, ready } of pieces) {
    losses.push(...lossesOf(ready, part, text, to, options));
    for (const path of resources[ready.index]?.around ?? [])
      losses.push({ path, reason: "around", target: to });
  }
  return { text, report: told(losses) };
}

/** The computes that are written; why none of them, where a format holds one and it is not clear which. */
function choose(
  all: readonly { index: number; read: Read }[],
  select: string | number | undefined,
  single: boolean,
  target: string,
): { index: number; read: Read }[] | Loss {
  const names = all.map(({ read, index }) => read.name ?? String(index));
  const shown = names.length > 20 ? [...names.slice(0, 20), "…"] : names;
  const loss = (reason: Loss["reason"], detail: string): Loss => ({ path: "", reason, target, detail });
  if (select === undefined) {
    return single && all.length > 1 ? loss("choose", shown.join(", ")) : [...all];
  }
  const found = all.filter(({ read, index }) =>
    typeof select === "number" ? index === select : read.name?.toLowerCase() === select.toLowerCase(),
  );
  if (found.length === 1) return found;
  // On the command line an index is a text.
  const byIndex = found.length === 0 && /^\d+$/.test(String(select)) ? all[Number(select)] : undefined;
  if (byIndex !== undefined) return [byIndex];
  return found.length > 1
    ? loss("twice", String(select))
    : loss("unknown", `${String(select).replaceAll("\n", " ")}\n${shown.join(", ")}`);
}

/** A run makes no compute: it goes into formats of its own, and into no other. */
function convertRun(
  root: JsonObject,
  to: TargetFormat,
  facts: unknown,
  told: (losses: readonly Loss[]) => Report,
): Omit<Converted, "computes"> {
  const writer = runWriterOf(to);
  const run = readRun(root, facts);
  const found = writer?.write(run);
  if (found === undefined) {
    const path = writer === undefined ? "/call" : (run.places.get("/framework") ?? "/call");
    return { text: "", report: told([{ path, reason: "kind", target: to }]) };
  }
  const isLost = (path: string) => found.losses.some((loss) => covers(loss.path, path));
  const kept = run.secrets.filter(({ path }) => !isLost(path));
  const losses = [
    ...found.losses.map((loss) => ({ ...loss, target: to })),
    ...kept.map(({ path }): Loss => ({ path, reason: "secret", target: to })),
  ];
  return { text: found.text, report: told(losses) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    // What cannot be read is told by the report.
    return undefined;
  }
}

function subscriptionOf(facts: unknown): string | undefined {
  const found = typeof facts === "string" ? parse(facts) : facts;
  const workspace = isObject(found) ? found["workspace"] : undefined;
  const id = isObject(workspace) ? workspace["id"] : undefined;
  return typeof id === "string" ? id.split("/")[2] : undefined;
}
