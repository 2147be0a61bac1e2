/** The computes of a document, made ready for writers: names, parameters, workspaces. */
import { tokens } from "../pointer.js";
import { withKeyParameters, withoutOpenKeys } from "./keys.js";
import {
  at,
  isObject,
  type Json,
  type JsonObject,
  KIND,
  leaves,
  marked,
  type ParameterType,
  parameterOf,
  put,
  type Secret,
  type Source,
  type Told,
  variable,
} from "./resource.js";

/** A compute as the checker gives it. */
export interface Read {
  readonly body: string;
  readonly kind?: string;
  readonly name?: string;
  readonly workspace?: string;
  readonly version: string;
  readonly pointer: string;
  readonly secrets: readonly string[];
  readonly unread: readonly string[];
  readonly open: readonly { readonly path: string; readonly type: ParameterType }[];
  readonly openKeys: readonly string[];
  readonly around: readonly string[];
}

/** What is the same for all of them. */
export interface Given {
  readonly name: string | undefined;
  readonly workspaceLocation: string | undefined;
  readonly subscription: string | undefined;
  /** Whether the format has parameters for keys of maps. */
  readonly takesKeys: boolean;
  /** Whether it has parameters for values that are not known. */
  readonly takesValues: boolean;
}

/** A compute that can be written, and what is told about it whatever it is written in. */
export interface Ready {
  /** Its place among all computes of the document. */
  readonly index: number;
  readonly source: Source;
  readonly told: readonly Told[];
}

/** Words that a text or its shell has a meaning for already. */
const TAKEN = [
  ..."resourceGroup workspace workspaceName workspaceId subscription compute computeId location path home".split(
    " ",
  ),
  ..."ifs file folder document source version providers count forEach lifecycle dependsOn locals".split(" "),
];

/** Expressions that say what they are of the place that a template is deployed into: they mean the same in another. */
const OF_THE_PLACE = /^\[(?:resourceGroup|subscription)\(\)\.[A-Za-z0-9]+\]$/;

/** Makes the computes ready; each has parameters of its own. */
export function sourcesOf(all: readonly { index: number; read: Read }[], given: Given): Ready[] {
  const several = all.length > 1;
  const names = new Names(TAKEN);
  const labels = new Names([]);
  const workspaces: (string | undefined)[] = [];
  return all.flatMap(({ index, read }) => {
    const parsed: unknown = JSON.parse(read.body);
    if (!isObject(parsed)) return [];
    const known = given.name ?? read.name;
    const label = several ? labels.unique(known ?? `compute-${index + 1}`) : "";
    const parameter = (word: string) => names.unique(several ? joined(label, word) : word);
    const isOfTemplate = read.pointer !== "";
    const open = {
      keys: new Set(read.openKeys.map((path) => path.toLowerCase())),
      values: new Set(read.open.map(({ path }) => path.toLowerCase())),
    };
    const bare = given.takesKeys ? { resource: parsed, told: [] } : withoutOpenKeys(parsed, open);
    const isThere = (path: string) => at(bare.resource, path) !== undefined;
    const hidden = [
      ...read.secrets.filter(isThere).map((path) => secretAt(bare.resource, path, false, parameter)),
      ...read.unread.filter(isThere).map((path) => secretAt(bare.resource, path, true, parameter)),
    ];
    const values = given.takesValues ? read.open : [];
    for (const { path, type } of values) {
      const value = at(bare.resource, path);
      // A secret has a parameter already, and a compute of no known kind is not written.
      if (typeof value !== "string" || parameterOf(value) !== undefined) continue;
      if (path === "/name" || path === KIND) continue;
      const own = path === "/location" && !several ? "location" : parameter(wordOf(path));
      const fallback = OF_THE_PLACE.test(value) ? value : undefined;
      put(bare.resource, path, marked(own));
      hidden.push({ path, parameter: own, open: true, type, fallback });
    }
    const keyed = given.takesKeys
      ? withKeyParameters(bare.resource, open, parameter)
      : { resource: bare.resource, secrets: [] };
    const { resource } = keyed;
    const secrets = [...hidden, ...keyed.secrets];
    const nameParameter = known === undefined ? parameter("computeName") : undefined;
    if (!workspaces.includes(read.workspace)) workspaces.push(read.workspace);
    const source: Source = {
      resource,
      kind: read.kind ?? "",
      name: known ?? marked(nameParameter ?? ""),
      label,
      secrets,
      nameParameter,
      isOfTemplate,
      open: open.values,
      workspace: workspaces.indexOf(read.workspace),
      workspaceName: read.workspace,
      apiVersion: read.version,
      workspaceLocation: given.workspaceLocation,
      subscription: given.subscription,
    };
    return [{ index, source, told: [...bare.told, ...wellFormed(resource)] }];
  });
}

