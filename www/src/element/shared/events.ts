/** What the elements tell, in the shapes that the package publishes. */

import type { FormEvents, ListEvents } from "../../../../pkg/src/element/shapes.js";

type Events = FormEvents & ListEvents;
type Detail<Event> = Event extends CustomEvent<infer Inside> ? Inside : never;

/** @returns false if a listener took over */
export function emit<Name extends keyof Events>(
  from: EventTarget,
  type: Name,
  detail: Detail<Events[Name]>,
  cancelable = false,
): boolean {
  const event = new CustomEvent(type, { detail, cancelable, bubbles: true, composed: true });
  return from.dispatchEvent(event);
}
