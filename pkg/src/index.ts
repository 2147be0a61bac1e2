/**
 * Checks Azure Machine Learning compute configurations and drives the management API.
 *
 * @packageDocumentation
 */

export type * from "./bodies.js";
export {
  applyFix,
  applyFixes,
  checkName,
  parseResourceId,
  validate,
} from "./check.js";
export {
  type ActionOptions,
  ComputeClient,
  type ComputePatch,
  type CreateOptions,
  type DeleteOptions,
  type DetachOptions,
  type ScaleSettings,
  type UpdateOptions,
} from "./client.js";
export type { ClientScope, ComputeClientOptions, OperationOptions } from "./connection.js";
export {
  type Converted,
  type ConvertedCompute,
  type ConvertOptions,
  convert,
  type TargetFormat,
  targetFormats,
} from "./convert/index.js";
export { codes, describe, targets } from "./describe.js";
export {
  ArmError,
  AuthError,
  ComputeError,
  NetworkError,
  NotInitializedError,
  PoisonedError,
  ThrottledError,
  TimeoutError,
  UntrustedUrlError,
  ValidationError,
} from "./errors.js";
export { explain } from "./explain.js";
export type { ClientEvent } from "./host.js";
export { localize } from "./localize.js";
export { type IndexedReport, type ManyInput, validateMany } from "./many.js";
export type { ListOptions, Page, PagedAsyncIterable, PageSettings } from "./pager.js";
export type { EnsureOptions, EnsureResult, Plan, PlanChange, PlanOptions } from "./plan.js";
export { type OperationState, Poller } from "./poller.js";
export { reset } from "./runtime.js";
export type * from "./service.js";
export type { SettleOptions } from "./settle.js";
export type { AbortOptions } from "./signal.js";
export { parseVmSize, readPrices, vmSizes } from "./sizes.js";
export type * from "./types.js";
export { version } from "./version.js";
