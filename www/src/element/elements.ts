/** The elements and their events, for the types of the DOM. */

import type { FormEvents, ListEvents } from "../../../pkg/src/element/shapes.js";
import type { AzuremlComputeForm } from "./form/form.js";
import type { AzuremlComputeList } from "./list/list.js";

declare global {
  interface HTMLElementTagNameMap {
    "azureml-compute-form": AzuremlComputeForm;
    "azureml-compute-list": AzuremlComputeList;
  }
  interface HTMLElementEventMap extends FormEvents, ListEvents {}
}
