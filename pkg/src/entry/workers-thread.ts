/** The script of a worker thread. */
import { parentPort } from "node:worker_threads";
import { fromFile } from "../node-file.js";
import { supply } from "../runtime.js";
import { answering } from "../workers/script.js";

supply(fromFile);
parentPort?.on(
  "message",
  answering((message, transfer) => parentPort?.postMessage(message, transfer)),
);
