/** A Bicep file as the template that it compiles to, and where everything in it was written. */

import { below } from "../pointer.js";
import type { Spot, Spots } from "../source/back.js";
import { type Files, type Range, SyntaxFault } from "../source/fault.js";
import { folderOf, joined } from "../source/path.js";
import { type Expr, type For, keyOf, type ObjectMember, type Statement, type Type } from "./ast.js";
import { parse } from "./parse.js";
import { type Names, Translator } from "./translate.js";
import type { Unit } from "./unit.js";

/** Deepest that modules call each other. */
const DEEPEST_MODULE = 8;

/** A template. */
export interface Compiled {
  readonly json: string;
  /** By pointers into the template. */
  readonly spots: Spots;
}

/** All files that lie here. */
export class Units {
  readonly #known = new Map<string, Unit | undefined>();

  constructor(
    readonly files: Files,
    readonly main: Unit,
  ) {
    this.#known.set(joined("", main.path), main);
  }

  /** What a file declares; nothing of one that is not here, or cannot be read. */
  unit(from: Unit, target: string): Unit | undefined {
    const path = joined(folderOf(from.path), target);
    if (this.#known.has(path)) return this.#known.get(path);
    const text = this.text(from, target);
    let found: Unit | undefined;
    try {
      found = text === undefined ? undefined : unitOf(path, parse(text));
    } catch (error) {
      if (!(error instanceof SyntaxFault)) throw error;
    }
    this.#known.set(path, found);
    return found;
  }

  /** The text of a file that another one names. */
  text(from: Unit, target: string): string | undefined {
    const path = joined(folderOf(from.path), target);
    const key = Object.keys(this.files).find((name) => joined("", name) === path);
    return key === undefined ? undefined : this.files[key];
  }
}

/** A file, read. */
export function unitOf(path: string, statements: readonly Statement[]): Unit {
  const symbols = new Map<string, Statement>();
  const add = (all: readonly Statement[]) => {
    for (const statement of all) {
      if (statement.name !== "" && statement.keyword !== "output") symbols.set(statement.name, statement);
      for (const [name, own] of statement.imports ?? []) symbols.set(own, { ...statement, name });
    }
  };
  add(statements);
  return { path, statements, symbols };
}

/** The template of a file. */
export function compile(units: Units): Compiled {
  const spots = new Map<string, Spot>();
  return { json: new Template(units, units.main, spots, "", undefined, 0).text(new Map()), spots };
}

/** The value that is given to a parameter in another file. */
export interface Given {
  readonly unit: Unit;
  readonly expr: Expr;
}

/** One template: of a file, or of a module. */
export class Template {
  readonly #variables = new Map<string, string>();
  readonly #functions = new Map<string, string>();
  readonly #resources: string[] = [];
  #hoisted = 0;

  constructor(
    readonly units: Units,
    readonly unit: Unit,
    readonly spots: Map<string, Spot>,
    readonly base: string,
    /** What is shown of a file that is not the one that is checked. */
    readonly site: Range | undefined,
    readonly depth: number,
  ) {}

  text(given: ReadonlyMap<string, Given>): string {
    const { statements } = this.unit;
    if (this.site !== undefined) this.#spot(this.base, this.unit, undefined, this.site);
    const parameters = statements
      .filter(({ keyword }) => keyword === "param")
      .map(
        (statement) =>
          `${JSON.stringify(statement.name)}:${this.#parameter(statement, given.get(statement.name))}`,
      );
    for (const statement of statements) {
      if (statement.keyword === "resource") this.#resource(statement, undefined, `${this.base}/resources`);
      if (statement.keyword === "module") this.#module(statement);
    }
    return this.#whole(parameters);
  }

