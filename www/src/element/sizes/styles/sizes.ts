/** The dialog of machine sizes, loaded with it. */

import { css } from "lit";

export const sizes = css`
  dialog.sizes {
    inline-size: min(76em, calc(100vw - 2em));
    block-size: min(46em, calc(100vh - 2em));
    max-block-size: none;
    padding: 0;
    overflow: hidden;
  }
  .sizes .inside {
    container-type: inline-size;
    block-size: 100%;
    display: grid;
    grid-template-rows: auto auto auto minmax(0, 1fr) auto;
  }
  .sizes header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    padding: 1em 1em 0.5em 1.714em;
  }
  .sizes .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 0.714em 1em;
    padding: 0 1.714em 1em;
  }
  .search {
    position: relative;
    flex: 1 1 16em;
  }
  .search > svg {
    position: absolute;
    inset-block: 0;
    margin-block: auto;
    inset-inline-start: 0.714em;
    color: var(--_text-3);
  }
  .search input[role="combobox"] {
    padding-inline-start: 2.3em;
  }
  .chips {
    display: flex;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    overflow: hidden;
  }
  .chip {
    position: relative;
    cursor: pointer;
  }
  .chip input {
    position: absolute;
    inset: 0;
    opacity: 0;
    inline-size: 100%;
    block-size: 100%;
    margin: 0;
    cursor: pointer;
  }
  .chip span {
    display: flex;
    align-items: center;
    padding-inline: 0.857em;
    min-block-size: calc(var(--_control) - 2px);
  }
  .chip + .chip span {
    border-inline-start: 1px solid var(--_line);
  }
  .chip input:checked + span {
    background: var(--_brand-tint);
    color: var(--_brand-text);
    font-weight: 600;
  }
  .chip input:focus-visible + span {
    outline: 2px solid var(--_text);
    outline-offset: -3px;
  }
  .limit {
    display: grid;
    gap: 0.143em;
    font-size: var(--_small);
    color: var(--_text-2);
  }
  .limit input,
  .limit select {
    font-size: 1.167em;
  }
  .limit input:not([type="radio"]) {
    inline-size: 7em;
  }
  .fits {
    display: inline-flex;
    gap: 0.5em;
    align-items: center;
    min-block-size: var(--_control);
    cursor: pointer;
  }
  .fits input {
    accent-color: var(--_brand-line);
    inline-size: 1.143em;
    block-size: 1.143em;
    min-block-size: 0;
    margin: 0;
  }
  .size-head,
  .size-row {
    display: grid;
    grid-template-columns:
      minmax(10em, 1.6fr) 4em 6em minmax(11em, 1.3fr) 6em 6em 6em 8em minmax(10em, 1.2fr);
    column-gap: 0.714em;
    align-items: center;
    padding-inline: 1.714em;
  }
  .size-head {
    border-block: 1px solid var(--_line-2);
    background: var(--_surface-2);
    scrollbar-gutter: stable;
    overflow-y: hidden;
  }
  .size-head button.quiet {
    padding-inline: 0;
    justify-content: start;
    font-size: var(--_small);
    min-inline-size: 0;
    color: var(--_text-2);
  }
  .size-head button.on {
    font-weight: 600;
    color: var(--_text);
  }
  .size-head button.quiet:is(.vCpus, .memoryGiB, .tempDiskGiB, .dedicated, .spot, .left),
  .size-row :is(.vCpus, .memoryGiB, .tempDiskGiB, .dedicated, .spot, .left) {
    justify-content: end;
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  .size-rows,
  .hidden-sizes {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.57em;
    color: var(--_text-2);
  }
  .inside > .none {
    grid-area: 4 / 1;
  }
  .size-rows {
    overflow-y: auto;
    scrollbar-gutter: stable;
    overscroll-behavior: contain;
  }
  .size-row {
    block-size: 2.857em;
    cursor: pointer;
    border-block-end: 1px solid var(--_line-2);
    white-space: nowrap;
  }
  .size-row {
    position: relative;
  }
  .cells {
    display: contents;
  }
  .cells > * {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .size-row .name {
    font-weight: 600;
  }
  .size-row:hover {
    background: var(--_surface-hover);
  }
  .size-row.active {
    background: var(--_brand-tint);
    box-shadow: inset 3px 0 0 var(--_brand-line);
  }
  .size-row.off {
    cursor: not-allowed;
    color: var(--_text-3);
  }
  .size-row.off .name {
    font-weight: 400;
  }
  .inside > .none {
    display: grid;
    align-content: start;
    justify-items: center;
    gap: 0.57em;
    padding: 3em 1em;
    color: var(--_text-2);
  }
  .meant {
    display: flex;
    flex-wrap: wrap;
    gap: 0.43em;
    justify-content: center;
  }
  .sizes footer {
    grid-row: 5;
    display: flex;
    flex-wrap: wrap;
    gap: 0.286em 1.714em;
    padding: 0.714em 1.714em;
    border-block-start: 1px solid var(--_line-2);
    font-size: var(--_small);
    color: var(--_text-3);
  }
  .sizes footer .keys {
    margin-inline-start: auto;
  }
  @container (max-width: 62em) {
    .size-head,
    .size-row {
      grid-template-columns: minmax(8em, 1.5fr) 3em 5.5em minmax(7em, 1.2fr) 5.5em 5.5em minmax(7em, 1fr);
    }
    .size-head :is(.tempDiskGiB, .left),
    .size-row :is(.tempDiskGiB, .left) {
      display: none;
    }
  }
  @container (max-width: 42em) {
    .sizes header,
    .sizes .tools,
    .sizes footer,
    .size-row {
      padding-inline: 1em;
    }
    .size-head {
      display: none;
    }
    .sizes .tools {
      gap: 0.571em;
      padding-block-end: 0.714em;
    }
    .limit {
      flex: 1 1 6em;
    }
    .limit input:not([type="radio"]) {
      inline-size: 100%;
    }
    .sizes footer .keys {
      display: none;
    }
    .size-row {
      block-size: 6em;
      grid-template-columns: auto auto 1fr auto;
      grid-template-areas:
        "name name name price"
        "cpu memory gpu gpu"
        "status status status status";
      align-content: center;
      row-gap: 0.143em;
    }
    .size-row .name {
      grid-area: name;
    }
    .size-row .vCpus {
      grid-area: cpu;
    }
    .size-row .vCpus::after {
      content: " vCPU";
    }
    .size-row .memoryGiB {
      grid-area: memory;
    }
    .size-row .gpus {
      grid-area: gpu;
    }
    .size-row .dedicated {
      grid-area: price;
    }
    .size-row .status {
      grid-area: status;
      text-align: start;
    }
    .size-row .spot {
      display: none;
    }
    .size-row :is(.vCpus, .memoryGiB, .gpus) {
      font-size: var(--_small);
      color: var(--_text-2);
    }
  }
  @media (forced-colors: active) {
    .size-head button {
      border: 0;
    }
    .size-row.active,
    .chip input:checked + span {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
