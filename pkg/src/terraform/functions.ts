/** Functions of Terraform's language, as far as they need neither files nor the time. */
import {
  fromJson,
  isKnown,
  isList,
  isMap,
  made,
  numberOf,
  same,
  textOf,
  toJson,
  truthOf,
  UNKNOWN,
  type Value,
} from "./value.js";

/** Longest text and list that is made: what is longer is not known. */
export const LONGEST = 65_536;

/** A function of known arguments; `undefined` for what it refuses or cannot tell. */
type Run = (...args: Value[]) => Value | undefined;

const text = (run: (...texts: string[]) => string | number | boolean | undefined): Run => {
  return (...args) => {
    const texts = args.map(textOf);
    if (!texts.every((one) => one !== undefined)) return undefined;
    const found = run(...(texts as string[]));
    return found === undefined ? undefined : made(found);
  };
};
const number = (run: (...numbers: number[]) => number): Run => {
  return (...args) => {
    const numbers = args.flatMap((one) => (isList(one.data) ? [...one.data] : [one])).map(numberOf);
    if (numbers.length === 0 || !numbers.every((one) => one !== undefined)) return undefined;
    const found = run(...(numbers as number[]));
    return Number.isFinite(found) ? made(found) : undefined;
  };
};
const list = (run: (items: readonly Value[], ...rest: Value[]) => Value | undefined): Run => {
  return (first, ...rest) =>
    first !== undefined && isList(first.data) ? run(first.data, ...rest) : undefined;
};
const map = (run: (entries: ReadonlyMap<string, Value>, ...rest: Value[]) => Value | undefined): Run => {
  return (first, ...rest) =>
    first !== undefined && isMap(first.data) ? run(first.data, ...rest) : undefined;
};
const distinct = (items: readonly Value[]) =>
  items.filter((item, at) => items.findIndex((other) => same(item, other)) === at);
const sorted = (items: readonly Value[]) => {
  const keyed = items.map((item) => ({ item, key: textOf(item) ?? "" }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ item }) => item);
};
const listsOf = (args: readonly Value[]) => args.map(({ data }) => (isList(data) ? data : undefined));
const integer = (value: Value | undefined) => (value === undefined ? undefined : numberOf(value));

/** `%s`, `%d`, `%v`, `%03d` and the like. */
function format(pattern: string, args: readonly Value[]): string | undefined {
  let [next, failed] = [0, false];
  const out = pattern.replace(
    /%(?:%|(-?)(0?)(\d*)(?:\.(\d+))?([svdqtfxXob]))/g,
    (all, minus, zero, width, digits, verb) => {
      if (all === "%%") return "%";
      const value = args[next];
      next += 1;
      let said = value === undefined ? undefined : textOf(value);
      if (value !== undefined && said === undefined && verb === "v") said = JSON.stringify(toJson(value));
      if (said === undefined) {
        failed = true;
        return "";
      }
      if (verb === "d" && !/^-?\d+$/.test(said)) failed = true;
      if (verb === "q") said = JSON.stringify(said);
      if (verb === "f") said = Number(said).toFixed(digits === undefined ? 6 : Number(digits));
      if (verb === "x") said = /^\d+$/.test(said) ? Number(said).toString(16) : said;
      const wide = Math.min(Number(width || 0), 1000);
      return minus === "-" ? said.padEnd(wide) : said.padStart(wide, zero === "0" ? "0" : " ");
    },
  );
  return failed || next < args.length ? undefined : out;
}

/** Go's regular expressions, as far as JavaScript's mean the same. */
function pattern(source: string, flags = ""): RegExp | undefined {
  // A loop inside a loop may take for ever.
  if (source.length > 200 || /[+*}]\)?[+*{]|\([^)]*[+*][^)]*\)[+*{]/.test(source)) return undefined;
  try {
    return new RegExp(source.replace(/\(\?P</g, "(?<"), `u${flags}`);
  } catch {
    return undefined;
  }
}

function replaced(whole: string, what: string, by: string): string | undefined {
  if (!(what.length > 1 && what.startsWith("/") && what.endsWith("/")))
    return whole.replaceAll(what, () => by);
  const found = pattern(what.slice(1, -1), "g");
  return found === undefined ? undefined : whole.replace(found, by.replace(/\$\{?(\d+)\}?/g, "$$$1"));
}

function merged(args: readonly Value[]): Value | undefined {
  const out = new Map<string, Value>();
  for (const { data } of args) {
    if (data === null) continue;
    if (!isMap(data)) return undefined;
    for (const [key, value] of data) out.set(key, value);
  }
  return made(out);
}

function flat(items: readonly Value[], depth = 0): Value[] {
  return items.flatMap((item) => (isList(item.data) && depth < 50 ? flat(item.data, depth + 1) : [item]));
}

