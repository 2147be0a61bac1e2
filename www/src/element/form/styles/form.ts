/** The form's frame: two columns, groups, the action bar. */

import { css } from "lit";

export const frame = css`
  .frame {
    display: grid;
    gap: 1.143em;
    align-items: start;
  }
  .main {
    display: grid;
    gap: 0.857em;
    min-inline-size: 0;
  }
  .chooser {
    display: grid;
    gap: 0.714em;
  }
  .chooser h2 {
    font-size: 1.143em;
    font-weight: 600;
    line-height: 1.375;
  }
  .purposes,
  .kinds {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(12.5em, 1fr));
    gap: 0.571em;
  }
  .kinds {
    grid-template-columns: repeat(auto-fill, minmax(14em, 1fr));
  }
  .card-choice {
    position: relative;
    display: grid;
    cursor: pointer;
  }
  .card-choice input[type="radio"] {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .face {
    display: grid;
    grid-template-columns: auto 1fr;
    align-content: start;
    gap: 0.143em 0.571em;
    padding: 0.857em 1em;
    background: var(--_surface);
    border: 1px solid var(--_line-2);
    border-radius: var(--_radius-large);
    transition: border-color 120ms ease-out;
  }
  .small .face {
    grid-template-columns: 1fr;
    padding: 0.571em 0.857em;
  }
  .face svg {
    inline-size: 1.571em;
    block-size: 1.571em;
    color: var(--_brand-text);
  }
  .face strong {
    font-weight: 600;
    align-self: center;
  }
  .face .sub {
    grid-column: 1 / -1;
    font-size: var(--_small);
    color: var(--_text-3);
  }
  .card-choice:hover .face {
    border-color: var(--_line-strong);
  }
  .card-choice input:checked + .face {
    border-color: var(--_brand-line);
    box-shadow: inset 0 0 0 1px var(--_brand-line);
    background: var(--_brand-tint);
  }
  .card-choice input:checked + .face .sub {
    color: var(--_text-2);
  }
  .card-choice input:focus-visible + .face {
    outline: 2px solid var(--_text);
    outline-offset: 1px;
  }
  .frame.dropping {
    position: relative;
  }
  .drop {
    position: absolute;
    inset: -0.571em;
    z-index: 3;
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 0.571em;
    border: 2px dashed var(--_brand-line);
    border-radius: var(--_radius-large);
    background: color-mix(in srgb, var(--_surface) 88%, transparent);
    font-size: 1.286em;
    font-weight: 600;
    pointer-events: none;
  }
  .drop svg {
    inline-size: 2em;
    block-size: 2em;
    color: var(--_brand-text);
  }
  .group,
  .card {
    background: var(--_surface);
    border: 1px solid var(--_line-2);
    border-radius: var(--_radius-large);
  }
  .group {
    padding: 1.143em 1.429em 1.429em;
  }
  .grid {
    display: grid;
    grid-template-columns: repeat(6, 1fr);
    gap: 1.143em 1.143em;
  }
  .group > h2,
  summary .title {
    font-size: 1.143em;
    font-weight: 600;
    line-height: 1.375;
  }
  .group > h2 {
    margin-block-end: 0.714em;
  }
  details.group {
    padding: 0;
  }
  details.group > .grid {
    padding: 0.43em 1.429em 1.429em;
  }
  details.more > summary {
    display: inline-flex;
    padding: 0.286em 0.571em 0.286em 0.143em;
    margin-block-start: 0.714em;
    color: var(--_text-2);
    border-radius: var(--_radius);
  }
  details.more > .grid {
    padding-block-start: 0.714em;
  }
  summary {
    display: flex;
    align-items: center;
    gap: 0.57em;
    padding: 0.857em 1.429em;
    cursor: pointer;
    list-style: none;
    border-radius: var(--_radius-large);
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary:hover {
    background: var(--_surface-hover);
  }
  summary > svg:first-child {
    color: var(--_text-3);
    transition: rotate 120ms ease-out;
  }
  details[open] > summary > svg:first-child {
    rotate: 90deg;
  }
  summary .state {
    margin-inline-start: auto;
    display: inline-flex;
    align-items: center;
    gap: 0.43em;
    font-size: var(--_small);
    color: var(--_text-3);
  }
  summary .state.error {
    color: var(--_bad);
    font-weight: 600;
  }
  summary .state.warning {
    color: var(--_warn);
    font-weight: 600;
  }
  .actions {
    position: sticky;
    inset-block-end: 0;
    z-index: 1;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.57em;
    padding: 0.857em 1.429em;
    background: var(--_surface);
    border: 1px solid var(--_line-2);
    border-radius: var(--_radius-large);
    box-shadow: 0 -2px 6px rgb(0 0 0 / 6%);
  }
  .actions .state {
    margin-inline-start: auto;
  }
  :is(input, select, textarea, summary, button) {
    scroll-margin-block: 1em 6em;
  }
  .state.error > svg {
    color: var(--_bad-strong);
  }
  .state.warning > svg {
    color: var(--_warn-strong);
  }
  .state.good > svg {
    color: var(--_good-strong);
  }
  @container (min-width: 51.4em) {
    .frame {
      grid-template-columns: minmax(0, 1.55fr) minmax(20em, 1fr);
    }
    .panel {
      position: sticky;
      inset-block-start: var(--azureml-sticky-top, 1.143em);
    }
  }
  @container (max-width: 26em) {
    .group {
      padding-inline: 1em;
    }
    summary,
    details.group > .grid,
    .actions {
      padding-inline: 1em;
    }
    .actions {
      padding-inline: 0.714em;
      gap: 0.286em;
    }
    .actions button {
      padding-inline: 0.57em;
    }
    .actions button.primary {
      min-inline-size: 5.4em;
    }
  }
  @media (forced-colors: active) {
    .card-choice input:checked + .face {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation: none !important;
      transition: none !important;
    }
  }
`;
