/**
 * An edit of a cluster's scale: what was typed, what is wrong with it, and what it would do, asked of
 * the service in a pause of typing. Must not know the DOM.
 */

import { isoOf, spoken } from "../shared/duration.js";
import type {
  Checker,
  Client,
  ComputeResource,
  Diagnostic,
  JsonObject,
  Messages,
  Plan,
} from "../shared/types.js";
import { capital, described, locale } from "../shared/words.js";

const PAUSE_MS = 500;
const SCALE = "/properties/properties/scaleSettings";
/** What the edit is done with. */
export interface Helpers {
  client: Client;
  checker: Checker | undefined;
  messages: Messages | undefined;
}

export type Member = "minNodeCount" | "maxNodeCount" | "nodeIdleTimeBeforeScaleDown";
export const MEMBERS: Member[] = ["minNodeCount", "maxNodeCount", "nodeIdleTimeBeforeScaleDown"];

export class ScaleEdit {
  texts: Record<Member, string> = {
    minNodeCount: "",
    maxNodeCount: "",
    nodeIdleTimeBeforeScaleDown: "",
  };
  findings: Diagnostic[] = [];
  /** Of the service. */
  plan: Plan | undefined;
  asking = false;

  #resource;
  #client;
  #checker;
  #messages;
  #changed;
  #before: JsonObject;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #abort: AbortController | undefined;

  constructor(
    resource: ComputeResource,
    { client, checker, messages }: Helpers,
    changed: () => void,
  ) {
    this.#resource = resource;
    this.#client = client;
    this.#checker = checker;
    this.#messages = messages;
    this.#changed = changed;
    const scale = (resource.properties?.properties?.scaleSettings ?? {}) as JsonObject;
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

  type(member: Member, text: string) {
    this.texts[member] = text;
    this.#check();
    this.#ask();
    this.#changed();
  }

  findingsAt(member: Member) {
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

  /** @returns the body of the PATCH */
  get patch(): JsonObject {
    return { properties: { properties: { scaleSettings: this.#settings() } } };
  }

  end() {
    clearTimeout(this.#timer);
    this.#abort?.abort();
  }

  #settings(): JsonObject {
    const number = (text: string) => (/^\d+$/.test(text.trim()) ? Number(text) : text);
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
    const options = { operation: "update" as const, current: this.#resource, name: this.name };
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

function sendable(body: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(body, (name, value) => (TOLD.has(name) ? undefined : value)));
}
