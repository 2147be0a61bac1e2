import assert from "node:assert/strict";
import test from "node:test";
import {
  controlOf,
  rowsOf,
  textOf,
  valueFrom,
  valueFromRows,
} from "../src/element/form/convert.js";

import type { FieldDescription } from "../src/element/shared/types.js";

const field = (parts: Partial<FieldDescription>): FieldDescription => ({
  path: "/x",
  name: "x",
  title: "X",
  group: "g",
  type: "text",
  ...parts,
});

test("the control follows type, format and number of words", () => {
  assert.equal(controlOf(field({ type: "word", words: ["a", "b", "c"] })), "choice");
  assert.equal(controlOf(field({ type: "word", words: ["a", "b", "c", "d"] })), "select");
  assert.equal(controlOf(field({ type: "boolean" })), "choice");
  assert.equal(controlOf(field({ format: "duration" })), "duration");
  assert.equal(controlOf(field({ format: "password", secret: true })), "secret");
  assert.equal(controlOf(field({ type: "any" })), "json");
});

test("an integer that is none stays as typed, for the checker to see", () => {
  const integer = field({ type: "integer" });
  assert.equal(valueFrom(integer, "4"), 4);
  assert.equal(valueFrom(integer, " 4 "), 4);
  assert.equal(valueFrom(integer, "4x"), "4x");
  assert.equal(valueFrom(integer, "99999999999999999999"), "99999999999999999999");
});

test("empty is unset for every type", () => {
  for (const type of ["text", "integer", "boolean", "word", "any"] as const) {
    assert.equal(valueFrom(field({ type }), ""), undefined, type);
  }
});

test("a boolean is yes, no or unset", () => {
  const boolean = field({ type: "boolean" });
  assert.equal(valueFrom(boolean, "true"), true);
  assert.equal(valueFrom(boolean, "false"), false);
  assert.equal(textOf(boolean, false), "false");
  assert.equal(textOf(boolean, undefined), "");
});

test("maps keep keys and values, id maps hold empty objects", () => {
  const tags = field({ type: "map" });
  assert.deepEqual(valueFromRows(tags, rowsOf(tags, { a: "1", b: "2" })), { a: "1", b: "2" });
  const ids = field({ type: "map", format: "resource-id" });
  assert.deepEqual(valueFromRows(ids, [{ key: "/subscriptions/0", value: "" }]), {
    "/subscriptions/0": {},
  });
  assert.equal(valueFromRows(tags, [{ key: "", value: "lonely" }]), undefined);
});

test("a tag named __proto__ is a tag", () => {
  const tags = field({ type: "map" });
  const value = valueFromRows(tags, [{ key: "__proto__", value: "x" }]);
  assert.equal(JSON.stringify(value), '{"__proto__":"x"}');
});
