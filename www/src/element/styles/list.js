/** The list: a table that turns into cards where it is narrow. */

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
  table {
    inline-size: 100%;
    border-collapse: collapse;
  }
  th {
    text-align: start;
    font-weight: 600;
    font-size: var(--_small);
    color: var(--_text-2);
    padding: 0.667em;
    border-block-end: 1px solid var(--_line-2);
  }
  td {
    padding: 0.714em 0.57em;
    vertical-align: middle;
    border-block-end: 1px solid var(--_line-2);
    overflow-wrap: anywhere;
  }
  tbody th {
    padding: 0.714em 0.57em;
    font-size: 1em;
    color: var(--_text);
    vertical-align: middle;
    overflow-wrap: anywhere;
  }
  tbody tr:last-child > * {
    border-block-end: 0;
  }
  tbody tr:hover {
    background: var(--_surface-hover);
  }
  tr > :first-child {
    padding-inline-start: 1.429em;
  }
  thead tr > :first-child {
    padding-inline-start: 1.667em;
  }
  tr > :last-child {
    padding-inline-end: 1.143em;
    text-align: end;
    white-space: nowrap;
  }
  .sub {
    display: block;
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
  .spin {
    animation: turn 1s linear infinite;
  }
  @keyframes turn {
    to {
      rotate: 360deg;
    }
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
  @container (min-width: 40.01em) {
    tr > :first-child {
      inline-size: 26%;
    }
    tr > :nth-child(2) {
      inline-size: 30%;
    }
  }
  @container (max-width: 26em) {
    .head .count {
      display: none;
    }
  }
  @container (max-width: 40em) {
    table,
    tbody {
      display: block;
    }
    thead {
      position: absolute;
      clip-path: inset(50%);
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
    }
    tbody tr {
      display: grid;
      grid-template-columns: minmax(0, 1fr) minmax(auto, 50%);
      gap: 0.286em 0.857em;
      padding: 0.857em 1.143em;
      border-block-end: 1px solid var(--_line-2);
    }
    tbody tr:last-child {
      border-block-end: 0;
    }
    tbody tr > * {
      padding: 0;
      border: 0;
    }
    tbody tr > :first-child,
    tbody tr > :last-child {
      padding-inline: 0;
    }
    tbody td.size {
      color: var(--_text-2);
      font-size: var(--_small);
    }
    tbody td.size,
    tbody td.nodes {
      grid-column: 1;
    }
    tbody td.state-cell {
      text-align: end;
    }
    tbody td.tools {
      grid-column: 2;
      grid-row: 2 / span 2;
      align-self: end;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      animation: none !important;
    }
  }
`;
