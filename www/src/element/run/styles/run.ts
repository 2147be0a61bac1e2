/** The run card: steps, bar, failure. */

import { css } from "lit";

export const runCard = css`
  .run {
    padding: 1.429em;
    display: grid;
    gap: 1.143em;
  }
  .run > header {
    display: flex;
    align-items: start;
    gap: 0.714em;
    padding: 0;
  }
  .run h2 {
    font-size: 1.43em;
    font-weight: 600;
    line-height: 1.4;
    overflow-wrap: anywhere;
  }
  .run h2:focus-visible {
    outline: none; /* focus is put here to be read out, there is nothing to operate */
  }
  .run > header svg {
    inline-size: 1.714em;
    block-size: 1.714em;
    margin-block-start: 0.143em;
  }
  .run.ready > header svg {
    color: var(--_good-strong);
  }
  .run.failed > header svg {
    color: var(--_bad-strong);
  }
  .run.busy > header svg {
    color: var(--_brand-line);
  }
  .run > header .facts {
    margin-inline-start: auto;
  }
  .run .facts dt {
    white-space: nowrap;
  }
  .run .pause {
    display: flex;
    gap: 0.571em;
    align-items: center;
  }
  .track {
    display: grid;
    grid-auto-flow: column;
    grid-auto-columns: 1fr;
    gap: 3px;
  }
  .track i {
    block-size: 4px;
    border-radius: 2px;
    background: light-dark(#e0e0e0, #525252);
    overflow: hidden;
    position: relative;
  }
  .track i.done {
    background: var(--_brand-line);
  }
  .run.ready .track i.done {
    background: var(--_good-strong);
  }
  .track i.failed {
    background: var(--_bad-strong);
  }
  .track i.current::after {
    content: "";
    position: absolute;
    inset-block: 0;
    inset-inline-start: 0;
    inline-size: calc(var(--share, 0.4) * 100%);
    background: var(--_brand-line);
    border-radius: 2px;
  }
  .track i.current:not(.known)::after {
    animation: slide 1.6s ease-in-out infinite;
  }
  @keyframes slide {
    from {
      translate: -100% 0;
    }
    to {
      translate: 250% 0;
    }
  }
  .steps {
    display: grid;
    gap: 0.857em;
  }
  .step {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0 0.714em;
    color: var(--_text-3);
  }
  .step > svg {
    inline-size: 1.43em;
    block-size: 1.43em;
  }
  .step strong {
    font-weight: 400;
  }
  .step.done,
  .step.current,
  .step.failed,
  .step.stopped {
    color: var(--_text);
  }
  .step.current strong,
  .step.failed strong {
    font-weight: 600;
  }
  .step.done > svg {
    color: var(--_good-strong);
  }
  .step.current > svg {
    color: var(--_brand-line);
  }
  .step.failed > svg {
    color: var(--_bad-strong);
  }
  .step p {
    grid-column: 2;
    font-size: var(--_small);
    color: var(--_text-3);
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 0.286em 1.714em;
    font-size: var(--_small);
    color: var(--_text-3);
  }
  .facts div {
    display: flex;
    gap: 0.43em;
    align-items: center;
  }
  .facts dd {
    color: var(--_text);
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
  .failure {
    display: block;
  }
  .failure .remedy {
    margin-block-start: 0.571em;
    padding-block-start: 0.571em;
    border-block-start: 1px solid var(--_bad-line);
  }
  .resumed {
    font-size: var(--_small);
    color: var(--_text-2);
  }
  .failure .code {
    font-weight: 600;
  }
  .failure ul {
    display: grid;
    gap: 0.286em;
    margin-block-start: 0.43em;
  }
  .run .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 0.57em;
  }
  @media (forced-colors: active) {
    .track i {
      border: 1px solid CanvasText;
    }
    .track i.done,
    .track i.current::after {
      background: Highlight;
      forced-color-adjust: none;
    }
  }
`;
