/** Starts the emulator for a test, and a client for it. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { ComputeClient } from "../dist/esm/node.js";

/** The running emulator: its ready line, `control(path, body)`, `client(options)` and `stop()`. */
export async function startEmulator(...flags) {
  const cwd = new URL("../../", import.meta.url);
  const args = ["run", "--quiet", "--package=azureml-compute-emulator", "--", ...flags];
  const child = spawn("cargo", args, { cwd, stdio: ["ignore", "pipe", "inherit"], detached: true });
  const lines = createInterface({ input: child.stdout });
  const line = await Promise.race([
    new Promise((resolve) => lines.once("line", resolve)),
    new Promise((_, reject) =>
      child.once("exit", (code) => reject(new Error(`the emulator ended with ${code}`))),
    ),
  ]);
  const ready = JSON.parse(line);
  return {
    ...ready,
    async control(path, body, method = body === undefined ? "GET" : "POST") {
      const answer = await fetch(`${ready.control}/${path}`, {
        method,
        headers: { "content-type": "application/json" },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      assert.equal(answer.status, 200, await answer.clone().text());
      return answer.json();
    },
    client(options = {}) {
      return new ComputeClient({
        subscriptionId: ready.subscriptionId,
        resourceGroup: ready.resourceGroup,
        workspace: ready.workspace,
        endpoint: ready.url,
        allowInsecureLoopback: true,
        credential: async () => ({ token: "secret-token", expiresOnTimestamp: Date.now() + 3_600_000 }),
        ...options,
      });
    },
    stop() {
      // cargo and the program that it started are one group.
      process.kill(-child.pid);
    },
  };
}
