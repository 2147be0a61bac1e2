/** A script for the second SDK (azure-ai-ml): the document of the command line, loaded by the SDK's own reader. */
import { document } from "./cli-v2.js";
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

/** Kinds that the SDK creates; the others it attaches. */
const CREATED = ["AmlCompute", "ComputeInstance"];

/** A script. */
export function pythonV2(source: Source): Written | undefined {
  const found = document(source);
  if (found === undefined) return undefined;
  const { $schema: _schema, ...rest } = found.document;
  const filled = withParameters(rest, (parameter) => `{${parameter}}`);
  const begin = CREATED.includes(source.kind) ? "begin_create_or_update" : "begin_attach";
  const secrets = parametersOf(rest);
  const assignments = secrets.map(
    (parameter) =>
      `document["ssh_settings"]["${keyOfParameter(rest, parameter)}"] = os.environ["${variable(parameter)}"]`,
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
  return { text: lines.join("\n"), losses: found.losses.map((loss) => ({ ...loss, target: "python-v2" })) };
}

function parametersOf(value: Json): string[] {
  const parameter = parameterOf(value);
  if (parameter !== undefined) return [parameter];
  return isObject(value) || Array.isArray(value) ? Object.values(value).flatMap(parametersOf) : [];
}

/** Secrets of this format all stand in `ssh_settings`. */
function keyOfParameter(document: Json, parameter: string): string {
  const settings = isObject(document) ? document["ssh_settings"] : undefined;
  const entries = isObject(settings) ? Object.entries(settings) : [];
  return entries.find(([, value]) => parameterOf(value) === parameter)?.[0] ?? parameter;
}
