/** The resource that is written, freed of its secrets: looked through by pointers, as the service compares. */
import { escapeToken, tokens } from "../pointer.js";

/** A JSON value. */
export type Json = null | boolean | number | string | Json[] | { [member: string]: Json };
/** A JSON object. */
export type JsonObject = { [member: string]: Json };

/** A secret that was taken out: the text gets a parameter in its place. */
export interface Secret {
  /** RFC 6901 pointer into the resource. */
  readonly path: string;
  /** Name of the parameter. */
  readonly parameter: string;
  /** Anybody may see it, such as the public half of a key. */
  readonly open?: boolean;
  /** Of a value that only a deployment of the input can evaluate: the type of the parameter. */
  readonly type?: ParameterType;
  /** The expression for such a value, if it means the same in every template. */
  readonly fallback?: string | undefined;
}

/** Types of parameters, as templates call them. */
export type ParameterType = "string" | "int" | "bool" | "object" | "array";

/** Why something is told: a variant of `convert/lost-member`, `convert/no-kind` or `convert/several`. */
export type Reason =
  | "lost"
  | "run"
  | "secret"
  | "unread"
  | "added"
  | "name"
  | "name-expression"
  | "around"
  | "demanded"
  | "subscription"
  | "refused"
  | "expression"
  | "expression-parameter"
  | "expression-lost"
  | "kind"
  | "needs"
  | "open"
  | "choose"
  | "unknown"
  | "twice";

/** Something that a format cannot say. */
export interface Loss {
  /** RFC 6901 pointer into the resource. */
  readonly path: string;
  readonly reason: Reason;
  readonly target: string;
  /** What is told beside the member. */
  readonly detail?: string;
  /** Which compute `path` is about; without one it is a pointer into the document itself. */
  readonly resource?: number;
}

/** Something that a writer tells of the resource that it was given. */
export type Told = Pick<Loss, "path" | "reason" | "detail">;

/** A part that is left out. */
export function lost(path: string): Told {
  return { path, reason: "lost" };
}

/** What a writer gives of one compute. */
export interface Part {
  readonly losses: readonly Told[];
  /** The same as data for a reader of its format: what its tools would make of it is compared. */
  readonly again?: Again | undefined;
}

/** The data of a format that is read again: as which format, and what. */
export interface Again {
  readonly format: "cli-v2" | "sdk-v1";
  readonly data: JsonObject;
}

/** What a writer of texts gives. */
export interface Written extends Part {
  readonly text: string;
}

/** A compute, and what a writer made of it. */
export interface Piece<P> {
  readonly source: Source;
  readonly part: P;
}

/** A format: first each compute by itself, then the text around them. */
export interface Writer<P extends Part> {
  /** How files of it end. */
  readonly extension: string;
  /** Whether a text of it holds one compute. */
  readonly single?: true;
  /** Whether keys of maps can be parameters. */
  readonly takesKeys?: true;
  /** Whether a value that only a deployment can evaluate becomes a parameter. */
  readonly takesValues?: true;
  part(source: Source): P | Obstacle;
  text(pieces: readonly Piece<P>[]): string;
}

/**
 * Why a writer gives nothing: where in the resource stands what the format has no word for, or what it demands
 * and the resource has not.
 */
export type Obstacle = string;

/** The obstacle of a kind that the format does not know. */
export const KIND: Obstacle = "/properties/computeType";

/** What a writer gets. */
export interface Source {
  /** The body of the request, without secrets. */
  readonly resource: JsonObject;
  /** The kind, in ARM's spelling. */
  readonly kind: string;
  /** The name of the compute; a parameter if nobody said. */
  readonly name: string;
  /** Words for names of our own in the text, such as `gpu-pool`; empty if the text has one compute only. */
  readonly label: string;
  readonly secrets: readonly Secret[];
  /** The parameter of the name, if it is one. */
  readonly nameParameter: string | undefined;
  /** Whether it was taken out of a template, which always says a name, if not one that is known. */
  readonly isOfTemplate: boolean;
  /** Pointers, in small letters, of the values that only a deployment of the input can evaluate. */
  readonly open: ReadonlySet<string>;
  /** Number of the workspace among those of the input, from 0, and what the input calls it. */
  readonly workspace: number;
  readonly workspaceName: string | undefined;
  readonly apiVersion: string;
  /** The region of the workspace, if it is known. */
  readonly workspaceLocation: string | undefined;
  /** The subscription of the workspace, if it is known. */
  readonly subscription: string | undefined;
}

/** All parameters of a compute, the name's first. */
export function allParameters(source: Source): Secret[] {
  const { nameParameter: parameter } = source;
  return [...(parameter === undefined ? [] : [{ path: "/name", parameter, open: true }]), ...source.secrets];
}

/** A name of ours that every workspace of the input has one of: `WORKSPACE`, `WORKSPACE_2`. */
export function numbered(word: string, workspace: number, between = ""): string {
  return workspace === 0 ? word : `${word}${between}${workspace + 1}`;
}

/** The first compute of each workspace. */
export function workspacesOf<P>(pieces: readonly Piece<P>[]): Source[] {
  const sources = pieces.map(({ source }) => source);
  return sources.filter((source, index) => {
    return sources.findIndex(({ workspace }) => workspace === source.workspace) === index;
  });
}

/** Whether a region is, as far as is known, that of the workspace: what is no cluster can be nowhere else. */
export function isAtHome(source: Source, region: Json | undefined): boolean {
  const plain = (name: string) => name.toLowerCase().replaceAll(" ", "");
  const home = source.workspaceLocation;
  return typeof region === "string" && (home === undefined || plain(home) === plain(region));
}

