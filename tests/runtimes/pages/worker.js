/** A module worker, with the default entry of browsers. */
import * as library from "./azureml-compute/dist/esm/inline.js";
import { program } from "./program.mjs";

self.onmessage = async ({ data: place }) => {
  self.postMessage(await program(library, place).catch((error) => ({ error: String(error.stack ?? error) })));
};
