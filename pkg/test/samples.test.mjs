/** The requests that Microsoft's own client publishes as samples: they have no error but those that are theirs. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { runInNewContext } from "node:vm";
import { validate } from "../dist/esm/node.js";

const client = dirname(fileURLToPath(import.meta.resolve("@azure/arm-machinelearning")));
const samples = join(client, "..", "dist-esm/samples-dev");

/** Samples of a file of the client: the example that each was made of, and the body that it sends. */
function* requests(file) {
  const source = readFileSync(join(samples, file), "utf8");
  for (const part of source.split("x-ms-original-file: ").slice(1)) {
    const example = /\S+\/examples\/(\S+)/.exec(part)[1];
    const [, name] = /const computeName = "([^"]*)"/.exec(part);
    const [, body] = /const parameters = (\{[\s\S]*?\n {8}\});\n/.exec(part);
    yield { example, name, body: structuredClone(runInNewContext(`(${body})`)) };
  }
}

/** Errors of samples that are not filled in, by example. */
const THEIRS = {
  "Compute/createOrUpdate/ComputeInstance.json": ["resource-id/not-an-id /properties/properties/subnet/id"],
};

// The samples of updates have the client's own shape of a PATCH, not the body that it sends.
test("samples that create a compute have no false error", () => {
  const seen = [];
  for (const { example, name, body } of requests("computeCreateOrUpdateSample.js")) {
    const { diagnostics } = validate(body, { name, apiVersion: "2022-10-01" });
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    const places = errors.map(({ code, path }) => `${code} ${path}`);
    assert.deepEqual(places, THEIRS[example] ?? [], example);
    seen.push(example);
  }
  assert.equal(seen.length, 9, seen.join(" "));
});
