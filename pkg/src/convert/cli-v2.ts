/** Documents of the command line (`az ml compute create --file`). */
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
  type Obstacle,
  type Source,
  type Told,
  type Writer,
  type Written,
  withParameters,
} from "./resource.js";
import { FORMATS, missing, RowWriter, timeoutSeconds } from "./rows.js";
import { yaml } from "./yaml.js";

const DATA = "/properties/properties";
const SERVICES = `${DATA}/customServices/\\d+`;

/** What the SDK sends whatever the document says: to leave it out says it. */
const SENT: Readonly<Record<string, readonly (readonly [string, Json])[]>> = {
  AmlCompute: [
    [`${DATA}/osType`, "Linux"],
    [`${DATA}/remoteLoginPortPublicAccess`, "NotSpecified"],
  ],
  ComputeInstance: [
    [`${DATA}/applicationSharingPolicy`, "Shared"],
    [`${DATA}/computeInstanceAuthorizationType`, "personal"],
    // The SDK knows one place for scripts.
    [`${DATA}/setupScripts/scripts/\\w+/scriptSource`, "workspaceStorage"],
    [`${SERVICES}/type`, "docker"],
    [`${SERVICES}/image/type`, "docker"],
    [`${SERVICES}/docker/privileged`, true],
    [`${SERVICES}/endpoints/\\d+/name`, "connect"],
    [`${SERVICES}/endpoints/\\d+/protocol`, "http"],
    [`${SERVICES}/environmentVariables/[^/]*/type`, "local"],
    [`${SERVICES}/volumes/\\d+/type`, "bind"],
    [`${SERVICES}/volumes/\\d+/readOnly`, false],
  ],
};

/** Addresses of the schemas, for editors. */
const SCHEMAS: Readonly<Record<string, string>> = {
  AmlCompute: "amlCompute",
  ComputeInstance: "computeInstance",
  VirtualMachine: "vmCompute",
  Kubernetes: "kubernetesCompute",
  SynapseSpark: "synapseSpark",
};

/** Kinds that the command and the SDK create; the others they attach. */
const CREATED = ["AmlCompute", "ComputeInstance"];

/** Whether a kind is created, and not attached. */
export function isCreated(source: Source): boolean {
  return CREATED.includes(source.kind);
}

/** A document of the command line. */
export interface Document {
  readonly document: JsonObject;
  readonly losses: Told[];
}

/** The document as an object, or what it cannot do without. */
export function document(source: Source): Document | Obstacle {
  const format = FORMATS["cli-v2"][source.kind];
  if (format === undefined) return KIND;
  const writer = new RowWriter(source.resource);
  const { location, name: _name, ...members } = writer.object(format.rows);
  const out: JsonObject = {
    $schema: `https://azuremlschemas.azureedge.net/latest/${SCHEMAS[source.kind]}.schema.json`,
  };
  out["name"] = source.name;
  out["type"] = format.type;
  region(source, writer, location, out);
  for (const said of ["/name", "/properties/computeType"]) writer.say(said);
  Object.assign(out, members);
  const takes = (member: string) => format.rows.some((row) => row.name === member);
  if (takes("network_settings")) network(source, writer, out);
  if (takes("identity")) identity(source, writer, out);
  keyFile(source, writer, out);
  scripts(source, out);
  applications(writer, out);
  // Zero is nothing in Python.
  if (out["idle_time_before_scale_down"] === 0) {
    delete out["idle_time_before_scale_down"];
    writer.unsay(`${DATA}/scaleSettings/nodeIdleTimeBeforeScaleDown`);
  }
  sent(source, writer);
  localAuth(source, writer, out);
  const obstacle = missing(format.rows, out);
  if (obstacle !== undefined) return obstacle;
  const owned = /^\/(?:id|type|etag|systemdata)(?:\/|$)/;
  const unsaid = writer.unsaid().filter((path) => !owned.test(path.toLowerCase()) && !isSilent(source, path));
  return { document: out, losses: unsaid.map(lost) };
}

/** A YAML document; secrets stand as `${NAME}`, to be filled in by a shell or a pipeline. */
export const cliV2: Writer<Written> = {
  extension: ".yml",
  single: true,
  part(source) {
    const found = document(source);
    if (typeof found === "string") return found;
    return { text: text(found), losses: found.losses, again: { format: "cli-v2", data: found.document } };
  },
  text: (pieces) => pieces.map(({ part }) => part.text).join(""),
};

/** The document as YAML. */
export function text({ document }: Document): string {
  return yaml(withParameters(document, (parameter) => `\${${parameter}}`));
}

/**
 * A cluster is where its own region says, which the service answers beside the workspace's; what is no cluster is
 * where its workspace is, whatever the document says.
 */
