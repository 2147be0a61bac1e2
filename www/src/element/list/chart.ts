/** Nodes by state over time, drawn by uPlot. Loaded with the details of a compute. */

import uPlot from "uplot";
import type { Sample } from "./node-history.js";
import { NODE_STATES, stacked } from "./node-history.js";

const HEIGHT = 120;
const NARROWEST = 120;

export class NodeChart {
  #plot;
  #watch: ResizeObserver;

  constructor(target: HTMLElement, locale: string) {
    const style = getComputedStyle(target);
    const colour = colours(target);
    const text = style.color;
    const axis = {
      stroke: text,
      font: `11px ${style.fontFamily}`,
      grid: { stroke: colour("grid"), width: 1 },
      ticks: { show: false },
    };
    const clock = new Intl.DateTimeFormat(locale, { timeStyle: "medium" });
    const stepped = uPlot.paths.stepped?.({ align: 1 });
    this.#plot = new uPlot(
      {
        width: Math.max(NARROWEST, target.clientWidth),
        height: HEIGHT,
        legend: { show: false },
        cursor: { show: false },
        scales: { y: { range: (_, __, most) => [0, Math.max(1, Math.ceil(most * 1.1))] } },
        axes: [
          {
            ...axis,
            values: (_, seconds) => seconds.map((at) => clock.format(at * 1_000)),
            space: 80,
            // Not below a second: what is written between two seconds would stand there twice.
            incrs: [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600],
          },
          { ...axis, size: 32, incrs: [1, 2, 5, 10, 20, 50, 100, 500, 1_000, 5_000] },
        ],
        series: [
          {},
          ...[...NODE_STATES].reverse().map((state) => ({
            fill: colour(state),
            stroke: colour(state),
            width: 1,
            points: { show: false },
            ...(stepped && { paths: stepped }),
          })),
        ],
      },
      [[], ...NODE_STATES.map(() => [])],
      target,
    );
    this.#watch = new ResizeObserver(([entry]) => {
      const width = Math.floor(entry?.contentRect.width ?? 0);
      if (width >= NARROWEST) this.#plot.setSize({ width, height: HEIGHT });
    });
    this.#watch.observe(target);
  }

  show(samples: Sample[]) {
    const [times = [], ...sums] = stacked(samples);
    // The highest stack is drawn first, each lower one over it.
    this.#plot.setData([times, ...sums.reverse()]);
  }

  end() {
    this.#watch.disconnect();
    this.#plot.destroy();
  }
}

/**
 * Colours as the theme has them now: a custom property by itself may still be a choice of two.
 */
function colours(target: HTMLElement): (name: string) => string {
  const probe = document.createElement("i");
  target.append(probe);
  const found = new Map(
    [...NODE_STATES, "grid"].map((name) => {
      probe.style.color = `var(--chart-${name})`;
      return [name, getComputedStyle(probe).color];
    }),
  );
  probe.remove();
  return (name) => found.get(name) ?? "";
}
