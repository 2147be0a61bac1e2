/**
 * The emulator that `cargo xtask clients` has started, and Microsoft's client pointed at it. All that is
 * told to the client are its own options: the credential, the endpoint, how often to poll.
 */

import { AzureMachineLearningWorkspaces } from "@azure/arm-machinelearning";

if (!process.env.EMULATOR) {
  throw new Error("EMULATOR holds no ready line: run `cargo xtask clients js`");
}

/** What the emulator said when it was ready. */
export const ready = JSON.parse(process.env.EMULATOR);

/** Resource group and workspace: the first two arguments of nearly every operation. */
export const place = [ready.resourceGroup, ready.workspace];

/** The poller asks every two seconds unless told otherwise. */
export const quickly = { updateIntervalInMs: 20 };

/** A token that is none: its parts can be read, its signature is a word. */
const credential = {
  async getToken(scopes) {
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      aud: [scopes].flat()[0].replace(/\/\.default$/, ""),
      // The emulated clock runs fast.
      exp: now + 10 * 365 * 86_400,
      nbf: now - 3600,
      tid: "99999999-8888-4777-8666-555555555555",
      oid: "77777777-6666-4555-8444-333333333333",
    };
    const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
    return {
      token: `${part({ alg: "none", typ: "JWT" })}.${part(claims)}.emulated`,
      expiresOnTimestamp: (now + 3600) * 1000,
    };
  },
};

/** @param {object} [options] further options of the client */
export function connect(options = {}) {
  return new AzureMachineLearningWorkspaces(credential, ready.subscriptionId, {
    endpoint: ready.url,
    ...options,
  });
}

/** The control surface of the emulator. */
export async function control(word, body, method = "POST") {
  const response = await fetch(`${ready.control}/${word}`, {
    method,
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`control ${word}: ${response.status} ${await response.text()}`);
  return response.json();
}

/** Everything that an async iterator gives. */
export async function all(iterator) {
  const items = [];
  for await (const item of iterator) items.push(item);
  return items;
}
