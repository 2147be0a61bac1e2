/**
 * What azurerm takes and demands, out of the types that HashiCorp made of the provider's own schema. Run with
 * `--write` it puts the table into tests/oracle/azurerm.json, where the tests of the package read it.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const RESOURCES = ["compute_cluster", "compute_instance", "synapse_spark", "inference_cluster"];
const oracle = fileURLToPath(new URL("../../oracle/azurerm.json", import.meta.url));

const snake = (name) => name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();

/** The members of an interface: name, whether it is demanded, type. */
function members(text, name) {
  const [, body] = new RegExp(`export interface ${name}\\b[^{]*\\{([\\s\\S]*?)\\n\\}`).exec(text) ?? [];
  if (body === undefined) throw new Error(`there is no interface ${name}`);
  const plain = body.replace(/\/\*[\s\S]*?\*\//g, "");
  return [...plain.matchAll(/readonly (\w+)(\??): ([^;]+(?:;\s*\}[^;]*)?);/g)].map(
    ([, key, optional, type]) => ({
      key,
      required: optional === "",
      type: type.replace(/\s+/g, " "),
    }),
  );
}

function typeOf(type) {
  if (type.startsWith("{")) return "map";
  if (type.includes("[]")) return "list";
  if (type.startsWith("boolean")) return "boolean";
  return type === "number" ? "number" : "string";
}

function block(text, name) {
  const attributes = {};
  const blocks = {};
  for (const { key, required, type } of members(text, name)) {
    if (text.includes(`export interface ${type} `)) {
      if (key !== "timeouts") blocks[snake(key)] = { required, ...block(text, type) };
    } else attributes[snake(key)] = { required, type: typeOf(type) };
  }
  return { attributes, blocks };
}

/** The table, and the version of the package that it is of. */
export function derive() {
  const require = createRequire(import.meta.url);
  const manifest = require.resolve("@cdktf/provider-azurerm/package.json");
  const { version } = JSON.parse(readFileSync(manifest, "utf8"));
  const resources = {};
  for (const word of RESOURCES) {
    const folder = `machine-learning-${word.replaceAll("_", "-")}`;
    const text = readFileSync(join(dirname(manifest), "lib", folder, "index.d.ts"), "utf8");
    const camel = `MachineLearning${word.replace(/(?:^|_)(.)/g, (_, letter) => letter.toUpperCase())}`;
    resources[`azurerm_machine_learning_${word}`] = block(text, `${camel}Config`);
  }
  return { source: `@cdktf/provider-azurerm ${version}`, resources };
}

if (process.argv.includes("--write")) writeFileSync(oracle, `${JSON.stringify(derive(), null, 2)}\n`);
