/**
 * The same wire as the official client: for one intent, `@azure/arm-machinelearning` and this package send
 * the same method, path, query and body. Both talk over loopback HTTP to a recorder that answers as the
 * service does. Where they differ, the difference is a defect that is named and shown here.
 */
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { AzureMachineLearningWorkspaces } from "@azure/arm-machinelearning";
import { ComputeClient } from "../dist/esm/node.js";

const ARM = "https://management.azure.com";
const SUBSCRIPTION = "00000000-0000-0000-0000-000000000001";
const GROUP = "rg";
const WORKSPACE = "ws";
const PROVIDER = "providers/Microsoft.MachineLearningServices";
const W = `/subscriptions/${SUBSCRIPTION}/resourceGroups/${GROUP}/${PROVIDER}/workspaces/${WORKSPACE}`;
const L = `/subscriptions/${SUBSCRIPTION}/${PROVIDER}/locations/westeurope`;
/** The version that the official client speaks. */
const VERSION = "2022-10-01";
/** As signed as the real one: nothing in it may be written anew. */
const STATUS = `${ARM}${L}/computeOperationsStatus/7?api-version=${VERSION}&service=new&t=1%2b2&c=A%2FB+C&s=x~y*z!&h=%20`;

const credential = { getToken: async () => ({ token: "t", expiresOnTimestamp: Date.now() + 3_600_000 }) };
let recorder;
let recorded = [];

before(async () => {
  recorder = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    const [path, query = ""] = request.url.split("?");
    recorded.push({ method: request.method, path, query, text, headers: request.headers });
    const { status, headers, body } = reaction(request.method, path, query);
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(body === undefined ? "" : JSON.stringify(body));
  });
  await new Promise((resolve) => recorder.listen(0, "127.0.0.1", resolve));
});
after(() => recorder.close());

/** The service in one function: what was seen of the real one, done at once. */
function reaction(method, path, query) {
  const started = { "azure-asyncoperation": STATUS, "retry-after": "0" };
  if (path.includes("/computeOperationsStatus/")) return { status: 200, body: { status: "Succeeded" } };
  if (path.endsWith("/jobs/j1")) return { status: 200, body: job("Completed") };
  if (path.endsWith("/cancel")) return { status: 202, headers: started };
  if (/\/(start|stop|restart|resize)$/.test(path)) return { status: 202, headers: started };
  const pages = { computes: "value", listNodes: "nodes", vmSizes: "value", usages: "value", quotas: "value" };
  const list = pages[path.split("/").at(-1)];
  if (list !== undefined) {
    const next = `${ARM}${path}?api-version=${VERSION}&$skip=a%2Bb`;
    const last = query.includes("skip") || path.endsWith("/vmSizes");
    return { status: 200, body: { [list]: [{ name: "x" }], ...(!last && { nextLink: next }) } };
  }
  if (path.endsWith("/listKeys")) return { status: 200, body: { computeType: "AKS" } };
  if (path.endsWith("/updateQuotas")) return { status: 200, body: { value: [] } };
  if (method === "DELETE") return { status: 202, headers: started };
  if (method === "PUT") return { status: 201, headers: started, body: compute("Creating") };
  if (method === "PATCH") return { status: 200, headers: started, body: compute("Updating") };
  return { status: 200, body: compute("Succeeded", lastAction()) };
}

const compute = (provisioningState, state) => ({
  name: "c1",
  properties: { computeType: "ComputeInstance", provisioningState, properties: { ...(state && { state }) } },
});
const job = (status) => ({ name: "j1", properties: { jobType: "Command", status } });
const lastAction = () => (recorded.some(({ path }) => path.endsWith("/stop")) ? "Stopped" : "Running");

/** Where both clients' requests go. */
const here = (url) => `http://127.0.0.1:${recorder.address().port}${url.slice(ARM.length)}`;

