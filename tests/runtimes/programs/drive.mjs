/** For every page with the elements: a wrong body, a right one that is created, the list that then has it. */
const cluster = (name, minNodeCount) => ({
  name,
  location: "westeurope",
  properties: {
    computeType: "AmlCompute",
    properties: { vmSize: "Standard_DS3_v2", scaleSettings: { minNodeCount, maxNodeCount: 1 } },
  },
});

export function clientOf({ ComputeClient }, { name: _, ...place }) {
  return new ComputeClient({
    ...place,
    allowInsecureLoopback: true,
    credential: async () => ({ token: "token", expiresOnTimestamp: Date.now() + 3_600_000 }),
  });
}

export async function drive(form, list, { name }) {
  const created = new Promise((resolve, reject) => {
    form.addEventListener("azureml-created", ({ detail }) => resolve(detail.resource.name));
    form.addEventListener("azureml-failed", ({ detail }) => reject(detail.error));
  });
  const own = `${name}-form`;
  form.value = cluster(own, 3);
  await form.updateComplete;
  const report = await form.check();
  const drawn = form.shadowRoot.querySelectorAll("[data-path]").length;
  form.value = cluster(own, 0);
  await form.updateComplete;
  const sent = await form.submit();
  const made = await created;
  const counted = new Promise((resolve) => {
    list.addEventListener("azureml-list", ({ detail }) => resolve(detail.count), { once: true });
  });
  await list.refresh();
  return {
    found: report.diagnostics.some(({ code }) => code === "scale/min-above-max"),
    drawn,
    sent,
    made: made === own,
    listed: await counted,
  };
}
