/**
 * A gate before the management API: a compute that breaks a rule or the organisation's guardrails is answered
 * here, everything that passes goes to one fixed upstream with the caller's own token. Holds no state and
 * no secret, so any number of copies can run side by side. The same file serves every runtime with `fetch`.
 */
import { reset, validate } from "azureml-compute";
import { addressOf, roleOf } from "./address.js";
import { cut, problem, refusal } from "./problem.js";

/** Bytes. The largest body that is read; computes are a few kilobytes. */
const LONGEST_BODY = 256 * 1024;
/** Characters of a name in the log. */
const LONGEST_NAME = 200;
/** Findings of one request that are told; the others are counted. */
const MOST_FINDINGS = 50;
/** Codes of one request in the log. */
const MOST_CODES = 40;
/** What the upstream gets of the caller's header fields; everything else stays here. */
const SENT = [
  "accept",
  "accept-language",
  "authorization",
  "content-type",
  "if-match",
  "if-none-match",
  "user-agent",
  "x-ms-client-request-id",
  "x-ms-correlation-request-id",
];
/** Fields by which a server behind the gate may read a request as another one. */
const OVERRIDES = ["x-http-method", "x-http-method-override", "x-method-override"];
/** Fields of an answer that concern one connection, or the form in which `fetch` received it. */
const OWN = ["connection", "content-encoding", "content-length", "keep-alive", "transfer-encoding"];
/** A name or an address, with a port or without. What else stands there is read by each server in its own way. */
const HOST = /^(?:[a-z0-9](?:[a-z0-9._-]{0,252})|\[[0-9a-f:.]{2,45}\])(?::[0-9]{1,5})?$/i;
/** Fields of an answer that lead the caller on. */
const ADDRESSES = ["azure-asyncoperation", "location", "operation-location"];

/**
 * @typedef {object} Settings
 * @property {string} upstream origin of the management API; never taken from a request
 * @property {object} [guardrails] what the organisation allows
 * @property {(entry: object) => void} [log] takes one entry for each request
 * @property {typeof fetch} [fetch]
 */

/**
 * Makes the function that answers requests.
 *
 * @param {Settings} settings
 * @returns {(request: Request) => Promise<Response>}
 */
