/** The resources of azurerm 4, and what of a compute each can say. What it cannot say is azapi's. */
import { identityOf, subnetParts } from "../identity.js";
import {
  at,
  isAtHome,
  isObject,
  isSilent,
  type Json,
  leaves,
  lost,
  parameterOf,
  type Source,
  type Told,
} from "../resource.js";
import { type Block, Raw, type Value } from "./hcl.js";

/** A resource of azurerm, without its name and its workspace. */
export interface Said {
  readonly type: string;
  readonly attributes: readonly (readonly [string, Value])[];
  readonly blocks: readonly Block[];
  readonly losses: readonly Told[];
  /** Arguments that are demanded and that nobody knows: they become variables. */
  readonly demanded: readonly string[];
}

const DATA = "/properties/properties";
const SSL = `${DATA}/sslConfiguration`;
const ACCOUNT = `${DATA}/userAccountCredentials`;
const SCALE = `${DATA}/scaleSettings`;
const LOGIN = `${DATA}/remoteLoginPortPublicAccess`;
const SSH = `${DATA}/sshSettings`;

/** Reads a resource for one kind, and remembers what was read. */
class Reading {
  readonly attributes: [string, Value][] = [];
  readonly blocks: Block[] = [];
  readonly losses: Told[] = [];
  readonly demanded: string[] = [];
  readonly #said = new Set<string>();

  constructor(readonly source: Source) {}

  get(pointer: string): Json | undefined {
    const value = at(this.source.resource, pointer);
    return value === null ? undefined : value;
  }

  say(...pointers: readonly string[]): void {
    for (const pointer of pointers) {
      for (const leaf of leaves(this.get(pointer), pointer)) this.#said.add(leaf.toLowerCase());
    }
  }

  /** An argument of the same value. */
  same(name: string, pointer: string): void {
    const found = this.argument(name, pointer);
    if (found !== undefined) this.attributes.push(found);
  }

  /** The same for a block; a value of another type than the provider's stays unsaid. */
  argument(name: string, pointer: string): [string, Value] | undefined {
    const value = this.get(pointer);
    const wanted = name === "tags" ? "object" : /_enabled$|^overwrite/.test(name) ? "boolean" : "string";
    if (value === undefined || typeof value !== wanted) return undefined;
    this.say(pointer);
    return [name, value];
  }

  /** A member that has this value, or none, needs no word: the provider sends the same. */
  quiet(pointer: string, value: Json): void {
    if (this.get(pointer) === value) this.say(pointer);
  }

