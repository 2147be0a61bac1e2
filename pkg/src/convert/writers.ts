/** The formats that {@link convert} writes. A further one is a file with its writer, and its line here. */
import { arm, armTemplate } from "./arm.js";
import { azCli } from "./az.js";
import { bicep } from "./bicep.js";
import { cliV2 } from "./cli-v2.js";
import { pulumiTs, pulumiYaml } from "./pulumi/index.js";
import { pythonV2 } from "./python-v2.js";
import type { Part, Writer } from "./resource.js";
import { commandJob, job, type RunWriter, runconfig } from "./run/write.js";
import { pythonV1, sdkV1 } from "./sdk-v1.js";
import { terraform } from "./terraform/index.js";

const WRITERS = {
  arm,
  "arm-template": armTemplate,
  bicep,
  terraform,
  "pulumi-ts": pulumiTs,
  "pulumi-yaml": pulumiYaml,
  "cli-v2": cliV2,
  "az-cli": azCli,
  "sdk-v1": sdkV1,
  "python-v1": pythonV1,
  "python-v2": pythonV2,
};

const RUN_WRITERS = { runconfig, job, "command-job": commandJob };

/** Formats of run configurations: made of calls of SDK v1, not of computes. */
export type RunFormat = keyof typeof RUN_WRITERS;

/** Formats that can be written. */
export type TargetFormat = keyof typeof WRITERS | RunFormat;

/** The formats that {@link convert} writes; the last three are of runs, which SDK v1 makes. */
export const targetFormats: readonly TargetFormat[] = /* @__PURE__ */ names();

/** A call that bundlers may leave out with the writers, which a spread at the top level would keep. */
function names(): TargetFormat[] {
  return [...Object.keys(WRITERS), ...Object.keys(RUN_WRITERS)] as TargetFormat[];
}

/** The writer of a format of computes. Each knows the parts that it made itself. */
export function writerOf(to: string): Writer<Part> | undefined {
  return named<unknown>(WRITERS, to) as Writer<Part> | undefined;
}

/** The writer of a format of runs. */
export function runWriterOf(to: string): RunWriter | undefined {
  return named<RunWriter>(RUN_WRITERS, to);
}

/** How files of a format end. */
export function extensionOf(to: string): string {
  return (writerOf(to) ?? runWriterOf(to))?.extension ?? ".txt";
}

function named<T>(writers: Readonly<Record<string, T>>, to: string): T | undefined {
  return Object.hasOwn(writers, to) ? writers[to] : undefined;
}
