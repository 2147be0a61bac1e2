import { validateMany } from "azureml-compute";
import { validateManyInWorkers } from "azureml-compute/workers";
import { many } from "./many.mjs";

console.log(JSON.stringify(await many({ validateMany, validateManyInWorkers })));
