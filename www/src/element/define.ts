/** Registers both elements, once; does nothing where there are no custom elements (on a server). */

import { AzuremlComputeForm, AzuremlComputeList } from "./index.js";

const ELEMENTS = [
  ["azureml-compute-form", AzuremlComputeForm],
  ["azureml-compute-list", AzuremlComputeList],
] as const;

for (const [name, element] of ELEMENTS) {
  const registry = globalThis.customElements;
  if (registry && !registry.get(name)) registry.define(name, element);
}
