/** Documents of the command line (`az ml compute create --file`). */
import { identityOf } from "./identity.js";
import {
  at,
  isObject,
  isSilent,
  type Json,
  type JsonObject,
  type Loss,
  parameterOf,
  type Source,
  type Written,
  withParameters,
} from "./resource.js";
import { FORMATS, RowWriter } from "./rows.js";
import { yaml } from "./yaml.js";

const DATA = "/properties/properties";

/** What the SDK sends whatever the document says: to leave it out says it. */
const SENT: Readonly<Record<string, readonly (readonly [string, Json])[]>> = {
  AmlCompute: [[`${DATA}/osType`, "Linux"]],
  ComputeInstance: [
    [`${DATA}/applicationSharingPolicy`, "Shared"],
    [`${DATA}/computeInstanceAuthorizationType`, "personal"],
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
  readonly losses: Loss[];
}

/** The document as an object; `undefined` if the command line has none for the kind. */
export function document(source: Source): Document | undefined {
  const format = FORMATS["cli-v2"][source.kind];
  if (format === undefined) return undefined;
  const writer = new RowWriter(source.resource);
  const { location, ...members } = writer.object(format.rows);
  const out: JsonObject = {
    $schema: `https://azuremlschemas.azureedge.net/latest/${SCHEMAS[source.kind]}.schema.json`,
  };
  out["name"] = source.name;
  out["type"] = format.type;
  delete members["name"];
  // An instance is where its workspace is, whatever the document says.
  const region = location ?? writer.say("/properties/computeLocation");
  if (typeof region === "string" && source.kind !== "ComputeInstance") out["location"] = region;
  writer.say("/properties/computeLocation");
  writer.say("/name");
  writer.say("/properties/computeType");
  Object.assign(out, members);
  network(source, writer, out);
  identity(source, writer, out);
  for (const [pointer, value] of SENT[source.kind] ?? []) {
    if (same(at(source.resource, pointer), value)) writer.say(pointer);
  }
  localAuth(source, writer, out);
  scripts(source, writer);
  if (same(at(source.resource, `${DATA}/remoteLoginPortPublicAccess`), "NotSpecified")) {
    writer.say(`${DATA}/remoteLoginPortPublicAccess`);
  }
  const owned = /^\/(?:id|type|etag|systemdata)(?:\/|$)/;
  const unsaid = writer.unsaid().filter((path) => !owned.test(path.toLowerCase()) && !isSilent(source, path));
  const losses = unsaid.map((path): Loss => ({ path, reason: "lost", target: "cli-v2" }));
  return { document: out, losses };
}

/** A YAML document; secrets stand as `${NAME}`, to be filled in by a shell or a pipeline. */
export function cliV2(source: Source): Written | undefined {
  const found = document(source);
  return found === undefined ? undefined : { text: text(found), losses: found.losses };
}

/** The document as YAML. */
export function text({ document }: Document): string {
  return yaml(withParameters(document, (parameter) => `\${${parameter}}`));
}

/** The key of a secret's parameter: secrets of this format all stand in `ssh_settings`. */
export function keyOfSecret(document: JsonObject, parameter: string): string {
  const settings = document["ssh_settings"];
  const entries = isObject(settings) ? Object.entries(settings) : [];
  return entries.find(([, value]) => parameterOf(value) === parameter)?.[0] ?? parameter;
}

function network(source: Source, writer: RowWriter, out: JsonObject): void {
  const id = at(source.resource, `${DATA}/subnet/id`);
  if (typeof id !== "string") return;
  writer.say(`${DATA}/subnet`);
  out["network_settings"] = { subnet: id };
}

function identity(source: Source, writer: RowWriter, out: JsonObject): void {
  const { system, ids, written } = identityOf(source.resource);
  writer.say("/identity");
  if (!written) return;
  const words = [system ? "system_assigned" : "", ids.length > 0 ? "user_assigned" : ""].filter(
    (word) => word !== "",
  );
  const found: JsonObject = { type: words.join(",") || "user_assigned" };
  if (ids.length > 0) found["user_assigned_identities"] = ids.map((id) => ({ resource_id: id }));
  out["identity"] = found;
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

/** The SDK knows one place for scripts. */
function scripts(source: Source, writer: RowWriter): void {
  for (const name of ["creationScript", "startupScript"]) {
    const pointer = `${DATA}/setupScripts/scripts/${name}/scriptSource`;
    if (same(at(source.resource, pointer), "workspaceStorage")) writer.say(pointer);
  }
}

function same(found: Json | undefined, value: Json): boolean {
  return typeof found === "string" && typeof value === "string"
    ? found.toLowerCase() === value.toLowerCase()
    : found === value;
}
