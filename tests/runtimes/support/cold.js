/**
 * Cold start: from the start of the process to the first answer, beside the official client in the same
 * run. Ours checks a body; theirs gets one compute from a transport that answers at once.
 */
import { bundleWorker, firstAnswer, makeProject, RUNTIMES, run, startWorkerd } from "./project.js";

const ROUNDS = 9;
const project = makeProject(["@azure"]);
const median = (numbers) => numbers.sort((left, right) => left - right)[Math.floor(numbers.length / 2)];

async function timed(task) {
  const took = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = performance.now();
    await task();
    took.push(performance.now() - started);
  }
  return median(took).toFixed(0);
}

async function worker(name, options) {
  return timed(async () => {
    const { url, stop, child } = await startWorkerd(project, name, options);
    const answer = await (await firstAnswer(url)).text();
    stop();
    if (answer !== "AmlCompute") throw new Error(answer);
    await new Promise((resolve) => child.once("exit", resolve));
  });
}

try {
  const rows = [];
  for (const [name, command] of Object.entries(RUNTIMES)) {
    const ours = await timed(() => run(project, command, "first.mjs"));
    // The official client asks which system it is on, which Deno allows only if told to.
    const more = name === "Deno" ? [...command, "--allow-sys"] : command;
    const official = await timed(() => run(project, more, "first-official.mjs"));
    rows.push({ runtime: name, "ours, ms": ours, "official client, ms": official });
  }
  await bundleWorker(project, "first-worker.js", "ours");
  await bundleWorker(project, "first-official-worker.js", "official");
  rows.push({
    runtime: "workerd",
    "ours, ms": await worker("ours", {}),
    "official client, ms": await worker("official", { wasm: false }),
  });
  console.table(rows);
} finally {
  project.remove();
}
