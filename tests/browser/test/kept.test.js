/** Nothing typed is lost: steps back and forth, and what a reload of the page leaves. */

import assert from "node:assert/strict";
import test from "node:test";
import { browsers } from "../support/browsers.js";
import { look } from "../support/look.js";
import { FIELD } from "../support/page.js";
import { stage } from "../support/stage.js";

const FORM = "azureml-compute-form";

async function keys(form, letter, ...held) {
  for (const key of held) await form.page.keyboard.down(key);
  await form.page.keyboard.press(letter);
  for (const key of held) await form.page.keyboard.up(key);
  await form.page.$eval(FORM, (element) => element.updateComplete);
}

const holds = (form, path, text) =>
  form.until(async () => (await form.valueAt(path)) === text, `${path} to be "${text}"`);

function tests(browser, { onPage }, skip) {
  const it = (title, run) => test(`${browser}: ${title}`, { skip }, onPage(run));

  it("what was typed, chosen and thrown away comes back, step by step", async (form) => {
    await form.fillRight("gpu-cluster");
    await keys(form, "z", "Control");
    await holds(form, FIELD.idle, "");
    await keys(form, "z", "Control", "Shift");
    await holds(form, FIELD.idle, "5 min");

    await form.chooseKind("notebook");
    await form.present(`${FORM} >>> input[name=purpose][value=notebook]:checked`);
    await form.press("Undo");
    await form.present(`${FORM} >>> input[name=purpose][value=train]:checked`);
    await holds(form, FIELD.max, "4");

    await form.press("Start over");
    await holds(form, FIELD.max, "");
    await look(form.page, `72-start-over-${browser}`);
    await form.press("Undo");
    await holds(form, FIELD.max, "4");
    await form.press("Redo");
    await holds(form, FIELD.name, "");
  });

  it("an import and a fix are one step each", async (form) => {
    await form.type(FIELD.name, "gpu_cluster");
    await form.awaitFinding(FIELD.name, "error", /_/);
    await form.fix(FIELD.name);
    await holds(form, FIELD.name, "gpu-cluster");
    const body = {
      properties: { computeType: "ComputeInstance", properties: { vmSize: "Standard_DS3_v2" } },
    };
    await form.page.$eval(
      FORM,
      (element, text) => element.load(text, "x.json"),
      JSON.stringify(body),
    );
    await form.present(`${FORM} >>> input[name=purpose][value=notebook]:checked`);
    await form.press("Undo");
    await form.present(`${FORM} >>> input[name=purpose][value=train]:checked`);
    await holds(form, FIELD.name, "gpu-cluster");
    assert.equal((await form.page.$$(`${FORM} >>> .imported`)).length, 0);
    await form.press("Undo");
    await holds(form, FIELD.name, "gpu_cluster");
  });

  it("a reload keeps what was typed, but no secret; starting over forgets it", async (form) => {
    await form.fillRight("kept-cluster");
    await form.unfold();
    await form.type(FIELD.user, "anna");
    await form.type(FIELD.password, "Pa55-word-of-anna");
    await form.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 400)));
    const stored = await form.page.evaluate(() =>
      JSON.stringify({ ...sessionStorage, ...localStorage }),
    );
    assert.ok(stored.includes("kept-cluster"), stored);
    assert.ok(!stored.includes("Pa55"), stored);
    await form.open(form.page.url());
    await holds(form, FIELD.name, "kept-cluster");
    await holds(form, FIELD.idle, "5 min");
    await form.unfold();
    assert.equal(await form.valueAt(FIELD.password), "");
    await form.present(`${FORM} >>> .bar.draft`);
    await look(form.page, `73-draft-${browser}`);
    await form.press("Start over");
    await holds(form, FIELD.name, "");
    assert.equal((await form.page.$$(`${FORM} >>> .bar.draft`)).length, 0);
    await form.open(form.page.url());
    await holds(form, FIELD.name, "");
  });
}

for (const browser of browsers()) {
  tests(browser.name.toLowerCase(), stage(["--speed", "8"], browser), browser.skip);
}
