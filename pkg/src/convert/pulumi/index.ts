/** Pulumi: programs in TypeScript and in YAML for the provider azure-native. */
import {
  allParameters,
  isObject,
  type Json,
  type JsonObject,
  marked,
  numbered,
  type ParameterType,
  type Piece,
  parameterOf,
  type Source,
  type Writer,
  workspacesOf,
} from "../resource.js";
import { yaml } from "../yaml.js";
import { type Arguments, argumentsOf, PROVIDER } from "./args.js";

/** A key of the program's configuration. */
interface Key {
  readonly name: string;
  readonly type: ParameterType;
  readonly secret: boolean;
}

/** The keys of all computes, the workspaces' first. */
function keysOf(pieces: readonly Piece<Arguments>[]): Key[] {
  const own = workspacesOf(pieces).flatMap(({ workspace }) =>
    ["resourceGroupName", "workspaceName"].map((word) => numbered(word, workspace)),
  );
  const text = (name: string): Key => ({ name, type: "string", secret: false });
  return [
    ...own.map(text),
    ...pieces.flatMap(({ source }) =>
      allParameters(source).map(
        ({ parameter, open, type }): Key => ({
          name: keyed(parameter),
          type: type ?? "string",
          secret: open !== true,
        }),
      ),
    ),
  ];
}

/** A parameter as a key of the configuration. */
function keyed(parameter: string): string {
  return parameter.replace(/-+([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** The name of a compute among the resources of the program. */
function labelOf({ label, name }: Source): string {
  return label === "" ? (parameterOf(name) === undefined ? name : "compute") : label;
}

const HEAD = `azure-native ${PROVIDER.version} sends api-version ${PROVIDER.apiVersion}.`;

/** A program in TypeScript. */
export const pulumiTs: Writer<Arguments> = {
  extension: ".ts",
  takesValues: true,
  part: (source) => argumentsOf(source, marked),
  text(pieces) {
    const keys = new Map(keysOf(pieces).map((key) => [key.name, key]));
    const resources = pieces.flatMap(({ source, part }) => [
      "",
      `new machinelearningservices.Compute(${text(labelOf(source))}, ${expression(part.args, keys, 0)});`,
    ]);
    return [
      `// ${HEAD}`,
      'import * as machinelearningservices from "@pulumi/azure-native/machinelearningservices/index.js";',
      'import * as pulumi from "@pulumi/pulumi";',
      "",
      "const config = new pulumi.Config();",
      ...resources,
      "",
    ].join("\n");
  },
};

const REQUIRE: Readonly<Record<ParameterType, string>> = {
  string: "require",
  int: "requireNumber",
  bool: "requireBoolean",
  object: "requireObject",
  array: "requireObject",
};

function expression(value: Json, keys: ReadonlyMap<string, Key>, depth: number): string {
  const parameter = parameterOf(value);
  if (parameter !== undefined) {
    const { name, type, secret } = keys.get(keyed(parameter)) ?? {
      name: keyed(parameter),
      type: "string",
      secret: false,
    };
    const method = secret ? "requireSecret" : REQUIRE[type];
    return `config.${method}${method === "requireObject" ? "<any>" : ""}(${text(name)})`;
  }
  const indent = "  ".repeat(depth);
  if (Array.isArray(value)) {
    if (value.length === 0) return "[]";
    const items = value.map((item) => `${indent}  ${expression(item, keys, depth + 1)},\n`);
    return `[\n${items.join("")}${indent}]`;
  }
  if (isObject(value)) {
    const members = Object.entries(value);
    if (members.length === 0) return "{}";
    const lines = members.map(
      ([key, item]) => `${indent}  ${member(key)}: ${expression(item, keys, depth + 1)},\n`,
    );
    return `{\n${lines.join("")}${indent}}`;
  }
  return typeof value === "string" ? text(value) : String(value);
}

function member(key: string): string {
  // Of this key alone a literal sets the prototype.
  if (key === "__proto__") return `[${text(key)}]`;
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : text(key);
}

/** A literal of JSON is one of JavaScript. */
function text(value: string): string {
  return JSON.stringify(value);
}

/** A program in YAML. */
export const pulumiYaml: Writer<Arguments> = {
  extension: ".yaml",
  takesValues: true,
  part: (source) => argumentsOf(source, marked),
  text(pieces) {
    const config = Object.fromEntries(
      keysOf(pieces).map(({ name, type, secret }) => [
        name,
        { type: TYPES[type], ...(secret ? { secret } : {}) },
      ]),
    );
    const resources = Object.fromEntries(
      pieces.map(({ source, part }) => [
        labelOf(source),
        {
          type: "azure-native:machinelearningservices:Compute",
          properties: interpolated(part.args) as JsonObject,
        },
      ]),
    );
    return `# ${HEAD}\n${yaml({ name: "computes", runtime: "yaml", config, resources })}`;
  },
};

const TYPES: Readonly<Record<ParameterType, string>> = {
  string: "string",
  int: "integer",
  bool: "boolean",
  object: "object",
  array: "array",
};

/** Parameters as `${name}`; what looks like one is spelled out. */
function interpolated(value: Json): Json {
  const parameter = parameterOf(value);
  if (parameter !== undefined) return `\${${keyed(parameter)}}`;
  if (typeof value === "string") return value.replaceAll("${", () => "$${");
  if (Array.isArray(value)) return value.map(interpolated);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, interpolated(item)]));
}
