/** A folder of Terraform files as a module: its variables, locals, resources, and the modules that it calls. */
import { type Files, SyntaxFault } from "../source/fault.js";
import { folderOf, joined } from "../source/path.js";
import { type Attribute, type Block, type Body, type Expr, keyOf } from "./ast.js";
import { Budget, evaluate, type Scope, type Step } from "./evaluate.js";
import { jsonExpr, parseJson } from "./json.js";
import { parse } from "./parse.js";
import { isList, isMap, made, numberOf, textOf, truthOf, UNKNOWN, unknown, type Value } from "./value.js";

/** Deepest that modules call each other. */
const DEEPEST_MODULE = 8;

/** A declaration, and the file in which it stands. */
export interface Declared<T> {
  readonly file: string;
  readonly item: T;
}

/** Reads a file by its syntax. */
export function read(path: string, text: string): Body {
  return isJson(path, text) ? parseJson(text) : parse(text);
}

/** Whether a file is written in the JSON syntax: nothing in the other one begins with a brace. */
export function isJson(path: string, text: string): boolean {
  return /\.tf\.json$/i.test(path) || /^\uFEFF?\s*\{/.test(text);
}

/** A module: what the files of one folder declare. */
export class Module {
  readonly variables = new Map<string, Declared<Block>>();
  readonly locals = new Map<string, Declared<Attribute>>();
  readonly resources: Declared<Block>[] = [];
  readonly calls = new Map<string, Declared<Block>>();
  readonly outputs = new Map<string, Declared<Block>>();

  add(file: string, { blocks }: Body): void {
    for (const item of blocks) {
      const [first = "", second] = item.labels;
      if (item.type === "variable") this.variables.set(first, { file, item });
      else if (item.type === "module") this.calls.set(first, { file, item });
      else if (item.type === "output") this.outputs.set(first, { file, item });
      else if (item.type === "resource" && second !== undefined) this.resources.push({ file, item });
      else if (item.type === "locals") {
        for (const local of item.attributes) this.locals.set(local.name, { file, item: local });
      }
    }
  }
}

/** What a call or a resource brings into sight: `each`, `count`. */
export interface Turn {
  readonly each?: { readonly key: Value; readonly value: Value };
  readonly count?: Value;
}

/** A module with the values that its caller gives. */
export class Instance {
  readonly #variables = new Map<string, Value>();
  readonly #locals = new Map<string, Value>();
  readonly #busy = new Set<string>();

  constructor(
    readonly module: Module,
    readonly inputs: ReadonlyMap<string, Value>,
    readonly all: Modules,
    readonly folder: string,
    readonly depth: number,
  ) {}

  scope(file: string, turn: Turn = {}): Scope {
    return {
      file,
      budget: this.all.budget,
      locals: new Map(),
      look: (name, steps) => this.#look(name, steps, turn),
    };
  }

  #look(name: string, steps: readonly Step[], turn: Turn): { value: Value; used: number } | undefined {
    const [first, second] = steps;
    if (name === "var" && typeof first === "string") return { value: this.variable(first), used: 1 };
    if (name === "local" && typeof first === "string") return { value: this.#local(first), used: 1 };
    if (name === "each" && (first === "key" || first === "value")) {
      return { value: turn.each?.[first] ?? unknown, used: 1 };
    }
    if (name === "count" && first === "index") return { value: turn.count ?? unknown, used: 1 };
    if (name === "path") return { value: made("."), used: 1 };
    if (name === "module" && typeof first === "string") return this.#output(first, steps);
    if (typeof first !== "string") return undefined;
    const found = this.module.resources.find(
      ({ item }) => item.labels[0] === name && item.labels[1] === first,
    );
    const isSeveral = found?.item.attributes.some((one) => one.name === "count" || one.name === "for_each");
    if (found === undefined || isSeveral === true || typeof second !== "string") return undefined;
    const attribute = found.item.attributes.find((one) => one.name === second);
    if (attribute === undefined) return undefined;
    return {
      value: this.#once(`${name}.${first}.${second}`, () =>
        evaluate(attribute.value, this.scope(found.file)),
      ),
      used: 2,
    };
  }

  /** A value that must not lead back to itself. */
  #once(key: string, work: () => Value): Value {
    if (this.#busy.has(key)) return unknown;
    this.#busy.add(key);
    try {
      return work();
    } finally {
      this.#busy.delete(key);
    }
  }

  variable(name: string): Value {
    const before = this.#variables.get(name);
    if (before !== undefined) return before;
    const declared = this.module.variables.get(name);
    const given = this.inputs.get(name);
    const attribute = (word: string) => declared?.item.attributes.find((one) => one.name === word)?.value;
    const fallback = attribute("default");
    const isNull =
      given?.data === null && fallback !== undefined && truthOf(this.#plain(attribute("nullable"))) === false;
    let value = unknown;
    if (given !== undefined && !isNull) value = given;
    else if (fallback !== undefined && declared !== undefined) {
      value = this.#once(`var.${name}`, () => evaluate(fallback, this.scope(declared.file)));
    }
    const type = attribute("type");
    const found = type === undefined ? value : typed(value, type, this.scope(declared?.file ?? ""));
    this.#variables.set(name, found);
    return found;
  }

  #plain(expr: Expr | undefined): Value {
    return expr === undefined ? unknown : evaluate(expr, this.scope(""));
  }

  #local(name: string): Value {
    const before = this.#locals.get(name);
    if (before !== undefined) return before;
    const declared = this.module.locals.get(name);
    if (declared === undefined) return unknown;
    const found = this.#once(`local.${name}`, () => evaluate(declared.item.value, this.scope(declared.file)));
    if (!this.#busy.has(`local.${name}`)) this.#locals.set(name, found);
    return found;
  }

  #output(call: string, steps: readonly Step[]): { value: Value; used: number } | undefined {
    const [, name] = steps;
    const declared = this.module.calls.get(call);
    const isSeveral = declared?.item.attributes.some(
      (one) => one.name === "count" || one.name === "for_each",
    );
    if (declared === undefined || isSeveral === true || typeof name !== "string") return undefined;
    const called = this.called(declared);
    const output = called?.module.outputs.get(name);
    const value = output?.item.attributes.find((one) => one.name === "value")?.value;
    if (called === undefined || output === undefined || value === undefined) return undefined;
    return {
      value: this.#once(`module.${call}.${name}`, () => evaluate(value, called.scope(output.file))),
      used: 2,
    };
  }

  /** The module that a call names, with its values; `undefined` if it does not lie here. */
  called({ file, item }: Declared<Block>, turn: Turn = {}): Instance | undefined {
    const source = item.attributes.find(({ name }) => name === "source")?.value;
    if (source?.kind !== "literal" || typeof source.value !== "string") return undefined;
    if (!/^\.{1,2}\//.test(source.value) || this.depth >= DEEPEST_MODULE) return undefined;
    const folder = joined(this.folder, source.value);
    const module = this.all.module(folder);
    if (module === undefined) return undefined;
    const scope = this.scope(file, turn);
    const inputs = new Map<string, Value>();
    for (const { name, value } of item.attributes) {
      if (CALL.includes(name)) continue;
      // What the caller writes stands at the caller, also if it is put together there.
      const given = evaluate(value, scope);
      inputs.set(name, given.place === undefined ? { ...given, place: { file, range: value.range } } : given);
    }
    return new Instance(module, inputs, this.all, folder, this.depth + 1);
  }
}

