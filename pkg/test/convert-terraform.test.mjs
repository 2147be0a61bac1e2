/** Terraform: what is written is what the providers take, or a finding tells what they refuse. */
import assert from "node:assert/strict";
import { describe as suite, test } from "node:test";
import { convert } from "azureml-compute";
import { caseFiles } from "./case-files.mjs";
import { azapiTroubles, azurermTroubles, fileTroubles, hasTypes, read } from "./providers.mjs";

const WORKSPACE = "/subscriptions/5f0c2bd1-7d7e-4e0c-9a56-21bb0c6f7a10/resourceGroups/lab";
const cluster = (data = {}, rest = {}, properties = {}) => ({
  name: "training",
  location: "swedencentral",
  ...rest,
  properties: {
    computeType: "AmlCompute",
    ...properties,
    properties: { vmSize: "Standard_E8s_v5", scaleSettings: { maxNodeCount: 3 }, ...data },
  },
});
const instance = (data = {}, rest = {}, properties = {}) => ({
  name: "notebook",
  location: "swedencentral",
  ...rest,
  properties: {
    computeType: "ComputeInstance",
    ...properties,
    properties: { vmSize: "Standard_E4s_v5", ...data },
  },
});
const inference = (data = {}) => ({
  name: "scoring",
  location: "swedencentral",
  properties: {
    computeType: "AKS",
    resourceId: `${WORKSPACE.toLowerCase()}/providers/microsoft.containerservice/managedclusters/scoring`,
    properties: data,
  },
});

async function written(body, options = {}) {
  const { text, report } = convert(body, { to: "terraform", ...options });
  const file = await read(text);
  assert.deepEqual(fileTroubles(file), [], text);
  const [{ type, body: resource }] = file.resources;
  const told = report.diagnostics.filter(({ code }) => code.startsWith("convert/"));
  return { type, resource, text, file, told: told.map(({ path, params }) => `${path} ${params?.member}`) };
}

/** Lines of neighbours have their equals signs below each other, and no further right than the longest needs. */
function isFormatted(text) {
  const groups = [];
  let group = [];
  for (const line of [...text.split("\n"), ""]) {
    const [, lead, name, blanks, value] = /^( *)("(?:[^"\\]|\\.)*"|[^\s"=]+)( +)= (.*)$/.exec(line) ?? [];
    const isWhole = value !== undefined && !/[[{]$/.test(value);
    if (!isWhole || (group.length > 0 && group[0].lead !== lead)) {
      groups.push(group);
      group = [];
    }
    if (isWhole) group.push({ lead, width: [...name].length, at: [...name].length + blanks.length });
  }
  return groups.every((lines) => {
    const longest = Math.max(0, ...lines.map(({ width }) => width));
    return lines.every(({ at }) => at === longest + 1);
  });
}

