/** Many documents in web workers. */
export * from "../workers/web.js";
