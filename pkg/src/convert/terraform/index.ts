/** Terraform: azurerm where it can say the compute, azapi where it cannot. */
import { deployed, TYPE } from "../arm.js";
import { identityOf } from "../identity.js";
import {
  allParameters,
  at,
  isObject,
  type JsonObject,
  lost,
  numbered,
  type ParameterType,
  type Part,
  type Source,
  type Told,
  type Writer,
  workspacesOf,
} from "../resource.js";
import { azurerm, identityBlock, reference } from "./azurerm.js";
import { type Block, file, Raw, refersTo, snake, type Value } from "./hcl.js";

/** Where each provider comes from, and the versions whose words are written. */
const PROVIDERS: Readonly<Record<string, JsonObject>> = {
  azapi: { source: "Azure/azapi", version: "~> 2.0" },
  azurerm: { source: "hashicorp/azurerm", version: "~> 4.0" },
};

/** Kinds that azapi's table of types does not hold. */
const UNPUBLISHED = ["Batch", "Kusto"];

export interface Resource extends Part {
  readonly provider: "azapi" | "azurerm";
  readonly block: Block;
  readonly demanded: readonly string[];
}

/** A Terraform file. */
export const terraform: Writer<Resource> = {
  extension: ".tf",
  takesValues: true,
  part(source) {
    const said = azurerm(source);
    return typeof said === "string" ? azapi(source, said) : inAzurerm(source, said);
  },
  text(pieces) {
    const used = Object.keys(PROVIDERS).filter((name) => pieces.some(({ part }) => part.provider === name));
    const providers: Block = {
      type: "terraform",
      attributes: [],
      blocks: [{ type: "required_providers", attributes: used.map((name) => [name, PROVIDERS[name] ?? {}]) }],
    };
    // The provider demands the block, also if nothing is set in it.
    const features: Block[] = used.includes("azurerm")
      ? [
          {
            type: "provider",
            labels: ["azurerm"],
            attributes: [],
            blocks: [{ type: "features", attributes: [] }],
          },
        ]
      : [];
    const workspaces = workspacesOf(pieces);
    const variables = workspaces.map(({ workspace, workspaceName }) => {
      const which = workspaces.length > 1 && workspaceName !== undefined ? ` ${workspaceName}` : "";
      return variable(numbered("workspace_id", workspace, "_"), `Id of the workspace${which}.`);
    });
    const blocks = pieces.map(({ part }) => part.block);
    const written = file(blocks);
    for (const { source, part } of pieces) {
      for (const { path, parameter, open, type } of allParameters(source)) {
        // What a resource has no argument for needs no variable.
        if (type !== undefined && !refersTo(written, parameter)) continue;
        const description = path === "/name" ? "Name of the compute." : undefined;
        variables.push(variable(snake(parameter), description, !open, type));
      }
      for (const name of part.demanded) {
        const description = `${name.charAt(0).toUpperCase()}${name.slice(1)} of the compute.`;
        variables.push(variable(argument(source, name), description));
      }
    }
    return file([providers, ...features, ...variables, ...blocks]);
  },
};

/** Types of variables for those of parameters. */
const TYPES = { string: "string", int: "number", bool: "bool", object: "any", array: "any" } as const;

function variable(name: string, description?: string, sensitive = false, type?: ParameterType): Block {
  const attributes: [string, Value][] = [["type", new Raw(TYPES[type ?? "string"])]];
  if (description !== undefined) attributes.push(["description", description]);
  if (sensitive) attributes.push(["sensitive", true]);
  return { type: "variable", labels: [name], attributes };
}

/** The name of a resource in the file. */
function label(source: Source): string {
  return source.label === "" ? "compute" : source.label.toLowerCase().replace(/[^a-z0-9]+/g, "_");
}

function argument(source: Source, name: string): string {
  return source.label === "" ? name : `${label(source)}_${name}`;
}

function inAzurerm(source: Source, said: Exclude<ReturnType<typeof azurerm>, string>): Resource {
  const attributes: (readonly [string, Value])[] = [
    ["name", source.name],
    ["machine_learning_workspace_id", reference(numbered("workspace_id", source.workspace, "_"))],
    ...said.demanded.map((name): [string, Value] => [name, reference(argument(source, name))]),
    ...said.attributes,
  ];
  const block = { type: "resource", labels: [said.type, label(source)], attributes, blocks: said.blocks };
  const demanded = said.demanded.map((name): Told => ({ path: `/${name}`, reason: "demanded" }));
  return { provider: "azurerm", block, demanded: said.demanded, losses: [...said.losses, ...demanded] };
}

function azapi(source: Source, why: string): Resource {
  const { location, tags, identity: _identity, properties, sku, ...rest } = deployed(source.resource);
  const body: JsonObject = { properties: properties ?? {}, ...rest };
  if (sku !== undefined) body["sku"] = sku;
  const attributes: [string, Value][] = [
    ["type", `${TYPE}@${source.apiVersion}`],
    ["parent_id", reference(numbered("workspace_id", source.workspace, "_"))],
    ["name", source.name],
  ];
  if (typeof location === "string") attributes.push(["location", location]);
  if (isObject(tags) || typeof tags === "string") attributes.push(["tags", tags]);
  if (UNPUBLISHED.includes(source.kind)) attributes.push(["schema_validation_enabled", false]);
  attributes.push(["body", body]);
  const identity = identityBlock(source);
  const comment = [`${why}.`];
  const block = {
    type: "resource",
    labels: ["azapi_resource", label(source)],
    comment,
    attributes,
    blocks: identity === undefined ? [] : [identity],
  };
  return { provider: "azapi", block, demanded: [], losses: identityLosses(source) };
}

/** The block takes ids from a map, and for a type with user-assigned identities only. */
function identityLosses(source: Source): Told[] {
  const ids = "/identity/userAssignedIdentities";
  const value = at(source.resource, ids);
  if (value === undefined || value === null) return [];
  const { user, ids: known } = identityOf(source.resource);
  return isObject(value) && (user || known.length === 0) ? [] : [lost(ids)];
}
