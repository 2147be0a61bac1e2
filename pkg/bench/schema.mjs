/** Our own JSON Schema of an AmlCompute body: what a shape check by ajv can say about it. */

const text = { type: "string" };
const flag = { type: "boolean" };
const count = { type: "integer", minimum: 0, maximum: 2147483647 };
const guid = "[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}";
const inGroup = `^/subscriptions/${guid}/resourceGroups/[^/]+/providers`;
const closed = (properties, required = []) => ({
  type: "object",
  additionalProperties: false,
  properties,
  required,
});

export const schema = closed(
  {
    location: { type: "string", pattern: "^[a-z][a-z0-9]+$" },
    tags: { type: "object", maxProperties: 50, additionalProperties: { type: "string", maxLength: 256 } },
    identity: closed(
      {
        type: { enum: ["None", "SystemAssigned", "UserAssigned", "SystemAssigned,UserAssigned"] },
        userAssignedIdentities: {
          type: "object",
          propertyNames: { pattern: `${inGroup}/Microsoft\\.ManagedIdentity/userAssignedIdentities/[^/]+$` },
          additionalProperties: { type: "object" },
        },
      },
      ["type"],
    ),
    sku: closed({
      name: text,
      tier: { enum: ["Free", "Basic", "Standard", "Premium"] },
      size: text,
      family: text,
      capacity: count,
    }),
    properties: closed(
      {
        computeType: { const: "AmlCompute" },
        computeLocation: text,
        description: text,
        resourceId: text,
        disableLocalAuth: flag,
        properties: closed({
          osType: { enum: ["Linux", "Windows"] },
          vmSize: text,
          vmPriority: { enum: ["Dedicated", "LowPriority"] },
          virtualMachineImage: closed({ id: text }, ["id"]),
          isolatedNetwork: flag,
          enableNodePublicIp: flag,
          remoteLoginPortPublicAccess: { enum: ["Enabled", "Disabled", "NotSpecified"] },
          scaleSettings: closed(
            {
              minNodeCount: count,
              maxNodeCount: count,
              nodeIdleTimeBeforeScaleDown: {
                type: "string",
                pattern: "^P(?=.)(?:\\d+D)?(?:T(?=.)(?:\\d+H)?(?:\\d+M)?(?:\\d+S)?)?$",
              },
            },
            ["maxNodeCount"],
          ),
          userAccountCredentials: closed(
            {
              adminUserName: { type: "string", minLength: 1, maxLength: 32 },
              adminUserSshPublicKey: text,
              adminUserPassword: { type: "string", minLength: 8 },
            },
            ["adminUserName"],
          ),
          subnet: closed(
            {
              id: {
                type: "string",
                pattern: `${inGroup}/Microsoft\\.Network/virtualNetworks/[^/]+/subnets/[^/]+$`,
              },
            },
            ["id"],
          ),
          propertyBag: {},
        }),
      },
      ["computeType"],
    ),
  },
  ["location", "properties"],
);
