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
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation: none !important;
      transition: none !important;
    }
  }
`;
