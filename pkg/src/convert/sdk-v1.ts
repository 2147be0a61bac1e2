/** Calls of the first SDK, as data and as Python. */
import { identityOf, subnetParts } from "./identity.js";
import {
  at,
  type Json,
  type JsonObject,
  type Loss,
  parameterOf,
  type Source,
  variable,
  type Written,
  withParameters,
} from "./resource.js";
import { FORMATS, RowWriter } from "./rows.js";

const DATA = "/properties/properties";

/** A call with its arguments. */
export interface Call {
  readonly call: string;
  readonly args: JsonObject;
  readonly losses: Loss[];
}

/** The call that makes or attaches the compute; `undefined` if the SDK has none for the kind. */
export function call(source: Source): Call | undefined {
  const calls = FORMATS["sdk-v1"][source.kind];
  const target = at(source.resource, "/properties/resourceId");
  const address = at(source.resource, `${DATA}/address`);
  const attaches = typeof target === "string" || typeof address === "string";
  const method = attaches ? ".attach_configuration" : ".provisioning_configuration";
  const found = calls?.find((known) => known.call.endsWith(method)) ?? calls?.[0];
  if (found === undefined || source.kind === "SynapseSpark") return undefined;
  const writer = new RowWriter(source.resource);
  const args = writer.object(found.rows);
  const takes = (name: string) => found.rows.some((row) => row.name === name);
  for (const said of ["/name", "/properties/computeType", "/location"]) writer.say(said);
  const id =
    at(source.resource, `${DATA}/subnet/id`) ??
    at(source.resource, `${DATA}/aksNetworkingConfiguration/subnetId`);
  const parts = subnetParts(id);
  if (parts !== undefined && takes("subnet_name")) {
    args["vnet_resourcegroup_name"] = parts.group;
    args["vnet_name"] = parts.network;
    args["subnet_name"] = parts.subnet;
    writer.say(`${DATA}/subnet`);
    writer.say(`${DATA}/aksNetworkingConfiguration/subnetId`);
  }
  identity(source, writer, args, takes);
  if (at(source.resource, "/properties/computeLocation") === undefined && takes("location")) {
    const region = at(source.resource, "/location");
    if (typeof region === "string") args["location"] = region;
  }
  // The body of this SDK says Linux and open by leaving them out.
  for (const [pointer, value] of [
    [`${DATA}/osType`, "Linux"],
    ["/properties/disableLocalAuth", false],
  ] as const) {
    if (at(source.resource, pointer) === value) writer.say(pointer);
  }
  const losses = writer
    .unsaid()
    .filter((path) => at(source.resource, path) !== null && !/^\/(?:id|type|systemData)(?:\/|$)/i.test(path))
    .map((path): Loss => ({ path, reason: "lost", target: "sdk-v1" }));
  return { call: found.call, args, losses };
}

function identity(
  source: Source,
  writer: RowWriter,
  args: JsonObject,
  takes: (name: string) => boolean,
): void {
  const { system, ids, written } = identityOf(source.resource);
  // This SDK takes one sort of identity.
  if (!takes("identity_type") || (system && ids.length > 0)) return;
  writer.say("/identity");
  if (!written) return;
  args["identity_type"] = system ? "SystemAssigned" : "UserAssigned";
  if (ids.length > 0) args[takes("identity_ids") ? "identity_ids" : "identity_id"] = [...ids];
}

/** The call as data. */
export function sdkV1(source: Source): Written | undefined {
  const found = call(source);
  if (found === undefined) return undefined;
  const { call: name, args, losses } = found;
  const data = { call: name, name: source.name, args: withParameters(args, (parameter) => `<${parameter}>`) };
  return { text: `${JSON.stringify(data, null, 2)}\n`, losses };
}

/** A script for the first SDK. */
export function pythonV1(source: Source): Written | undefined {
  const found = call(source);
  if (found === undefined) return undefined;
  const [className = "", method = ""] = found.call.split(".");
  const creates = method === "provisioning_configuration";
  const lines = [
    ...(source.secrets.length > 0 ? ["import os", ""] : []),
    "from azureml.core import Workspace",
    `from azureml.core.compute import ${["ComputeTarget", className].sort().join(", ")}`,
    "",
    "workspace = Workspace.from_config()",
    "",
    `configuration = ${className}.${method}(`,
    ...Object.entries(found.args).map(([name, value]) => `    ${name}=${python(value)},`),
    ")",
    `target = ComputeTarget.${creates ? "create" : "attach"}(workspace, ${python(source.name)}, configuration)`,
    "target.wait_for_completion(show_output=True)",
    "",
  ];
  return { text: lines.join("\n"), losses: found.losses };
}

/** A value as a literal of Python. */
export function python(value: Json): string {
  const parameter = parameterOf(value);
  if (parameter !== undefined) return `os.environ["${variable(parameter)}"]`;
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  // JSON's escapes are Python's, but for half surrogates, which Python takes as well.
  if (typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(python).join(", ")}]`;
  return `{${Object.entries(value)
    .map(([key, item]) => `${JSON.stringify(key)}: ${python(item)}`)
    .join(", ")}}`;
}
