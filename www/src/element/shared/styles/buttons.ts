/** Buttons, message bars and dialogs, shared by both elements. */

import { css } from "lit";

export const buttons = css`
  button {
    font: inherit;
    color: inherit;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.43em;
    min-block-size: var(--_control);
    padding: 0.2em 0.857em;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    font-weight: 600;
    cursor: pointer;
    text-align: start;
  }
  button:hover {
    background: var(--_surface-hover);
  }
  button:active {
    background: var(--_surface-pressed);
  }
  button.primary {
    background: var(--_brand);
    border-color: transparent;
    color: var(--_on-brand);
    min-inline-size: 6.857em;
  }
  button.primary:hover {
    background: var(--_brand-hover);
  }
  button.primary:active {
    background: var(--_brand-pressed);
  }
  button.danger {
    background: light-dark(#c50f1f, #b10e1c);
    border-color: transparent;
    color: #ffffff;
  }
  button.danger:hover {
    background: light-dark(#b10e1c, #c50f1f);
  }
  button.quiet {
    border-color: transparent;
    background: transparent;
    font-weight: 400;
    color: var(--_text-2);
  }
  button.quiet:hover {
    background: var(--_surface-hover);
    color: var(--_text);
  }
  button.small {
    min-block-size: 1.857em;
    padding: 0.1em 0.57em;
    font-size: var(--_small);
  }
  button.icon {
    min-inline-size: var(--_control);
    padding: 0;
  }
  button:disabled {
    color: light-dark(#757575, #999999);
    background: light-dark(#f0f0f0, #1f1f1f);
    border-color: var(--_line-2);
    cursor: not-allowed;
  }
  label.button {
    display: inline-flex;
    align-items: center;
    gap: 0.43em;
    min-block-size: var(--_control);
    padding: 0.2em 0.857em;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    font-weight: 600;
    cursor: pointer;
    margin-inline-end: auto;
  }
  label.button:hover {
    background: var(--_surface-hover);
  }
  label.button:focus-within {
    outline: 2px solid var(--_text);
    outline-offset: 1px;
  }
  dialog.import {
    inline-size: min(46em, calc(100vw - 2em));
  }
  dialog.import textarea {
    margin-block-end: 1.143em;
  }
  .bar {
    display: grid;
    grid-template-columns: auto 1fr auto;
    gap: 0.2em 0.57em;
    align-items: start;
    padding: 0.57em 0.857em;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface-2);
  }
  .bar > svg {
    margin-block-start: 0.143em;
  }
  .bar.error {
    background: var(--_bad-tint);
    border-color: var(--_bad-line);
  }
  .bar.error > svg {
    color: var(--_bad-strong);
  }
  .bar.good {
    background: var(--_good-tint);
    border-color: var(--_good-line);
  }
  .bar.good > svg {
    color: var(--_good-strong);
  }
  .bar p {
    overflow-wrap: anywhere;
  }
  dialog {
    color: var(--_text);
    background: var(--_surface);
    border: 1px solid var(--_line-2);
    border-radius: var(--_radius-large);
    padding: 1.714em;
    inline-size: min(30em, calc(100vw - 2em));
    box-shadow: 0 0 8px rgb(0 0 0 / 14%), 0 14px 28px rgb(0 0 0 / 24%);
    line-height: inherit;
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 40%);
  }
  dialog h2 {
    font-size: 1.286em;
    font-weight: 600;
    line-height: 1.4;
    overflow-wrap: anywhere;
  }
  dialog .sentences {
    display: grid;
    gap: 0.43em;
    margin-block: 0.857em 1.714em;
    color: var(--_text-2);
  }
  dialog .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 0.57em;
    justify-content: end;
  }
  @media (forced-colors: active) {
    button.primary,
    button.danger {
      border-color: ButtonText;
    }
  }
`;
