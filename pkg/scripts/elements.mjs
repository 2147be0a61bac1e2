/**
 * The elements' part of dist/: what was made ready in pkg/element/ (as the module is in pkg/wasm/) and their types
 * for CommonJS. Where they come from is not known here.
 */
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const pkg = join(dirname(fileURLToPath(import.meta.url)), "..");
const ready = join(pkg, "element");

/** Writes everything of the elements but the types of their modules. */
export async function writeElements() {
  await Promise.all([
    take("modules", join(pkg, "dist/element")),
    take("cjs", join(pkg, "dist/cjs")),
    writeCommonJsTypes(),
  ]);
}

/** The licences of what is inside. */
export function licencesOfElements() {
  return readFile(join(ready, "licences.txt"), "utf8");
}

async function take(folder, target) {
  try {
    await cp(join(ready, folder), target, { recursive: true });
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
    throw new Error(`pkg/element is not made yet: run \`node www/scripts/package.js\``, { cause: error });
  }
}

/**
 * They lead to those of the modules: a second copy would say the same to the global maps of elements, as other
 * types.
 */
async function writeCommonJsTypes() {
  const folder = join(pkg, "dist/types-cjs/element");
  await mkdir(folder, { recursive: true });
  const from = (name) => `"../../types/element/${name}.js" with { "resolution-mode": "import" }`;
  const classes = ["AzuremlComputeForm", "AzuremlComputeList"].map(
    (name) => `/** See the class of this name. */
export declare const ${name}: typeof classes.${name};
export type ${name} = classes.${name};\n`,
  );
  for (const name of ["define", "define-form", "define-list"]) {
    await writeFile(join(folder, `${name}.d.cts`), `export type * from ${from(name)};\n`);
  }
  await writeFile(
    join(folder, "class.d.cts"),
    `import type * as classes from ${from("class")};\nexport type * from ${from("shapes")};\n${classes.join("")}`,
  );
}
