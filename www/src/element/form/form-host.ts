/** What the controllers of the form see of the element: what a host page gives it, and how it draws. */

import type { ReactiveControllerHost } from "lit";
import type { ComputeClientOptions } from "../../../../pkg/src/connection.js";
import { focusElement } from "../shared/browser.js";
import type { Checker, Client, JsonObject, Messages } from "../shared/types.js";

export interface FormHost extends ReactiveControllerHost, HTMLElement {
  kind: string;
  readonly kinds: string[] | undefined;
  readonly checker: Checker | undefined;
  client: Client | undefined;
  readonly workspace: Omit<ComputeClientOptions, "credential"> | undefined;
  readonly credential: ComputeClientOptions["credential"] | undefined;
  readonly messages: Messages | undefined;
  readonly format: string;
  readonly region: string;
  readonly facts: JsonObject | undefined;
  readonly guardrails: JsonObject | undefined;
  readonly readonly: boolean;
  readonly mode: "create" | "edit";
  readonly includeSecrets: boolean;
  readonly formField: string;
  readonly storageKey: string | undefined;
  readonly renderRoot: HTMLElement | DocumentFragment;
}

/** Moves the focus once everything is drawn. */
export async function focusOn(host: FormHost, selector: string) {
  host.requestUpdate();
  await host.updateComplete;
  focusElement(host.renderRoot.querySelector(selector));
}
