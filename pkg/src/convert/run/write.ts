/** Writes runs: the classic document, the job of the command line and the body of the management API. */
import {
  at,
  isObject,
  type Json,
  type JsonObject,
  type Loss,
  parameterOf,
  variable,
  type Written,
  withParameters,
} from "../resource.js";
import { yaml } from "../yaml.js";
import type { Run, RunRead } from "./read.js";

/** A format of runs. */
export interface RunWriter {
  /** How files of it end. */
  readonly extension: string;
  /** Nothing for a run that the format has no word for. */
  write(run: RunRead): Written | undefined;
}

export const runconfig: RunWriter = { extension: ".yml", write: runconfigOf };
export const job: RunWriter = { extension: ".yml", write: jobFile };
export const commandJob: RunWriter = { extension: ".json", write: jobBody };

/** What SDK v1 takes for members that nobody gives: to give it says nothing. */
const DEFAULTS: JsonObject = {
  "/framework": "Python",
  "/communicator": "None",
  "/nodeCount": 1,
  "/history/outputCollection": true,
  "/history/snapshotProject": true,
  "/history/directoriesToWatch": ["logs"],
  "/docker/sharedVolumes": true,
  "/environment/docker/sharedVolumes": true,
  "/environment/docker/platform/os": "Linux",
  "/environment/docker/platform/architecture": "amd64",
  "/environment/python/userManagedDependencies": false,
  "/environment/python/interpreterPath": "python",
  "/environment/spark/precachePackages": true,
  "/hdi/yarnDeployMode": "cluster",
  "/tensorflow/workerCount": 1,
  "/tensorflow/parameterServerCount": 1,
  "/mpi/processCountPerNode": 1,
  "/mpi/nodeCount": 1,
  "/pytorch/communicationBackend": "nccl",
  "/pytorch/nodeCount": 1,
  "/paralleltask/maxRetriesPerWorker": 0,
  "/paralleltask/workerCountPerNode": 1,
  "/amlcompute/retainCluster": false,
  "/credentialPassthrough": false,
};
/** The target that stands for a cluster of one run. */
const FOR_ONE_RUN = "amlcompute";

/** What a command job can be made of. */
interface Job {
  /** What of the run is not in it. */
  readonly losses: readonly Loss[];
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
function runconfigOf(run: RunRead): Written {
  const { document, folder } = run;
  const target = at(document, "/target");
  const name = `${typeof target === "string" && target !== "" ? target : "run"}.runconfig`;
  const head = `# ${folder === "" ? "" : `${oneLine(folder)}/`}.azureml/${oneLine(name)}\n`;
  // azureml-core takes a file without this key for one of an older form, and drops target and script.
  const whole = Object.hasOwn(document, "environment") ? document : { ...document, environment: {} };
  return { text: head + yaml(withParameters(whole, reference)), losses: [...run.losses] };
}

/** A job for `az ml job create --file`; `undefined` if a command job cannot be it. */
function jobFile(run: RunRead): Written | undefined {
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
  return { text: yaml(withParameters(document, reference)), losses: [...found.losses] };
}

/** The body of a job for the management API; what only a workspace can tell stands in angle brackets. */
function jobBody(run: RunRead): Written | undefined {
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
  const losses = [...found.losses];
  // An environment of one's own is made first, and then named.
  if (typeof found.environment === "object" && name === "") {
    const place = run.places.get("/environment/docker/baseImage");
    const conda = run.places.get("/environment/python/condaDependencies");
    for (const path of [place, conda])
      if (path !== undefined) losses.push({ path, reason: "run", target: "" });
  }
  const body = withParameters({ properties }, (parameter) => `<${parameter}>`);
  return { text: `${JSON.stringify(body, null, 2)}\n`, losses };
}

/** A run as a command job; `undefined` for what Spark runs on an attached cluster. */
function jobOf(run: RunRead): Job | undefined {
  if (run.isSpark) return undefined;
  const members = new Members(run);
  const text = (pointer: string) => {
    const found = members.take(pointer);
    return typeof found === "string" ? found : "";
  };
  const target = text("/target");
  const forOneRun = target.toLowerCase() === FOR_ONE_RUN;
  const job: Job = {
    command: commandOf(members),
    folder: run.folder,
    // What was made for one run is made by the service today, of a size alone.
    compute: forOneRun ? "" : target,
    environment: environmentOf(members),
    variables: {
      ...mapOf(members.take("/environment/environmentVariables")),
      ...mapOf(members.take("/environmentVariables")),
    },
    distribution: distributionOf(members),
    nodes: nodesOf(members),
    seconds: members.take("/maxRunDurationSeconds") ?? null,
    shmSize: members.either("/docker/shmSize", "/environment/docker/shmSize") ?? null,
    dockerArguments: words(members.either("/docker/arguments", "/environment/docker/arguments")),
    instanceType: members.take(forOneRun ? "/amlcompute/vmSize" : "/kubernetescompute/instanceType") ?? null,
    losses: [],
  };
  for (const pointer of ["/docker/useDocker", "/environment/docker/enabled"]) members.takeIf(pointer, true);
  return { ...job, losses: members.losses() };
}

/** The members of a run, and which of them were taken. */
class Members {
  readonly #taken = new Set<string>();

  constructor(readonly run: Run) {}

  see(pointer: string): Json | undefined {
    return at(this.run.document, pointer);
  }

