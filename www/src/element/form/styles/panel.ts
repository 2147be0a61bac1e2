/** The review panel: the summary of findings and the configuration as JSON. */

import { css } from "lit";

export const panel = css`
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
  .card h2 {
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
  .summary header h2 {
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
  .summary .finding button.small {
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
  .advice {
    display: grid;
    grid-template-columns: auto 1fr auto;
    gap: 0.43em;
    align-items: start;
    padding: 0.571em 1.143em;
    border-block-start: 1px solid var(--_line-2);
    font-size: var(--_small);
    color: var(--_text-2);
  }
  .advice svg {
    margin-block-start: 0.143em;
    color: var(--_text-3);
  }
  .summary .change {
    font-size: var(--_small);
    padding-block: 0.5em;
  }
  .change.replace {
    color: var(--_warn);
  }
  .source {
    display: flex;
    gap: 0.857em;
    margin-block: 0.143em;
    padding: 0.143em 0.571em;
    background: var(--_surface-2);
    border-radius: var(--_radius);
  }
  .source span:first-child {
    color: var(--_text-3);
  }
  .source span + span {
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .tabs {
    display: flex;
    flex-wrap: wrap;
    margin-inline-start: -0.571em;
  }
  .tabs button {
    border-radius: 0;
    border-block-end: 2px solid transparent;
  }
  .tabs button[aria-selected="true"] {
    font-weight: 600;
    color: var(--_text);
    border-block-end-color: var(--_brand-line);
  }
  .losses {
    display: grid;
    gap: 0.286em;
    padding: 0.571em 1.143em 0.857em;
    border-block-start: 1px solid var(--_line-2);
    font-size: var(--_small);
    color: var(--_text-2);
  }
  .losses li {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0.43em;
  }
  .losses svg {
    margin-block-start: 0.143em;
    color: var(--_brand-text);
  }
  .review header {
    flex-wrap: wrap;
  }
  .json .plain {
    display: block;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    padding-inline: 1.333em;
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
  .json .fresh {
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
    padding: 0.571em 1.333em 0.714em;
    border-block-start: 1px solid var(--_line-2);
    font-size: var(--_small);
    color: var(--_text-3);
  }
  @keyframes glow {
    from {
      background: light-dark(#fff4ce, #3d3100);
    }
  }
`;