function official() {
  const httpClient = {
    async sendRequest(request) {
      assert.ok(request.url.startsWith(ARM), request.url);
      const answer = await fetch(here(request.url), {
        method: request.method,
        headers: Object.fromEntries(request.headers),
        ...(request.body !== undefined && { body: request.body }),
      });
      const headers = request.headers.clone ? request.headers.clone() : new request.headers.constructor();
      for (const [name] of [...headers]) headers.delete(name);
      for (const [name, value] of answer.headers) headers.set(name, value);
      return { request, status: answer.status, headers, bodyAsText: await answer.text() };
    },
  };
  return new AzureMachineLearningWorkspaces(credential, SUBSCRIPTION, { endpoint: ARM, httpClient });
}

function ours(options = {}) {
  const where = { subscriptionId: SUBSCRIPTION, resourceGroup: GROUP, workspace: WORKSPACE };
  const fetchHere = (url, init) => fetch(here(url), init);
  return new ComputeClient({ ...where, credential, apiVersion: VERSION, fetch: fetchHere, ...options });
}

async function requestsOf(run) {
  recorded = [];
  await run();
  return recorded;
}

/** What has to be equal: everything that means something to the service. */
const wire = ({ method, path, query, text, headers }) => ({
  method,
  path,
  query: query.split("&"),
  body: text === "" ? undefined : JSON.parse(text),
  type: text === "" ? undefined : headers["content-type"],
  accept: headers.accept,
  authorization: headers.authorization,
});

/** The looks at an operation and at its resource: when and how often is each client's own business. */
const isLook = ({ method, path }) =>
  method === "GET" && (path.includes("/computeOperationsStatus/") || /\/(computes|jobs)\/[^/]+$/.test(path));

const all = async (iterable) => {
  for await (const _ of iterable);
};
const rows = [
  {
    id: `${W}/quotas/standardDSv2Family`,
    type: "Microsoft.MachineLearningServices/workspaces/quotas",
    limit: 0,
    unit: "Count",
  },
];
const cluster = {
  location: "westeurope",
  tags: { a: "b" },
  identity: {
    type: "SystemAssigned,UserAssigned",
    userAssignedIdentities: { "/subscriptions/s/resourceGroups/g/x": {} },
  },
  properties: {
    computeType: "AmlCompute",
    description: "ü",
    properties: {
      vmSize: "STANDARD_NC6",
      vmPriority: "Dedicated",
      scaleSettings: { minNodeCount: 0, maxNodeCount: 1, nodeIdleTimeBeforeScaleDown: "PT5M" },
      subnet: { id: "/subscriptions/s/x" },
    },
  },
};
const attached = {
  location: "westeurope",
  properties: {
    computeType: "VirtualMachine",
    resourceId: "/subscriptions/s/x",
    properties: { sshPort: 22, administratorAccount: { username: "u", publicKeyData: "k" } },
  },
};
const patch = { properties: { properties: { scaleSettings: { minNodeCount: 1, maxNodeCount: 2 } } } };
const command = {
  properties: {
    jobType: "Command",
    command: "python train.py",
    environmentId: `${W}/environments/e/versions/1`,
    computeId: `${W}/computes/c1`,
  },
};
const unchecked = { validate: false };

