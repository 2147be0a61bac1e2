/** What a conversion is asked for. */
import type { ValidateOptions } from "../types.js";
import type { TargetFormat } from "./writers.js";

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
