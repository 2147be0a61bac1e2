import assert from "node:assert/strict";
import test from "node:test";
import { findSettings } from "../src/demo/settings.js";
import { linesOf } from "../src/element/json-lines.js";

/** @param {object | undefined} answer */
const fetcher = (answer) =>
  /** @type {typeof fetch} */ (
    async () => (answer ? Response.json(answer) : new Response("", { status: 404 }))
  );

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
