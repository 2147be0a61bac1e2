/** A service, a file and a checker that answer with markup: all of it stays text. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { browsers } from "../support/browsers.js";
import { look } from "../support/look.js";
import { stage } from "../support/stage.js";

const PAYLOADS = [
  `<img src=x onerror="globalThis.hit=1">`,
  `"><svg onload="globalThis.hit=1">`,
  `javascript:globalThis.hit=1`,
  `\${globalThis.hit=1}`,
  `{{constructor.constructor('globalThis.hit=1')()}}`,
  "`<script>globalThis.hit=1</script>`",
];

/** Whether any payload came alive. */
async function unharmed(form) {
  const result = await form.page.evaluate(() => {
    const roots = [...document.querySelectorAll("azureml-compute-form, azureml-compute-list")].map(
      (element) => element.shadowRoot,
    );
    const odd = roots.flatMap((root) => [
      ...root.querySelectorAll("img, script, iframe, [onerror], [onload], a[href^='javascript']"),
    ]);
    return { odd: odd.map((element) => element.outerHTML), hit: "hit" in globalThis };
  });
  assert.deepEqual(result, { odd: [], hit: false });
}

for (const browser of browsers()) {
  const { name, skip } = browser;
  describe(name, { skip }, () => {
    const { onPage } = stage([], browser);

    test(
      "every text of the service, in the list, its details, its errors",
      onPage(async (form) => {
        await form.page.evaluate(async (payloads) => {
          const list = document.querySelector("azureml-compute-list");
          const all = payloads.join(" ");
          list.client = {
            list: async function* () {
              for (const [index, payload] of payloads.entries()) {
                yield {
                  name: `${payload}${index}`,
                  location: all,
                  properties: {
                    computeType: payload,
                    provisioningState: index % 2 ? payload : "Failed",
                    provisioningErrors: [{ error: { code: payload, message: all } }],
                    createdOn: all,
                    isAttachedCompute: index === 0,
                    resourceId: all,
                    properties: {
                      vmSize: all,
                      vmPriority: payload,
                      nodeStateCounts: { [`${payload}NodeCount`]: 2 },
                      scaleSettings: {
                        minNodeCount: 0,
                        maxNodeCount: 3,
                        nodeIdleTimeBeforeScaleDown: payload,
                      },
                    },
                  },
                };
              }
            },
            update: () => undefined,
            get: () => Promise.reject(new Error(all)),
            delete: () => Promise.reject(Object.assign(new Error(all), { code: all })),
          };
          await list.updateComplete;
        }, PAYLOADS);
        await form.until(async () => (await form.rows()).length === PAYLOADS.length, "the rows");
        await form.page.$eval("azureml-compute-list >>> .item .name", (button) => button.click());
        await form.present("azureml-compute-list >>> .details");
        await form.page.$eval(
          "azureml-compute-list >>> .details .buttons button:last-child",
          (button) => button.click(),
        );
        await form.present("azureml-compute-list >>> dialog.confirm[open]");
        await form.page.$eval("azureml-compute-list >>> dialog.confirm .danger", (button) =>
          button.click(),
        );
        await form.present("azureml-compute-list >>> .bar.error");
        await unharmed(form);
        await look(form.page, `91-hostile-list-${name}`);
      }),
    );

    test(
      "every text of a refusal, of a finding, of a plan, of a file",
      onPage(async (form) => {
        await form.page.evaluate(async (payloads) => {
          const element = document.querySelector("azureml-compute-form");
          const all = payloads.join(" ");
          const { checker } = element;
          element.checker = {
            ...checker,
            validate: () => ({
              valid: true,
              diagnostics: payloads.map((payload, index) => ({
                code: `area/${payload}`,
                severity: "warning",
                path: index % 2 ? "/name" : payload,
                message: all,
                help: all,
                docs: payload,
                related: [payload],
                fix: { title: all, applicability: "safe", patch: [] },
                range: {
                  start: { line: 1, column: 1, offset: 0 },
                  end: { line: 1, column: 2, offset: 1 },
                },
              })),
              counts: { error: 0, warning: payloads.length, info: 0 },
            }),
            convert: () => ({ text: all, report: { diagnostics: [] } }),
          };
          const failure = Object.assign(new Error(all), {
            code: all,
            help: all,
            requestId: all,
            status: 400,
            target: all,
            details: [{ code: all, message: `${all}!` }],
          });
          const poller = () => {
            const promise = Promise.reject(failure);
            promise.catch(() => undefined);
            return Object.assign(promise, {
              submitted: () => promise,
              onProgress: () => undefined,
              serialize: () => "x",
            });
          };
          element.client = {
            list: async function* () {},
            preflight: () => Promise.reject(failure),
            create: poller,
          };
          await element.load(
            JSON.stringify({ name: payloads[0], tags: { [payloads[1]]: all } }),
            all,
          );
          await element.updateComplete;
          for (const tab of element.shadowRoot.querySelectorAll("[role=tab]")) tab.click();
          await element.updateComplete;
        }, PAYLOADS);
        await unharmed(form);
        await form.press("Create");
        await form.present("azureml-compute-form >>> .failure");
        await unharmed(form);
        await look(form.page, `92-hostile-form-${name}`);
      }),
    );
  });
}