  take(pointer: string): Json | undefined {
    this.#taken.add(pointer);
    return this.see(pointer);
  }

  takeIf(pointer: string, wanted: Json): void {
    if (this.see(pointer) === wanted) this.take(pointer);
  }

  /** The first that is there; the second as well if it says the same. */
  either(first: string, second: string): Json | undefined {
    const found = this.take(first) ?? this.take(second);
    if (JSON.stringify(this.see(second)) === JSON.stringify(found)) this.take(second);
    return found;
  }

  /** What was given, not taken, and is not what the SDK takes anyway. */
  losses(): Loss[] {
    const lost = [...this.run.places].filter(
      ([pointer]) => !this.#taken.has(pointer) && !this.#saysNothing(pointer),
    );
    const places = new Set(lost.map(([, path]) => path));
    return [...this.run.losses, ...[...places].map((path): Loss => ({ path, reason: "run", target: "" }))];
  }

  #saysNothing(pointer: string): boolean {
    const value = this.see(pointer);
    const isEmpty = typeof value === "object" && value !== null && Object.keys(value).length === 0;
    const plain = (one: Json | undefined) => JSON.stringify(one)?.toLowerCase();
    return value === "" || isEmpty || plain(value) === plain(DEFAULTS[pointer]);
  }
}

function commandOf(members: Members): string {
  const command = words(members.see("/command"));
  if (command !== "") {
    members.take("/command");
    return command;
  }
  const isR = String(members.see("/framework")).toLowerCase() === "r";
  if (isR) members.take("/framework");
  const interpreter = isR
    ? "Rscript"
    : String(members.take("/environment/python/interpreterPath") ?? "python");
  const rest = words(members.take("/arguments"));
  return `${quoted(interpreter)} ${quoted(String(members.take("/script") ?? ""))}${rest === "" ? "" : ` ${rest}`}`;
}

/** A list as words of a shell; a text as it is. */
function words(value: Json | undefined): string {
  if (Array.isArray(value)) return value.map((word) => quoted(String(word))).join(" ");
  return typeof value === "string" ? value : "";
}

function quoted(word: string): string {
  const parameter = parameterOf(word);
  if (parameter !== undefined) return `"${reference(parameter)}"`;
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** What is put in by the shell or pipeline that uses the text. */
function reference(parameter: string): string {
  return `\${${variable(parameter)}}`;
}

function environmentOf(members: Members): string | JsonObject {
  const base = "/environment/docker";
  const image = members.take(`${base}/baseImage`);
  // Packages of the image are used as they are.
  const isManaged = members.take("/environment/python/userManagedDependencies") !== true;
  const packages = isManaged ? members.take("/environment/python/condaDependencies") : undefined;
  const file = isManaged ? members.take("/environment/python/condaDependenciesFile") : undefined;
  const conda = isObject(packages) ? packages : typeof file === "string" ? file : undefined;
  if (typeof image === "string") {
    const registry = members.take(`${base}/baseImageRegistry/address`);
    const made: JsonObject = {
      image: typeof registry === "string" && registry !== "" ? `${registry}/${image}` : image,
    };
    if (conda !== undefined) made["conda_file"] = conda;
    return made;
  }
  if (conda !== undefined) return { image: "<image>", conda_file: conda };
  const name = members.take("/environment/name");
  const version = members.take("/environment/version");
  return `azureml:${name ?? "<environment>"}${typeof version === "string" ? `:${version}` : "@latest"}`;
}

/** How many machines; the settings of a framework may repeat it. */
function nodesOf(members: Members): Json {
  const places = ["/nodeCount", "/mpi/nodeCount", "/pytorch/nodeCount"];
  const nodes = places.map((pointer) => members.see(pointer)).find((count) => count !== undefined) ?? null;
  for (const pointer of places) if (nodes !== null) members.takeIf(pointer, nodes);
  return nodes;
}

function distributionOf(members: Members): JsonObject | undefined {
  const communicator = String(members.see("/communicator") ?? "").toLowerCase();
  const given = (out: { [name: string]: Json | undefined }) =>
    Object.fromEntries(
      Object.entries(out).filter(
        (entry): entry is [string, Json] => entry[1] !== undefined && entry[1] !== null,
      ),
    );
  if (["intelmpi", "openmpi", "mpi"].includes(communicator)) {
    members.take("/communicator");
    return given({ type: "Mpi", processCountPerInstance: members.take("/mpi/processCountPerNode") });
  }
  if (["nccl", "gloo"].includes(communicator)) {
    members.takeIf("/framework", "PyTorch");
    // A job has no word for the way in which processes talk; nccl is what is taken anyway.
    if (communicator === "nccl") members.take("/communicator");
    // The first SDK counts the processes of all machines, a job those of one.
    const all = members.see("/pytorch/processCount");
    const nodes = nodesOf(members) ?? 1;
    const each = typeof all === "number" && typeof nodes === "number" ? all / nodes : undefined;
    const isWhole = each !== undefined && Number.isInteger(each) && each > 0;
    if (isWhole) members.take("/pytorch/processCount");
    return given({ type: "PyTorch", processCountPerInstance: isWhole ? each : undefined });
  }
  if (communicator === "parameterserver") {
    members.take("/communicator");
    members.takeIf("/framework", "TensorFlow");
    return given({
      type: "TensorFlow",
      workerCount: members.take("/tensorflow/workerCount"),
      parameterServerCount: members.take("/tensorflow/parameterServerCount"),
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

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ");
}
