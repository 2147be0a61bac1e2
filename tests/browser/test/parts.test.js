/** Parts of the form beside its fields: sizes, imports, formats, reload, languages, bad weather. */

import assert from "node:assert/strict";
import test from "node:test";
import { look } from "../support/look.js";
import { FIELD } from "../support/page.js";
import { stage } from "../support/stage.js";

const { onPage } = stage();
const FORM = "azureml-compute-form";

/** @param {import("../support/page.js").ComputePage} form */
function text(form, selector) {
  return form.page.$eval(`${FORM} >>> ${selector}`, (element) => element.textContent);
}

test(
  "a size is found and picked with the keyboard alone",
  onPage(async (form) => {
    await form.page.focus(`${FORM} >>> button.browse`);
    const { keyboard } = form.page;
    await keyboard.press("Enter");
    await form.present(`${FORM} >>> dialog.sizes[open] [role=option]`);
    await look(form.page, "70-sizes");
    await keyboard.type("t4 4");
    await form.until(async () => /1 of|2 of/.test(await text(form, ".sizes footer")), "few sizes");
    await look(form.page, "71-sizes-found");
    await keyboard.press("Enter");
    await form.until(async () => /T4/.test(await form.valueAt(FIELD.size)), "the picked size");
    await form.until(async () => (await form.focused()).field === FIELD.size, "focus on the field");
    await form.present(`${FORM} >>> .glance .tile`);
    await form.page.focus(`${FORM} >>> button.browse`);
    await keyboard.press("Enter");
    await form.present(`${FORM} >>> dialog.sizes[open]`);
    await keyboard.type("standard_nc4as_t4_vv");
    await form.present(`${FORM} >>> .none .meant button`);
    await look(form.page, "72-sizes-none");
    await keyboard.press("Escape");
    await form.until(
      async () => (await form.page.$(`${FORM} >>> dialog.sizes[open]`)) === null,
      "the end",
    );
    assert.match(await form.valueAt(FIELD.size), /T4/);
  }),
);

test(
  "all sizes, with those that cannot be used greyed and with their reasons",
  onPage(
    async (form) => {
      await form.page.$eval(`${FORM} >>> button.browse`, (button) => button.click());
      await form.present(`${FORM} >>> dialog.sizes[open] [role=option]`);
      await form.page.$eval(`${FORM} >>> .fits input`, (box) => box.click());
      await form.until(
        async () => /1,?\d\d\d sizes/.test(await text(form, ".sizes footer")),
        "all",
      );
      const drawn = await form.page.$$eval(`${FORM} >>> [role=option]`, (rows) => rows.length);
      assert.ok(drawn < 60, `${drawn} rows are drawn`);
      await form.page.focus(`${FORM} >>> .sizes input[role=combobox]`);
      await form.page.keyboard.type("NC6");
      await form.present(`${FORM} >>> .size-row.off`);
      await look(form.page, "73-sizes-narrow");
    },
    { viewport: { width: 360, height: 740 } },
  ),
);

test(
  "sizes are filtered by GPU and its model, by cores, memory and price",
  onPage(async (form) => {
    await form.page.$eval(`${FORM} >>> button.browse`, (button) => button.click());
    await form.present(`${FORM} >>> dialog.sizes[open] [role=option]`);
    const dialog = `${FORM} >>> dialog.sizes`;
    const rows = () =>
      form.page.$$eval(`${FORM} >>> [role=option] .cells`, (cells) =>
        cells.map((cell) =>
          Object.fromEntries(
            [...cell.children].map((part) => [part.className, part.textContent.trim()]),
          ),
        ),
      );
    const number = (text) => Number(text.replaceAll(/[^\d.]/g, ""));
    /** @param {number} index of the fields for limits */
    const limit = (index, value) =>
      form.page.$$eval(
        `${dialog} .limit input`,
        (inputs, at, text) => {
          inputs[at].value = text;
          inputs[at].dispatchEvent(new Event("change", { bubbles: true }));
        },
        index,
        value,
      );
    await limit(0, "8");
    await limit(1, "16");
    await limit(2, "64");
    await limit(3, "1.5");
    await form.until(async () => (await rows()).length > 0, "sizes that fit");
    for (const { vCpus, memoryGiB, dedicated } of await rows()) {
      assert.ok(number(vCpus) >= 8 && number(vCpus) <= 16, vCpus);
      assert.ok(number(memoryGiB) >= 64, memoryGiB);
      assert.ok(number(dedicated) <= 1.5, dedicated);
    }
    await form.press("Clear filters");
    await form.page.$eval(`${dialog} input[value=gpu]`, (radio) => radio.click());
    await form.present(`${dialog} select`);
    await form.page.$eval(`${dialog} select`, (select) => {
      select.value = [...select.options].find(({ text }) => /T4/.test(text)).value;
      select.dispatchEvent(new Event("change", { bubbles: true }));
    });
    await form.until(async () => (await rows()).every(({ gpus }) => /T4/.test(gpus)), "only T4");
    const found = await rows();
    assert.ok(found.length > 1);
    assert.ok(
      found.every(({ left }) => /of/.test(left)),
      "what is left of the quota",
    );
    await form.page.$eval(`${dialog} .size-head .dedicated`, (head) => head.click());
    await form.page.$eval(`${dialog} .size-head .dedicated`, (head) => head.click());
    const prices = (await rows()).map(({ dedicated }) => number(dedicated));
    assert.deepEqual(
      prices,
      [...prices].sort((a, b) => b - a),
    );
  }),
);

