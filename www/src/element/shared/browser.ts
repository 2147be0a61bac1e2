/** Small services of the browser that more than one part of the form needs. */

/** Offers a text as a file. */
export function download(name: string, text: string, type: string) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** A file as text, without the mark that some editors put first. */
export async function readFile(file: File): Promise<string> {
  return new TextDecoder().decode(await file.arrayBuffer());
}

/** The path of the field an event happened in. */
export function fieldPathOf(event: Event): string | undefined {
  const [target] = event.composedPath();
  const field = target instanceof Element ? target.closest("[data-path]") : undefined;
  return field instanceof HTMLElement ? field.dataset.path : undefined;
}

/** Focuses an element, or the chosen radio button in its group. */
export function focusElement(element: Element | null) {
  const radios = element?.closest("[role=radiogroup]");
  const target = radios?.querySelector("input:checked") ?? element;
  if (!(target instanceof HTMLElement)) return;
  const folded = target.closest("details:not([open])");
  if (folded instanceof HTMLDetailsElement) folded.open = true;
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: "nearest" });
}

/** Adds the styles of a part that came later. */
export function adopt(root: ParentNode | null, { styleSheet }: import("lit").CSSResult) {
  if (!styleSheet || !(root instanceof ShadowRoot)) return;
  if (root.adoptedStyleSheets.includes(styleSheet)) return;
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, styleSheet];
}

/** @param work for when there is nothing else to do */
export function whenIdle(work: () => void) {
  if ("requestIdleCallback" in globalThis) requestIdleCallback(work, { timeout: 2_000 });
  else setTimeout(work, 200);
}
