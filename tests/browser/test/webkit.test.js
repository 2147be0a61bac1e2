import assert from "node:assert/strict";
import test from "node:test";
import { startEmulator } from "../support/emulator.js";
import { launchWebkit, webkitMissing } from "../support/webkit.js";

/** @param {() => Promise<boolean>} condition @param {string} what */
async function until(condition, what, timeout = 40_000) {
  const end = Date.now() + timeout;
  while (Date.now() < end) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail(`waited in vain for ${what}`);
}

test("WebKitGTK: a finding, a fix, a creation", async (t) => {
  const missing = webkitMissing();
  if (missing) {
    process.stdout.write(`# WebKitGTK is not tried: ${missing}\n`);
    t.skip(missing);
    return;
  }
  const emulator = await startEmulator();
  const browser = await launchWebkit();
  const focus = (/** @type {string} */ path) =>
    browser.run((at) => {
      const { shadowRoot } = document.querySelector("azureml-compute-form");
      const input = shadowRoot.querySelector(`[data-path="${at}"] input`);
      input.focus();
      input.select();
    }, path);
  const fill = async (/** @type {string} */ path, /** @type {string} */ text) => {
    await focus(path);
    await browser.type(text);
  };
  const seen = (/** @type {string} */ selector, /** @type {string} */ words) =>
    browser.run(
      (at, wanted) => {
        const { shadowRoot } = document.querySelector("azureml-compute-form") ?? {};
        return (shadowRoot?.querySelector(at)?.textContent ?? "").includes(wanted);
      },
      selector,
      words,
    );
  const press = (/** @type {string} */ selector) =>
    browser.run((at) => {
      document.querySelector("azureml-compute-form").shadowRoot.querySelector(at).click();
    }, selector);
  try {
    await browser.open(emulator.ready.url);
    const name = "[data-path='/name']";
    await until(() => seen(`${name} label`, "Compute name"), "the form");
    await fill("/name", "gpu_cluster");
    await until(() => seen(`${name} .finding.error`, "_"), "the finding");
    await press(`${name} .finding button`);
    await until(
      () =>
        browser.run(() => document.querySelector("azureml-compute-form").name === "gpu-cluster"),
      "the fixed name",
    );
    const inner = "/properties/properties";
    await fill(`${inner}/vmSize`, "Standard_DS3_v2");
    await fill(`${inner}/scaleSettings/maxNodeCount`, "2");
    await press(".actions .primary");
    await until(() => seen("#run-title", "gpu-cluster is ready"), "the cluster");
  } finally {
    await browser.end();
    await emulator.stop();
  }
});
