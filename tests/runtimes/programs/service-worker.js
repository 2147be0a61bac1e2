/** Bundled, because not every browser takes modules for a service worker. */
import * as library from "azureml-compute";
import { program } from "./program.mjs";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("message", (event) => {
  const outcome = program(library, event.data).catch((error) => ({ error: String(error.stack ?? error) }));
  event.waitUntil(outcome.then((told) => event.ports[0].postMessage(told)));
});
