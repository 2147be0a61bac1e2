/**
 * Every fix that is offered for a YAML text can be applied, and its finding is gone then: the case files, written
 * in many layouts and changed at random.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe as suite, test } from "node:test";
import { fileURLToPath } from "node:url";
import { applyFixYaml, convertYaml, validateYaml } from "azureml-compute/yaml";
import { mutations } from "./mutations.mjs";

const folder = fileURLToPath(new URL("../../tests/cases/", import.meta.url));
const bodies = readdirSync(folder, { recursive: true })
  .filter((name) => name.endsWith(".json"))
  .sort()
  .map((name) => ({ name, text: readFileSync(join(folder, name), "utf8") }));

/** A generator of numbers below 1. */
function chance(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

/** Writes a value as a block, with the habits of people: comments, anchors, aliases, merges, keys given twice. */
function written(value, { comments = 0, anchors = 0, twice = 0, flow = 0 }, next) {
  const known = [];
  let names = 0;
  const scalar = (item) => {
    const text = JSON.stringify(item);
    const before = known.find((one) => one.text === text);
    if (before !== undefined && next() < anchors) return `*${before.name}`;
    if (before === undefined && next() < anchors) {
      names += 1;
      known.push({ name: `v${names}`, text });
      return `&v${names} ${text}`;
    }
    return text;
  };
  const note = () => (next() < comments ? " # a note" : "");
  const block = (item, indent) => {
    const isPlain = typeof item !== "object" || item === null || Object.keys(item).length === 0;
    if (isPlain) return `${scalar(item)}${note()}\n`;
    if (next() < flow) return `${JSON.stringify(item)}${note()}\n`;
    const own = `${note()}\n${next() < comments ? `${indent}# what follows\n` : ""}`;
    if (Array.isArray(item))
      return own + item.map((one) => `${indent}- ${block(one, `${indent}  `)}`).join("");
    return (
      own +
      Object.entries(item)
        .flatMap(([key, one]) => {
          const pair = () => `${indent}${JSON.stringify(key)}: ${block(one, `${indent}  `)}`;
          return next() < twice ? [pair(), pair()] : [pair()];
        })
        .join("")
    );
  };
  return block(value, "").replace(/^\n/, "");
}

const MARKS = [
  ...[
    "&a ",
    "*a",
    " !!str ",
    " !x ",
    "<<: *a\n",
    "<<: ",
    "|\n",
    ">-\n",
    "? ",
    ": ",
    "- ",
    "[",
    "]",
    "{",
    "}",
  ],
  ...["\t", "\r\n", "\n", " # c\n", "'", '"', "%YAML 1.2\n", "---\n", "...\n", "\ufeff", "é", "\ud800", "\0"],
  ...[
    "&a {b: *a}",
    "!!binary aGk=",
    "!!set {a}",
    "!!omap [a: 1]",
    "0x1F",
    "1_000",
    "190:20:30",
    "~",
    ",",
    "@",
  ],
];

const layouts = {
  block: {},
  "with comments": { comments: 0.4 },
  "partly in brackets": { comments: 0.2, flow: 0.3 },
  "with anchors": { anchors: 0.6 },
  "with anchors and comments": { anchors: 0.4, comments: 0.3 },
  "with keys given twice": { twice: 0.1 },
  "with everything": { anchors: 0.3, comments: 0.3, flow: 0.2, twice: 0.05 },
};

const key = ({ code, path }) => `${code} ${path}`;
const count = (report, finding) => report.diagnostics.filter((one) => key(one) === key(finding)).length;

/** Applies every fix by itself; gives how many there were, and how many lost more than the comment of their own line. */
function everyFix(text, options, what) {
  const report = validateYaml(text, options);
  let [fixes, lost] = [0, 0];
  for (const finding of report.diagnostics) {
    if (finding.fix === undefined) continue;
    fixes += 1;
    let edited;
    assert.doesNotThrow(
      () => {
        edited = applyFixYaml(text, finding.fix);
      },
      `${what}: ${key(finding)}\n${text}`,
    );
    const after = validateYaml(edited, options);
    assert.ok(
      after.diagnostics.every(({ code }) => code !== "text/not-yaml"),
      `${what}: ${key(finding)}\n${text}\n=>\n${edited}`,
    );
    const fewer = count(after, finding) < count(report, finding) || total(after) < total(report);
    if (!fewer) unresolved.push(`${what}: ${key(finding)}\n${text}\n=>\n${edited}`);
    if ((edited.match(/# /g)?.length ?? 0) < (text.match(/# /g)?.length ?? 0) - 1) lost += 1;
  }
  return { fixes, lost };
}

const total = ({ counts }) => counts.error + counts.warning + counts.info;
let unresolved = [];

suite("fixes of YAML", () => {
  for (const [layout, habits] of Object.entries(layouts)) {
    test(`case files ${layout}`, (t) => {
      let [fixes, lost] = [0, 0];
      unresolved = [];
      const next = chance(layout.length);
      for (const { name, text } of bodies) {
        let value;
        try {
          value = JSON.parse(text);
        } catch {
          continue;
        }
        const yaml = written(value, habits, next);
        const done = everyFix(yaml, { format: "auto" }, name);
        fixes += done.fixes;
        lost += done.lost;
      }
      t.diagnostic(`${fixes} fixes, ${lost} of them lost comments, ${unresolved.length} left their finding`);
      assert.ok(fixes > 150, String(fixes));
      assert.deepEqual(unresolved.slice(0, 3), []);
      assert.ok(lost <= fixes / 10, String(lost));
    });
  }

  test("changed documents, in every layout", (t) => {
    const seeds = bodies.flatMap(({ text }) => {
      try {
        return [JSON.parse(text)].filter((value) => typeof value === "object" && value !== null);
      } catch {
        return [];
      }
    });
    const [next, habits] = [chance(29), Object.values(layouts)];
    let [made, fixes] = [0, 0];
    unresolved = [];
    for (const value of mutations(seeds, 1500, 17)) {
      fixes += everyFix(
        written(value, habits[made % habits.length], next),
        { format: "auto" },
        "changed",
      ).fixes;
      made += 1;
    }
    t.diagnostic(`${fixes} fixes, ${unresolved.length} left their finding`);
    assert.deepEqual(unresolved.slice(0, 3), []);
  });

  test("texts with pieces taken out, doubled or put in: no throw, and every place lies in the text", (t) => {
    const next = chance(41);
    const below = (limit) => Math.floor(next() * limit);
    const texts = bodies.flatMap(({ text }) => {
      try {
        return [written(JSON.parse(text), Object.values(layouts)[below(6)], next)];
      } catch {
        return [text];
      }
    });
    let [fixes, readable] = [0, 0];
    for (let made = 0; made < 2500; made += 1) {
      let text = texts[below(texts.length)];
      for (let step = below(4); step >= 0; step -= 1) {
        const at = below(text.length + 1);
        const from = below(text.length);
        const put = [text.slice(from, from + below(40)), MARKS[below(MARKS.length)], ""][below(3)];
        text = text.slice(0, at) + put + text.slice(at + (put === "" ? 1 + below(6) : 0));
      }
      const { diagnostics } = validateYaml(text, { format: "auto" });
      for (const { code, fix, path, range } of diagnostics) {
        for (const { line, column, offset } of [range.start, range.end]) {
          const lines = text.slice(0, offset).split("\n");
          const place = [lines.length, lines.at(-1).length + 1];
          assert.ok(offset <= text.length, `${code} ${JSON.stringify(text)}`);
          assert.deepEqual([line, column], place, `${code} ${JSON.stringify(text)}`);
        }
        if (fix === undefined) continue;
        fixes += 1;
        assert.doesNotThrow(() => applyFixYaml(text, fix), `${code} ${path} ${JSON.stringify(text)}`);
      }
      if (diagnostics.every(({ code }) => code !== "text/not-yaml")) readable += 1;
      convertYaml(text, { from: "auto", to: "arm" });
    }
    t.diagnostic(`${readable} of 2500 could be read, ${fixes} fixes`);
    assert.ok(readable > 300 && fixes > 100);
  });

  test("the texts of the case files as they are: JSON is YAML", () => {
    for (const { name, text } of bodies) everyFix(text, { format: "auto" }, name);
  });
});
