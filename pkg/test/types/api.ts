/** Compiled, never run: what a user writes has the types that are promised. */
import {
  type AmlComputeBody,
  ArmError,
  applyFix,
  type ComputeBody,
  ComputeClient,
  type ComputeInstanceBody,
  type ComputeResource,
  type Diagnostic,
  describe,
  type EnsureResult,
  type KindDescription,
  type Plan,
  type Poller,
  parseResourceId,
  parseVmSize,
  type Report,
  type TokenCredential,
  validate,
  validateMany,
  vmSizes,
} from "azureml-compute";
import { init } from "azureml-compute/web";

const report: Report = validate(
  { location: "westeurope" },
  { operation: "create", levels: { "scale/idle-advice": "off" } },
);
const first: Diagnostic | undefined = report.diagnostics[0];
if (first?.fix) {
  const text: string = applyFix("{}", first.fix);
  const bytes: Uint8Array = applyFix(new Uint8Array(), first.fix);
  const object: { location: string } = applyFix({ location: "x" }, first.fix);
  for (const operation of first.fix.patch) if (operation.op === "move") operation.from satisfies string;
  void [text, bytes, object];
}
if (first?.expected?.kind === "oneOf") first.expected.values satisfies readonly string[];
// @ts-expect-error there is no such option
validate({}, { nmae: "x" });
// @ts-expect-error there is no such level
validate({}, { levels: { a: "loud" } });

const all: KindDescription[] = describe();
const one: KindDescription = describe("AmlCompute");
const subnet: string | undefined = parseResourceId("/x", {
  type: "Microsoft.Network/virtualNetworks/subnets",
}).id?.name;
const memory: number | undefined = parseVmSize("Standard_DS3_v2").size?.memoryGiB;
const names: string[] = vmSizes({ gpu: true, region: "westeurope" }).map(({ name }) => name);
void [all, one, subnet, memory, names];

/** What `@azure/core-auth` declares. */
interface CoreTokenCredential {
  getToken(
    scopes: string | string[],
    options?: { abortSignal?: AbortSignal; claims?: string; enableCae?: boolean; tenantId?: string },
  ): Promise<{ token: string; expiresOnTimestamp: number; refreshAfterTimestamp?: number } | null>;
}
declare const core: CoreTokenCredential;
core satisfies TokenCredential;

const place = { subscriptionId: "s", resourceGroup: "g", workspace: "w" };
const client = new ComputeClient({ ...place, credential: core, fetch, retry: { maxRetries: 2 } });
new ComputeClient({ ...place, credential: async () => ({ token: "t", expiresOnTimestamp: 0 }) });
// @ts-expect-error a credential is needed
new ComputeClient(place);

export async function use(signal: AbortSignal, stream: ReadableStream<Uint8Array>): Promise<void> {
  await init(new URL("https://example.org/azureml_compute.wasm"));
  const actions: Poller<void>[] = [
    client.start("a"),
    client.stop("a"),
    client.restart("a"),
    client.detach("a"),
  ];
  await Promise.all(actions);
  for await (const page of client.list().byPage({ signal: AbortSignal.timeout(1) })) console.log(page.length);
  const poller: Poller<ComputeResource> = client.create(
    "cpu",
    { location: "westeurope" },
    { signal, validate: false },
  );
  await poller.submitted();
  for await (const { status, percent } of poller) console.log(status.length, percent ?? 0);
  const created: ComputeResource = await poller;
  const stopped: Promise<string | undefined> = poller.then((compute) => compute.name);
  poller.onProgress(({ elapsedMs }) => elapsedMs.toFixed());
  await client.delete("cpu", { underlyingResourceAction: "Delete" });
  // @ts-expect-error what happens to the machines has to be said
  client.delete("cpu");
  const maybe: ComputeResource | undefined = await client.tryGet("cpu", { abortSignal: signal });
  for await (const compute of client.list()) compute.name?.length;
  for await (const page of client.list().byPage({ continuationToken: "x" })) page.continuationToken?.length;
  for await (const { index, report: each } of validateMany(stream)) console.log(index, each.valid);
  const plan: Plan = await client.plan("cpu", { location: "westeurope" }, { signal, today: "2026-11-24" });
  if (plan.action === "blocked") console.log(plan.reason satisfies string | undefined, plan.error?.message);
  for (const { effect, message } of plan.changes) if (effect === "replace") console.log(message);
  const ensuring: Poller<EnsureResult> = client.ensure("cpu", "{}", { signal, until: "steady" });
  const { outcome, resource }: EnsureResult = await ensuring;
  if (outcome === "replace-needed") console.log(resource.name);
  // @ts-expect-error a body is always checked
  client.ensure("cpu", {}, { validate: false });
  const before: Report = await client.preflight("cpu", new Uint8Array(), { facts: { prices: {} } });
  void before;
  try {
    await poller;
  } catch (error) {
    if (error instanceof ArmError) console.log(error.status, error.details?.[0]?.code, error.requestId);
  }
  void [created, stopped, maybe];
}

({
  location: "westeurope",
  properties: {
    computeType: "AmlCompute",
    properties: {
      vmSize: "Standard_DS3_v2",
      vmPriority: "a word of tomorrow",
      scaleSettings: { maxNodeCount: 2 },
    },
  },
}) satisfies AmlComputeBody;
// @ts-expect-error the kind is another one
({ properties: { computeType: "AmlCompute" } }) satisfies ComputeInstanceBody;
// @ts-expect-error there is no such member
({ properties: { computeType: "AmlCompute", properties: { vmsize: "x" } } }) satisfies ComputeBody;
// @ts-expect-error a body names its kind
({ properties: {} }) satisfies ComputeBody;

export function sizeOf({ properties }: ComputeBody): string | undefined {
  if (properties.computeType === "AmlCompute") {
    return properties.properties?.scaleSettings?.maxNodeCount?.toFixed();
  }
  if (properties.computeType === "ComputeInstance") return properties.properties?.vmSize;
  // @ts-expect-error of the others not all have scale settings
  return properties.properties?.scaleSettings;
}
