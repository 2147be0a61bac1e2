/** One program for every cell: a check, the sizes, a create that is accepted and then given up. */
export async function program({ ComputeClient, validate, vmSizes }, { name, ...place }) {
  const body = {
    location: "westeurope",
    properties: {
      computeType: "AmlCompute",
      properties: { vmSize: "Standard_DS3_v2", scaleSettings: { minNodeCount: 3, maxNodeCount: 1 } },
    },
  };
  const codes = validate(body).diagnostics.map(({ code }) => code);
  const sizes = vmSizes({ gpu: true, region: "westeurope" }).length;
  body.properties.properties.scaleSettings = { minNodeCount: 0, maxNodeCount: 1 };
  const client = new ComputeClient({
    ...place,
    allowInsecureLoopback: true,
    credential: async () => ({ token: "token", expiresOnTimestamp: Date.now() + 3_600_000 }),
  });
  const controller = new AbortController();
  const reason = new Error("enough");
  const poller = client.create(name, body, { signal: controller.signal });
  await poller.submitted();
  controller.abort(reason);
  const aborted = await poller.then(
    () => false,
    (error) => error === reason,
  );
  return {
    refused: codes.includes("scale/min-above-max"),
    sizes,
    aborted,
    kept: (await client.get(name)).name,
  };
}
