/** WebKitGTK through its own WebDriver, with a display of its own: just enough of the protocol. */

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";

const DRIVER = "/usr/bin/WebKitWebDriver";
const DISPLAY_SERVER = "/usr/bin/Xvfb";
const PATIENCE_MS = 20_000;

/** @returns {string | undefined} why it cannot be tried here */
export function webkitMissing() {
  const missing = [DRIVER, DISPLAY_SERVER].filter((path) => !existsSync(path));
  return missing.length > 0
    ? `${missing.join(" and ")} not found: install the packages webkit2gtk-driver and xvfb`
    : undefined;
}

/** Starts the driver and a session in it. */
export async function launchWebkit() {
  const screen = `:${90 + (process.pid % 100)}`;
  const port = 20_000 + (process.pid % 10_000);
  const display = spawn(
    DISPLAY_SERVER,
    [screen, "-screen", "0", "1440x1000x24", "-nolisten", "tcp"],
    {
      stdio: "ignore",
    },
  );
  const driver = spawn(DRIVER, [`--port=${port}`, "--host=127.0.0.1"], {
    stdio: "ignore",
    env: {
      ...process.env,
      DISPLAY: screen,
      WEBKIT_DISABLE_COMPOSITING_MODE: "1",
      NO_AT_BRIDGE: "1",
    },
  });
  const stop = () => {
    driver.kill();
    display.kill();
  };
  const base = `http://127.0.0.1:${port}`;
  try {
    await until(() => fetch(`${base}/status`).then(({ ok }) => ok));
    const { sessionId } = await call(base, "POST", "/session", {
      capabilities: { alwaysMatch: { "webkitgtk:browserOptions": { args: ["--automation"] } } },
    });
    return sessionOf(`${base}/session/${sessionId}`, stop);
  } catch (error) {
    stop();
    throw error;
  }
}

/** @param {string} base @param {() => void} stop */
function sessionOf(base, stop) {
  return {
    open: (/** @type {string} */ url) => call(base, "POST", "/url", { url }),
    /** Runs a function in the page and gives what it returns. */
    run: (/** @type {Function} */ work, /** @type {unknown[]} */ ...args) =>
      call(base, "POST", "/execute/sync", {
        script: `return (${work})(...arguments)`,
        args,
      }),
    /** Keys go to whatever has the focus. */
    type: (/** @type {string} */ text) =>
      call(base, "POST", "/actions", {
        actions: [
          {
            type: "key",
            id: "keyboard",
            actions: [...text].flatMap((value) => [
              { type: "keyDown", value },
              { type: "keyUp", value },
            ]),
          },
        ],
      }),
    end: async () => {
      await call(base, "DELETE", "").catch(() => undefined);
      stop();
    },
  };
}

/** @param {string} base @param {string} method @param {string} path @param {object} [body] */
async function call(base, method, path, body) {
  const answer = await fetch(`${base}${path}`, {
    method,
    body: body && JSON.stringify(body),
    headers: { "content-type": "application/json" },
  });
  const { value } = await answer.json();
  if (!answer.ok) throw new Error(`WebDriver: ${value?.error}: ${value?.message}`);
  return value;
}

/** @param {() => Promise<boolean>} condition */
async function until(condition) {
  const end = Date.now() + PATIENCE_MS;
  while (Date.now() < end) {
    if (await condition().catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("the WebDriver of WebKitGTK did not start");
}
