/** A script for the second SDK (azure-ai-ml): the document of the command line, loaded by the SDK's own reader. */
import { document, isCreated } from "./cli-v2.js";
import {
  type Obstacle,
  parametersOf,
  type Source,
  variable,
  type Written,
  withParameters,
} from "./resource.js";
import { yaml } from "./yaml.js";

/** A script. */
export function pythonV2(source: Source): Written | Obstacle {
  const found = document(source);
  if (typeof found === "string") return found;
  const { $schema: _schema, ...rest } = found.document;
  const filled = withParameters(rest, (parameter) => `{${parameter}}`);
  const begin = isCreated(source) ? "begin_create_or_update" : "begin_attach";
  const secrets = parametersOf(rest);
  const assignments = secrets.map(({ parameter, steps }) => {
    const place = steps.map((step) => `[${JSON.stringify(step)}]`).join("");
    return `document${place} = os.environ["${variable(parameter)}"]`;
  });
  const imports = secrets.length > 0 ? ["import io", "import os", "", "import yaml"] : ["import io", ""];
  const load =
    secrets.length > 0
      ? [
          "# Secrets come from the environment and are put in after the text was read.",
          "document = yaml.safe_load(DOCUMENT)",
          ...assignments,
          "compute = load_compute(io.StringIO(yaml.safe_dump(document)))",
        ]
      : ["compute = load_compute(io.StringIO(DOCUMENT))"];
  const lines = [
    ...imports,
    "from azure.ai.ml import MLClient, load_compute",
    "from azure.identity import DefaultAzureCredential",
    "",
    'DOCUMENT = r"""',
    `${yaml(filled)}"""`,
    "",
    "# Subscription, resource group and workspace come from config.json, as the portal offers it.",
    "client = MLClient.from_config(DefaultAzureCredential())",
    ...load,
    `client.compute.${begin}(compute).result()`,
    "",
  ];
  return { text: lines.join("\n"), losses: found.losses };
}
