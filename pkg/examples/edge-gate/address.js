/** Which resource a request is about. The management API reads paths without case and decoded; so does this. */

const COMPUTE =
  /^\/subscriptions\/(?<subscription>[^/]+)\/resourcegroups\/(?<resourceGroup>[^/]+)\/providers\/microsoft\.machinelearningservices\/workspaces\/(?<workspace>[^/]+)\/computes\/(?<compute>[^/]+)(?:\/(?<action>[^/]+))?$/;
/** A version of the management API, as a date that can be one. */
const VERSION = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:-preview)?$/;
/** Actions that change nothing a guardrail speaks about. */
const ACTIONS = ["start", "stop", "restart", "listkeys", "listnodes"];

/**
 * The path as the service reads it, and the target as it was written.
 *
 * @param {string} text
 * @returns {{ path: string, target: string, version: "told" | "missing" | "unreadable", apiVersion?: string, refused?: undefined } | { refused: string }}
 */
export function addressOf(text) {
  const { pathname, search, searchParams } = new URL(text);
  let path;
  try {
    path = decodeURIComponent(pathname).toLowerCase();
  } catch {
    return { refused: "the path is not percent-encoded UTF-8" };
  }
  // What different servers read differently is refused: encoded slashes, a second encoding, empty steps.
  if (/%(2f|5c)/i.test(pathname) || /[%\\;?#]|\/\/|\/\.{1,2}(\/|$)|\p{Cc}/u.test(path)) {
    return { refused: "the path is ambiguous" };
  }
  const versions = [];
  for (const [name, value] of searchParams) {
    const word = name.trim().toLowerCase();
    if (word === "_method" || word === "x-http-method-override") {
      return { refused: "the query overrides the method" };
    }
    if (word === "api-version") versions.push(value);
  }
  if (versions.length > 1) return { refused: "the api-version is given twice" };
  const [written] = versions;
  const apiVersion = VERSION.exec(written?.toLowerCase() ?? "")?.[0];
  const version = apiVersion !== undefined ? "told" : written ? "unreadable" : "missing";
  return { path: path.replace(/\/$/, ""), target: pathname + search, version, apiVersion };
}

/**
 * What is done with a request: `check` it, pass it on as it is (`plain`), or not at all (`denied`). Denied is
 * what is not known to be harmless: deployments, batches and moves make computes as well.
 *
 * @param {string} method
 * @param {string} path
 */
export function roleOf(method, path) {
  const { action, ...place } = COMPUTE.exec(path)?.groups ?? {};
  if (method === "GET" || method === "HEAD") return { use: "plain", place };
  if (place.compute === undefined)
    return { use: "denied", place, reason: "only computes can be written here" };
  if (action === undefined && (method === "PUT" || method === "PATCH")) return { use: "check", place };
  if (action === undefined && method === "DELETE") return { use: "plain", place };
  if (method === "POST" && ACTIONS.includes(action)) return { use: "plain", place };
  return { use: "denied", place, reason: "this action is not allowed" };
}
