/** What is told of a conversion beside what the writer of the format tells. */

import { computesIn, differencesOf } from "../formats-part.js";
import { optionsJson } from "../options.js";
import { covers } from "../pointer.js";
import type { ConvertOptions } from "./options.js";
import {
  at,
  isObject,
  isOpenAt,
  type Loss,
  leaves,
  type Part,
  parameterOf,
  type Secret,
  type Source,
  type Told,
  withParameters,
} from "./resource.js";
import type { Ready } from "./sources.js";
import { refersTo } from "./terraform/hcl.js";

/** All that is told about one compute that was written. */
export function lossesOf(
  { source, told: before, index }: Ready,
  part: Part,
  written: string,
  target: string,
  options: ConvertOptions,
): Loss[] {
  const own = [...before, ...part.losses].map((told) => asExpression(source, told));
  const lost = own.filter(({ reason }) => reason !== "refused");
  const isLost = (path: string) => lost.some((told) => covers(told.path, path));
  // A secret that is lost has no parameter.
  const kept = source.secrets.filter((secret) => !isLost(secret.path) && isUsed(secret, written, target));
  const told: Told[] = [
    ...name(source, target),
    ...own,
    ...kept.filter((secret) => !isDefault(secret, target)).map(parameter),
  ];
  told.push(...untold(source, part, told, options));
  const silent = kept.filter((secret) => isDefault(secret, target)).map(({ path }) => path);
  told.push(...expressions(source, [...told.map(({ path }) => path), ...silent], written));
  return told.map((loss) => ({ ...loss, target, resource: index }));
}

/** Where nobody said the name, or only a deployment knows it; the body of a request needs none. */
function name({ nameParameter, isOfTemplate }: Source, target: string): Told[] {
  if (nameParameter === undefined) return [];
  if (isOfTemplate) return [{ path: "/name", reason: "name-expression" }];
  return target === "arm" ? [] : [{ path: "", reason: "name" }];
}

function asExpression(source: Source, told: Told): Told {
  const isOne = told.reason === "lost" && isOpenAt(source, told.path);
  return isOne ? { ...told, reason: "expression-lost" } : told;
}

/** What is no cluster is where its workspace is: an expression for that place says nothing. */
const PLACES = ["/location", "/properties/computelocation"];

/** A member that a parameter stands for. */
function parameter({ path, open, type }: Secret): Told {
  if (type !== undefined) return { path, reason: "expression-parameter" };
  return { path, reason: open ? "unread" : "secret" };
}

/** Whether a parameter has the expression that it stands for as its default: Terraform knows no expression of it. */
function isDefault({ fallback }: Secret, target: string): boolean {
  return fallback !== undefined && target !== "terraform";
}

/** Whether a parameter for an expression came into the text: not every writer says every member. */
function isUsed({ parameter, type }: Secret, written: string, target: string): boolean {
  return type === undefined || target !== "terraform" || refersTo(written, parameter);
}

/** Expressions of a template that nothing could resolve: texts in every other format, or nothing at all. */
function expressions(source: Source, told: readonly string[], written: string): Told[] {
  const paths = new Set(told.map((path) => path.toLowerCase()));
  const isTold = (path: string) => {
    const steps = path.toLowerCase().split("/");
    return steps.some((_, end) => paths.has(steps.slice(0, end + 1).join("/")) && end > 0);
  };
  return leaves(source.resource).flatMap((path): Told[] => {
    const expression = at(source.resource, path);
    if (typeof expression !== "string" || !isOpenAt(source, path) || isTold(path)) return [];
    if (parameterOf(expression) !== undefined) return place(source, path);
    const spellings = [
      expression,
      JSON.stringify(expression).slice(1, -1),
      expression.replaceAll("'", "\\'"),
    ];
    if (spellings.some((spelling) => written.includes(spelling))) return [{ path, reason: "expression" }];
    return place(source, path);
  });
}

/** An expression that is not written. */
function place(source: Source, path: string): Told[] {
  if (source.kind !== "AmlCompute" && PLACES.includes(path.toLowerCase())) return [];
  return [{ path, reason: "expression-lost" }];
}

/**
 * What nobody has told of the differences of a resource and what is read again of its text: what the tools of the
 * format would leave out, change or add of themselves.
 */
function untold(source: Source, part: Part, told: readonly Told[], options: ConvertOptions): Told[] {
  if (part.again === undefined) return [];
  const { facts, workspaceLocation, apiVersion } = options;
  const given = { facts, workspaceLocation, apiVersion, format: part.again.format };
  const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const text = JSON.stringify(withParameters(part.again.data, (parameter) => `<${parameter}>`));
  const passed = optionsJson(known, "convert");
  const found = JSON.parse(computesIn(text, passed)) as { body: string }[];
  const body = found[0]?.body;
  if (body === undefined) return [];
  // A name that nobody said is told at the root; that tells nothing of what lies below.
  const places = told.filter(({ reason }) => reason !== "name").map(({ path }) => path);
  const isTold = (path: string) => places.some((place) => covers(place, path) || isTypeOf(place, path));
  const differences = differencesOf(JSON.stringify(source.resource), body, homeOf(options));
  return (JSON.parse(differences) as Told[]).filter(({ path }) => !isTold(path));
}

/** Whether a place tells the type of an identity, which says what becomes of all of it. */
function isTypeOf(told: string, path: string): boolean {
  return told.toLowerCase() === "/identity/type" && path.toLowerCase().startsWith("/identity/");
}

/** The region of the workspace, as far as the caller tells it. */
export function homeOf({ facts, workspaceLocation }: ConvertOptions): string | undefined {
  const known: unknown = typeof facts === "string" ? parsed(facts) : facts;
  const workspace = isObject(known) ? known["workspace"] : undefined;
  const home = workspaceLocation ?? (isObject(workspace) ? workspace["location"] : undefined);
  return typeof home === "string" ? home : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What cannot be read is told by the report.
    return undefined;
  }
}
