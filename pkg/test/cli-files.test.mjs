/** Files: their bytes, links, modes and owners; and one that cannot be read hides nothing of the others. */
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { after, beforeEach, describe as suite, test } from "node:test";
import { fileURLToPath } from "node:url";

const command = join(fileURLToPath(import.meta.url), "../../dist/esm/cli.js");
const root = mkdtempSync(join(tmpdir(), "azureml-compute-files-"));
after(() => rmSync(root, { recursive: true, force: true }));
const isWindows = process.platform === "win32";

let folder = root;
let count = 0;
beforeEach(() => {
  count += 1;
  folder = join(root, String(count));
  mkdirSync(folder);
});

function run(args, options = {}) {
  return spawnSync(process.execPath, [command, ...args], { cwd: folder, encoding: "utf8", ...options });
}

const put = (name, content) => {
  writeFileSync(join(folder, name), content);
  return name;
};
const get = (name) => readFileSync(join(folder, name));

const YAML =
  "name: cpu-a # pool\ntype: amlcompute\nsize: Standard_D4s_v5\nmax_instances: 4\nlocation: West Europe\n";
const MENDED = YAML.replace("West Europe", "westeurope");
const JSON_TEXT = `{"location":"West Europe","properties":{"computeType":"AmlCompute","properties":{"vmSize":"Standard_D13_v2","scaleSettings":{"minNodeCount":0,"maxNodeCount":2}}}}`;
const WRONG = JSON_TEXT.replace('"maxNodeCount":2', '"maxNodeCount":-2');

