/** The table that conversions are held against is what the provider's own schema says. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { derive } from "../derive.js";

test("tests/oracle/azurerm.json is the schema of the provider", () => {
  const written = readFileSync(new URL("../../../oracle/azurerm.json", import.meta.url), "utf8");
  assert.deepEqual(JSON.parse(written), derive());
});
