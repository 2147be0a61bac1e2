/** Writes runs as documents of the classic SDK and as jobs, into the folder that is given: `runs.py` loads them. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { convert } from "../../../pkg/dist/esm/node.js";

const [folder] = process.argv.slice(2);
const environment = {
  name: "train",
  python: { conda_dependencies: { conda_packages: ["scikit-learn"], pip_packages: ["pandas"] } },
  docker: { base_image: "mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04" },
};
const script = (args) => ({ call: "ScriptRunConfig", args: { source_directory: ".", script: "train.py", ...args } });

/** The targets of the article, and the ways to spread a run. */
const RUNS = {
  local: script({ compute_target: "local", environment }),
  cluster: script({ compute_target: "cpu-cluster", environment, arguments: ["--rate", 0.1, "two words"] }),
  machine: {
    call: "RunConfiguration",
    args: {
      script: "train.py",
      target: "machine",
      environment: { ...environment, environment_variables: { MODE: "fast" } },
      docker: { use_docker: true, shm_size: "4g", arguments: ["--ipc=host"] },
    },
  },
  hdinsight: {
    call: "RunConfiguration",
    args: {
      script: "count.py",
      target: "spark",
      framework: "PySpark",
      hdi: { yarn_deploy_mode: "client" },
      spark: { configuration: { "spark.app.name": "count" } },
      environment: { name: "spark", spark: { packages: [{ group: "org.x", artifact: "y", version: "1" }] } },
    },
  },
  based: {
    call: "RunConfiguration",
    args: {
      script: "train.py",
      target: "amlcompute",
      amlcompute: { vm_size: "STANDARD_D2_V2", vm_priority: "lowpriority" },
      environment: { name: "e", docker: { enabled: true, base_image: "busybox" } },
      environment_variables: { API_TOKEN: "not-A-real-1", MODE: "fast" },
    },
  },
  mpi: script({ compute_target: "cpu-cluster", environment, distributed_job_config: { process_count_per_node: 2, node_count: 3 } }),
  torch: script({
    compute_target: "gpu-cluster",
    environment: "curated",
    distributed_job_config: { communication_backend: "Nccl", process_count: 8, node_count: 2 },
  }),
  tensorflow: script({
    compute_target: "gpu-cluster",
    environment: "curated",
    distributed_job_config: { worker_count: 4, parameter_server_count: 1 },
  }),
};

mkdirSync(join(folder, ".azureml"), { recursive: true });
const told = {};
for (const [name, call] of Object.entries(RUNS)) {
  told[name] = {};
  for (const [to, file] of [
    ["runconfig", `.azureml/${name}.runconfig`],
    ["job", `${name}.yml`],
    ["command-job", `${name}.json`],
  ]) {
    const { text, report } = convert(call, { from: "sdk-v1", to });
    if (text !== "") writeFileSync(join(folder, file), text);
    told[name][to] = report.diagnostics.map(({ code, path }) => `${code} ${path}`);
  }
}
writeFileSync(join(folder, "train.py"), "print(1)\n");
writeFileSync(join(folder, "told.json"), JSON.stringify(told));
