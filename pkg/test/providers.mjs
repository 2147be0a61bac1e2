/**
 * What Terraform and its providers would say to a text before they send anything: HashiCorp's own parser, the
 * schema of azurerm (tests/oracle/azurerm.json, and what its documentation adds), and azapi's check of a body
 * against the published types. Knows nothing of the writer.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "@cdktf/hcl2json";

const root = fileURLToPath(new URL("../../", import.meta.url));
const { resources: SCHEMA } = JSON.parse(readFileSync(join(root, "tests/oracle/azurerm.json"), "utf8"));
const specs = process.env.ARM_SPEC_DIR ?? join(root, "../shared/arm-spec");
const types = join(
  specs,
  "bicep-types-az/generated/machinelearningservices/microsoft.machinelearningservices",
);

/** What the schema does not carry: words, names, ids and what excludes each other (documentation of 4.x). */
const id = (rest) => new RegExp(`^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/${rest}$`);
const RULES = {
  azurerm_machine_learning_compute_cluster: {
    name: /^[a-zA-Z][a-zA-Z0-9-]{1,30}[a-zA-Z0-9]$/,
    vm_priority: /^(?:Dedicated|LowPriority)$/,
  },
  azurerm_machine_learning_compute_instance: {
    name: /^[a-zA-Z][a-zA-Z0-9-]{3,24}$/,
    authorization_type: /^personal$/,
    subnet_resource_id: id("Microsoft\\.Network/virtualNetworks/[^/]+/subnets/[^/]+"),
  },
  azurerm_machine_learning_synapse_spark: {
    name: /^[a-zA-Z][a-zA-Z0-9-]{2,16}$/,
    synapse_spark_pool_id: id("Microsoft\\.Synapse/workspaces/[^/]+/bigDataPools/[^/]+"),
  },
  azurerm_machine_learning_inference_cluster: {
    cluster_purpose: /^(?:DevTest|FastProd|DenseProd)$/,
    kubernetes_cluster_id: id("Microsoft\\.ContainerService/managedClusters/[^/]+"),
  },
};
const IDENTITY = /^(?:SystemAssigned|UserAssigned|SystemAssigned, UserAssigned)$/;
const IDENTITY_ID = id("Microsoft\\.ManagedIdentity/userAssignedIdentities/[^/]+");

/** Whether a value is looked up when the text is used. */
const isOpen = (value) => typeof value === "string" && /^\$\{.*\}$/s.test(value);

/** A text as Terraform reads it. */
export async function read(text) {
  const found = await parse("main.tf", text);
  const list = Object.entries(found.resource ?? {}).flatMap(([type, labels]) =>
    Object.entries(labels).flatMap(([label, bodies]) => bodies.map((body) => ({ type, label, body }))),
  );
  return { found, resources: list };
}

/** What a file lacks before any provider is asked. */
export function fileTroubles({ found, resources }) {
  const out = [];
  const wanted = new Set(resources.map(({ type }) => type.split("_")[0]));
  const providers = (found.terraform ?? []).flatMap((block) => block.required_providers ?? []);
  for (const name of wanted) {
    const one = providers.find((block) => block[name] !== undefined)?.[name];
    if (one?.source === undefined || one.version === undefined) out.push(`no required provider ${name}`);
    if (name === "azurerm" && found.provider?.azurerm?.[0]?.features === undefined) out.push("no features");
  }
  const declared = Object.keys(found.variable ?? {});
  for (const [, name] of JSON.stringify(resources).matchAll(/\$\{var\.(\w+)\}/g)) {
    if (!declared.includes(name)) out.push(`variable ${name} is not declared`);
  }
  if (new Set(declared).size < declared.length) out.push("a variable is declared twice");
  return out;
}

function typeFits(type, value) {
  if (isOpen(value)) return true;
  if (type === "list") return Array.isArray(value) && value.every((item) => typeof item === "string");
  if (type === "map")
    return typeof value === "object" && Object.values(value).every((item) => typeof item !== "object");
  return typeof value === type;
}

/** What azurerm refuses. */
export function azurermTroubles({ type, body }) {
  const schema = SCHEMA[type];
  if (schema === undefined) return [`azurerm has no ${type}`];
  const out = block(schema, body, "");
  for (const [name, form] of Object.entries(RULES[type] ?? {})) {
    const value = body[name];
    if (value !== undefined && !isOpen(value) && !form.test(value)) out.push(`${name} is refused`);
  }
  const [identity] = body.identity ?? [];
  if (identity !== undefined) {
    if (!IDENTITY.test(identity.type)) out.push("identity.type is refused");
    if (identity.identity_ids !== undefined && !/UserAssigned/.test(identity.type))
      out.push("ids without UserAssigned");
    if (identity.identity_ids?.some((one) => !IDENTITY_ID.test(one))) out.push("identity_ids is refused");
  }
  const [ssh] = body.ssh ?? [];
  if (
    type.endsWith("compute_cluster") &&
    ssh &&
    ssh.admin_password === undefined &&
    ssh.key_value === undefined
  )
    out.push("ssh demands one of admin_password, key_value");
  const [ssl] = body.ssl ?? [];
  const has = (names) => names.some((name) => ssl?.[name] !== undefined);
  if (has(["cert", "key", "cname"]) && has(["leaf_domain_label", "overwrite_existing_domain"]))
    out.push("ssl conflicts");
  if (body.node_public_ip_enabled === false && body.subnet_resource_id === undefined)
    out.push("no subnet for closed nodes");
  return out;
}

