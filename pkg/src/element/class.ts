/** The types of `azureml-compute/element/class`: the classes, not registered. The code is that of www. */
import type { ComputeClientOptions } from "../connection.js";
import type { TargetFormat } from "../convert/index.js";
import type { Report, ValidateOptions } from "../types.js";
import type { ElementChecker, ElementClient, ElementMessages } from "./shapes.js";

export type * from "./shapes.js";

/**
 * `<azureml-compute-form>`: creates, attaches or edits one compute. Give it a `checker` first.
 *
 * @example
 * ```js
 * import "azureml-compute/element";
 * import * as api from "azureml-compute";
 * const form = document.querySelector("azureml-compute-form");
 * form.checker = api;
 * form.client = new api.ComputeClient({ subscriptionId, resourceGroup, workspace, credential });
 * ```
 */
export declare class AzuremlComputeForm extends HTMLElement {
  /** The kind of compute, such as `AmlCompute`. */
  kind: string;
  /** The kinds that a person may choose from; all if not given. */
  kinds: string[] | undefined;
  /** What checks: the namespace of this package. */
  checker: ElementChecker | undefined;
  /** What reaches the service. Without one, `azureml-submit` is all that happens. */
  client: ElementClient | undefined;
  /** Options of a client, for pages that make none themselves. */
  workspace: Omit<ComputeClientOptions, "credential"> | undefined;
  /** A token function or a credential, for `workspace`. */
  credential: ComputeClientOptions["credential"] | undefined;
  /** Findings in another language. */
  messages: ElementMessages | undefined;
  /** What `load` reads: as in `validate`; `auto` by default. */
  format: string;
  /** Where the compute is to be, if the page knows. */
  region: string;
  /** As in `validate`. */
  facts: ValidateOptions["facts"];
  /** As in `validate`. */
  guardrails: ValidateOptions["guardrails"];
  /** Whether nothing can be changed. */
  readonly: boolean;
  /** `edit` locks what cannot change and tells what the edit will do. */
  mode: "create" | "edit";
  /** Whether secrets stand in `value`, exports and events. */
  includeSecrets: boolean;
  /** The body's name in a surrounding `<form>`. */
  formField: string;
  /** Under which key a run survives a reload; the empty text keeps nothing. */
  storageKey: string;
  /** A BCP 47 tag; without one the `lang` around the element counts. */
  locale: string;
  /** The name of the compute: the body's `name`. */
  name: string;
  /** The body with `name` at the top; without secrets unless `includeSecrets`. */
  value: Record<string, unknown>;
  /** The last report, with what the service added to it. */
  get report(): Report | undefined;
  /** Checks everything and shows everything. */
  check(): Promise<Report | undefined>;
  /** Checks, and creates if nothing is wrong; tells whether something was sent or taken over. */
  submit(): Promise<boolean>;
  /** Back to the form as it began. */
  reset(): void;
  /** Fills the form from a text; one that cannot be read changes nothing, and its findings are shown. */
  load(text: string, name?: string): Promise<Report | undefined>;
  /** The configuration as text, by default the body of the management API. */
  export(format?: TargetFormat): string;
}

/**
 * `<azureml-compute-list>`: shows and manages all computes of a workspace. Give it a `client`; with a `checker`
 * it also knows the kinds.
 */
export declare class AzuremlComputeList extends HTMLElement {
  /** What reaches the service. */
  client: ElementClient | undefined;
  /** What knows the kinds: the namespace of this package. */
  checker: ElementChecker | undefined;
  /** Findings in another language. */
  messages: ElementMessages | undefined;
  /** Whether nothing can be done to the computes. */
  readonly: boolean;
  /** Milliseconds between two looks while something is in transit. */
  refreshInterval: number;
  /** A BCP 47 tag; without one the `lang` around the element counts. */
  locale: string;
  /** Loads the list again. */
  refresh(): Promise<void>;
}
