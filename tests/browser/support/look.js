/** Looks at a state: axe-core must find nothing, and a screenshot is kept for people. */

import assert from "node:assert/strict";
import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

export const ARTIFACTS = fileURLToPath(new URL("../artifacts/", import.meta.url));
const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** Puts axe into each document of the page, past its Content-Security-Policy. */
export async function prepareToLook(page) {
  await page.evaluateOnNewDocument(await readFile(AXE, "utf8"));
}

/**
 * @param {import("puppeteer-core").Page} page
 * @param {string} name of the screenshot
 */
export async function look(page, name) {
  await calm(page);
  await screenshot(page, name);
  const violations = await page.evaluate(async () => {
    const results = await globalThis.axe.run(document);
    return results.violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(" ")} ${failureSummary}`).join("; ")}`,
    );
  });
  assert.deepEqual(violations, [], `axe in state ${name}`);
}

/** The whole page: the window is made as high as the document, so that sticky parts stand at their ends. */
export async function screenshot(page, name) {
  await mkdir(ARTIFACTS, { recursive: true });
  const before = page.viewport();
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewport({ ...before, height: Math.max(before.height, height) });
  await page.screenshot({ path: `${ARTIFACTS}${name}.png` });
  await page.setViewport(before);
}

/** Lets short animations end: a glow that fades has no fixed contrast. */
async function calm(page) {
  await page.evaluate(async () => {
    const forms = [...document.querySelectorAll("azureml-compute-form, azureml-compute-list")];
    const ending = forms
      .flatMap((form) => form.shadowRoot?.getAnimations() ?? [])
      .filter((animation) => animation.effect?.getTiming().iterations !== Number.POSITIVE_INFINITY);
    await Promise.allSettled(ending.map((animation) => animation.finished));
  });
}

/**
 * Emulates what puppeteer's own call does not know.
 * @param {import("puppeteer-core").Page} page
 * @param {{ name: string, value: string }[]} features
 */
export async function emulateMedia(page, features) {
  const session = await page.createCDPSession();
  await session.send("Emulation.setEmulatedMedia", { features });
  return session;
}