function block({ attributes, blocks }, body, at) {
  const out = [];
  for (const [name, value] of Object.entries(body)) {
    if (attributes[name] !== undefined) {
      if (!typeFits(attributes[name].type, value)) out.push(`${at}${name} is no ${attributes[name].type}`);
    } else if (blocks[name] === undefined) out.push(`${at}${name} is unknown`);
    else if (!Array.isArray(value)) out.push(`${at}${name} is no block`);
    else if (value.length > 1) out.push(`${at}${name} stands twice`);
    else out.push(...block(blocks[name], value[0], `${at}${name}.`));
  }
  for (const [name, { required }] of [...Object.entries(attributes), ...Object.entries(blocks)]) {
    if (required && body[name] === undefined) out.push(`${at}${name} is demanded`);
  }
  return out;
}

/** Whether the published types lie here. */
export const hasTypes = existsSync(types);
const TABLES = new Map();

function table(version) {
  if (!TABLES.has(version)) {
    const file = join(types, version, "types.json");
    TABLES.set(version, existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined);
  }
  return TABLES.get(version);
}

/** What azapi refuses: pointers into the resource, and why; `undefined` if the version has no table here. */
export function azapiTroubles({ body: resource }) {
  const [, version] = resource.type.split("@");
  const all = table(version);
  if (all === undefined) return undefined;
  if (resource.schema_validation_enabled === false) return [];
  const at = ({ $ref }) => all[Number($ref.split("/").at(-1))];
  const definition = all.find(
    ({ $type, name }) => $type === "ResourceType" && name.toLowerCase() === resource.type.toLowerCase(),
  );
  const out = [];
  const members = (known, value, path, extra) => {
    for (const [name, item] of Object.entries(value)) {
      const property = known[name];
      if (property === undefined) {
        if (extra === undefined) out.push([`${path}/${name}`, "unknown"]);
        else check(at(extra), item, `${path}/${name}`);
      } else if (property.flags & 2) out.push([`${path}/${name}`, "read only"]);
      else check(at(property.type), item, `${path}/${name}`);
    }
    for (const [name, { flags }] of Object.entries(known)) {
      if (flags & 1 && value[name] === undefined) out.push([`${path}/${name}`, "missing"]);
    }
  };
  const check = (type, value, path) => {
    if (isOpen(value)) return;
    const wrong = (why) => out.push([path, why]);
    switch (type.$type) {
      case "AnyType":
        return;
      case "StringType":
        return typeof value === "string" ? undefined : wrong("no text");
      case "StringLiteralType":
        return value === type.value ? undefined : wrong("another word");
      case "IntegerType":
        return Number.isInteger(value) ? undefined : wrong("no integer");
      case "BooleanType":
        return typeof value === "boolean" ? undefined : wrong("no boolean");
      case "ArrayType":
        if (!Array.isArray(value)) return wrong("no list");
        for (const [index, item] of value.entries()) check(at(type.itemType), item, `${path}/${index}`);
        return;
      case "UnionType": {
        const fits = type.elements.some((element) => {
          const before = out.length;
          check(at(element), value, path);
          return out.splice(before).length === 0;
        });
        return fits ? undefined : wrong("another word");
      }
      case "ObjectType":
        if (typeof value !== "object" || value === null || Array.isArray(value)) return wrong("no object");
        return members(type.properties ?? {}, value, path, type.additionalProperties);
      case "DiscriminatedObjectType": {
        if (typeof value !== "object" || value === null || Array.isArray(value)) return wrong("no object");
        const element = type.elements[value[type.discriminator]];
        if (element === undefined) return out.push([`${path}/${type.discriminator}`, "another word"]);
        return members({ ...type.baseProperties, ...at(element).properties }, value, path);
      }
      default:
        throw new Error(type.$type);
    }
  };
  const { location, tags, identity, body, name } = resource;
  const whole = { name, ...(location && { location }), ...(tags && { tags }), ...body };
  check(at(definition.body), whole, "");
  if (identity !== undefined && !IDENTITY.test(identity[0].type))
    out.push(["/identity/type", "another word"]);
  return out;
}
