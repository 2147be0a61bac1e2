/** YAML that asks for too much: a report each time, in time that grows with the text and no faster. */
import assert from "node:assert/strict";
import { describe as suite, test } from "node:test";
import { applyFixYaml, convertYaml, validateYaml } from "azureml-compute/yaml";

const FIX = { title: "", applicability: "safe", patch: [{ op: "add", path: "/tier", value: "dedicated" }] };

/** The one finding that says why a text is no document. */
function refusal(text) {
  const { diagnostics, valid } = validateYaml(text);
  assert.equal(valid, false);
  assert.equal(diagnostics.length, 1, JSON.stringify(diagnostics.slice(0, 3)));
  const [finding] = diagnostics;
  assertInside(finding.range, text);
  assert.deepEqual(convertYaml(text, { to: "arm" }).report.diagnostics[0].range, finding.range);
  assert.equal(applyFixYaml(text, FIX), text);
  return `${finding.code} ${finding.message}`;
}

/** A range lies in the text, and its lines and columns are those of its offsets. */
function assertInside({ start, end }, text) {
  assert.ok(start.offset <= end.offset && end.offset <= text.length, JSON.stringify({ start, end }));
  for (const { line, column, offset } of [start, end]) {
    const before = text.slice(0, offset).split("\n");
    assert.deepEqual([line, column], [before.length, before.at(-1).length + 1]);
  }
}

const nested = {
  "flow lists": (depth) => "[".repeat(depth) + "]".repeat(depth),
  "flow objects": (depth) => `${"{a: ".repeat(depth)}1${"}".repeat(depth)}`,
  "block lists": (depth) => `${"- ".repeat(depth)}a\n`,
  "block objects": (depth) => Array.from({ length: depth }, (_, at) => `${" ".repeat(at)}a:\n`).join(""),
  "explicit keys": (depth) => `${"? ".repeat(depth)}a\n`,
  "lists in objects": (depth) =>
    Array.from({ length: depth / 2 }, (_, at) => `${" ".repeat(2 * at)}a:\n${" ".repeat(2 * at)} - `).join(
      "\n",
    ),
};

suite("limits of YAML", () => {
  for (const [name, make] of Object.entries(nested)) {
    test(`${name}: 66 levels are a finding with its place, 40 are read`, () => {
      assert.match(refusal(make(66)), /^text\/limit objects and lists are nested deeper than 64/);
      assert.ok(validateYaml(make(40)).diagnostics.every(({ code }) => code !== "text/limit"));
    });
  }

  test("aliases that lead deeper than 64 levels", () => {
    const chain = Array.from({ length: 70 }, (_, at) => `a${at}: &a${at} [${at > 0 ? `*a${at - 1}` : ""}]\n`);
    assert.match(refusal(chain.join("")), /^text\/limit objects and lists are nested deeper/);
    const merges = Array.from(
      { length: 80 },
      (_, at) => `a${at}: &a${at} {${at > 0 ? `<<: *a${at - 1}` : ""}}\n`,
    );
    assert.match(refusal(merges.join("")), /^text\/limit objects and lists are nested deeper/);
  });

  test("1,000 aliases, anchors and tags are read, 1,001 are not", () => {
    const many = {
      aliases: (count) => `x: &x 1\ny:\n${"- *x\n".repeat(count)}`,
      anchors: (count) => `y:\n${Array.from({ length: count }, (_, at) => `- &a${at} 1\n`).join("")}`,
      tags: (count) => `y:\n${"- !!str a\n".repeat(count)}`,
    };
    for (const [name, make] of Object.entries(many)) {
      assert.match(refusal(make(1001)), new RegExp(`^text/limit there are more than 1000 ${name}`));
      assert.ok(validateYaml(make(1000)).diagnostics.every(({ code }) => code !== "text/limit"));
    }
  });

  test("1 MiB, counted as UTF-8", () => {
    const comment = (text, bytes) => `name: a\n#${text.repeat(Math.ceil(bytes / Buffer.byteLength(text)))}\n`;
    for (const text of ["x", "é", "€", "𝄞"]) {
      assert.match(
        refusal(comment(text, 1024 * 1024)),
        /^text\/limit the document is larger than 1048576 bytes/,
      );
      const codes = validateYaml(comment(text, 1024 * 1024 - 100)).diagnostics.map(({ code }) => code);
      assert.ok(!codes.includes("text/limit"), text);
    }
  });

  test("a value that many aliases repeat", () => {
    const text = `x: &x "${"x".repeat(10_000)}"\ny: [${Array(500).fill("*x").join(", ")}]\n`;
    assert.match(refusal(text), /^text\/limit the aliases expand/);
  });

  test("an alias inside its own anchor, in every place", () => {
    for (const text of [
      "a: &a [*a]\n",
      "a: &a {b: *a}\n",
      "&a name: x\ntags: &b\n  c: [1, {d: *b}]\n",
      "&root\nname: x\ntags: *root\n",
      "a: &a\n  <<: *a\n",
    ]) {
      assert.match(refusal(text), /^text\/not-yaml this alias is inside the value of its own anchor/);
    }
  });

  test("an alias without an anchor before it: a password that begins with a star, too", () => {
    const text = "name: vm\nadmin_password: *Correct.Horse.9\n";
    const said = refusal(text);
    assert.match(said, /^text\/not-yaml this alias has no anchor before it/);
    assert.ok(!JSON.stringify(validateYaml(text)).includes("Horse"));
    refusal("a: *later\nb: &later 1\n");
  });

  test("no message quotes the text", () => {
    for (const text of [
      "p: |Secret99\n",
      "p: >Secret99\n",
      'p: "\\Secret99"\n',
      'p: "\\xSecret99"\n',
      "p: @Secret99\n",
      "p: `Secret99`\n",
      "p: %Secret99\n",
      "p: [a] Secret99\n",
      'p: "a" Secret99\n',
      "%Secret99 a\n---\np: 1\n",
      "%YAML Secret99\n---\np: 1\n",
      "p: !<Secret99 a\n",
      "p: !Secret99!x a\n",
      "p: !!binary {Secret99: 1}\n",
      "p: !!int Secret99\n",
      "p: !!float Secret99\n",
      "p: 'Secret99\n",
      "p: {a: 1 Secret99: [\n",
      "Secret99\np: 1\n",
      "p: *Secret99\n",
      "<<: Secret99\np: {Secret99\n",
    ]) {
      const report = JSON.stringify(
        validateYaml(text).diagnostics.filter(({ code }) => code === "text/not-yaml"),
      );
      assert.ok(!report.includes("Secret99"), `${text}: ${report}`);
    }
  });

  test("what the tools refuse is refused: a merge of a text, a key that is an object", () => {
    assert.match(refusal("a: &a 1\nb:\n  <<: *a\n"), /`<<` needs an object/);
    assert.match(refusal("size: {{ size }}\n"), /needs quotes/);
  });

  test("two merges with the same member are no key given twice", () => {
    const text = "a: &a {x: 1, y: 1}\nb: &b {x: 2}\nc:\n  <<: [*a, *b]\n  y: 3\n";
    const { diagnostics } = validateYaml(text);
    assert.ok(
      diagnostics.every(({ code }) => !code.startsWith("text/")),
      JSON.stringify(diagnostics),
    );
  });
});

