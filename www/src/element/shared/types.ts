/**
 * What the elements need from outside, by the names that they use: shapes of the package, and what only the elements
 * know. They load no entry of the package themselves, the host injects one.
 */

import type { ElementFailure } from "../../../../pkg/src/element/shapes.js";
import type { VirtualMachineSize as OfferedSize } from "../../../../pkg/src/service.js";
import type { ArmErrorDetail, Report } from "../../../../pkg/src/types.js";

export type {
  ElementChecker as Checker,
  ElementClient as Client,
  ElementMessages as Messages,
  ElementPoller as Poller,
} from "../../../../pkg/src/element/shapes.js";
export type { Plan } from "../../../../pkg/src/plan.js";
export type { VirtualMachineSize as OfferedSize } from "../../../../pkg/src/service.js";
export type {
  ComputeResource,
  Diagnostic,
  FieldDescription,
  Fix,
  KindDescription,
  Position,
  Progress,
  Report,
  Severity,
  ValidateOptions,
  VmSize,
} from "../../../../pkg/src/types.js";

export type JsonObject = Record<string, unknown>;

/** A failure of the service or on the way to it, as far as it is shown. */
export interface Failure extends ElementFailure {
  readonly help?: string | undefined;
  readonly target?: string | undefined;
  readonly report?: Report | undefined;
  readonly details?: readonly ArmErrorDetail[] | undefined;
  readonly provisioningErrors?: readonly unknown[] | undefined;
}

/** What the service says about the subscription. */
export interface LiveFacts {
  usages?: unknown[];
  vmSizes?: OfferedSize[];
  computes?: unknown[];
}

export type MapRow = { key: string; value: string };
/** What a person typed and what is not yet, or not only, a value. */
export type Draft = string | MapRow[];