/** What a value is called: an id and an item after what they belong to. */
function wordOf(path: string): string {
  const steps = tokens(path).map((step) => step.replace(/[^A-Za-z0-9]/g, ""));
  const [before = "", last = ""] = steps.slice(-2);
  if (before === "tags") return joined("tag", last);
  const word = /^(?:id|value|type|name|\d*)$/i.test(last) ? joined(before, last) : last;
  return /^[A-Za-z]/.test(word) ? word : `value${word}`;
}

function secretAt(
  resource: JsonObject,
  path: string,
  open: boolean,
  parameter: (word: string) => string,
): Secret {
  const steps = tokens(path);
  // Of a variable the name says more than the word `value`.
  const step = steps.at(-1) === "value" ? (steps.at(-2) ?? "") : (steps.at(-1) ?? "");
  const last = step.replace(/[^A-Za-z0-9]/g, "");
  const secret = { path, parameter: parameter(/^[A-Za-z]/.test(last) ? last : `secret${last}`) };
  put(resource, path, marked(secret.parameter));
  return open ? { ...secret, open } : secret;
}

/** `gpu-pool` and `adminUserPassword` as `gpuPoolAdminUserPassword`. */
function joined(label: string, word: string): string {
  return camel(label) + word.charAt(0).toUpperCase() + word.slice(1);
}

/** `gpu-pool` as `gpuPool`. */
export function camel(label: string): string {
  const [first = "", ...rest] = label.split(/[^A-Za-z0-9]+/).filter((part) => part !== "");
  return [first, ...rest.map((part) => part.charAt(0).toUpperCase() + part.slice(1))].join("");
}

/** Names that differ from each other however a format spells them. */
class Names {
  readonly #taken: Set<string>;

  constructor(taken: readonly string[]) {
    this.#taken = new Set(taken.map(plain));
  }

  unique(word: string): string {
    const clean = word.replace(/[^A-Za-z0-9-]+/g, "-").replace(/^-+|-+$/g, "");
    const base = /^[A-Za-z]/.test(clean) ? clean : `c${clean}`;
    const own = this.#taken.has(plain(base)) && TAKEN.some((taken) => plain(taken) === plain(base));
    let found = own ? `${base}Value` : base;
    for (let count = 2; this.#taken.has(plain(found)); count += 1) found = `${base}${count}`;
    this.#taken.add(plain(found));
    return found;
  }
}

function plain(word: string): string {
  return variable(word).replace(/[^A-Z0-9]/g, "");
}

/** Half a pair of surrogates is no character: no file holds it. */
function wellFormed(resource: JsonObject): Told[] {
  const half = /\p{Surrogate}/gu;
  const told: Told[] = [];
  for (const path of leaves(resource)) {
    const value: Json | undefined = at(resource, path);
    if (typeof value !== "string" || value.search(half) === -1) continue;
    put(resource, path, value.replace(half, "\uFFFD"));
    told.push({
      path,
      reason: "refused",
      detail: "it contains half a character, which is written as U+FFFD",
    });
  }
  return told;
}
