/**
 * Colours, sizes and type as custom properties: the host's `--azureml-*` first, then a Fluent 2 theme
 * if the page has one, then Fluent 2's own values. Light or dark follows the page's `color-scheme`.
 */

import { css } from "lit";

export const tokens = css`
  :host {
    --_text: var(--azureml-color-text, var(--colorNeutralForeground1, light-dark(#242424, #ffffff)));
    --_text-2: var(--azureml-color-text-2, var(--colorNeutralForeground2, light-dark(#424242, #d6d6d6)));
    --_text-3: var(--azureml-color-text-3, var(--colorNeutralForeground3, light-dark(#616161, #adadad)));
    --_surface: var(--azureml-color-surface, var(--colorNeutralBackground1, light-dark(#ffffff, #292929)));
    --_surface-2: var(--azureml-color-surface-2, var(--colorNeutralBackground2, light-dark(#fafafa, #1f1f1f)));
    --_surface-hover: var(--colorNeutralBackground1Hover, light-dark(#f5f5f5, #3d3d3d));
    --_surface-pressed: var(--colorNeutralBackground1Pressed, light-dark(#e0e0e0, #1f1f1f));
    --_line: var(--azureml-color-line, var(--colorNeutralStroke1, light-dark(#d1d1d1, #666666)));
    --_line-2: var(--azureml-color-line-2, var(--colorNeutralStroke2, light-dark(#e0e0e0, #525252)));
    --_line-strong: var(--colorNeutralStrokeAccessible, light-dark(#616161, #adadad));
    --_brand: var(--azureml-color-brand, var(--colorBrandBackground, light-dark(#0f6cbd, #115ea3)));
    --_brand-hover: var(--colorBrandBackgroundHover, color-mix(in srgb, var(--_brand) 86%, black));
    --_brand-pressed: var(--colorBrandBackgroundPressed, color-mix(in srgb, var(--_brand) 60%, black));
    --_on-brand: var(--azureml-color-on-brand, var(--colorNeutralForegroundOnBrand, #ffffff));
    --_brand-text: var(--azureml-color-link, var(--colorBrandForegroundLink, light-dark(#115ea3, #479ef5)));
    --_brand-line: var(--azureml-color-brand, var(--colorCompoundBrandStroke, light-dark(#0f6cbd, #479ef5)));
    --_brand-tint: var(--colorBrandBackground2, color-mix(in srgb, var(--_brand-line) 9%, var(--_surface)));
    --_bad: var(--colorStatusDangerForeground1, light-dark(#b10e1c, #f1bbbc));
    --_bad-strong: light-dark(#c50f1f, #e37d80);
    --_bad-tint: var(--colorStatusDangerBackground1, light-dark(#fdf3f4, #3b0509));
    --_bad-line: var(--colorStatusDangerBorder1, light-dark(#eeacb2, #960b18));
    --_warn: light-dark(#8a3707, #faa06b);
    --_warn-strong: light-dark(#bc4b09, #faa06b);
    --_warn-tint: var(--colorStatusWarningBackground1, light-dark(#fff9f5, #4a1e04));
    --_warn-line: var(--colorStatusWarningBorder1, light-dark(#fdcfb4, #8f3e0c));
    --_good: light-dark(#0e700e, #9fd89f);
    --_good-strong: light-dark(#107c10, #54b054);
    --_good-tint: var(--colorStatusSuccessBackground1, light-dark(#f1faf1, #052505));
    --_good-line: var(--colorStatusSuccessBorder1, light-dark(#9fd89f, #0e700e));
    --_radius: min(var(--borderRadiusMedium, 4px), var(--azureml-radius, 4px));
    --_radius-large: var(--azureml-radius, var(--borderRadiusXLarge, 8px));
    --_shadow: var(--shadow4, 0 0 2px rgb(0 0 0 / 12%), 0 2px 4px rgb(0 0 0 / 14%));
    --_mono: var(--fontFamilyMonospace, ui-monospace, "Cascadia Code", Consolas, "SF Mono", monospace);
    --_small: 0.857em;
    --_control: 2.286em;
    color: var(--_text);
    line-height: 1.43;
    display: block;
    container-type: inline-size;
  }
  :host([hidden]) {
    display: none;
  }
  /* On a page that runs from right to left, each text still runs as its own letters do. */
  :host(:dir(rtl)) :is(h2, h3, p, span, label, legend, button, strong, a, dt, dd, .said, .more, .help, .note):dir(rtl) {
    unicode-bidi: plaintext;
  }
  :host(:dir(rtl)) :is(h2, h3, p, .said, .more, .help, .note) {
    text-align: right;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    min-inline-size: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  code,
  kbd {
    font-family: var(--_mono);
    font-size: 0.93em;
    overflow-wrap: anywhere;
    direction: ltr;
    unicode-bidi: isolate;
  }
  svg {
    flex: none;
    inline-size: 1.143em;
    block-size: 1.143em;
    fill: currentcolor;
  }
  a {
    color: var(--_brand-text);
  }
  :focus-visible {
    outline: 2px solid var(--_text);
    outline-offset: 1px;
    border-radius: var(--_radius);
  }
  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (forced-colors: active) {
    :focus-visible {
      outline-color: Highlight;
    }
  }
`;
