/** The body of the request, and the deployment template around it. */
import { type Json, type JsonObject, keyOf, type Source, type Written, withParameters } from "./resource.js";

/** The resource as a request carries it; secrets stand as names in angle brackets. */
export function arm(source: Source): Written {
  const named = keyOf(source.resource, "name") === undefined ? {} : { name: source.name };
  const body = withParameters({ ...named, ...deployed(source.resource) }, (parameter) => `<${parameter}>`);
  return { text: `${JSON.stringify(body, null, 2)}\n`, losses: [] };
}

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

/** A deployment template with one resource. */
export function armTemplate(source: Source): Written {
  const parameters: JsonObject = { workspaceName: { type: "string" } };
  for (const { parameter } of source.secrets) parameters[parameter] = { type: "securestring" };
  const literal = (value: Json): Json => {
    if (typeof value === "string") return value.startsWith("[") ? `[${value}` : value;
    if (Array.isArray(value)) return value.map(literal);
    if (typeof value === "object" && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, literal(item)]));
    }
    return value;
  };
  const body = withParameters(
    literal(deployed(source.resource)),
    (parameter) => `[parameters('${parameter}')]`,
  );
  const name = source.name.replaceAll("'", "''");
  const template = {
    $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    contentVersion: "1.0.0.0",
    parameters,
    resources: [
      {
        type: TYPE,
        apiVersion: source.apiVersion,
        name: `[format('{0}/{1}', parameters('workspaceName'), '${name}')]`,
        ...(body as JsonObject),
      },
    ],
  };
  return { text: `${JSON.stringify(template, null, 2)}\n`, losses: [] };
}
