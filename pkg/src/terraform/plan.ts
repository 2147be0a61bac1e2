/** A configuration as the plan that Terraform would make of it, and where everything in it was written. */

import { below, tokens } from "../pointer.js";
import type { Spot, Spots } from "../source/back.js";
import type { Range } from "../source/fault.js";
import { folderOf, joined } from "../source/path.js";
import { type Attribute, type Block, type Expr, keyOf } from "./ast.js";
import { type Declared, Instance, type Modules, type Turn } from "./configuration.js";
import { evaluate, pairsOf, type Scope } from "./evaluate.js";
import { inLines } from "./json.js";
import { isKnown, isList, isMap, made, numberOf, toJson, UNKNOWN, type Value } from "./value.js";

/** Copies that are made of one resource or module: more of them would say the same again. */
const MOST_COPIES = 60;
/** Resources of one plan. */
const MOST_RESOURCES = 400;

const AZURERM =
  /^azurerm_machine_learning_(?:compute_cluster|compute_instance|inference_cluster|synapse_spark)$/;
const AZAPI = /^azapi_(?:update_)?resource$/;
/** Arguments and blocks that are Terraform's own. */
const META = [
  "count",
  "for_each",
  "depends_on",
  "provider",
  "lifecycle",
  "provisioner",
  "connection",
  "dynamic",
];

/** A plan. */
export interface Planned {
  readonly json: string;
  /** By pointers into the plan. */
  readonly spots: Spots;
  /** Unknown values that are one of several. */
  readonly choices: readonly Choice[];
}

/** An unknown value that is one of several, as JSON. */
export interface Choice {
  readonly pointer: string;
  readonly ways: readonly unknown[];
}

/** The plan if a choice goes one way. */
export function withWay({ json }: Planned, { pointer }: Choice, way: unknown): string {
  const plan = JSON.parse(json) as {
    planned_values: { root_module: { resources: { address: string }[] } };
    resource_changes: { address?: string; change: { after_unknown?: unknown } }[];
  };
  const steps = tokens(pointer);
  put(plan, steps, way);
  const { resources } = plan.planned_values.root_module;
  const address = resources[Number(steps[3])]?.address;
  const change = plan.resource_changes.find((one) => one.address === address)?.change;
  if (change !== undefined) put(change, ["after_unknown", ...steps.slice(5)], false);
  return JSON.stringify(plan);
}

function put(root: object, steps: readonly string[], value: unknown): void {
  let holder = root as Record<string, unknown>;
  for (const step of steps.slice(0, -1)) {
    const next = Object.hasOwn(holder, step) ? holder[step] : undefined;
    if (typeof next !== "object" || next === null) return;
    holder = next as Record<string, unknown>;
  }
  const last = steps.at(-1) ?? "";
  if (Object.hasOwn(holder, last)) holder[last] = value;
}

/** The plan of the configuration around a file: of the resources in it, and of the modules that it calls. */
export function planOf(all: Modules, inputs: ReadonlyMap<string, Value>): Planned {
  const writer = new Writer(all.main.path);
  const folder = folderOf(all.main.path);
  const module = all.module(folder);
  if (module !== undefined) {
    writer.module(
      new Instance(module, inputs, all, folder, 0),
      (file) => file === joined("", all.main.path) || file === all.main.path,
    );
  }
  return writer.planned();
}

/** JSON text of something, and of what of it is not known; no text where everything is known. */
type Written = readonly [json: string, open: string];

class Writer {
  readonly #spots = new Map<string, Spot>();
  readonly #choices: Choice[] = [];
  readonly #resources: string[] = [];
  readonly #changes: string[] = [];
  /** Resources that there are not, such as those whose count is 0. */
  readonly #gone: string[] = [];

  constructor(readonly main: string) {}

