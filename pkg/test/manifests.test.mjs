/** Manifests of Azure Service Operator in YAML: known by their looks, findings at their lines, fixes in the file. */
import assert from "node:assert/strict";
import { describe as suite, test } from "node:test";
import { validate } from "azureml-compute";
import { applyFixYaml, convertYaml, validateYaml } from "azureml-compute/yaml";

const MANIFEST = `apiVersion: machinelearningservices.azure.com/v1api20240401
kind: WorkspacesCompute
metadata:
  name: cpu-pool
spec:
  location: westeurope
  owner:
    name: vision
  properties:
    amlCompute: # the only kind
      computeType: amlcompute
      properties:
        vmSize: Standard_D4s_v3
        userAccountCredentials:
          adminUserName: trainer
          adminUserPassword:
            name: pool-password
            key: password
        subnet:
          reference:
            armId: /subscriptions/8a5d2f6e-9c1b-4e7a-b3d4-5f6a7b8c9d0e/resourceGroups/vision/providers/Microsoft.Network/virtualNetworks/vision/subnets/training
        scaleSettings:
          minNodeCount: 5
          maxNodeCount: 4
`;

suite("manifests", () => {
  test("findings stand at the lines of the manifest", () => {
    const { diagnostics, kind } = validateYaml(MANIFEST);
    assert.equal(kind, "AmlCompute");
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    assert.deepEqual(
      errors.map(({ code, path, range }) => [code, path, range.start.line]),
      [
        ["aso/kind", "/spec/properties/amlCompute/computeType", 11],
        ["scale/min-above-max", "/spec/properties/amlCompute/properties/scaleSettings/minNodeCount", 23],
      ],
    );
    const mended = applyFixYaml(MANIFEST, errors[0].fix);
    assert.equal(mended, MANIFEST.replace("computeType: amlcompute", "computeType: AmlCompute"));
  });

  test("a manifest is converted, and secrets of the cluster become parameters", () => {
    const right = MANIFEST.replace("amlcompute", "AmlCompute").replace("minNodeCount: 5", "minNodeCount: 0");
    const { text, report } = convertYaml(right, { to: "bicep" });
    assert.match(text, /^@secure\(\)\nparam adminUserPassword string$/m);
    assert.match(text, /virtualNetworks\/vision\/subnets\/training/);
    assert.match(text, /computes@2024-04-01'/);
    assert.equal(report.valid, true);
  });

  test("one of another resource, and one that is handed over as something else", () => {
    const other = validateYaml(MANIFEST.replace("WorkspacesCompute", "Workspace"));
    assert.deepEqual(
      other.diagnostics.map(({ code }) => code),
      ["envelope/foreign-document"],
    );
    const { diagnostics } = validateYaml(MANIFEST, { format: "cli-v2" });
    assert.match(diagnostics[0].help, /format "aso"/);
    const spec = { apiVersion: "machinelearningservices.azure.com/v1api20240401", kind: "WorkspacesCompute" };
    assert.equal(validate(spec, { format: "aso" }).diagnostics[0].code, "aso/kind");
    // A request, a template or a document of the command line may be meant; a manifest is none of them.
    const [foreign, ...more] = validate(spec, { format: "auto" }).diagnostics;
    assert.deepEqual([foreign.code, more], ["envelope/foreign-document", []]);
  });
});
