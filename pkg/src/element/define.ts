/**
 * The types of `azureml-compute/element`, which registers both elements once and does nothing where there are no
 * custom elements. The code is that of www.
 */
export type * from "./class.js";
export type { FormIntrinsicElement } from "./define-form.js";
export type { ListIntrinsicElement } from "./define-list.js";
export type { ElementAttributes, FormProps, ListProps } from "./props.js";
