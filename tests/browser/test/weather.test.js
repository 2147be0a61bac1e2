/** A reload in the middle, no network, a slow one; in each of the browsers. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { browsers } from "../support/browsers.js";
import { look } from "../support/look.js";
import { FIELD } from "../support/page.js";
import { stage } from "../support/stage.js";

const FORM = "azureml-compute-form";

/** @param {import("../support/page.js").ComputePage} form */
function text(form, selector) {
  return form.page.$eval(`${FORM} >>> ${selector}`, (element) => element.textContent);
}

for (const browser of browsers()) {
  const { name, skip } = browser;
  describe(name, { skip }, () => {
    const { onPage } = stage([], browser);

    test(
      "a creation survives a reload of the page",
      onPage(async (form, { emulator }) => {
        await form.fillRight("reloaded");
        await form.unfold();
        await form.type(FIELD.user, "azureuser");
        await form.type(FIELD.password, "correct-Horse-7");
        await form.press("Create");
        await form.until(async () => (await form.steps())[0] === "done", "the acceptance");
        const kept = () => form.page.evaluate(() => JSON.stringify({ ...sessionStorage }));
        assert.match(await kept(), /reloaded/);
        assert.doesNotMatch(await kept(), /correct-Horse-7|sig=|token-will-do/);
        await form.page.goto(emulator.ready.url);
        await form.awaitRun(/^(Creating reloaded|reloaded is ready)$/);
        await look(form.page, `77-reloaded-${name}`);
        await form.awaitRun(/^reloaded is ready$/);
        assert.doesNotMatch(await kept(), /reloaded/);
      }),
    );

    test(
      "a run says why it waits and when the next try is",
      onPage(
        async (form, { emulator }) => {
          await form.fillRight("throttled");
          await emulator.control("faults", {
            method: "PUT",
            status: 429,
            code: "TooManyRequests",
            headers: { "Retry-After": "6" },
            times: 1,
          });
          await form.press("Create");
          await form.awaitRun(/^Creating throttled$/);
          await form.until(
            async () => /asked to wait. Next try in 0:0\d/.test(await text(form, ".run")),
            "why it waits",
          );
          assert.match(await text(form, ".run"), /Not accepted yet/);
          await look(form.page, `80-throttled-${name}`);
          await form.awaitRun(/^throttled is ready$/);
          const run = await text(form, ".run");
          assert.doesNotMatch(run, /Next try/);
          assert.match(run, /computes\/throttled/);
          assert.match(run, /compute: azureml:throttled/);
          await look(form.page, `81-ready-${name}`);
        },
        { expected: /429/ },
      ),
    );

    test(
      "offline: checking goes on, and the form says what waits",
      onPage(
        async (form) => {
          await form.page.setOfflineMode(true);
          await form.type(FIELD.name, "off_line");
          await form.awaitFinding(FIELD.name, "error", /_/);
          await form.until(async () => /offline/.test(await text(form, ".summary")), "the word");
          await look(form.page, `78-offline-${name}`);
          await form.fillRight("offline-cluster");
          await form.press("Create");
          await form.until(async () => /offline/.test(await text(form, ".bar")), "why not");
          await form.page.setOfflineMode(false);
          await form.press("Create");
          await form.awaitRun(/^offline-cluster is ready$/);
        },
        { expected: /ERR_INTERNET_DISCONNECTED|NetworkError|blocked/ },
      ),
    );

    test(
      "a slow network never holds up typing, and an overtaken question is dropped",
      onPage(async (form, { emulator }) => {
        await emulator.control("faults", {
          method: "GET",
          urlContains: "/computes",
          delayMs: 2_000,
        });
        const start = Date.now();
        await form.fillRight("slow-net");
        assert.ok(Date.now() - start < 20_000);
        assert.equal(await form.valueAt(FIELD.name), "slow-net");
        await form.until(
          async () => /Checking with Azure|Checked/.test(await text(form, ".summary")),
          "the question",
        );
        await look(form.page, `79-checking-${name}`);
      }),
    );
  });
}
