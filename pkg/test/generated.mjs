/**
 * Bodies made at random out of the schemas of the kinds: a value of the right form for every member that can be
 * set, any of them left out. What members say together is put right where rules look at more than one. Knows no
 * other format than the body of the management API.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";

const schemas = fileURLToPath(new URL("../schema/arm/", import.meta.url));
const cases = fileURLToPath(new URL("../../tests/cases/", import.meta.url));
const GROUP = "/subscriptions/34adfa4f-cedf-4dc0-ba29-b6d1a69ab345/resourceGroups/ml/providers";
const id = (type, ...names) => {
  const [provider, ...parts] = type.split("/");
  return `${GROUP}/${provider}${parts.map((part, at) => `/${part}/${names[at] ?? "training1"}`).join("")}`;
};
const every = JSON.parse(readFileSync(join(cases, "AmlCompute/valid/every-member.json"), "utf8"));
const PUBLIC_KEY = every.properties.properties.userAccountCredentials.adminUserSshPublicKey;
const PEM = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
const PRIVATE_KEY = "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\n";

/** What is attached, by kind. */
const TARGETS = {
  Kubernetes: ["Microsoft.ContainerService/managedClusters", "Microsoft.Kubernetes/connectedClusters"],
  VirtualMachine: ["Microsoft.Compute/virtualMachines"],
  HDInsight: ["Microsoft.HDInsight/clusters"],
  Databricks: ["Microsoft.Databricks/workspaces"],
  SynapseSpark: ["Microsoft.Synapse/workspaces/bigDataPools"],
  AKS: ["Microsoft.ContainerService/managedClusters"],
  DataFactory: ["Microsoft.DataFactory/factories"],
  DataLakeAnalytics: ["Microsoft.DataLakeAnalytics/accounts"],
  Batch: ["Microsoft.Batch/batchAccounts"],
};

const of = (...values) => fc.constantFrom(...values);
const seconds = fc.oneof(
  fc.integer({ min: 15, max: 4000 }).map((minutes) => `PT${minutes}M`),
  fc.integer({ min: 900, max: 259_200 }).map((count) => `PT${count}S`),
  of("PT1H30M", "P1D", "PT15M"),
);
const word = fc.stringMatching(/^[a-z][a-z0-9]{2,10}$/);

/** Texts of members that are more than texts. */
const TEXTS = {
  location: of("westeurope", "eastus"),
  computeLocation: of("westeurope"),
  vmSize: of("Standard_DS3_v2", "STANDARD_D13_V2", "Standard_NC4as_T4_v3"),
  agentVmSize: of("Standard_D3_v2"),
  virtualMachineSize: of("Standard_D3_v2"),
  nodeIdleTimeBeforeScaleDown: seconds,
  idleTimeBeforeShutdown: seconds,
  subnetId: of(id("Microsoft.Network/virtualNetworks/subnets", "network", "one")),
  adminUserSshPublicKey: of(PUBLIC_KEY),
  adminPublicKey: of(PUBLIC_KEY),
  privateKeyData: of(PRIVATE_KEY),
  address: of("20.54.1.7", "machine.westeurope.cloudapp.azure.com"),
  workspaceUrl: of("https://adb-1234567890123456.7.azuredatabricks.net"),
  clusterFqdn: of("cluster.westeurope.cloudapp.azure.com"),
  objectId: of("34adfa4f-cedf-4dc0-ba29-b6d1a69ab345"),
  tenantId: of("8a5d2f6e-9c1b-4e7a-b3d4-5f6a7b8c9d0e"),
  subscriptionId: of("34adfa4f-cedf-4dc0-ba29-b6d1a69ab345"),
  timeZone: of("UTC", "Pacific Standard Time"),
  startTime: of("2026-11-24T07:00:00"),
  expression: of("0 18 * * *", "30 7 * * 1-5"),
  serviceCidr: of("10.0.0.0/16"),
  dnsServiceIP: of("10.0.0.10"),
  dockerBridgeCidr: of("172.17.0.1/16"),
  hostIp: of("127.0.0.1"),
  target: of("/home/data", "/mnt/more"),
  source: of("/home/source"),
  timeout: of("15m", "90m", "1h"),
  reference: of("docker.io/library/redis:7", "registry.azurecr.io/tools:1"),
  description: fc.stringMatching(/^[ -~]{1,20}$/),
  scriptData: of("Users/me/setup.sh"),
  scriptSource: of("workspaceStorage"),
  scriptArguments: of("--fast"),
};
const MAPS = { requests: of({ cpu: "1", memory: "2Gi" }), limits: of({ cpu: "2", memory: "4Gi" }) };

