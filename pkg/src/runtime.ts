/**
 * The WebAssembly module: how it is found, compiled on the first call, and given up after a failure.
 * Nothing happens while this file is loaded.
 */
import {
  __wbg_reset_state,
  applyFixes,
  Checker,
  checkName,
  frame,
  initSync as instantiate,
  parseResourceId,
  parseVmSize,
  readPrices,
  Stream,
  setParts,
  unserialisableReport,
  version as versionOfModule,
  vmSizes,
} from "../wasm/azureml_compute.js";
import { asError, NotInitializedError, PoisonedError } from "./errors.js";
import type { Glue, WasmMemory, WasmSource } from "./glue.js";
import type { WasmModule } from "./types.js";
import { version } from "./version.js";

/** Where the module can be loaded from. */
export type WasmInput = WasmSource | URL | string | Response;

// One by one: the loader that wasm-bindgen exports beside them is not ours and stays out of bundles.
const glue: Glue = {
  __wbg_reset_state,
  applyFixes,
  Checker,
  checkName,
  frame,
  initSync: instantiate as Glue["initSync"],
  parseResourceId,
  parseVmSize,
  readPrices,
  setParts,
  Stream,
  unserialisableReport,
  version: versionOfModule,
  vmSizes,
};
/** What is loaded beside the core when it is first needed. */
export type PartName = "client" | "formats";

/** Finds the module when the first call needs it; `undefined` where the page has to say `init()`. */
let supplier: ((part?: PartName) => WasmSource) | undefined;
/** Says where a part lies, for those that load themselves. */
let locator: ((part: PartName) => WasmInput) | undefined;
let remedy = "";
let remedyOf: (part: PartName) => string = () => "";
/** Parts that are compiled; they outlive the instances made of them. */
const compiled: { [part in PartName]?: WasmModule } = {};
const fetching: { [part in PartName]?: Promise<void> } = {};
let ready = false;
let loading: Promise<void> | undefined;
let failure: PoisonedError | undefined;
/** Counts the instances: what was made by an earlier one is of no use to a later one. */
let generation = 0;
/** Calls that wait for an answer of the present instance. */
const waiting = new Set<(reason: unknown) => void>();

/** Sets where the first call finds the module, and those of the parts. Used by the entries. */
export function supply(next: (part?: PartName) => WasmSource): void {
  supplier = next;
}

/** Sets where a part is fetched from. Used by the entries. */
export function locate(next: (part: PartName) => WasmInput): void {
  locator = next;
}

/** Sets which line a caller has to add, for the messages of NotInitializedError. Used by the entries. */
export function advise(line: string, ofPart: (part: PartName) => string): void {
  remedy = line;
  remedyOf = ofPart;
}

/** The line for a part. */
export function partRemedy(part: PartName): string {
  return remedyOf(part);
}

/** What parts take of the core. To be asked inside of a {@link call}, or after one. */
export function coreExports(): object {
  return glue.initSync() as object;
}

/** The module of a part, if it is at hand; nothing is fetched. */
export function partModule(part: PartName): WasmModule | undefined {
  if (compiled[part] === undefined && supplier !== undefined) {
    try {
      const source = supplier(part);
      compiled[part] =
        source instanceof WebAssembly.Module ? source : new WebAssembly.Module(source as BufferSource);
    } catch (cause) {
      throw notLoaded(cause, part);
    }
  }
  return compiled[part];
}

/** Gives up a module that turned out to be another one, so that it can be fetched anew. */
export function forgetPart(part: PartName): void {
  delete compiled[part];
}

/** Fetches and compiles a part. Concurrent calls share one promise; a call after a failure tries again. */
export function loadPart(part: PartName, source?: () => WasmInput | Promise<WasmInput>): Promise<void> {
  if (compiled[part] !== undefined) return Promise.resolve();
  fetching[part] ??= fetchPart(part, source).finally(() => {
    delete fetching[part];
  });
  return fetching[part];
}

async function fetchPart(part: PartName, source?: () => WasmInput | Promise<WasmInput>): Promise<void> {
  const from = source ?? (locator === undefined ? undefined : () => locator?.(part) as WasmInput);
  if (from === undefined) {
    throw new NotInitializedError(`the part "${part}" is not loaded yet; ${partRemedy(part)}`);
  }
  try {
    compiled[part] = (await moduleOf(await from())) as WasmModule;
  } catch (cause) {
    throw notLoaded(cause, part);
  }
}

