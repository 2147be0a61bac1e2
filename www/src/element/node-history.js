/**
 * How many nodes were in which state, as often as somebody looked. Pure: must not know the DOM.
 */

/** @typedef {{ at: number, counts: Record<string, number> }} Sample */

const MOST = 600;

/** States in the order in which they are stacked. */
export const NODE_STATES = /** @type {const} */ ([
  "running",
  "idle",
  "preparing",
  "leaving",
  "unusable",
  "preempted",
]);

export class NodeHistory {
  /** @type {Map<string, Sample[]>} */
  #samples = new Map();

  /**
   * @param {string} name
   * @param {{ state: string, count: number }[]} nodes
   * @param {number} at
   */
  add(name, nodes, at) {
    const samples = this.#samples.get(name) ?? [];
    samples.push({
      at,
      counts: Object.fromEntries(nodes.map(({ state, count }) => [state, count])),
    });
    if (samples.length > MOST) samples.splice(0, samples.length - MOST);
    this.#samples.set(name, samples);
  }

  /** @param {ReadonlySet<string>} names those that are still there */
  keep(names) {
    for (const name of this.#samples.keys()) if (!names.has(name)) this.#samples.delete(name);
  }

  /** @param {string} name @returns {Sample[]} */
  of(name) {
    return this.#samples.get(name) ?? [];
  }
}

/**
 * Seconds, and for each state the count of it and of all states below it.
 * @param {Sample[]} samples
 * @returns {number[][]}
 */
export function stacked(samples) {
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
