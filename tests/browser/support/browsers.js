/** Finds and starts the browsers of this machine. */

import { existsSync } from "node:fs";
import puppeteer from "puppeteer-core";

const CHROMIUM = [
  process.env.CHROME_PATH,
  process.env.CHROMIUM,
  process.env.PUPPETEER_EXECUTABLE_PATH,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];
const FIREFOX = [process.env.FIREFOX_PATH, "/usr/bin/firefox-esr", "/usr/bin/firefox"];

const CHROMIUM_FLAGS = [
  "--headless=new",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const found = (candidates) => candidates.find((path) => path && existsSync(path));

/** @param {string[]} [more] further flags */
export function launchChromium(more = []) {
  const executablePath = found(CHROMIUM);
  if (!executablePath)
    throw new Error("no Chromium found: install the package `chromium` or set CHROME_PATH");
  return puppeteer.launch({ executablePath, args: [...CHROMIUM_FLAGS, ...more] });
}

/**
 * @typedef {object} TestBrowser
 * @property {string} name
 * @property {() => Promise<import("puppeteer-core").Browser>} launch
 * @property {false | string} skip why it cannot be started here
 */

/**
 * The browsers that whole stories are told in.
 * @returns {TestBrowser[]}
 */
export function browsers() {
  const firefox = firefoxPath();
  return [
    { name: "Chromium", launch: launchChromium, skip: false },
    {
      name: "Firefox",
      launch: () => launchFirefox(firefox),
      skip: firefox
        ? false
        : "no Firefox found: install the package `firefox-esr` or set FIREFOX_PATH",
    },
  ];
}

/** @returns {string | undefined} */
export function firefoxPath() {
  return found(FIREFOX);
}

export function launchFirefox(executablePath) {
  return puppeteer.launch({ browser: "firefox", executablePath, headless: true });
}

/**
 * The form looks whether a name is free; browsers write the answer "there is none" to the console.
 * @param {import("puppeteer-core").ConsoleMessage} message
 */
export function isFreeName(message) {
  const { url = "" } = message.location() ?? {};
  return /status of 404/.test(message.text()) && /\/computes\/[^/?]+\?/.test(url);
}
