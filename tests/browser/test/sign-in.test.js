/**
 * Signing in with Microsoft's library, as far as it can be tried without an account: the library itself,
 * the window, the way back and the token are real; who gives the code and the token is not.
 */

import assert from "node:assert/strict";
import test from "node:test";
import { opensslMissing, servePage, startAuthority } from "../support/authority.js";
import { launchChromium } from "../support/browsers.js";
import { startService } from "../support/emulator.js";
import { ComputePage } from "../support/page.js";

const CLIENT = "22222222-3333-4444-5555-666666666666";
const TENANT = "33333333-4444-5555-6666-777777777777";
const TOKEN = "token-of-somebody";
const LIST = "azureml-compute-list";

test("somebody signs in and creates a cluster", { skip: opensslMissing() ?? false }, async () => {
  const service = await startService(["--speed", "8"]);
  const authority = await startAuthority({ clientId: CLIENT, tenant: TENANT, token: TOKEN });
  const site = await servePage(service.ready.url);
  const browser = await launchChromium(authority.flags);
  try {
    const page = await browser.newPage();
    await page.setViewport({ width: 1280, height: 900 });
    const form = new ComputePage(page);
    const { url, subscriptionId, resourceGroup, workspace } = service.ready;
    const asked = new URLSearchParams({
      endpoint: url,
      subscription: subscriptionId,
      group: resourceGroup,
      workspace,
      client: CLIENT,
      tenant: TENANT,
    });
    await page.goto(`${site.url}?${asked}`);
    await form.present("azureml-compute-form >>> [data-path='/name'] input");
    const parts = () =>
      page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
    const before = await parts();
    assert.equal(await page.$eval("azureml-compute-form", ({ client }) => client), undefined);

    const sent = page.waitForRequest(
      (request) => request.url().startsWith(url) && request.method() === "GET",
    );
    await page.click("#sign-in");
    assert.equal((await sent).headers().authorization, `Bearer ${TOKEN}`);
    await form.present(`${LIST} >>> [aria-busy="false"]`);
    assert.ok((await parts()).length > before.length, "the library came with the click");
    assert.deepEqual(
      authority.asked.filter((line) => /oauth2/.test(line)),
      [`GET /${TENANT}/oauth2/v2.0/authorize`, `POST /${TENANT}/oauth2/v2.0/token`],
    );
    assert.equal((await browser.pages()).filter((each) => /redirect/.test(each.url())).length, 0);
    assert.equal(await page.$eval("#sign-in", (button) => button.hidden), true);

    const kept = await page.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href]),
    );
    assert.doesNotMatch(kept, new RegExp(`${TOKEN}|refresh-1|code-1`));

    await form.fillRight("signed-in");
    await form.press("Create");
    await form.awaitRun(/^signed-in is ready$/);
    assert.deepEqual(form.complaints, []);
  } finally {
    await browser.close();
    await site.stop();
    await authority.stop();
    await service.stop();
  }
});
