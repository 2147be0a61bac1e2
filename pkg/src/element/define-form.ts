/** The types of `azureml-compute/element/form`, which registers the form alone. The code is that of www. */
import type { AzuremlComputeForm } from "./class.js";
import type { FormProps, Listeners, VueListeners } from "./props.js";
import type { FormEvents } from "./shapes.js";

export type { AzuremlComputeForm } from "./class.js";
export type { ElementAttributes, FormProps } from "./props.js";
export type * from "./shapes.js";

/** The form as React and other users of JSX see it. */
export interface FormIntrinsicElement {
  /** The form. */
  "azureml-compute-form": FormProps & Listeners<FormEvents, "on">;
}

declare global {
  interface HTMLElementTagNameMap {
    "azureml-compute-form": AzuremlComputeForm;
  }
  interface HTMLElementEventMap extends FormEvents {}
  namespace JSX {
    interface IntrinsicElements extends FormIntrinsicElement {}
  }
}

// biome-ignore lint/suspicious/noTsIgnore: whoever has not got it is not told that it is missing
/** @ts-ignore */
declare module "react" {
  namespace JSX {
    interface IntrinsicElements extends FormIntrinsicElement {}
  }
}
// biome-ignore lint/suspicious/noTsIgnore: whoever has not got it is not told that it is missing
/** @ts-ignore */
declare module "vue" {
  interface GlobalComponents {
    "azureml-compute-form": new () => { $props: FormProps & VueListeners<FormEvents> };
  }
}