function range(args: readonly Value[]): Value | undefined {
  const numbers = args.map(numberOf);
  if (!numbers.every((one) => one !== undefined)) return undefined;
  const [first = 0, second, third] = numbers as number[];
  const [start, end] = second === undefined ? [0, first] : [first, second];
  const step = third ?? (end < start ? -1 : 1);
  if (step === 0 || (end - start) / step > 1024) return undefined;
  const out: Value[] = [];
  for (let at = start; step > 0 ? at < end : at > end; at += step) out.push(made(at));
  return made(out);
}

/** Functions that need all their arguments. */
export const FUNCTIONS: Readonly<Record<string, Run>> = {
  lower: text((one) => one?.toLowerCase()),
  upper: text((one) => one?.toUpperCase()),
  title: text((one) =>
    one?.replace(/(^|[^\p{L}\p{N}'])(\p{L})/gu, (_, before, letter) => before + letter.toUpperCase()),
  ),
  trimspace: text((one) => one?.trim()),
  trim: text((one, signs = "") => {
    let [from, to] = [0, one?.length ?? 0];
    while (from < to && signs.includes(one?.[from] ?? "")) from += 1;
    while (to > from && signs.includes(one?.[to - 1] ?? "")) to -= 1;
    return one?.slice(from, to);
  }),
  trimprefix: text((one, head = "") => (one?.startsWith(head) ? one.slice(head.length) : one)),
  trimsuffix: text((one, tail = "") =>
    tail !== "" && one?.endsWith(tail) ? one.slice(0, -tail.length) : one,
  ),
  chomp: text((one) => one?.replace(/[\r\n]+$/, "")),
  startswith: text((one, head = "") => one?.startsWith(head)),
  endswith: text((one, tail = "") => one?.endsWith(tail)),
  strcontains: text((one, piece = "") => one?.includes(piece)),
  strrev: text((one = "") => [...one].reverse().join("")),
  replace: text((one = "", what = "", by = "") => replaced(one, what, by)),
  substr: (one, from, length) => {
    const all = one === undefined ? undefined : textOf(one);
    const [start, count] = [integer(from), integer(length)];
    if (all === undefined || start === undefined || count === undefined) return undefined;
    const signs = [...all];
    const begin = start < 0 ? signs.length + start : start;
    return made(signs.slice(begin, count < 0 ? undefined : begin + count).join(""));
  },
  format: (first, ...rest) => {
    const found = first === undefined ? undefined : format(textOf(first) ?? "", rest);
    return found === undefined ? undefined : made(found);
  },
  formatlist: (first, ...rest) => {
    const count = Math.max(...rest.map(({ data }) => (isList(data) ? data.length : 0)));
    if (first === undefined || count < 0) return undefined;
    const rows = Array.from({ length: count }, (_, at) =>
      format(
        textOf(first) ?? "",
        rest.map((one) => (isList(one.data) ? (one.data[at] ?? made("")) : one)),
      ),
    );
    return rows.every((row) => row !== undefined) ? made(rows.map((row) => made(row as string))) : undefined;
  },
  join: (by, ...lists) => {
    const items = flat(lists).map(textOf);
    const sign = by === undefined ? undefined : textOf(by);
    return sign !== undefined && items.every((one) => one !== undefined) ? made(items.join(sign)) : undefined;
  },
  split: (by, one) => {
    const [sign, all] = [by, one].map((value) => (value === undefined ? undefined : textOf(value)));
    return sign === undefined || all === undefined ? undefined : made(all.split(sign).map(made));
  },
  regex: (what, one) => {
    const [source, all] = [what, one].map((value) => (value === undefined ? undefined : textOf(value)));
    const found = pattern(source ?? "")?.exec((all ?? "").slice(0, 4096));
    if (found == null || found.length > 1) return undefined;
    return made(found[0]);
  },
  abs: number(Math.abs),
  ceil: number(Math.ceil),
  floor: number(Math.floor),
  max: number(Math.max),
  min: number(Math.min),
  pow: number((base = 0, power = 1) => base ** power),
  signum: number(Math.sign),
  sum: number((...all) => all.reduce((sum, one) => sum + one, 0)),
  parseint: (one, base) => {
    const found = Number.parseInt(one === undefined ? "" : (textOf(one) ?? ""), integer(base) ?? 10);
    return Number.isNaN(found) ? undefined : made(found);
  },
  length: (one) => {
    if (one === undefined) return undefined;
    const { data } = one;
    if (isList(data)) return made(data.length);
    if (isMap(data)) return made(data.size);
    return typeof data === "string" ? made([...data].length) : undefined;
  },
  concat: (...args) => {
    const lists = listsOf(args);
    return lists.every((one) => one !== undefined)
      ? made(lists.flatMap((one) => [...(one ?? [])]))
      : undefined;
  },
  contains: list((items, one) =>
    one === undefined ? undefined : made(items.some((item) => same(item, one))),
  ),
  compact: list((items) => made(items.filter(({ data }) => data !== null && data !== ""))),
  distinct: list((items) => made(distinct(items))),
  flatten: list((items) => made(flat(items))),
  reverse: list((items) => made([...items].reverse())),
  sort: list((items) => made(sorted(items))),
  toset: list((items) => made(sorted(distinct(items)))),
  tolist: list((items) => made(items)),
  element: list((items, at) => {
    const index = integer(at);
    return index === undefined || items.length === 0
      ? undefined
      : items[((index % items.length) + items.length) % items.length];
  }),
  index: list((items, one) => {
    const at = one === undefined ? -1 : items.findIndex((item) => same(item, one));
    return at < 0 ? undefined : made(at);
  }),
  slice: list((items, from, to) => made(items.slice(integer(from) ?? 0, integer(to) ?? items.length))),
  one: list((items) => (items.length === 0 ? made(null) : items.length === 1 ? items[0] : undefined)),
  alltrue: list((items) => made(items.every((item) => truthOf(item) === true))),
  anytrue: list((items) => made(items.some((item) => truthOf(item) === true))),
  chunklist: list((items, size) => {
    const step = integer(size) ?? 0;
    if (step < 1) return undefined;
    const count = Math.ceil(items.length / step);
    return made(Array.from({ length: count }, (_, at) => made(items.slice(at * step, at * step + step))));
  }),
  setunion: (...args) => made(sorted(distinct(listsOf(args).flatMap((one) => [...(one ?? [])])))),
  setintersection: list((items, ...rest) =>
    made(
      items.filter((item) => listsOf(rest).every((other) => other?.some((one) => same(one, item)) ?? false)),
    ),
  ),
  setsubtract: list((items, other) =>
    made(
      items.filter(
        (item) => !(other !== undefined && isList(other.data) && other.data.some((one) => same(one, item))),
      ),
    ),
  ),
  range: (...args) => range(args),
  keys: map((entries) => made([...entries.keys()].sort().map(made))),
  values: map((entries) => made([...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value))),
  tomap: map((entries) => made(entries)),
  merge: (...args) => merged(args),
  zipmap: (names, items) => {
    const [keys, values] = listsOf([names ?? made(null), items ?? made(null)]);
    if (keys === undefined || values === undefined || keys.length !== values.length) return undefined;
    return made(new Map(keys.map((key, at) => [textOf(key) ?? "", values[at] ?? made(null)])));
  },
  transpose: () => undefined,
  tostring: (one) => (one?.data === null ? one : text((all) => all)(...(one === undefined ? [] : [one]))),
  tonumber: (one) =>
    one?.data === null ? one : number((all = 0) => all)(...(one === undefined ? [] : [one])),
  tobool: (one) => {
    const truth = one === undefined ? undefined : truthOf(one);
    return truth === undefined ? undefined : made(truth);
  },
  jsonencode: (one) => (one === undefined ? undefined : made(JSON.stringify(toJson(one)))),
  jsondecode: text((one) => one),
  base64encode: text((one = "") =>
    btoa(String.fromCharCode(...new TextEncoder().encode(one.slice(0, 8192)))),
  ),
  base64decode: text((one = "") => decoded(one)),
  urlencode: text((one = "") => encodeURIComponent(one)),
  nonsensitive: (one) => one,
  sensitive: (one) => one,
  ephemeralasnull: (one) => one,
  indent: text((count, one = "") =>
    one.replaceAll("\n", `\n${" ".repeat(Math.min(Number(count) || 0, 100))}`),
  ),
};

function decoded(one: string): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(
      Uint8Array.from(atob(one), (sign) => sign.charCodeAt(0)),
    );
  } catch {
    return undefined;
  }
}

/** What a function makes of its arguments; nothing is known of one that is not known, and of what it refuses. */
export function run(name: string, args: readonly Value[]): Value {
  const nothing: Value = { data: UNKNOWN };
  if (name === "jsondecode") {
    const one = args[0] === undefined ? undefined : textOf(args[0]);
    try {
      return one === undefined ? nothing : fromJson(JSON.parse(one));
    } catch {
      return nothing;
    }
  }
  const found = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  // What only looks at the outside takes lists whose items are not known.
  const isLoose = LOOSE.includes(name);
  const isOpen = args.some((one) => (isLoose ? one.data === UNKNOWN : !isKnown(one)));
  if (found === undefined || isOpen) return nothing;
  const out = found(...args) ?? nothing;
  const size = typeof out.data === "string" || isList(out.data) ? out.data.length : 0;
  return size > LONGEST ? nothing : out;
}

const LOOSE = [
  "length",
  "merge",
  "concat",
  "keys",
  "values",
  "flatten",
  "tolist",
  "tomap",
  "element",
  "slice",
  "reverse",
  "one",
  "zipmap",
  "nonsensitive",
  "sensitive",
  "ephemeralasnull",
  "jsonencode-object",
];
