/** What a call of the management API costs here, with an exchange that takes no time. */
import { ComputeClient } from "../dist/esm/node.js";
import { compare, processor } from "./measure.mjs";
import { AzureMachineLearningWorkspaces, createHttpHeaders } from "./official.mjs";

const CALLS = 500;
const ROUNDS = 11;

const subscriptionId = "34adfa4f-cedf-4dc0-ba29-b6d1a69ab345";
const scope = { subscriptionId, resourceGroup: "research", workspace: "vision" };
const path = `/subscriptions/${subscriptionId}/resourceGroups/research/providers/Microsoft.MachineLearningServices/workspaces/vision/computes/cpu`;
const answer = JSON.stringify({
  id: path,
  name: "cpu",
  type: "Microsoft.MachineLearningServices/workspaces/computes",
  location: "westeurope",
  properties: {
    computeType: "AmlCompute",
    computeLocation: "westeurope",
    provisioningState: "Succeeded",
    properties: {
      vmSize: "STANDARD_D4DS_V5",
      vmPriority: "Dedicated",
      scaleSettings: { minNodeCount: 0, maxNodeCount: 8, nodeIdleTimeBeforeScaleDown: "PT2M" },
      allocationState: "Steady",
      currentNodeCount: 0,
    },
  },
});
const headers = { "content-type": "application/json", "x-ms-request-id": "b8b15bb1" };
const token = { token: "secret", expiresOnTimestamp: Date.now() + 3_600_000 };
const url = `https://management.azure.com${path}?api-version=2026-05-01`;

const fetch = async () => new Response(answer, { headers });

/** The rows of this file. */
export async function calls() {
  const ours = new ComputeClient({ ...scope, credential: async () => token, fetch });
  const theirs = new AzureMachineLearningWorkspaces({ getToken: async () => token }, subscriptionId, {
    httpClient: { sendRequest },
  });
  const raw = async () => {
    const init = { headers: { authorization: `Bearer ${token.token}`, accept: "application/json" } };
    return JSON.parse(await (await fetch(url, init)).text());
  };
  const many = (run) => async () => {
    for (let call = 0; call < CALLS; call += 1) {
      if ((await run()).name !== "cpu") throw new Error("the answer is not the compute");
    }
  };
  const candidates = [
    { name: "fetch + JSON.parse", isPeer: true, run: many(raw) },
    { name: "official client", run: many(() => theirs.computeOperations.get("research", "vision", "cpu")) },
    { name: "ComputeClient.get", run: many(() => ours.get("cpu")) },
  ];
  const rows = await compare(candidates, { rounds: ROUNDS, amount: CALLS, clock: processor });
  return { group: "one get, processor time", against: "fetch + JSON.parse", rows };
}

/** The official client has its own form of an answer; the body comes out of the same fetch. */
async function sendRequest(request) {
  const response = await fetch();
  return { request, status: 200, headers: createHttpHeaders(headers), bodyAsText: await response.text() };
}
