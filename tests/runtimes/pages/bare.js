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
await library.init();
tell(program(library, place).then((outcome) => ({ ...outcome, early: refused })));
