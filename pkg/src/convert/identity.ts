/** Identities and subnets: what the rows of a format cannot say by themselves. */
import { at, isObject, type JsonObject } from "./resource.js";

/** The identity of a resource. */
export interface Identity {
  readonly system: boolean;
  /** Ids of the user-assigned ones, in the order in which they stand. */
  readonly ids: readonly string[];
  /** Whether a type is written at all. */
  readonly written: boolean;
}

/** Reads the identity of a resource. */
export function identityOf(resource: JsonObject): Identity {
  const type = at(resource, "/identity/type");
  const map = at(resource, "/identity/userAssignedIdentities");
  const words = typeof type === "string" ? type.toLowerCase().split(",") : [];
  return {
    system: words.some((word) => word.trim() === "systemassigned"),
    ids: isObject(map) ? Object.keys(map) : [],
    written: words.length > 0 && words[0]?.trim() !== "none",
  };
}

/** The parts of a subnet's id; `undefined` for what is no such id. */
export function subnetParts(
  id: unknown,
): { subscription: string; group: string; network: string; subnet: string } | undefined {
  const form =
    /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/Microsoft\.Network\/virtualNetworks\/([^/]+)\/subnets\/([^/]+)$/i;
  const parts = typeof id === "string" ? form.exec(id) : null;
  if (parts === null) return undefined;
  const [, subscription = "", group = "", network = "", subnet = ""] = parts;
  return { subscription, group, network, subnet };
}
