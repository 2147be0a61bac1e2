/** What the elements take in JSX and in templates. */
import type { AzuremlComputeForm, AzuremlComputeList } from "./class.js";

type Settable<Element, Name extends keyof Element> = { [Each in Name]?: Element[Each] | undefined };
/** The listeners of events, by the names that a framework gives them. */
export type Listeners<Events, Prefix extends string> = {
  [Name in keyof Events & string as `${Prefix}${Name}`]?: ((event: Events[Name]) => void) | undefined;
};
/** The listeners of events, by the names that a framework gives them. */
export type VueListeners<Events> = {
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