/** The value of a pointer; `undefined` if there is none. Keys are compared without case, as the service does. */
export function at(value: Json | undefined, pointer: string): Json | undefined {
  let found = value;
  for (const token of tokens(pointer)) {
    if (Array.isArray(found)) found = found[Number(token)];
    else if (isObject(found)) found = found[keyOf(found, token) ?? ""];
    else return undefined;
  }
  return found;
}

/** The key of an object that is meant by a name. */
export function keyOf(object: JsonObject, name: string): string | undefined {
  if (Object.hasOwn(object, name)) return name;
  const lower = name.toLowerCase();
  return Object.keys(object).find((key) => key.toLowerCase() === lower);
}

/** Whether a value is an object and no list. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The pointers of all values that are no objects or lists, and of empty ones. */
export function leaves(value: Json | undefined, pointer = ""): string[] {
  if (Array.isArray(value) && value.length > 0) {
    return value.flatMap((item, index) => leaves(item, `${pointer}/${index}`));
  }
  if (isObject(value) && Object.keys(value).length > 0) {
    return Object.entries(value).flatMap(([key, item]) => leaves(item, `${pointer}/${escapeToken(key)}`));
  }
  return value === undefined ? [] : [pointer];
}

/** Marks a text that stands for a secret; no JSON of a person holds this character. */
const MARK = "\u0000";

/** The parameter that a value stands for; `undefined` for an ordinary value. */
export function parameterOf(value: Json): string | undefined {
  return typeof value === "string" && value.startsWith(MARK) ? value.slice(1) : undefined;
}

/** Puts a parameter in the place of a value. */
export function marked(parameter: string): string {
  return MARK + parameter;
}

/** Takes out what stands in the places of secrets, and what looks like one wherever it stands. */
export function takeSecrets(
  object: JsonObject,
  isPlace: (path: string) => boolean,
): { value: JsonObject; secrets: Secret[] } {
  const copy = structuredClone(object);
  const secrets: Secret[] = [];
  for (const path of leaves(copy)) {
    const value = at(copy, path);
    if (typeof value !== "string" || value === "") continue;
    if (!isPlace(path) && !holdsSecret(value)) continue;
    const steps = tokens(path);
    const last = (steps.pop() ?? "").replace(/[^A-Za-z0-9]/g, "");
    const bare = /^[A-Za-z]/.test(last) ? last : `secret${last}`;
    const taken = secrets.filter((other) => other.parameter.replace(/\d+$/, "") === bare).length;
    const parameter = taken === 0 ? bare : `${bare}${taken + 1}`;
    secrets.push({ path, parameter });
    put(copy, path, MARK + parameter);
  }
  return { value: copy, secrets };
}

/** Writes a text at a pointer. */
export function put(value: JsonObject, path: string, text: string): void {
  const steps = tokens(path);
  const last = steps.pop() ?? "";
  const holder = at(value, steps.map((step) => `/${escapeToken(step)}`).join(""));
  if (Array.isArray(holder)) holder[Number(last)] = text;
  else if (isObject(holder)) holder[keyOf(holder, last) ?? last] = text;
}

/** Keys and signatures that stand where nobody expects them. */
function holdsSecret(value: string): boolean {
  return /PRIVATE KEY-----|AccountKey=|SharedAccessKey=|[?&]sig=|password=|\bdapi[0-9a-f]{32}|\beyJ[\w-]{20,}\.[\w-]+\./i.test(
    value,
  );
}

/** Whether what stands at a pointer is an expression that only a deployment of the input can evaluate. */
export function isOpenAt(source: Pick<Source, "open">, path: string): boolean {
  return source.open.has(path.toLowerCase());
}

/** The value with each parameter replaced by what a format writes for it. */
export function withParameters(value: Json, write: (parameter: string) => string): Json {
  const parameter = parameterOf(value);
  if (parameter !== undefined) return write(parameter);
  if (Array.isArray(value)) return value.map((item) => withParameters(item, write));
  if (isObject(value)) {
    const name = (key: string) => withKey(key, write);
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [name(key), withParameters(item, write)]),
    );
  }
  return value;
}

/** A key, which may stand for a parameter as well. */
function withKey(key: string, write: (parameter: string) => string): string {
  const parameter = parameterOf(key);
  return parameter === undefined ? key : write(parameter);
}

/** The parameters in a value, and the steps to each. */
export function parametersOf(
  value: Json,
  steps: readonly (string | number)[] = [],
): { parameter: string; steps: readonly (string | number)[] }[] {
  const parameter = parameterOf(value);
  if (parameter !== undefined) return [{ parameter, steps }];
  if (Array.isArray(value)) return value.flatMap((item, index) => parametersOf(item, [...steps, index]));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => parametersOf(item, [...steps, key]));
}

/** The name of a file with a secret in it, as a parameter: for formats that take a key out of a file only. */
export function fileOf(secret: Json): Json | undefined {
  return parameterOf(secret) === undefined ? undefined : `${MARK}privateKeyFile`;
}

/** Whether what stands at a pointer says nothing: null, and empty lists and maps. */
export function isSilent(source: Source, path: string): boolean {
  const value = at(source.resource, path);
  return value === null || (typeof value === "object" && Object.keys(value).length === 0);
}

/** `adminUserPassword` as `ADMIN_USER_PASSWORD`. */
export function variable(parameter: string): string {
  return parameter.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toUpperCase();
}
