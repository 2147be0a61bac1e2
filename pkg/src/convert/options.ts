/** What a conversion is asked for. */
import type { ValidateOptions } from "../types.js";

/** Formats of run configurations: made of calls of SDK v1, not of computes. */
export type RunFormat = "runconfig" | "job" | "command-job";

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

/** How something is converted. */
export interface ConvertOptions extends Omit<ValidateOptions, "format"> {
  /** What the input is; `auto` looks. `arm` by default. */
  from?: ValidateOptions["format"];
  /** What is written. */
  to: TargetFormat;
  /** Which compute of several: its name, or its index in the input, counted from 0. */
  select?: string | number | undefined;
  /** `keep` writes secrets as they are; only from arm to arm. */
  secrets?: "parameters" | "keep" | undefined;
}
