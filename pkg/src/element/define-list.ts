/** The types of `azureml-compute/element/list`, which registers the list alone. The code is that of www. */
import type { AzuremlComputeList } from "./class.js";
import type { Listeners, ListProps, VueListeners } from "./props.js";
import type { ListEvents } from "./shapes.js";

export type { AzuremlComputeList } from "./class.js";
export type { ElementAttributes, ListProps } from "./props.js";
export type * from "./shapes.js";

/** The list as React and other users of JSX see it. */
export interface ListIntrinsicElement {
  /** The list. */
  "azureml-compute-list": ListProps & Listeners<ListEvents, "on">;
}

declare global {
  interface HTMLElementTagNameMap {
    "azureml-compute-list": AzuremlComputeList;
  }
  interface HTMLElementEventMap extends ListEvents {}
  namespace JSX {
    interface IntrinsicElements extends ListIntrinsicElement {}
  }
}

// biome-ignore lint/suspicious/noTsIgnore: whoever has not got it is not told that it is missing
/** @ts-ignore */
declare module "react" {
  namespace JSX {
    interface IntrinsicElements extends ListIntrinsicElement {}
  }
}
// biome-ignore lint/suspicious/noTsIgnore: whoever has not got it is not told that it is missing
/** @ts-ignore */
declare module "vue" {
  interface GlobalComponents {
    "azureml-compute-list": new () => { $props: ListProps & VueListeners<ListEvents> };
  }
}