  planned(): Planned {
    const changes = [...this.#changes, ...this.#gone].join(",");
    const resources = this.#resources.join(",");
    const json = `{"format_version":"1.2","planned_values":{"root_module":{"resources":[${resources}]}},"resource_changes":[${changes}]}`;
    return { json, spots: this.#spots, choices: this.#choices };
  }

  /** What a module makes: of those of its files that are meant, and of the modules that they call. */
  module(instance: Instance, isMeant: (file: string) => boolean, site?: Range): void {
    for (const declared of instance.module.resources) {
      const [type = ""] = declared.item.labels;
      if (!isMeant(declared.file) || !(AZURERM.test(type) || AZAPI.test(type))) continue;
      const turns = turnsOf(declared, instance);
      if (turns.length === 0) this.#gone.push(`{"type":${JSON.stringify(type)},"change":{"after":null}}`);
      for (const turn of turns) this.#resource(declared, instance.scope(declared.file, turn), site);
    }
    for (const declared of instance.module.calls.values()) {
      if (!isMeant(declared.file)) continue;
      for (const turn of turnsOf(declared, instance)) {
        const called = instance.called(declared, turn);
        if (called !== undefined) this.module(called, () => true, site ?? declared.item.head);
      }
    }
  }

  #resource({ file, item }: Declared<Block>, scope: Scope, site: Range | undefined): void {
    const [type = "", name = ""] = item.labels;
    if (this.#resources.length >= MOST_RESOURCES) return;
    if (AZAPI.test(type) && !isCompute(item, scope)) return;
    const index = this.#resources.length;
    const pointer = `/planned_values/root_module/resources/${index}/values`;
    const place: Placing = { isHere: file === this.main, file, site: site ?? item.head };
    const [json, open] = this.#block(item, scope, pointer, place, AZAPI.test(type));
    const address = JSON.stringify(`${type}.${name}#${index}`);
    this.#resources.push(
      `{"address":${address},"mode":"managed","type":${JSON.stringify(type)},"name":${JSON.stringify(name)},"values":${json}}`,
    );
    if (open !== "") {
      this.#changes.push(`{"address":${address},"change":{"after":{},"after_unknown":${open}}}`);
    }
  }

  #block(item: Block, scope: Scope, pointer: string, place: Placing, isAzapi = false): Written {
    const head = place.isHere ? item.head : place.site;
    this.#spots.set(pointer, { range: head, head, own: place.isHere ? item.range : undefined, exact: false });
    const members: Written[] = [];
    const names: string[] = [];
    for (const attribute of item.attributes) {
      if (META.includes(attribute.name)) continue;
      names.push(attribute.name);
      members.push(this.#attribute(attribute, scope, below(pointer, attribute.name), place, isAzapi));
    }
    for (const [type, blocks] of grouped(item)) {
      if (META.includes(type)) continue;
      names.push(type);
      members.push(this.#blocks(blocks, scope, below(pointer, type), place));
    }
    for (const [type, dynamic] of dynamics(item)) {
      if (names.includes(type)) continue;
      names.push(type);
      members.push(this.#dynamic(dynamic, scope, below(pointer, type), place));
    }
    return joinedObject(names, members);
  }

  #blocks(blocks: readonly Block[], scope: Scope, pointer: string, place: Placing): Written {
    const [first] = blocks;
    const head = place.isHere && first !== undefined ? first.head : place.site;
    this.#spots.set(pointer, {
      range: head,
      head,
      own: place.isHere ? first?.range : undefined,
      exact: false,
    });
    return joinedList(blocks.map((block, at) => this.#block(block, scope, `${pointer}/${at}`, place)));
  }

  #dynamic(dynamic: Block, scope: Scope, pointer: string, place: Placing): Written {
    const over = dynamic.attributes.find(({ name }) => name === "for_each")?.value;
    const named = dynamic.attributes.find(({ name }) => name === "iterator")?.value;
    const content = dynamic.blocks.find(({ type }) => type === "content");
    const pairs = over === undefined ? undefined : pairsOf(evaluate(over, scope));
    if (pairs === undefined || content === undefined) return ["null", "true"];
    const name = named?.kind === "name" ? named.name : (dynamic.labels[0] ?? "");
    const head = place.isHere ? dynamic.head : place.site;
    this.#spots.set(pointer, { range: head, head, own: undefined, exact: false });
    const items = pairs.slice(0, MOST_COPIES).map(([key, value], at) => {
      const turn = made(
        new Map([
          ["key", key],
          ["value", value],
        ]),
      );
      const inner: Scope = {
        file: scope.file,
        budget: scope.budget,
        locals: new Map([...scope.locals, [name, turn]]),
        look: (word, steps) => scope.look(word, steps),
      };
      return this.#block({ ...content, head: dynamic.head }, inner, `${pointer}/${at}`, place);
    });
    return joinedList(items);
  }

  #attribute(attribute: Attribute, scope: Scope, pointer: string, place: Placing, isAzapi: boolean): Written {
    // The text of a body means the same as the body itself.
    const { value: expr } = attribute;
    const isBody = isAzapi && attribute.name === "body";
    const isText = expr.kind === "call" && expr.name === "jsonencode";
    const own = (isBody ? (isText ? expr.args[0] : inLines(expr)) : undefined) ?? expr;
    return this.#value(evaluate(own, scope), own, attribute.key, pointer, place);
  }

