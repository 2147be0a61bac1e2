/** How operations that leave a compute behind are waited for. */
import type { OperationOptions } from "./connection.js";

/** How long to wait for a compute. */
export interface SettleOptions extends OperationOptions {
  /** When it is done: once provisioned, or once the nodes (or the instance) have settled too. */
  until?: "provisioned" | "steady" | undefined;
}
