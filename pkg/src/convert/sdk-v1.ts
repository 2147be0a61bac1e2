/** Calls of the first SDK, as data and as Python. */
import { comment } from "./az.js";
import { identityOf, subnetParts } from "./identity.js";
import {
  at,
  fileOf,
  isAtHome,
  isObject,
  isSilent,
  type Json,
  type JsonObject,
  KIND,
  lost,
  numbered,
  type Obstacle,
  type Part,
  parameterOf,
  parametersOf,
  type Source,
  type Told,
  variable,
  type Writer,
  type Written,
  withParameters,
  workspacesOf,
} from "./resource.js";
import { FORMATS, missing, type Row, RowWriter } from "./rows.js";

const DATA = "/properties/properties";

/** A call with its arguments. */
export interface Call {
  readonly call: string;
  readonly args: JsonObject;
  readonly losses: Told[];
}

/** The call that makes or attaches the compute, or what it cannot do without. */
export function call(source: Source): Call | Obstacle {
  const calls = FORMATS["sdk-v1"][source.kind];
  const target = at(source.resource, "/properties/resourceId");
  const address = at(source.resource, `${DATA}/address`);
  const attaches = typeof target === "string" || typeof address === "string";
  const method = attaches ? ".attach_configuration" : ".provisioning_configuration";
  const found = calls?.find((known) => known.call.endsWith(method)) ?? calls?.[0];
  if (found === undefined || source.kind === "SynapseSpark") return KIND;
  const writer = new RowWriter(source.resource);
  const args = writer.object(found.rows);
  // The SDK counts slashes.
  if (typeof args["resource_id"] === "string") args["resource_id"] = args["resource_id"].replace(/\/+$/, "");
  const takes = (name: string) => found.rows.some((row) => row.name === name);
  for (const said of ["/name", "/properties/computeType"]) writer.say(said);
  const id =
    at(source.resource, `${DATA}/subnet/id`) ??
    at(source.resource, `${DATA}/aksNetworkingConfiguration/subnetId`);
  const parts = subnetParts(id);
  // The call takes no subscription: it is that of the workspace.
  const { subscription = parts?.subscription } = source;
  if (parts !== undefined && takes("subnet_name") && isSame(parts.subscription, subscription)) {
    args["vnet_resourcegroup_name"] = parts.group;
    args["vnet_name"] = parts.network;
    args["subnet_name"] = parts.subnet;
    writer.say(`${DATA}/subnet`);
    writer.say(`${DATA}/aksNetworkingConfiguration/subnetId`);
  }
  identity(source, writer, args, takes);
  const region = at(source.resource, "/location");
  if (args["location"] === undefined && takes("location") && typeof region === "string") {
    args["location"] = region;
    writer.say("/location");
  }
  // The resource itself is where its workspace is.
  for (const place of ["/location", "/properties/computeLocation"]) {
    if (isAtHome(source, at(source.resource, place))) writer.say(place);
  }
  for (const [name, to] of [
    ["ssh_port", `${DATA}/sshPort`],
    ["agent_count", `${DATA}/agentCount`],
  ] as const) {
    // The SDK takes zero for nothing and refuses less.
    if (typeof args[name] !== "number" || args[name] > 0) continue;
    delete args[name];
    writer.unsay(to);
  }
  // Only an internal balancer stands in a subnet of its own.
  if (
    found.call === "AksCompute.attach_configuration" &&
    args["load_balancer_type"] !== "InternalLoadBalancer"
  ) {
    if (args["load_balancer_subnet"] !== undefined) writer.unsay(`${DATA}/loadBalancerSubnet`);
    delete args["load_balancer_subnet"];
  }
  credentials(source, writer, args, takes);
  for (const set of found.together) together(found.rows, set, writer, args);
  // The body of this SDK says Linux and open by leaving them out; its api-version knows no word for addresses.
  for (const [pointer, value] of [
    [`${DATA}/osType`, "Linux"],
    ["/properties/disableLocalAuth", false],
    [`${DATA}/enableNodePublicIp`, true],
  ] as const) {
    if (at(source.resource, pointer) === value) writer.say(pointer);
    else writer.unsay(pointer);
  }
  delete args["enable_node_public_ip"];
  const obstacle = missing(found.rows, args) ?? needed(takes, args);
  if (obstacle !== undefined) return obstacle;
  const losses = writer
    .unsaid()
    .filter((path) => !isSilent(source, path) && !/^\/(?:id|type|systemData)(?:\/|$)/i.test(path))
    .map(lost);
  return { call: found.call, args, losses };
}

function isSame(word: string, other: string | undefined): boolean {
  return word.toLowerCase() === other?.toLowerCase();
}

