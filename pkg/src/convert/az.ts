/** Command lines: `az ml` where it says the compute, `az rest` where it does not. */
import { deployed } from "./arm.js";
import { type Document, document, isCreated, text } from "./cli-v2.js";
import { parametersOf, type Source, variable, type Written, withParameters } from "./resource.js";

/** A script for a POSIX shell. */
export function azCli(source: Source): Written {
  const found = document(source);
  const exact = typeof found !== "string" && found.losses.length === 0 && isSet(found) ? found : undefined;
  const secrets =
    exact === undefined
      ? source.secrets.map(({ parameter }) => parameter)
      : parametersOf(exact.document).map(({ parameter }) => parameter);
  const needed = [
    "RESOURCE_GROUP",
    "WORKSPACE",
    ...(exact ? [] : ["SUBSCRIPTION"]),
    ...secrets.map(variable),
  ];
  const head = ["#!/bin/sh", "set -eu", `: ${needed.map((name) => `"\${${name}:?}"`).join(" ")}`];
  const body = exact === undefined ? byRest(source, secrets) : byMl(source, exact);
  return { text: [...head, ...body, ""].join("\n"), losses: [] };
}

/** Whether `--set` reaches all secrets: a map of any keys, or a list, it does not. */
function isSet({ document }: Document): boolean {
  return parametersOf(document).every(({ steps }) => steps[0] === "ssh_settings" && steps.length === 2);
}

/** A marker of a here document that the text does not hold. */
function marker(text: string): string {
  let word = "END";
  while (text.split("\n").includes(word)) word += "_";
  return word;
}

/** Lines that write a text into a file of its own, whose name is `$file`; the shell replaces nothing in it. */
function intoFile(text: string): string[] {
  const end = marker(text);
  return [
    "file=$(mktemp)",
    "trap 'rm -f \"$file\"' EXIT",
    `cat > "$file" <<'${end}'`,
    text.replace(/\n$/, ""),
    end,
  ];
}

function byMl(source: Source, found: Document): string[] {
  const settings = parametersOf(found.document).map(
    ({ parameter, steps }) => `${steps.join(".")}="$${variable(parameter)}"`,
  );
  const set = settings.length > 0 ? ` --set ${settings.join(" ")}` : "";
  const verb = isCreated(source) ? "create" : "attach";
  return [
    ...intoFile(text(found)),
    `az ml compute ${verb} --file "$file"${set} --resource-group "$RESOURCE_GROUP" --workspace-name "$WORKSPACE"`,
  ];
}

function byRest(source: Source, secrets: readonly string[]): string[] {
  const body = withParameters(deployed(source.resource), (parameter) => `@@${variable(parameter)}@@`);
  const url =
    "https://management.azure.com/subscriptions/$SUBSCRIPTION/resourceGroups/$RESOURCE_GROUP/providers/" +
    `Microsoft.MachineLearningServices/workspaces/$WORKSPACE/computes/${encodeURIComponent(source.name)}` +
    `?api-version=${source.apiVersion}`;
  // A secret becomes JSON text by python3, which every installation of az brings.
  const fill = secrets.map(
    (parameter) =>
      `export ${variable(parameter)}; python3 -c 'import json,os,sys;p=sys.argv[1];t=open(p).read();` +
      `open(p,"w").write(t.replace("\\"@@"+sys.argv[2]+"@@\\"",json.dumps(os.environ[sys.argv[2]])))' "$file" ${variable(parameter)}`,
  );
  return [
    ...intoFile(JSON.stringify(body, null, 2)),
    ...fill,
    `az rest --method put --url "${url}" --body "@$file"`,
  ];
}