  /** What nobody has said. */
  unsaid(): string | undefined {
    const found = leaves(this.source.resource).filter((leaf) => !this.#said.has(leaf.toLowerCase()));
    return found.find((leaf) => !isSilent(this.source, leaf));
  }
}

/** Gives a reason if the resource cannot say the compute. */
type Reader = (reading: Reading) => string | undefined;

interface Known {
  readonly type: string;
  /** The names that the provider takes, where it is stricter than the service. */
  readonly name: RegExp;
  readonly read: Reader;
}

const KNOWN: Readonly<Record<string, Known>> = {
  AmlCompute: {
    type: "azurerm_machine_learning_compute_cluster",
    name: /^[a-zA-Z][a-zA-Z0-9-]{1,30}[a-zA-Z0-9]$/,
    read: cluster,
  },
  ComputeInstance: {
    type: "azurerm_machine_learning_compute_instance",
    name: /^[a-zA-Z][a-zA-Z0-9-]{3,24}$/,
    read: instance,
  },
  SynapseSpark: {
    type: "azurerm_machine_learning_synapse_spark",
    name: /^[a-zA-Z][a-zA-Z0-9-]{2,16}$/,
    read: spark,
  },
  AKS: { type: "azurerm_machine_learning_inference_cluster", name: /./, read: inference },
};

/** The resource of azurerm, or why there is none. */
export function azurerm(source: Source): Said | string {
  const known = KNOWN[source.kind];
  if (known === undefined) return `azurerm has no resource for the kind ${source.kind}`;
  if (parameterOf(source.name) === undefined && !known.name.test(source.name)) {
    return "azurerm rejects the name";
  }
  const reading = new Reading(source);
  reading.say("/name", "/id", "/type", "/systemData", "/properties/computeType");
  const why = known.read(reading) ?? common(reading);
  if (why !== undefined) return why;
  const unsaid = reading.unsaid();
  if (unsaid !== undefined) return `azurerm cannot express \`${shown(unsaid)}\``;
  const { attributes, blocks, losses, demanded } = reading;
  return { type: known.type, attributes, blocks, losses, demanded };
}

/** A pointer as people write it: `sku.name`. */
function shown(pointer: string): string {
  return pointer
    .replace(/^\/properties\/properties\//, "/")
    .slice(1)
    .replaceAll("/", ".");
}

/** What all resources have. */
function common(reading: Reading): string | undefined {
  reading.same("description", "/properties/description");
  const off = reading.get("/properties/disableLocalAuth");
  if (reading.source.kind === "AKS") reading.quiet("/properties/disableLocalAuth", false);
  else if (typeof off === "boolean") {
    reading.say("/properties/disableLocalAuth");
    reading.attributes.push(["local_auth_enabled", !off]);
  }
  const tags = reading.get("/tags");
  if (isObject(tags) && Object.values(tags).some((value) => typeof value === "object")) {
    return "azurerm accepts only strings as tags";
  }
  reading.same("tags", "/tags");
  return identity(reading);
}

function identity(reading: Reading): string | undefined {
  const { written, ids, type } = identityOf(reading.source.resource);
  const map = reading.get("/identity/userAssignedIdentities");
  if (map !== undefined && !isObject(map)) return "azurerm accepts only ids of identities";
  if (ids.length > 0 && !written) return "azurerm cannot express ids without an identity type";
  const isKnown = /^(?:SystemAssigned|UserAssigned|SystemAssigned, UserAssigned)$/.test(type);
  if (written && !isKnown) return "azurerm does not support this identity type";
  if (ids.length > 0 && type === "SystemAssigned") return "azurerm does not accept ids with `SystemAssigned`";
  if (!ids.every((id) => USER_ASSIGNED.test(id))) return "azurerm accepts only ids of identities";
  reading.say("/identity");
  const block = identityBlock(reading.source);
  if (block !== undefined) reading.blocks.push(block);
  return undefined;
}

const USER_ASSIGNED =
  /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.ManagedIdentity\/userAssignedIdentities\/[^/]+$/;

/** The block of an identity, which azapi takes in the same words; ids belong to one type only. */
export function identityBlock(source: Source): Block | undefined {
  const { written, type, ids, user } = identityOf(source.resource);
  if (!written) return undefined;
  const list: [string, Value][] = ids.length > 0 && user ? [["identity_ids", [...ids]]] : [];
  return { type: "identity", attributes: [["type", type], ...list] };
}

/** Nodes without public addresses stand in a subnet, or the provider refuses them when it creates them. */
function addresses(reading: Reading): string | undefined {
  reading.same("node_public_ip_enabled", `${DATA}/enableNodePublicIp`);
  reading.same("subnet_resource_id", `${DATA}/subnet/id`);
  const isClosed = reading.get(`${DATA}/enableNodePublicIp`) === false;
  if (!isClosed || reading.get(`${DATA}/subnet/id`) !== undefined) return undefined;
  return "azurerm requires `subnet_resource_id` for nodes without public addresses";
}

/** The provider sends its `location` as the region of the compute. */
function region(reading: Reading): void {
  const [inner, outer] = ["/properties/computeLocation", "/location"].map((place) => reading.get(place));
  reading.say("/properties/computeLocation", "/location");
  const value = [inner, outer, reading.source.workspaceLocation].find(
    (place) => typeof place === "string" && place,
  );
  if (value === undefined) reading.demanded.push("location");
  else reading.attributes.push(["location", value]);
}

function cluster(reading: Reading): string | undefined {
  for (const name of ["vmSize", "scaleSettings/maxNodeCount"]) {
    if (reading.get(`${DATA}/${name}`) === undefined) return `azurerm requires \`${name.split("/").at(-1)}\``;
  }
  region(reading);
  reading.same("vm_size", `${DATA}/vmSize`);
  reading.say(`${DATA}/vmPriority`);
  const priority = reading.get(`${DATA}/vmPriority`) ?? "Dedicated";
  const isKnown =
    ["Dedicated", "LowPriority"].includes(String(priority)) || parameterOf(priority) !== undefined;
  if (!isKnown) return "azurerm does not support this `vmPriority`";
  reading.attributes.push(["vm_priority", priority]);
  const closed = addresses(reading);
  if (closed !== undefined) return closed;
  login(reading);
  reading.quiet(`${DATA}/osType`, "Linux");
  // All three are demanded: what the body leaves to the service is written out.
  const scale = (name: string, otherwise: Json) => reading.get(`${SCALE}/${name}`) ?? otherwise;
  for (const name of ["minNodeCount", "maxNodeCount", "nodeIdleTimeBeforeScaleDown"])
    reading.say(`${SCALE}/${name}`);
  const counts = [scale("minNodeCount", 0), scale("maxNodeCount", 0)];
  const isCount = (count: Json) => Number.isSafeInteger(count) || parameterOf(count) !== undefined;
  if (!counts.every(isCount)) return "azurerm requires counts of nodes as whole numbers";
  const idle = scale("nodeIdleTimeBeforeScaleDown", "PT2M");
  if (typeof idle !== "string") return "azurerm requires the idle time of nodes as a string";
  reading.blocks.push({
    type: "scale_settings",
    attributes: [
      ["min_node_count", counts[0] ?? 0],
      ["max_node_count", counts[1] ?? 0],
      ["scale_down_nodes_after_idle_duration", idle],
    ],
  });
  return account(reading);
}

/** Whatever is not switched on is closed by the provider, where the service leaves a cluster without subnet open. */
function login(reading: Reading): void {
  const word = reading.get(LOGIN);
  // What is not known yet is no true or false: azapi takes the word itself.
  if (word !== undefined && parameterOf(word) !== undefined) return;
  reading.say(LOGIN);
  if (word === "Enabled" || word === "Disabled") {
    reading.attributes.push(["ssh_public_access_enabled", word === "Enabled"]);
  } else if (reading.get(`${DATA}/subnet/id`) === undefined) {
    reading.losses.push({ path: LOGIN, reason: "added" });
  }
}

function account(reading: Reading): string | undefined {
  if (reading.get(ACCOUNT) === undefined) return undefined;
  const attributes: [string, Value][] = [];
  for (const [name, member] of [
    ["admin_username", "adminUserName"],
    ["admin_password", "adminUserPassword"],
    ["key_value", "adminUserSshPublicKey"],
  ] as const) {
    const found = reading.argument(name, `${ACCOUNT}/${member}`);
    if (found !== undefined && found[1] !== "") attributes.push(found);
  }
  if (attributes.length === 0) return undefined;
  if (attributes[0]?.[0] !== "admin_username") return "azurerm requires `adminUserName` of an account";
  if (attributes.length < 2) return "azurerm requires a password or a key of an account";
  reading.blocks.push({ type: "ssh", attributes });
  return undefined;
}

function instance(reading: Reading): string | undefined {
  if (reading.get(`${DATA}/vmSize`) === undefined) return "azurerm requires `vmSize`";
  reading.same("virtual_machine_size", `${DATA}/vmSize`);
  // An instance is where its workspace is, and the provider has no word for another place.
  for (const place of ["/location", "/properties/computeLocation"]) {
    const value = reading.get(place);
    reading.say(place);
    if (value !== undefined && !isAtHome(reading.source, value)) reading.losses.push(lost(place));
  }
  const closed = addresses(reading);
  if (closed !== undefined) return closed;
  const subnet = reading.get(`${DATA}/subnet/id`);
  if (typeof subnet === "string" && subnetParts(subnet) === undefined)
    return "azurerm requires the id of a subnet";
  const type = reading.get(`${DATA}/computeInstanceAuthorizationType`);
  if (type !== undefined && type !== "personal")
    return "azurerm does not support this `computeInstanceAuthorizationType`";
  reading.same("authorization_type", `${DATA}/computeInstanceAuthorizationType`);
  reading.quiet(`${DATA}/applicationSharingPolicy`, "Shared");
  const user: [string, Value][] = [];
  for (const [name, member] of [
    ["object_id", "objectId"],
    ["tenant_id", "tenantId"],
  ] as const) {
    const found = reading.argument(name, `${DATA}/personalComputeInstanceSettings/assignedUser/${member}`);
    if (found !== undefined) user.push(found);
  }
  if (user.length > 0) reading.blocks.push({ type: "assign_to_user", attributes: user });
  // A block opens the login, and none closes it: there is no word for a key that waits.
  const [access, key] = [reading.get(`${SSH}/sshPublicAccess`), reading.get(`${SSH}/adminPublicKey`)];
  if (access === "Enabled" && key !== undefined && key !== "") {
    reading.say(`${SSH}/sshPublicAccess`, `${SSH}/adminPublicKey`);
    reading.blocks.push({ type: "ssh", attributes: [["public_key", key]] });
  } else if (access === "Enabled") return "azurerm opens SSH only with a key";
  else reading.quiet(`${SSH}/sshPublicAccess`, "Disabled");
  return undefined;
}

function spark(reading: Reading): string | undefined {
  const pool = reading.get("/properties/resourceId");
  const form =
    /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.Synapse\/workspaces\/[^/]+\/bigDataPools\/[^/]+$/;
  if (typeof pool !== "string" || !form.test(pool)) return "azurerm requires the id of a Spark pool";
  region(reading);
  reading.same("synapse_spark_pool_id", "/properties/resourceId");
  return undefined;
}

function inference(reading: Reading): string | undefined {
  const id = reading.get("/properties/resourceId");
  const form =
    /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.ContainerService\/managedClusters\/[^/]+$/;
  if (typeof id !== "string" || !form.test(id)) return "azurerm requires the id of an AKS cluster";
  const [inner, outer] = ["/properties/computeLocation", "/location"].map((place) => reading.get(place));
  // The provider asks the cluster itself where it is.
  reading.say("/properties/computeLocation", "/location");
  const place = outer ?? inner ?? reading.source.workspaceLocation;
  if (place === undefined) reading.demanded.push("location");
  else reading.attributes.push(["location", place]);
  reading.same("kubernetes_cluster_id", "/properties/resourceId");
  const purpose = reading.get(`${DATA}/clusterPurpose`);
  if (purpose !== undefined && !["DevTest", "FastProd", "DenseProd"].includes(String(purpose))) {
    return "azurerm does not support this `clusterPurpose`";
  }
  reading.same("cluster_purpose", `${DATA}/clusterPurpose`);
  reading.quiet(`${DATA}/loadBalancerType`, "PublicIp");
  return certificate(reading);
}

/** A certificate of one's own, or a name for which the service makes one. */
function certificate(reading: Reading): string | undefined {
  const filled = (name: string) => {
    const value = reading.get(`${SSL}/${name}`);
    return value === "" ? undefined : value;
  };
  const own = ["cert", "key", "cname"].filter((name) => filled(name) !== undefined);
  const label = filled("leafDomainLabel");
  const status = reading.get(`${SSL}/status`);
  if (own.length > 0 && label !== undefined) return "azurerm accepts a certificate or a label, not both";
  const sent = label !== undefined ? "Auto" : own.length > 0 ? "Enabled" : "Disabled";
  if (status !== undefined && status !== sent) return `azurerm cannot express \`sslConfiguration.status\``;
  // Without a block nothing is sent, with one the status that follows from it.
  if (status === undefined && sent !== "Disabled") return "azurerm enables SSL when a certificate is given";
  reading.say(`${SSL}/status`);
  if (sent === "Disabled") {
    reading.quiet(`${SSL}/overwriteExistingDomain`, false);
    return undefined;
  }
  if (sent === "Enabled") reading.quiet(`${SSL}/overwriteExistingDomain`, false);
  const attributes: [string, Value][] = [];
  for (const [name, member] of [
    ["cert", "cert"],
    ["key", "key"],
    ["cname", "cname"],
    ["leaf_domain_label", "leafDomainLabel"],
    ["overwrite_existing_domain", "overwriteExistingDomain"],
  ] as const) {
    if (filled(member) === undefined || (member === "overwriteExistingDomain" && sent === "Enabled"))
      continue;
    const found = reading.argument(name, `${SSL}/${member}`);
    if (found !== undefined) attributes.push(found);
  }
  for (const name of ["cert", "key", "cname", "leafDomainLabel"]) reading.quiet(`${SSL}/${name}`, "");
  reading.blocks.push({ type: "ssl", attributes });
  return undefined;
}

/** A reference to a variable. */
export function reference(name: string): Raw {
  return new Raw(`var.${name}`);
}
