import test from "node:test";
import { ARTIFACTS, emulateMedia, look } from "../support/look.js";
import { FIELD } from "../support/page.js";
import { stage } from "../support/stage.js";

const { onPage } = stage();
const PHONE = { width: 320, height: 640 };

/** @param {import("../support/page.js").ComputePage} form */
async function fillWrong(form) {
  await form.type(FIELD.name, "gpu_cluster");
  await form.type(FIELD.max, "4");
  await form.type(FIELD.min, "9");
  await form.choose(FIELD.priority, "LowPriority");
}

/** @param {import("../support/page.js").ComputePage} form */
async function openAll(form) {
  await form.page.$$eval("azureml-compute-form >>> details", (groups) => {
    for (const group of groups) group.open = true;
  });
}

// The picture in the README is this one: copy `artifacts/form.png` to `www/form.png` when the form has changed.
test(
  "the picture of the README",
  onPage(
    async (form) => {
      await fillWrong(form);
      await look(form.page, "19-errors");
      await form.page.screenshot({ path: `${ARTIFACTS}form.png` });
    },
    { viewport: { width: 1200, height: 860 } },
  ),
);

test(
  "dark",
  onPage(async (form) => {
    await form.page.select("#theme", "dark");
    await fillWrong(form);
    await look(form.page, "20-dark-errors");
    await form.fillRight("dark-cluster");
    await form.press("Create");
    await form.until(async () => (await form.steps())[0] === "done", "the acceptance");
    await look(form.page, "21-dark-creating");
  }),
);

test(
  "dark by the system's preference",
  onPage((form) => look(form.page, "22-dark-system"), {
    prepare: (page) => page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]),
  }),
);

test(
  "forced colours",
  onPage(
    async (form) => {
      await fillWrong(form);
      await look(form.page, "23-forced-colors-errors");
      await form.fillRight("forced");
      await form.press("Create");
      await form.until(async () => (await form.steps())[0] === "done", "the acceptance");
      await look(form.page, "24-forced-colors-creating");
    },
    {
      prepare: async (page) => {
        await emulateMedia(page, [{ name: "forced-colors", value: "active" }]);
      },
    },
  ),
);

test(
  "320 pixels wide, with nothing to scroll sideways",
  onPage(
    async (form) => {
      await look(form.page, "25-narrow-empty");
      await fillWrong(form);
      await openAll(form);
      await look(form.page, "26-narrow-errors");
      await form.fillRight("narrow");
      await form.press("Create");
      await form.awaitRow("narrow", "Creating");
      await look(form.page, "27-narrow-creating");
      await form.until(
        () => form.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth),
        "a page no wider than its window",
      );
    },
    { viewport: PHONE },
  ),
);

test(
  "all groups open, with rows, a secret and a right-to-left page",
  onPage(async (form) => {
    await openAll(form);
    await form.page.$eval("azureml-compute-form >>> [data-path='/tags'] .add", (button) =>
      button.click(),
    );
    await form.present("azureml-compute-form >>> [data-path='/tags'] .row");
    await form.type(FIELD.tags, "team");
    await form.type(FIELD.user, "azureuser");
    await form.type(FIELD.password, "correct-Horse-7");
    await look(form.page, "28-all-groups");
    await form.page.evaluate(() => {
      document.documentElement.dir = "rtl";
    });
    await look(form.page, "29-right-to-left");
  }),
);

test(
  "a broken file, with its line",
  onPage(async (form) => {
    await form.page.$eval("azureml-compute-form", (element) =>
      element.load('{\n  "name": "x"\n  "location": 1\n}'),
    );
    await form.present("azureml-compute-form >>> [role=alert]");
    await look(form.page, "30-broken-file");
  }),
);

test(
  "a wide window: form and list side by side",
  onPage((form) => look(form.page, "31-very-wide"), { viewport: { width: 1920, height: 1080 } }),
);

test(
  "the parts that come later, in the dark and in forced colours",
  onPage(async (form) => {
    const states = async (name) => {
      await form.page.$eval("azureml-compute-form >>> button.browse", (button) => button.click());
      await form.present("azureml-compute-form >>> dialog.sizes[open] [role=option]");
      await look(form.page, `93-sizes-${name}`);
      await form.page.keyboard.press("Escape");
      await form.press("Import…");
      await form.present("azureml-compute-form >>> dialog.import[open]");
      await look(form.page, `94-import-${name}`);
      await form.page.keyboard.press("Escape");
    };
    await form.page.select("#theme", "dark");
    await form.fillRight("in-the-dark");
    await form.choose("/properties/properties/vmPriority", "LowPriority");
    await states("dark");
    await look(form.page, "95-dark-filled");
    await form.page.select("#theme", "");
    await emulateMedia(form.page, [{ name: "forced-colors", value: "active" }]);
    await states("forced");
  }),
);

test(
  "a screen of 3,840 pixels",
  onPage(
    async (form) => {
      await form.fillRight("on-the-wall");
      await form.until(
        async () => (await form.page.$("azureml-compute-form >>> .glance .tile")) !== null,
        "the cost",
      );
      await look(form.page, "32-four-thousand");
    },
    { viewport: { width: 3840, height: 2160 } },
  ),
);

test(
  "Russian on a narrow screen, with nothing to scroll sideways",
  onPage(
    async (form) => {
      await form.page.select("#language", "ru");
      await form.until(
        () =>
          form.page.$eval("azureml-compute-form", (element) =>
            /Что вы хотите/.test(element.shadowRoot.textContent),
          ),
        "the question in Russian",
      );
      await fillWrong(form);
      await openAll(form);
      await look(form.page, "33-narrow-russian");
      await form.until(
        () => form.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth),
        "a page no wider than its window",
      );
    },
    { viewport: PHONE },
  ),
);