/** Name of the intent, how the official client is told, how ours is. */
const INTENTS = [
  ["list", (it) => all(it.computeOperations.list(GROUP, WORKSPACE)), (it) => all(it.list())],
  ["get", (it) => it.computeOperations.get(GROUP, WORKSPACE, "c1"), (it) => it.get("c1")],
  [
    "get, a name that needs escapes",
    (it) => it.computeOperations.get(GROUP, WORKSPACE, "a b(c)'é?#&%2f"),
    (it) => it.get("a b(c)'é?#&%2f"),
  ],
  [
    "create",
    (it) => it.computeOperations.beginCreateOrUpdateAndWait(GROUP, WORKSPACE, "c1", cluster),
    (it) => it.create("c1", cluster, unchecked),
  ],
  [
    "attach",
    (it) => it.computeOperations.beginCreateOrUpdateAndWait(GROUP, WORKSPACE, "c1", attached),
    (it) => it.create("c1", attached, unchecked),
  ],
  [
    "update",
    // Its model is flat; what it writes is not.
    (it) => it.computeOperations.beginUpdateAndWait(GROUP, WORKSPACE, "c1", patch.properties),
    (it) => it.update("c1", patch),
  ],
  [
    "delete",
    (it) => it.computeOperations.beginDeleteAndWait(GROUP, WORKSPACE, "c1", "Delete"),
    (it) => it.delete("c1", { underlyingResourceAction: "Delete" }),
  ],
  [
    "detach",
    (it) => it.computeOperations.beginDeleteAndWait(GROUP, WORKSPACE, "c1", "Detach"),
    (it) => it.detach("c1"),
  ],
  ["start", (it) => it.computeOperations.beginStartAndWait(GROUP, WORKSPACE, "c1"), (it) => it.start("c1")],
  ["stop", (it) => it.computeOperations.beginStopAndWait(GROUP, WORKSPACE, "c1"), (it) => it.stop("c1")],
  [
    "restart",
    (it) => it.computeOperations.beginRestartAndWait(GROUP, WORKSPACE, "c1"),
    (it) => it.restart("c1"),
  ],
  [
    "list nodes",
    (it) => all(it.computeOperations.listNodes(GROUP, WORKSPACE, "c1")),
    (it) => all(it.listNodes("c1")),
  ],
  ["list keys", (it) => it.computeOperations.listKeys(GROUP, WORKSPACE, "c1"), (it) => it.listKeys("c1")],
  ["sizes", (it) => it.virtualMachineSizes.list("westeurope"), (it) => it.vmSizes("westeurope")],
  ["usages", (it) => all(it.usages.list("westeurope")), (it) => all(it.usages("westeurope"))],
  ["quotas", (it) => all(it.quotas.list("westeurope")), (it) => all(it.quotas("westeurope"))],
  [
    "update quotas",
    (it) => it.quotas.update("westeurope", { value: rows }),
    (it) => it.updateQuotas("westeurope", rows),
  ],
  ["workspace", (it) => it.workspaces.get(GROUP, WORKSPACE), (it) => it.workspace()],
  [
    "submit",
    (it) => it.jobs.createOrUpdate(GROUP, WORKSPACE, "j1", command),
    (it) => it.submit({ name: "j1", ...command }),
  ],
  ["get job", (it) => it.jobs.get(GROUP, WORKSPACE, "j1"), (it) => it.getJob("j1")],
  ["cancel job", (it) => it.jobs.beginCancelAndWait(GROUP, WORKSPACE, "j1"), (it) => it.cancelJob("j1")],
];

for (const [intent, byThem, byUs] of INTENTS) {
  test(`${intent}: the same request`, async () => {
    const theirs = await requestsOf(() => byThem(official()));
    const mine = await requestsOf(() => byUs(ours()));
    const single = /^(get|workspace)/.test(intent);
    const meant = (requests) => requests.filter((one) => single || !isLook(one)).map(wire);
    assert.ok(meant(theirs).length > 0);
    assert.deepEqual(meant(mine), meant(theirs));
    // Fewer header fields: in a browser each of them has to be allowed by the service.
    const extra = ["x-ms-useragent", "user-agent", "x-ms-client-request-id"];
    for (const { headers } of mine) {
      const own = Object.keys(headers).filter((name) => name.startsWith("x-") && !extra.includes(name));
      assert.deepEqual(own, []);
    }
  });
}

test("every operation that both have is compared", () => {
  const prototype = Object.getOwnPropertyNames(Object.getPrototypeOf(official().computeOperations));
  const public_ = prototype.filter((name) => /^(begin\w+AndWait|list\w*|get)$/.test(name));
  const compared = INTENTS.map(([, byThem]) => String(byThem)).join("\n");
  for (const name of public_.filter((name) => !/Paging/.test(name))) {
    assert.ok(compared.includes(`.${name}(`), `${name} is not compared`);
  }
});

