/** Types of the elements and their events for TypeScript users of the DOM. */

import type { AzuremlComputeForm } from "./form.js";
import type { AzuremlComputeList } from "./list.js";
import type { ComputeResource, Failure, JsonObject, Progress, Report } from "./types.js";

declare global {
  interface HTMLElementTagNameMap {
    "azureml-compute-form": AzuremlComputeForm;
    "azureml-compute-list": AzuremlComputeList;
  }
  interface HTMLElementEventMap {
    "azureml-input": CustomEvent<{ path: string; value: JsonObject }>;
    "azureml-report": CustomEvent<{ report: Report }>;
    "azureml-submit": CustomEvent<{ kind: string; name: string; body: JsonObject }>;
    "azureml-progress": CustomEvent<{ name: string; progress: Progress }>;
    "azureml-created": CustomEvent<{ name: string; resource: ComputeResource }>;
    "azureml-failed": CustomEvent<{ name: string | undefined; error: Failure }>;
    "azureml-open": CustomEvent<{ name: string }>;
    "azureml-list": CustomEvent<{ count: number }>;
    "azureml-deleted": CustomEvent<{ name: string }>;
  }
}