/** The number of the present instance. */
export function instance(): number {
  return generation;
}

/** The memory of the present instance. To be asked inside of a {@link call}. */
export function memory(): WasmMemory {
  return glue.initSync().memory;
}

/** Compiles the module at once. Does nothing if it is there already. */
export function initSync(source: WasmSource): void {
  if (ready) return;
  glue.initSync({ module: source });
  // Parts are another matter: the core reads nothing but bodies until it is told.
  glue.setParts(false);
  const found = glue.version();
  if (found !== version) {
    throw new NotInitializedError(
      `the WebAssembly module has version ${found}, the JavaScript version ${version}; load both from one package`,
    );
  }
  ready = true;
}

/** Loads and compiles the module. Concurrent calls share one promise; a call after a failure tries again. */
export function init(source: () => WasmInput | Promise<WasmInput>): Promise<void> {
  if (ready) return Promise.resolve();
  loading ??= load(source).finally(() => {
    loading = undefined;
  });
  return loading;
}

async function load(source: () => WasmInput | Promise<WasmInput>): Promise<void> {
  try {
    initSync(await moduleOf(await source()));
  } catch (cause) {
    throw notLoaded(cause);
  }
}

async function moduleOf(source: WasmInput): Promise<WasmSource> {
  if (typeof source === "string" || source instanceof URL) return moduleOf(await fetch(source));
  if (isResponse(source)) {
    if (!source.ok) throw new Error(`${source.url} responded with status ${source.status}`);
    const type = source.headers.get("content-type") ?? "";
    // Streaming needs the right content type; a server without it costs a moment, not the page.
    if (type.startsWith("application/wasm")) return WebAssembly.compileStreaming(source);
    return WebAssembly.compile(await source.arrayBuffer());
  }
  return source instanceof WebAssembly.Module ? source : WebAssembly.compile(source as BufferSource);
}

function isResponse(source: object): source is Response {
  return "arrayBuffer" in source && "headers" in source;
}

/** Starts a fresh instance of the module, after a PoisonedError for example. Operations under way are given up. */
export function reset(): void {
  if (ready) {
    giveUp(new PoisonedError("reset() was called"));
    glue.__wbg_reset_state();
    glue.setParts(false);
  }
  failure = undefined;
  generation += 1;
}

function giveUp(reason: PoisonedError): void {
  const rejects = [...waiting];
  waiting.clear();
  for (const reject of rejects) reject(reason);
}

/** Calls into the module; compiles it if need be. */
export function call<T>(run: (glue: Glue) => T): T {
  if (failure !== undefined) throw failure;
  if (!ready) start();
  try {
    return run(glue);
  } catch (thrown) {
    throw judge(thrown);
  }
}

function start(): void {
  if (supplier === undefined) {
    throw new NotInitializedError(`the WebAssembly module is not loaded yet; ${remedy}`);
  }
  try {
    initSync(supplier());
  } catch (cause) {
    throw notLoaded(cause);
  }
}

function notLoaded(cause: unknown, part?: PartName): NotInitializedError {
  if (cause instanceof NotInitializedError) return cause;
  const reason = cause instanceof Error ? cause.message : String(cause);
  const moved = (cause as { code?: unknown } | null)?.code === "ENOENT";
  const help = moved ? '; a bundle that leaves the file behind can import "azureml-compute/inline"' : "";
  const what = part === undefined ? "the WebAssembly module" : `the part "${part}"`;
  return new NotInitializedError(`${what} could not be loaded: ${reason}${help}`, cause);
}

/** Calls into the module and waits. A failure of the module ends all waiting. */
export function callAsync<T>(run: (glue: Glue) => Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const running = call(run);
    waiting.add(reject);
    running.then(
      (answer) => {
        waiting.delete(reject);
        resolve(answer);
      },
      (thrown: unknown) => {
        waiting.delete(reject);
        reject(thrown instanceof WebAssembly.RuntimeError ? judge(thrown) : asError(thrown));
      },
    );
  });
}

/** A trap leaves the memory of the module in an unknown state: no later call may use it. */
function judge(thrown: unknown): unknown {
  const overflow =
    thrown instanceof RangeError || (thrown instanceof Error && thrown.name === "InternalError");
  if (!(thrown instanceof WebAssembly.RuntimeError || overflow)) return asError(thrown);
  failure = new PoisonedError(thrown);
  giveUp(failure);
  return failure;
}
