/** The arguments of a Compute of azure-native: the resource in the members that the provider's types have. */
import { below } from "../../pointer.js";
import { deployed } from "../arm.js";
import { identityOf } from "../identity.js";
import {
  isObject,
  type Json,
  type JsonObject,
  KIND,
  lost,
  numbered,
  type Obstacle,
  type Part,
  parameterOf,
  type Source,
  type Told,
} from "../resource.js";
import { MEMBERS } from "./members.js";

/** What a member takes: see tests/clients/pulumi/derive.js. */
type Shape = "s" | "n" | "b" | "a" | readonly [Shape] | { readonly [member: string]: Shape };

/** The api-version that the provider sends, whatever the input says. */
export const PROVIDER = { version: "3.28", apiVersion: "2025-12-01" };

/** A compute as arguments; parameters stand for the workspace, and for what is secret or not known. */
export interface Arguments extends Part {
  readonly args: JsonObject;
}

/** The arguments, and what they cannot say. */
export function argumentsOf(source: Source, reference: (parameter: string) => Json): Arguments | Obstacle {
  const rows: Readonly<Record<string, string | undefined>> = MEMBERS;
  const kind = source.kind === "resource" ? undefined : rows[source.kind];
  if (kind === undefined) return KIND;
  const walk = new Walk();
  const { properties, identity: _identity, ...rest } = deployed(source.resource);
  const identity = walk.identity(source);
  const own = walk.members(rest, shape(MEMBERS.resource), "");
  const shown = properties === undefined ? {} : { properties: { ...walk.data(properties, shape(kind)) } };
  const args: JsonObject = {
    resourceGroupName: reference(numbered("resourceGroupName", source.workspace)),
    workspaceName: reference(numbered("workspaceName", source.workspace)),
    computeName: source.name,
    ...own,
    ...(identity === undefined ? {} : { identity }),
    ...shown,
  };
  return { args, losses: walk.losses };
}

function shape(text: string): { readonly [member: string]: Shape } {
  return JSON.parse(text) as { readonly [member: string]: Shape };
}

class Walk {
  readonly losses: Told[] = [];

  /** The provider takes a list of ids. */
  identity({ resource }: Source): JsonObject | undefined {
    const { type, ids, written } = identityOf(resource);
    if (!written) return undefined;
    return { type, ...(ids.length === 0 ? {} : { userAssignedIdentities: [...ids] }) };
  }

  data(properties: Json, of: { readonly [member: string]: Shape }): JsonObject {
    return isObject(properties) ? this.members(properties, of, "/properties") : {};
  }

  members(object: JsonObject, of: { readonly [member: string]: Shape }, path: string): JsonObject {
    const known = Object.keys(of);
    const any = of["*"];
    const out: JsonObject = {};
    for (const [key, value] of Object.entries(object)) {
      const here = below(path, key);
      const name = known.find((one) => one.replace("!", "").toLowerCase() === key.toLowerCase());
      const takes = any ?? (name === undefined ? undefined : of[name]);
      if (value === null) continue;
      const written = takes === undefined ? undefined : this.value(value, takes, here);
      if (written === undefined) this.losses.push(lost(here));
      else out[any === undefined ? (name ?? key).replace("!", "") : key] = written;
    }
    return out;
  }

  /** The value as the member takes it; nothing where it does not. */
  value(value: Json, takes: Shape, path: string): Json | undefined {
    if (parameterOf(value) !== undefined || takes === "a") return value;
    if (takes === "s") return typeof value === "object" ? undefined : String(value);
    if (takes === "n") return numberOf(value);
    if (takes === "b") return truthOf(value);
    if (isList(takes)) {
      if (!Array.isArray(value)) return undefined;
      return value.flatMap((item, index) => this.value(item, takes[0], `${path}/${index}`) ?? []);
    }
    return isObject(value) ? this.members(value, takes, path) : undefined;
  }
}

function isList(takes: Shape): takes is readonly [Shape] {
  return Array.isArray(takes);
}

function numberOf(value: Json): number | undefined {
  const found = typeof value === "string" && /^-?\d+$/.test(value) ? Number(value) : value;
  return typeof found === "number" ? found : undefined;
}

function truthOf(value: Json): boolean | undefined {
  if (typeof value === "boolean") return value;
  const word = typeof value === "string" ? value.toLowerCase() : "";
  return word === "true" ? true : word === "false" ? false : undefined;
}