/** Texts of a size; each asks for something that could take more than linear time. */
const families = {
  pairs: (size) => lines(size, (at) => `k${at}: v\n`),
  "the same key": (size) => lines(size, () => "k: v\n"),
  items: (size) => lines(size, () => "- a\n"),
  commas: (size) => `[${",".repeat(size)}]`,
  comments: (size) => `a:\n${lines(size, () => "  # c\n")}  b: 1\n`,
  "blank lines": (size) => `a:\n${"\n".repeat(size)}  b: 1\n`,
  "plain lines": (size) => lines(size, () => "some words\n"),
  "quoted lines": (size) => `a: "${lines(size, () => "x\n")}"\n`,
  "quotes that are not closed": (size) => lines(size, () => `- "a\n`),
  backslashes: (size) => `a: "${"\\\\".repeat(size / 2)}"\n`,
  "block text": (size) => `a: |\n${lines(size, () => "  x\n")}`,
  documents: (size) => lines(size, () => "---\n"),
  directives: (size) => `${lines(size, () => "%A b\n")}---\na: 1\n`,
  brackets: (size) => lines(size, () => "]\n"),
  "pairs on one line": (size) => lines(size, () => "a: b: c\n"),
  anchors: (size) => lines(size, (at) => `- &a${at} 1\n`),
  aliases: (size) => `- &a 1\n${lines(size, () => "- *a\n")}`,
  tags: (size) => lines(size, () => "- !!timestamp 2026-01-01\n"),
  "tags in a row": (size) => `a: ${"!t ".repeat(size / 3)}\n`,
};

function lines(size, make) {
  const out = [];
  for (let [at, length] = [0, 0]; length < size; at += 1) {
    out.push(make(at));
    length += out.at(-1).length;
  }
  return out.join("");
}

/** Milliseconds of the processor. */
function cost(work) {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

test("YAML takes time in proportion to its length", (t) => {
  for (const [name, make] of Object.entries(families)) {
    // Of documents that are read and checked, the module's own time is looked at elsewhere.
    const times = [50, 200, 1000].map((kilobytes) => {
      const text = make(kilobytes * 1000);
      return cost(() => validateYaml(text));
    });
    t.diagnostic(`${name}: ${times.map((time) => time.toFixed(0)).join(", ")} ms at 50, 200, 1000 KB`);
    // Twenty times the length: linear with much room for the noise of a shared machine.
    assert.ok(times[2] < 20 * 5 * Math.max(times[0], 20), `${name}: ${times}`);
  }
});
