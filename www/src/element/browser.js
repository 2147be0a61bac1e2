/** Small services of the browser that more than one part of the form needs. */

/**
 * Offers a text as a file.
 * @param {string} name
 * @param {string} text
 */
export function download(name, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/**
 * The path of the field an event happened in.
 * @param {Event} event
 * @returns {string | undefined}
 */
export function fieldPathOf(event) {
  const [target] = event.composedPath();
  const field = target instanceof Element ? target.closest("[data-path]") : undefined;
  return field instanceof HTMLElement ? field.dataset.path : undefined;
}

/**
 * Focuses an element, or the chosen radio button in its group.
 * @param {Element | null} element
 */
export function focusElement(element) {
  const radios = element?.closest("[role=radiogroup]");
  const target = radios?.querySelector("input:checked") ?? element;
  if (!(target instanceof HTMLElement)) return;
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: "nearest" });
}
