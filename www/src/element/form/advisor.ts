/**
 * What the service can add to the checks: quota, offered sizes, names in use, the effect of an edit.
 * Asked in a pause of typing, never waited for, and dropped when it is overtaken. Methods that a client
 * does not have are not missed. Must not know the DOM or how anything is drawn.
 */

import { read } from "../shared/pointer.js";
import type {
  Client,
  Diagnostic,
  Failure,
  JsonObject,
  LiveFacts,
  Plan,
  Report,
} from "../shared/types.js";
import { words } from "../shared/words.js";

const PAUSE_MS = 700;
/** The name of a new compute is in use: a request would overwrite what is there. */
export const NAME_TAKEN = "conflict/name-exists";
/** How long the names in use are believed. */
const FRESH_MS = 15_000;

export type AdviceState = "idle" | "asking" | "asked" | "failed";

export interface Question {
  client: Client | undefined;
  region: string;
  name: string;
  /** Complete, with its name. */
  body: JsonObject;
  mode: "create" | "edit";
  /** Whether the local checks have nothing against it. */
  valid: boolean;
  checkWith: (facts: JsonObject) => Report | Promise<Report> | undefined;
  /** Of the check, as far as the client's own takes them. */
  options: JsonObject;
}

export class Advisor {
  state: AdviceState = "idle";
  /** Why it failed. */
  reason = "";
  facts: LiveFacts = {};
  plan: Plan | undefined;

  #found: Diagnostic[] = [];
  /** What was asked about. */
  #about: JsonObject = {};
  #askedAt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking: AbortController | undefined;
  #learning: AbortController | undefined;
  #question: () => Question | undefined;
  #changed: () => void;

  constructor(question: () => Question | undefined, changed: () => void) {
    this.#question = question;
    this.#changed = changed;
  }

  /** Learns what the region offers; what was known of another one is forgotten. */
  async learn() {
    this.#learning?.abort();
    this.facts = {};
    const { client, region = "" } = this.#question() ?? {};
    if (!client || region === "" || (!client.usages && !client.vmSizes)) return;
    const learning = new AbortController();
    this.#learning = learning;
    const { signal } = learning;
    const [usages, vmSizes] = await Promise.all([
      settled(client.usages && collect(client.usages(region, { signal }))),
      settled(client.vmSizes?.(region, { signal })),
    ]);
    if (signal.aborted) return;
    this.facts = { ...this.facts, ...(usages && { usages }), ...(vmSizes && { vmSizes }) };
    this.#changed();
    this.later();
  }

  /** Asks when nothing has changed for a while. */
  later() {
    clearTimeout(this.#timer);
    this.#asking?.abort();
    const question = this.#question();
    if (!question?.client || !question.valid) {
      this.#set("idle");
      return;
    }
    this.#timer = setTimeout(() => this.now(), PAUSE_MS);
  }

  /** Asks at once. */
  async now() {
    clearTimeout(this.#timer);
    this.#asking?.abort();
    const question = this.#question();
    if (!question?.client) return;
    const asking = new AbortController();
    this.#asking = asking;
    this.#set("asking");
    try {
      const report = await this.#ask(question, asking.signal);
      if (asking.signal.aborted) return;
      this.#found = (report?.diagnostics ?? []).map((finding) =>
        finding.code === NAME_TAKEN && question.mode === "create"
          ? { ...finding, ...takenWords(question.name) }
          : finding,
      );
      this.#about = question.body;
      this.#set("asked");
    } catch (error) {
      if (asking.signal.aborted) return;
      const { message, code } = (error ?? {}) as Failure;
      this.reason = message || code || String(error);
      this.#set("failed");
    }
  }

  /** Whether a compute of that name is there at this moment; that it is becomes a finding. */
  async isTaken(client: Client, name: string) {
    const found = client.tryGet ? await client.tryGet(name) : await listed(client, name);
    if (!found) return false;
    const code = NAME_TAKEN;
    const related = ["/name"];
    this.#found = [
      ...this.#found.filter((finding) => finding.code !== code),
      { code, severity: "error", path: "/name", ...takenWords(name), related },
    ];
    this.#about = this.#question()?.body ?? {};
    this.#set("asked");
    return true;
  }

  stop() {
    clearTimeout(this.#timer);
    this.#asking?.abort();
    this.#learning?.abort();
  }

  forget() {
    this.stop();
    this.#found = [];
    this.plan = undefined;
    this.state = "idle";
  }

  /**
   * The local report with what the service added, as far as that still is about the same values.
   */
  complete(report: Report, body: JsonObject): Report {
    const known = new Set(report.diagnostics.map(keyOf));
    const added = this.#found.filter(
      (finding) => !known.has(keyOf(finding)) && this.#stands(finding, body),
    );
    if (added.length === 0) return report;
    const diagnostics = [...report.diagnostics, ...added];
    const count = (severity: string) =>
      diagnostics.filter((each) => each.severity === severity).length;
    const counts = { error: count("error"), warning: count("warning"), info: count("info") };
    return { ...report, valid: counts.error === 0, diagnostics, counts };
  }

  #stands({ path, related = [] }: Diagnostic, body: JsonObject) {
    return [path, ...related].every(
      (at) => at === "" || JSON.stringify(read(body, at)) === JSON.stringify(read(this.#about, at)),
    );
  }

  async #ask({ client, name, body, mode, checkWith, options }: Question, signal: AbortSignal) {
    if (!client) return undefined;
    const { name: _, ...resource } = body;
    if (mode === "edit" && client.plan && name !== "") {
      this.plan = await client.plan(name, resource, { ...options, signal });
      return this.plan.report;
    }
    if (client.preflight && name !== "")
      return client.preflight(name, resource, { ...options, signal });
    if (mode === "create" && Date.now() - this.#askedAt > FRESH_MS) {
      this.facts = { ...this.facts, computes: await collect(client.list({ signal })) };
      this.#askedAt = Date.now();
    }
    const { usages, vmSizes, computes } = this.facts;
    return checkWith({
      ...(usages && { usages: { value: usages } }),
      ...(vmSizes && { vmSizes: { value: vmSizes } }),
      ...(computes && { computes: { value: computes } }),
    });
  }

  #set(state: AdviceState) {
    if (this.state === state && state === "idle") return;
    this.state = state;
    this.#changed();
  }
}

function takenWords(name: string) {
  return { message: words.nameTaken(name), help: words.nameTakenHelp };
}

async function listed(client: Client, name: string) {
  for await (const compute of client.list()) {
    if (compute.name?.toLowerCase() === name.toLowerCase()) return compute;
  }
  return undefined;
}

function keyOf({ code, path }: Diagnostic) {
  return `${code} ${path}`;
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** A fact that cannot be had is not known; that is no failure of the form. */
async function settled<T>(fact: Promise<T> | undefined): Promise<T | undefined> {
  try {
    return await fact;
  } catch {
    return undefined;
  }
}