/** The schema of a kind, of each value only the form that JSON has for it: no references, no other spellings. */
function schemaOf(kind) {
  const root = JSON.parse(readFileSync(join(schemas, `${kind}.json`), "utf8"));
  return plain(root, root.definitions ?? {});
}

function plain(schema, definitions) {
  const { $ref, anyOf, allOf = [], properties, items, additionalProperties, ...own } = schema;
  const parts = [
    ...($ref === undefined ? [] : [definitions[$ref.split("/").at(-1)]]),
    ...(anyOf ?? []).slice(0, 1),
  ];
  const out = {};
  for (const part of [...parts, ...allOf]) {
    const { required = [], ...rest } = plain(part ?? {}, definitions);
    Object.assign(out, rest, { required: [...(out.required ?? []), ...required] });
  }
  Object.assign(out, own, { required: [...(out.required ?? []), ...(own.required ?? [])] });
  if (properties !== undefined) {
    const members = Object.entries(properties).map(([name, member]) => [name, plain(member, definitions)]);
    out.properties = { ...out.properties, ...Object.fromEntries(members) };
  }
  if (items !== undefined) out.items = plain(items, definitions);
  if (typeof additionalProperties === "object")
    out.additionalProperties = plain(additionalProperties, definitions);
  return out;
}

/** A body of a kind, by which nothing but its members' forms is promised. */
function anyBody(kind) {
  const schema = schemaOf(kind);
  const data = schema.properties.properties.properties.properties;
  const optional = (arbitrary) => fc.option(arbitrary, { nil: undefined });
  return fc
    .record({
      data: value("properties", data),
      location: optional(TEXTS.location),
      tags: optional(fc.dictionary(word, fc.stringMatching(/^[ -~]{0,12}$/), { maxKeys: 2 })),
      description: optional(TEXTS.description),
      disableLocalAuth: optional(fc.boolean()),
      identity: optional(
        of(
          { type: "None" },
          { type: "SystemAssigned" },
          {
            type: "UserAssigned",
            userAssignedIdentities: { [id("Microsoft.ManagedIdentity/userAssignedIdentities", "one")]: {} },
          },
        ),
      ),
      which: fc.boolean(),
      chance: fc.integer({ min: 0, max: 3 }),
    })
    .map((drawn) => body(kind, drawn));
}

function body(kind, { data, location, tags, description, disableLocalAuth, identity, which, chance }) {
  const properties = { computeType: kind, description, disableLocalAuth, properties: data ?? {} };
  const types = TARGETS[kind];
  if (types !== undefined) properties.resourceId = id(types[which ? types.length - 1 : 0]);
  const found = { name: "training1", location, tags, identity, properties };
  agree(kind, found, chance);
  return JSON.parse(JSON.stringify(found));
}

/** Values of a schema. */
function value(name, schema) {
  if (schema.enum !== undefined) return of(...schema.enum);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type) {
    case "boolean":
      return fc.boolean();
    case "integer": {
      const min = Math.max(schema.minimum ?? 0, name === "published" || name === "target" ? 1026 : 0);
      return fc.integer({ min, max: Math.max(min, Math.min(schema.maximum ?? 40, min + 40)) });
    }
    case "string":
      return TEXTS[name] ?? word;
    case "array":
      return fc.array(value(name, schema.items ?? { type: "string" }), { maxLength: 2 });
    default:
      return object(name, schema);
  }
}

function object(name, schema) {
  if (MAPS[name] !== undefined) return MAPS[name];
  if (schema.properties === undefined) {
    const item = schema.additionalProperties;
    if (item === undefined || Object.keys(item).length === 0) return fc.constant({});
    return fc.dictionary(word, value(name, item), { maxKeys: 2 });
  }
  const { required = [] } = schema;
  const members = Object.entries(schema.properties).filter(([, member]) => member.readOnly !== true);
  return fc.record(
    Object.fromEntries(
      members.map(([key, member]) => [
        key,
        // The id of an object is that of a subnet or of an image.
        name === "subnet" && key === "id"
          ? TEXTS.subnetId
          : name === "virtualMachineImage" && key === "id"
            ? of(id("Microsoft.Compute/images"))
            : value(key, member),
      ]),
    ),
    { requiredKeys: required.filter((key) => members.some(([member]) => member === key)) },
  );
}