suite("bytes", () => {
  const texts = { "a.json": JSON_TEXT.replace("{", '{"tags":{"a":"caf%"},'), "a.yaml": `# caf%\n${YAML}` };
  for (const [name, text] of Object.entries(texts)) {
    test(`${name} that is not UTF-8 is a finding and stays as it is`, () => {
      const [head, tail] = text.split("%");
      const forms = {
        "Latin-1": Buffer.concat([Buffer.from(head), Buffer.from([0xe9]), Buffer.from(tail)]),
        "UTF-16 with a mark": Buffer.from(`\ufeff${text}`, "utf16le"),
        "half a character": Buffer.concat([Buffer.from(text), Buffer.from([0xe2, 0x82])]),
        "a surrogate in UTF-8": Buffer.concat([
          Buffer.from(head),
          Buffer.from([0xed, 0xa0, 0x80]),
          Buffer.from(tail),
        ]),
        "too long a form": Buffer.concat([Buffer.from(head), Buffer.from([0xc0, 0xaf]), Buffer.from(tail)]),
      };
      for (const [form, bytes] of Object.entries(forms)) {
        put(name, bytes);
        for (const args of [["check"], ["check", "--fix"]]) {
          const { stdout, status } = run([...args, name]);
          assert.equal(status, 1, `${form}: ${stdout}`);
          assert.match(stdout, /error text\/encoding/, form);
          assert.ok(get(name).equals(bytes), form);
        }
        const converted = run(["convert", name, "--to", "arm-template"]);
        assert.deepEqual([converted.status, converted.stdout], [1, ""], form);
      }
    });

    test(`${name} with the mark of UTF-8 is read, and keeps it when it is mended`, () => {
      const bytes = `\ufeff${text.replace("%", "é")}`;
      put(name, bytes);
      const { stdout, status } = run(["check", "--fix", name]);
      assert.equal(status, 0, stdout);
      assert.match(stdout, /1 fixed/);
      assert.equal(get(name).toString("utf8"), bytes.replace("West Europe", "westeurope"));
    });
  }

  test("line breaks of Windows stay", () => {
    put("a.yaml", YAML.replaceAll("\n", "\r\n"));
    assert.match(run(["check", "--fix", "a.yaml"]).stdout, /1 fixed/);
    assert.equal(get("a.yaml").toString(), MENDED.replaceAll("\n", "\r\n"));
  });

  test("a file without an end, and one that is too large", { skip: isWindows }, () => {
    assert.match(run(["check", "/dev/zero"]).stdout, /error text\//);
    put("a.yaml", `${YAML}#${"é".repeat(2 * 1024 * 1024)}\n`);
    const before = get("a.yaml");
    assert.match(run(["check", "--fix", "a.yaml"]).stdout, /error text\/limit/);
    assert.ok(get("a.yaml").equals(before));
  });
});

suite("--fix", () => {
  test("writes through a symbolic link, also one to a link", { skip: isWindows }, () => {
    put("target.yaml", YAML);
    symlinkSync("target.yaml", join(folder, "link.yaml"));
    symlinkSync("link.yaml", join(folder, "second.yaml"));
    assert.equal(run(["check", "--fix", "second.yaml"]).status, 0);
    assert.equal(get("target.yaml").toString(), MENDED);
    assert.equal(readlinkSync(join(folder, "second.yaml")), "link.yaml");
    assert.ok(lstatSync(join(folder, "link.yaml")).isSymbolicLink());
  });

  test("keeps a hard link", { skip: isWindows }, () => {
    put("a.yaml", YAML);
    linkSync(join(folder, "a.yaml"), join(folder, "b.yaml"));
    assert.equal(run(["check", "--fix", "a.yaml"]).status, 0);
    assert.equal(get("b.yaml").toString(), MENDED);
    assert.equal(statSync(join(folder, "a.yaml")).ino, statSync(join(folder, "b.yaml")).ino);
  });

  test("keeps mode and owner", { skip: isWindows }, () => {
    put("a.yaml", YAML);
    const name = join(folder, "a.yaml");
    const isRoot = process.getuid() === 0;
    if (isRoot) chownSync(name, 1000, 1001);
    chmodSync(name, 0o666);
    assert.equal(run(["check", "--fix", "a.yaml"]).status, 0);
    const { mode, uid, gid } = statSync(name);
    assert.equal(mode & 0o7777, 0o666);
    if (isRoot) assert.deepEqual([uid, gid], [1000, 1001]);
    assert.equal(get("a.yaml").toString(), MENDED);
  });

  test("refuses a file that is read-only, and mends the others", { skip: isWindows }, () => {
    put("a.yaml", YAML);
    put("b.yaml", YAML);
    chmodSync(join(folder, "a.yaml"), 0o444);
    const { status, stderr, stdout } = run(["check", "--fix", "a.yaml", "b.yaml"]);
    assert.equal(status, 2);
    assert.match(stderr, /a\.yaml: the file is read-only; nothing was fixed in it/);
    assert.match(stdout, /a\.yaml:5:11 .*region\/display-name/);
    assert.match(stdout, /2 files: .*1 fixed/);
    assert.equal(get("a.yaml").toString(), YAML);
    assert.equal(get("b.yaml").toString(), MENDED);
  });

  test("leaves no file behind, and takes away what a run left that was ended", { skip: isWindows }, () => {
    put("a.yaml", YAML);
    put("b.yaml", YAML);
    const host = createHash("sha256").update(hostname()).digest("hex").slice(0, 8);
    const { pid } = spawnSync(process.execPath, ["--version"]);
    put(`.azureml-compute-${host}-${pid}-00ff.tmp`, "half of a te");
    put(`.azureml-compute-${host}-${process.pid}-00ff.tmp`, "of one that runs");
    put(`.azureml-compute-0badhost-${pid}-00ff.tmp`, "of another machine");
    assert.equal(run(["check", "--fix", "a.yaml", "b.yaml"]).status, 0);
    assert.deepEqual(
      readdirSync(folder).sort(),
      [
        `.azureml-compute-${host}-${process.pid}-00ff.tmp`,
        `.azureml-compute-0badhost-${pid}-00ff.tmp`,
        "a.yaml",
        "b.yaml",
      ].sort(),
    );
  });

  test("ended at any moment it leaves whole files only", { skip: isWindows }, async () => {
    const names = Array.from({ length: 300 }, (_, at) => put(`f${at}.yaml`, YAML));
    for (const delay of [250, 350, 450, 600, 800]) {
      for (const name of names) put(name, YAML);
      const child = spawn(process.execPath, [command, "check", "--fix", "*.yaml"], {
        cwd: folder,
        stdio: "ignore",
      });
      setTimeout(() => child.kill("SIGKILL"), delay);
      await new Promise((resolve) => child.on("exit", resolve));
      for (const name of names) assert.ok([YAML, MENDED].includes(get(name).toString()), name);
    }
    run(["check", "--fix", "*.yaml"]);
    assert.ok(readdirSync(folder).every((name) => !name.endsWith(".tmp")));
  });

  test("works with anchors, aliases, merges and keys given twice; what it calls fixed is fixed", () => {
    const texts = [
      `${YAML.replace("West Europe", "&region West Europe")}tags:\n  region: *region\n  other: *region\n`,
      "x: &r West Europe\nname: cpu-a\ntype: amlcompute\nsize: Standard_D4s_v5\nlocation: *r # here\n",
      "base: &b {location: West Europe}\nname: cpu-a\ntype: amlcompute\nsize: Standard_D4s_v5\n<<: *b\n",
      "location: West Europe # first\nlocation: West Europe\nproperties:\n  computeType: AmlCompute\n",
    ];
    for (const text of texts) {
      put("a.yaml", text);
      const { stdout, stderr, status } = run(["check", "--fix", "a.yaml"]);
      assert.ok(status < 2, stderr);
      const after = run(["check", "a.yaml"]).stdout;
      assert.match(stdout, /1 fixed/, text);
      assert.doesNotMatch(after, /region\/display-name/, get("a.yaml").toString());
    }
    put("a.yaml", texts[0]);
    run(["check", "--fix", "a.yaml"]);
    assert.equal(
      get("a.yaml").toString(),
      `${MENDED}tags:\n  region: &region West Europe\n  other: *region\n`,
    );
  });

  test("of a key with several values it changes none: nobody knows which one is meant", () => {
    const pair = ["location: eastus\n", "location: West Europe\n"];
    for (const first of [pair, pair.toReversed()]) {
      const text = `${first.join("")}properties:\n  computeType: AmlCompute\n`;
      put("a.yaml", text);
      assert.doesNotMatch(run(["check", "--fix", "a.yaml"]).stdout, /fixed/);
      assert.equal(get("a.yaml").toString(), text);
    }
  });

  test("mends more than one report shows, and shows as many as wanted", () => {
    const names = Array.from({ length: 230 }, (_, at) => `"/subscriptions/x${at}": {}`);
    put(
      "a.json",
      JSON_TEXT.replace("{", `{"identity":{"type":"userassigned","userAssignedIdentities":{${names}}},`),
    );
    const shown = (...args) =>
      JSON.parse(run(["check", "--output", "json", ...args, "a.json"]).stdout).files[0];
    assert.ok(shown().diagnostics.length <= 201);
    assert.ok(shown("--max-findings", "0").diagnostics.length > 220);
    assert.equal(shown("--max-findings", "3").diagnostics.length, 4);
    assert.equal(run(["check", "--max-findings", "x", "a.json"]).status, 2);
    run(["check", "--fix", "a.json"]);
    assert.match(get("a.json").toString(), /"UserAssigned".*"westeurope"/);
  });

  test("does not touch what is no compute", () => {
    const text =
      '{"$schema":"https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#","parameters":{"location":{"value":"West Europe"}}}\n';
    put("a.json", text);
    run(["check", "--fix", "a.json"]);
    assert.equal(get("a.json").toString(), text);
  });
});

suite("what goes wrong with one file", () => {
  test("stops nothing: in every output, with 2 at the end", () => {
    put("good.json", JSON_TEXT);
    put("wrong.json", WRONG);
    mkdirSync(join(folder, "folder.json"));
    const operands = ["good.json", "absent.json", "folder.json", "*.nothing", "wrong.json"];
    for (const args of [[], ["--fix"]]) {
      const { status, stdout, stderr } = run(["check", ...args, ...operands]);
      assert.equal(status, 2);
      assert.match(stdout, /wrong\.json:1:\d+ error /);
      assert.match(stdout, /2 files: 1 error.*; 3 could not be processed/);
      for (const words of [
        /absent\.json: ENOENT/,
        /no file to check in folder\.json/,
        /no file matches \*\.nothing/,
      ]) {
        assert.match(stderr, words);
      }
      assert.doesNotMatch(stderr, /\n\s+at /);
    }
    const json = run(["check", "--output", "json", ...operands]);
    assert.equal(json.status, 2);
    const { files, problems } = JSON.parse(json.stdout);
    assert.deepEqual(
      files.map(({ file }) => file),
      ["good.json", "wrong.json"],
    );
    assert.deepEqual(problems.map(({ file }) => file).sort(), ["*.nothing", "absent.json", "folder.json"]);
    const sarif = JSON.parse(run(["check", "--output", "sarif", ...operands]).stdout).runs[0];
    assert.equal(sarif.invocations[0].executionSuccessful, false);
    assert.equal(sarif.invocations[0].toolExecutionNotifications.length, 3);
    assert.ok(sarif.results.length > 0);
    assert.match(
      run(["check", "--output", "github", ...operands]).stdout,
      /^::error file=absent\.json,title=not checked::/m,
    );
  });

  test("settings that cannot be read stop everything, with 2", () => {
    put("good.json", JSON_TEXT);
    put("words.txt", "nonsense");
    put("list.json", "[]");
    put("odd.json", '{"VMSizes":{}}');
    put("latin.json", Buffer.from([0x7b, 0x22, 0xe9, 0x22, 0x3a, 0x31, 0x7d]));
    for (const option of ["--facts", "--guardrails"]) {
      for (const name of ["absent.json", "words.txt", "list.json", "odd.json", "latin.json", "."]) {
        const { status, stderr, stdout } = run(["check", option, name, "good.json"]);
        assert.equal(status, 2, `${option} ${name}: ${stdout}`);
        assert.match(stderr, /^azureml-compute: /);
        assert.equal(stdout, "");
      }
    }
  });
});

suite("pipes", () => {
  test("a reader that leaves ends the command quietly, with the status of the findings", {
    skip: isWindows,
  }, () => {
    for (let at = 0; at < 300; at += 1) put(`f${at}.json`, WRONG);
    const script = `"${process.execPath}" "${command}" check "*.json" | head -c 10 > part; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = spawnSync("bash", ["-c", script], { cwd: folder, encoding: "utf8" });
    assert.equal(stderr, "");
    assert.equal(stdout, "1\n");
    assert.equal(get("part").length, 10);
  });

  test("a device that is full is told, with 2", { skip: !existsSync("/dev/full") }, () => {
    put("good.json", JSON_TEXT);
    const script = `"${process.execPath}" "${command}" check good.json > /dev/full`;
    const { status, stderr } = spawnSync("bash", ["-c", script], { cwd: folder, encoding: "utf8" });
    assert.equal(status, 2);
    assert.match(stderr, /^azureml-compute: cannot write: .*ENOSPC.*\n$/);
  });
});

suite("patterns", () => {
  test("many stars take no time", () => {
    put(`${"a".repeat(200)}`, JSON_TEXT);
    const started = process.hrtime.bigint();
    const { status } = run(["check", `${"*a".repeat(60)}*b`], { timeout: 20_000 });
    assert.equal(status, 2);
    assert.ok(process.hrtime.bigint() - started < 10_000_000_000n);
  });

  test("what they match", () => {
    for (const name of ["a", "b", "b/c", "node_modules"]) mkdirSync(join(folder, name), { recursive: true });
    const names = [
      "x.json",
      ".h.json",
      "a/x.json",
      "b/xy.json",
      "b/c/x.json",
      "b/c/x+y.json",
      "node_modules/x.json",
    ];
    for (const name of names) put(name, JSON_TEXT);
    if (!isWindows) symlinkSync("x.json", join(folder, "l.json"));
    const links = isWindows ? [] : ["l.json"];
    for (const [pattern, wanted] of [
      ["*.json", [".h.json", ...links, "x.json"]],
      ["**/*.json", [".h.json", "a/x.json", "b/c/x+y.json", "b/c/x.json", "b/xy.json", ...links, "x.json"]],
      ["b/**/x*.json", ["b/c/x+y.json", "b/c/x.json", "b/xy.json"]],
      ["?/x.json", ["a/x.json"]],
      ["**/c/*", ["b/c/x+y.json", "b/c/x.json"]],
      ["b/**", ["b/c/x+y.json", "b/c/x.json", "b/xy.json"]],
      ["*/x?.json", ["b/xy.json"]],
      ["*+*", []],
    ]) {
      const { files } = JSON.parse(run(["check", "--output", "json", pattern]).stdout);
      assert.deepEqual(files.map(({ file }) => file.replaceAll("\\", "/")).sort(), wanted.sort(), pattern);
    }
  });
});
