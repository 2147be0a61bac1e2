/** Everything a test file needs, started once: emulator, browser, a fresh page for each test. */

import assert from "node:assert/strict";
import { after, before } from "node:test";
import { browsers } from "./browsers.js";
import { startEmulator } from "./emulator.js";
import { prepareToLook } from "./look.js";
import { ComputePage } from "./page.js";

const WIDE = { width: 1440, height: 1000 };

/**
 * @param {string[]} [emulatorArguments]
 * @param {import("./browsers.js").TestBrowser} [browser] one that is skipped is not started either
 */
export function stage(emulatorArguments = [], { launch, skip } = browsers()[0]) {
  /** @type {any} */
  const things = {};
  before(async () => {
    if (skip) return;
    things.emulator = await startEmulator(emulatorArguments);
    things.browser = await launch();
  });
  after(async () => {
    await things.browser?.close();
    await things.emulator?.stop();
  });

  /**
   * Runs a test on a fresh page; afterwards the browser must have had nothing to complain about.
   * @param {(page: ComputePage, things: any) => Promise<void>} test
   * @param {{ viewport?: object, prepare?: (page: import("puppeteer-core").Page) => Promise<void>, expected?: RegExp }} [setting]
   */
  const onPage =
    (test, { viewport = WIDE, prepare, expected } = {}) =>
    async () => {
      await things.emulator.control("reset");
      const page = await things.browser.newPage();
      try {
        await page.setViewport(viewport);
        await prepareToLook(page);
        await prepare?.(page);
        const compute = new ComputePage(page);
        await compute.open(things.emulator.ready.url);
        await test(compute, things);
        const surprising = compute.complaints.filter((text) => !expected?.test(text));
        assert.deepEqual(surprising, [], "complaints of the browser");
      } finally {
        await page.close();
      }
    };
  return { onPage };
}
