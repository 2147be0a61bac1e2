/**
 * The types of `azureml-compute/element`, which registers both elements once and does nothing where there are no
 * custom elements. The code is that of www.
 */
import type { AzuremlComputeForm, AzuremlComputeList } from "./class.js";
import type { FormEvents, ListEvents } from "./shapes.js";

export type * from "./class.js";

type Settable<Element, Name extends keyof Element> = { [Each in Name]?: Element[Each] | undefined };
type Listeners<Events, Prefix extends string> = {
  [Name in keyof Events & string as `${Prefix}${Name}`]?: ((event: Events[Name]) => void) | undefined;
};
type VueListeners<Events> = {
  [Name in keyof Events & string as `on${Capitalize<Name>}`]?: ((event: Events[Name]) => void) | undefined;
};

/** What every element takes in JSX, as far as it matters here. */
export interface ElementAttributes {
  /** As in HTML. */
  id?: string | undefined;
  /** As in HTML. */
  class?: string | undefined;
  /** The class, in React's word. */
  className?: string | undefined;
  /** The language around; the elements speak it. */
  lang?: string | undefined;
  /** As in HTML. */
  part?: string | undefined;
  /** As in HTML. */
  slot?: string | undefined;
  /** As in HTML, or an object. */
  style?: unknown;
  /** As in HTML. */
  hidden?: boolean | undefined;
  title?: string | undefined;
  /** For the framework. */
  key?: string | number | bigint | null | undefined;
  /** For the framework. */
  ref?: unknown;
  /** What goes into the slots. */
  children?: unknown;
  [data: `data-${string}`]: unknown;
  [aria: `aria-${string}`]: unknown;
}

/** What the form takes in JSX and in templates. */
export type FormProps = ElementAttributes &
  Settable<
    AzuremlComputeForm,
    | "kind"
    | "kinds"
    | "checker"
    | "client"
    | "workspace"
    | "credential"
    | "messages"
    | "format"
    | "region"
    | "facts"
    | "guardrails"
    | "readonly"
    | "mode"
    | "includeSecrets"
    | "formField"
    | "storageKey"
    | "locale"
    | "name"
    | "value"
  > & {
    "include-secrets"?: boolean | "" | undefined;
    "form-field"?: string | undefined;
    "storage-key"?: string | undefined;
  };

/** What the list takes in JSX and in templates. */
export type ListProps = ElementAttributes &
  Settable<
    AzuremlComputeList,
    "client" | "checker" | "messages" | "readonly" | "refreshInterval" | "locale"
  > & {
    "refresh-interval"?: number | string | undefined;
  };

/** The elements as React and other users of JSX see them. */
export interface AzuremlIntrinsicElements {
  /** The form. */
  "azureml-compute-form": FormProps & Listeners<FormEvents, "on">;
  /** The list. */
  "azureml-compute-list": ListProps & Listeners<ListEvents, "on">;
}

declare global {
  interface HTMLElementTagNameMap {
    "azureml-compute-form": AzuremlComputeForm;
    "azureml-compute-list": AzuremlComputeList;
  }
  interface HTMLElementEventMap extends FormEvents, ListEvents {}
  namespace JSX {
    interface IntrinsicElements extends AzuremlIntrinsicElements {}
  }
}

// biome-ignore lint/suspicious/noTsIgnore: whoever has not got it is not told that it is missing
/** @ts-ignore */
declare module "react" {
  namespace JSX {
    interface IntrinsicElements extends AzuremlIntrinsicElements {}
  }
}
// biome-ignore lint/suspicious/noTsIgnore: whoever has not got it is not told that it is missing
/** @ts-ignore */
declare module "vue" {
  interface GlobalComponents {
    "azureml-compute-form": new () => { $props: FormProps & VueListeners<FormEvents> };
    "azureml-compute-list": new () => { $props: ListProps & VueListeners<ListEvents> };
  }
}
