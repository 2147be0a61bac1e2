/** Identities and subnets: what the rows of a format cannot say by themselves. */
import { at, isObject, type JsonObject } from "./resource.js";

/** The identity of a resource. */
export interface Identity {
  readonly system: boolean;
  readonly user: boolean;
  /** The words as the service spells them; what it does not know stands as it was written. */
  readonly type: string;
  /** Ids of the user-assigned ones, in the order in which they stand. */
  readonly ids: readonly string[];
  /** Whether a type is written at all. */
  readonly written: boolean;
}

/** Reads the identity of a resource. */
export function identityOf(resource: JsonObject): Identity {
  const type = at(resource, "/identity/type");
  const map = at(resource, "/identity/userAssignedIdentities");
  const text = typeof type === "string" ? type : "";
  const words = text
    .toLowerCase()
    .split(",")
    .map((word) => word.trim());
  const [system, user] = [words.includes("systemassigned"), words.includes("userassigned")];
  const known = [system ? "SystemAssigned" : "", user ? "UserAssigned" : ""].filter((word) => word !== "");
  return {
    system,
    user,
    type: known.length === words.length ? known.join(", ") : text,
    ids: isObject(map) ? Object.keys(map) : [],
    written: text !== "" && words[0] !== "none",
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
