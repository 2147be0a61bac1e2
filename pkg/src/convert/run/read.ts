/** Run configurations: reads the calls of the first SDK that make one, whatever spelling their members have. */
import { escapeToken } from "../../pointer.js";
import {
  at,
  isObject,
  type Json,
  type JsonObject,
  type Loss,
  type Secret,
  takeSecrets,
} from "../resource.js";

/** The calls that make a run configuration. */
export const RUN_CALLS: readonly string[] = ["RunConfiguration", "ScriptRunConfig"];

/** A run, with its members in the spelling of the document. */
export interface Run {
  /** Members of the document `.runconfig`. */
  readonly document: JsonObject;
  /** Folder with the script; empty if nobody said. */
  readonly folder: string;
  /** Where each member of the document was said. */
  readonly places: ReadonlyMap<string, string>;
  /** Members that no document has. */
  readonly losses: readonly Loss[];
}

/** A run as it was read. */
export interface RunRead extends Run {
  /** Spark runs it, on a cluster of HDInsight. */
  readonly isSpark: boolean;
  /** What stands in the document as a parameter; the pointers are of the call. */
  readonly secrets: readonly Secret[];
}

/** What is below a member: its members, a map with names of the caller's, or a value that is taken as it is. */
type Shape = { readonly [name: string]: Shape } | "value" | "map";

const MEMBERS: Readonly<Record<string, Shape>> = {
  script: "value",
  arguments: "value",
  command: "value",
  target: "value",
  framework: "value",
  communicator: "value",
  maxRunDurationSeconds: "value",
  nodeCount: "value",
  priority: "value",
  environment: {
    name: "value",
    version: "value",
    environmentVariables: "map",
    python: {
      userManagedDependencies: "value",
      interpreterPath: "value",
      condaDependenciesFile: "value",
      baseCondaEnvironment: "value",
      condaDependencies: "map",
    },
    docker: {
      enabled: "value",
      baseImage: "value",
      baseDockerfile: "value",
      buildContext: "map",
      sharedVolumes: "value",
      shmSize: "value",
      arguments: "value",
      baseImageRegistry: { address: "value", username: "value", password: "value", registryIdentity: "map" },
      platform: { os: "value", architecture: "value" },
    },
    spark: { repositories: "value", packages: "value", precachePackages: "value" },
    databricks: "map",
    r: "map",
    inferencingStackVersion: "value",
    assetId: "value",
  },
  history: { outputCollection: "value", snapshotProject: "value", directoriesToWatch: "value" },
  spark: { configuration: "map" },
  docker: { useDocker: "value", sharedVolumes: "value", arguments: "value", shmSize: "value" },
  hdi: { yarnDeployMode: "value" },
  tensorflow: { workerCount: "value", parameterServerCount: "value" },
  mpi: { processCountPerNode: "value", nodeCount: "value" },
  pytorch: { communicationBackend: "value", processCount: "value", nodeCount: "value" },
  paralleltask: { maxRetriesPerWorker: "value", workerCountPerNode: "value", terminalExitCodes: "value" },
  dataReferences: "map",
  data: "map",
  datacaches: "value",
  outputData: "map",
  sourceDirectoryDataStore: "value",
  amlcompute: {
    vmSize: "value",
    vmPriority: "value",
    retainCluster: "value",
    name: "value",
    clusterMaxNodeCount: "value",
  },
  kubernetescompute: { instanceType: "value" },
  credentialPassthrough: "value",
  environmentVariables: "map",
  applicationEndpoints: "map",
};

/** Where the arguments of `ScriptRunConfig` go. */
const SCRIPT_ARGUMENTS: Readonly<Record<string, string>> = {
  script: "/script",
  arguments: "/arguments",
  command: "/command",
  compute_target: "/target",
  environment: "/environment",
  max_run_duration_seconds: "/maxRunDurationSeconds",
  docker_runtime_config: "/docker",
};

/** Arguments of `ScriptRunConfig` that a run configuration given whole replaces. */
const REPLACED = [
  "compute_target",
  "environment",
  "distributed_job_config",
  "docker_runtime_config",
  "max_run_duration_seconds",
];

/** What `ScriptRunConfig` limits a run to: 30 days. */
const DURATION = 2_592_000;

/** The run that a call makes; `facts` may tell what its target is. */
export function readRun(call: JsonObject, facts: unknown): RunRead {
  const { value: root, secrets } = takeSecrets(call, isSecret);
  const reading = new Reading();
  const args = isObject(root["args"]) ? root["args"] : {};
  const folder = root["call"] === "RunConfiguration" ? undefined : args["source_directory"];
  if (root["call"] === "RunConfiguration") reading.members(args, MEMBERS, "/args", "");
  else script(args, reading);
  const run = reading.run(typeof folder === "string" ? folder : "");
  const said = (pointer: string) => run.places.get(pointer);
  const isCluster = isHdInsight(facts, at(run.document, "/target"));
  const framework = at(run.document, "/framework");
  if (isCluster && framework === undefined) reading.put("/framework", "PySpark", said("/target") ?? "/call");
  // Two members say that a container is wanted, and the SDK looks at either.
  const enabled = at(run.document, "/environment/docker/enabled");
  if (enabled !== undefined && said("/docker/useDocker") === undefined) {
    reading.put("/docker/useDocker", enabled, said("/environment/docker/enabled") ?? "/call");
  }
  const isSpark = isCluster || (typeof framework === "string" && /^pyspark$/i.test(framework));
  return { ...run, isSpark, secrets };
}

