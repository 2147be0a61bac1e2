/** The browsers of this machine behind one function: opens a page and waits for what it tells. */
import { firefoxPath, isFreeName, launchChromium, launchFirefox } from "../../browser/support/browsers.js";
import { launchWebkit, webkitMissing } from "../../browser/support/webkit.js";

const PATIENCE_MS = 30_000;
const firefox = firefoxPath();

export const BROWSERS = [
  { name: "Chromium", skip: false, launch: async () => throughPuppeteer(await launchChromium()) },
  {
    name: "Firefox",
    skip: firefox ? false : "no Firefox found: install the package `firefox-esr` or set FIREFOX_PATH",
    launch: async () => throughPuppeteer(await launchFirefox(firefox)),
  },
  {
    name: "WebKitGTK",
    skip: webkitMissing() ?? false,
    async launch() {
      const session = await launchWebkit();
      return {
        async visit(url) {
          await session.open(url);
          return until(() => session.run(() => globalThis.told));
        },
        end: () => session.end(),
      };
    },
  },
];

function throughPuppeteer(browser) {
  return {
    async visit(url) {
      const page = await browser.newPage();
      const complaints = [];
      page.on("pageerror", (error) => complaints.push(error.message));
      page.on("console", (message) => {
        if (message.type() === "error" && !isFreeName(message)) complaints.push(message.text());
      });
      try {
        await page.goto(url);
        const told = await until(
          () => page.evaluate(() => globalThis.told),
          () => complaints.join("\n"),
        );
        return { ...told, complaints };
      } finally {
        await page.close();
      }
    },
    end: () => browser.close(),
  };
}

async function until(read, more = () => "") {
  const end = Date.now() + PATIENCE_MS;
  while (Date.now() < end) {
    const told = await read();
    if (told) return JSON.parse(told);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`the page told nothing\n${more()}`);
}
