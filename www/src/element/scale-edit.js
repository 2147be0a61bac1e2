/**
 * An edit of a cluster's scale: what was typed, what is wrong with it, and what it would do, asked of
 * the service in a pause of typing. Must not know the DOM.
 */

import { isoOf, spoken } from "./duration.js";
import { capital, described, locale } from "./words.js";

/** @import { Checker, Client, ComputeResource, Diagnostic, JsonObject, Messages, Plan } from "./types.js" */

const PAUSE_MS = 500;
const SCALE = "/properties/properties/scaleSettings";
/** @typedef {"minNodeCount" | "maxNodeCount" | "nodeIdleTimeBeforeScaleDown"} Member */
/** @type {Member[]} */
export const MEMBERS = ["minNodeCount", "maxNodeCount", "nodeIdleTimeBeforeScaleDown"];

export class ScaleEdit {
  /** @type {Record<Member, string>} */
  texts = { minNodeCount: "", maxNodeCount: "", nodeIdleTimeBeforeScaleDown: "" };
  /** @type {Diagnostic[]} */
  findings = [];
  /** @type {Plan | undefined} of the service */
  plan;
  asking = false;

  #resource;
  #client;
  #checker;
  #messages;
  #changed;
  /** @type {JsonObject} */
  #before;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {AbortController | undefined} */
  #abort;

  /**
   * @param {ComputeResource} resource
   * @param {{ client: Client, checker?: Checker, messages?: Messages }} by
   * @param {() => void} changed
   */
  constructor(resource, { client, checker, messages }, changed) {
    this.#resource = resource;
    this.#client = client;
    this.#checker = checker;
    this.#messages = messages;
    this.#changed = changed;
    const scale = /** @type {JsonObject} */ (resource.properties?.properties?.scaleSettings ?? {});
    this.#before = scale;
    for (const member of MEMBERS) this.texts[member] = String(scale[member] ?? "");
    const { nodeIdleTimeBeforeScaleDown: idle } = this.texts;
    const said = idle === "" ? undefined : spoken(idle, locale, "short");
    // Only what is read as the same again: to open the dialog changes nothing.
    if (said !== undefined && isoOf(said) === idle) this.texts.nodeIdleTimeBeforeScaleDown = said;
  }

  get name() {
    return this.#resource.name ?? "";
  }

  /** @param {Member} member @param {string} text */
  type(member, text) {
    this.texts[member] = text;
    this.#check();
    this.#ask();
    this.#changed();
  }

  /** @param {Member} member */
  findingsAt(member) {
    return this.findings.filter(({ path }) =>
      path.toLowerCase().endsWith(`/${member.toLowerCase()}`),
    );
  }

  /** Members that differ from what the cluster has. */
  get changes() {
    const now = this.#settings();
    return MEMBERS.filter(
      (member) => String(now[member] ?? "") !== String(this.#before[member] ?? ""),
    ).map((member) => ({ member, from: this.#before[member], to: now[member] }));
  }

  get canApply() {
    const blocked = this.plan?.action === "blocked" || this.plan?.action === "replace";
    const wrong = this.findings.some(({ severity }) => severity === "error");
    return this.changes.length > 0 && !wrong && !blocked;
  }

  /** @returns {JsonObject} the body of the PATCH */
  get patch() {
    return { properties: { properties: { scaleSettings: this.#settings() } } };
  }

  end() {
    clearTimeout(this.#timer);
    this.#abort?.abort();
  }

  /** @returns {JsonObject} */
  #settings() {
    const number = (/** @type {string} */ text) =>
      /^\d+$/.test(text.trim()) ? Number(text) : text;
    const { minNodeCount, maxNodeCount, nodeIdleTimeBeforeScaleDown: idle } = this.texts;
    const all = {
      minNodeCount: minNodeCount === "" ? undefined : number(minNodeCount),
      maxNodeCount: maxNodeCount === "" ? undefined : number(maxNodeCount),
      nodeIdleTimeBeforeScaleDown: idle === "" ? undefined : (isoOf(idle) ?? idle),
    };
    return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  }

  async #check() {
    if (!this.#checker) return;
    const options = { operation: "update", current: this.#resource, name: this.name };
    const report = await this.#checker.validate(this.patch, options);
    const said = this.#messages && this.#checker.localize?.(report, this.#messages);
    this.findings = (said ?? report).diagnostics
      .filter(({ severity, path }) => severity !== "info" && path.startsWith(SCALE))
      .map((finding) => ({ ...finding, message: capital(described(finding.message)) }));
    this.#changed();
  }

  #ask() {
    clearTimeout(this.#timer);
    this.#abort?.abort();
    this.plan = undefined;
    this.asking = false;
    const { plan } = this.#client;
    if (!plan || this.changes.length === 0) return;
    this.asking = true;
    this.#timer = setTimeout(() => this.#askNow(), PAUSE_MS);
  }

  async #askNow() {
    const abort = new AbortController();
    this.#abort = abort;
    const { location, properties } = this.#resource;
    const inner = { ...properties?.properties, scaleSettings: this.#settings() };
    const body = {
      location,
      properties: { computeType: properties?.computeType, properties: inner },
    };
    try {
      const plan = await this.#client.plan?.(this.name, sendable(body), { signal: abort.signal });
      if (abort.signal.aborted) return;
      this.plan = plan;
    } catch {
      // Without an answer the page tells what it can work out by itself.
    }
    if (abort.signal.aborted) return;
    this.asking = false;
    this.#changed();
  }
}

/** What the service only tells and never takes. */
const TOLD = new Set([
  "allocationState",
  "allocationStateTransitionTime",
  "currentNodeCount",
  "targetNodeCount",
  "nodeStateCounts",
  "errors",
]);

/** @param {JsonObject} body @returns {JsonObject} */
function sendable(body) {
  return JSON.parse(JSON.stringify(body, (name, value) => (TOLD.has(name) ? undefined : value)));
}