const statusQueries = (requests) =>
  requests.filter(({ path }) => path.includes("/computeOperationsStatus/")).map(({ query }) => query);
const SIGNED = STATUS.split("?")[1];

test("defect of theirs: a delete polls its operation under another address; ours is byte for byte", async () => {
  const theirs = await requestsOf(() =>
    official().computeOperations.beginDeleteAndWait(GROUP, WORKSPACE, "c1", "Delete"),
  );
  assert.match(statusQueries(theirs)[0], /&underlyingResourceAction=Delete$/);
  const mine = await requestsOf(() => ours().delete("c1", { underlyingResourceAction: "Delete" }));
  assert.deepEqual(statusQueries(mine), [SIGNED]);
});

test("defect of theirs: unknown members get lost on the way; ours keeps the body", async () => {
  const body = structuredClone(cluster);
  body.properties.properties.future = { a: [1] };
  const unknownKind = { location: "x", properties: { computeType: "Quantum", properties: { qubits: 3 } } };
  const bodies = async (run) => (await requestsOf(run)).filter(({ method }) => method === "PUT").map(wire);
  for (const [sent, lost] of [
    [body, (them) => them.properties.properties.future],
    [unknownKind, (them) => them.properties.properties],
  ]) {
    const [theirs] = await bodies(() =>
      official().computeOperations.beginCreateOrUpdateAndWait(GROUP, WORKSPACE, "c1", sent),
    );
    assert.equal(lost(theirs.body), undefined);
    const [mine] = await bodies(() => ours().create("c1", sent, unchecked));
    assert.deepEqual(mine.body, sent);
  }
});

test("defect of theirs: looks without a body say what type the body has; ours do not", async () => {
  const run = (it) => it.computeOperations.beginCreateOrUpdateAndWait(GROUP, WORKSPACE, "c1", cluster);
  const types = (requests) =>
    new Set(requests.filter(({ method }) => method === "GET").map(({ headers }) => headers["content-type"]));
  assert.ok(types(await requestsOf(() => run(official()))).has("application/json"));
  const mine = await requestsOf(() => ours().create("c1", cluster, unchecked));
  assert.deepEqual([...types(mine)], [undefined]);
});

test("defect of theirs: an action is over before the instance is; ours looks at it", async () => {
  const looks = (requests) => requests.filter(({ path }) => path.endsWith("/computes/c1")).length;
  const theirs = await requestsOf(() =>
    official().computeOperations.beginStopAndWait(GROUP, WORKSPACE, "c1"),
  );
  assert.equal(looks(theirs), 0);
  let seen;
  const mine = await requestsOf(async () => {
    const stopping = ours().stop("c1");
    stopping.onProgress(({ state }) => {
      seen = state;
    });
    await stopping;
  });
  assert.equal(looks(mine), 1);
  assert.equal(seen, "Stopped");
});

test("beyond theirs: operations of previews, in a preview version, from the same client", async () => {
  const seen = await requestsOf(async () => {
    const client = ours();
    await client.resize("c1", "STANDARD_DS3_V2");
    await client.updateIdleShutdown("c1", "PT30M");
    await client.updateCustomServices("c1", [{ name: "rstudio" }]);
    await client.updateDataMounts("c1", []);
  });
  const posts = seen.filter(({ method }) => method === "POST");
  assert.deepEqual(
    posts.map(({ path, query, text }) => [path.slice(`${W}/computes/c1/`.length), query, text]),
    [
      ["resize", "api-version=2026-05-15-preview", '{"targetVMSize":"STANDARD_DS3_V2"}'],
      ["updateIdleShutdownSetting", "api-version=2026-05-15-preview", '{"idleTimeBeforeShutdown":"PT30M"}'],
      ["customServices", "api-version=2026-05-15-preview", '[{"name":"rstudio"}]'],
      ["updateDataMounts", "api-version=2026-05-15-preview", "[]"],
    ],
  );
});
