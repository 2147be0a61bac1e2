/** What the WebAssembly module exports, as wasm-bindgen's glue hands it over. */
import type { WasmModule } from "./types.js";

/** The module itself, or its bytes. */
export type WasmSource = WasmModule | ArrayBuffer | ArrayBufferView<ArrayBuffer>;

export interface GlueBulkValidator {
  push(bytes: Uint8Array): string;
  finish(): string;
  free(): void;
}

export interface GlueClientOptions {
  subscriptionId: string;
  resourceGroup: string;
  workspace: string;
  cloud?: string;
  endpoint?: string;
  scopes?: string[];
  trustedEndpoints?: string[];
  apiVersion?: string;
  retry?: { maxRetries?: number; baseDelayMs?: number; maxDelayMs?: number };
  requestTimeoutMs?: number;
  deadlineMs?: number;
  correlationId?: string;
  allowInsecureLoopback?: boolean;
}

export type GlueToken = (
  scopes: string[],
  options: { claims?: string; signal?: AbortSignal },
) => Promise<{ token: string; expiresOnTimestamp: number }>;

export interface GlueOperationOptions {
  deadlineMs?: number;
  validate?: boolean;
  until?: string;
}

type Submitted = (resumeToken: string) => void;
type Progressed = (progressJson: string) => void;

export interface GlueClient {
  get(name: string, signal?: AbortSignal): Promise<string>;
  listPage(continuation?: string, signal?: AbortSignal): Promise<string>;
  create(
    name: string,
    body: string,
    options: GlueOperationOptions | undefined,
    signal: AbortSignal | undefined,
    onSubmitted: Submitted,
    onProgress: Progressed,
  ): Promise<string>;
  delete(
    name: string,
    action: string,
    options: GlueOperationOptions | undefined,
    signal: AbortSignal | undefined,
    onSubmitted: Submitted,
    onProgress: Progressed,
  ): Promise<void>;
  resume(
    token: string,
    options: GlueOperationOptions | undefined,
    signal: AbortSignal | undefined,
    onProgress: Progressed,
  ): Promise<string | undefined>;
  free(): void;
}

/** The module behind the facade. */
export interface Glue {
  initSync(source: { module: WasmSource }): unknown;
  __wbg_reset_state(): void;
  validateText(text: string, optionsJson?: string): string;
  validateBytes(bytes: Uint8Array, optionsJson?: string): string;
  unserialisableReport(reason: string, found: string, path: string): string;
  BulkValidator: new (optionsJson?: string) => GlueBulkValidator;
  checkName(what: string, name: string): string;
  parseResourceId(id: string, type?: string): string;
  describe(kind?: string): string;
  applyFixes(text: string, fixesJson: string): string;
  codes(): string;
  version(): string;
  Client: new (
    options: GlueClientOptions,
    token: GlueToken,
    fetch?: typeof globalThis.fetch,
    onEvent?: (event: object) => void,
  ) => GlueClient;
}
