/** Input that nobody should pass: a report or a typed error each time, and the next call still works. */
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import * as api from "../dist/esm/node.js";

const good = { location: "westeurope", properties: { computeType: "AmlCompute" } };

afterEach(() => {
  assert.equal(api.validate(good).kind, "AmlCompute");
});

function refused(input, code, path) {
  const report = api.validate(input);
  assert.equal(report.valid, false);
  assert.equal(typeof report.counts.error, "number");
  const found = report.diagnostics.map((diagnostic) => [diagnostic.code, diagnostic.path]);
  assert.ok(
    found.some(([foundCode, foundPath]) => foundCode === code && (path === undefined || foundPath === path)),
    `${code} at ${path}: ${JSON.stringify(found)}`,
  );
  return report;
}

test("a cyclic object", () => {
  const cyclic = structuredClone(good);
  cyclic.properties.properties = { "a/b~c": { back: cyclic.properties } };
  refused(cyclic, "text/unserialisable", "/properties/properties/a~1b~0c/back");
});

test("the same object twice is no cycle", () => {
  const tags = { a: "b" };
  assert.ok(
    api
      .validate({ ...good, tags, more: { tags } })
      .diagnostics.every(({ code }) => code !== "text/unserialisable"),
  );
});

test("objects 5,000 deep, lists 5,000 deep, and objects just deeper than a document may be", () => {
  const nest = (depth, wrap) => Array.from({ length: depth }).reduce(wrap, 1);
  refused(
    nest(5000, (inner) => ({ a: inner })),
    "text/unserialisable",
  );
  refused(
    nest(5000, (inner) => [inner]),
    "text/unserialisable",
  );
  refused(
    nest(100, (inner) => ({ a: inner })),
    "text/limit",
  );
});

test("texts 5,000 deep and 10 MB of brackets", () => {
  refused(`${'{"a":'.repeat(5000)}1${"}".repeat(5000)}`, "text/limit");
  refused(`${"[".repeat(5000)}${"]".repeat(5000)}`, "text/limit");
  refused("[".repeat(10_000_000), "text/limit");
});

test("20 MB as text, bytes and object; the memory of the module does not grow with them", () => {
  const long = "x".repeat(20_000_000);
  const text = JSON.stringify({ ...good, tags: { long } });
  refused(text, "text/limit");
  refused(new TextEncoder().encode(text), "text/limit");
  refused({ ...good, tags: { long } }, "text/limit");
  refused({ list: new Array(50_000_000) }, "text/limit");
  refused("é".repeat(10_000_000), "text/limit");
});

test("numbers that JSON does not have", () => {
  for (const value of [
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    new Number(Number.NaN),
  ]) {
    const report = refused({ properties: { n: [0, value] } }, "text/unserialisable", "/properties/n/1");
    assert.equal(report.diagnostics[0].params.reason, "number");
  }
  refused({ properties: { n: 10n } }, "text/unserialisable", "/properties/n");
  refused(10n, "text/unserialisable", "");
});

test("values that JSON.stringify would drop in silence", () => {
  refused({ properties: Promise.resolve({}) }, "text/unserialisable", "/properties");
  refused({ properties: new Map() }, "text/unserialisable", "/properties");
  refused({ properties: new Set() }, "text/unserialisable", "/properties");
  refused({ properties: () => {} }, "text/unserialisable", "/properties");
  refused({ properties: Symbol("s") }, "text/unserialisable", "/properties");
  refused({ properties: new Uint8Array(3) }, "text/unserialisable", "/properties");
});

test("no object at all", () => {
  for (const input of [undefined, () => {}, Symbol("s")]) refused(input, "text/unserialisable", "");
  for (const input of [null, 5, true, [], "", "  ", "null", "5", "[]", new Uint8Array(0)])
    refused(input, "text/not-an-object");
});

test("objects that resist", () => {
  const throwing = {
    get properties() {
      throw new Error("no");
    },
  };
  refused(throwing, "text/unserialisable", "/properties");
  refused(
    {
      toJSON: () => {
        throw new Error("no");
      },
    },
    "text/unserialisable",
    "",
  );
  assert.deepEqual(api.validate({ a: { toJSON: () => undefined } }), api.validate({}));
  const trap = () => {
    throw new Error("no");
  };
  const hostile = new Proxy(
    {},
    { get: trap, ownKeys: trap, getPrototypeOf: trap, has: trap, getOwnPropertyDescriptor: trap },
  );
  refused(hostile, "text/unserialisable", "");
  refused({ properties: hostile }, "text/unserialisable", "/properties");
  for (const target of [{}, [], () => {}, new Uint8Array(2)]) {
    const { proxy, revoke } = Proxy.revocable(target, {});
    revoke();
    refused(proxy, "text/unserialisable", "");
    refused({ a: proxy }, "text/unserialisable", "/a");
  }
});

test("bytes that were given away", () => {
  const bytes = new TextEncoder().encode(JSON.stringify(good));
  structuredClone(bytes.buffer, { transfer: [bytes.buffer] });
  assert.equal(api.validate(bytes).valid, false);
});

test("a __proto__ member stays a member", () => {
  const text =
    '{"location":"westeurope","properties":{"computeType":"AmlCompute","properties":{"__proto__":{"vmSize":"x"}}}}';
  const path = "/properties/properties/__proto__";
  for (const input of [text, JSON.parse(text)]) {
    assert.ok(api.validate(input).diagnostics.some((diagnostic) => diagnostic.path === path));
  }
  assert.equal({}.vmSize, undefined);
});

test("halves of surrogate pairs", () => {
  const lone = '{"location":"west\ud800europe"}';
  const report = refused(lone, "text/encoding");
  const { range } = report.diagnostics.find(({ code }) => code === "text/encoding");
  assert.equal(range.start.offset, lone.indexOf("\ud800"));
  refused('{"location":"\\ud800"}', "text/encoding");
  refused({ location: "\udc00" }, "text/encoding");
  const pair = api.validate('{"location":"westeurope","tags":{"a":"😀"}}');
  assert.ok(pair.diagnostics.every(({ code }) => code !== "text/encoding"));
});

test("binary", () => {
  const wasm = Uint8Array.from({ length: 70_000 }, (_, index) => (index * 7919) % 256);
  refused(wasm, "text/encoding");
  refused(Uint8Array.of(0xff, 0xfe, 0x7b, 0x00), "text/encoding");
  refused("\0\0\0", "text/not-json");
});

test("names, ids and fixes of the wrong kind", () => {
  for (const value of [undefined, null, 5, {}, Symbol("s")]) {
    assert.throws(() => api.checkName("AmlCompute", value), { name: "TypeError" });
    assert.throws(() => api.parseResourceId(value), { name: "TypeError" });
    assert.throws(() => api.applyFix("{}", value), { name: "TypeError" });
    assert.throws(() => api.explain(value), { name: "TypeError" });
  }
  assert.equal(api.checkName("AmlCompute", "x".repeat(3_000_000)).valid, false);
  assert.equal(api.checkName("AmlCompute", "\ud800").valid, false);
  assert.equal(api.parseResourceId("/".repeat(3_000_000)).ok, false);
});

test("calls near the end of the stack", () => {
  const atTheEnd = (depth) => {
    try {
      return atTheEnd(depth + 1);
    } catch {
      try {
        return api.validate(good);
      } catch (error) {
        return error;
      }
    }
  };
  atTheEnd(0);
  // A stack overflow inside the module would leave it unusable: reset() is the documented way on.
  try {
    api.validate(good);
  } catch (error) {
    assert.equal(error.name, "PoisonedError");
    api.reset();
  }
});
