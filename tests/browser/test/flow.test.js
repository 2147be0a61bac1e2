import assert from "node:assert/strict";
import test from "node:test";
import { look } from "../support/look.js";
import { FIELD } from "../support/page.js";
import { stage } from "../support/stage.js";

const { onPage } = stage();

test(
  "wrong input, a fix, creation, progress, the list, deletion",
  onPage(async (form) => {
    await look(form.page, "01-empty");

    await form.type(FIELD.name, "gpu_cluster");
    await form.awaitFinding(FIELD.name, "error", /_/);
    await form.type(FIELD.max, "4x");
    await form.awaitFinding(FIELD.max, "error", /whole number/);
    assert.equal(await form.valueAt(FIELD.max), "4x");
    await form.type(FIELD.max, "4");
    await form.type(FIELD.min, "9");
    await form.awaitFinding(FIELD.min, "error", /9/);
    await form.choose(FIELD.priority, "LowPriority");
    await form.awaitFinding(FIELD.priority, "warning", /Spot/);
    await form.type(FIELD.idle, "soon");
    await form.awaitFinding(FIELD.idle, "error", /soon/);
    await look(form.page, "02-errors");

    await form.press("Create");
    await form.until(
      async () => /summary/.test((await form.focused()).classes),
      "focus on the summary",
    );

    await form.fix(FIELD.name);
    await form.until(
      async () => (await form.valueAt(FIELD.name)) === "gpu-cluster",
      "the fixed name",
    );
    assert.deepEqual(
      (await form.findingsAt(FIELD.name)).filter((text) => text.startsWith("error")),
      [],
    );
    await form.fix(FIELD.min);
    await form.until(async () => (await form.valueAt(FIELD.min)) === "4", "the fixed minimum");
    await form.type(FIELD.min, "1");
    await form.type(FIELD.size, "Standard_DS3_v2");
    await form.type(FIELD.idle, "5 min");
    await look(form.page, "03-good");

    await form.press("Create");
    await form.awaitRun(/^Creating gpu-cluster$/);
    await form.until(async () => (await form.steps())[0] === "done", "the acceptance");
    await form.awaitRow("gpu-cluster", "Creating");
    await look(form.page, "04-creating");
    await form.until(
      async () => (await form.steps())[1] === "done",
      "the end of provisioning",
      60_000,
    );
    await look(form.page, "05-allocating");
    await form.awaitRun(/^gpu-cluster is ready$/);
    assert.deepEqual(await form.steps(), ["done", "done", "done", "done"]);
    await form.awaitRow("gpu-cluster", "Ready");
    await look(form.page, "06-ready");

    await form.pressInList("Delete gpu-cluster");
    await look(form.page, "07-confirm-delete");
    const dialog = await form.page.$eval(
      "azureml-compute-list >>> dialog",
      (each) => each.textContent,
    );
    assert.match(dialog, /Delete gpu-cluster\?/);
    assert.match(dialog, /1 node/);
    await form.pressInList("Delete");
    await form.awaitRow("gpu-cluster", "Deleting");
    await look(form.page, "08-deleting");
    await form.awaitRow("gpu-cluster", undefined);
    await look(form.page, "09-list-empty-again");
  }),
);

test(
  "a refusal of the service is shown with its code, and the form comes back as it was",
  onPage(
    async (form, { emulator }) => {
      await emulator.control("faults", {
        method: "PUT",
        status: 409,
        code: "QuotaExceeded",
        times: 1,
      });
      await form.fillRight("quota-cluster");
      await form.press("Create");
      await form.awaitRun(/was not created/);
      const failure = await form.page.$eval(
        "azureml-compute-form >>> .failure",
        (each) => each.textContent,
      );
      assert.match(failure, /QuotaExceeded/);
      await look(form.page, "10-failed");
      await form.press("Edit and retry");
      assert.equal(await form.valueAt(FIELD.name), "quota-cluster");
      await form.press("Create");
      await form.awaitRun(/^quota-cluster is ready$/);
    },
    { expected: /status of 409/ },
  ),
);

test(
  "stopping the wait leaves the service alone, and waiting can go on",
  onPage(async (form) => {
    await form.fillRight("patient");
    await form.press("Create");
    await form.until(async () => (await form.steps())[0] === "done", "the acceptance");
    await form.press("Stop waiting");
    await form.awaitRun(/^Stopped waiting for patient$/);
    await look(form.page, "11-stopped");
    await form.press("Keep waiting");
    await form.awaitRun(/^patient is ready$/);
  }),
);

test(
  "a cluster can be deleted from its run card while it is being made",
  onPage(async (form) => {
    await form.fillRight("short-lived");
    await form.press("Create");
    await form.until(async () => (await form.steps())[0] === "done", "the acceptance");
    await form.press("Delete");
    const [open] = await form.page.$$("azureml-compute-form >>> dialog[open] button.danger");
    await open.click();
    await form.awaitRun(/^short-lived was deleted$/);
    await form.awaitRow("short-lived", undefined);
  }),
);

test(
  "a list that cannot be loaded says why and can be tried again",
  onPage(
    async (form, { emulator }) => {
      await emulator.control("faults", {
        method: "GET",
        urlContains: "/computes?",
        status: 403,
        code: "AuthorizationFailed",
      });
      await form.pressInList("Refresh");
      await form.present("azureml-compute-list >>> [role=alert]");
      await look(form.page, "12-list-error");
      await emulator.control("faults", undefined, "DELETE");
      await form.pressInList("Try again");
      await form.present("azureml-compute-list >>> .empty");
    },
    { expected: /status of 403/ },
  ),
);
