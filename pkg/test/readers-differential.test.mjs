/** The readers of Bicep and Terraform against parsers of others, on files that convert wrote and on broken ones. */
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { describe as suite, test } from "node:test";
import { parse as parseHcl } from "@cdktf/hcl2json";
import { convert } from "azureml-compute";
import { validateBicep } from "azureml-compute/bicep";
import { validateTerraform } from "azureml-compute/terraform";
import { Language, Parser } from "web-tree-sitter";
import { caseFiles } from "./case-files.mjs";

/** A text for each case, each once. */
function texts(to) {
  const out = new Set();
  for (const { body, from, options, isValid } of caseFiles()) {
    if (!isValid || from !== "arm") continue;
    const { text } = convert(body, { ...options, from, to });
    if (text !== "") out.add(text);
  }
  return [...out];
}

/** The same numbers in every run. */
function* numbers(seed) {
  let state = seed;
  for (;;) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 2 ** 32;
  }
}

/** Texts with one sign left out, doubled or put in the place of another. */
function* broken(all, count) {
  const random = numbers(20261201);
  const next = (below) => Math.floor(random.next().value * below);
  const signs = ["{", "}", "[", "]", "(", ")", '"', "'", "=", ":", "\n", ",", "x", "7", "$", "#", " "];
  for (let index = 0; index < count; index += 1) {
    const text = all[next(all.length)];
    const at = next(text.length);
    const sign = [() => "", () => text[at] + text[at], () => signs[next(signs.length)]][next(3)]();
    yield text.slice(0, at) + sign + text.slice(at + 1);
  }
}

const isRefused = ({ diagnostics }, code) => diagnostics.some((one) => one.code === code);

suite("terraform and HashiCorp's own parser", () => {
  const all = texts("terraform");
  const refuses = async (text) => {
    try {
      await parseHcl("main.tf", text);
      return false;
    } catch {
      return true;
    }
  };

  test("what convert writes is read by both", async () => {
    for (const text of all) {
      assert.equal(await refuses(text), false, text);
      assert.equal(isRefused(validateTerraform(text), "text/not-terraform"), false, text);
    }
    assert.ok(all.length > 100, String(all.length));
  });

  test("what one refuses the other refuses", async () => {
    const apart = [];
    let count = 0;
    for (const text of broken(all, 3000)) {
      const theirs = await refuses(text);
      const ours = isRefused(validateTerraform(text), "text/not-terraform");
      count += 1;
      if (ours !== theirs) apart.push({ ours, text });
    }
    console.log(JSON.stringify({ terraform: count, apart: apart.length }));
    assert.deepEqual(apart, []);
  });
});

suite("bicep and tree-sitter's grammar", () => {
  const all = texts("bicep");
  let parser;
  const refuses = (text) => parser.parse(text).rootNode.hasError;

  test("what convert writes is read by both", async () => {
    await Parser.init();
    parser = new Parser();
    const grammar = createRequire(import.meta.url).resolve("tree-sitter-bicep/tree-sitter-bicep.wasm");
    parser.setLanguage(await Language.load(grammar));
    for (const text of all) {
      assert.equal(refuses(text), false, text);
      assert.equal(isRefused(validateBicep(text), "text/not-bicep"), false, text);
    }
    assert.ok(all.length > 100, String(all.length));
  });

  // That grammar is made for colours: it takes statements without a blank, `#`, and texts over two lines.
  test("what it refuses is refused, and little else", () => {
    const apart = [];
    let count = 0;
    for (const text of broken(all, 3000)) {
      const ours = isRefused(validateBicep(text), "text/not-bicep");
      count += 1;
      if (ours !== refuses(text)) apart.push({ ours, text });
    }
    console.log(JSON.stringify({ bicep: count, apart: apart.length }));
    assert.deepEqual(
      // It takes `//` at the beginning of a string for a comment.
      apart.filter(({ ours, text }) => !ours && !text.includes("'//")),
      [],
    );
    assert.ok(apart.length <= count / 20, `${apart.length} of ${count}`);
  });
});
