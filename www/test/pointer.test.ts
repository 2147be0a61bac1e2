import assert from "node:assert/strict";
import test from "node:test";
import {
  covers,
  pointerOf,
  read,
  remove,
  segmentsOf,
  write,
} from "../src/element/shared/pointer.js";

test("pointers are split and joined with their escapes", () => {
  for (const segments of [[], ["a"], ["a/b", "c~d", ""], ["/subscriptions/0~1"]]) {
    assert.deepEqual(segmentsOf(pointerOf(segments)), segments);
  }
});

test("names are found without case and keep their spelling", () => {
  const body = { properties: { VMSize: "x" } };
  assert.equal(read(body, "/Properties/vmSize"), "x");
  assert.deepEqual(write(body, "/properties/vmSize", "y"), { properties: { VMSize: "y" } });
});

test("a write makes the objects on the way and leaves its input alone", () => {
  const body = Object.freeze({ a: 1 });
  assert.deepEqual(write(body, "/b/c", 2), { a: 1, b: { c: 2 } });
  assert.deepEqual(body, { a: 1 });
});

test("removing the last member removes the object, unless the skeleton has it", () => {
  const body = { properties: { scale: { max: 4 }, inner: { size: "x" } } };
  const skeleton = { properties: { inner: {} } };
  const without = remove(
    remove(body, "/properties/scale/max", skeleton),
    "/properties/inner/size",
    skeleton,
  );
  assert.deepEqual(without, { properties: { inner: {} } });
});

test("a member named __proto__ is data", () => {
  const body = write({}, "/tags/__proto__", "x");
  assert.equal(JSON.stringify(body), '{"tags":{"__proto__":"x"}}');
  assert.equal(Object.getPrototypeOf(body.tags), Object.prototype);
});

test("covering goes by segments, not by letters", () => {
  assert.equal(covers("/a", "/A/b"), true);
  assert.equal(covers("/a", "/ab"), false);
  assert.equal(covers("", "/a"), true);
});