function region(source: Source, writer: RowWriter, location: Json | undefined, out: JsonObject): void {
  const places = ["/location", "/properties/computeLocation"];
  const [outer, inner] = places.map((place) => at(source.resource, place));
  const found = typeof inner === "string" && inner !== "" ? inner : location;
  const cluster = source.kind === "AmlCompute";
  if (cluster && typeof found === "string") out["location"] = found;
  for (const place of places) {
    const said = place === "/location" ? outer : inner;
    // Beside a region of its own the cluster's `location` is the workspace's.
    const isSaid = cluster ? said === found || isAtHome(source, said) : isAtHome(source, said);
    if (isSaid) writer.say(place);
    else writer.unsay(place);
  }
}

function network(source: Source, writer: RowWriter, out: JsonObject): void {
  const id = at(source.resource, `${DATA}/subnet/id`);
  // What the SDK does not know for an id it takes for the name of a subnet.
  const parts = subnetParts(id);
  if (typeof id !== "string" || parts === undefined || !/^(?:[\da-f-]{36}|<\w+>)$/i.test(parts.subscription))
    return;
  writer.say(`${DATA}/subnet`);
  out["network_settings"] = { subnet: id };
}

function identity(source: Source, writer: RowWriter, out: JsonObject): void {
  const { system, user, ids, written } = identityOf(source.resource);
  if (written && !system && !user) return;
  writer.say("/identity/type");
  const map = at(source.resource, "/identity/userAssignedIdentities");
  // What stands beside the ids is the service's.
  if (map === undefined || isObject(map)) writer.say("/identity");
  if (!written) return;
  const words = [system ? "system_assigned" : "", user ? "user_assigned" : ""];
  const found: JsonObject = { type: words.filter((word) => word !== "").join(",") };
  if (ids.length > 0) found["user_assigned_identities"] = ids.map((id) => ({ resource_id: id }));
  out["identity"] = found;
}

/** A key stands in a file of its own, whose name is given when the document is used. */
function keyFile(source: Source, writer: RowWriter, out: JsonObject): void {
  const key = `${DATA}/administratorAccount/privateKeyData`;
  const file = fileOf(at(source.resource, key) ?? null);
  const settings = out["ssh_settings"];
  if (source.kind !== "VirtualMachine" || file === undefined || !isObject(settings)) return;
  writer.say(key);
  settings["ssh_private_key_file"] = file;
}

/** The SDK decides about local sign-in by what else is asked for. */
function localAuth(source: Source, writer: RowWriter, out: JsonObject): void {
  const off = at(source.resource, "/properties/disableLocalAuth");
  const ssh =
    source.kind === "ComputeInstance"
      ? out["ssh_public_access_enabled"] === true
      : out["ssh_settings"] !== undefined;
  if (off === !ssh) writer.say("/properties/disableLocalAuth");
}

/** Without a time the SDK sends a text that is none: the service's own 15 minutes, or the next whole ones. */
function scripts(source: Source, out: JsonObject): void {
  const both = out["setup_scripts"];
  for (const [name, member] of [
    ["creation_script", "creationScript"],
    ["startup_script", "startupScript"],
  ] as const) {
    const script = isObject(both) ? both[name] : undefined;
    if (!isObject(script) || script["timeout_minutes"] !== undefined) continue;
    const seconds = timeoutSeconds(at(source.resource, `${DATA}/setupScripts/scripts/${member}/timeout`));
    script["timeout_minutes"] = seconds === undefined ? 15 : Math.ceil(seconds / 60);
  }
}

/** The SDK refuses a second application of a name, and a second one at a port. */
function applications(writer: RowWriter, out: JsonObject): void {
  const found = out["custom_applications"];
  if (!Array.isArray(found)) return;
  const taken = new Set<string>();
  // Where the applications that are written stand in the resource.
  const all = at(writer.resource, `${DATA}/customServices`);
  const places = (Array.isArray(all) ? all : [])
    .map((_, index) => `${DATA}/customServices/${index}`)
    .filter((place) => writer.says(place));
  out["custom_applications"] = found.filter((one, index) => {
    const own = isObject(one) && Array.isArray(one["endpoints"]) ? one["endpoints"] : [];
    const ports = own.map((end) => `port ${isObject(end) ? end["published"] : ""}`);
    const words = [`name ${isObject(one) ? one["name"] : ""}`, ...ports];
    if (words.some((word) => taken.has(word)) || new Set(words).size < words.length) {
      writer.unsay(places[index] ?? "");
      return false;
    }
    for (const word of words) taken.add(word);
    return true;
  });
}

/** Members that the SDK sends of itself; those of a list only if the item is written. */
function sent(source: Source, writer: RowWriter): void {
  for (const path of writer.unsaid()) {
    const known = SENT[source.kind]?.find(([pattern]) => new RegExp(`^${pattern}$`, "i").test(path));
    const item = /^(.*\/\d+)\//.exec(path)?.[1];
    const written = item === undefined || writer.says(item);
    if (known !== undefined && written && same(at(source.resource, path), known[1])) writer.say(path);
  }
}

function same(found: Json | undefined, value: Json): boolean {
  return typeof found === "string" && typeof value === "string"
    ? found.toLowerCase() === value.toLowerCase()
    : found === value;
}
