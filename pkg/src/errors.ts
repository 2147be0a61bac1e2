/**
 * What can go wrong besides the input: every failure is a class with a `name` and a `code`.
 *
 * Compare `error.name` or `error.code`, not `instanceof`: the ES module and the CommonJS build of this
 * package may both be loaded in one process, and then each has classes of its own.
 */
import type { ArmErrorDetail, Expected, Progress, Report } from "./types.js";

/** The members of a failure as they are given to its constructor. */
export interface FailureInit {
  readonly message: string;
  readonly code?: string | undefined;
  readonly help?: string | undefined;
  readonly cause?: unknown;
  readonly [member: string]: unknown;
}

/** What all failures of this package have in common. */
export class ComputeError extends Error {
  override get name(): string {
    return "ComputeError";
  }
  /** Stable identity of the failure; for {@link ArmError} the code that the service gave. */
  readonly code: string;
  /** What to do about it. */
  declare readonly help?: string;
  /** How many milliseconds the service asked to wait before the next call, where it did. */
  declare readonly retryAfterMs?: number;
  /**
   * What was asked for may have been done, or may still be done: no answer came, or nobody could see how it
   * ended. It was not sent a second time. Look at the compute, or resume the operation.
   */
  declare readonly outcomeUnknown?: true;
  /** How far the operation was when its end was last looked for, with the errors that the compute told meanwhile. */
  declare readonly progress?: Progress;

  constructor(init: FailureInit) {
    super(init.message, init.cause === undefined ? undefined : { cause: init.cause });
    const { message: _message, cause: _cause, name: _name, code, ...members } = init;
    this.code = code ?? "UNKNOWN";
    for (const [member, value] of Object.entries(members)) {
      if (value !== undefined) Object.defineProperty(this, member, { value, enumerable: true });
    }
  }
}

/** The body was refused before anything was sent; `report` says why. */
export class ValidationError extends ComputeError {
  override get name(): string {
    return "ValidationError";
  }
  declare readonly report: Report;
}

/** The service answered with an error. */
export class ArmError extends ComputeError {
  override get name(): string {
    return "ArmError";
  }
  /** The HTTP status, if the error came as an HTTP answer. */
  declare readonly status?: number;
  /** What the error is about. */
  declare readonly target?: string;
  /** The errors below this one. */
  declare readonly details?: ArmErrorDetail[];
  /** What else the service said. */
  declare readonly additionalInfo?: { type: string; info: unknown }[];
  /** Why nodes could not be provisioned. */
  declare readonly provisioningErrors?: ArmErrorDetail[];
  /** What would have been right, where the service says so: the machine sizes that it takes. */
  declare readonly expected?: Expected;
  /** The service's id of the request, for support. */
  declare readonly requestId?: string;
  /** The id of all requests that belong together, for support. */
  declare readonly correlationId?: string;
}

/** No token, or the service refused it. */
export class AuthError extends ComputeError {
  override get name(): string {
    return "AuthError";
  }
  /** The HTTP status, if the service refused the token. */
  declare readonly status?: number;
}

/** The service asked to slow down for longer than the client may wait; `retryAfterMs` says for how long. */
export class ThrottledError extends ComputeError {
  override get name(): string {
    return "ThrottledError";
  }
  /** The HTTP status. */
  declare readonly status?: number;
}

/** A request or an operation took longer than allowed. */
export class TimeoutError extends ComputeError {
  override get name(): string {
    return "TimeoutError";
  }
}

/** The service could not be reached, or the answer could not be read. */
export class NetworkError extends ComputeError {
  override get name(): string {
    return "NetworkError";
  }
}

/** An address in an answer is not one that may receive the token. */
export class UntrustedUrlError extends ComputeError {
  override get name(): string {
    return "UntrustedUrlError";
  }
}

/** A function was called before the WebAssembly module was there. */
export class NotInitializedError extends ComputeError {
  override get name(): string {
    return "NotInitializedError";
  }
  constructor(message: string, cause?: unknown) {
    super({ message, code: "NOT_INITIALIZED", cause });
  }
}

/** The WebAssembly module has failed; call `reset()` to start a fresh one. */
export class PoisonedError extends ComputeError {
  override get name(): string {
    return "PoisonedError";
  }
  constructor(cause?: unknown) {
    super({
      message: "the WebAssembly module failed earlier and can no longer be used",
      code: "POISONED",
      help: "call reset() to start a fresh one; please report what was passed to the failing call",
      cause,
    });
  }
}

const CLASSES: Record<string, new (init: FailureInit) => Error> = {
  ValidationError,
  ArmError,
  AuthError,
  ThrottledError,
  TimeoutError,
  NetworkError,
  UntrustedUrlError,
};

/**
 * Turns what the WebAssembly module throws (plain objects, as such or as JSON) into an error of the
 * right class.
 * @internal
 */
export function asError(thrown: unknown): unknown {
  if (typeof thrown === "string" && thrown.startsWith("{")) return asError(JSON.parse(thrown));
  if (thrown instanceof Error || typeof thrown !== "object" || thrown === null) return thrown;
  const init = thrown as FailureInit & { name?: string };
  if (typeof init.message !== "string") return thrown;
  const name = init.name ?? "";
  if (name === "TypeError") return Object.assign(new TypeError(init.message), { code: init.code });
  const Class = Object.hasOwn(CLASSES, name) ? CLASSES[name] : undefined;
  if (Class !== undefined) return new Class(init);
  const error = new ComputeError(init);
  if (name !== "") Object.defineProperty(error, "name", { value: name, configurable: true });
  return error;
}
