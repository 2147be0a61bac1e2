/** What the WebAssembly module exports, as wasm-bindgen's glue hands it over. */
import type { WasmModule } from "./types.js";

/** What is used of a `WebAssembly.Memory`: not every platform has a type for it. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

/** The module itself, or its bytes. */
export type WasmSource = WasmModule | ArrayBuffer | ArrayBufferView<ArrayBuffer>;

/** Checks documents that were written into its room; see src/wasm/checker.rs. */
export interface GlueChecker {
  /** Where so many bytes may be written; what was written before stays. */
  room(size: number): number;
  setOptions(optionsJson: string): void;
  /** Where the head of the report is. */
  check(length: number, how: number, loneSurrogateAt: number): number;
  /** Where the text of the report is. */
  text(): number;
}

/** Checks the documents of a stream; see src/wasm/checker.rs. */
export interface GlueStream {
  room(size: number): number;
  /** Answers with the number of documents that are complete, as the next two do. */
  push(length: number): number;
  flush(): number;
  finish(): number;
  /** Where their heads are. */
  heads(): number;
  /** Where their texts are. */
  text(): number;
  free(): void;
}

export type GlueToken = (
  scopes: string[],
  options: { claims?: string; signal?: AbortSignal },
) => Promise<{ token: string; expiresOnTimestamp: number; refreshAfterTimestamp?: number | undefined }>;

/** What the module asks of JavaScript; nothing here throws or rejects. See src/wasm/host.rs. */
export interface GlueHost {
  send(
    method: string,
    url: string,
    headers: Headers,
    body: string | undefined,
    signal: AbortSignal,
  ): Promise<string>;
  token(scopesJson: string, claims: string | undefined, signal: AbortSignal): Promise<string>;
  sleep(milliseconds: number): Promise<unknown>;
  /** Ends a wait early. */
  wake(wait: Promise<unknown>): void;
  /** Milliseconds by a clock that does not jump. */
  ticks(): number;
  /** Whether anybody wants to be told. */
  listens(): boolean;
  tell(eventJson: string): void;
}

/** Follows an operation; nothing here throws. */
export interface GlueWatcher {
  submitted(resumeToken: string): void;
  progress(progressJson: string): void;
  report(reportJson: string): void;
}

/** How a task is carried out; see src/wasm/client.rs. */
export interface GlueHow {
  deadlineMs?: number | undefined;
  steady?: boolean;
  checkAction?: boolean;
  confirmRemoval?: boolean;
  ifAbsent?: boolean;
  /** The options of the check of `plan`, `ensure` and `preflight`, as JSON. */
  check?: string;
}

export interface GlueClient {
  /** What `subject` and `text` are depends on the task; see src/client/operations/task.rs and table.rs. */
  run(
    task: string,
    subject: string,
    text: string,
    how: GlueHow | undefined,
    signal: AbortSignal | undefined,
    watcher: GlueWatcher | undefined,
  ): Promise<string | undefined>;
  free(): void;
}

/** The module behind the facade. */
export interface Glue {
  /** What the module exports; without a source that of the present instance. */
  initSync(source?: { module: WasmSource }): { readonly memory: WasmMemory };
  __wbg_reset_state(): void;
  Checker: new () => GlueChecker;
  Stream: new (optionsJson?: string) => GlueStream;
  /** What reports share, as JSON. */
  frame(): string;
  unserialisableReport(reason: string, found: string, path: string): string;
  checkName(what: string, name: string): string;
  parseResourceId(id: string, type?: string): string;
  parseVmSize(name: string): string;
  vmSizes(region?: string): string;
  readPrices(facts: string, region: string | undefined, currency: string | undefined, today: string): string;
  applyFixes(text: string, fixesJson: string): string;
  version(): string;
  /** Which parts are there beside the core. */
  setParts(formats: boolean): void;
}
