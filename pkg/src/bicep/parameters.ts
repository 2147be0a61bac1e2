/** A parameter file (`.bicepparam`) as the deployment of the file that it names. */
import { SyntaxFault } from "../source/fault.js";
import type { Statement } from "./ast.js";
import { type Compiled, compile, type Given, Template, type Units } from "./compile.js";
import type { Unit } from "./unit.js";

/** Deepest that parameter files extend each other. */
const DEEPEST = 8;

/** Why nothing of a parameter file can be judged; the second part of a reason in src/validate/names.rs. */
export class NoMainFile extends SyntaxFault {
  constructor(
    readonly reason: "no-using" | "no-main" | "main-unread",
    found: string,
    statement: Statement | undefined,
  ) {
    super(found, statement?.head ?? [0, 0]);
  }
}

/** The template of a file of either sort. */
export function compileAny(units: Units): Compiled {
  const { main } = units;
  const using = main.statements.find(({ keyword }) => keyword === "using");
  if (using === undefined && !/\.bicepparam$/i.test(main.path)) {
    // In a parameter file the other file says the types.
    const bare = main.statements.find(({ keyword, type }) => keyword === "param" && type === undefined);
    if (bare !== undefined) throw new SyntaxFault(`the parameter \`${bare.name}\` has no type`, bare.head);
    return compile(units);
  }
  if (using === undefined) throw new NoMainFile("no-using", "", undefined);
  const spots = new Map();
  const whole = new Template(units, main, spots, "", undefined, 0);
  const { target } = using;
  // `using none`, and files in registries, which nobody reads from here.
  if (target === undefined || /^(?:br|ts)(?:\/\w+)?:/.test(target)) {
    return { json: whole.text(new Map()), spots };
  }
  const given = valuesOf(units, main, 0);
  const unit = units.unit(main, target);
  if (unit !== undefined) return { json: whole.deployment(using, given, unit), spots };
  const text = units.text(main, target);
  if (text === undefined) throw new NoMainFile("no-main", target, using);
  if (!isTemplate(text)) throw new NoMainFile("main-unread", target, using);
  return { json: whole.deployment(using, given, text), spots };
}

/** What a parameter file gives to the parameters of another one: its own values before those that it extends. */
function valuesOf(units: Units, unit: Unit, depth: number): Map<string, Given> {
  const base = unit.statements.find(({ keyword }) => keyword === "extends")?.target;
  const below = base === undefined || depth >= DEEPEST ? undefined : units.unit(unit, base);
  const given = below === undefined ? new Map<string, Given>() : valuesOf(units, below, depth + 1);
  for (const { keyword, name, value } of unit.statements) {
    if (keyword === "param" && value !== undefined) given.set(name, { unit, expr: value });
  }
  return given;
}

/** Whether a text is a compiled template, which a parameter file may name as well. */
function isTemplate(text: string): boolean {
  try {
    const root: unknown = JSON.parse(text);
    return typeof root === "object" && root !== null && "resources" in root;
  } catch {
    return false;
  }
}
