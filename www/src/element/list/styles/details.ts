/** The closer look at a compute, its chart (uPlot's own classes included), the edit of its scale. */

import { css } from "lit";

export const detailsStyles = css`
  .details {
    --chart-running: light-dark(#0f6cbd, #479ef5);
    --chart-idle: light-dark(#77b7f7, #115ea3);
    --chart-preparing: light-dark(#f2c661, #835b00);
    --chart-leaving: light-dark(#c8c6c4, #707070);
    --chart-unusable: light-dark(#c50f1f, #e37d80);
    --chart-preempted: light-dark(#8764b8, #a083c9);
    --chart-grid: light-dark(#ededed, #3d3d3d);
    padding: 1em 1.429em 1.143em;
    border-block-end: 1px solid var(--_line-2);
    background: var(--_surface-2);
  }
  .details header {
    display: flex;
    align-items: center;
    gap: 0.857em;
  }
  .details header h3 {
    font-size: 1.143em;
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .details header h3:focus-visible {
    outline: none; /* focus only rests here after the card has opened */
  }
  .details header button {
    margin-inline-start: auto;
  }
  .details .reason {
    color: var(--_bad);
    overflow-wrap: anywhere;
  }
  .details-body {
    display: grid;
    gap: 1em 2em;
    margin-block: 0.571em 1em;
  }
  .details dl {
    display: grid;
    align-content: start;
    gap: 0.286em;
  }
  .details dl div {
    display: grid;
    grid-template-columns: 9em 1fr;
    gap: 0.571em;
  }
  .details dt {
    color: var(--_text-3);
  }
  .details dd {
    overflow-wrap: anywhere;
  }
  .details .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 0.571em;
  }
  figure {
    margin: 0;
    min-inline-size: 0;
  }
  figcaption {
    font-size: var(--_small);
    font-weight: 600;
    color: var(--_text-2);
  }
  .chart {
    block-size: 120px;
    color: var(--_text-3);
    direction: ltr;
    overflow: hidden;
  }
  .states {
    display: flex;
    flex-wrap: wrap;
    gap: 0.143em 1em;
    font-size: var(--_small);
    color: var(--_text-2);
  }
  .states li {
    display: flex;
    align-items: center;
    gap: 0.43em;
  }
  .states i {
    inline-size: 0.714em;
    block-size: 0.714em;
    border-radius: 2px;
    background: var(--chart-idle);
  }
  .states i.running {
    background: var(--chart-running);
  }
  .states i.preparing {
    background: var(--chart-preparing);
  }
  .states i.leaving {
    background: var(--chart-leaving);
  }
  .states i.unusable {
    background: var(--chart-unusable);
  }
  .states i.preempted {
    background: var(--chart-preempted);
  }
  .uplot,
  .u-wrap {
    position: relative;
  }
  .u-over,
  .u-under,
  .u-axis {
    position: absolute;
  }
  .u-under {
    overflow: hidden;
  }
  .uplot canvas {
    display: block;
    position: relative;
    inline-size: 100%;
    block-size: 100%;
  }
  dialog.scale {
    inline-size: min(36em, calc(100vw - 2em));
  }
  .scale-fields {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(9em, 1fr));
    gap: 1em;
    margin-block: 1em;
  }
  .scale-field {
    display: grid;
    align-content: start;
    gap: 0.214em;
  }
  .scale-field label {
    font-weight: 600;
  }
  .scale-field .said,
  .scale-field .finding {
    font-size: var(--_small);
  }
  .scale-field .finding {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0.43em;
  }
  .finding.error {
    color: var(--_bad);
  }
  .finding.warning {
    color: var(--_warn);
  }
  .scale .plan {
    display: grid;
    gap: 0.286em;
    min-block-size: 5em;
    padding: 0.857em 1em;
    margin-block-end: 1.429em;
    border: 1px solid var(--_line-2);
    border-radius: var(--_radius);
    background: var(--_surface-2);
    color: var(--_text-2);
    align-content: start;
  }
  .scale .plan h3 {
    font-size: 1em;
    font-weight: 600;
    color: var(--_text);
  }
  .scale .plan .warn {
    color: var(--_warn);
  }
  @container (min-width: 52em) {
    .details-body:has(figure) {
      grid-template-columns: minmax(18em, 1fr) 1.4fr;
    }
  }
  @media (forced-colors: active) {
    .states i {
      border: 1px solid CanvasText;
    }
  }
`;
