/** How fast many documents are checked, in one thread and over workers, from the tarball in Node 24. */
import { makeProject, RUNTIMES, run } from "./project.js";

const project = makeProject();
try {
  console.log(await run(project, RUNTIMES["Node 24"], "many-speed.mjs"));
} finally {
  project.remove();
}