/** Puts right what members say together. */
function agree(kind, { properties }, chance) {
  const data = properties.properties;
  switch (kind) {
    case "AmlCompute": {
      const scale = data.scaleSettings ?? {};
      scale.maxNodeCount = (scale.minNodeCount ?? 0) + (scale.maxNodeCount ?? 1);
      data.scaleSettings = scale;
      const login = data.userAccountCredentials;
      if (login !== undefined) {
        login.adminUserName = "azureuser";
        if (login.adminUserPassword !== undefined) login.adminUserPassword = "Correct-Horse-7";
        if (login.adminUserPassword === undefined) login.adminUserSshPublicKey = PUBLIC_KEY;
      }
      break;
    }
    case "ComputeInstance":
      instance(data, chance);
      break;
    case "AKS":
      data.agentCount = 12;
      if (data.sslConfiguration !== undefined) data.sslConfiguration = TLS[chance];
      break;
    case "VirtualMachine":
    case "HDInsight":
      data.administratorAccount =
        chance % 2 === 0
          ? { username: "azureuser", password: "Correct-Horse-7" }
          : { username: "azureuser", privateKeyData: PRIVATE_KEY };
      // One target is enough.
      if (chance < 2) delete data.address;
      else if (data.address !== undefined) delete properties.resourceId;
      break;
    case "SynapseSpark":
      data.autoScaleProperties = { minNodeCount: 3, maxNodeCount: 9, enabled: true };
      break;
    case "DataLakeAnalytics":
      if (data.dataLakeStoreAccountName !== undefined) data.dataLakeStoreAccountName = "store1";
      break;
    default:
  }
}

const TLS = [
  { status: "Disabled" },
  { status: "Enabled", cert: PEM, key: PRIVATE_KEY, cname: "www.example.com" },
  { status: "Auto", leafDomainLabel: "label" },
  { status: "Auto", leafDomainLabel: "label", overwriteExistingDomain: true },
];

/** Lists of an instance whose members choose among forms. */
function instance(data, chance) {
  const schedules = data.schedules?.computeStartStop ?? [];
  for (const [at, schedule] of schedules.entries()) {
    schedule.action = at === 0 ? "Stop" : "Start";
    schedule.status = "Enabled";
    delete schedule.schedule;
    if (chance % 2 === 0) {
      schedule.triggerType = "Cron";
      schedule.cron = { timeZone: "UTC", expression: at === 0 ? "0 18 * * *" : "30 7 * * 1-5" };
      delete schedule.recurrence;
    } else {
      schedule.triggerType = "Recurrence";
      schedule.recurrence = {
        frequency: "Week",
        interval: 1,
        timeZone: "UTC",
        schedule: { hours: [at === 0 ? 18 : 7], minutes: [0], weekDays: ["Monday", "Friday"] },
      };
      delete schedule.cron;
    }
  }
  const services = data.customServices ?? [];
  for (const [at, service] of services.entries()) {
    service.name = `service${at}`;
    service.image = { ...service.image, type: "docker", reference: "registry.azurecr.io/tools:1" };
    for (const [index, endpoint] of (service.endpoints ?? []).entries()) {
      endpoint.target = 8000 + index;
      endpoint.published = 9000 + 10 * at + index;
      endpoint.name = `port${index}`;
    }
    for (const [index, volume] of (service.volumes ?? []).entries()) {
      Object.assign(volume, { type: "bind", source: "/home/source", target: `/mnt/${index}` });
      for (const other of ["volume", "tmpfs"]) delete volume[other];
    }
    for (const variable of Object.values(service.environmentVariables ?? {})) {
      variable.type = "local";
      variable.value ??= "";
    }
  }
  for (const script of Object.values(data.setupScripts?.scripts ?? {})) {
    if (script.scriptData !== undefined) script.scriptSource = "workspaceStorage";
  }
  const ssh = data.sshSettings;
  if (ssh !== undefined) {
    ssh.sshPublicAccess = chance < 2 ? "Enabled" : "Disabled";
    if (chance < 2) ssh.adminPublicKey = PUBLIC_KEY;
    else delete ssh.adminPublicKey;
  }
  if (data.personalComputeInstanceSettings !== undefined) {
    data.personalComputeInstanceSettings = {
      assignedUser: {
        objectId: "34adfa4f-cedf-4dc0-ba29-b6d1a69ab345",
        tenantId: "8a5d2f6e-9c1b-4e7a-b3d4-5f6a7b8c9d0e",
      },
    };
    // Who an instance is made for brings the key.
    if (ssh !== undefined) delete ssh.adminPublicKey;
  }
}

export { anyBody, schemaOf };
