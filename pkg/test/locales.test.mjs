/** Every code, every variant and every param of it has its place in every translation. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { localize, validate } from "azureml-compute";
import ru from "azureml-compute/locales/ru";
import templates from "../wasm/templates.js";

const paramsOf = (text) => new Set([...text.matchAll(/\{(@?[\w=]+)\}/g)].map(([, name]) => name));

/** What is missing in a translation, as lines that say what to write. */
function gaps(messages) {
  const lines = [];
  for (const [code, parts] of Object.entries(templates)) {
    for (const part of ["message", "help"]) {
      const given = messages[code]?.[part];
      const reasons = Object.keys(parts[part]);
      for (const reason of reasons) {
        const text = typeof given === "object" ? given[reason] : reasons.length >= 1 ? given : undefined;
        const where = `${code} ${part}${reason === "" ? "" : ` [${reason}]`}`;
        if (text === undefined) {
          lines.push(`${where}: ${parts[part][reason]}`);
          continue;
        }
        const known = paramsOf(parts[part][reason]);
        for (const name of paramsOf(text))
          if (!known.has(name)) lines.push(`${where}: no param {${name}} in the English text`);
      }
    }
  }
  return lines;
}

test("Russian says everything", () => {
  assert.deepEqual(gaps(ru), []);
});

test("Russian says nothing that no code says", () => {
  const known = new Set([...Object.keys(templates), "*"]);
  const spare = Object.entries(ru).flatMap(([code, { message, help }]) => {
    if (!known.has(code)) return [code];
    return Object.entries({ message, help }).flatMap(([part, given]) =>
      typeof given === "object" && code !== "*"
        ? Object.keys(given)
            .filter((reason) => !(reason in templates[code][part]))
            .map((reason) => `${code} ${part} [${reason}]`)
        : [],
    );
  });
  assert.deepEqual(spare, []);
});

test("a report in Russian, with its fix and with what the caller wrote", () => {
  const body = {
    name: "gpu_cluster",
    properties: {
      computeType: "AmlCompute",
      properties: { scaleSettings: { minNodeCount: 9, maxNodeCount: 4 } },
    },
  };
  const { diagnostics } = localize(validate(body), ru);
  const texts = Object.fromEntries(diagnostics.map(({ code, message, fix }) => [code, { message, fix }]));
  assert.equal(texts["scale/min-above-max"].message, "минимум 9 узлов больше максимума 4");
  assert.equal(texts["scale/min-above-max"].fix.title, "уменьшить минимум");
  assert.match(texts["name/characters"].message, /^имя кластера: недопустимо /);
  assert.equal(texts["name/characters"].fix.title, "написать `gpu-cluster`");
  for (const { message } of diagnostics) assert.match(message, /[а-я]/i);
});
