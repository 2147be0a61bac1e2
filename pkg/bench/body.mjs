/** One body with every settable member, about 1.3 KB, and the same with five faults. */

/** A well-formed RSA key of 2048 bits; its number is no secret of anybody. */
const key = () => {
  const field = (bytes) => [0, 0, bytes.length >> 8, bytes.length & 255, ...bytes];
  const modulus = [0, ...Array.from({ length: 256 }, (_, index) => (index * 151 + 193) % 256)];
  return btoa(
    String.fromCharCode(...field([...Buffer.from("ssh-rsa")]), ...field([1, 0, 1]), ...field(modulus)),
  );
};

const subscription = "/subscriptions/34adfa4f-cedf-4dc0-ba29-b6d1a69ab345/resourceGroups/research";

export const body = {
  location: "westeurope",
  tags: { team: "vision", costCenter: "4711", purpose: "nightly" },
  identity: {
    type: "SystemAssigned,UserAssigned",
    userAssignedIdentities: {
      [`${subscription}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/training`]: {},
    },
  },
  properties: {
    computeType: "AmlCompute",
    computeLocation: "westeurope",
    disableLocalAuth: false,
    properties: {
      osType: "Linux",
      vmSize: "STANDARD_NC6S_V3",
      vmPriority: "Dedicated",
      isolatedNetwork: false,
      enableNodePublicIp: true,
      remoteLoginPortPublicAccess: "Enabled",
      scaleSettings: { minNodeCount: 0, maxNodeCount: 8, nodeIdleTimeBeforeScaleDown: "PT2M" },
      userAccountCredentials: {
        adminUserName: "operator",
        adminUserSshPublicKey: `ssh-rsa ${key()}`,
      },
      subnet: { id: `${subscription}/providers/Microsoft.Network/virtualNetworks/spoke/subnets/training` },
    },
  },
};

/** The same body without what gives a warning or an advice. */
export const clean = structuredClone(body);
clean.identity.type = "UserAssigned";
clean.properties.properties.vmSize = "STANDARD_D4DS_V5";
clean.properties.properties.remoteLoginPortPublicAccess = "Disabled";

/** Five faults: a number as location, an unknown word, a text as number, no duration, no id. */
export function faulty(of = body) {
  const copy = structuredClone(of);
  const { properties } = copy.properties;
  copy.location = 5;
  properties.vmPriority = "Spot";
  properties.scaleSettings.maxNodeCount = "8";
  properties.scaleSettings.nodeIdleTimeBeforeScaleDown = "2 minutes";
  properties.subnet.id = "training";
  return copy;
}

/** Where the five stand. */
export const FAULTS = [
  "/location",
  "/properties/properties/vmPriority",
  "/properties/properties/scaleSettings/maxNodeCount",
  "/properties/properties/scaleSettings/nodeIdleTimeBeforeScaleDown",
  "/properties/properties/subnet/id",
];

/** The same body with another text in it for every index. */
export function varied(of, index) {
  const copy = structuredClone(of);
  copy.tags.purpose = `experiment ${index}`;
  return copy;
}

/** A body of about 8 KB: 200 tags. */
export function tagged(index) {
  const copy = varied(clean, index);
  for (let tag = 0; tag < 200; tag += 1) {
    copy.tags[`costCenter${tag}`] = `department ${index} of ${tag}`;
  }
  return copy;
}

/** A different body for every index; every tenth is faulty. */
export function nth(index) {
  const copy = varied(body, index);
  copy.properties.properties.scaleSettings.maxNodeCount = 1 + (index % 20);
  return index % 10 === 0 ? faulty(copy) : copy;
}