  #value(
    value: Value,
    own: Expr | undefined,
    key: Range | undefined,
    pointer: string,
    place: Placing,
  ): Written {
    const { data } = value;
    this.#spots.set(pointer, this.#spot(value, own, key, place));
    if (data === UNKNOWN) {
      if (value.ways !== undefined) this.#choices.push({ pointer, ways: value.ways.map(toJson) });
      return ["null", "true"];
    }
    if (isList(data)) {
      const items = own?.kind === "list" ? own.items : [];
      return joinedList(
        data.map((item, at) => this.#value(item, items[at], undefined, `${pointer}/${at}`, place)),
      );
    }
    if (!isMap(data)) return [JSON.stringify(data), ""];
    const written = new Map(
      (own?.kind === "object" ? own.members : []).map((member) => [keyOf(member) ?? "", member] as const),
    );
    const names = [...data.keys()];
    const members = names.map((name) => {
      const member = written.get(name);
      const item = data.get(name) ?? made(null);
      return this.#value(item, member?.value, member?.key.range, below(pointer, name), place);
    });
    return joinedObject(names, members);
  }

  #spot(value: Value, own: Expr | undefined, key: Range | undefined, { isHere, site }: Placing): Spot {
    const written = isHere ? own?.range : undefined;
    const from = value.place?.file === this.main ? value.place.range : undefined;
    const isContainer = isList(value.data) || isMap(value.data);
    const range = from ?? written ?? site;
    const exact =
      written !== undefined && from?.[0] === written[0] && from[1] === written[1] && isKnown(value);
    const head = written !== undefined && key !== undefined ? key : (written ?? range);
    return { range: isContainer && written !== undefined ? head : range, head, own: written, exact };
  }
}

/** Where a resource stands, and what is shown of one that stands elsewhere: the call that leads to it. */
interface Placing {
  readonly isHere: boolean;
  readonly file: string;
  readonly site: Range;
}

function grouped({ blocks }: Block): Map<string, Block[]> {
  const out = new Map<string, Block[]>();
  for (const block of blocks) out.set(block.type, [...(out.get(block.type) ?? []), block]);
  return out;
}

function dynamics({ blocks }: Block): [string, Block][] {
  return blocks.filter(({ type }) => type === "dynamic").map((block) => [block.labels[0] ?? "", block]);
}

function joinedObject(names: readonly string[], members: readonly Written[]): Written {
  const json = members.map(([text], at) => `${JSON.stringify(names[at])}:${text}`);
  const open = members.flatMap(([, text], at) =>
    text === "" ? [] : [`${JSON.stringify(names[at])}:${text}`],
  );
  return [`{${json.join(",")}}`, open.length === 0 ? "" : `{${open.join(",")}}`];
}

function joinedList(items: readonly Written[]): Written {
  const isOpen = items.some(([, open]) => open !== "");
  const open = items.map(([, text]) => (text === "" ? "false" : text));
  return [`[${items.map(([text]) => text).join(",")}]`, isOpen ? `[${open.join(",")}]` : ""];
}

/** Whether a resource of azapi is a compute, or may be one that its author has misspelled. */
function isCompute({ attributes }: Block, scope: Scope): boolean {
  const type = attributes.find(({ name }) => name === "type")?.value;
  const data = type === undefined ? undefined : evaluate(type, scope).data;
  return (
    typeof data === "string" && /^Microsoft\.MachineLearningServices\/workspaces\/computes(?:@|$)/i.test(data)
  );
}

/** The copies that `count` and `for_each` make; one whose number is not known is looked at once. */
function turnsOf({ file, item }: Declared<Block>, instance: Instance): Turn[] {
  const find = (word: string) => item.attributes.find(({ name }) => name === word)?.value;
  const [count, each] = [find("count"), find("for_each")];
  if (count !== undefined) {
    const number = numberOf(evaluate(count, instance.scope(file)));
    if (number === undefined) return [{}];
    const copies = Math.max(0, Math.min(number, MOST_COPIES));
    return Array.from({ length: Math.floor(copies) }, (_, at) => ({ count: made(at) }));
  }
  if (each === undefined) return [{}];
  const found = evaluate(each, instance.scope(file));
  const pairs = pairsOf(found);
  if (pairs === undefined) return [{}];
  // Of a set the key is the value.
  return pairs
    .slice(0, MOST_COPIES)
    .map(([key, value]) => ({ each: { key: isList(found.data) ? value : key, value } }));
}
