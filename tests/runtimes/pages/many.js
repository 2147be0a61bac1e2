/** Many documents over workers. The policy of this page asks it to vouch for each script. */
import { validateMany } from "./azureml-compute/dist/esm/inline.js";
import { validateManyInWorkers } from "./azureml-compute/dist/esm/workers.js";
import { many } from "./many.mjs";
import { scriptUrl, tell } from "./told.mjs";

const script = scriptUrl("./azureml-compute/dist/esm/workers-script.js");
tell(many({ validateMany, validateManyInWorkers }, { worker: () => new Worker(script, { type: "module" }) }));
