/** The elements inside other people's pages: React, Vue, another shadow root, a page with rude styles. */

import assert from "node:assert/strict";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { look } from "../support/look.js";
import { FIELD } from "../support/page.js";
import { stage } from "../support/stage.js";

const { onPage } = stage(["--speed", "8"]);

const REACT = `
import { createElement, useState } from "react";
import { createRoot } from "react-dom/client";
export function mount(target, { checker, client }) {
  function Page() {
    const [created, setCreated] = useState("");
    const [typed, setTyped] = useState(0);
    const [kinds] = useState(["AmlCompute"]);
    return createElement("div", null,
      createElement("azureml-compute-form", {
        checker, client, kinds, "storage-key": "",
        "onazureml-created": (event) => setCreated(event.detail.name),
        "onazureml-input": () => setTyped((count) => count + 1),
      }, createElement("span", { slot: "footer" }, "typed " + typed)),
      createElement("output", null, created));
  }
  createRoot(target).render(createElement(Page));
}`;

const VUE = `
import { createApp, h, ref, shallowRef } from "vue";
export function mount(target, { checker, client }) {
  createApp({
    setup() {
      const created = ref("");
      const typed = ref(0);
      const given = shallowRef({ checker, client, kinds: ["AmlCompute"] });
      return () => h("div", [
        h("azureml-compute-form", {
          ".checker": given.value.checker, ".client": given.value.client,
          ".kinds": given.value.kinds, ".storageKey": "",
          "onAzureml-created": (event) => { created.value = event.detail.name; },
          "onAzureml-input": () => { typed.value += 1; },
        }, [h("span", { slot: "footer" }, "typed " + typed.value)]),
        h("output", created.value),
      ]);
    },
  }).mount(target);
}`;

const SHADOW = `
export function mount(target, { checker, client }) {
  class Portal extends HTMLElement {
    connectedCallback() {
      const root = this.attachShadow({ mode: "open" });
      const form = document.createElement("azureml-compute-form");
      Object.assign(form, { checker, client, kinds: ["AmlCompute"], storageKey: "" });
      const output = document.createElement("output");
      root.append(form, output);
      this.addEventListener("azureml-created", (event) => { output.textContent = event.detail.name; });
    }
  }
  customElements.define("some-portal", Portal);
  target.append(document.createElement("some-portal"));
}`;

/** @param {string} source */
async function bundled(source) {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: fileURLToPath(new URL("..", import.meta.url)) },
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    globalName: "host",
    define: { "process.env.NODE_ENV": '"production"' },
  });
  return outputFiles[0].text;
}

for (const [name, source] of Object.entries({ React: REACT, Vue: VUE, "a shadow root": SHADOW })) {
  test(`in ${name}: properties go in, events come out, a cluster is made`, async (t) => {
    const script = await bundled(source);
    await onPage(
      async (form) => {
        await form.page.evaluate(() => {
          const form = document.querySelector("azureml-compute-form");
          const { checker, client } = form;
          document.querySelector("azureml-compute-list").remove();
          form.remove();
          const target = document.createElement("div");
          document.querySelector(".work").append(target);
          globalThis.host.mount(target, { checker, client });
        });
        form.at = ">>> azureml-compute-form";
        await form.present(`${form.at} >>> [data-path="${FIELD.name}"] input`);
        const named = name.toLowerCase().replaceAll(" ", "-").replace("a-", "");
        await form.fillRight(`in-${named}`);
        await form.press("Create");
        await form.awaitRun(new RegExp(`^in-${named} is ready$`));
        const output = await form.page.$(">>> output");
        await form.until(
          async () => (await output.evaluate((each) => each.textContent)) === `in-${named}`,
          "the event in the host",
        );
        await look(form.page, `90-in-${named}`);
      },
      { prepare: (page) => page.evaluateOnNewDocument(`${script};globalThis.host=host;`) },
    )(t);
  });
}

test(
  "styles of the page stay outside, its font and colours by custom properties come in",
  onPage(async (form) => {
    const seen = await form.page.evaluate(() => {
      const style = new CSSStyleSheet();
      style.replaceSync(`
        * { color: red !important; letter-spacing: 9px; }
        input, button, label { display: none !important; }
        azureml-compute-form { font-family: "Courier New"; --azureml-color-brand: rgb(1, 2, 3); }
      `);
      document.adoptedStyleSheets = [style];
      const { shadowRoot } = document.querySelector("azureml-compute-form");
      const input = getComputedStyle(shadowRoot.querySelector("input[type=text]"));
      const button = getComputedStyle(shadowRoot.querySelector("button.primary"));
      return [input.display, input.fontFamily, button.backgroundColor];
    });
    assert.deepEqual(seen, ["block", '"Courier New"', "rgb(1, 2, 3)"]);
  }),
);
