/**
 * Runs the emulator that serves the built page: the program of EMULATOR_BIN, else the one that cargo
 * builds from this repository.
 */

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const PAGE = fileURLToPath(new URL("../../../www/dist", import.meta.url));

/** @param {string[]} more further arguments */
export async function startEmulator(more = []) {
  if (!existsSync(`${PAGE}/index.html`)) {
    throw new Error("www/dist holds no page: run `npm run build` in www first");
  }
  return startService(["--www", PAGE, ...more]);
}

/** The emulator without a page. @param {string[]} args its arguments */
export async function startService(args) {
  const program = process.env.EMULATOR_BIN;
  const child = program
    ? spawn(program, args, { cwd: ROOT, stdio: ["ignore", "pipe", "inherit"] })
    : spawn("cargo", ["run", "--quiet", "-p", "azureml-compute-emulator", "--", ...args], {
        cwd: ROOT,
        stdio: ["ignore", "pipe", "inherit"],
      });
  const ready = JSON.parse(await firstLine(child));
  return {
    ready,
    /** @param {string} word @param {object} [body] */
    control: (word, body, method = "POST") => control(ready.control, word, body, method),
    stop: () => stopped(child),
  };
}

/** @param {import("node:child_process").ChildProcess} child */
function firstLine(child) {
  return new Promise((resolve, reject) => {
    const lines = createInterface({ input: child.stdout });
    lines.once("line", resolve);
    child.once("error", reject);
    child.once("exit", (code) =>
      reject(new Error(`the emulator ended with ${code} before it was ready`)),
    );
  });
}

async function control(base, word, body, method) {
  const response = await fetch(`${base}/${word}`, {
    method,
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`control ${word}: ${response.status} ${await response.text()}`);
  return response.json();
}

function stopped(child) {
  return new Promise((resolve) => {
    if (child.exitCode !== null) resolve(undefined);
    child.once("exit", resolve);
    child.kill("SIGTERM");
  });
}
