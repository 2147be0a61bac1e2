/** What is known of one machine size, where it is to be used. */

import type { Pool } from "./quota.js";

export type SizeReason = "retired" | "region" | "kind" | "spot" | "quota";

export interface SizeRow {
  name: string;
  /** The name in lower case. */
  key: string;
  family: string;
  vCpus: number;
  memoryGiB?: number | undefined;
  tempDiskGiB?: number | undefined;
  gpus: number;
  /** "" if there is none. */
  gpuModel: string;
  gpuMemoryGiB?: number | undefined;
  architecture: string;
  status: string;
  retires?: string | undefined;
  untested: boolean;
  spotCapable: boolean;
  /** Price per hour. */
  dedicated?: number | undefined;
  /** Price per hour. */
  spot?: number | undefined;
  /** That of the two which would be paid. */
  hour?: number | undefined;
  pool?: Pool | undefined;
  /** Why it cannot be used. */
  reason?: SizeReason | undefined;
}
