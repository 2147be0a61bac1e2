/** A script for the second SDK (azure-ai-ml): the document of the command line, loaded by the SDK's own reader. */
import { document, isCreated, keyOfSecret } from "./cli-v2.js";
import {
  isObject,
  type Json,
  parameterOf,
  type Source,
  variable,
  type Written,
  withParameters,
} from "./resource.js";
import { yaml } from "./yaml.js";

/** A script. */
export function pythonV2(source: Source): Written | undefined {
  const found = document(source);
  if (found === undefined) return undefined;
  const { $schema: _schema, ...rest } = found.document;
  const filled = withParameters(rest, (parameter) => `{${parameter}}`);
  const begin = isCreated(source) ? "begin_create_or_update" : "begin_attach";
  const secrets = parametersOf(rest);
  const assignments = secrets.map(
    (parameter) =>
      `document["ssh_settings"]["${keyOfSecret(rest, parameter)}"] = os.environ["${variable(parameter)}"]`,
  );
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

function parametersOf(value: Json): string[] {
  const parameter = parameterOf(value);
  if (parameter !== undefined) return [parameter];
  return isObject(value) || Array.isArray(value) ? Object.values(value).flatMap(parametersOf) : [];
}
