/** Turns the caller's options into those of the WebAssembly module; a wrong name is a TypeError. */
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
  "maxFindings",
] as const;
/** Documents of others: they cross as texts of their own, which the module reads when it needs them. */
const DOCUMENTS = ["current", "facts", "guardrails", "parameters"] as const;
/** Names of the options of a check. */
export const OPTIONS: readonly string[] = [...PLAIN, ...DOCUMENTS];

/** Throws a TypeError that names a member of `options` that is not in `names`. */
export function onlyKnown(options: unknown, names: readonly string[], of: string): void {
  if (options === undefined) return;
  if (typeof options !== "object" || options === null) {
    throw new TypeError(`the options of ${of} must be an object`);
  }
  for (const name of Object.keys(options)) {
    if (!names.includes(name)) {
      throw new TypeError(`\`${name}\` is not an option of ${of}; use ${names.join(", ")}`);
    }
  }
}

/** The options for the module, as JSON text; nothing for none. With `positions` findings get their places. */
export function optionsJson(
  options: ValidateOptions | undefined,
  of: string,
  positions = false,
): string | undefined {
  if (options === undefined) return undefined;
  onlyKnown(options, OPTIONS, of);
  const out: Record<string, unknown> = positions ? { positions } : {};
  for (const name of PLAIN) if (options?.[name] !== undefined) out[name] = options[name];
  for (const name of DOCUMENTS) {
    const value = options?.[name];
    // Nothing stands there now: no resource, no facts. Guardrails that are null stay a mistake.
    if (value === null && name !== "guardrails") continue;
    if (value !== undefined && name !== "guardrails") demandObject(value, name);
    if (value !== undefined) out[name] = typeof value === "string" ? value : textOf(value, name);
  }
  if (out["levels"] !== undefined && typeof out["levels"] !== "object") {
    throw new TypeError("the option `levels` must be an object of severities by code");
  }
  const day = out["today"];
  if (day !== undefined && !isDay(day))
    throw new TypeError("the option `today` must be an ISO date, such as 2026-11-30");
  const text = textOf(out, "options");
  return text === "{}" ? undefined : text;
}

/** A document that nobody could read would be ignored in silence. */
function demandObject(value: unknown, name: string): void {
  let read = value;
  if (typeof value === "string") {
    try {
      read = JSON.parse(value);
    } catch {
      throw new TypeError(`the option \`${name}\` is not valid JSON`);
    }
  }
  if (typeof read !== "object" || read === null || Array.isArray(read)) {
    throw new TypeError(`the option \`${name}\` must be an object or its JSON`);
  }
}

function isDay(value: unknown): boolean {
  return (
    typeof value === "string" &&
    /^\d{4}-\d{2}-\d{2}/.test(value) &&
    !Number.isNaN(Date.parse(value.slice(0, 10)))
  );
}

/** A value as JSON text; throws a TypeError that names the place of what cannot be written. */
export function textOf(value: unknown, name: string): string {
  const written = serialise(value);
  if (written.refusal === undefined) return written.text;
  const { path, reason, found } = written.refusal;
  throw new TypeError(`\`${name}\` cannot be converted to JSON at \`${path}\`: ${reason || found}`);
}
