#!/usr/bin/env bash
# Package: @azure/arm-machinelearning 2.1.1 from npm, computeOperations.beginCreateOrUpdate.
# Likely guess: the service compares computeType without regard to case, so the client does as well; or it sends what
#   it was given and leaves the judgement to the service.
# What happens: the client finds the model of a body by the exact spelling of computeType. With "amlcompute" (the
#   spelling of CLI v2 files) it knows only the common model and cuts everything below properties.properties: no
#   size, no scale, no subnet. There is no error and no log line. maxNodeCount given as "3" is refused, however.
# Why our users care: a body that was checked as valid, and is, is not what arrives. Bodies taken from a YAML file or
#   from another tool must have the exact spelling before they are given to this client.
# Date: 2026-12-01
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund @azure/arm-machinelearning@2.1.1
cat >look.mjs <<'SCRIPT'
import { AzureMachineLearningWorkspaces } from "@azure/arm-machinelearning";

const sent = [];
const httpClient = {
  sendRequest: async (request) => {
    sent.push(request.body);
    return { request, status: 200, headers: request.headers, bodyAsText: "{}" };
  },
};
const credential = { getToken: async () => ({ token: "none", expiresOnTimestamp: Date.now() + 3_600_000 }) };
const client = new AzureMachineLearningWorkspaces(credential, "00000000-0000-4000-8000-000000000000", { httpClient });
for (const computeType of ["AmlCompute", "amlcompute"]) {
  const properties = { vmSize: "Standard_DS3_v2", scaleSettings: { maxNodeCount: 3 } };
  await client.computeOperations.beginCreateOrUpdate("group", "workspace", "pool", {
    location: "westeurope",
    properties: { computeType, properties },
  });
  console.log(JSON.stringify(JSON.parse(sent.at(-1)).properties));
}
SCRIPT
seen=$(node look.mjs)
echo "$seen"
[ "$seen" = '{"computeType":"AmlCompute","properties":{"vmSize":"Standard_DS3_v2","scaleSettings":{"maxNodeCount":3}}}
{"computeType":"amlcompute"}' ] || exit 1
