import assert from "node:assert/strict";
import test from "node:test";
import { changeSpoken, fieldOf, findingsOf } from "../src/element/form/findings.js";
import type { Diagnostic } from "../src/element/shared/types.js";
import { description, reportOf } from "./fake-checker.js";

const INNER = "/properties/properties";

const diagnostic = (parts: Partial<Diagnostic>): Diagnostic => ({
  code: "a/b",
  severity: "error",
  path: "",
  message: "it is wrong",
  ...parts,
});
const found = (...parts: Partial<Diagnostic>[]) =>
  findingsOf(reportOf(parts.map(diagnostic)), description.fields);

test("a finding belongs to the field at, above or below its path", () => {
  const { fields } = description;
  assert.equal(fieldOf("/NAME", fields)?.path, "/name");
  assert.equal(fieldOf("/tags/team", fields)?.path, "/tags");
  assert.equal(fieldOf(`${INNER}/scaleSettings`, fields)?.name, "maxNodeCount");
  assert.equal(fieldOf("", fields), undefined);
  assert.equal(fieldOf("/nowhere", fields), undefined);
});

test("findings are sorted worst first, then as the fields stand", () => {
  const views = found(
    { severity: "info", path: "/name" },
    { path: `${INNER}/vmSize` },
    { path: "/name" },
    { path: "" },
  );
  assert.deepEqual(
    views.map(({ severity, path }) => `${severity} ${path}`),
    ["error ", "error /name", `error ${INNER}/vmSize`, "info /name"],
  );
});

test("keys and ids tell two findings of the same place apart", () => {
  const views = found({ path: "/name" }, { path: "/name" });
  assert.equal(new Set(views.map(({ id }) => id)).size, 2);
  assert.match(views[0]?.id ?? "", /^[a-zA-Z0-9-]+$/);
});

test("only web addresses become links", () => {
  const [good, bad] = found({ docs: "https://example.com/" }, { docs: "javascript:alert(1)" });
  assert.equal(good?.docs, "https://example.com/");
  assert.equal(bad?.docs, undefined);
});

test("the live region says what changed and nothing else", () => {
  const one = found({ path: "/name" });
  const two = found({ path: "/name" }, { path: "/location", message: "`x` is no region" });
  assert.equal(changeSpoken(one, one), "");
  assert.equal(changeSpoken(one, two), "2 problems. Error: `x` is no region".replaceAll("`", ""));
  assert.equal(changeSpoken(two, one), "1 problem, 1 fixed");
  assert.equal(changeSpoken(two, []), "All problems fixed");
});

test("members are called by the titles of their fields, where that hides no spelling", () => {
  const fields: any[] = [
    { path: "/a/vmSize", name: "vmSize", title: "Virtual machine size", group: "", type: "text" },
    { path: "/a/sshPort", name: "sshPort", title: "SSH port", group: "", type: "integer" },
    { path: "/b/id", name: "id", title: "Subnet", group: "", type: "text" },
    { path: "/c/id", name: "id", title: "Image", group: "", type: "text" },
  ];
  const said = (code: string, message: string) =>
    findingsOf(reportOf([{ code, severity: "error", path: "/a/vmSize", message }]), fields, true)[0]
      ?.message;
  assert.equal(said("x/missing", "`vmSize` is missing"), "Virtual machine size is missing");
  assert.equal(
    said("x/y", "set sshPort beside `vmSize`"),
    "Set SSH port beside virtual machine size",
  );
  assert.equal(said("x/y", "`id` is missing"), "`id` is missing", "two fields have that name");
  assert.equal(said("shape/property-case", "write `vmSize`"), "Write `vmSize`");
});