  /** A template whose one resource is the deployment of another file, or of a template as text, with values. */
  deployment(using: Statement, given: ReadonlyMap<string, Given>, of: Unit | string): string {
    const pointer = `${this.base}/resources/main`;
    this.#spot(pointer, this.unit, using.head, using.head);
    const parameters = [...given].map(([name, { unit, expr }]) => {
      const around = below(`${pointer}/properties/parameters`, name);
      const at = `${around}/value`;
      this.#spot(around, unit, expr.range, using.head);
      const own = this.#isMain(unit) ? undefined : using.head;
      const value = this.#json(expr, unit, new Map(), at);
      if (own !== undefined) this.spots.set(at, { range: own, head: own, own: undefined, exact: false });
      return `${JSON.stringify(name)}:{"value":${value}}`;
    });
    const base = `${pointer}/properties/template`;
    const template =
      typeof of === "string"
        ? of
        : new Template(this.units, of, this.spots, base, using.head, this.depth + 1).text(new Map());
    const properties = `{"mode":"Incremental","expressionEvaluationOptions":{"scope":"inner"},"parameters":{${parameters.join(",")}},"template":${template}}`;
    this.#resources.push(
      `"main":{"type":"Microsoft.Resources/deployments","apiVersion":"2022-09-01","name":"main","properties":${properties}}`,
    );
    return this.#whole([]);
  }

