/** Runs: from calls of the first SDK to its document, to jobs, and to nothing else. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe as suite, test } from "node:test";
import { fileURLToPath } from "node:url";
import { convert, targetFormats } from "azureml-compute";
import { parse } from "yaml";

const cases = join(fileURLToPath(import.meta.url), "../../../tests/cases/sdk-v1");
const FORMATS = ["runconfig", "job", "command-job"];
const to = (call, format, options = {}) => convert(call, { from: "sdk-v1", to: format, ...options });
const lost = ({ report }) =>
  report.diagnostics
    .filter(({ code }) => code.startsWith("convert/"))
    .map(({ code, path }) => `${code} ${path}`);
const script = (args) => ({
  call: "ScriptRunConfig",
  args: { script: "train.py", compute_target: "cpu", ...args },
});

suite("runs", () => {
  test("every case of a run goes into the formats of runs, and into no other", () => {
    let count = 0;
    for (const name of readdirSync(cases, { recursive: true })) {
      if (!name.endsWith(".json")) continue;
      const text = readFileSync(join(cases, name), "utf8");
      const [, line = "{}", body = text] = /^\/\/ options: (.*)\n([\s\S]*)$/.exec(text) ?? [];
      const call = JSON.parse(body);
      if (!["RunConfiguration", "ScriptRunConfig"].includes(call.call)) continue;
      const { format: _format, ...options } = JSON.parse(line);
      for (const format of targetFormats) {
        const { text: written, report } = to(call, format, options);
        const isCluster = line.includes('"HDInsight"');
        const isSpark = (call.args?.framework === "PySpark" || isCluster) && format !== "runconfig";
        assert.equal(written !== "", FORMATS.includes(format) && !isSpark, `${name} to ${format}`);
        const gone = report.diagnostics.some(({ code }) => code === "convert/no-kind");
        assert.equal(gone, written === "", `${name} to ${format}`);
        if (written !== "") parse(written);
        count += 1;
      }
    }
    assert.ok(count > 150, `${count} conversions`);
  });

  test("the document: members in its own spelling, in whichever they were given", () => {
    const args = {
      target: "vm",
      Script: "train.py",
      NodeCount: 2,
      environment: { python: { user_managed_dependencies: true }, docker: { baseImage: "image" } },
      hdi: null,
    };
    assert.deepEqual(parse(to({ call: "RunConfiguration", args }, "runconfig").text), {
      target: "vm",
      script: "train.py",
      nodeCount: 2,
      environment: { python: { userManagedDependencies: true }, docker: { baseImage: "image" } },
    });
  });

  test("packages become the document of conda", () => {
    const python = {
      conda_dependencies: { python_version: "3.10", conda_packages: ["numpy"], pip_packages: ["x"] },
    };
    const { text } = to(script({ environment: { python } }), "runconfig");
    assert.deepEqual(parse(text).environment.python.condaDependencies.dependencies, [
      "python=3.10",
      "numpy",
      "pip",
      { pip: ["x"] },
    ]);
  });

  test("a run configuration given whole wins, as the check says", () => {
    const found = parse(to(script({ run_config: { target: "gpu", framework: "Python" } }), "runconfig").text);
    assert.deepEqual(found, { target: "gpu", framework: "Python", script: "train.py", environment: {} });
  });

  test("words of a command are quoted for the shell", () => {
    const { text } = to(script({ arguments: ["it's", "a b", "$HOME", 3] }), "job");
    assert.equal(parse(text).command, "python train.py 'it'\\''s' 'a b' '$HOME' 3");
    assert.equal(parse(to(script({ script: null, command: "make all" }), "job").text).command, "make all");
  });

  test("what is lost is told where it was said", () => {
    const call = script({ resume_from: "x", environment: { docker: { base_image: "i" } }, extra: 1 });
    assert.deepEqual(lost(to(call, "runconfig")), [
      "convert/lost-member /args/resume_from",
      "convert/lost-member /args/extra",
    ]);
    assert.ok(
      lost(to(call, "command-job")).includes("convert/lost-member /args/environment/docker/base_image"),
    );
    const based = {
      call: "RunConfiguration",
      args: { target: "amlcompute", amlcompute: { vmSize: "Standard_D2_v2" } },
    };
    const found = to(based, "job");
    assert.deepEqual(lost(found), []);
    const made = parse(found.text);
    assert.deepEqual([made.compute, made.resources], [undefined, { instance_type: "Standard_D2_v2" }]);
  });

  test("what says nothing is not lost, and what says something is", () => {
    const args = {
      script: "train.py",
      target: "cpu",
      framework: "Python",
      communicator: "None",
      history: { outputCollection: true, snapshotProject: true, directoriesToWatch: ["logs"] },
      docker: { use_docker: true, shared_volumes: true },
      environment: { name: "e", python: { interpreter_path: "python" } },
    };
    const call = (more) => ({ call: "RunConfiguration", args: { ...args, ...more } });
    assert.deepEqual(lost(to(call({}), "job")), []);
    for (const [more, path] of [
      [{ history: { snapshot_project: false } }, "/args/history/snapshot_project"],
      [{ docker: { shared_volumes: false } }, "/args/docker/shared_volumes"],
      [{ docker: { use_docker: false } }, "/args/docker/use_docker"],
      [{ framework: "CNTK" }, "/args/framework"],
      [{ communicator: "Horovod" }, "/args/communicator"],
      [{ pytorch: { process_count: 8 } }, "/args/pytorch/process_count"],
      [{ data_references: { raw: { dataStoreName: "store" } } }, "/args/data_references"],
      [{ priority: 5 }, "/args/priority"],
    ]) {
      assert.deepEqual(lost(to(call(more), "job")), [`convert/lost-member ${path}`]);
      assert.deepEqual(lost(to(call(more), "runconfig")), []);
    }
  });

  test("processes of all machines become those of one", () => {
    const of = (config, format = "job") => to(script({ distributed_job_config: config }), format);
    const torch = of({ process_count: 8, node_count: 2 });
    assert.deepEqual(parse(torch.text).distribution, { type: "pytorch", process_count_per_instance: 4 });
    assert.deepEqual(parse(torch.text).resources, { instance_count: 2 });
    assert.deepEqual(lost(torch), []);
    const odd = of({ process_count: 7, node_count: 2 });
    assert.deepEqual(parse(odd.text).distribution, { type: "pytorch" });
    assert.deepEqual(lost(odd), ["convert/lost-member /args/distributed_job_config/process_count"]);
    const gloo = of({ communication_backend: "gloo", process_count: 2, node_count: 2 });
    assert.deepEqual(lost(gloo), [
      "convert/lost-member /args/distributed_job_config",
      "convert/lost-member /args/distributed_job_config/communication_backend",
    ]);
    assert.deepEqual(lost(of({ process_count_per_node: 4, node_count: 2 })), []);
  });

  test("a target that is known to be HDInsight runs Spark, whoever forgets to say so", () => {
    const facts = { computes: { value: [{ name: "myhdi", properties: { computeType: "HDInsight" } }] } };
    const call = { call: "RunConfiguration", args: { script: "a.py", target: "MyHdi" } };
    assert.equal(parse(to(call, "runconfig", { facts }).text).framework, "PySpark");
    for (const format of ["job", "command-job"]) {
      const found = to(call, format, { facts });
      assert.deepEqual([found.text, lost(found)], ["", ["convert/no-kind /args/target"]]);
    }
  });

  test("a container that is asked for in the environment is asked for in both places", () => {
    const call = script({ environment: { name: "e", docker: { enabled: true, base_image: "i" } } });
    assert.deepEqual(parse(to(call, "runconfig").text).docker, { useDocker: true });
  });

  test("secrets of variables and arguments become parameters", () => {
    const args = {
      script: "a.py",
      target: "cpu",
      arguments: ["--url", "https://store.blob.core.windows.net/x?sv=1&sig=not-A-real-3"],
      environment_variables: { API_TOKEN: "not-A-real-2", MODE: "fast" },
    };
    for (const format of FORMATS) {
      const found = to({ call: "RunConfiguration", args }, format);
      assert.ok(!/not-A-real/.test(found.text + JSON.stringify(found.report)), format);
      assert.deepEqual(lost(found), [
        "convert/lost-member /args/arguments/1",
        "convert/lost-member /args/environment_variables/API_TOKEN",
      ]);
      assert.match(found.text, /fast/);
    }
    const job = parse(to({ call: "RunConfiguration", args }, "job").text);
    assert.equal(job.command, 'python a.py --url "$' + '{SECRET1}"');
  });

  test("the password of a registry is never written", () => {
    const docker = { baseImageRegistry: { address: "a", username: "u", password: "not-A-real-1" } };
    const call = { call: "RunConfiguration", args: { target: "vm", environment: { docker } } };
    for (const format of FORMATS) {
      const { text, report } = to(call, format);
      assert.ok(!text.includes("not-A-real-1") && !JSON.stringify(report).includes("not-A-real-1"), format);
    }
    assert.match(to(call, "runconfig").text, /password: "\$\{PASSWORD\}"/);
  });

  test("a compute is no run", () => {
    const body = { location: "westeurope", properties: { computeType: "AmlCompute" } };
    for (const format of FORMATS) {
      const found = convert(body, { to: format });
      assert.equal(found.text, "");
      assert.deepEqual(lost(found), ["convert/no-kind /properties/computeType"]);
    }
  });
});
