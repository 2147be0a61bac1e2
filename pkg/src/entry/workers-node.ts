/** Many documents in worker threads. */
export * from "../workers/node.js";
