/** The members that a Compute of azure-native takes, derived from its types; `--write` writes the writer's table. */
import { readFileSync, writeFileSync } from "node:fs";
import ts from "typescript";

const TABLE = new URL("../../../pkg/src/convert/pulumi/members.ts", import.meta.url);

/** The table as it is in the package. */
export function written() {
  const rows = readFileSync(TABLE, "utf8").matchAll(/^ {2}(\w+):\s*'(.*)',$/gm);
  return Object.fromEntries([...rows].map(([, kind, text]) => [kind, JSON.parse(text)]));
}

/**
 * Per kind, and for the resource itself (`resource`): names of members with what they take, `s` text, `n` number, `b` true
 * or false, `a` anything, `{…}` members, `[x]` a list, `{"*": x}` a map. A `!` behind a name: it is demanded.
 */
export function derive() {
  const entry = new URL("./probe.ts", import.meta.url).pathname;
  const options = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  const source =
    'import type { ComputeArgs } from "@pulumi/azure-native/machinelearningservices/index.js";\nexport declare const probe: ComputeArgs;\n';
  host.fileExists = (name) => name === entry || fileExists.call(host, name);
  host.readFile = (name) => (name === entry ? source : readFile.call(host, name));
  host.getSourceFile = (name, ...rest) =>
    name === entry
      ? ts.createSourceFile(name, source, ts.ScriptTarget.ES2022)
      : getSourceFile.call(host, name, ...rest);
  const program = ts.createProgram([entry], options, host);
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(entry);
  const statement = file.statements.find(ts.isVariableStatement);
  const args = checker.getTypeAtLocation(statement.declarationList.declarations[0]);
  const out = { resource: {} };
  for (const property of args.getProperties()) {
    if (property.name !== "properties") out.resource[nameOf(property)] = shape(typeOf(property));
  }
  const properties = args.getProperty("properties");
  for (const kind of plain(typeOf(properties))) {
    const word = plain(typeOf(kind.getProperty("computeType"))).find((one) => one.isStringLiteral()).value;
    out[word] = shape(kind, [kind]);
  }
  return out;

  function typeOf(symbol) {
    return checker.getTypeOfSymbolAtLocation(symbol, statement);
  }
  function nameOf(symbol) {
    return (symbol.flags & ts.SymbolFlags.Optional) === 0 ? `${symbol.name}!` : symbol.name;
  }
  /** What remains of Input<T>: without promises, outputs and undefined. */
  function plain(type) {
    const parts = type.isUnion() ? type.types : [type];
    return parts.filter((part) => {
      const name = part.symbol?.name ?? part.aliasSymbol?.name ?? "";
      const isWrapped = name === "Promise" || name === "OutputInstance" || part.getProperty("apply") !== undefined;
      return !isWrapped && (part.flags & ts.TypeFlags.Undefined) === 0;
    });
  }
  function shape(type, given) {
    const parts = given ?? plain(type);
    const some = (flag) => parts.some((part) => (part.flags & flag) !== 0);
    if (some(ts.TypeFlags.Any)) return "a";
    if (some(ts.TypeFlags.StringLike)) return "s";
    if (some(ts.TypeFlags.NumberLike)) return "n";
    if (some(ts.TypeFlags.BooleanLike)) return "b";
    const [part] = parts;
    if (checker.isArrayType(part)) return [shape(checker.getTypeArguments(part)[0])];
    const index = checker.getIndexTypeOfType(part, ts.IndexKind.String);
    if (index !== undefined) return { "*": shape(index) };
    return Object.fromEntries(
      part.getProperties().map((property) => [nameOf(property), shape(typeOf(property))]),
    );
  }
}

if (process.argv.includes("--write")) {
  const rows = Object.entries(derive()).map(([kind, members]) => `  ${kind}:\n    '${JSON.stringify(members)}',\n`);
  const head = "/** Members that azure-native 3.28 takes, as JSON; made by tests/clients/pulumi/derive.js. */";
  writeFileSync(TABLE, `${head}\nexport const MEMBERS = {\n${rows.join("")}};\n`);
}
