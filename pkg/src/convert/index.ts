/** From one format to another. */
import { demandText } from "../check.js";
import { OPTIONS, onlyKnown, optionsJson } from "../options.js";
import { call } from "../runtime.js";
import { serialise } from "../serialise.js";
import type { Report, ValidateOptions } from "../types.js";
import { arm, armTemplate } from "./arm.js";
import { audit, dataOf } from "./audit.js";
import { azCli } from "./az.js";
import { bicep } from "./bicep.js";
import { cliV2 } from "./cli-v2.js";
import { pythonV2 } from "./python-v2.js";
import {
  at,
  isObject,
  type JsonObject,
  KIND,
  type Loss,
  leaves,
  type Obstacle,
  type Source,
  type Written,
  withoutSecrets,
  withParameters,
} from "./resource.js";
import { RUN_CALLS, type RunRead, readRun } from "./run/read.js";
import { commandJob, job, runconfig } from "./run/write.js";
import { pythonV1, sdkV1 } from "./sdk-v1.js";
import { terraform } from "./terraform.js";

/** Formats that can be written. */
export type TargetFormat =
  | "arm"
  | "arm-template"
  | "bicep"
  | "terraform"
  | "cli-v2"
  | "az-cli"
  | "sdk-v1"
  | "python-v1"
  | "python-v2"
  | RunFormat;

/** Formats of run configurations: made of calls of SDK v1, not of computes. */
type RunFormat = "runconfig" | "job" | "command-job";

/** How something is converted. */
export interface ConvertOptions extends Omit<ValidateOptions, "format"> {
  /** What the input is; `auto` looks. `arm` by default. */
  from?: ValidateOptions["format"];
  /** What is written. */
  to: TargetFormat;
  /** `keep` writes secrets as they are; only from arm to arm. */
  secrets?: "parameters" | "keep" | undefined;
}

/** What comes of a conversion. */
export interface Converted {
  /** The text; empty if nothing can be written, and the report says why. */
  readonly text: string;
  /** The findings of the input, and what is lost on the way. */
  readonly report: Report;
}

type Writer<Of, Else> = (of: Of) => Written | Else;

const WRITERS: Readonly<Record<Exclude<TargetFormat, RunFormat>, Writer<Source, Obstacle>>> = {
  arm,
  "arm-template": armTemplate,
  bicep,
  terraform,
  "cli-v2": cliV2,
  "az-cli": azCli,
  "sdk-v1": sdkV1,
  "python-v1": pythonV1,
  "python-v2": pythonV2,
};

const RUN_WRITERS: Readonly<Record<RunFormat, Writer<RunRead, undefined>>> = {
  runconfig,
  job,
  "command-job": commandJob,
};

/** The formats that {@link convert} writes; the last three are of runs, which SDK v1 makes. */
export const targetFormats: readonly TargetFormat[] = /* @__PURE__ */ names();

/** A call that bundlers may leave out with the writers, which a spread at the top level would keep. */
function names(): TargetFormat[] {
  return [...Object.keys(WRITERS), ...Object.keys(RUN_WRITERS)] as TargetFormat[];
}

/**
 * Reads a compute configuration in one format and writes it in another.
 *
 * Secrets become parameters, variables or names of the environment. What the other format cannot say is a
 * finding of the report (`convert/lost-member`, `convert/no-kind`); nothing is lost in silence.
 *
 * @example
 * ```js
 * const { text, report } = convert({ type: "amlcompute", name: "cpu", max_instances: 4 }, { from: "cli-v2", to: "bicep" });
 * ```
 * @throws TypeError for wrong options.
 */
export function convert(input: string | object, options: ConvertOptions): Converted {
  onlyKnown(options, ["from", "to", "secrets", ...OPTIONS.filter((name) => name !== "format")], "convert");
  const { from, to, secrets, ...rest } = options;
  demandText(to, "to");
  if (!targetFormats.includes(to)) {
    throw new TypeError(`convert writes no \`${to}\`; known are ${targetFormats.join(", ")}`);
  }
  if (secrets === "keep" && (to !== "arm" || !["arm", undefined].includes(from))) {
    throw new TypeError('`secrets: "keep"` goes from arm to arm only');
  }
  const written = typeof input === "string" ? { text: input, refusal: undefined } : serialise(input);
  if (written.refusal !== undefined) {
    const { reason, found, path } = written.refusal;
    return { text: "", report: JSON.parse(call((glue) => glue.unserialisableReport(reason, found, path))) };
  }
  const passed = optionsJson({ ...rest, ...(from === undefined ? {} : { format: from }) }, "convert", {
    positions: typeof input === "string",
  });
  const read = (losses: readonly Loss[]) =>
    JSON.parse(call((glue) => glue.convert(written.text, passed, JSON.stringify(losses)))) as {
      resource?: string;
      report: Report;
    };
  const { resource, report } = read([]);
  if (from === "sdk-v1" || from === "auto") {
    const root = parse(written.text);
    if (isObject(root) && RUN_CALLS.includes(String(root["call"])))
      return convertRun(root, to, options.facts, read);
  }
  const parsed: unknown = resource === undefined ? undefined : parse(resource);
  if (!isObject(parsed) || report.kind === undefined) {
    // A call that makes no compute, such as a deployment: nothing is wrong with it, and nothing can be written.
    return {
      text: "",
      report: report.valid ? read([{ path: "/call", reason: "", target: to }]).report : report,
    };
  }
  const source = sourceOf(parsed, report, options);
  if (secrets === "keep") return { text: `${JSON.stringify(parsed, null, 2)}\n`, report };
  const found = writerOf(WRITERS, to)?.(source) ?? KIND;
  if (typeof found === "string") {
    const reason = found === KIND ? "" : "needs";
    return { text: "", report: read([{ path: found, reason, target: to }]).report };
  }
  const losses = lossesOf(found, source.secrets, to);
  if (from === "arm-template" || from === "auto") losses.push(...expressions(source, report, losses, to));
  losses.push(...untold(source, to, losses, options).map((loss) => ({ ...loss, target: to })));
  return { text: found.text, report: losses.length === 0 ? report : read(losses).report };
}

