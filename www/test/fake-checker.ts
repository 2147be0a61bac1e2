/**
 * A small checker for unit tests of the elements: enough rules to bring up each kind of finding.
 * It is no model of the real one.
 */

import { read, remove, write } from "../src/element/shared/pointer.js";

import type {
  Checker,
  Diagnostic,
  FieldDescription,
  Fix,
  JsonObject,
  KindDescription,
} from "../src/element/shared/types.js";

const INNER = "/properties/properties";

const fields: FieldDescription[] = [
  {
    path: "/name",
    name: "name",
    title: "Compute name",
    group: "basics",
    type: "text",
    format: "compute-name",
    required: true,
    createOnly: true,
    example: "gpu-cluster",
    help: "3 to 32 letters, digits and hyphens, starting with a letter.",
  },
  {
    path: "/location",
    name: "location",
    title: "Region",
    group: "basics",
    type: "text",
    format: "region",
    required: true,
    createOnly: true,
    example: "westeurope",
  },
  {
    path: "/properties/description",
    name: "description",
    title: "Description",
    group: "basics",
    type: "text",
    format: "long-text",
  },
  {
    path: `${INNER}/vmSize`,
    name: "vmSize",
    title: "Virtual machine size",
    group: "machine",
    type: "text",
    format: "vm-size",
    required: true,
    createOnly: true,
    example: "Standard_DS3_v2",
  },
  {
    path: `${INNER}/osType`,
    name: "osType",
    title: "Operating system",
    group: "machine",
    type: "word",
    words: ["Linux", "Windows"],
    default: "Linux",
  },
  {
    path: `${INNER}/vmPriority`,
    name: "vmPriority",
    title: "Priority",
    group: "machine",
    type: "word",
    words: ["Dedicated", "LowPriority"],
    default: "Dedicated",
    help: "Low priority nodes are cheaper and can be taken away at any time.",
  },
  {
    path: `${INNER}/scaleSettings/minNodeCount`,
    name: "minNodeCount",
    title: "Minimum nodes",
    group: "scale",
    type: "integer",
    unit: "nodes",
    min: 0,
    default: 0,
  },
  {
    path: `${INNER}/scaleSettings/maxNodeCount`,
    name: "maxNodeCount",
    title: "Maximum nodes",
    group: "scale",
    type: "integer",
    unit: "nodes",
    min: 0,
    required: true,
    example: 4,
  },
  {
    path: `${INNER}/scaleSettings/nodeIdleTimeBeforeScaleDown`,
    name: "nodeIdleTimeBeforeScaleDown",
    title: "Idle before scale-down",
    group: "scale",
    type: "text",
    format: "duration",
    default: "PT120S",
  },
  {
    path: `${INNER}/userAccountCredentials/adminUserName`,
    name: "adminUserName",
    title: "Administrator name",
    group: "access",
    type: "text",
    format: "user-name",
  },
  {
    path: `${INNER}/userAccountCredentials/adminUserPassword`,
    name: "adminUserPassword",
    title: "Administrator password",
    group: "access",
    type: "text",
    format: "password",
    secret: true,
  },
  {
    path: `${INNER}/remoteLoginPortPublicAccess`,
    name: "remoteLoginPortPublicAccess",
    title: "Public SSH port",
    group: "access",
    type: "word",
    words: ["Enabled", "Disabled", "NotSpecified"],
    default: "NotSpecified",
  },
  {
    path: `${INNER}/subnet/id`,
    name: "id",
    title: "Subnet",
    group: "network",
    type: "text",
    format: "resource-id",
    resourceType: "Microsoft.Network/virtualNetworks/subnets",
    example: "/subscriptions/…/subnets/default",
  },
  {
    path: `${INNER}/enableNodePublicIp`,
    name: "enableNodePublicIp",
    title: "Public IP of nodes",
    group: "network",
    type: "boolean",
    default: true,
  },
  {
    path: "/identity/type",
    name: "type",
    title: "Identity",
    group: "identity",
    type: "word",
    words: ["None", "SystemAssigned", "UserAssigned", "SystemAssigned,UserAssigned"],
    default: "None",
  },
  {
    path: "/identity/userAssignedIdentities",
    name: "userAssignedIdentities",
    title: "User-assigned identities",
    group: "identity",
    type: "map",
    format: "resource-id",
    resourceType: "Microsoft.ManagedIdentity/userAssignedIdentities",
  },
  { path: "/tags", name: "tags", title: "Tags", group: "tags", type: "map" },
];

