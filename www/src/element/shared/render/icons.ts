/** Icons, 16 units square, drawn for this project. Decoration only: a word always stands beside them. */

import { html, svg } from "lit";

const SHAPES = {
  error: svg`<path fill-rule="evenodd" d="M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm-2.7 3.6a.5.5 0 0 0-.7.7L7.3 8l-2.7 2.7a.5.5 0 0 0 .7.7L8 8.7l2.7 2.7a.5.5 0 0 0 .7-.7L8.7 8l2.7-2.7a.5.5 0 0 0-.7-.7L8 7.3Z"/>`,
  warning: svg`<path fill-rule="evenodd" d="M7.1 1.6a1 1 0 0 1 1.8 0l6 11.4a1 1 0 0 1-.9 1.5H2a1 1 0 0 1-.9-1.5ZM8 5.5a.6.6 0 0 0-.6.6v3.3a.6.6 0 0 0 1.2 0V6.1a.6.6 0 0 0-.6-.6Zm0 5.4a.8.8 0 1 0 0 1.6.8.8 0 0 0 0-1.6Z"/>`,
  info: svg`<path fill-rule="evenodd" d="M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm0 3a.8.8 0 1 1 0 1.6A.8.8 0 0 1 8 4Zm0 2.7c.3 0 .6.3.6.6v4a.6.6 0 0 1-1.2 0v-4c0-.3.3-.6.6-.6Z"/>`,
  good: svg`<path fill-rule="evenodd" d="M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm3.4 5.4-4 4a.6.6 0 0 1-.8 0l-2-2a.6.6 0 0 1 .8-.8L7 9.2l3.6-3.6a.6.6 0 0 1 .8.8Z"/>`,
  open: svg`<path d="M5.6 3.1a.5.5 0 0 1 .8 0l4.4 4.5a.5.5 0 0 1 0 .8L6.4 12.9a.5.5 0 0 1-.8-.7L9.8 8 5.6 3.8a.5.5 0 0 1 0-.7Z"/>`,
  add: svg`<path d="M7.5 3h1v4.5H13v1H8.5V13h-1V8.5H3v-1h4.5Z"/>`,
  remove: svg`<path d="m3.7 3 4.3 4.3L12.3 3l.7.7L8.7 8l4.3 4.3-.7.7L8 8.7 3.7 13l-.7-.7L7.3 8 3 3.7Z"/>`,
  trash: svg`<path fill-rule="evenodd" d="M6.5 2.5h3a.5.5 0 0 1 .5.5v.5h3.5a.5.5 0 0 1 0 1h-.6l-.7 8a1.5 1.5 0 0 1-1.5 1.5H5.3a1.5 1.5 0 0 1-1.5-1.4l-.7-8.1h-.6a.5.5 0 0 1 0-1H6V3c0-.3.2-.5.5-.5ZM4.1 4.5l.7 8c0 .3.2.5.5.5h5.4c.3 0 .5-.2.5-.5l.7-8Zm2.4 2c.3 0 .5.2.5.5v3.5a.5.5 0 0 1-1 0V7c0-.3.2-.5.5-.5Zm3 0c.3 0 .5.2.5.5v3.5a.5.5 0 0 1-1 0V7c0-.3.2-.5.5-.5Z"/>`,
  copy: svg`<path fill-rule="evenodd" d="M6 2a2 2 0 0 0-2 2v7c0 1.1.9 2 2 2h5a2 2 0 0 0 2-2V4a2 2 0 0 0-2-2Zm0 1h5a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1ZM2 5.5c0-.3.2-.5.5-.5s.5.2.5.5V12a2 2 0 0 0 2 2h4.5a.5.5 0 0 1 0 1H5a3 3 0 0 1-3-3Z"/>`,
  download: svg`<path d="M7.5 1.5h1v7.3l2.8-2.9.7.7-4 4.1-4-4.1.7-.7 2.8 2.9ZM3 13h10v1H3Z"/>`,
  fix: svg`<path d="M9.3 1.2c.3.1.5.5.3.8L8.2 6.5H12c.5 0 .7.6.4.9l-6.3 7.3c-.4.5-1.2.1-1-.5l1.4-5.2H3.6a.5.5 0 0 1-.4-.9l5.3-6.8c.2-.2.5-.2.8-.1Z"/>`,
  lock: svg`<path fill-rule="evenodd" d="M8 1.5A2.5 2.5 0 0 0 5.5 4v1.5H5A1.5 1.5 0 0 0 3.5 7v5.5c0 .8.7 1.5 1.5 1.5h6c.8 0 1.5-.7 1.5-1.5V7c0-.8-.7-1.5-1.5-1.5h-.5V4A2.5 2.5 0 0 0 8 1.5Zm1.5 4V4a1.5 1.5 0 0 0-3 0v1.5ZM8 8.8a.9.9 0 1 1 0 1.8.9.9 0 0 1 0-1.8Z"/>`,
  undo: svg`<path d="M6.4 3.1a.5.5 0 0 1 0 .8L4.3 6H10a4 4 0 0 1 0 8H7.500a.5.5 0 0 1 0-1H10a3 3 0 0 0 0-6H4.300l2.100 2.100a.5.5 0 0 1-.8.8l-3-3a.5.5 0 0 1 0-.8l3-3a.5.5 0 0 1 .8 0Z"/>`,
  redo: svg`<path d="M9.600 3.100a.5.5 0 0 0 0 .8L11.700 6H6a4 4 0 0 0 0 8h2.500a.5.5 0 0 0 0-1H6a3 3 0 0 1 0-6h5.700L9.600 9.100a.5.5 0 0 0 .8.8l3-3a.5.5 0 0 0 0-.8l-3-3a.5.5 0 0 0-.8 0Z"/>`,
  refresh: svg`<path d="M3.1 8A4.9 4.9 0 0 1 12 5.2h-1.7a.5.5 0 0 0 0 1h3a.5.5 0 0 0 .5-.5v-3a.5.5 0 0 0-1 0v1.9A5.9 5.9 0 1 0 13.9 8a.5.5 0 0 0-1 0A4.9 4.9 0 1 1 3.1 8Z"/>`,
  busy: svg`<path opacity=".25" fill-rule="evenodd" d="M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm0 1.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11Z"/><path d="M8 1a7 7 0 0 1 7 7 .75.75 0 0 1-1.5 0A5.5 5.5 0 0 0 8 2.5.75.75 0 0 1 8 1Z"/>`,
  waiting: svg`<path fill-rule="evenodd" d="M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm0 1a6 6 0 1 1 0 12A6 6 0 0 1 8 2Z"/>`,
  stopped: svg`<path fill-rule="evenodd" d="M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm0 1a6 6 0 1 1 0 12A6 6 0 0 1 8 2ZM5 7.5h6v1H5Z"/>`,
  search: svg`<path fill-rule="evenodd" d="M6.8 2a4.8 4.8 0 1 0 2.9 8.6l3.1 3.1a.6.6 0 0 0 .9-.9l-3.1-3.1A4.8 4.8 0 0 0 6.8 2Zm0 1.1a3.7 3.7 0 1 1 0 7.4 3.7 3.7 0 0 1 0-7.4Z"/>`,
  up: svg`<path d="m8 5 4 4.2-.7.7L8 6.4 4.7 9.9 4 9.2Z"/>`,
  down: svg`<path d="m8 11 4-4.2-.7-.7L8 9.6 4.7 6.1 4 6.8Z"/>`,
  cloud: svg`<path fill-rule="evenodd" d="M8 3a4 4 0 0 0-3.9 3.1A3.5 3.5 0 0 0 4.5 13h7a3.5 3.5 0 0 0 .4-6.9A4 4 0 0 0 8 3Z" opacity=".6"/>`,
  train: svg`<path fill-rule="evenodd" d="M2 3h5v4H2Zm1 1v2h3V4Zm6-1h5v4H9Zm1 1v2h3V4ZM2 9h5v4H2Zm1 1v2h3v-2Zm6-1h5v4H9Zm1 1v2h3v-2Z"/>`,
  notebook: svg`<path fill-rule="evenodd" d="M2 3h12v8H9v2h2v1H5v-1h2v-2H2Zm1 1v6h10V4Z"/>`,
  attach: svg`<path fill-rule="evenodd" d="M1 8a3.5 3.5 0 0 1 3.5-3.5H7v1H4.5a2.5 2.5 0 0 0 0 5H7v1H4.5A3.5 3.5 0 0 1 1 8Zm8-3.5h2.5a3.5 3.5 0 0 1 0 7H9v-1h2.5a2.5 2.5 0 0 0 0-5H9Zm-4 3h6v1H5Z"/>`,
  serve: svg`<path d="m8 2 3 3.5-.7.7-1.8-2V10h-1V4.2l-1.8 2L5 5.5ZM2 10h1v3h10v-3h1v4H2Z"/>`,
  upload: svg`<path d="m8 1.5 4 4.1-.7.7-2.8-2.9V10h-1V3.4L4.7 6.3 4 5.6ZM3 13h10v1H3Z"/>`,
  edit: svg`<path fill-rule="evenodd" d="m11.5 2 2.5 2.5L5.5 13 2 14l1-3.5Zm0 1.4-7.6 7.6-.5 1.6 1.6-.5 7.6-7.6Z"/>`,
  play: svg`<path fill-rule="evenodd" d="M4 2.5 13.5 8 4 13.5Zm1 1.7v7.6L11.5 8Z"/>`,
  halt: svg`<path fill-rule="evenodd" d="M3 3h10v10H3Zm1 1v8h8V4Z"/>`,
  detach: svg`<path fill-rule="evenodd" d="M1 8a3.5 3.5 0 0 1 3.5-3.5H7v1H4.5a2.5 2.5 0 0 0 0 5H7v1H4.5A3.5 3.5 0 0 1 1 8Zm8-3.5h2.5a3.5 3.5 0 0 1 0 7H9v-1h2.5a2.5 2.5 0 0 0 0-5H9ZM7.5 1h1v2h-1Zm0 12h1v2h-1Z"/>`,
  cluster: svg`<path fill-rule="evenodd" d="M3.5 2A1.5 1.5 0 0 0 2 3.5v2A1.5 1.5 0 0 0 3.5 7h9A1.5 1.5 0 0 0 14 5.5v-2A1.5 1.5 0 0 0 12.5 2ZM3 3.5c0-.3.2-.5.5-.5h9c.3 0 .5.2.5.5v2a.5.5 0 0 1-.5.5h-9a.5.5 0 0 1-.5-.5ZM3.5 9A1.5 1.5 0 0 0 2 10.5v2c0 .8.7 1.5 1.5 1.5h9c.8 0 1.5-.7 1.5-1.5v-2c0-.8-.7-1.5-1.5-1.5Zm-.5 1.5c0-.3.2-.5.5-.5h9c.3 0 .5.2.5.5v2a.5.5 0 0 1-.5.5h-9a.5.5 0 0 1-.5-.5ZM5 3.9a.6.6 0 1 1 0 1.2.6.6 0 0 1 0-1.2Zm0 7a.6.6 0 1 1 0 1.2.6.6 0 0 1 0-1.2Z"/>`,
};

export function icon(name: keyof typeof SHAPES, className: string = "") {
  return html`<svg viewBox="0 0 16 16" aria-hidden="true" focusable="false" class=${className}>${SHAPES[name]}</svg>`;
}
