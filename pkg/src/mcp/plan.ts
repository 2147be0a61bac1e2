/** Plans for agents: against a compute that they hand over, or against the service if a credential is configured. */
import { ComputeClient } from "../client.js";
import type { Plan } from "../plan.js";
import type { ComputeResource, TokenFunction } from "../types.js";

/** What is to be planned. */
export interface Wanted {
  readonly name: string;
  readonly body: ComputeResource;
  /** The compute as it is; `null`: there is none. Without it the service is asked. */
  readonly current?: ComputeResource | null | undefined;
}

/** What is missing for a question to the service. */
export class NotConfigured extends Error {}

/** What would have to happen so that the compute is as wanted. Only reads. */
export async function planned(
  { name, body, current }: Wanted,
  environment: NodeJS.ProcessEnv,
  signal?: AbortSignal,
): Promise<Plan> {
  const client = current === undefined ? online(environment) : offline(current);
  return client.plan(name, body, signal === undefined ? {} : { signal });
}

const NOBODY = "00000000-0000-0000-0000-000000000000";

/** A client whose service is what the caller says: nothing leaves the process. */
function offline(current: ComputeResource | null): ComputeClient {
  const answer = (status: number, body: object) => {
    const headers = { "content-type": "application/json" };
    return Promise.resolve(new Response(JSON.stringify(body), { status, headers }));
  };
  const missing = { error: { code: "ResourceNotFound", message: "the caller says that there is none" } };
  return new ComputeClient({
    subscriptionId: NOBODY,
    resourceGroup: "offline",
    workspace: "offline",
    credential: async () => ({ token: "offline", expiresOnTimestamp: Date.now() + 3_600_000 }),
    retry: { maxRetries: 0 },
    fetch: (input) => {
      const { pathname } = new URL(typeof input === "object" && "url" in input ? input.url : input);
      if (/\/workspaces\/offline$/.test(pathname)) return answer(200, { id: pathname, name: "offline" });
      const isCompute = /\/computes\/[^/]+$/i.test(pathname);
      return isCompute && current !== null ? answer(200, current) : answer(404, missing);
    },
  });
}

/** Names of the environment that say which workspace is meant. */
const NAMES = ["AZURE_SUBSCRIPTION_ID", "AZURE_RESOURCE_GROUP", "AZUREML_WORKSPACE_NAME"] as const;

function online(environment: NodeJS.ProcessEnv): ComputeClient {
  const missing = NAMES.filter((name) => environment[name] === undefined);
  const token = environment["AZURE_ACCESS_TOKEN"];
  if (missing.length > 0 || token === undefined) {
    const names = [...missing, ...(token === undefined ? ["AZURE_ACCESS_TOKEN"] : [])].join(", ");
    throw new NotConfigured(
      `hand over \`current\` (null if there is none), or start the server with ${names} in its environment`,
    );
  }
  const credential: TokenFunction = async () => ({
    token,
    expiresOnTimestamp: Date.now() + 300_000,
  });
  const [subscriptionId = "", resourceGroup = "", workspace = ""] = NAMES.map((name) => environment[name]);
  const endpoint = environment["AZURE_RESOURCE_MANAGER_ENDPOINT"];
  return new ComputeClient({
    subscriptionId,
    resourceGroup,
    workspace,
    credential,
    // Another host than Azure's own gets no token: the client refuses it unless it is this machine.
    ...(endpoint === undefined ? {} : { endpoint, allowInsecureLoopback: true }),
  });
}
