/** A service worker in the place of a server: it answers what the page asks. */
import { place, scriptUrl, tell } from "./told.mjs";

async function ask() {
  await navigator.serviceWorker.register(scriptUrl("./service-worker.js"));
  const { active } = await navigator.serviceWorker.ready;
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise((resolve, reject) => {
    port1.onmessage = ({ data }) => (data.error ? reject(data.error) : resolve(data));
  });
  active.postMessage(place, [port2]);
  return answer;
}

tell(ask());
