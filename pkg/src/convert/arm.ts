/** The body of the request, and the deployment template around it. */
import {
  allParameters,
  type Json,
  type JsonObject,
  keyOf,
  numbered,
  type Piece,
  parameterOf,
  type Source,
  type Writer,
  type Written,
  withParameters,
  workspacesOf,
} from "./resource.js";

/** The resource as a request carries it; secrets stand as names in angle brackets. */
export const arm: Writer<Written> = {
  extension: ".json",
  single: true,
  part(source) {
    const named = parameterOf(source.name) === undefined ? { name: source.name } : {};
    const body = withParameters({ ...named, ...deployed(source.resource) }, (parameter) => `<${parameter}>`);
    return { text: `${JSON.stringify(body, null, 2)}\n`, losses: [] };
  },
  text: (pieces) => pieces.map(({ part }) => part.text).join(""),
};

/** Type of the resource. */
export const TYPE = "Microsoft.MachineLearningServices/workspaces/computes";

/** Members in the order in which people read them. */
const ORDER = ["location", "tags", "identity", "sku", "properties"];

/** What the service sets, and what stands beside a body where it was taken out of a template. */
const AROUND = /^(?:id|name|type|systemData|apiVersion|dependsOn|condition|copy|comments|scope)$/i;

/** The members of the resource that a deployment takes: what the service sets is left out. */
export function deployed(resource: JsonObject): JsonObject {
  const rest = Object.fromEntries(Object.entries(resource).filter(([key]) => !AROUND.test(key)));
  const known = ORDER.flatMap((wanted) => {
    const key = keyOf(rest, wanted);
    return key === undefined ? [] : [[wanted, rest[key] ?? null] as const];
  });
  const others = Object.entries(rest).filter(([key]) => !ORDER.includes(key.toLowerCase()));
  return Object.fromEntries([...known, ...others]) as JsonObject;
}

/** A deployment template with all computes. */
export const armTemplate: Writer<{ losses: []; resource: JsonObject }> = {
  extension: ".json",
  takesKeys: true,
  takesValues: true,
  part: (source) => ({ losses: [], resource: inTemplate(source) }),
  text(pieces) {
    const template = {
      $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      contentVersion: "1.0.0.0",
      parameters: parametersOf(pieces),
      resources: pieces.map(({ part }) => part.resource),
    };
    return `${JSON.stringify(template, null, 2)}\n`;
  },
};

function parametersOf(pieces: readonly Piece<unknown>[]): JsonObject {
  const parameters: JsonObject = {};
  const workspaces = workspacesOf(pieces);
  for (const { workspace, workspaceName } of workspaces) {
    const told = workspaces.length > 1 && workspaceName !== undefined;
    const metadata = told ? { metadata: { description: `The workspace ${workspaceName}.` } } : {};
    parameters[numbered("workspaceName", workspace)] = { type: "string", ...metadata };
  }
  for (const { parameter, open, type, fallback } of pieces.flatMap(({ source }) => allParameters(source))) {
    const own = fallback === undefined ? {} : { defaultValue: fallback };
    parameters[parameter] = { type: type ?? (open ? "string" : "secureString"), ...own };
  }
  return parameters;
}

function inTemplate(source: Source): JsonObject {
  const call = (parameter: string) => `parameters('${parameter}')`;
  const body = withParameters(literal(deployed(source.resource)), (parameter) => `[${call(parameter)}]`);
  const unknown = parameterOf(source.name);
  const name = unknown === undefined ? `'${source.name.replaceAll("'", "''")}'` : call(unknown);
  return {
    type: TYPE,
    apiVersion: source.apiVersion,
    name: `[format('{0}/{1}', ${call(numbered("workspaceName", source.workspace))}, ${name})]`,
    ...(body as JsonObject),
  };
}

/** A text in brackets is an expression, unless it begins with two of them; so is a key. */
function literal(value: Json): Json {
  if (typeof value === "string") return /^\[.*\]$/s.test(value) ? `[${value}` : value;
  if (Array.isArray(value)) return value.map(literal);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [literal(key), literal(item)]));
  }
  return value;
}
