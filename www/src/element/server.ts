/**
 * What lit asks for where there is no document: something to extend. Nothing is registered there, so that
 * nothing can be drawn.
 */
export class HTMLElement {}
export const customElements = undefined;
