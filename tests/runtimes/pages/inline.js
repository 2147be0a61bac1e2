/** No bundler and no line for loading: the default entry of browsers. */
import * as library from "./azureml-compute/dist/esm/inline.js";
import { program } from "./program.mjs";
import { place, tell } from "./told.mjs";

tell(program(library, place));