export function createGate({ upstream, guardrails, log = printLine, fetch = globalThis.fetch }) {
  const origin = originOf(upstream);
  const rules = guardrails === undefined ? undefined : JSON.stringify(guardrails);
  // A mistake in the settings shows when the gate is made, not at the first request.
  return async (request) => {
    const started = Date.now();
    /** What is known of the request so far; no header, no query and no value of a body ever gets here. */
    const entry = { time: new Date(started).toISOString(), method: cut(request.method, 20) };
    const answer = await decide(request, entry).catch(() => {
      if (request.signal?.aborted) {
        entry.decision = "abandoned";
        return problem(
          499,
          "the client disconnected",
          "it is not known whether the upstream received the request",
        );
      }
      // Fails closed: whatever broke, nothing has passed unchecked.
      reset();
      entry.decision = "failed";
      return problem(500, "the gate failed", "the request was not forwarded");
    });
    log({ ...entry, status: answer.status, milliseconds: Date.now() - started });
    return answer;
  };

  /** @param {Request} request @param {Record<string, unknown>} entry */
  async function decide(request, entry) {
    const host = request.headers.get("host");
    if (host !== null && !isHost(host))
      return refuse(entry, 400, "the host is neither a name nor an address");
    const address = addressOf(request.url);
    if (address.refused !== undefined) return refuse(entry, 400, address.refused);
    if (OVERRIDES.some((name) => request.headers.has(name))) {
      return refuse(entry, 400, "the header overrides the method");
    }
    const role = roleOf(request.method, address.path);
    for (const [name, value] of Object.entries(role.place)) {
      if (value !== undefined) entry[name] = cut(value, LONGEST_NAME);
    }
    if (role.use === "denied") return refuse(entry, 403, role.reason);
    if (role.use === "plain") return forward(request, address, undefined, entry);
    return check(request, address, role, entry);
  }

  async function check(request, address, role, entry) {
    if (request.headers.has("content-encoding")) {
      return refuse(entry, 415, "an encoded body cannot be checked");
    }
    if (!isJson(request.headers.get("content-type"))) {
      return refuse(entry, 415, "a compute must be application/json in UTF-8");
    }
    let bytes;
    try {
      bytes = await bodyOf(request);
    } catch (error) {
      if (request.signal?.aborted) throw error;
      return refuse(entry, 400, "the body ended early");
    }
    if (bytes === undefined) {
      return refuse(entry, 413, `a compute can have at most ${LONGEST_BODY} bytes`);
    }
    const report = validate(bytes, {
      format: "arm",
      name: role.place.compute,
      operation: request.method === "PUT" ? "create" : "update",
      apiVersion: address.apiVersion,
      guardrails: rules,
      maxFindings: MOST_FINDINGS,
    });
    entry.kind = report.kind;
    entry.findings = codesOf(report);
    if (!report.valid) {
      entry.decision = "refused";
      return refusal(report);
    }
    // Which shape the service reads depends on the version; one that cannot be read is left to nobody's guess.
    if (address.version !== "told") {
      const code =
        address.version === "missing" ? "MissingApiVersionParameter" : "InvalidApiVersionParameter";
      return refuse(entry, 400, `the api-version must be ${address.version}`, code);
    }
    // Exactly the bytes that were checked, not a second reading of the request.
    return forward(request, address, bytes, entry);
  }

  async function forward(request, { target }, body, entry) {
    const headers = new Headers();
    for (const name of SENT) {
      const value = request.headers.get(name);
      if (value !== null) headers.set(name, value);
    }
    let answer;
    try {
      // A caller that leaves ends the exchange with the upstream as well.
      const { method, signal } = request;
      answer = await fetch(origin + target, { method, headers, body, redirect: "manual", signal });
    } catch (error) {
      if (request.signal?.aborted) throw error;
      entry.decision = "unreachable";
      return problem(
        502,
        "the upstream cannot be reached",
        "it is not known whether it received the request",
      );
    }
    entry.decision = "forwarded";
    return passedOn(answer, new URL(request.url).origin);
  }

  /** The caller stays with the gate: what leads to the upstream leads back here. */
  function passedOn(answer, here) {
    const headers = new Headers(answer.headers);
    for (const name of OWN) headers.delete(name);
    for (const name of ADDRESSES) {
      const value = headers.get(name);
      if (value?.startsWith(`${origin}/`)) headers.set(name, here + value.slice(origin.length));
    }
    return new Response(answer.body, { status: answer.status, headers });
  }
}

/** @param {string} host */
export function isHost(host) {
  return HOST.test(host);
}

/** Each code once, errors first, so that a line of the log stays short. */
function codesOf({ diagnostics }) {
  const rank = { error: 0, warning: 1, info: 2 };
  const codes = new Set(
    diagnostics
      .toSorted((a, b) => rank[a.severity] - rank[b.severity])
      .map(({ code, severity }) => `${severity} ${code}`),
  );
  return [...codes].slice(0, MOST_CODES);
}

function refuse(entry, status, detail, code) {
  entry.decision = "refused";
  entry.reason = detail;
  return problem(status, "the request was refused", detail, undefined, code);
}

function originOf(upstream) {
  const url = new URL(upstream);
  const isLoopback = ["127.0.0.1", "[::1]", "localhost"].includes(url.hostname);
  if (url.protocol !== "https:" && !isLoopback) throw new TypeError("the upstream must be an https address");
  if (url.pathname !== "/" || url.search || url.username)
    throw new TypeError("the upstream must be an origin");
  return url.origin;
}

/** @param {string | null} type */
function isJson(type) {
  return type !== null && /^application\/json *(; *charset="?utf-8"? *)?$/i.test(type.trim());
}

/** The bytes of a body, or `undefined` for one that is too long. */
async function bodyOf(request) {
  const chunks = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength;
    if (length > LONGEST_BODY) return undefined;
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

function printLine(entry) {
  console.log(JSON.stringify(entry));
}
