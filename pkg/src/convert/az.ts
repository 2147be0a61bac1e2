/** Command lines: `az ml` where it says the compute, `az rest` where it does not. */
import { deployed } from "./arm.js";
import { type Document, document, isCreated, text } from "./cli-v2.js";
import {
  allParameters,
  numbered,
  type Part,
  parameterOf,
  parametersOf,
  type Source,
  variable,
  type Writer,
  withParameters,
} from "./resource.js";

export interface Commands extends Part {
  /** Variables of the environment that the lines read. */
  readonly needed: readonly string[];
  readonly lines: readonly string[];
}

/** A script for a POSIX shell. */
export const azCli: Writer<Commands> = {
  extension: ".sh",
  part(source) {
    const found = document(source);
    const exact = typeof found !== "string" && found.losses.length === 0 && isSet(found) ? found : undefined;
    const workspace = numbered("WORKSPACE", source.workspace, "_");
    if (exact !== undefined) {
      const secrets = parametersOf(exact.document).map(({ parameter }) => variable(parameter));
      return {
        needed: ["RESOURCE_GROUP", workspace, ...secrets],
        lines: byMl(source, exact),
        losses: [],
        again: { format: "cli-v2", data: exact.document },
      };
    }
    const secrets = allParameters(source).map(({ parameter }) => variable(parameter));
    return {
      needed: ["RESOURCE_GROUP", workspace, "SUBSCRIPTION", ...secrets],
      lines: byRest(source),
      losses: [],
    };
  },
  text(pieces) {
    const needed = new Set(pieces.flatMap(({ part }) => part.needed));
    const lines = ["#!/bin/sh", "set -eu", `: ${[...needed].map((name) => `"\${${name}:?}"`).join(" ")}`];
    lines.push("folder=$(mktemp -d)", "trap 'rm -rf \"$folder\"' EXIT");
    pieces.forEach(({ source, part }, index) => {
      const title = source.label === "" ? [] : ["", `# ${comment(source)}`];
      lines.push(...title, `file="$folder/compute-${index + 1}"`, ...part.lines);
    });
    return [...lines, ""].join("\n");
  },
};

/** What a compute is, on one line. */
export function comment({ name, kind, label }: Source): string {
  const shown = parameterOf(name) === undefined ? name : label;
  return `${shown.replace(/[^\x20-\x7E]/g, "?")} (${kind})`;
}

/** Whether `--set` reaches all secrets: a map of any keys, or a list, it does not. */
function isSet({ document }: Document): boolean {
  const reached = (steps: readonly (string | number)[]) =>
    steps.join("/") === "name" || (steps[0] === "ssh_settings" && steps.length === 2);
  return parametersOf(document).every(({ steps }) => reached(steps));
}

/** A marker of a here document that the text does not hold. */
function marker(text: string): string {
  let word = "END";
  while (text.split("\n").includes(word)) word += "_";
  return word;
}

/** Lines that write a text into the file that `$file` names; the shell replaces nothing in it. */
function intoFile(text: string): string[] {
  const end = marker(text);
  return [`cat > "$file" <<'${end}'`, text.replace(/\n$/, ""), end];
}

function byMl(source: Source, found: Document): string[] {
  const settings = parametersOf(found.document).map(
    ({ parameter, steps }) => `${steps.join(".")}="$${variable(parameter)}"`,
  );
  const set = settings.length > 0 ? ` --set ${settings.join(" ")}` : "";
  const verb = isCreated(source) ? "create" : "attach";
  return [
    ...intoFile(text(found)),
    `az ml compute ${verb} --file "$file"${set} --resource-group "$RESOURCE_GROUP" --workspace-name "$${numbered("WORKSPACE", source.workspace, "_")}"`,
  ];
}

function byRest(source: Source): string[] {
  const body = withParameters(deployed(source.resource), (parameter) => `@@${variable(parameter)}@@`);
  const unknown = parameterOf(source.name);
  const name = unknown === undefined ? encodeURIComponent(source.name) : `$${variable(unknown)}`;
  const workspace = numbered("WORKSPACE", source.workspace, "_");
  const url =
    "https://management.azure.com/subscriptions/$SUBSCRIPTION/resourceGroups/$RESOURCE_GROUP/providers/" +
    `Microsoft.MachineLearningServices/workspaces/$${workspace}/computes/${name}` +
    `?api-version=${source.apiVersion}`;
  // A secret becomes JSON text by python3, which every installation of az brings.
  const fill = source.secrets.map(
    ({ parameter }) =>
      `export ${variable(parameter)}; python3 -c 'import json,os,sys;p=sys.argv[1];t=open(p).read();` +
      `open(p,"w").write(t.replace("\\"@@"+sys.argv[2]+"@@\\"",json.dumps(os.environ[sys.argv[2]])))' "$file" ${variable(parameter)}`,
  );
  return [
    ...intoFile(JSON.stringify(body, null, 2)),
    ...fill,
    `az rest --method put --url "${url}" --body "@$file"`,
  ];
}
