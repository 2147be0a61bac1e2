/** Terraform: azurerm where it can say the compute, azapi where it cannot. */
import { deployed, TYPE } from "./arm.js";
import { type Identity, identityOf } from "./identity.js";
import {
  at,
  isObject,
  isSilent,
  type Json,
  type JsonObject,
  type Loss,
  leaves,
  parameterOf,
  type Source,
  type Written,
} from "./resource.js";

const DATA = "/properties/properties";

/** How azurerm 4 calls members of the resource; a list makes a block. */
interface Rows {
  readonly [name: string]: string | Rows;
}

interface Known {
  readonly type: string;
  readonly rows: Rows;
  /** Members that the provider demands. */
  readonly required: readonly string[];
  /** What the provider sends whatever is written. */
  readonly sent: readonly (readonly [string, Json])[];
}

/** The resources of azurerm. */
const AZURERM: Readonly<Record<string, Known>> = {
  AmlCompute: {
    type: "azurerm_machine_learning_compute_cluster",
    rows: {
      location: "/location",
      vm_size: `${DATA}/vmSize`,
      vm_priority: `${DATA}/vmPriority`,
      description: "/properties/description",
      local_auth_enabled: "!/properties/disableLocalAuth",
      node_public_ip_enabled: `${DATA}/enableNodePublicIp`,
      ssh_public_access_enabled: `?${DATA}/remoteLoginPortPublicAccess`,
      subnet_resource_id: `${DATA}/subnet/id`,
      scale_settings: {
        min_node_count: `${DATA}/scaleSettings/minNodeCount`,
        max_node_count: `${DATA}/scaleSettings/maxNodeCount`,
        scale_down_nodes_after_idle_duration: `${DATA}/scaleSettings/nodeIdleTimeBeforeScaleDown`,
      },
      ssh: {
        admin_username: `${DATA}/userAccountCredentials/adminUserName`,
        admin_password: `${DATA}/userAccountCredentials/adminUserPassword`,
        key_value: `${DATA}/userAccountCredentials/adminUserSshPublicKey`,
      },
      tags: "/tags",
    },
    required: ["location", "vm_size", "vm_priority", "scale_settings"],
    sent: [[`${DATA}/osType`, "Linux"]],
  },
  ComputeInstance: {
    type: "azurerm_machine_learning_compute_instance",
    rows: {
      virtual_machine_size: `${DATA}/vmSize`,
      description: "/properties/description",
      local_auth_enabled: "!/properties/disableLocalAuth",
      node_public_ip_enabled: `${DATA}/enableNodePublicIp`,
      subnet_resource_id: `${DATA}/subnet/id`,
      authorization_type: `${DATA}/computeInstanceAuthorizationType`,
      assign_to_user: {
        object_id: `${DATA}/personalComputeInstanceSettings/assignedUser/objectId`,
        tenant_id: `${DATA}/personalComputeInstanceSettings/assignedUser/tenantId`,
      },
      ssh: { public_key: `${DATA}/sshSettings/adminPublicKey` },
      tags: "/tags",
    },
    required: ["virtual_machine_size"],
    sent: [[`${DATA}/sshSettings/sshPublicAccess`, "Enabled"]],
  },
  SynapseSpark: {
    type: "azurerm_machine_learning_synapse_spark",
    rows: {
      location: "/location",
      synapse_spark_pool_id: "/properties/resourceId",
      description: "/properties/description",
      local_auth_enabled: "!/properties/disableLocalAuth",
      tags: "/tags",
    },
    required: ["location", "synapse_spark_pool_id"],
    sent: [],
  },
  AKS: {
    type: "azurerm_machine_learning_inference_cluster",
    rows: {
      location: "/location",
      kubernetes_cluster_id: "/properties/resourceId",
      cluster_purpose: `${DATA}/clusterPurpose`,
      description: "/properties/description",
      ssl: {
        cert: `${DATA}/sslConfiguration/cert`,
        key: `${DATA}/sslConfiguration/key`,
        cname: `${DATA}/sslConfiguration/cname`,
        leaf_domain_label: `${DATA}/sslConfiguration/leafDomainLabel`,
        overwrite_existing_domain: `${DATA}/sslConfiguration/overwriteExistingDomain`,
      },
      tags: "/tags",
    },
    required: ["location", "kubernetes_cluster_id"],
    // The provider works out the status from what is given.
    sent: [
      [`${DATA}/sslConfiguration/status`, "Enabled"],
      [`${DATA}/sslConfiguration/status`, "Auto"],
    ],
  },
};

/** A Terraform file. */
export function terraform(source: Source): Written {
  const said = azurerm(source);
  const variables = source.secrets.flatMap(({ parameter }) => [
    `variable ${quote(snake(parameter))} {`,
    "  type      = string",
    "  sensitive = true",
    "}",
    "",
  ]);
  const body = typeof said === "string" ? azapi(source, said) : said;
  const head = [
    'variable "workspace_id" {',
    "  type        = string",
    '  description = "Id of the workspace."',
    "}",
    "",
  ];
  // The blocks of identities take them from a map; a list of them is refused by the service anyway.
  const ids = "/identity/userAssignedIdentities";
  const listed = Array.isArray(at(source.resource, ids));
  const losses: Loss[] = listed ? [{ path: ids, reason: "lost", target: "terraform" }] : [];
  return { text: [...head, ...variables, ...body, ""].join("\n"), losses };
}

