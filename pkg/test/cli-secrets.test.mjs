/** What the command prints ends up in logs that are kept: no secret is in it, whatever stands beside it. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe as suite, test } from "node:test";
import { fileURLToPath } from "node:url";
import { describe } from "azureml-compute";

const command = join(fileURLToPath(import.meta.url), "../../dist/esm/cli.js");
const folder = mkdtempSync(join(tmpdir(), "azureml-compute-secrets-"));
after(() => rmSync(folder, { recursive: true }));

/** No word of a message, and no part of a name. */
const SECRET = "qZ7wKx3vB9mT";
const FORMS = {
  word: SECRET,
  "with blanks": `correct ${SECRET} staple`,
  marks: `${SECRET}!#&*%@:{}[],`,
  "a connection string": `Endpoint=sb://x.servicebus.windows.net/;SharedAccessKey=${SECRET}=`,
  "a signed address": `https://x.blob.core.windows.net/c?sv=1&se=2&sig=${SECRET}`,
  "a database token": `dapi0123456789abcdef0123456789abcdef${SECRET}`,
  "a signed token": `eyJhbGciOiJub25lIn0.eyJzdWIiOiIxMjM0NTY3ODkwIn0.${SECRET}`,
  "a private key": `-----BEGIN PRIVATE KEY-----\\n${SECRET}\\n-----END PRIVATE KEY-----`,
  "an address with a password": `https://user:${SECRET}@example.net/`,
  "a star first": `*${SECRET}`,
  quotes: `it's "${SECRET}"`,
  digits: `12345678${SECRET}`,
};

/** A body of a kind with a secret in its place, and something that is found beside it. */
function body(kind, path, secret) {
  const root = { location: "westeurope", properties: { computeType: kind } };
  const steps = path.split("/").slice(1);
  let holder = root;
  for (const step of steps.slice(0, -1)) {
    holder[step] ??= {};
    holder = holder[step];
  }
  holder[steps.at(-1)] = secret;
  root.properties.properties = { ...root.properties.properties, notKnown: 1 };
  root.tags = 7;
  return root;
}

/** A value in the brackets of YAML, with as few quotes as it can. */
function flow(value) {
  if (typeof value !== "object") return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, one]) => `${key}: ${flow(one)}`)
    .join(", ")}}`;
}

const layouts = {
  "small.json": (value) => JSON.stringify(value),
  "wide.json": (value) => JSON.stringify(value, null, 2),
  "flow.yaml": (value) => `${flow(value)}\n`,
  "lines.yaml": (value) =>
    Object.entries(value)
      .map(([key, one]) => `${key}: ${flow(one)} # ${SECRET}\n`)
      .join(""),
  "comma.json": (value) => `${JSON.stringify(value).slice(0, -1)},}`,
  "open.json": (value) => JSON.stringify(value).slice(0, -2),
  "single.json": (value) => JSON.stringify(value).replace('"location"', "'location'"),
  "comment.json": (value) => `// a comment\n${JSON.stringify(value)}`,
  "open.yaml": (value) => flow(value).slice(0, -2),
  "parent.json": (value) =>
    JSON.stringify(value).replaceAll('"properties":{"computeType', '"propertis":{"computeType'),
  "case.json": (value) => JSON.stringify(value).replaceAll('"properties"', '"PROPERTIES"'),
  "member.json": (value) => JSON.stringify(value).replaceAll(/assword"/g, 'asswort"'),
};

const secrets = describe().flatMap(({ kind, fields }) =>
  fields
    .filter(({ secret, path }) => secret === true && !/\/\*|\/-/.test(path))
    .map(({ path }) => ({ kind, path })),
);

suite("secrets and the command", () => {
  test("there are secret members to try", () => assert.ok(secrets.length >= 8, JSON.stringify(secrets)));

  let count = 0;
  const patterns = [];
  for (const [layout, write] of Object.entries(layouts)) {
    const [name, extension] = layout.split(".");
    for (const { kind, path } of secrets) {
      for (const form of Object.values(FORMS)) {
        count += 1;
        writeFileSync(join(folder, `${name}-${count}.${extension}`), write(body(kind, path, form)));
      }
    }
    const pattern = `${name}-*.${extension}`;
    patterns.push(pattern);
    test(`shown to people: ${layout}`, () => assertSilent("pretty", [pattern]));
  }
  for (const output of ["json", "sarif", "github"]) {
    test(`written for machines: ${output}`, () => assertSilent(output, patterns));
  }

  function assertSilent(output, operands) {
    const args = [command, "check", "--output", output, ...operands];
    const { stdout, stderr, status } = spawnSync(process.execPath, args, {
      cwd: folder,
      encoding: "utf8",
      maxBuffer: 1e9,
    });
    assert.equal(status, 1, stderr);
    const all = stdout + stderr;
    const at = all.indexOf(SECRET);
    assert.equal(at, -1, all.slice(Math.max(0, at - 400), at + 100));
  }

  test("the line of another finding shows its own value alone", () => {
    writeFileSync(
      join(folder, "one.json"),
      `{"location":"westeurope","properties":{"computeType":"VirtualMachine","resourceId":"/x","properties":{"administratorAccount":{"username":"maria","password":"${SECRET}"},"sshPort":700000}}}`,
    );
    const { stdout } = spawnSync(process.execPath, [command, "check", "one.json"], {
      cwd: folder,
      encoding: "utf8",
    });
    assert.match(stdout, /1 \| … "sshPort":700000\}\}\}\n\s+\|\s+\^{6}\n/);
    assert.ok(!stdout.includes(SECRET));
  });

  test("of a broken line the marks and the known names are shown", () => {
    writeFileSync(join(folder, "broken.json"), `{"location": "westeurope", "tags": {"a": "${SECRET}"},}`);
    const { stdout } = spawnSync(process.execPath, [command, "check", "broken.json"], {
      cwd: folder,
      encoding: "utf8",
    });
    assert.match(stdout, /1 \| \{"location": "…", "tags": \{"…": "…"\},\}/);
  });
});
