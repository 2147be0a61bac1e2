/** Bicep: the workspaces, which exist, and the computes in them. */
import { deployed, TYPE } from "./arm.js";
import {
  allParameters,
  isObject,
  type Json,
  numbered,
  type Part,
  parameterOf,
  type Source,
  type Writer,
  workspacesOf,
} from "./resource.js";
import { camel } from "./sources.js";

/** A Bicep file. */
export const bicep: Writer<Part & { lines: string[] }> = {
  extension: ".bicep",
  takesKeys: true,
  takesValues: true,
  part: (source) => ({ losses: [], lines: resource(source) }),
  text(pieces) {
    const lines: string[] = [];
    const workspaces = workspacesOf(pieces);
    for (const { workspace, workspaceName } of workspaces) {
      const which = workspaces.length > 1 && workspaceName !== undefined ? ` (${workspaceName})` : "";
      lines.push(
        `@description(${text(`Name of the workspace that the compute belongs to${which}.`)})`,
        `param ${numbered("workspaceName", workspace)} string`,
        "",
      );
    }
    for (const { parameter, open, type, fallback } of pieces.flatMap(({ source }) => allParameters(source))) {
      // Calls and members are spelled as in a template, without its brackets.
      const own = fallback === undefined ? "" : ` = ${fallback.slice(1, -1)}`;
      lines.push(...(open ? [] : ["@secure()"]), `param ${parameter} ${type ?? "string"}${own}`, "");
    }
    for (const { workspace, apiVersion } of workspaces) {
      lines.push(
        `resource ${numbered("workspace", workspace)} 'Microsoft.MachineLearningServices/workspaces@${apiVersion}' existing = {`,
        `  name: ${numbered("workspaceName", workspace)}`,
        "}",
        "",
      );
    }
    lines.push(...pieces.flatMap(({ part }) => part.lines));
    for (const { source } of pieces) lines.push(`output ${symbol(source)}Id string = ${symbol(source)}.id`);
    return [...lines, ""].join("\n");
  },
};

/** The name of the resource in the file: a letter in front keeps it off the words of the language. */
function symbol({ label }: Source): string {
  const word = camel(label);
  return `compute${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}

function resource(source: Source): string[] {
  return [
    `resource ${symbol(source)} '${TYPE}@${source.apiVersion}' = {`,
    `  parent: ${numbered("workspace", source.workspace)}`,
    `  name: ${expression(source.name, 1)}`,
    ...Object.entries(deployed(source.resource)).map(
      ([key, value]) => `  ${name(key)}: ${expression(value, 1)}`,
    ),
    "}",
    "",
  ];
}

function name(key: string): string {
  const parameter = parameterOf(key);
  if (parameter !== undefined) return `'\${${parameter}}'`;
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(key) ? key : text(key);
}

function text(value: string): string {
  const escaped = value
    .replaceAll("\\", "\\\\")
    .replaceAll("'", "\\'")
    .replaceAll("${", "\\${")
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r")
    .replaceAll("\t", "\\t");
  // Other control characters have an escape by number.
  return `'${escaped.replace(/\p{Cc}/gu, (found) => `\\u{${found.charCodeAt(0).toString(16)}}`)}'`;
}

function expression(value: Json, depth: number): string {
  const parameter = parameterOf(value);
  if (parameter !== undefined) return parameter;
  if (typeof value === "string") return text(value);
  const indent = "  ".repeat(depth);
  if (Array.isArray(value)) {
    if (value.length === 0) return "[]";
    const items = value.map((item) => `${indent}  ${expression(item, depth + 1)}`);
    return `[\n${items.join("\n")}\n${indent}]`;
  }
  if (isObject(value)) {
    const members = Object.entries(value);
    if (members.length === 0) return "{}";
    const lines = members.map(([key, item]) => `${indent}  ${name(key)}: ${expression(item, depth + 1)}`);
    return `{\n${lines.join("\n")}\n${indent}}`;
  }
  // Bicep has whole numbers only, and no exponents, with which JavaScript spells great ones.
  if (typeof value === "number" && !Number.isSafeInteger(value)) return `json('${value}')`;
  return String(value);
}

/** Single values and keys, for texts that are edited. */
export const snippet = {
  value: (value: unknown): string => expression(value as Json, 0),
  key: name,
};