/** Arguments of a call that are no variables. */
const CALL = ["source", "version", "count", "for_each", "providers", "depends_on"];

/** All modules that lie here. */
export class Modules {
  readonly budget = new Budget();
  readonly #known = new Map<string, Module | undefined>();

  constructor(
    readonly files: Files,
    readonly main: { readonly path: string; readonly body: Body },
  ) {}

  /** The values that files beside the main one give to its variables. */
  values(): Map<string, Value> {
    const folder = folderOf(this.main.path);
    const out = new Map<string, Value>();
    const here = Object.keys(this.files).filter((path) => folderOf(path) === folder);
    for (const form of VALUES) {
      for (const path of here.filter((one) => form.test(one.slice(one.lastIndexOf("/") + 1))).sort()) {
        for (const { name, value } of valuesIn(path, this.files[path] ?? "")) {
          const scope: Scope = { file: path, budget: this.budget, locals: new Map(), look: () => undefined };
          out.set(name, evaluate(value, scope));
        }
      }
    }
    return out;
  }

  /** What the files of a folder declare; a file that cannot be read is left out. */
  module(folder: string): Module | undefined {
    if (this.#known.has(folder)) return this.#known.get(folder);
    const module = new Module();
    let any = false;
    const isMain = folderOf(this.main.path) === folder;
    if (isMain) module.add(this.main.path, this.main.body);
    for (const [path, text] of Object.entries(this.files)) {
      const here = joined("", path);
      if (folderOf(here) !== folder || here === joined("", this.main.path) || !/\.tf(?:\.json)?$/i.test(here))
        continue;
      try {
        module.add(here, read(here, text));
        any = true;
      } catch (error) {
        if (!(error instanceof SyntaxFault)) throw error;
      }
    }
    const found = any || isMain ? module : undefined;
    this.#known.set(folder, found);
    return found;
  }
}

function valuesIn(path: string, text: string): readonly { name: string; value: Expr }[] {
  try {
    if (!path.endsWith(".json")) return parse(text).attributes;
    const root = jsonExpr(text);
    return root.kind !== "object"
      ? []
      : root.members.map((one) => ({ name: keyOf(one) ?? "", value: one.value }));
  } catch (error) {
    if (error instanceof SyntaxFault) return [];
    throw error;
  }
}

/** Files with values of variables that Terraform reads by itself, in the order in which it does. */
const VALUES = [/^terraform\.tfvars$/, /^terraform\.tfvars\.json$/, /\.auto\.tfvars(?:\.json)?$/];

/** What Terraform makes of a value that is declared with a type. */
function typed(value: Value, type: Expr, scope: Scope): Value {
  const { data } = value;
  if (data === UNKNOWN || data === null) return value;
  const keep = (found: string | number | boolean | undefined): Value =>
    found === undefined ? value : { ...value, data: found };
  if (type.kind === "name") {
    if (type.name === "string") return keep(textOf(value));
    if (type.name === "number") return keep(numberOf(value));
    return type.name === "bool" ? keep(truthOf(value)) : value;
  }
  if (type.kind !== "call") return value;
  const [inner] = type.args;
  if (inner === undefined) return value;
  if (["list", "set"].includes(type.name) && isList(data)) {
    return { ...value, data: data.map((item) => typed(item, inner, scope)) };
  }
  if (type.name === "map" && isMap(data)) {
    return { ...value, data: new Map([...data].map(([key, item]) => [key, typed(item, inner, scope)])) };
  }
  if (type.name === "optional") return typed(value, inner, scope);
  if (type.name !== "object" || inner.kind !== "object" || !isMap(data)) return value;
  const out = new Map<string, Value>();
  for (const { key, value: wanted } of inner.members) {
    const name = key.kind === "name" ? key.name : "";
    const given = data.get(name);
    const isOptional = wanted.kind === "call" && wanted.name === "optional";
    const fallback = isOptional ? wanted.args[1] : undefined;
    if (given !== undefined && given.data !== null) out.set(name, typed(given, wanted, scope));
    else out.set(name, fallback === undefined ? made(null) : evaluate(fallback, scope));
  }
  return { ...value, data: out };
}
