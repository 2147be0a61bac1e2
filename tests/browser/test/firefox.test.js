import assert from "node:assert/strict";
import test from "node:test";
import { firefoxPath, launchFirefox } from "../support/browsers.js";
import { startEmulator } from "../support/emulator.js";
import { screenshot } from "../support/look.js";
import { ComputePage, FIELD } from "../support/page.js";

const executablePath = firefoxPath();
const skip = executablePath
  ? false
  : "no Firefox found: install the package `firefox-esr` or set FIREFOX_PATH";

test("Firefox: a finding, a fix, a creation", { skip }, async () => {
  const emulator = await startEmulator();
  const browser = await launchFirefox(executablePath);
  try {
    const page = await browser.newPage();
    await page.setViewport({ width: 1280, height: 900 });
    const form = new ComputePage(page);
    await form.open(emulator.ready.url);
    await form.type(FIELD.name, "fire_fox");
    await form.awaitFinding(FIELD.name, "error", /_/);
    await form.fix(FIELD.name);
    await form.until(async () => (await form.valueAt(FIELD.name)) === "fire-fox", "the fixed name");
    await form.fillRight("fire-fox");
    await form.press("Create");
    await form.awaitRun(/^fire-fox is ready$/);
    await form.awaitRow("fire-fox", "Ready");
    await screenshot(page, "40-firefox-ready");
    assert.deepEqual(form.complaints, []);
  } finally {
    await browser.close();
    await emulator.stop();
  }
});
