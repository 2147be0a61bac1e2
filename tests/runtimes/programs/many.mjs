/** Many documents over workers, in one program for all: as in one thread, in order, ended when told to. */
const document = (index) =>
  `{"location":"westeurope","properties":{"computeType":"${index % 3 ? "AmlCompute" : "x"}"}}`;
export const lines = Array.from({ length: 4000 }, (_, index) => document(index)).join("\n");

export async function many({ validateMany, validateManyInWorkers }, options = {}) {
  const alone = [];
  for await (const { report } of validateMany(lines)) alone.push(JSON.stringify(report));
  let same = 0;
  for await (const { index, report } of validateManyInWorkers(lines, { workers: 2, ...options })) {
    if (alone[index] === JSON.stringify(report)) same += 1;
  }
  const controller = new AbortController();
  let aborted;
  try {
    const { signal } = controller;
    for await (const { index } of validateManyInWorkers(lines, { workers: 2, ...options, signal }))
      if (index === 2) controller.abort("enough");
  } catch (reason) {
    aborted = reason;
  }
  return { documents: alone.length, same, aborted };
}