function script(args: JsonObject, reading: Reading): void {
  const whole = args["run_config"];
  if (isObject(whole)) reading.members(whole, MEMBERS, "/args/run_config", "");
  for (const [name, value] of Object.entries(args)) {
    if (value === null || name === "source_directory" || name === "run_config") continue;
    // The check tells what is ignored.
    if (isObject(whole) && REPLACED.includes(name)) continue;
    const place = `/args/${name}`;
    const to = SCRIPT_ARGUMENTS[name];
    if (name === "distributed_job_config" && isObject(value)) reading.distributed(value, place);
    else if (to === undefined) reading.lost(place);
    else reading.member(value, MEMBERS[to.slice(1)] ?? "value", place, to);
  }
  if (!isObject(whole) && args["max_run_duration_seconds"] === undefined) {
    reading.put("/maxRunDurationSeconds", DURATION, "/args/max_run_duration_seconds");
  }
}

/** Members and variables whose values are nobody's business. */
function isSecret(path: string): boolean {
  return /(?:password|passphrase|secret|token|_key|apikey|accountkey|connection_?string)$/i.test(path);
}

function isHdInsight(facts: unknown, target: Json | undefined): boolean {
  const computes = isObject(facts) ? facts["computes"] : undefined;
  const list = isObject(computes) ? computes["value"] : computes;
  if (!Array.isArray(list) || typeof target !== "string") return false;
  const same = (one: Json | undefined, other: string) =>
    typeof one === "string" && one.toLowerCase() === other.toLowerCase();
  return list.some(
    (compute) =>
      same(at(compute, "/name"), target) && same(at(compute, "/properties/computeType"), "HDInsight"),
  );
}

/** A name without what spellings differ in. */
function bare(name: string): string {
  return name.replaceAll("_", "").toLowerCase();
}

class Reading {
  readonly #document: JsonObject = {};
  readonly #places = new Map<string, string>();
  readonly #losses: Loss[] = [];

  run(folder: string): Run {
    return { document: this.#document, folder, places: this.#places, losses: this.#losses };
  }

  lost(path: string): void {
    this.#losses.push({ path, reason: "run", target: "" });
  }

  put(pointer: string, value: Json, place: string): void {
    const steps = pointer.split("/").slice(1);
    const last = steps.pop() ?? "";
    let holder = this.#document;
    for (const step of steps) {
      const next = holder[step];
      if (isObject(next)) holder = next;
      else {
        const made: JsonObject = {};
        holder[step] = made;
        holder = made;
      }
    }
    holder[last] = value;
    this.#places.set(pointer, place);
  }

  members(object: JsonObject, shape: Shape, place: string, to: string): void {
    for (const [key, value] of Object.entries(object)) {
      const [name, below] = Object.entries(shape).find(([known]) => bare(known) === bare(key)) ?? [];
      const where = `${place}/${escapeToken(key)}`;
      if (name === undefined || below === undefined) this.lost(where);
      else if (value !== null) this.member(value, below, where, `${to}/${name}`);
    }
  }

  member(value: Json, shape: Shape, place: string, to: string): void {
    if (to === "/environment" && typeof value === "string") {
      this.put("/environment/name", value, place);
    } else if (to === "/environment/python/condaDependencies" && isObject(value)) {
      this.put(to, condaOf(value), place);
    } else if (typeof shape === "object" && isObject(value)) {
      this.members(value, shape, place, to);
    } else {
      this.put(to, value, place);
    }
  }

  /** The settings of a distributed run; which framework is meant shows by their members. */
  distributed(value: JsonObject, place: string): void {
    const found = new Map(Object.entries(value).map(([key, item]) => [bare(key), item]));
    const has = (...names: string[]) => names.some((name) => found.has(name));
    const [holder, framework, communicator] = has("workercount", "parameterservercount")
      ? ["tensorflow", "TensorFlow", "ParameterServer"]
      : has("communicationbackend", "processcount")
        ? ["pytorch", "PyTorch", capital(found.get("communicationbackend") ?? "nccl")]
        : ["mpi", "Python", "IntelMpi"];
    this.put("/framework", framework, place);
    this.put("/communicator", communicator, place);
    this.members(value, MEMBERS[holder] ?? {}, place, `/${holder}`);
    const nodes = found.get(holder === "tensorflow" ? "workercount" : "nodecount");
    if (nodes !== undefined) this.put("/nodeCount", nodes, place);
  }
}

function capital(word: Json): string {
  const text = String(word).toLowerCase();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Packages as `CondaDependencies.create` takes them become the document of conda. */
function condaOf(value: JsonObject): JsonObject {
  if (Object.hasOwn(value, "dependencies")) return value;
  const list = (name: string) => {
    const found = value[name];
    return Array.isArray(found) ? found : [];
  };
  const python = typeof value["python_version"] === "string" ? [`python=${value["python_version"]}`] : [];
  const pip = list("pip_packages");
  return {
    name: "project_environment",
    channels: ["conda-forge"],
    dependencies: [...python, ...list("conda_packages"), ...(pip.length > 0 ? ["pip", { pip }] : [])],
  };
}
