/** The script of a web worker: the module is part of the JavaScript, so that it is one file for every bundler. */
import { bytes } from "../inline-module.js";
import { supply } from "../runtime.js";
import { answering, type Request } from "../workers/script.js";

supply(bytes);
const answer = answering((message, transfer) => postMessage(message, { transfer }));
addEventListener("message", ({ data }: MessageEvent<Request>) => answer(data));