  #whole(parameters: readonly string[]): string {
    const named = (all: ReadonlyMap<string, string>) =>
      [...all].map(([name, text]) => `${JSON.stringify(name)}:${text}`).join(",");
    const functions =
      this.#functions.size === 0
        ? ""
        : `"functions":[{"namespace":"bicep","members":{${named(this.#functions)}}}],`;
    return `{"$schema":"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#","languageVersion":"2.0","contentVersion":"1.0.0.0","parameters":{${parameters.join(",")}},${functions}"variables":{${named(this.#variables)}},"resources":{${this.#resources.join(",")}}}`;
  }

  /** The translator of a file, with names of loops in sight. */
  #translator(unit: Unit, names: Names = new Map()): Translator {
    return new Translator(unit, names, {
      variable: (from, name) => this.variable(from, name),
      function: (from, name) => this.#function(from, name),
      hoist: (from, expr) => this.#hoist(from, expr),
      unit: (from, target) => this.units.unit(from, target),
      text: (from, target) => this.units.text(from, target),
    });
  }

  #isMain(unit: Unit): boolean {
    return unit === this.units.main;
  }

  #spot(pointer: string, unit: Unit, own: Range | undefined, head: Range, exact = false): void {
    const here = this.#isMain(unit);
    const shown = here ? (own ?? head) : (this.site ?? [0, 0]);
    this.spots.set(pointer, {
      range: shown,
      head: here ? head : (this.site ?? [0, 0]),
      own: here ? own : undefined,
      exact: here && exact,
    });
  }

  #parameter(statement: Statement, given: Given | undefined): string {
    const pointer = below(`${this.base}/parameters`, statement.name);
    this.#spot(pointer, this.unit, statement.head, statement.head);
    const out: string[] = [];
    const isSecure = statement.decorators.some(({ name }) => name === "secure");
    const { word, allowed, nullable } = this.#typeOf(statement.type, this.unit, 0);
    const type = isSecure ? (word === "object" ? "secureObject" : "secureString") : word;
    out.push(`"type":"${type}"`);
    if (nullable) out.push('"nullable":true');
    const add = (name: string, expr: Expr, unit = this.unit) =>
      out.push(`"${name}":${this.#json(expr, unit, new Map(), below(pointer, name))}`);
    for (const { name, args } of statement.decorators) {
      const [first] = args;
      const word = {
        allowed: "allowedValues",
        minValue: "minValue",
        maxValue: "maxValue",
        minLength: "minLength",
        maxLength: "maxLength",
      }[name];
      if (word !== undefined && first !== undefined) add(word, first);
    }
    if (allowed !== undefined && !out.some((one) => one.startsWith('"allowedValues"'))) {
      out.push(`"allowedValues":[${allowed.join(",")}]`);
    }
    if (given !== undefined) add("defaultValue", given.expr, given.unit);
    else if (statement.value !== undefined) add("defaultValue", statement.value);
    return `{${out.join(",")}}`;
  }

  /** What of a type a template can say. */
  #typeOf(
    type: Type | undefined,
    unit: Unit,
    depth: number,
  ): { word: string; allowed?: string[]; nullable: boolean } {
    const open = { word: "object", nullable: false };
    if (type === undefined || depth > 20) return open;
    if (type.kind === "union") {
      const values = type.values.map((value) => (value.kind === "literal" ? value.value : undefined));
      const kind = typeof values[0];
      if (values.some((value) => value === undefined || typeof value !== kind)) return open;
      const word = { string: "string", number: "int", boolean: "bool" }[kind as "string"] ?? "object";
      return { word, allowed: values.map((value) => JSON.stringify(value)), nullable: false };
    }
    if (type.kind === "other")
      return { word: type.word === "any" ? "object" : type.word, nullable: type.nullable };
    const known = { string: "string", int: "int", bool: "bool", object: "object", array: "array" }[type.name];
    if (known !== undefined) return { word: known, nullable: type.nullable };
    const [name = "", member] = type.name.split(".");
    const found = unit.symbols.get(name);
    if (found === undefined) return { ...open, nullable: type.nullable };
    if (found.imports !== undefined) {
      const other = found.target === undefined ? undefined : this.units.unit(unit, found.target);
      const wanted = other?.symbols.get(found.name === "*" ? (member ?? "") : found.name);
      if (other === undefined || wanted === undefined) return { ...open, nullable: type.nullable };
      const inner = this.#typeOf(wanted.type, other, depth + 1);
      return { ...inner, nullable: inner.nullable || type.nullable };
    }
    const inner = this.#typeOf(found.type, unit, depth + 1);
    return member === undefined
      ? { ...inner, nullable: inner.nullable || type.nullable }
      : { ...open, nullable: type.nullable };
  }

  /** The name of a variable in this template, which gets it if it has it not yet. */
  variable(unit: Unit, name: string): string {
    const own = unit === this.unit ? name : `${unit.path}#${name}`;
    const statement = unit.symbols.get(name);
    if (this.#variables.has(own) || statement?.value === undefined) return own;
    const pointer = below(`${this.base}/variables`, own);
    this.#spot(pointer, unit, statement.value.range, statement.head);
    // Stands there already while it is made, as it may lead back to itself.
    this.#variables.set(own, "null");
    this.#variables.set(own, this.#json(statement.value, unit, new Map(), pointer));
    return own;
  }

  #function(unit: Unit, name: string): string {
    const own = unit === this.unit ? name : `${unit.path.replace(/\W/g, "_")}_${name}`;
    const statement = unit.symbols.get(name);
    if (this.#functions.has(own) || statement?.value === undefined) return own;
    this.#functions.set(own, "{}");
    const names: Names = new Map((statement.args ?? []).map((arg) => [arg, `parameters('${arg}')`]));
    const value = this.#json(statement.value, unit, names, below(`${this.base}/functions/0/members`, own));
    const parameters = (statement.args ?? []).map((arg) => `{"name":${JSON.stringify(arg)},"type":"object"}`);
    this.#functions.set(
      own,
      `{"parameters":[${parameters.join(",")}],"output":{"type":"object","value":${value}}}`,
    );
    return own;
  }

  /** Puts something that stands inside of an expression into a variable, so that its place is known. */
  #hoist(unit: Unit, expr: Expr): string {
    const name = `#${this.#hoisted}`;
    this.#hoisted += 1;
    this.#variables.set(name, "null");
    this.#variables.set(name, this.#json(expr, unit, new Map(), below(`${this.base}/variables`, name)));
    return `variables('${name}')`;
  }

  /** A value as JSON; what is put together becomes an expression. */
  #json(given: Expr, unit: Unit, names: Names, pointer: string, key?: Range): string {
    const expr = bare(given);
    const isLiteral = expr.kind === "literal";
    this.#spot(pointer, unit, expr.range, key ?? expr.range, isLiteral);
    if (key !== undefined && (expr.kind === "object" || expr.kind === "list")) {
      // Of something with members its key is shown.
      const spot = this.spots.get(pointer);
      if (spot !== undefined) this.spots.set(pointer, { ...spot, range: spot.head });
    }
    if (isLiteral) {
      if (typeof expr.value === "string" && expr.value.startsWith("["))
        return JSON.stringify(`[${expr.value}`);
      return JSON.stringify(expr.value);
    }
    const isPlain = expr.kind === "object" && expr.members.every((member) => member.key !== undefined);
    if (expr.kind === "object" && isPlain) return this.#object(expr.members, unit, names, pointer);
    if (expr.kind === "list" && expr.items.every(({ spread }) => !spread)) {
      const items = expr.items.map(({ value }, at) => this.#json(value, unit, names, `${pointer}/${at}`));
      return `[${items.join(",")}]`;
    }
    return JSON.stringify(`[${this.#translator(unit, names).text(expr)}]`);
  }

  #object(members: readonly ObjectMember[], unit: Unit, names: Names, pointer: string): string {
    const out: string[] = [];
    const copies: string[] = [];
    for (const member of members) {
      const name = keyOf(member);
      const { value, key } = member;
      if (name !== undefined && value.kind === "for" && value.body.kind !== "condition") {
        const at = `${pointer}/copy/${copies.length}`;
        this.#spot(below(pointer, name), unit, value.range, key?.range ?? value.range);
        const inside = this.#turn(value, name, unit, names);
        const input = this.#json(value.body, unit, inside.names, `${at}/input`);
        copies.push(
          `{"name":${JSON.stringify(name)},"count":"[length(${escaped(inside.over)})]","input":${input}}`,
        );
        continue;
      }
      if (name === undefined) {
        const text = key === undefined ? "" : this.#translator(unit, names).text(key);
        out.push(
          `${JSON.stringify(`[${text}]`)}:${this.#json(value, unit, names, below(pointer, `[${text}]`), key?.range)}`,
        );
        continue;
      }
      const said = name.startsWith("[") ? `[${name}` : name;
      out.push(`${JSON.stringify(said)}:${this.#json(value, unit, names, below(pointer, said), key?.range)}`);
    }
    if (copies.length > 0) out.unshift(`"copy":[${copies.join(",")}]`);
    return `{${out.join(",")}}`;
  }

  /** What the names of a loop stand for in a loop of a template. */
  #turn(loop: For, copy: string, unit: Unit, names: Names): { names: Names; over: string } {
    const over = this.#translator(unit, names).text(loop.over);
    const index = `copyIndex('${copy.replaceAll("'", "''")}')`;
    const own: [string, string][] = [[loop.item, `${over}[${index}]`]];
    if (loop.index !== undefined) own.push([loop.index, index]);
    return { names: new Map([...names, ...own]), over };
  }

  /** The loop and the condition around a body, as members of a resource. */
  #around(
    value: Expr,
    copy: string,
    unit: Unit,
    names: Names,
    pointer: string,
  ): { members: string[]; names: Names; body: Expr } {
    if (value.kind === "for") {
      const turn = this.#turn(value, copy, unit, names);
      const inner = this.#around(value.body, copy, unit, turn.names, pointer);
      const count = JSON.stringify(`[length(${turn.over})]`);
      this.#spot(`${pointer}/copy`, unit, value.range, value.over.range);
      this.#spot(`${pointer}/copy/count`, unit, value.over.range, value.over.range);
      return {
        ...inner,
        members: [`"copy":{"name":${JSON.stringify(copy)},"count":${count}}`, ...inner.members],
      };
    }
    if (value.kind === "condition") {
      const inner = this.#around(value.body, copy, unit, names, pointer);
      const condition = this.#json(value.test, unit, names, `${pointer}/condition`);
      return { ...inner, members: [`"condition":${condition}`, ...inner.members] };
    }
    return { members: [], names, body: value };
  }

  /** A resource, if it is a compute, and the computes that are declared inside of it. */
  #resource(
    statement: Statement,
    parent: { type: string; version: string; symbol: string } | undefined,
    list: string,
  ): void {
    const { value, target = "", name } = statement;
    if (value === undefined) return;
    const [word = "", version = parent?.version ?? ""] = target.split("@");
    const type = parent === undefined ? word : `${parent.type}/${word}`;
    const symbol = parent === undefined ? name : `${parent.symbol}::${name}`;
    const pointer = below(list, symbol);
    const around = this.#around(value, symbol, this.unit, new Map(), pointer);
    const { body } = around;
    if (body.kind !== "object") return;
    for (const inner of body.resources) this.#resource(inner, { type, version, symbol }, list);
    if (!/^microsoft\.machinelearningservices\/workspaces\/computes$/i.test(type)) return;
    this.#spot(pointer, this.unit, body.range, statement.head);
    const members = body.members.filter(
      (member) => !["name", "parent", "dependsOn", "scope"].includes(keyOf(member) ?? ""),
    );
    const name_ = body.members.find((member) => keyOf(member) === "name");
    const up = body.members.find((member) => keyOf(member) === "parent")?.value;
    const out = [
      `"type":${JSON.stringify(type)}`,
      `"apiVersion":${JSON.stringify(version)}`,
      ...around.members,
    ];
    if (statement.existing === true) out.push('"existing":true');
    if (name_ !== undefined)
      out.push(`"name":${this.#name(name_, up, parent?.symbol, around.names, `${pointer}/name`)}`);
    const rest = this.#object(members, this.unit, around.names, pointer);
    this.#resources.push(
      `${JSON.stringify(symbol)}:{${out.join(",")}${rest === "{}" ? "" : `,${rest.slice(1, -1)}`}}`,
    );
  }

  /** The name with that of the workspace in front. */
  #name(
    member: ObjectMember,
    parent: Expr | undefined,
    around: string | undefined,
    names: Names,
    pointer: string,
  ): string {
    const { value } = member;
    const translator = this.#translator(this.unit, names);
    const above = parent === undefined ? around : translator.nameOf(parent);
    const outer = parent === undefined && around !== undefined ? translator.nameOfSymbol(around) : above;
    if (outer === undefined) return this.#json(value, this.unit, names, pointer, member.key?.range);
    this.#spot(pointer, this.unit, value.range, member.key?.range ?? value.range, value.kind === "literal");
    return JSON.stringify(`[format('{0}/{1}', ${outer}, ${translator.text(value)})]`);
  }

  /** A module that lies here, as a deployment of its own. */
  #module(statement: Statement): void {
    const { value, target = "", name } = statement;
    const unit = this.units.unit(this.unit, target);
    if (value === undefined || unit === undefined || this.depth >= DEEPEST_MODULE) return;
    const pointer = below(`${this.base}/resources`, name);
    const around = this.#around(value, name, this.unit, new Map(), pointer);
    const { body } = around;
    if (body.kind !== "object") return;
    this.#spot(pointer, this.unit, body.range, statement.head);
    const params = body.members.find((member) => keyOf(member) === "params")?.value;
    const parameters = (params?.kind === "object" ? params.members : []).flatMap((member) => {
      const own = keyOf(member);
      if (own === undefined || !unit.symbols.has(own)) return [];
      const at = `${below(`${pointer}/properties/parameters`, own)}/value`;
      return [
        `${JSON.stringify(own)}:{"value":${this.#json(member.value, this.unit, around.names, at, member.key?.range)}}`,
      ];
    });
    const site = this.#isMain(this.unit) ? statement.head : this.site;
    const inner = new Template(
      this.units,
      unit,
      this.spots,
      `${pointer}/properties/template`,
      site,
      this.depth + 1,
    );
    // Who passes all parameters at once passes what nobody knows.
    const isOpen =
      params !== undefined &&
      (params.kind !== "object" || params.members.some(({ key }) => key === undefined));
    const passed = isOpen ? "" : `"parameters":{${parameters.join(",")}},`;
    const text = inner.text(isOpen ? unknowns(unit) : new Map());
    const out = [
      '"type":"Microsoft.Resources/deployments"',
      '"apiVersion":"2022-09-01"',
      `"name":${JSON.stringify(name)}`,
      ...around.members,
    ];
    const properties = `{"mode":"Incremental","expressionEvaluationOptions":{"scope":"inner"},${passed}"template":${text}}`;
    this.#resources.push(`${JSON.stringify(name)}:{${out.join(",")},"properties":${properties}}`);
  }
}

/** Values that nobody knows for all parameters of a file. */
function unknowns(unit: Unit): Map<string, Given> {
  const reference: Expr = { kind: "name", name: "", range: [0, 0] };
  const params = unit.statements.filter(({ keyword }) => keyword === "param");
  return new Map(params.map(({ name }) => [name, { unit, expr: reference }]));
}

/** Inside of a text of JSON. */
function escaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** What stands in `any(…)`, which says something to the compiler only. */
function bare(expr: Expr): Expr {
  const isAny = expr.kind === "call" && expr.of === undefined && expr.name === "any";
  return isAny && expr.args[0] !== undefined ? bare(expr.args[0]) : expr;
}