suite("terraform", () => {
  test("no provider refuses in silence what comes of any case file", async () => {
    const counts = { files: 0, azurerm: 0, azapi: 0, held: 0, told: 0, silent: [] };
    for (const { name, body, from, options, isValid } of caseFiles()) {
      const { text, report } = convert(body, { from, to: "terraform", ...options });
      if (text === "") continue;
      counts.files += 1;
      const file = await read(text).catch((error) => assert.fail(`${name}: ${error}\n${text}`));
      assert.deepEqual(fileTroubles(file), [], `${name}\n${text}`);
      assert.ok(isFormatted(text), `${name}\n${text}`);
      for (const resource of file.resources) {
        const isAzurerm = resource.type !== "azapi_resource";
        counts[isAzurerm ? "azurerm" : "azapi"] += 1;
        const troubles = isAzurerm ? azurermTroubles(resource) : azapiTroubles(resource);
        if (troubles === undefined) continue;
        counts.held += 1;
        for (const trouble of troubles) {
          const [path, why] = isAzurerm ? ["", trouble] : trouble;
          const isTold = report.diagnostics.some(({ path: other, severity, related = [], fix }) => {
            if (from !== "arm") return severity !== "info";
            const places = [
              other,
              ...related,
              ...(fix?.patch ?? []).flatMap((step) => [step.path, step.from ?? ""]),
            ];
            const isBelow = (one, above) =>
              above !== "" && `${one}/`.toLowerCase().startsWith(`${above}/`.toLowerCase());
            return !isAzurerm && places.some((place) => isBelow(path, place) || isBelow(place, path));
          });
          if (isTold) counts.told += 1;
          else counts.silent.push(`${name}: ${path} ${why}`);
        }
        if (isValid && isAzurerm) assert.deepEqual(troubles, [], `${name}\n${text}`);
      }
    }
    const { silent, ...rest } = counts;
    console.log(JSON.stringify({ ...rest, silent: silent.length, types: hasTypes }));
    assert.deepEqual(silent, []);
    assert.ok(counts.azurerm > 250 && counts.azapi > 250, JSON.stringify(rest));
  });

  test("nor what comes of several computes in one file", async () => {
    const ofCases = [...caseFiles()].filter(({ from, isValid, body }) => {
      return from === "arm" && isValid && typeof body.properties === "object" && body.properties !== null;
    });
    const counts = { files: 0, azurerm: 0, azapi: 0, told: 0 };
    for (const shift of [1, 7, 40]) {
      for (const [first] of ofCases.entries()) {
        if (first % 3 > 0) continue;
        const three = [first, first + shift, first + 2 * shift].map(
          (at) => ofCases[at % ofCases.length].body,
        );
        const resources = three.map((body, index) => ({
          type: "Microsoft.MachineLearningServices/workspaces/computes",
          apiVersion: "2026-05-01",
          ...body,
          name: `lab/pool-${index}x`,
        }));
        const template = {
          $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
          contentVersion: "1.0.0.0",
          resources,
        };
        const { text, report } = convert(template, { from: "arm-template", to: "terraform" });
        counts.files += 1;
        const where = `${first} and ${shift} on: ${text}`;
        const file = await read(text);
        assert.deepEqual(fileTroubles(file), [], where);
        assert.ok(isFormatted(text), where);
        assert.equal(new Set(file.resources.map(({ label }) => label)).size, 3, where);
        for (const resource of file.resources) {
          const isAzurerm = resource.type !== "azapi_resource";
          counts[isAzurerm ? "azurerm" : "azapi"] += 1;
          if (isAzurerm) assert.deepEqual(azurermTroubles(resource), [], where);
          const index = /pool_(\d)x/.exec(resource.label)?.[1];
          for (const trouble of (isAzurerm ? [] : azapiTroubles(resource)) ?? []) {
            counts.told += 1;
            const of = report.diagnostics.filter(({ path }) => path.startsWith(`/resources/${index}`));
            assert.ok(of.length > 0, `${trouble} ${where}`);
          }
        }
      }
    }
    console.log(JSON.stringify(counts));
    assert.ok(counts.azurerm > 100 && counts.azapi > 100, JSON.stringify(counts));
  });

  test("nothing in a text is looked up", async () => {
    for (const word of [
      `\${var.workspace_id}`,
      `$\${x}`,
      `\${file("/etc/hostname")}`,
      "%{ if true }x%{ endif }",
      `$$\${a}`,
      "a\bb\fc",
    ]) {
      const { resource, text } = await written(
        cluster({}, { tags: { word, [word]: "key" } }, { description: word }),
      );
      // The parser gives what is escaped as it stands: twice.
      const escaped = word.replaceAll("${", () => "$${").replaceAll("%{", "%%{");
      assert.equal(resource.description, escaped, text);
      assert.deepEqual(Object.keys(resource.tags).sort(), ["word", escaped].sort());
      assert.ok(!/(?<!\$)\$\{/.test(text.replaceAll("$${", "")) || word.startsWith("$$"), text);
    }
  });

  test("keys that are no names, or words of the language, are keys", async () => {
    const tags = { for: "a", 7: "b", "": "c", null: "d", "two words": "e", if: "f", ü: "g", "8th": "h" };
    const { resource } = await written(cluster({}, { tags }));
    assert.deepEqual(resource.tags, tags);
    const half = await written(cluster({}, { tags: { half: "x\ud83d" } }));
    assert.equal(half.resource.tags.half, "x\ufffd");
    assert.ok(half.told.includes("/tags/half half"));
  });

  test("a cluster is where its own region says", async () => {
    const place = async (body, options) => (await written(body, options)).resource.location;
    assert.equal(await place(cluster({}, {}, { computeLocation: "norwayeast" })), "norwayeast");
    assert.equal(
      await place(cluster({}, { location: undefined }, { computeLocation: "norwayeast" })),
      "norwayeast",
    );
    assert.equal(await place(cluster()), "swedencentral");
    assert.equal(
      await place(cluster({}, { location: undefined }), { workspaceLocation: "uksouth" }),
      "uksouth",
    );
    const open = await written(cluster({}, { location: undefined }));
    assert.equal(open.resource.location, `\${var.location}`);
    assert.ok(open.told.includes("/location location"));
  });

  test("SSH of instances is open where the body opens it, and nowhere else", async () => {
    const key = convert(instance(), { to: "terraform" }) && "ssh-rsa AAAAB3NzaC1yc2E= somebody";
    const of = (sshSettings) => written(instance({ sshSettings }));
    const open = await of({ sshPublicAccess: "enabled", adminPublicKey: key });
    assert.equal(open.type, "azurerm_machine_learning_compute_instance");
    assert.equal(open.resource.ssh.length, 1);
    const closed = await of({ sshPublicAccess: "Disabled" });
    assert.equal(closed.type, "azurerm_machine_learning_compute_instance");
    assert.equal(closed.resource.ssh, undefined);
    for (const settings of [
      { adminPublicKey: key },
      { sshPublicAccess: "Enabled" },
      { sshPublicAccess: "Disabled", adminPublicKey: key },
    ]) {
      const { type, resource } = await of(settings);
      assert.equal(type, "azapi_resource");
      assert.equal(resource.body.properties.properties.sshSettings.sshPublicAccess, settings.sshPublicAccess);
    }
  });

  test("what azurerm requires is written out", async () => {
    const { type, resource, told } = await written(cluster({ vmPriority: "lowpriority" }));
    assert.equal(type, "azurerm_machine_learning_compute_cluster");
    assert.equal(resource.vm_priority, "LowPriority");
    assert.deepEqual(resource.scale_settings, [
      { min_node_count: 0, max_node_count: 3, scale_down_nodes_after_idle_duration: "PT2M" },
    ]);
    // Without a subnet the service leaves the login open, and azurerm closes it.
    assert.ok(
      told.some((line) => line.startsWith("/properties/properties/remoteLoginPortPublicAccess")),
      told.join(),
    );
    assert.equal((await written(cluster())).resource.vm_priority, "Dedicated");
  });

  test("an account needs a password or a key", async () => {
    const of = (userAccountCredentials) => written(cluster({ userAccountCredentials }));
    assert.equal((await of({ adminUserName: "trainer" })).type, "azapi_resource");
    const whole = await of({ adminUserName: "trainer", adminUserPassword: "Hush-hush-1234" });
    assert.deepEqual(whole.resource.ssh, [
      { admin_username: "trainer", admin_password: `\${var.admin_user_password}` },
    ]);
    assert.equal(whole.file.found.variable.admin_user_password[0].sensitive, true);
  });

  test("ids are in the spelling that the providers parse", async () => {
    const { resource, type } = await written(inference());
    assert.equal(type, "azurerm_machine_learning_inference_cluster");
    assert.equal(
      resource.kubernetes_cluster_id,
      `${WORKSPACE.toLowerCase().replace("resourcegroups", "resourceGroups")}/providers/Microsoft.ContainerService/managedClusters/scoring`,
    );
  });

  test("a certificate and a label exclude each other", async () => {
    const own = { status: "Enabled", cert: "PEM", key: "PEM", cname: "ml.example.com" };
    const plain = await written(inference({ sslConfiguration: { ...own, overwriteExistingDomain: false } }));
    assert.equal(plain.type, "azurerm_machine_learning_inference_cluster");
    assert.deepEqual(Object.keys(plain.resource.ssl[0]), ["cert", "cname", "key"]);
    assert.equal(
      (await written(inference({ sslConfiguration: { ...own, leafDomainLabel: "x" } }))).type,
      "azapi_resource",
    );
    const label = { status: "Auto", leafDomainLabel: "scoring", overwriteExistingDomain: true };
    const made = await written(inference({ sslConfiguration: label }));
    assert.deepEqual(made.resource.ssl, [{ leaf_domain_label: "scoring", overwrite_existing_domain: true }]);
  });

  test("names that azurerm refuses, nodes without addresses or subnet, and other kinds go through azapi", async () => {
    assert.equal((await written(instance({}, { name: "abc" }))).type, "azapi_resource");
    assert.equal((await written(instance({ enableNodePublicIp: false }))).type, "azapi_resource");
    assert.equal((await written(instance({ idleTimeBeforeShutdown: "PT1H" }))).type, "azapi_resource");
    const batch = {
      computeType: "Batch",
      resourceId: `${WORKSPACE}/providers/Microsoft.Batch/batchAccounts/render`,
    };
    const { resource } = await written({ name: "render", location: "swedencentral", properties: batch });
    assert.equal(resource.schema_validation_enabled, false);
  });

  test("an instance needs no region, and is told where it cannot be", async () => {
    const home = await written(instance(), { workspaceLocation: "Sweden Central" });
    assert.deepEqual([home.type, home.told], ["azurerm_machine_learning_compute_instance", []]);
    assert.deepEqual((await written(instance(), { workspaceLocation: "uksouth" })).told, [
      "/location location",
    ]);
  });

  test("what the service answers goes back without what only the service sets", async () => {
    const answer = cluster(
      {
        vmSize: "STANDARD_E8S_V5",
        currentNodeCount: 2,
        allocationState: "Steady",
        errors: null,
        osType: "windows",
      },
      { id: `${WORKSPACE}/x`, type: "t", systemData: {} },
      {
        provisioningState: "Succeeded",
        provisioningErrors: null,
        createdOn: "2026-01-01",
        isAttachedCompute: false,
      },
    );
    const { resource, told } = await written(answer);
    assert.deepEqual(resource.body.properties, {
      computeType: "AmlCompute",
      properties: { vmSize: "STANDARD_E8S_V5", scaleSettings: { maxNodeCount: 3 }, osType: "Windows" },
    });
    assert.deepEqual(told, []);
  });
});
