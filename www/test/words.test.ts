import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import test from "node:test";
import { enLate } from "../src/element/shared/words/en-late.js";
import { ENGLISH } from "../src/element/shared/words/english.js";
import { lateWords } from "../src/element/shared/words/late.js";
import { russian } from "../src/element/shared/words/ru.js";
import { humanWord, learn, speak, words } from "../src/element/shared/words.js";

const DESCRIPTIONS = new URL("../../pkg/wasm/descriptions.js", import.meta.url);

/** @returns path and type of each leaf */
function shapeOf(table: unknown, path: string = ""): [string, string][] {
  if (typeof table !== "object" || table === null) return [[path, typeof table]];
  return Object.entries(table).flatMap(([name, part]) => shapeOf(part, `${path}/${name}`));
}

test("Russian has every word, and each of the same sort", () => {
  const { described: _, values: __, ...ours } = russian;
  lateWords();
  const { described: ___, values: ____, ...theirs } = ENGLISH;
  assert.deepEqual(shapeOf(ours).sort(), shapeOf(theirs).sort());
  for (const [path, type] of shapeOf(ours)) assert.ok(["string", "function"].includes(type), path);
});

test("everything that is described has its Russian text", async (t) => {
  if (!existsSync(DESCRIPTIONS)) {
    t.skip("pkg/wasm is not built, so there are no descriptions to compare with");
    return;
  }
  const kinds: any[] = (await import(DESCRIPTIONS.href)).default;
  const said = kinds.flatMap(({ title, summary, groups, fields }) => [
    title,
    summary,
    ...groups.map((group: any) => group.title),
    ...fields.flatMap((field: any) => [field.title, field.help, field.unit]),
  ]);
  const missing = [...new Set(said)].filter((text) => text && !(text in russian.described));
  assert.deepEqual(missing, []);
});

test("words are those of the language that was spoken last, English where it is not loaded", async () => {
  speak("ru");
  assert.equal(words.create, "Create");
  await learn("ru-RU");
  speak("ru-RU");
  assert.equal(words.create, "Создать");
  assert.equal(words.problems(2), "2 ошибки");
  assert.equal(words.problems(11), "11 ошибок");
  assert.equal(humanWord("LowPriority"), "Низкий приоритет");
  assert.equal(learn("ru"), undefined);
  speak("de");
  assert.equal(words.create, "Create");
  speak("en");
  assert.equal(humanWord("SystemAssigned,UserAssigned"), "System assigned, user assigned");
});

test("what is drawn at once uses no word that comes later", () => {
  const start = new URL("../src/element/define.ts", import.meta.url);
  const atOnce = new Set([start.href]);
  for (const href of atOnce) {
    const text = readFileSync(new URL(href), "utf8");
    for (const [statement, path = ""] of text.matchAll(
      /(?:import|export)[^;()]*?"(\.[^"]+)\.js";/g,
    )) {
      if (!/^(import|export) type/.test(statement)) atOnce.add(new URL(`${path}.ts`, href).href);
    }
  }
  assert.ok(atOnce.size > 60 && [...atOnce].every((href) => !href.endsWith("/late.ts")));
  const late = Object.keys(enLate);
  for (const href of atOnce) {
    const text = readFileSync(new URL(href), "utf8");
    const used = [...text.matchAll(/\bwords\.(\w+)/g)].map(([, name = ""]) => name);
    const taken = [...text.matchAll(/\{([^{}]*)\} = words\b/g)].flatMap(([, names = ""]) =>
      names.split(",").map((name) => name.split(":")[0]?.trim() ?? ""),
    );
    const early = [...used, ...taken].filter((name) => late.includes(name));
    assert.deepEqual(early, [], href);
  }
});
