/** Turns the caller's options into those of the WebAssembly module; a wrong name is a TypeError. */
import type { GlueOptions } from "./glue.js";
import { serialise } from "./serialise.js";
import type { ValidateOptions } from "./types.js";

const PLAIN = [
  "format",
  "name",
  "operation",
  "region",
  "workspaceLocation",
  "apiVersion",
  "levels",
  "today",
] as const;
const AS_TEXT = ["current", "facts", "guardrails"] as const;
const NAMES: readonly string[] = [...PLAIN, ...AS_TEXT, "levels"];

/** Throws a TypeError that names a member of `options` that is not in `names`. */
export function onlyKnown(options: unknown, names: readonly string[], of: string): void {
  if (options === undefined) return;
  if (typeof options !== "object" || options === null) {
    throw new TypeError(`the options of ${of} are an object`);
  }
  for (const name of Object.keys(options)) {
    if (!names.includes(name)) {
      const known = names.join(", ");
      throw new TypeError(`\`${name}\` is no option of ${of}; known are ${known}`);
    }
  }
}

/** The options for the module. */
export function glueOptions(options: ValidateOptions | undefined, of: string): GlueOptions {
  onlyKnown(options, NAMES, of);
  const out: Record<string, unknown> = {};
  if (options === undefined) return out;
  for (const name of PLAIN) {
    if (options[name] !== undefined) out[name] = options[name];
  }
  // As pairs: the codes are names of the caller's, not members of a shape.
  if (options.levels !== undefined) out["levels"] = Object.entries(options.levels);
  for (const name of AS_TEXT) {
    if (options[name] !== undefined) out[name] = textOf(options[name], name);
  }
  return out;
}

function textOf(value: unknown, name: string): string {
  if (typeof value === "string") return value;
  const written = serialise(value);
  if (written.refusal === undefined) return written.text;
  const { path, reason, found } = written.refusal;
  throw new TypeError(`the option \`${name}\` cannot be written as JSON at \`${path}\`: ${reason || found}`);
}