/** Expressions of a template that nothing could resolve: texts in every other format. */
function expressions({ resource }: Source, report: Report, told: readonly Loss[], target: string): Loss[] {
  const paths = new Set([...told, ...report.diagnostics].map(({ path }) => path.toLowerCase()));
  return leaves(resource)
    .filter((path) => !paths.has(path.toLowerCase()))
    .filter((path) => /^\[(?!\[).*\]$/s.test(String(at(resource, path))))
    .map((path): Loss => ({ path, reason: "expression", target }));
}

/** What nobody has told of the differences of a resource and what the tools of a format make of the text. */
function untold(source: Source, to: string, told: readonly Loss[], options: ConvertOptions): Loss[] {
  const again = dataOf(source, to);
  if (again === undefined) return [];
  const { facts, workspaceLocation, apiVersion } = options;
  const given = { facts, workspaceLocation, apiVersion, format: again.format };
  const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const text = JSON.stringify(withParameters(again.data, (parameter) => `<${parameter}>`));
  const passed = optionsJson(known, "convert", {});
  const { resource } = JSON.parse(call((glue) => glue.convert(text, passed, "[]"))) as { resource?: string };
  const back = resource === undefined ? undefined : parse(resource);
  const workspace = isObject(facts) ? facts["workspace"] : undefined;
  const home = workspaceLocation ?? (isObject(workspace) ? workspace["location"] : undefined);
  return isObject(back) ? audit(source, back, told, typeof home === "string" ? home : undefined) : [];
}

/** A run makes no compute: it goes into formats of its own, and into no other. */
function convertRun(
  root: JsonObject,
  to: TargetFormat,
  facts: unknown,
  read: (losses: readonly Loss[]) => { report: Report },
): Converted {
  const write = writerOf(RUN_WRITERS, to);
  const run = readRun(root, facts);
  const found = write?.(run);
  if (found === undefined) {
    const path = write === undefined ? "/call" : (run.places.get("/framework") ?? "/call");
    return { text: "", report: read([{ path, reason: "", target: to }]).report };
  }
  return { text: found.text, report: read(lossesOf(found, run.secrets, to)).report };
}

/** What a writer tells, and the secrets for which it has parameters: one that is lost has none. */
function lossesOf(found: Written, secrets: readonly { readonly path: string }[], target: string): Loss[] {
  const lost = found.losses.map(({ path }) => path.toLowerCase());
  const isLost = (path: string) => lost.some((place) => path === place || path.startsWith(`${place}/`));
  const kept = secrets.filter(({ path }) => !isLost(path.toLowerCase()));
  return [
    ...found.losses.map((loss) => ({ ...loss, target })),
    ...kept.map(({ path }): Loss => ({ path, reason: "secret", target })),
  ];
}

function writerOf<W>(writers: Readonly<Record<string, W>>, to: string): W | undefined {
  return Object.hasOwn(writers, to) ? writers[to] : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    // What cannot be read is told by the report.
    return undefined;
  }
}

function sourceOf(parsed: JsonObject, report: Report, options: ConvertOptions): Source {
  const kind = report.kind ?? "";
  const { resource, secrets } = withoutSecrets(parsed, kind);
  const named = resource["name"];
  const name =
    options.name ?? (typeof named === "string" && named !== "" ? named.split("/").at(-1) : undefined);
  const { workspaceLocation } = options;
  const apiVersion = report.apiVersion ?? "";
  const subscription = subscriptionOf(options.facts);
  return { resource, kind, name: name ?? "name", secrets, apiVersion, workspaceLocation, subscription };
}

function subscriptionOf(facts: unknown): string | undefined {
  const found = typeof facts === "string" ? parse(facts) : facts;
  const workspace = isObject(found) ? found["workspace"] : undefined;
  const id = isObject(workspace) ? workspace["id"] : undefined;
  return typeof id === "string" ? id.split("/")[2] : undefined;
}
