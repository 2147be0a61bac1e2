/** Bicep in browsers and everything unknown: the module is part of the JavaScript. */
import { bytes } from "../inline-module.js";
import { supply } from "../runtime.js";

export * from "../bicep/index.js";

supply(bytes);
