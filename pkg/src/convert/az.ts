/** Command lines: `az ml` where it says the compute, `az rest` where it does not. */
import { deployed } from "./arm.js";
import { cliV2, document } from "./cli-v2.js";
import { type Source, variable, type Written, withParameters } from "./resource.js";

/** Kinds that the command creates; the others it attaches. */
const CREATED = ["AmlCompute", "ComputeInstance"];

/** A script for a POSIX shell. */
export function azCli(source: Source): Written {
  const found = document(source);
  const exact = found !== undefined && found.losses.length === 0 ? cliV2(source) : undefined;
  const secrets = source.secrets.map(({ parameter }) => parameter);
  const needed = [
    "RESOURCE_GROUP",
    "WORKSPACE",
    ...(exact ? [] : ["SUBSCRIPTION"]),
    ...secrets.map(variable),
  ];
  const head = ["#!/bin/sh", "set -eu", `: ${needed.map((name) => `"\${${name}:?}"`).join(" ")}`];
  return {
    text: [...head, ...(exact ? byMl(source, secrets) : byRest(source, secrets)), ""].join("\n"),
    losses: [],
  };
}

/** A marker of a here document that the text does not hold. */
function marker(text: string): string {
  let word = "END";
  while (text.split("\n").includes(word)) word += "_";
  return word;
}

/** A text in which the shell replaces nothing but the secrets: those are put in by a filter of their own. */
function hereDocument(text: string): string[] {
  const end = marker(text);
  return [`<<'${end}'`, text.replace(/\n$/, ""), end];
}

function byMl(source: Source, secrets: readonly string[]): string[] {
  const filled = cliV2(source);
  const verb = CREATED.includes(source.kind) ? "create" : "attach";
  const [open = "", ...rest] = hereDocument(filled?.text ?? "");
  const settings = secrets.map((parameter) => secretSetting(source, parameter));
  const lines = ["file=$(mktemp)", "trap 'rm -f \"$file\"' EXIT", `cat > "$file" ${open}`, ...rest];
  const set = settings.length > 0 ? ` --set ${settings.join(" ")}` : "";
  return [
    ...lines,
    `az ml compute ${verb} --file "$file"${set} --resource-group "$RESOURCE_GROUP" --workspace-name "$WORKSPACE"`,
  ];
}

/** `ssh_settings.admin_password="$ADMIN_USER_PASSWORD"` */
function secretSetting(source: Source, parameter: string): string {
  const settings = document(source)?.document["ssh_settings"];
  const entries = typeof settings === "object" && settings !== null ? Object.entries(settings) : [];
  const key = entries.find(([, value]) => value === `\u0000${parameter}`)?.[0] ?? "admin_password";
  return `ssh_settings.${key}="$${variable(parameter)}"`;
}

function byRest(source: Source, secrets: readonly string[]): string[] {
  const body = withParameters(deployed(source.resource), (parameter) => `@@${variable(parameter)}@@`);
  const [open = "", ...rest] = hereDocument(JSON.stringify(body, null, 2));
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
    "file=$(mktemp)",
    "trap 'rm -f \"$file\"' EXIT",
    `cat > "$file" ${open}`,
    ...rest,
    ...fill,
    `az rest --method put --url "${url}" --body "@$file"`,
  ];
}
