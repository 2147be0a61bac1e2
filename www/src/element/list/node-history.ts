/**
 * How many nodes were in which state, as often as somebody looked. Pure: must not know the DOM.
 */

export type Sample = { at: number; counts: Record<string, number> };

const MOST = 600;

/** States in the order in which they are stacked. */
export const NODE_STATES = [
  "running",
  "idle",
  "preparing",
  "leaving",
  "unusable",
  "preempted",
] as const;

export class NodeHistory {
  #samples: Map<string, Sample[]> = new Map();

  add(name: string, nodes: { state: string; count: number }[], at: number) {
    const samples = this.#samples.get(name) ?? [];
    samples.push({
      at,
      counts: Object.fromEntries(nodes.map(({ state, count }) => [state, count])),
    });
    if (samples.length > MOST) samples.splice(0, samples.length - MOST);
    this.#samples.set(name, samples);
  }

  /** @param names those that are still there */
  keep(names: ReadonlySet<string>) {
    for (const name of this.#samples.keys()) if (!names.has(name)) this.#samples.delete(name);
  }

  of(name: string): Sample[] {
    return this.#samples.get(name) ?? [];
  }
}

/** Seconds, and for each state the count of it and of all states below it. */
export function stacked(samples: Sample[]): number[][] {
  const times = samples.map(({ at }) => at / 1_000);
  const below = samples.map(() => 0);
  const sums = NODE_STATES.map((state) =>
    samples.map(({ counts }, index) => {
      below[index] = (below[index] ?? 0) + (counts[state] ?? 0);
      return below[index] ?? 0;
    }),
  );
  return [times, ...sums];
}
