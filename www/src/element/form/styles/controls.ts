/** Fields of the form: labels, native controls in Fluent's shape, rows, findings beside them. */

import { css } from "lit";

export const controls = css`
  .field {
    display: grid;
    align-content: start;
    gap: 0.214em;
    grid-column: span 6;
  }
  .label,
  legend {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 0.43em;
    font-weight: 600;
    padding: 0;
    min-block-size: 1.43em;
  }
  legend {
    margin-block-end: 0.214em;
  }
  .label .mark,
  legend .mark {
    color: var(--_bad-strong);
    font-weight: 400;
    margin-inline-start: -0.14em;
  }
  .once {
    font-size: var(--_small);
    font-weight: 400;
    color: var(--_text-3);
    display: inline-flex;
    gap: 0.25em;
    align-items: center;
    align-self: center;
  }
  .once svg {
    inline-size: 1em;
    block-size: 1em;
  }
  .help,
  .note {
    font-size: var(--_small);
    color: var(--_text-3);
    overflow-wrap: anywhere;
  }
  .note {
    color: var(--_text-2);
  }
  input:not([type="radio"], [type="checkbox"]),
  textarea,
  select {
    font: inherit;
    color: inherit;
    inline-size: 100%;
    min-inline-size: 0;
    min-block-size: var(--_control);
    padding: 0.2em 0.714em;
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-block-end-color: var(--_line-strong);
    border-radius: var(--_radius);
  }
  input::placeholder,
  textarea::placeholder {
    color: light-dark(#707070, #adadad);
    opacity: 1;
  }
  input:hover,
  textarea:hover,
  select:hover {
    border-color: light-dark(#c7c7c7, #757575);
    border-block-end-color: light-dark(#575757, #bdbdbd);
  }
  input:not([type="radio"], [type="checkbox"]):focus-visible,
  textarea:focus-visible,
  select:focus-visible {
    outline: 2px solid transparent;
    outline-offset: 0;
    border-block-end-color: var(--_brand-line);
    box-shadow: inset 0 -1px 0 0 var(--_brand-line);
  }
  textarea {
    min-block-size: 4.57em;
    resize: vertical;
    padding-block: 0.43em;
  }
  textarea[rows="1"] {
    min-block-size: var(--_control);
    field-sizing: content;
  }
  textarea.masked:not(:placeholder-shown) {
    -webkit-text-security: disc;
  }
  .preset {
    color: var(--_text-3);
  }
  button.browse svg {
    color: var(--_brand-text);
  }
  textarea.code {
    font-family: var(--_mono);
    font-size: 0.93em;
  }
  .unit {
    position: relative;
    display: block;
  }
  .unit > span {
    position: absolute;
    inset-block: 0;
    inset-inline-end: 0.714em;
    display: flex;
    align-items: center;
    color: var(--_text-3);
    font-size: var(--_small);
    pointer-events: none;
    background: var(--_surface);
    margin-block: 2px;
    padding-inline-start: 0.43em;
  }
  .secret {
    display: grid;
    grid-template-columns: 1fr auto;
    align-items: start;
    gap: 0.43em;
  }
  .field.invalid input:not([type="radio"], [type="checkbox"]),
  .field.invalid textarea,
  .field.invalid select {
    border-color: var(--_bad-strong);
  }
  .field.related input:not([type="radio"], [type="checkbox"]),
  .field.related select {
    border-color: var(--_warn-strong);
    border-style: dashed;
  }
  input:disabled,
  textarea:disabled,
  select:disabled {
    background: light-dark(#f0f0f0, #1f1f1f);
    border-color: var(--_line-2);
    color: var(--_text-3);
    cursor: not-allowed;
  }
  .choices-row {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1.143em;
  }
  .choice {
    display: inline-flex;
    align-items: center;
    gap: 0.5em;
    min-block-size: var(--_control);
    cursor: pointer;
  }
  input[type="radio"] {
    accent-color: var(--_brand-line);
    inline-size: 1.143em;
    block-size: 1.143em;
    margin: 0;
  }
  input[type="radio"]:focus-visible {
    border-radius: 50%;
  }
  .rows {
    display: grid;
    gap: 0.43em;
  }
  .row {
    display: grid;
    grid-template-columns: 1fr 1fr auto;
    gap: 0.43em;
  }
  .row.single {
    grid-template-columns: 1fr auto;
  }
  .rows button.add {
    justify-self: start;
  }
  .finding {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0 0.43em;
    font-size: var(--_small);
    color: var(--_text-2);
    overflow-wrap: anywhere;
  }
  .finding > svg {
    margin-block-start: 0.2em;
    inline-size: 1em;
    block-size: 1em;
  }
  .finding .more {
    color: var(--_text-3);
  }
  .finding button {
    margin-block: 0.29em 0.143em;
    color: var(--_text);
    font-size: 1em;
    font-weight: 400;
    min-block-size: 2em;
  }
  .finding button svg {
    color: var(--_brand-text);
  }
  .finding .said {
    font-weight: 400;
  }
  .finding.error > svg {
    color: var(--_bad-strong);
  }
  .finding.error .said {
    color: var(--_bad);
  }
  .finding.warning > svg {
    color: var(--_warn-strong);
  }
  .finding.warning .said {
    color: var(--_warn);
  }
  .finding.info > svg {
    color: var(--_brand-text);
  }
  @container (min-width: 34em) {
    .field.span-2 {
      grid-column: span 2;
    }
    .field.span-3 {
      grid-column: span 3;
    }
  }
  @media (forced-colors: active) {
    .field.invalid input:not([type="radio"], [type="checkbox"]),
    .field.invalid textarea,
    .field.invalid select {
      border-width: 2px;
      border-color: CanvasText;
    }
    input:focus-visible,
    textarea:focus-visible,
    select:focus-visible {
      outline-color: Highlight;
    }
  }
`;
