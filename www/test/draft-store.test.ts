import assert from "node:assert/strict";
import test from "node:test";
import { withoutSecrets } from "../src/element/form/draft-store.js";

test("nothing that is named like a secret is kept", () => {
  const kept = { name: "gpu", tags: { owner: "anna" }, list: [{ size: 1 }, "text"] };
  const secrets = { password: "a", adminUserSshKey: "b", sasToken: "c", accountKey: "d" };
  const body = { ...kept, ...secrets, list: [{ size: 1, clientSecret: "e" }, "text"] };
  assert.deepEqual(withoutSecrets(body), kept);
  assert.deepEqual(withoutSecrets({ credentials: { user: "anna" } }), {
    credentials: { user: "anna" },
  });
});
