/** The form's frame: two columns, groups, the action bar, the review panel. */

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
  .group > h3,
  summary .title {
    font-size: 1.143em;
    font-weight: 600;
    line-height: 1.375;
  }
  .group > h3 {
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
    display: inline-flex;
    align-items: center;
    gap: 0.43em;
    color: var(--_text-2);
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
  .panel {
    display: grid;
    gap: 0.857em;
    min-inline-size: 0;
  }
  .card > header {
    display: flex;
    align-items: center;
    gap: 0.57em;
    padding: 0.857em 1.143em 0.571em;
  }
  .card h3 {
    font-size: 1em;
    font-weight: 600;
    line-height: 1.43;
  }
  .card header .tools {
    margin-inline-start: auto;
    display: flex;
    gap: 0.143em;
  }
  .summary {
    border-inline-start-width: 4px;
  }
  .summary:focus-visible {
    border-radius: var(--_radius-large);
  }
  .summary.error {
    border-inline-start-color: var(--_bad-strong);
  }
  .summary.warning {
    border-inline-start-color: var(--_warn-strong);
  }
  .summary.good {
    border-inline-start-color: var(--_good-strong);
  }
  .summary header svg {
    inline-size: 1.43em;
    block-size: 1.43em;
  }
  .summary.error header svg {
    color: var(--_bad-strong);
  }
  .summary.warning header svg {
    color: var(--_warn-strong);
  }
  .summary.good header svg {
    color: var(--_good-strong);
  }
  .summary header h3 {
    font-size: 1.143em;
  }
  .summary .hint {
    padding: 0 1.143em 0.857em;
    color: var(--_text-2);
  }
  .summary ul {
    display: grid;
    border-block-start: 1px solid var(--_line-2);
  }
  .summary li {
    padding: 0.714em 1.143em;
  }
  .summary li + li {
    border-block-start: 1px solid var(--_line-2);
  }
  .summary .finding {
    font-size: 1em;
  }
  .summary .finding > svg {
    inline-size: 1.143em;
    block-size: 1.143em;
    margin-block-start: 0.143em;
  }
  .summary .finding button {
    font-size: var(--_small);
  }
  .summary a {
    font-weight: 600;
    text-decoration-line: none;
    display: inline-block;
    min-block-size: 24px;
  }
  .summary a:hover {
    text-decoration-line: underline;
  }
  .summary .more {
    font-size: var(--_small);
  }
  .json {
    margin: 0;
    padding: 0.571em 0 1em;
    font-family: var(--_mono);
    font-size: var(--_small);
    line-height: 1.6;
    overflow-x: auto;
    max-block-size: 32em;
    tab-size: 2;
  }
  .json .line {
    display: block;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    padding-inline: calc(1.143em + var(--depth) * 1.2em + 1.2em) 1.143em;
    text-indent: -1.2em;
  }
  .json.moving .line {
    animation: glow 1.2s ease-out;
  }
  .json .key {
    color: light-dark(#0451a5, #9cdcfe);
  }
  .json .text {
    color: light-dark(#a31515, #ce9178);
  }
  .json .number {
    color: light-dark(#096d48, #b5cea8);
  }
  .json .word {
    color: light-dark(#0000c8, #7fb8ee);
  }
  .json .sign {
    color: var(--_text-3);
  }
  .card > .hint.foot {
    padding: 0 1.143em 0.857em;
    font-size: var(--_small);
    color: var(--_text-3);
  }
  @keyframes glow {
    from {
      background: light-dark(#fff1b8, #5c4a00);
    }
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
