/** No bundler: the files of the package from a plain folder, the wasm as a file of its own. */
import * as library from "./azureml-compute/dist/esm/web.js";
import { program } from "./program.mjs";
import { place, tell } from "./told.mjs";

let refused;
try {
  library.validate("{}");
} catch (error) {
  refused = error.code;
}
const scaleSettings = { minNodeCount: 0, maxNodeCount: 1 };
const body = { location: "westeurope", properties: { computeType: "AmlCompute", properties: { scaleSettings } } };
const template = { $schema: "deploymentTemplate.json#", contentVersion: "1.0.0.0", resources: [body] };
const modules = () =>
  performance
    .getEntriesByType("resource")
    .map(({ name }) => name.split("/").pop())
    .filter((name) => name.endsWith(".wasm"))
    .sort();
const kindOf = (input) => {
  try {
    return library.validate(input, { format: "auto" }).valid;
  } catch (error) {
    return error.message.match(/init\([^)]*\)/)?.[0];
  }
};

await library.init();
const valid = kindOf(body);
const atFirst = modules();
const without = kindOf(template);
await Promise.all([library.init({ formats: true }), library.init({ formats: true })]);
const withFormats = kindOf(template);
const parts = { valid, atFirst, without, withFormats, atLast: modules() };
tell(program(library, place).then((outcome) => ({ ...outcome, early: refused, parts })));
