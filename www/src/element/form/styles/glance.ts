/** The field of a machine size, and the card of cost and scale. */

import { css } from "lit";

export const glance = css`
  .with-button {
    display: grid;
    grid-template-columns: minmax(0, 26em) auto;
    justify-content: start;
    gap: 0.43em;
  }
  .badge {
    display: inline-block;
    padding: 0.05em 0.6em;
    border-radius: 1em;
    border: 1px solid var(--_line);
    font-size: var(--_small);
    font-weight: 400;
    color: var(--_text-2);
    background: var(--_surface-2);
    white-space: nowrap;
    max-inline-size: 100%;
    overflow: hidden;
    text-overflow: ellipsis;
    vertical-align: middle;
  }
  .badge.warn {
    color: var(--_warn);
    background: var(--_warn-tint);
    border-color: var(--_warn-line);
  }
  .glance header {
    flex-wrap: wrap;
    gap: 0.286em 0.571em;
    padding-block-end: 0;
  }
  .glance header h2 {
    font-size: 1.143em;
    overflow-wrap: anywhere;
  }
  .glance header .badge {
    margin-inline-start: auto;
  }
  .facts-line {
    padding-inline: 1.143em;
    color: var(--_text-2);
  }
  .glance .hint {
    padding: 0.286em 1.143em 1em;
    color: var(--_text-2);
  }
  .tiles {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(9em, 1fr));
    gap: 0.57em;
    padding: 0.857em 1.143em;
  }
  .tile {
    display: grid;
    padding: 0.714em 0.857em;
    background: var(--_surface-2);
    border: 1px solid var(--_line-2);
    border-radius: var(--_radius);
    font-size: var(--_small);
    color: var(--_text-2);
  }
  .tile strong {
    font-size: 1.667em;
    line-height: 1.3;
    color: var(--_text);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .tile-title {
    font-weight: 600;
  }
  .tile .sub {
    color: var(--_text-3);
  }
  .estimate {
    padding: 0 1.333em 0.857em;
    margin-block-start: -0.286em;
    font-size: var(--_small);
    color: var(--_text-3);
  }
  .versus-both {
    display: grid;
    grid-template-columns: auto minmax(3em, 1fr) auto;
    gap: 0.286em 0.857em;
    padding: 0 1.143em 0.857em;
  }
  .versus {
    display: grid;
    grid-column: 1 / -1;
    grid-template-columns: subgrid;
    align-items: center;
    font-size: var(--_small);
    color: var(--_text-3);
  }
  .versus.on {
    color: var(--_text);
    font-weight: 600;
  }
  .versus i,
  .quota-bar {
    display: block;
    block-size: 0.571em;
    border-radius: 0.286em;
    background: light-dark(#e6e6e6, #3d3d3d);
    overflow: hidden;
  }
  .versus b {
    display: block;
    block-size: 100%;
    border-radius: inherit;
    background: light-dark(#8a8886, #a19f9d);
  }
  .versus.on b {
    background: var(--_brand-line);
  }
  .amount {
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  .means {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0.57em;
    margin: 0 1.333em 0.857em;
    padding: 0.57em 0.714em;
    border-radius: var(--_radius);
    background: var(--_brand-tint);
    font-size: var(--_small);
  }
  .means svg {
    color: var(--_brand-text);
    margin-block-start: 0.143em;
  }
  .quota {
    display: grid;
    gap: 0.43em;
    padding: 0.857em 1.143em 1em;
    border-block-start: 1px solid var(--_line-2);
  }
  .quota-title {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 1em;
    font-size: var(--_small);
    font-weight: 600;
  }
  .quota-title .sub {
    font-weight: 400;
    color: var(--_text-3);
  }
  .quota-bar {
    display: flex;
  }
  .quota i.used {
    background: light-dark(#8a8886, #a19f9d);
  }
  .quota i.least {
    background: var(--_brand-line);
  }
  .quota i.most {
    background: repeating-linear-gradient(
      -45deg,
      var(--_brand-line) 0 3px,
      light-dark(#b4d6fa, #0e4775) 3px 6px
    );
  }
  .quota.over i.most,
  .quota.over i.least {
    background-color: var(--_warn-strong);
    background-image: none;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0.143em 1em;
    font-size: var(--_small);
    color: var(--_text-2);
  }
  .legend li {
    display: flex;
    gap: 0.43em;
    align-items: center;
  }
  .legend i {
    inline-size: 0.714em;
    block-size: 0.714em;
    border-radius: 2px;
  }
  .over-line {
    display: flex;
    gap: 0.43em;
    align-items: center;
    font-size: var(--_small);
    color: var(--_warn);
  }
  @media (forced-colors: active) {
    .versus i,
    .quota-bar,
    .legend i {
      border: 1px solid CanvasText;
    }
    .versus b,
    .quota i.used {
      background: CanvasText;
      forced-color-adjust: none;
    }
    .quota i:is(.least, .most) {
      background: Highlight;
      forced-color-adjust: none;
    }
  }
`;