/** The lines of an azurerm resource, or why there is none. */
function azurerm(source: Source): string[] | string {
  const known = AZURERM[source.kind];
  if (known === undefined) return `azurerm has no resource for the kind ${source.kind}`;
  const said = new Set(["/properties/computetype", "/name"]);
  const rows = block(known.rows, source, said);
  for (const name of known.required) {
    if (!rows.has(name)) return `azurerm demands \`${name}\``;
  }
  const identity = identityOf(source.resource);
  for (const leaf of leaves(at(source.resource, "/identity"), "/identity")) said.add(leaf.toLowerCase());
  for (const [pointer, value] of known.sent) {
    if (at(source.resource, pointer) === value) said.add(pointer.toLowerCase());
  }
  const owned = /^\/(?:id|type|systemdata|properties\/computelocation)(?:\/|$)/;
  const unsaid = leaves(source.resource).find((leaf) => {
    const lower = leaf.toLowerCase();
    return !said.has(lower) && !owned.test(lower) && !isSilent(source, leaf);
  });
  if (unsaid !== undefined) return `azurerm cannot say ${unsaid.split("/").at(-1)}`;
  const lines = [
    `resource "${known.type}" "compute" {`,
    `  name                          = ${quote(source.name)}`,
    "  machine_learning_workspace_id = var.workspace_id",
  ];
  for (const [name, value] of rows) {
    // A member whose rows are nested is a block.
    lines.push(typeof known.rows[name] === "string" ? `  ${name} = ${value}` : `  ${name} ${value}`);
  }
  return [...lines, ...identityBlock(identity), "}"];
}

function identityBlock({ written, type, ids }: Identity): string[] {
  if (!written) return [];
  const list = ids.length > 0 ? [`    identity_ids = [${ids.map(quote).join(", ")}]`] : [];
  return ["  identity {", `    type = ${quote(type)}`, ...list, "  }"];
}

function block(rows: Rows, source: Source, said: Set<string>, depth = 1): Map<string, string> {
  const out = new Map<string, string>();
  const indent = "  ".repeat(depth);
  for (const [name, where] of Object.entries(rows)) {
    if (typeof where !== "string") {
      const inner = block(where, source, said, depth + 1);
      if (inner.size === 0) continue;
      const lines = [...inner].map(([key, value]) => `${indent}  ${key} = ${value}`);
      out.set(name, `{\n${lines.join("\n")}\n${indent}}`);
      continue;
    }
    const pointer = where.replace(/^[!?]/, "");
    const value = at(source.resource, pointer);
    if (value === undefined || value === null) continue;
    const written = convert(where, value);
    if (written === undefined) continue;
    for (const leaf of leaves(value, pointer)) said.add(leaf.toLowerCase());
    out.set(name, expression(written, depth));
  }
  return out;
}

/** `!` turns a boolean round, `?` asks whether a word is `Enabled`. */
function convert(where: string, value: Json): Json | undefined {
  if (where.startsWith("!")) return typeof value === "boolean" ? !value : undefined;
  if (where.startsWith("?")) {
    const word = typeof value === "string" ? value.toLowerCase() : "";
    return word === "enabled" ? true : word === "disabled" ? false : undefined;
  }
  return value;
}

function azapi(source: Source, why: string): string[] {
  const { location, tags, identity: _identity, properties, sku, ...rest } = deployed(source.resource);
  const identity = identityOf(source.resource);
  const body: JsonObject = { properties: properties ?? {}, ...rest };
  if (sku !== undefined) body["sku"] = sku;
  const lines = [
    `# ${why}.`,
    'resource "azapi_resource" "compute" {',
    `  type      = ${quote(`${TYPE}@${source.apiVersion}`)}`,
    "  parent_id = var.workspace_id",
    `  name      = ${quote(source.name)}`,
  ];
  if (typeof location === "string") lines.push(`  location  = ${quote(location)}`);
  if (isObject(tags)) lines.push(`  tags = ${expression(tags, 1)}`);
  lines.push(...identityBlock(identity));
  return [...lines, `  body = ${expression(body, 1)}`, "}"];
}

function snake(parameter: string): string {
  return parameter.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
}

function quote(value: string): string {
  const escaped = JSON.stringify(value).replaceAll("${", "$${").replaceAll("%{", "%%{");
  // JSON's short escapes for backspace and form feed are unknown to this language.
  return escaped.replace(/\\([bf])/g, (_, letter: string) => (letter === "b" ? "\\u0008" : "\\u000c"));
}

function expression(value: Json, depth: number): string {
  const parameter = parameterOf(value);
  if (parameter !== undefined) return `var.${snake(parameter)}`;
  if (typeof value === "string") return quote(value);
  const indent = "  ".repeat(depth);
  if (Array.isArray(value)) {
    if (value.length === 0) return "[]";
    return `[\n${value.map((item) => `${indent}  ${expression(item, depth + 1)},`).join("\n")}\n${indent}]`;
  }
  if (isObject(value)) {
    const members = Object.entries(value);
    if (members.length === 0) return "{}";
    const lines = members.map(([key, item]) => {
      const name = /^[A-Za-z_][A-Za-z0-9_-]*$/.test(key) ? key : quote(key);
      return `${indent}  ${name} = ${expression(item, depth + 1)}`;
    });
    return `{\n${lines.join("\n")}\n${indent}}`;
  }
  return String(value);
}
