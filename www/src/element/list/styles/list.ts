/** The list: filters, and a table that turns into cards where it is narrow. All rows are equally high. */

import { css } from "lit";

export const listFrame = css`
  .list {
    background: var(--_surface);
    border: 1px solid var(--_line-2);
    border-radius: var(--_radius-large);
    overflow: hidden;
  }
  .head {
    display: flex;
    align-items: center;
    gap: 0.57em;
    padding: 0.714em 1.143em 0.714em 1.429em;
    border-block-end: 1px solid var(--_line-2);
  }
  .head h2 {
    font-size: 1.143em;
    font-weight: 600;
  }
  .head h2:focus-visible {
    outline: none; /* focus only rests here after a row went away */
  }
  .head .count {
    color: var(--_text-3);
    font-size: var(--_small);
  }
  .head button {
    margin-inline-start: auto;
  }
  .tools-row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.571em;
    padding: 0.714em 1.429em;
    border-block-end: 1px solid var(--_line-2);
  }
  input:not([type="radio"]),
  select {
    font: inherit;
    color: inherit;
    min-block-size: var(--_control);
    min-inline-size: 0;
    padding: 0.2em 0.714em;
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-block-end-color: var(--_line-strong);
    border-radius: var(--_radius);
  }
  input:not([type="radio"]):focus-visible,
  select:focus-visible {
    outline: 2px solid transparent;
    outline-offset: 0;
    border-block-end-color: var(--_brand-line);
    box-shadow: inset 0 -1px 0 0 var(--_brand-line);
  }
  input::placeholder {
    color: light-dark(#707070, #adadad);
    opacity: 1;
  }
  input[aria-invalid="true"] {
    border-color: var(--_bad-strong);
  }
  .tools-row input {
    flex: 1 1 14em;
  }
  .line {
    display: grid;
    grid-template-columns: minmax(0, 2.2fr) minmax(0, 1.7fr) minmax(0, 1.8fr) minmax(0, 1.4fr) 9.5em;
    column-gap: 1.143em;
    align-items: center;
    padding-inline: 1.429em 1.143em;
    border-block-end: 1px solid var(--_line-2);
  }
  .columns .line {
    min-block-size: 2.571em;
    font-weight: 600;
    color: var(--_text-2);
    background: var(--_surface-2);
    overflow: hidden;
    scrollbar-gutter: stable;
  }
  .columns .line > * {
    font-size: var(--_small);
  }
  .rows {
    max-block-size: max(24em, 60vh);
    overflow-y: auto;
    scrollbar-gutter: stable;
    overscroll-behavior: contain;
  }
  .item {
    block-size: 4em;
  }
  .item > * {
    min-inline-size: 0;
    overflow: hidden;
  }
  .item > *,
  .item > * > :not(button) {
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .item > .who,
  .item > .tools {
    overflow: visible;
  }
  .item:last-child {
    border-block-end-color: transparent;
  }
  .item:hover {
    background: var(--_surface-hover);
  }
  button.link {
    display: block;
    max-inline-size: 100%;
    min-block-size: 24px;
    padding: 0;
    border: 0;
    background: none;
    color: var(--_text);
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  button.link:hover,
  button.link[aria-expanded="true"] {
    color: var(--_brand-text);
    text-decoration: underline;
  }
  .tools {
    display: flex;
    justify-content: end;
  }
  .sub {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    font-weight: 400;
    font-size: var(--_small);
    color: var(--_text-3);
  }
  .sub.bad {
    color: var(--_bad);
  }
  .state {
    display: inline-flex;
    align-items: center;
    gap: 0.43em;
  }
  .state.good svg {
    color: var(--_good-strong);
  }
  .state.bad svg {
    color: var(--_bad-strong);
  }
  .state.busy svg {
    color: var(--_brand-line);
  }
  .state.off svg {
    color: var(--_text-3);
  }
  .empty {
    display: grid;
    justify-items: center;
    gap: 0.286em;
    padding: 2.86em 1.143em;
    text-align: center;
    color: var(--_text-2);
  }
  .empty svg {
    inline-size: 2.86em;
    block-size: 2.86em;
    color: var(--_text-3);
    margin-block-end: 0.43em;
  }
  .empty strong {
    font-weight: 600;
    color: var(--_text);
  }
  .empty .spin {
    inline-size: 1.714em;
    block-size: 1.714em;
  }
  .bar {
    margin: 0.857em 1.143em;
  }
  @container (max-width: 26em) {
    .head .count {
      display: none;
    }
  }
  @container (max-width: 44em) {
    .columns {
      position: absolute;
      clip-path: inset(50%);
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
    }
    .line.item {
      grid-template-columns: minmax(0, 1fr) minmax(0, 45%);
      grid-template-areas:
        "who state"
        "size tools"
        "nodes tools";
      block-size: 8em;
      align-content: center;
      padding-inline: 1.143em;
      row-gap: 0.143em;
    }
    .item > .who {
      grid-area: who;
    }
    .item > .state-cell {
      grid-area: state;
      text-align: end;
    }
    .item > .size {
      grid-area: size;
    }
    .item > .nodes {
      grid-area: nodes;
    }
    .item > .size,
    .item > .nodes {
      font-size: var(--_small);
      color: var(--_text-2);
    }
    .item > .nodes .sub {
      display: inline;
      margin-inline-start: 0.571em;
      font-size: 1em;
    }
    .item > .tools {
      grid-area: tools;
      align-self: end;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      animation: none !important;
    }
  }
`;