export const description: KindDescription = {
  kind: "AmlCompute",
  title: "Compute cluster",
  summary: "Nodes that grow and shrink with the jobs.",
  managed: true,
  creates: false,
  purposes: ["training"],
  apiVersion: "2025-06-01",
  body: { location: "", properties: { computeType: "AmlCompute", properties: {} } },
  groups: [
    { id: "basics", title: "Basics", advanced: false },
    { id: "machine", title: "Machine", advanced: false },
    { id: "scale", title: "Scale", advanced: false },
    { id: "access", title: "Access", advanced: true },
    { id: "network", title: "Network", advanced: true },
    { id: "identity", title: "Identity", advanced: true },
    { id: "tags", title: "Tags", advanced: true },
  ],
  fields,
};

export const checker: Checker = {
  describe: describing(description),
  validate: (input) => reportOf(typeof input === "string" ? ofText(input) : ofBody(input)),
  applyFixes: ((body: JsonObject, fixes: readonly Fix[]) =>
    fixes
      .flatMap(({ patch }) => patch)
      .reduce(
        (at, step) =>
          "value" in step ? write(at, step.path, step.value) : remove(at, step.path, {}),
        body,
      )) as Checker["applyFixes"],
};

/** One kind, which is also all of them. */
export function describing(kind: KindDescription): Checker["describe"] {
  return ((wanted?: string) => (wanted === undefined ? [kind] : kind)) as Checker["describe"];
}

export function reportOf(diagnostics: Diagnostic[]) {
  const count = (wanted: string) =>
    diagnostics.filter(({ severity }) => severity === wanted).length;
  const counts = { error: count("error"), warning: count("warning"), info: count("info") };
  return { valid: counts.error === 0, kind: "AmlCompute", diagnostics, counts };
}

function ofText(text: string): Diagnostic[] {
  try {
    return ofBody(JSON.parse(text));
  } catch {
    const start = { line: 2, column: 5, offset: 9 };
    return [
      {
        code: "text/unexpected",
        severity: "error",
        path: "",
        message: "a comma is missing",
        range: { start, end: start },
      },
    ];
  }
}

function ofBody(body: JsonObject): Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const { path, required, title, type } of fields) {
    const value = read(body, path);
    if (required && (value === undefined || value === "")) {
      found.push({
        code: "shape/missing",
        severity: "error",
        path,
        message: `\`${title}\` is missing`,
      });
    } else if (type === "integer" && value !== undefined && typeof value !== "number") {
      found.push({
        code: "shape/type",
        severity: "error",
        path,
        message: `\`${value}\` is no whole number`,
        help: "write digits only",
      });
    }
  }
  const name = read(body, "/name");
  if (typeof name === "string" && name.includes("_")) {
    const value = name.replaceAll("_", "-");
    found.push({
      code: "name/sign",
      severity: "error",
      path: "/name",
      message: `\`${name}\` holds \`_\`, which a compute name may not hold`,
      help: "use letters, digits and hyphens",
      fix: {
        title: `Use \`${value}\``,
        applicability: "suggested",
        patch: [{ op: "replace", path: "/name", value }],
      },
    });
  }
  const [min, max] = ["minNodeCount", "maxNodeCount"].map((member) =>
    read(body, `${INNER}/scaleSettings/${member}`),
  );
  if (typeof min === "number" && typeof max === "number" && min > max) {
    found.push({
      code: "scale/min-above-max",
      severity: "error",
      path: `${INNER}/scaleSettings/minNodeCount`,
      related: [`${INNER}/scaleSettings/maxNodeCount`],
      message: `minimum \`${min}\` is above the maximum \`${max}\``,
      help: "lower the minimum or raise the maximum",
      fix: {
        title: `Set the minimum to ${max}`,
        applicability: "suggested",
        patch: [{ op: "replace", path: `${INNER}/scaleSettings/minNodeCount`, value: max }],
      },
    });
  }
  if (typeof min === "number" && min > 0) {
    found.push({
      code: "cost/min-nodes",
      severity: "info",
      path: `${INNER}/scaleSettings/minNodeCount`,
      message: `\`${min}\` nodes run and cost all the time`,
    });
  }
  if (read(body, `${INNER}/vmPriority`) === "LowPriority") {
    found.push({
      code: "size/spot",
      severity: "warning",
      path: `${INNER}/vmPriority`,
      message: "low priority nodes are Spot nodes and can be evicted at any time",
      help: "let jobs write checkpoints",
    });
  }
  return found;
}
