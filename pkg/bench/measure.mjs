/**
 * How it is measured: the rounds of all candidates alternate in one process, so that a busy machine slows them all
 * alike, and what counts is the median of the ratios within a round.
 */

/** A candidate's `run` does so many things of the same kind; times are told for one of them. */
export async function compare(candidates, { rounds, amount, clock = wall }) {
  const times = candidates.map(() => []);
  for (const { run } of candidates) await run();
  for (let round = 0; round < rounds; round += 1) {
    // Whoever comes first in a round is another one each time.
    for (let turn = 0; turn < candidates.length; turn += 1) {
      const at = (round + turn) % candidates.length;
      times[at].push((await clock(candidates[at].run)) / amount);
    }
  }
  const peer = candidates.findIndex(({ isPeer }) => isPeer === true);
  return candidates.map(({ name }, at) => ({
    name,
    medianMs: median(times[at]),
    bestMs: Math.min(...times[at]),
    ratio: median(times[at].map((time, round) => time / times[peer][round])),
  }));
}

/** Milliseconds by the clock on the wall. */
export async function wall(run) {
  const began = performance.now();
  await run();
  return performance.now() - began;
}

/** Milliseconds of all processors, of this process. */
export async function processor(run) {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

export function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}
