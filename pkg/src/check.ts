/** The checks, and the changes that follow from them. */
import { checkBytes, checkText } from "./checker.js";
import { onlyKnown, optionsJson } from "./options.js";
import { call } from "./runtime.js";
import { type Refusal, serialise, serialiseQuickly } from "./serialise.js";
import { firstLoneSurrogate } from "./surrogates.js";
import type { Fix, ParsedResourceId, Report, ValidateOptions } from "./types.js";

/**
 * More than the largest document that is read (a deployment template of 4 MiB). Of a larger input only this
 * much is handed over: the finding is the same, and the memory of the module does not grow.
 */
const ENOUGH = 5 * 1024 * 1024;
/** More than any name or id may have, for the same reason. */
const ENOUGH_FOR_A_NAME = 64 * 1024;

/**
 * Checks a compute configuration.
 *
 * A text or bytes are read as JSON and findings carry line and column; an object is checked as what
 * `JSON.stringify` would send. Whatever is passed comes back as a report: the function throws only for
 * wrong options (TypeError), a module that is not loaded (NotInitializedError) or has failed
 * (PoisonedError).
 *
 * @example
 * ```js
 * const report = validate({ location: "westeurope", properties: { computeType: "AmlCompute" } });
 * for (const { path, message } of report.diagnostics) console.log(path, message);
 * ```
 */
export function validate(input: string | Uint8Array | object, options?: ValidateOptions): Report {
  const passed = optionsJson(options, "validate");
  if (typeof input === "string") return checkText(shown(input), passed, true);
  const bytes = bytesOf(input);
  if (bytes !== undefined) return checkBytes(bytes.subarray(0, ENOUGH), passed);
  const written = serialiseQuickly(input, ENOUGH);
  return written.refusal === undefined ? checkText(written.text, passed, false) : refused(written.refusal);
}

function shown(text: string): string {
  return text.length > ENOUGH ? text.slice(0, ENOUGH) : text;
}

/** The report about a value that cannot be written as JSON. */
function refused({ reason, found, path }: Refusal): Report {
  return JSON.parse(call((glue) => glue.unserialisableReport(reason, found, path))) as Report;
}

/** What is to be sent, written once: whoever checks it checks the same text. */
export interface Writing {
  readonly text: string;
  /** It was a text before, so that its lines and columns mean something to the caller. */
  readonly positions: boolean;
}

/** Exactly what is sent, or the report that says why it cannot be. */
export function write(body: object | string | Uint8Array): Writing | Report {
  if (typeof body === "string") {
    return firstLoneSurrogate(body) === undefined ? { text: body, positions: true } : validate(body);
  }
  // A copy: what others write to the same memory meanwhile is neither checked nor sent.
  const bytes = bytesOf(body)?.slice();
  if (bytes !== undefined) {
    try {
      return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), positions: true };
    } catch {
      return validate(bytes);
    }
  }
  const written = serialise(body);
  return written.refusal === undefined ? { text: written.text, positions: false } : refused(written.refusal);
}

/** Checks what {@link write} gave. */
export function validateWriting({ text, positions }: Writing, options: ValidateOptions): Report {
  return checkText(shown(text), optionsJson(options, "validate"), positions);
}

/** A view of the bytes of a typed array, an ArrayBuffer or a DataView; `undefined` for anything else. */
export function bytesOf(input: unknown): Uint8Array | undefined {
  try {
    if (ArrayBuffer.isView(input)) return new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
    if (input instanceof ArrayBuffer) return new Uint8Array(input);
  } catch {
    // Bytes that were transferred away, or a proxy that refuses to be looked at: not bytes any more.
  }
  return undefined;
}

/** Checks a name: `what` is a compute kind (`"AmlCompute"`) or another named thing (`"workspace"`). */
export function checkName(what: string, name: string): Report {
  demandText(what, "what");
  demandText(name, "name");
  return JSON.parse(call((glue) => glue.checkName(what, name.slice(0, ENOUGH_FOR_A_NAME)))) as Report;
}

/** Takes a resource id apart. With `type` it has to be one of that type, e.g. `Microsoft.Network/virtualNetworks/subnets`. */
export function parseResourceId(id: string, options?: { type?: string | undefined }): ParsedResourceId {
  demandText(id, "id");
  onlyKnown(options, ["type"], "parseResourceId");
  return JSON.parse(
    call((glue) => glue.parseResourceId(id.slice(0, ENOUGH_FOR_A_NAME), options?.type)),
  ) as ParsedResourceId;
}

/**
 * Applies a fix. A text keeps its spelling, order and line breaks outside the change; an object is not
 * changed, a new one comes back.
 */
export function applyFix<T extends string | Uint8Array | object>(input: T, fix: Fix): T {
  return applyFixes(input, [fix]);
}

/** Applies several fixes in order; one that no longer fits throws, and none is applied. */
export function applyFixes<T extends string | Uint8Array | object>(input: T, fixes: readonly Fix[]): T {
  const list = serialise(fixes);
  if (list.refusal !== undefined || !Array.isArray(fixes))
    throw new TypeError("fixes must come from a report");
  const edit = (text: string): string => call((glue) => glue.applyFixes(text, list.text));
  if (typeof input === "string") return edit(input) as T;
  const bytes = bytesOf(input);
  if (bytes !== undefined) {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return new TextEncoder().encode(edit(text)) as Uint8Array as T;
  }
  const written = serialise(input);
  if (written.refusal !== undefined) {
    throw new TypeError(`the input cannot be converted to JSON at \`${written.refusal.path}\``);
  }
  return JSON.parse(edit(written.text)) as T;
}

/** Throws a TypeError for anything but a text. */
export function demandText(value: unknown, name: string): void {
  if (typeof value !== "string")
    throw new TypeError(`\`${name}\` must be a string, not ${value === null ? "null" : typeof value}`);
}
