/** Many documents over workers whose script the bundler finds by itself. */
import { validateMany } from "azureml-compute";
import { validateManyInWorkers } from "azureml-compute/workers";
import { many } from "../../many.mjs";
import { tell } from "../../told.mjs";

globalThis.trustedTypes?.createPolicy("default", { createScriptURL: (url) => url });
tell(many({ validateMany, validateManyInWorkers }));
