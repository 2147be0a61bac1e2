/** The official client's first answer; the network is left out. */
import { AzureMachineLearningWorkspaces } from "@azure/arm-machinelearning";
import { createHttpHeaders } from "@azure/core-rest-pipeline";

export async function first() {
  const client = new AzureMachineLearningWorkspaces(
    { getToken: async () => ({ token: "token", expiresOnTimestamp: Date.now() + 3_600_000 }) },
    "00000000-0000-0000-0000-000000000001",
    {
      httpClient: {
        sendRequest: async (request) => ({
          request,
          status: 200,
          headers: createHttpHeaders(),
          bodyAsText: '{"name":"AmlCompute"}',
        }),
      },
    },
  );
  return (await client.computeOperations.get("rg", "ws", "cpu")).name;
}
