/** Writes runs: the classic document, the job of the command line and the body of the management API. */
import { at, isObject, type Json, type JsonObject, type Loss, leaves, type Written } from "../resource.js";
import { yaml } from "../yaml.js";
import type { Run } from "./read.js";

/** Members of the document that a command job says by other means, or that say nothing there. */
const SAID = [
  "/script",
  "/arguments",
  "/command",
  "/target",
  "/framework",
  "/communicator",
  "/nodeCount",
  "/maxRunDurationSeconds",
  "/environmentVariables",
  "/environment/name",
  "/environment/version",
  "/environment/environmentVariables",
  "/environment/docker/baseImage",
  "/environment/docker/enabled",
  "/environment/docker/arguments",
  "/environment/docker/shmSize",
  "/environment/python/condaDependencies",
  "/docker",
  "/mpi",
  "/pytorch",
  "/tensorflow",
  "/kubernetescompute/instanceType",
  "/history",
];

/** What a command job can be made of. */
interface Job {
  readonly command: string;
  readonly folder: string;
  readonly compute: string;
  readonly environment: string | JsonObject;
  readonly variables: JsonObject;
  readonly distribution: JsonObject | undefined;
  readonly nodes: Json;
  readonly seconds: Json;
  readonly shmSize: Json;
  readonly dockerArguments: string;
  readonly instanceType: Json;
}

/** The document `.runconfig`, which stands in the folder `.azureml` beside the script. */
export function runconfig(run: Run): Written {
  const { document, folder } = run;
  const target = at(document, "/target");
  const name = `${typeof target === "string" && target !== "" ? target : "run"}.runconfig`;
  const head = `# ${folder === "" ? "" : `${oneLine(folder)}/`}.azureml/${oneLine(name)}\n`;
  const { value, losses } = withoutSecrets(run);
  return { text: head + yaml(value), losses: [...run.losses, ...losses] };
}

/** A job for `az ml job create --file`; `undefined` if a command job cannot be it. */
export function job(run: Run): Written | undefined {
  const found = jobOf(run);
  if (found === undefined) return undefined;
  const document: JsonObject = {
    $schema: "https://azuremlschemas.azureedge.net/latest/commandJob.schema.json",
    type: "command",
    command: found.command,
  };
  if (found.folder !== "") document["code"] = found.folder;
  document["environment"] = found.environment;
  if (found.compute !== "")
    document["compute"] = found.compute === "local" ? "local" : `azureml:${found.compute}`;
  if (Object.keys(found.variables).length > 0) document["environment_variables"] = found.variables;
  if (found.distribution !== undefined) document["distribution"] = snake(found.distribution);
  const resources = given({
    instance_count: found.nodes,
    instance_type: found.instanceType,
    shm_size: found.shmSize,
    docker_args: found.dockerArguments,
  });
  if (resources !== undefined) document["resources"] = resources;
  if (found.seconds !== null) document["limits"] = { timeout: found.seconds };
  return { text: yaml(document), losses: lossesOf(run) };
}

/** The body of a job for the management API; what only a workspace can tell stands in angle brackets. */
export function commandJob(run: Run): Written | undefined {
  const found = jobOf(run);
  if (found === undefined) return undefined;
  const workspace =
    "/subscriptions/<subscriptionId>/resourceGroups/<resourceGroup>/providers/Microsoft.MachineLearningServices/workspaces/<workspace>";
  const named = typeof found.environment === "string" ? found.environment : "";
  const [name = "", version = ""] = named.replace(/^azureml:/, "").split(/[:@]/);
  const properties: JsonObject = { jobType: "Command", command: found.command };
  if (found.folder !== "") properties["codeId"] = `${workspace}/codes/<code>/versions/<version>`;
  properties["environmentId"] =
    name === ""
      ? `${workspace}/environments/<environment>/versions/<version>`
      : `${workspace}/environments/${name}/versions/${version === "latest" ? "<version>" : version}`;
  if (found.compute !== "" && found.compute !== "local") {
    properties["computeId"] = `${workspace}/computes/${found.compute}`;
  }
  if (Object.keys(found.variables).length > 0) properties["environmentVariables"] = found.variables;
  if (found.distribution !== undefined) {
    const { type, ...rest } = found.distribution;
    properties["distribution"] = { distributionType: type ?? "Mpi", ...rest };
  }
  const resources = given({
    instanceCount: found.nodes,
    instanceType: found.instanceType,
    shmSize: found.shmSize,
    dockerArgs: found.dockerArguments,
  });
  if (resources !== undefined) properties["resources"] = resources;
  if (found.seconds !== null) {
    properties["limits"] = { jobLimitsType: "Command", timeout: `PT${found.seconds}S` };
  }
  const losses = lossesOf(run);
  // An environment of one's own is made first, and then named.
  if (typeof found.environment === "object" && name === "") {
    const place = run.places.get("/environment/docker/baseImage");
    const conda = run.places.get("/environment/python/condaDependencies");
    for (const path of [place, conda])
      if (path !== undefined) losses.push({ path, reason: "run", target: "" });
  }
  return { text: `${JSON.stringify({ properties }, null, 2)}\n`, losses };
}

