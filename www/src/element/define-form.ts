/** Registers the form alone, for pages that show no list. */

import { AzuremlComputeForm } from "./form/form.js";

const registry = globalThis.customElements;
const name = "azureml-compute-form";
if (registry && !registry.get(name)) registry.define(name, AzuremlComputeForm);
