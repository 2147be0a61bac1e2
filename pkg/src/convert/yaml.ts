/** Writes YAML 1.2 that readers of YAML 1.1 read the same way. */
import { isObject, type Json } from "./resource.js";

/** A value as a YAML document. */
export function yaml(value: Json): string {
  return `${block(value, 0)}\n`;
}

function block(value: Json, depth: number): string {
  const indent = "  ".repeat(depth);
  if (Array.isArray(value)) {
    if (value.length === 0) return "[]";
    return value
      .map((item) => {
        const text = block(item, depth + 1);
        // The first member of a map stands behind the dash.
        return isNested(item) ? `${indent}- ${text.trimStart()}` : `${indent}- ${text}`;
      })
      .join("\n");
  }
  if (isObject(value)) {
    const members = Object.entries(value);
    if (members.length === 0) return "{}";
    return members
      .map(([key, item]) => {
        const head = `${indent}${scalar(key)}:`;
        return isNested(item) ? `${head}\n${block(item, depth + 1)}` : `${head} ${block(item, depth)}`;
      })
      .join("\n");
  }
  return scalar(value);
}

function isNested(value: Json): boolean {
  return Array.isArray(value) ? value.length > 0 : isObject(value) && Object.keys(value).length > 0;
}

/** Plain where every reader takes it for a text, else in the quotes of JSON, which YAML shares. */
function scalar(value: Json): string {
  if (typeof value !== "string") return JSON.stringify(value);
  const plain = /^[A-Za-z_/$.][A-Za-z0-9_/$. @+-]*$/.test(value) && !value.endsWith(" ");
  const word = /^(?:y|n|yes|no|on|off|true|false|null|~|\.nan|\.inf)$/i.test(value);
  // Some readers take an exponent or a point alone for a number.
  const number = /^[.+-]?[0-9]/.test(value) || /^[.+-]?[._0-9]*(?:e[+-]?[0-9_]*)?$/i.test(value);
  return plain && !word && !number ? value : JSON.stringify(value);
}
