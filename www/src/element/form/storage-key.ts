/** Under which key a form keeps what survives a reload. */

import type { FormHost } from "./form-host.js";

/**
 * What belongs to another compute, mode or workspace is not this form's.
 * @param given the body that the host page gave
 * @returns "" if nothing is to be kept
 */
export function storageKeyOf(host: FormHost, given: { name?: unknown }): string {
  const { storageKey, client, mode } = host;
  if (storageKey !== undefined) return storageKey;
  const { subscriptionId, resourceGroup, workspace } = client?.scope ?? host.workspace ?? {};
  const edited = mode === "edit" ? ["edit", given.name ?? ""] : ["create"];
  return [subscriptionId, resourceGroup, workspace, ...edited].map(encode).join("/");
}

/** @param part of a key */
function encode(part: unknown = "") {
  return encodeURIComponent(String(part));
}
