import assert from "node:assert/strict";
import test from "node:test";
import { FIELD } from "../support/page.js";
import { stage } from "../support/stage.js";

const { onPage } = stage();

/** Presses Tab until the focus fits. */
async function tabTo(form, fits, what) {
  for (let count = 0; count < 80; count += 1) {
    const focused = await form.focused();
    if (fits(focused)) return focused;
    await form.page.keyboard.press("Tab");
  }
  return assert.fail(`no Tab leads to ${what}`);
}

async function chord(form, key) {
  await form.page.keyboard.down("Control");
  await form.page.keyboard.press(key);
  await form.page.keyboard.up("Control");
}

test(
  "a cluster is created, found and deleted with the keyboard alone",
  onPage(async (form) => {
    const { keyboard } = form.page;
    await tabTo(form, ({ field }) => field === FIELD.name, "the name");
    await keyboard.type("key_board");
    await form.awaitFinding(FIELD.name, "error", /_/);

    await chord(form, ".");
    await form.until(
      async () => (await form.valueAt(FIELD.name)) === "key-board",
      "the fixed name",
    );
    assert.equal((await form.focused()).field, FIELD.name);

    await chord(form, "Enter");
    await form.until(
      async () => /summary/.test((await form.focused()).classes),
      "focus on the summary",
    );
    await keyboard.press("Tab");
    await keyboard.press("Enter");
    await form.until(
      async () => (await form.focused()).field === FIELD.size,
      "focus on the field of the first finding",
    );
    await keyboard.type("Standard_DS3_v2");
    await tabTo(form, ({ field }) => field === FIELD.max, "the maximum");
    await keyboard.type("2");
    await form.page.keyboard.down("Shift");
    await tabTo(form, ({ field }) => field === FIELD.min, "the minimum");
    await form.page.keyboard.up("Shift");
    await keyboard.type("0");

    await chord(form, "Enter");
    await form.until(
      async () => (await form.focused()).id === "run-title",
      "focus on the run card",
    );
    await form.awaitRun(/^key-board is ready$/);

    await form.awaitRow("key-board", "Ready");
    const list = "azureml-compute-list >>> button[aria-label='Delete key-board']";
    await tabTo(form, ({ label }) => label === "Delete key-board", "the row's button");
    await keyboard.press("Enter");
    await form.present("azureml-compute-list >>> dialog[open]");
    await keyboard.press("Escape");
    await form.page.waitForFunction(
      () => !document.querySelector("azureml-compute-list").shadowRoot.querySelector("dialog").open,
    );
    assert.equal(
      await form.page.$eval(list, (button) => button === button.getRootNode().activeElement),
      true,
    );
    await keyboard.press("Enter");
    await form.present("azureml-compute-list >>> dialog[open]");
    assert.equal((await form.focused()).text, "Cancel");
    await keyboard.press("Tab");
    await keyboard.press("Enter");
    await form.awaitRow("key-board", undefined);
  }),
);

test(
  "the live region says what changed, once",
  onPage(async (form) => {
    const said = () =>
      form.page.$eval("azureml-compute-form >>> [role=status]", (region) => region.textContent);
    await form.type(FIELD.name, "a_b");
    await form.until(async () => /1 problem\. Error:/.test(await said()), "the new problem");
    await form.type(FIELD.name, "a-b");
    await form.until(
      async () => /All problems fixed|1 fixed/.test(await said()),
      "the fixed problem",
    );
  }),
);
