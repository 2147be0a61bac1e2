/** Registers the list alone, for pages that show no form. */

import { AzuremlComputeList } from "./list/list.js";

const registry = globalThis.customElements;
const name = "azureml-compute-list";
if (registry && !registry.get(name)) registry.define(name, AzuremlComputeList);
