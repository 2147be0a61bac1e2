/** Everything happens in a worker; the page only asks and is told. */
import { place, scriptUrl, tell } from "./told.mjs";

const worker = new Worker(scriptUrl("./worker.js"), { type: "module" });
const answer = new Promise((resolve, reject) => {
  worker.onmessage = ({ data }) => (data.error ? reject(data.error) : resolve(data));
  worker.onerror = ({ message }) => reject(message);
});
worker.postMessage(place);
tell(answer);
