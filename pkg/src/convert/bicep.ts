/** Bicep: a workspace that exists and the compute in it. */
import { deployed, TYPE } from "./arm.js";
import { isObject, type Json, parameterOf, type Source, type Written } from "./resource.js";

/** Names of our own in the file; a parameter of the same name gets another one. */
const OWN = ["workspaceName", "workspace", "compute"];

/** A Bicep file. */
export function bicep(source: Source): Written {
  const named = (parameter: string) => (OWN.includes(parameter) ? `${parameter}Value` : parameter);
  const lines = [
    "@description('Name of the workspace that the compute belongs to.')",
    "param workspaceName string",
    "",
  ];
  for (const { parameter } of source.secrets) lines.push("@secure()", `param ${named(parameter)} string`, "");
  lines.push(
    `resource workspace 'Microsoft.MachineLearningServices/workspaces@${source.apiVersion}' existing = {`,
    "  name: workspaceName",
    "}",
    "",
    `resource compute '${TYPE}@${source.apiVersion}' = {`,
    "  parent: workspace",
    `  name: ${text(source.name)}`,
  );
  for (const [key, value] of Object.entries(deployed(source.resource))) {
    lines.push(`  ${name(key)}: ${expression(value, 1, named)}`);
  }
  lines.push("}", "", "output computeId string = compute.id", "");
  return { text: lines.join("\n"), losses: [] };
}

function name(key: string): string {
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

function expression(value: Json, depth: number, named: (parameter: string) => string): string {
  const parameter = parameterOf(value);
  if (parameter !== undefined) return named(parameter);
  if (typeof value === "string") return text(value);
  const indent = "  ".repeat(depth);
  if (Array.isArray(value)) {
    if (value.length === 0) return "[]";
    const items = value.map((item) => `${indent}  ${expression(item, depth + 1, named)}`);
    return `[\n${items.join("\n")}\n${indent}]`;
  }
  if (isObject(value)) {
    const members = Object.entries(value);
    if (members.length === 0) return "{}";
    const lines = members.map(
      ([key, item]) => `${indent}  ${name(key)}: ${expression(item, depth + 1, named)}`,
    );
    return `{\n${lines.join("\n")}\n${indent}}`;
  }
  // Bicep has whole numbers only, and no exponents, with which JavaScript spells great ones.
  if (typeof value === "number" && !Number.isSafeInteger(value)) return `json('${value}')`;
  return String(value);
}