/** Of two targets and two credentials the SDK takes one; a key stands in a file of its own. */
function credentials(
  source: Source,
  writer: RowWriter,
  args: JsonObject,
  takes: (name: string) => boolean,
): void {
  if (!takes("private_key_file")) return;
  if (args["resource_id"] !== undefined && args["address"] !== undefined) {
    delete args["address"];
    writer.unsay(`${DATA}/address`);
  }
  const key = `${DATA}/administratorAccount/privateKeyData`;
  const file = fileOf(at(source.resource, key) ?? null);
  if (args["password"] === "") delete args["password"];
  if (file === undefined || args["password"] !== undefined) return;
  writer.say(key);
  args["private_key_file"] = file;
}

/** Half of a set of arguments is refused: none of it is written. */
function together(rows: readonly Row[], set: readonly string[], writer: RowWriter, args: JsonObject): void {
  if (set.every((name) => args[name] !== undefined)) return;
  for (const name of set) {
    if (args[name] === undefined) continue;
    delete args[name];
    const to = rows.find((row) => row.name === name)?.to;
    if (to) writer.unsay(to);
  }
  if (set.includes("subnet_name")) {
    writer.unsay(`${DATA}/subnet`);
    writer.unsay(`${DATA}/aksNetworkingConfiguration/subnetId`);
  }
}

/** What the SDK demands in one of several forms. */
function needed(takes: (name: string) => boolean, args: JsonObject): Obstacle | undefined {
  const login = ["password", "private_key_file"];
  if (takes("private_key_file") && login.every((name) => args[name] === undefined)) {
    return `${DATA}/administratorAccount/password`;
  }
  const user = ["admin_user_password", "admin_user_ssh_key"];
  const named = args["admin_username"] !== undefined;
  if (takes("admin_user_password") && named !== user.some((name) => args[name] !== undefined)) {
    return `${DATA}/userAccountCredentials/${named ? "adminUserSshPublicKey" : "adminUserName"}`;
  }
  return undefined;
}

function identity(
  source: Source,
  writer: RowWriter,
  args: JsonObject,
  takes: (name: string) => boolean,
): void {
  const { system, user, ids, written } = identityOf(source.resource);
  // This SDK takes one sort of identity.
  if (!takes("identity_type") || (written && system === user)) return;
  writer.say("/identity/type");
  const map = at(source.resource, "/identity/userAssignedIdentities");
  if (map === undefined || isObject(map)) writer.say("/identity");
  if (!written) return;
  args["identity_type"] = system ? "SystemAssigned" : "UserAssigned";
  if (ids.length > 0) args[takes("identity_ids") ? "identity_ids" : "identity_id"] = [...ids];
}

/** The call as data. */
export const sdkV1: Writer<Written> = {
  extension: ".json",
  single: true,
  part(source) {
    const found = call(source);
    if (typeof found === "string") return found;
    const data = dataOf(source, found);
    const shown = withParameters(data, (parameter) => `<${parameter}>`);
    const again = { format: "sdk-v1", data } as const;
    return { text: `${JSON.stringify(shown, null, 2)}\n`, losses: found.losses, again };
  },
  text: (pieces) => pieces.map(({ part }) => part.text).join(""),
};

function dataOf(source: Source, { call: name, args }: Call): JsonObject {
  return { call: name, name: source.name, args };
}

export interface Statements extends Part {
  readonly className: string;
  readonly lines: readonly string[];
  readonly hasSecrets: boolean;
}

/** A script for the first SDK. */
export const pythonV1: Writer<Statements> = {
  extension: ".py",
  part(source) {
    const found = call(source);
    if (typeof found === "string") return found;
    const [className = "", method = ""] = found.call.split(".");
    const verb = method === "provisioning_configuration" ? "create" : "attach";
    const workspace = numbered("workspace", source.workspace, "_");
    const lines = [
      `configuration = ${className}.${method}(`,
      ...Object.entries(found.args).map(([name, value]) => `    ${name}=${python(value)},`),
      ")",
      `target = ComputeTarget.${verb}(${workspace}, ${python(source.name)}, configuration)`,
      "target.wait_for_completion(show_output=True)",
    ];
    const hasSecrets = parametersOf([found.args, source.name]).length > 0;
    const again = { format: "sdk-v1", data: dataOf(source, found) } as const;
    return { className, lines, hasSecrets, losses: found.losses, again };
  },
  text(pieces) {
    const classes = new Set(["ComputeTarget", ...pieces.map(({ part }) => part.className)]);
    const lines = [
      ...(pieces.some(({ part }) => part.hasSecrets) ? ["import os", ""] : []),
      "from azureml.core import Workspace",
      `from azureml.core.compute import ${[...classes].sort().join(", ")}`,
      "",
      ...workspacesOf(pieces).map(({ workspace }) => {
        const path = workspace === 0 ? "" : `path="config-${workspace + 1}.json"`;
        return `${numbered("workspace", workspace, "_")} = Workspace.from_config(${path})`;
      }),
    ];
    for (const { source, part } of pieces) {
      lines.push("", ...(source.label === "" ? [] : [`# ${comment(source)}`]), ...part.lines);
    }
    return [...lines, ""].join("\n");
  },
};

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