/** A run as a command job; `undefined` for what Spark runs on an attached cluster. */
function jobOf({ document, folder }: Run): Job | undefined {
  const text = (pointer: string) => {
    const found = at(document, pointer);
    return typeof found === "string" ? found : "";
  };
  if (/^pyspark$/i.test(text("/framework"))) return undefined;
  const nodes = at(document, "/nodeCount") ?? null;
  return {
    command: commandOf(document),
    folder,
    compute: text("/target"),
    environment: environmentOf(document),
    variables: {
      ...mapOf(at(document, "/environment/environmentVariables")),
      ...mapOf(at(document, "/environmentVariables")),
    },
    distribution: distributionOf(document),
    nodes,
    seconds: at(document, "/maxRunDurationSeconds") ?? null,
    shmSize: at(document, "/docker/shmSize") ?? at(document, "/environment/docker/shmSize") ?? null,
    dockerArguments: words(
      at(document, "/docker/arguments") ?? at(document, "/environment/docker/arguments"),
    ),
    instanceType: at(document, "/kubernetescompute/instanceType") ?? null,
  };
}

function commandOf(document: JsonObject): string {
  const command = at(document, "/command");
  if (command !== undefined && command !== "" && command !== null) return words(command);
  const rest = words(at(document, "/arguments"));
  return `python ${quoted(String(at(document, "/script") ?? ""))}${rest === "" ? "" : ` ${rest}`}`;
}

/** A list as words of a shell; a text as it is. */
function words(value: Json | undefined): string {
  if (Array.isArray(value)) return value.map((word) => quoted(String(word))).join(" ");
  return typeof value === "string" ? value : "";
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

function environmentOf(document: JsonObject): string | JsonObject {
  const image = at(document, "/environment/docker/baseImage");
  const conda = at(document, "/environment/python/condaDependencies");
  const name = at(document, "/environment/name");
  if (typeof image === "string") {
    const made: JsonObject = { image };
    if (isObject(conda)) made["conda_file"] = conda;
    return made;
  }
  if (isObject(conda)) return { image: "<image>", conda_file: conda };
  const version = at(document, "/environment/version");
  return `azureml:${name ?? "<environment>"}${typeof version === "string" ? `:${version}` : "@latest"}`;
}

function distributionOf(document: JsonObject): JsonObject | undefined {
  const communicator = String(at(document, "/communicator") ?? "").toLowerCase();
  const of = (type: string, members: Readonly<Record<string, string>>): JsonObject => {
    const out: JsonObject = { type };
    for (const [name, pointer] of Object.entries(members)) {
      const value = at(document, pointer);
      if (value !== undefined && value !== null) out[name] = value;
    }
    return out;
  };
  if (["intelmpi", "openmpi", "mpi"].includes(communicator)) {
    return of("Mpi", { processCountPerInstance: "/mpi/processCountPerNode" });
  }
  if (["nccl", "gloo"].includes(communicator)) {
    return of("PyTorch", { processCountPerInstance: "/pytorch/processCount" });
  }
  if (communicator === "parameterserver") {
    return of("TensorFlow", {
      workerCount: "/tensorflow/workerCount",
      parameterServerCount: "/tensorflow/parameterServerCount",
    });
  }
  return undefined;
}

/** `processCountPerInstance` as `process_count_per_instance`; the type in small letters. */
function snake(object: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => [
      key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      key === "type" ? String(value).toLowerCase() : value,
    ]),
  );
}

function given(members: JsonObject): JsonObject | undefined {
  const found = Object.entries(members).filter(([, value]) => value !== null && value !== "");
  return found.length === 0 ? undefined : Object.fromEntries(found);
}

function mapOf(value: Json | undefined): JsonObject {
  if (!isObject(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, String(item)]));
}

/** What a job does not say of a run. */
function lossesOf(run: Run): Loss[] {
  const isSaid = (pointer: string) =>
    SAID.some((said) => pointer === said || pointer.startsWith(`${said}/`)) ||
    leaves(at(run.document, pointer)).length === 0;
  const lost = [...run.places].filter(([pointer]) => !isSaid(pointer));
  return [...run.losses, ...lost.map(([, path]): Loss => ({ path, reason: "run", target: "" }))];
}

/** The document with variables in the places of secrets. */
function withoutSecrets({ document, places }: Run): { value: JsonObject; losses: Loss[] } {
  const pointer = "/environment/docker/baseImageRegistry/password";
  const place = places.get(pointer);
  if (place === undefined) return { value: document, losses: [] };
  const value = structuredClone(document);
  const registry = at(value, "/environment/docker/baseImageRegistry");
  if (isObject(registry)) registry["password"] = "$" + "{BASE_IMAGE_REGISTRY_PASSWORD}";
  return { value, losses: [{ path: place, reason: "secret", target: "" }] };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ");
}
