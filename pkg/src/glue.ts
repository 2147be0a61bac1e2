/** What the WebAssembly module exports, as wasm-bindgen's glue hands it over. */
import type { WasmModule } from "./types.js";

/** The module itself, or its bytes. */
export type WasmSource = WasmModule | ArrayBuffer | ArrayBufferView<ArrayBuffer>;

export interface GlueBulkValidator {
  push(bytes: Uint8Array): string;
  flush(): string;
  finish(): string;
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
  sleep(milliseconds: number, signal: AbortSignal): Promise<unknown>;
  /** Milliseconds by a clock that does not jump. */
  ticks(): number;
  tell(eventJson: string): void;
}

/** Follows an operation; nothing here throws. */
export interface GlueWatcher {
  submitted(resumeToken: string): void;
  progress(progressJson: string): void;
  report(reportJson: string): void;
}

export interface GlueClient {
  /** What `subject` and `body` are depends on the task; see src/wasm/client.rs and src/client/operations/table.rs. */
  run(
    task: string,
    subject: string,
    body: string,
    deadlineMs: number | undefined,
    /** A sum of the flags in src/wasm/client.rs. */
    how: number,
    signal: AbortSignal,
    watcher: GlueWatcher | undefined,
    /** The options of a check, for `plan`, `ensure` and `preflight` alone. */
    checkJson?: string,
  ): Promise<string | undefined>;
  free(): void;
}

/** The module behind the facade. */
export interface Glue {
  initSync(source: { module: WasmSource }): unknown;
  __wbg_reset_state(): void;
  validateText(text: string, optionsJson?: string): string;
  validateBytes(bytes: Uint8Array, optionsJson?: string): string;
  convert(text: string, optionsJson: string | undefined, lossesJson: string): string;
  unserialisableReport(reason: string, found: string, path: string): string;
  BulkValidator: new (optionsJson?: string) => GlueBulkValidator;
  checkName(what: string, name: string): string;
  parseResourceId(id: string, type?: string): string;
  parseVmSize(name: string): string;
  vmSizes(region?: string): string;
  readPrices(facts: string, region: string | undefined, currency: string | undefined, today: string): string;
  applyFixes(text: string, fixesJson: string): string;
  version(): string;
  Client: new (optionsJson: string, host: GlueHost) => GlueClient;
}
