import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import test from "node:test";
import { findSettings } from "../src/demo/settings.js";
import { linesOf } from "../src/element/form/json-lines.js";

const fetcher = (answer: object | undefined) =>
  (async () =>
    answer ? Response.json(answer) : new Response("", { status: 404 })) as typeof fetch;

const READY = {
  url: "http://127.0.0.1:1",
  subscriptionId: "s",
  resourceGroup: "g",
  workspace: "w",
  location: "westeurope",
};

test("the page asks the emulator that serves it", async () => {
  const settings = await findSettings("http://127.0.0.1:1/", fetcher(READY));
  assert.equal(settings?.endpoint, "http://127.0.0.1:1");
  assert.equal(settings?.location, "westeurope");
});

test("without an emulator the address line decides, or nothing does", async () => {
  const address = "http://host/?endpoint=http://127.0.0.1:9&subscription=s&group=g&workspace=w";
  assert.equal((await findSettings(address, fetcher(undefined)))?.endpoint, "http://127.0.0.1:9");
  assert.equal(await findSettings("http://host/", fetcher(undefined)), undefined);
});

test("on a server the elements can be imported and are not registered", async () => {
  await import("../src/element/define.js");
  const { AzuremlComputeForm } = await import("../src/element/index.js");
  assert.equal(AzuremlComputeForm.formAssociated, true);
});

test("lines of a body read as the JSON they show", () => {
  const body = { a: [1, { b: null }], c: {}, d: "x\n", e: [] };
  const text = linesOf(body)
    .map(({ pieces }) => pieces.map((piece) => piece.text).join(""))
    .join("\n");
  assert.deepEqual(JSON.parse(text), body);
  const keys = linesOf(body).map(({ key }) => key);
  assert.equal(new Set(keys).size, keys.length);
});

test("every part, slot, event and colour of the elements is documented", () => {
  const folder = new URL("../src/element/", import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const source = files
    .filter((name) => name.endsWith(".ts"))
    .map((name) => readFileSync(new URL(name, folder), "utf8"))
    .join("\n");
  const all = (pattern: RegExp) => new Set([...source.matchAll(pattern)].map(([, name]) => name));
  const documented = {
    part: all(/@csspart ([\w-]+)/g),
    slot: all(/@slot ([\w-]+)/g),
    event: all(/@fires ([\w-]+)/g),
    property: all(/@cssprop (--azureml-[\w-]+)/g),
  };
  const used = {
    part: all(/ part="([\w-]+)"/g),
    slot: all(/<slot name="([\w-]+)"/g),
    event: all(/emit\([\w.#]+, "([\w-]+)"/g),
    // "-2" and "-3" are documented with the property that they vary.
    property: all(/var\((--azureml-[a-z-]*[a-z])(?:-\d)?,/g),
  };
  for (const [kind, names] of Object.entries(used)) {
    assert.ok(names.size > 0, kind);
    const known = documented[kind as keyof typeof documented];
    assert.deepEqual(
      [...names].filter((name) => !known.has(name)),
      [],
      kind,
    );
  }
});