test(
  "each format, to look at and to copy; what it cannot say is said",
  onPage(async (form) => {
    await form.fillRight("spoken");
    await form.unfold();
    await form.type(FIELD.user, "azureuser");
    await form.type(FIELD.password, "correct-Horse-7");
    const expected = {
      "cli-v2": /^name: spoken|max_instances/m,
      "az-cli": /az ml compute create/,
      bicep: /resource .* '/,
      terraform: /resource "/,
      "python-v2": /load_compute\(/,
    };
    for (const [format, pattern] of Object.entries(expected)) {
      await form.page.$eval(`${FORM} >>> [data-format="${format}"]`, (tab) => tab.click());
      await form.until(async () => pattern.test(await text(form, ".json")), `${format} ${pattern}`);
      assert.doesNotMatch(await text(form, ".review"), /correct-Horse-7/, format);
      await look(form.page, `74-format-${format}`);
    }
    await form.page.focus(`${FORM} >>> [data-format="python-v2"]`);
    await form.page.keyboard.press("ArrowRight");
    assert.equal((await form.focused()).text, "ARM");
  }),
);

test(
  "a pasted body fills the form of its kind, with findings at their lines",
  onPage(async (form) => {
    await form.press("Import…");
    await form.present(`${FORM} >>> dialog.import[open]`);
    await look(form.page, "75-import");
    const body = {
      name: "from_file",
      location: "westeurope",
      properties: {
        computeType: "ComputeInstance",
        properties: { vmSize: "Standard_DS3_v2", idleTimeBeforeShutdown: "PT1M" },
      },
    };
    await form.page.$eval(
      `${FORM} >>> dialog.import textarea`,
      (area, pasted) => {
        area.value = pasted;
      },
      JSON.stringify(body, null, 2),
    );
    await form.page.$eval(`${FORM} >>> dialog.import .primary`, (button) => button.click());
    await form.present(`${FORM} >>> .imported`);
    assert.equal(await form.valueAt(FIELD.name), "from_file");
    assert.match(await text(form, ".imported"), /Line 2, column/);
    assert.equal(await form.page.$eval(FORM, ({ kind }) => kind), "ComputeInstance");
    await look(form.page, "76-imported");
  }),
);

test(
  "a dropped file fills the form",
  onPage(async (form) => {
    await form.page.$eval(`${FORM} >>> .frame`, (frame) => {
      const file = new File(
        ['{"name":"dropped","properties":{"computeType":"AmlCompute"}}'],
        "compute.json",
      );
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(file);
      for (const type of ["dragover", "drop"]) {
        frame.dispatchEvent(
          new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true, composed: true }),
        );
      }
    });
    await form.until(async () => (await form.valueAt(FIELD.name)) === "dropped", "the name");
    assert.match(await text(form, ".imported"), /compute\.json/);
  }),
);

test(
  "a name in use is told before anything is sent",
  onPage(async (form) => {
    await form.fillRight("twice");
    await form.press("Create");
    await form.awaitRun(/^twice is ready$/);
    await form.press("Create another");
    await form.fillRight("twice");
    await form.awaitFinding(FIELD.name, "error", /already exists/);
    await look(form.page, "80-name-in-use");
  }),
);

test(
  "in Russian: the form, its findings and fixes, the list, the run",
  onPage(async (form) => {
    await form.page.select("#language", "ru");
    await form.until(
      async () => /Что вы хотите/.test(await text(form, ".chooser")),
      "the question",
    );
    await form.type(FIELD.name, "gpu_cluster");
    await form.type(FIELD.max, "4");
    await form.type(FIELD.min, "9");
    await form.awaitFinding(FIELD.min, "error", /минимум 9 узлов больше максимума 4/i);
    await look(form.page, "81-russian");
    await form.fix(FIELD.name);
    await form.fix(FIELD.min);
    await form.type(FIELD.size, "Standard_DS3_v2");
    await form.type(FIELD.idle, "5 минут");
    await form.press("Создать");
    await form.awaitRun(/^gpu-cluster: готово$/);
    await look(form.page, "82-russian-ready");
  }),
);
