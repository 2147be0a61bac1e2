/** The element classes, unregistered. */

export { AzuremlComputeForm } from "./form/form.js";
export { AzuremlComputeList } from "./list/list.js";
