/**
 * What has been given so far: the body, the secrets kept apart from it, the texts as typed. Every
 * change goes through here. Pure state: must not know the DOM, the checker or the client.
 */

import { spoken } from "../shared/duration.js";
import { isObject, read, remove, write } from "../shared/pointer.js";
import type {
  Draft,
  FieldDescription,
  JsonObject,
  KindDescription,
  MapRow,
} from "../shared/types.js";
import { textOf, valueFrom, valueFromRows } from "./convert.js";
import { withSecrets } from "./view-model.js";

/** Stands where a secret is. */
export const MASK = "••••••••";

export class FormModel {
  description: KindDescription;
  body: JsonObject;
  secrets: Map<string, string> = new Map();
  drafts: Map<string, Draft> = new Map();
  touched: Set<string> = new Set();
  /** Paths of fields that the empty form already lacks. */
  essential: Set<string> = new Set();
  /** Whether nothing is held back any more. */
  revealed = false;

  constructor(description: KindDescription) {
    this.description = description;
    this.body = description.body;
  }

  type(field: FieldDescription, text: string) {
    this.drafts.set(field.path, text);
    this.#put(field, valueFrom(field, text));
  }

  setRows(field: FieldDescription, rows: MapRow[]) {
    this.drafts.set(field.path, rows);
    this.#put(field, valueFromRows(field, rows));
  }

  /**
   * The person leaves the field: from now on it may be reported as missing, and a duration is shown
   * the way it was understood.
   */
  leave(field: FieldDescription, locale?: string) {
    this.touched.add(field.path);
    const draft = this.drafts.get(field.path);
    if (typeof draft !== "string") return;
    if (field.format === "duration") {
      const said = spoken(draft, locale, "short");
      if (said !== undefined && draft !== "") this.drafts.set(field.path, said);
    } else if (field.type === "integer") {
      this.drafts.delete(field.path);
    }
  }

  /**
   * Takes over a body from outside (the host, a file, a fix); secrets in it go where secrets are kept.
   * Texts as typed stay only where the value stayed.
   * @param next with or without secrets
   */
  replace(next: JsonObject) {
    const before = this.complete();
    let body = next;
    for (const field of this.description.fields) {
      const value = read(body, field.path);
      if (JSON.stringify(value) !== JSON.stringify(read(before, field.path))) {
        this.drafts.delete(field.path);
      }
      if (!field.secret) continue;
      body = remove(body, field.path, this.description.body);
      if (value === undefined) this.secrets.delete(field.path);
      else this.secrets.set(field.path, textOf(field, value));
    }
    this.body = headFirst(body);
  }

  /** Goes back to how it was filled in once. */
  restore(
    body: JsonObject,
    secrets: ReadonlyMap<string, string>,
    drafts: ReadonlyMap<string, Draft>,
    revealed: boolean,
  ) {
    this.body = body;
    this.secrets = new Map(secrets);
    this.drafts = new Map(drafts);
    this.revealed = revealed;
  }

  /** The body with its secrets, as it is sent. */
  complete() {
    return withSecrets(this.body, this.secrets, write);
  }

  /** The body as it is checked: a name is always asked for. */
  checked() {
    return { name: "", ...this.complete() };
  }

  /** The body as it may be looked at. */
  masked() {
    return withSecrets(this.body, this.secrets, write, () => MASK);
  }

  get hasSecrets() {
    return [...this.secrets.values()].some((secret) => secret !== "");
  }

  field(path: string): FieldDescription | undefined {
    return this.description.fields.find((field) => field.path === path);
  }

  /** @param value undefined = unset */
  #put(field: FieldDescription, value: unknown) {
    if (field.secret) {
      if (value === undefined) this.secrets.delete(field.path);
      else this.secrets.set(field.path, String(value));
      return;
    }
    const body = value === undefined ? this.#unset(field) : write(this.body, field.path, value);
    this.body = headFirst(body);
  }

  /** Unset members of the skeleton stay as the skeleton has them when they hold nothing there. */
  #unset(field: FieldDescription) {
    const { body: skeleton } = this.description;
    const empty = read(skeleton, field.path);
    const holdsNothing = empty === "" || (isObject(empty) && Object.keys(empty).length === 0);
    return holdsNothing
      ? write(this.body, field.path, empty)
      : remove(this.body, field.path, skeleton);
  }
}

/** Name and place before the rest, as people write them; an empty name is none. */
function headFirst({ name, location, ...others }: JsonObject): JsonObject {
  const placed = location === undefined ? others : { location, ...others };
  return name === undefined || name === "" ? placed : { name, ...placed };
}

/** A body and its name apart, as the client takes them. */
export function apart({ name, ...body }: JsonObject): { name: string; body: JsonObject } {
  return { name: typeof name === "string" ? name : "", body };
}
