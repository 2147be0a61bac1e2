/** What is written as Bicep and Terraform is read again: it makes the same body. */
import assert from "node:assert/strict";
import { describe as suite, test } from "node:test";
import { convert } from "azureml-compute";
import { convertBicep } from "azureml-compute/bicep";
import { convertTerraform } from "azureml-compute/terraform";
import { caseFiles } from "./case-files.mjs";

/** What the provider sends of itself, and what says the same as nothing. */
const QUIET = [
  [/\/disablelocalauth$/, false],
  [/\/enablenodepublicip$/, true],
  [/\/ostype$/, "linux"],
  [/\/vmpriority$/, "dedicated"],
  [/\/remoteloginportpublicaccess$/, "notspecified"],
  [/\/remoteloginportpublicaccess$/, "disabled"],
  [/\/minnodecount$/, 0],
  [/\/nodeidletimebeforescaledown$/, "pt2m"],
  [/\/sshpublicaccess$/, "disabled"],
  [/\/sslconfiguration\/status$/, "disabled"],
  [/\/overwriteexistingdomain$/, false],
  [/\/loadbalancertype$/, "publicip"],
  [/\/applicationsharingpolicy$/, "shared"],
  [/^\/identity\/type$/, "none"],
];

/** The values of a body by their pointers in small letters; a value that became a parameter, and what became one, is one. */
function leavesOf(value, path = "", out = new Map()) {
  if (value === null) return out;
  if (typeof value === "object") {
    for (const [key, item] of Object.entries(value)) leavesOf(item, `${path}/${key.toLowerCase()}`, out);
    if (/userassignedidentities\/[^/]+$/.test(path)) out.set(path, "");
    return out;
  }
  const isParameter = typeof value === "string" && /^<.*>$|^\[.*\]$/s.test(value);
  let said = isParameter ? "(parameter)" : typeof value === "string" ? value.trim().toLowerCase() : value;
  if (typeof said === "string" && /^\d+$/.test(said)) said = Number(said);
  if (QUIET.some(([form, known]) => form.test(path) && known === said)) return out;
  const isRegion = path === "/location" || path === "/properties/computelocation";
  if (isRegion) out.set("/location", typeof said === "string" ? said.replaceAll(" ", "") : said);
  // Nobody said the name: it is a parameter.
  else if (path !== "/name" || !isParameter) out.set(path, said);
  return out;
}

const READERS = { bicep: convertBicep, terraform: convertTerraform };

for (const [to, back] of Object.entries(READERS)) {
  suite(`${to} and back`, () => {
    test("every case file makes the same body again, or a finding tells why not", () => {
      const counts = { same: 0, told: 0 };
      for (const { name, body, from, options } of caseFiles()) {
        const first = convert(body, { from, to, ...options });
        if (first.text === "") continue;
        const { parameters: _parameters, name: _name, ...rest } = options;
        const one = first.computes.length > 1 ? { select: 0 } : {};
        const again = back(first.text, { to: "arm", ...rest, ...one });
        const wanted = convert(body, { from, to: "arm", ...options, ...one });
        const [before, after] = [wanted, again].map(({ text }) =>
          text === "" ? new Map() : leavesOf(JSON.parse(text)),
        );
        // What is demanded and not said becomes a variable, which is told.
        if (after.get("/location") === "(parameter)" && !before.has("/location")) after.delete("/location");
        // An instance is where its workspace is, and its resource has no word for a place.
        const isInstance = before.get("/properties/computetype") === "computeinstance";
        if (isInstance && first.text.includes('"azurerm_')) before.delete("/location");
        const differing = [...new Set([...before.keys(), ...after.keys()])].filter(
          (key) => before.get(key) !== after.get(key),
        );
        if (differing.length === 0) {
          counts.same += 1;
          continue;
        }
        const lost = [...first.report.diagnostics, ...wanted.report.diagnostics, ...again.report.diagnostics];
        const told = lost.some(({ code }) => code.startsWith("convert/") || code === "envelope/kind-unknown");
        assert.ok(
          told,
          `${name}: ${differing.map((key) => `${key}: ${before.get(key)} -> ${after.get(key)}`).join(", ")}\n${first.text}`,
        );
        counts.told += 1;
      }
      assert.ok(counts.same > 1000 && counts.told < 15, JSON.stringify(counts));
    });
  });
}
