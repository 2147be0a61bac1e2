/**
 * What people come for: each kind of compute from the first question to the row in the list, in each of
 * the browsers.
 */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { browsers } from "../support/browsers.js";
import { look } from "../support/look.js";
import { FIELD } from "../support/page.js";
import { stage } from "../support/stage.js";

const OUTER = "/properties";
const INNER = "/properties/properties";
const SUBSCRIPTION = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/team";
const ID = (type, name) => `${SUBSCRIPTION}/providers/${type}/${name}`;

/**
 * @param {import("../support/page.js").ComputePage} form
 * @param {string} button
 * @param {string} name
 */
async function make(form, button, name) {
  await form.press(button);
  await form.awaitRun(new RegExp(`^${name} is ready$`));
  const expected = /^(Ready|Running)$/;
  await form.until(
    async () => expected.test((await form.rows()).find((row) => row.name === name)?.state ?? ""),
    `row ${name}`,
  );
}

/** Notes what the page sends, before anything of it runs. */
function listen(page) {
  return page.evaluateOnNewDocument(() => {
    const { fetch } = globalThis;
    globalThis.sent = [];
    globalThis.fetch = async (...given) => {
      const request = new Request(...given);
      if (request.method === "PUT") globalThis.sent.push(await request.clone().text());
      return fetch(request);
    };
  });
}

/** The last body that was sent. */
async function sent(form) {
  const last = await form.page.evaluate(() => globalThis.sent.at(-1));
  return JSON.parse(last ?? "{}");
}

for (const browser of browsers()) {
  const { name, skip } = browser;
  describe(name, { skip }, () => {
    const stages = stage(["--speed", "8"], browser);
    /** @type {typeof stages.onPage} */
    const onPage = (work, setting) => stages.onPage(work, { ...setting, prepare: listen });

    test(
      "a cluster",
      onPage(async (form) => {
        await form.fillRight("cpu-cluster");
        await make(form, "Create", "cpu-cluster");
        const { computeType, properties } = (await sent(form)).properties;
        assert.equal(computeType, "AmlCompute");
        assert.deepEqual(properties.scaleSettings, {
          maxNodeCount: 4,
          minNodeCount: 1,
          nodeIdleTimeBeforeScaleDown: "PT5M",
        });
        assert.equal("vmPriority" in properties, false, "what was not set is not sent");
      }),
    );

    test(
      "a cluster of low priority",
      onPage(async (form) => {
        await form.fillRight("low-cluster");
        await form.choose(FIELD.priority, "LowPriority");
        await form.present("azureml-compute-form >>> .means");
        await look(form.page, `50-low-priority-${name}`);
        await make(form, "Create", "low-cluster");
        assert.equal((await sent(form)).properties.properties.vmPriority, "LowPriority");
      }),
    );

    test(
      "a cluster with an identity of the system, and one with a user's",
      onPage(async (form) => {
        await form.fillRight("system-id");
        await form.unfold();
        await form.choose("/identity/type", "SystemAssigned");
        await make(form, "Create", "system-id");
        await form.press("Create another");
        await form.fillRight("user-id");
        await form.unfold();
        await form.choose("/identity/type", "UserAssigned");
        const id = ID("Microsoft.ManagedIdentity/userAssignedIdentities", "trainer");
        await form.page.$eval(
          "azureml-compute-form >>> [data-path='/identity/userAssignedIdentities'] .add",
          (button) => button.click(),
        );
        await form.present(
          "azureml-compute-form >>> [data-path='/identity/userAssignedIdentities'] .row",
        );
        await form.type("/identity/userAssignedIdentities", id);
        await make(form, "Create", "user-id");
        assert.deepEqual((await sent(form)).identity, {
          type: "UserAssigned",
          userAssignedIdentities: { [id]: {} },
        });
      }),
    );

    test(
      "an instance",
      onPage(async (form) => {
        await form.chooseKind("notebook");
        await form.type(FIELD.name, "my-notebook");
        await form.type(FIELD.size, "Standard_DS3_v2");
        await form.type(`${INNER}/idleTimeBeforeShutdown`, "1 hour");
        await look(form.page, `51-instance-${name}`);
        await make(form, "Create", "my-notebook");
      }),
    );

    test(
      "a virtual machine",
      onPage(async (form) => {
        await form.chooseKind("attach", "VirtualMachine");
        await form.type(FIELD.name, "my-machine");
        await form.type(`${OUTER}/resourceId`, ID("Microsoft.Compute/virtualMachines", "dsvm"));
        await form.type(`${INNER}/administratorAccount/username`, "azureuser");
        await form.type(`${INNER}/administratorAccount/password`, "correct-Horse-7");
        await look(form.page, `52-virtual-machine-${name}`);
        await make(form, "Attach", "my-machine");
      }),
    );

    test(
      "an HDInsight cluster",
      onPage(async (form) => {
        await form.chooseKind("attach", "HDInsight");
        await form.type(FIELD.name, "my-hdi");
        await form.type(`${OUTER}/resourceId`, ID("Microsoft.HDInsight/clusters", "spark"));
        await form.type(`${INNER}/administratorAccount/username`, "sshuser");
        await form.type(`${INNER}/administratorAccount/password`, "correct-Horse-7");
        await make(form, "Attach", "my-hdi");
      }),
    );

    test(
      "a Databricks workspace, whose token goes out once",
      onPage(async (form) => {
        await form.chooseKind("attach", "Databricks");
        await form.type(FIELD.name, "my-bricks");
        await form.type(`${OUTER}/resourceId`, ID("Microsoft.Databricks/workspaces", "bricks"));
        await form.type(`${INNER}/databricksAccessToken`, "dapi0123456789abcdef");
        await make(form, "Attach", "my-bricks");
        assert.equal(
          (await sent(form)).properties.properties.databricksAccessToken,
          "dapi0123456789abcdef",
        );
      }),
    );

    test(
      "an AKS cluster",
      onPage(async (form) => {
        await form.chooseKind("serve", "AKS");
        await form.type(FIELD.name, "my-aks");
        const id = ID("Microsoft.ContainerService/managedClusters", "serving");
        await form.type(`${OUTER}/resourceId`, id);
        await make(form, "Attach", "my-aks");
      }),
    );

    test(
      "a Kubernetes cluster",
      onPage(async (form) => {
        await form.chooseKind("serve", "Kubernetes");
        await form.type(FIELD.name, "my-kubernetes");
        const id = ID("Microsoft.ContainerService/managedClusters", "training");
        await form.type(`${OUTER}/resourceId`, id);
        await form.type(`${INNER}/namespace`, "training");
        await make(form, "Attach", "my-kubernetes");
      }),
    );

    for (const [title, kind, path] of [
      ["a Batch account", "Batch", "Microsoft.Batch/batchAccounts"],
      [
        "a Data Lake Analytics account",
        "DataLakeAnalytics",
        "Microsoft.DataLakeAnalytics/accounts",
      ],
    ]) {
      test(
        `${title}: what the service does with it is shown`,
        onPage(
          async (form) => {
            await form.chooseKind("attach", kind);
            await form.type(FIELD.name, "my-account");
            await form.type(`${OUTER}/resourceId`, ID(path, "account7"));
            await form.press("Attach");
            const ended = /^my-account (is ready|was not attached)$/;
            await form.until(
              async () =>
                ended.test(await form.runTitle().catch(() => "")) ||
                (await form.page.$("azureml-compute-form >>> .summary.error")) !== null,
              "the end, or the reason why not",
            );
            await look(form.page, `53-${kind}-${name}`);
          },
          { expected: /status of 4\d\d/ },
        ),
      );
    }
  });
}
