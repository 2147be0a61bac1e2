/** A script for the second SDK (azure-ai-ml): the documents of the command line, loaded by the SDK's own reader. */
import { comment } from "./az.js";
import { document, isCreated } from "./cli-v2.js";
import {
  numbered,
  type Part,
  parametersOf,
  type Source,
  variable,
  type Writer,
  withParameters,
  workspacesOf,
} from "./resource.js";
import { yaml } from "./yaml.js";

export interface Loaded extends Part {
  readonly hasSecrets: boolean;
  readonly lines: readonly string[];
}

/** A script. */
export const pythonV2: Writer<Loaded> = {
  extension: ".py",
  part(source) {
    const found = document(source);
    if (typeof found === "string") return found;
    const { $schema: _schema, ...rest } = found.document;
    const secrets = parametersOf(rest);
    const assignments = secrets.map(({ parameter, steps }) => {
      const place = steps.map((step) => `[${JSON.stringify(step)}]`).join("");
      return `document${place} = os.environ["${variable(parameter)}"]`;
    });
    const load =
      secrets.length > 0
        ? [
            "# Secrets come from the environment and are added after the YAML is parsed.",
            "document = yaml.safe_load(DOCUMENT)",
            ...assignments,
            "compute = load_compute(io.StringIO(yaml.safe_dump(document)))",
          ]
        : ["compute = load_compute(io.StringIO(DOCUMENT))"];
    const begin = isCreated(source) ? "begin_create_or_update" : "begin_attach";
    const lines = [
      'DOCUMENT = r"""',
      `${yaml(withParameters(rest, (parameter) => `{${parameter}}`))}"""`,
      "",
      ...load,
      `${numbered("client", source.workspace, "_")}.compute.${begin}(compute).result()`,
    ];
    const again = { format: "cli-v2", data: found.document } as const;
    return { hasSecrets: secrets.length > 0, lines, losses: found.losses, again };
  },
  text(pieces) {
    const imports = pieces.some(({ part }) => part.hasSecrets)
      ? ["import io", "import os", "", "import yaml"]
      : ["import io", ""];
    const lines = [
      ...imports,
      "from azure.ai.ml import MLClient, load_compute",
      "from azure.identity import DefaultAzureCredential",
      "",
    ];
    const workspaces = workspacesOf(pieces);
    lines.push(
      "# Subscription, resource group and workspace come from config.json, as the portal offers it.",
    );
    lines.push(...workspaces.map((source) => client(source)));
    for (const { source, part } of pieces) {
      lines.push("", ...(source.label === "" ? [] : [`# ${comment(source)}`]), ...part.lines);
    }
    return [...lines, ""].join("\n");
  },
};

function client({ workspace }: Source): string {
  const path = workspace === 0 ? "" : `, path="config-${workspace + 1}.json"`;
  return `${numbered("client", workspace, "_")} = MLClient.from_config(DefaultAzureCredential()${path})`;
}
