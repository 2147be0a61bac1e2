/**
 * A deployment template as compilers of Bicep write them: modules inside of modules, each with its descriptions,
 * types and parameters, about 1.7 MB in all, and two computes at the end.
 */
const SCHEMA = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";
const MODULES = 42;

const described = (type, words, more = {}) => ({ type, metadata: { description: words }, ...more });

const file = (parts) => ({
  $schema: SCHEMA,
  languageVersion: "2.0",
  contentVersion: "1.0.0.0",
  metadata: { _generator: { name: "bicep", version: "0.36.177.2456", templateHash: "4242424242424242424" } },
  ...parts,
});

const deployment = (name, parameters, template) => ({
  type: "Microsoft.Resources/deployments",
  apiVersion: "2024-03-01",
  name: `[format('{0}-${name}', deployment().name)]`,
  properties: {
    expressionEvaluationOptions: { scope: "inner" },
    mode: "Incremental",
    parameters: Object.fromEntries(Object.entries(parameters).map(([key, value]) => [key, { value }])),
    template,
  },
});

/** A module that deploys no compute, with one of its kind inside of it, three levels deep. */
function ordinary(number, depth) {
  const role = (key) =>
    described("object", `The ${key} that somebody gets on the resource, by its name or by its id.`, {
      properties: Object.fromEntries(
        ["principal", "role", "condition", "reason"].map((name) => [
          name,
          described("string", `Optional. The ${name} of the assignment; without it the usual one is meant.`, {
            nullable: true,
          }),
        ]),
      ),
    });
  return deployment(
    `part-${number}`,
    {
      name: "[parameters('name')]",
      place: "[parameters('place')]",
      roles: "[tryGet(parameters('tags'), 'r')]",
    },
    file({
      definitions: { reader: role("reader"), writer: role("writer"), owner: role("owner") },
      parameters: {
        name: described("string", "Required. What the resource is called."),
        place: described("string", "Optional. Where it stands.", {
          defaultValue: "[resourceGroup().location]",
        }),
        tags: described("object", "Optional. Words for whoever looks after it.", { nullable: true }),
        roles: described("array", "Optional. Who may do what with it.", { nullable: true }),
      },
      variables: {
        copy: [
          {
            name: "assignments",
            count: "[length(coalesce(parameters('roles'), createArray()))]",
            input: "[union(parameters('roles')[copyIndex('assignments')], createObject('scope', 'own'))]",
          },
        ],
        known: Object.fromEntries(
          ["Reader", "Contributor", "Owner"].map((word) => [
            word,
            "[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', guid(parameters('name')))]",
          ]),
        ),
      },
      resources: {
        store: {
          type: "Microsoft.Storage/storageAccounts",
          apiVersion: "2024-01-01",
          name: "[parameters('name')]",
          location: "[parameters('place')]",
          tags: "[parameters('tags')]",
          properties: { minimumTlsVersion: "TLS1_2", networkAcls: { defaultAction: "Deny" } },
        },
        ...(depth > 0 ? { inside: ordinary(`${number}-${depth}`, depth - 1) } : {}),
      },
      outputs: {
        id: {
          type: "string",
          value: "[resourceId('Microsoft.Storage/storageAccounts', parameters('name'))]",
        },
      },
    }),
  );
}

function compute(name, kind, properties) {
  return deployment(
    name,
    { workspace: "[parameters('name')]", name, place: "[parameters('place')]", kind, properties },
    file({
      parameters: Object.fromEntries(
        [
          ["workspace", "string"],
          ["name", "string"],
          ["place", "string"],
          ["kind", "string"],
          ["properties", "object"],
        ].map(([key, type]) => [key, described(type, `Required. The ${key} of the compute.`)]),
      ),
      resources: {
        compute: {
          type: "Microsoft.MachineLearningServices/workspaces/computes",
          apiVersion: "2025-12-01",
          name: "[format('{0}/{1}', parameters('workspace'), parameters('name'))]",
          location: "[parameters('place')]",
          properties: {
            computeType: "[parameters('kind')]",
            properties: "[parameters('properties')]",
          },
        },
      },
    }),
  );
}

/** Its text. */
export function template() {
  const resources = Object.fromEntries(
    Array.from({ length: MODULES }, (_, number) => [`part${number}`, ordinary(number, 3)]),
  );
  resources.cluster = compute("cpu-cluster", "AmlCompute", {
    vmSize: "Standard_E4ds_v5",
    scaleSettings: { minNodeCount: 0, maxNodeCount: 4, nodeIdleTimeBeforeScaleDown: "PT5M" },
  });
  resources.desk = compute("desk-one", "ComputeInstance", {
    vmSize: "Standard_E4ds_v5",
    idleTimeBeforeShutdown: "PT30M",
  });
  const parameters = {
    name: { type: "string", defaultValue: "forge" },
    place: { type: "string", defaultValue: "norwayeast" },
    tags: { type: "object", nullable: true },
  };
  return JSON.stringify(file({ parameters, resources }), null, 2);
}
