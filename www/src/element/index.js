/** The element classes, unregistered. */

export { AzuremlComputeForm } from "./form.js";
export { AzuremlComputeList } from "./list.js";
