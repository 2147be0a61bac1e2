/** What is inside the package, as a bill of materials (CycloneDX 1.6). The same for the same sources: no date, no number. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

const SCHEMA = "http://cyclonedx.org/schema/bom-1.6.schema.json";
const MODULES = ["azureml_compute", "azureml_compute_client", "azureml_compute_formats"];

/**
 * Makes the bill. `linked`: the text of the licences of crates, with a line for each; `packages`: lock files of npm, and
 * the folders of what is bundled.
 */
export async function bill(pkg, linked, packages) {
  const manifest = JSON.parse(await readFile(join(pkg, "package.json"), "utf8"));
  const lock = await readFile(join(pkg, "../Cargo.lock"), "utf8");
  const crates = [...linked.matchAll(/^(\S+) (\d+\.\d+\.\d+\S*) \((.+)\)$/gm)].map(
    ([, name, version, licence]) => component("cargo", name, version, licence, checksum(lock, name, version)),
  );
  const npm = packages.flatMap(({ lock, folders }) => folders.map((folder) => fromLock(lock, folder)));
  const own = `pkg:npm/${manifest.name}@${manifest.version}`;
  const modules = await Promise.all(MODULES.map((name) => moduleFile(pkg, name)));
  const components = [...modules, ...crates, ...npm].sort((a, b) => (a["bom-ref"] < b["bom-ref"] ? -1 : 1));
  return {
    $schema: SCHEMA,
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: {
      component: {
        type: "library",
        "bom-ref": own,
        name: manifest.name,
        version: manifest.version,
        licenses: [{ expression: manifest.license }],
        purl: own,
      },
    },
    components,
    dependencies: [{ ref: own, dependsOn: components.map((one) => one["bom-ref"]) }],
  };
}

function component(kind, name, version, licence, hash) {
  const purl = `pkg:${kind}/${name.replace("@", "%40")}@${version}`;
  const licenses = [{ expression: licence.replaceAll("/", " OR ") }];
  return { type: "library", "bom-ref": purl, name, version, ...(hash && { hashes: [hash] }), licenses, purl };
}

/** The sum of a crate's archive, as cargo has checked it. */
function checksum(lock, name, version) {
  const row = lock
    .split("[[package]]")
    .find((row) => row.includes(`name = "${name}"\nversion = "${version}"\n`));
  const content = row && /^checksum = "([0-9a-f]{64})"$/m.exec(row)?.[1];
  return content && { alg: "SHA-256", content };
}

/** A package as npm has checked it. */
function fromLock(lock, folder) {
  const name = folder.slice(folder.lastIndexOf("node_modules/") + "node_modules/".length);
  const row = lock.packages[folder];
  if (row === undefined) throw new Error(`${name} is bundled, and no lock file names it`);
  const [, content] = /^sha512-(.+)$/.exec(row.integrity ?? "") ?? [];
  const hash = content && { alg: "SHA-512", content: Buffer.from(content, "base64").toString("hex") };
  return component("npm", name, row.version, row.license, hash);
}

/** A module of the package, by what it holds. */
async function moduleFile(pkg, name) {
  const bytes = await readFile(join(pkg, "wasm", `${name}.wasm`));
  const content = createHash("sha256").update(bytes).digest("hex");
  return {
    type: "file",
    "bom-ref": `wasm/${name}.wasm`,
    name: `wasm/${name}.wasm`,
    hashes: [{ alg: "SHA-256", content }],
  };
}
